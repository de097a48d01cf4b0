"""The ledger's file: one GeoPackage that holds the evidence for good, one transaction per document.

Knows SQLite and what is whole at which moment. The evidence only grows; who holds what is settled from it by
`geo.ledger.book`, so nothing here decides, and the order in which documents came plays no part. The wall clock stands
in `ingested_at`, leaves the file nowhere and decides nothing.

Kept safe by SQLite's rollback journal with `synchronous = EXTRA`: what was committed is on the disk, what was not is
rolled back when the file is next opened, and between two transactions the ledger is one file that can be copied. A
write-ahead log would be faster with many readers, but it leaves two files beside the ledger, one of which holds
evidence until it is folded in, and it does not work on network drives. Two writers take turns: the second waits up to
`WAIT_S` seconds, then takes in what the first has added before it adds its own.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from geo.errors import LedgerError
from geo.ledger.at_hand import AtHand
from geo.ledger.derived import add_readings, is_current, rebuild_derived, update_control
from geo.ledger.evidence import Entry, holds, insert_entry, read_entries
from geo.ledger.founding import WAIT_S, Terms, agree, check_name, found, told
from geo.ledger.geopackage import note_change
from geo.ledger.reports import Denial, Report
from geo.model import Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from geo.errors import Problem
    from geo.ledger.book import Ledger
    from geo.ledger.grades import GradeTable
    from geo.ledger.opening import Opening
    from geo.model import Claim, Event


class LedgerStore:
    """A ledger in a file.

    `opening` and the terms are those of a new ledger; of one that is there they must be the same. With
    `keep_opening`, no opening means the one that the file has. The file is made if it is not there. `grades` of
    sources break ties (default: the bundled ones); with others than the derived tables were written by, these are
    written anew when the next document is posted.

    Raises:
        LedgerError: The file is no ledger, a newer version wrote it, it is in use for too long, or it was begun on
            other terms.
    """

    def __init__(
        self,
        path: str | Path,
        opening: Opening | None = None,
        *,
        keep_opening: bool = True,
        contested_days: int = 14,
        history: bool = False,
        grades: GradeTable | None = None,
    ) -> None:
        """Open or make the file; what it holds is read when it is asked for, unit by unit."""
        self.path = Path(path)
        check_name(self.path)
        terms = Terms(opening=opening, contested_days=contested_days, history=history, grades=grades)
        with told(self.path):
            self._connection = sqlite3.connect(self.path, timeout=WAIT_S, isolation_level=None)
            try:
                found(self._connection, self.path, terms)
                self._terms = agree(self._connection, self.path, terms, keep_opening=keep_opening)
                self._at_hand = AtHand(self._connection, self._terms)
            except BaseException:
                self._connection.close()
                raise

    def __enter__(self) -> Self:
        """Give the store itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; what was posted is in it."""
        self._connection.close()

    def __contains__(self, document: object) -> bool:
        """Whether a document is in the ledger: the same bytes, date and source."""
        if not isinstance(document, Document) or document.recorded_at is None:
            return False
        with told(self.path):
            return holds(self._connection, document)

    @property
    def opening(self) -> Opening | None:
        """The opening state with which the ledger was begun."""
        return self._terms.opening

    @property
    def ledger(self) -> Ledger:
        """The ledger as settled from all evidence of the file, as it was last seen. Post to the store, not to it."""
        if not self._at_hand.is_whole:
            with told(self.path), self._transaction("BEGIN"):
                self._at_hand.bring_all()
        return self._at_hand.ledger

    def post(
        self,
        document: Document,
        events: Iterable[Event] = (),
        claims: Iterable[Claim] = (),
        problems: Iterable[Problem] = (),
    ) -> bool:
        """Add a document with what it says, all or nothing; whether it was new.

        A document that is there (the same bytes, date and source) is left as it is. When this returns, the document
        is on the disk.

        Raises:
            LedgerError: The document has no date, so it has no place in the ledger; or the file cannot be written.
        """
        if document.recorded_at is None:
            got = f"{document.document_id!r} without one"
            raise LedgerError("a document with a date", got, "Say when it was published.")
        entry = Entry(document=document, events=tuple(events), claims=tuple(claims), problems=tuple(problems))
        with told(self.path), self._transaction("BEGIN IMMEDIATE"):
            if holds(self._connection, document):
                return False
            insert_entry(self._connection, entry)
            if is_current(self._connection, self._terms.grades):
                read = map(self._at_hand.ledger.read, entry.events)
                readings = [each for each in read if isinstance(each, (Report, Denial))]
                touched = {each.key for each in readings}
                self._at_hand.bring(touched)
                add_readings(self._connection, readings)
                update_control(self._connection, self._at_hand.ledger, touched)
            else:
                self._rebuild()
            note_change(self._connection)
        return True

    def entries(self) -> Iterator[Entry]:
        """All documents with what they say, by `recorded_at`, sum and source: never by order of arrival."""
        with told(self.path):
            yield from read_entries(self._connection)

    def rebuild(self) -> None:
        """Write the derived tables anew from the evidence; they then say what the ledger says."""
        with told(self.path), self._transaction("BEGIN IMMEDIATE"):
            self._rebuild()

    def _rebuild(self) -> None:
        self._at_hand.bring_all()
        rebuild_derived(self._connection, self._at_hand.ledger)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        """All or nothing, in the file and in memory."""
        self._connection.execute(begin)
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            self._at_hand = AtHand(self._connection, self._terms)
            raise
