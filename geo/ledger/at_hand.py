"""The part of a ledger's file that is in memory: the units that were asked for, kept up with what is added.

Knows up to which document it has read. Opening a file reads nothing, and a document that is posted brings in the
reports of the units that it speaks of and no others, so neither grows with the whole history. Reads within the
caller's transaction; settles nothing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.ledger.evidence import last_row, read_moves, read_unit

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from geo.ledger.book import Ledger
    from geo.ledger.founding import Terms
    from geo.ledger.units import UnitKey


class AtHand:
    """A ledger that holds some units of a file in full, or all of them."""

    def __init__(self, connection: sqlite3.Connection, terms: Terms) -> None:
        """Begin with no unit."""
        self._connection = connection
        self._units: set[UnitKey] = set()
        self._seen = 0
        self.ledger: Ledger = terms.ledger()
        """Of the units that were brought it knows everything, of the others nothing."""
        self.is_whole = False

    def bring(self, units: Iterable[UnitKey]) -> None:
        """Take in what was added since, and all that the file holds of units not yet at hand."""
        self._catch_up()
        if self.is_whole:
            return
        for unit, unit_id in sorted(set(units) - self._units):
            self.ledger.post(read_unit(self._connection, unit, unit_id))
            self._units.add((unit, unit_id))

    def bring_all(self) -> None:
        """Take in everything; what is at hand already is not posted twice."""
        if not self.is_whole:
            self._seen, self.is_whole = 0, True
        self._catch_up()

    def _catch_up(self) -> None:
        latest = last_row(self._connection)
        if latest > self._seen:
            if self.is_whole or self._units:
                only = None if self.is_whole else self._units
                self.ledger.post(read_moves(self._connection, self._seen, only))
            self._seen = latest
