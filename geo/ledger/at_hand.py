"""The part of a ledger's file that is in memory: the units that were asked for, kept up with what is added.

Knows up to which document it has read. Opening a file reads nothing, and a document that is posted brings in the
reports of the units that it speaks of and no others, so neither grows with the whole history. Where people have decided
about a document, all of its events are looked at, as a decision may move one to another unit. Reads within the caller's
transaction; settles nothing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import LedgerError
from geo.ledger.decided import documents_of, read_decisions
from geo.ledger.derived import is_current, read_readings
from geo.ledger.evidence import last_row, read_entries, read_moves, read_unit, units_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Sequence

    from geo.decision import Applied, Decision, Reviewer
    from geo.ledger.book import Ledger
    from geo.ledger.founding import Terms
    from geo.ledger.units import UnitKey


class AtHand:
    """A ledger that holds some units of a file in full, or all of them."""

    def __init__(self, connection: sqlite3.Connection, terms: Terms, reviewer: Reviewer | None = None) -> None:
        """Begin with no unit."""
        self._connection = connection
        self._reviewer = reviewer
        self._units: set[UnitKey] = set()
        self._seen = (0, 0)
        self._terms = terms
        self.ledger: Ledger = terms.ledger()
        """Of the units that were brought it knows everything, of the others nothing."""
        self.is_whole = False

    def bring(self, units: Iterable[UnitKey], *, anew: bool = False) -> None:
        """Take in what was added since, and all that the file holds of units not yet at hand.

        What the derived tables keep of their reports is taken as it is, where these rules wrote it; with `anew` all is
        read from the evidence, as it is of units that people have decided about.
        """
        self._catch_up()
        if self.is_whole:
            return
        wanted = set(units) - self._units
        if not wanted:
            return
        decisions = read_decisions(self._connection)
        decided = documents_of(self._connection, decisions)
        applied = self.applied(decisions, decided) if decisions else None
        is_kept = not anew and is_current(self._connection, self._terms.grades)
        moved = units_of(self._connection, decided) | (units_moved(applied) if applied else set())
        for key in sorted(wanted):
            kept = read_readings(self._connection, key) if is_kept and key not in moved else None
            if kept is not None:
                self.ledger.take(kept)
            else:
                self.ledger.post(read_unit(self._connection, *key, but=decided))
        self._post_applied(applied, wanted)
        self._units |= wanted

    def bring_all(self) -> None:
        """Take in everything; what is at hand already is not posted twice."""
        if not self.is_whole:
            self._forget()
            self.is_whole = True
        self._catch_up()

    def applied(self, decisions: Sequence[Decision], fids: Collection[int], *, only: bool = True) -> Applied:
        """What decisions make of the events of some documents; with `only` a target in another one is no problem.

        Raises:
            LedgerError: There are decisions, and nobody was handed in who applies them.
        """
        if self._reviewer is None:
            hint = "Open it by conflictmap.Session, or hand in geo.review.apply_decisions."
            raise LedgerError("somebody who applies the decisions of this ledger", "none", hint)
        entries = list(read_entries(self._connection, fids))
        statements = [each for entry in entries for each in entry.statements]
        documents = {entry.document.document_id: entry.document for entry in entries}
        return self._reviewer(decisions, statements, documents, only=only)

    def _catch_up(self) -> None:
        latest = (last_row(self._connection), self._others())
        if latest == self._seen:
            return
        if latest[1] != self._seen[1]:
            whole = self.is_whole
            self._forget()
            self.is_whole = whole
        decisions = read_decisions(self._connection) if self.is_whole or self._units else ()
        decided = documents_of(self._connection, decisions)
        if decided and any(fid > self._seen[0] for fid in decided):
            whole = self.is_whole
            self._forget()
            self.is_whole = whole
        if self.is_whole or self._units:
            only = None if self.is_whole else self._units
            moves = read_moves(self._connection, self._seen[0], only, but=decided)
            self.ledger.post(moves)
            if self._seen[0] == 0 and decisions:
                self._post_applied(self.applied(decisions, decided), None)
        self._seen = latest

    def _post_applied(self, applied: Applied | None, units: Collection[UnitKey] | None) -> None:
        """The events of documents that people decided about, as far as they are of these units (None: of any)."""
        if applied is None:
            return
        self.ledger.post(
            [each for each in applied.statements if units is None or (each.event.unit, each.event.unit_id) in units]
        )
        self.ledger.decide(each for each in applied.decided if units is None or (each.unit, each.unit_id) in units)

    def _others(self) -> int:
        """What changes whenever anything but a new document comes in."""
        parts = (
            "SELECT ifnull(max(fid), 0) FROM readings WHERE reading > 1",
            "SELECT ifnull(max(fid), 0) FROM versions",
            "SELECT ifnull(max(fid), 0) FROM decisions",
            "SELECT ifnull(max(fid), 0) FROM withdrawals",
        )
        return sum(int(self._connection.execute(each).fetchone()[0]) for each in parts)

    def _forget(self) -> None:
        self.ledger = self._terms.ledger()
        self._units, self._seen, self.is_whole = set(), (0, 0), False


def units_moved(applied: Applied) -> set[UnitKey]:
    """The units that the events of documents stand in once decisions are applied, and those that people set."""
    stated = {(each.event.unit, each.event.unit_id) for each in applied.statements if each.event.action}
    named = {(each.unit, each.unit_id) for each in applied.decided}
    return {(unit, unit_id) for unit, unit_id in stated if unit and unit_id} | named
