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
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self

from geo.errors import LedgerError
from geo.ledger.at_hand import AtHand, units_moved
from geo.ledger.book import without_collecting
from geo.ledger.decided import documents_of, note_decision, read_decisions, withdraw_decision
from geo.ledger.derived import add_readings, is_current, rebuild_derived, rewrite_readings, update_control
from geo.ledger.evidence import (
    Entry,
    insert_entry,
    insert_reading,
    note_all_versions,
    note_versions,
    read_document,
    read_entries,
    row_of,
    rows_under,
    units_of,
)
from geo.ledger.extract import Extract
from geo.ledger.following import follow, replace_marks
from geo.ledger.founding import (
    WAIT_S,
    Terms,
    agree,
    ask,
    check_name,
    check_size,
    damaged_hint,
    found,
    in_memory,
    told,
)
from geo.ledger.geopackage import note_change
from geo.ledger.hash_chain import find_break, seal
from geo.ledger.reports import Denial, Report
from geo.model import Document
from geo.provenance import NOT_RECORDED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from types import TracebackType

    from geo.decision import Decision, Reviewer
    from geo.errors import Problem
    from geo.ledger.book import Ledger
    from geo.ledger.grades import GradeTable
    from geo.ledger.opening import Opening
    from geo.ledger.units import UnitKey
    from geo.model import Claim, Event
    from geo.provenance import ReadBy


class LedgerStore:
    """A ledger in a file.

    `opening` and the terms are those of a new ledger; of one that is there they must be the same. With
    `keep_opening`, no opening means the one that the file has. The file is made if it is not there. `grades` of
    sources break ties (default: the bundled ones); `reviewer` applies the decisions of people; with other grades
    than the derived tables were written by, these are written anew when the next document is posted. With `is_question`
    the file is there and stays as it is: what is added is added to a copy in memory.

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
        reviewer: Reviewer | None = None,
        is_question: bool = False,
    ) -> None:
        """Open or make the file; what it holds is read when it is asked for, unit by unit."""
        self.path = Path(path)
        check_name(self.path)
        terms = Terms(opening=opening, contested_days=contested_days, history=history, grades=grades)
        self._is_question = is_question
        with told(self.path), _nothing_left(self.path):
            check_size(self.path)
            if is_question:
                self._connection = ask(self.path)
            else:
                self._connection = sqlite3.connect(self.path, timeout=WAIT_S, isolation_level=None)
            try:
                if not is_question:
                    found(self._connection, self.path, terms)
                self._terms = agree(self._connection, self.path, terms, keep_opening=keep_opening)
                self._reviewer = reviewer
                self._at_hand = AtHand(self._connection, self._terms, reviewer)
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
        """Whether a document is in the ledger: the same bytes with its date and source, or under its key.

        A text without a date is in it where the same bytes of the same source are.
        """
        if not isinstance(document, Document):
            return False
        with told(self.path):
            return row_of(self._connection, document) is not None

    def held(self, document: Document) -> Document | None:
        """The document of the ledger that a document is, as it was added; None where it is not in it."""
        with told(self.path):
            fid = row_of(self._connection, document)
            return read_document(self._connection, fid) if fid is not None else None

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
        *,
        read_by: ReadBy = NOT_RECORDED,
    ) -> bool:
        """Add a document with what it says, all or nothing; whether it was new. `read_by` says who read it.

        A document that is there (the same bytes, date and source, or the same bytes under its key) is left as it is. A
        changed text under a known key is a version of it, or another document: see `geo.ledger.chains`. When this
        returns, the document is on the disk.

        Raises:
            LedgerError: The document has no date, so it has no place in the ledger; or the file cannot be written.
        """
        if document.recorded_at is None:
            got = f"{document.document_id!r} without one"
            raise LedgerError("a document with a date", got, "Say when it was published.")
        entry = Entry(
            document=document,
            events=tuple(events),
            claims=tuple(claims),
            problems=tuple(problems),
            read_by=read_by,
        )
        with told(self.path), self._transaction("BEGIN IMMEDIATE"), without_collecting():
            if row_of(self._connection, document) is not None:
                return False
            decisions = read_decisions(self._connection)
            known = rows_under(self._connection, document.key)
            before = self._units_of(decisions, known) if known else set()
            fid = insert_entry(self._connection, entry)
            versions = note_versions(self._connection, document.key)
            if versions:
                after = self._units_of(decisions, versions)
                self._resettle(units_of(self._connection, versions) | before | after)
            else:
                self._settle_new(fid, entry, decisions)
            note_change(self._connection)
        return True

    def _settle_new(self, fid: int, entry: Entry, decisions: Sequence[Decision]) -> None:
        """Bring the derived tables up with a new document that changes nothing of what was there."""
        if decisions and fid in documents_of(self._connection, decisions):
            self._resettle(units_of(self._connection, [fid]) | self._units_of(decisions, [fid]))
            return
        if not is_current(self._connection, self._terms.grades):
            self._rebuild()
            return
        read = map(self._at_hand.ledger.read, entry.events)
        readings = [each for each in read if isinstance(each, (Report, Denial))]
        if not readings:
            return
        add_readings(self._connection, readings)
        for key in sorted({each.key for each in readings}):
            news = [each for each in readings if each.key == key]
            if not follow(self._connection, self._at_hand.ledger, key, news):
                self._at_hand.bring([key])
                self._write({key})

    def _write(self, touched: set[UnitKey]) -> None:
        """Bring the rows and the marks of units that are at hand up to what the ledger says."""
        update_control(self._connection, self._at_hand.ledger, touched)
        for key in sorted(touched):
            replace_marks(self._connection, self._at_hand.ledger, key)

    def reread(self, document: Document, entry: Entry) -> None:
        """Put another reading of a document that is there in the place of the last one, for every instant.

        The last one stays on file under its number. `entry` holds what the new reading says.

        Raises:
            LedgerError: The document is not in the ledger, or the file cannot be written.
        """
        with told(self.path), self._transaction("BEGIN IMMEDIATE"):
            fid = row_of(self._connection, document)
            if fid is None:
                raise LedgerError("a document of this ledger", repr(document.document_id))
            decisions = read_decisions(self._connection)
            touched = self._units_of(decisions, [fid])
            insert_reading(self._connection, fid, entry)
            self._resettle(touched | units_of(self._connection, [fid]) | self._units_of(decisions, [fid]))
            note_change(self._connection)

    def decide(self, decisions: Iterable[Decision], *, origin: str | None = None) -> int:
        """Note decisions; how many were new. All or nothing.

        With `origin` they are all that this file holds: rows of it that are absent now are withdrawn, and count for no
        instant.
        """
        named = list(decisions)
        with told(self.path), self._transaction("BEGIN IMMEDIATE"):
            standing = read_decisions(self._connection)
            gone: list[Decision] = []
            if origin is not None:
                kept = {each.decision_id for each in named}
                for each in standing:
                    if each.origin == origin and each.decision_id not in kept:
                        gone += withdraw_decision(self._connection, each.decision_id, origin)
            changing = [*gone, *(each for each in named if each not in standing)]
            if not changing:
                return 0
            replaced = {each.decision_id for each in named}
            before = [each for each in standing if each in gone or each.decision_id in replaced]
            touched = self._touched_by([*before, *named])  # where what stood so far had put their events
            new = sum(note_decision(self._connection, each) for each in named)
            self._resettle(touched | self._touched_by([*before, *named]))
            note_change(self._connection)
        return new

    def withdraw(self, decision_id: str) -> bool:
        """Take back a decision: it counts for no instant. Whether it stood."""
        with told(self.path), self._transaction("BEGIN IMMEDIATE"):
            standing = [each for each in read_decisions(self._connection) if each.decision_id == decision_id]
            touched = self._touched_by(standing)
            withdraw_decision(self._connection, decision_id)
            if standing:
                self._resettle(touched | self._touched_by(standing))  # and where what is left puts their events
                note_change(self._connection)
        return bool(standing)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions that stand, in the order in which they were taken."""
        with told(self.path):
            return read_decisions(self._connection)

    def _touched_by(self, decisions: Sequence[Decision]) -> set[UnitKey]:
        """The units that decisions may change: those of their documents' events, and where others put these."""
        fids = documents_of(self._connection, decisions)
        others = [
            each
            for each in read_decisions(self._connection)
            if not fids.isdisjoint(documents_of(self._connection, [each]))
        ]
        found = units_of(self._connection, fids) | self._units_of(others, fids)
        return found | self._units_of(decisions, fids)

    def _units_of(self, decisions: Sequence[Decision], fids: Collection[int]) -> set[UnitKey]:
        """The units that the events of some documents stand in once decisions are applied."""
        if not decisions:
            return set()
        return units_moved(self._at_hand.applied(decisions, fids))

    def _resettle(self, touched: set[UnitKey]) -> None:
        """Bring the derived tables up where something was changed that had been settled."""
        self._at_hand = AtHand(self._connection, self._terms, self._reviewer)
        if not is_current(self._connection, self._terms.grades):
            self._rebuild()
            return
        self._at_hand.bring(touched, anew=True)
        rewrite_readings(self._connection, self._at_hand.ledger, touched)
        self._write(touched)

    def check_whole(self) -> None:
        """See that the file holds together and the evidence is as it was written.

        Raises:
            LedgerError: It is damaged, or rows were added by another program.
        """
        with told(self.path), self._transaction("BEGIN"):
            ((words,),) = self._connection.execute("PRAGMA quick_check(1)").fetchall()
            fault = find_break(self._connection) if words == "ok" else words
        if fault is not None:
            expected = f"a whole ledger at {self.path.name}"
            raise LedgerError(expected, fault, damaged_hint(self.path))

    @property
    def is_current(self) -> bool:
        """Whether the derived tables were written by these rules and grades and this code."""
        with told(self.path):
            return is_current(self._connection, self._terms.grades)

    @contextmanager
    def asking(self) -> Iterator[Extract]:
        """What a question needs of the file, as of one moment; the derived tables must be current."""
        with told(self.path), self._transaction("BEGIN"):
            yield Extract(self._connection, self._at_hand)

    def entries(self) -> Iterator[Entry]:
        """All documents with their last reading, by `recorded_at`, sum and source: never by order of arrival."""
        with told(self.path):
            yield from read_entries(self._connection)

    def rebuild(self) -> None:
        """Write the derived tables anew from the evidence; they then say what the ledger says."""
        with told(self.path), self._transaction("BEGIN IMMEDIATE"):
            self._rebuild()

    def compact(self) -> None:
        """Write anew the versions, the indexes and the derived tables, and give back the room that nothing fills."""
        with told(self.path):
            with self._transaction("BEGIN IMMEDIATE"):
                self._connection.execute("REINDEX")
                note_all_versions(self._connection)
                self._at_hand = AtHand(self._connection, self._terms, self._reviewer)
                self._rebuild()
            self._connection.execute("VACUUM")

    def _rebuild(self) -> None:
        self._at_hand.bring_all()
        rebuild_derived(self._connection, self._at_hand.ledger)
        for key in self._at_hand.ledger.spoken_of():
            replace_marks(self._connection, self._at_hand.ledger, key)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        """All or nothing, in the file and in memory."""
        is_write = begin != "BEGIN"
        if is_write and self._is_question:
            self._connection, self._is_question = in_memory(self._connection), False
            self._at_hand = AtHand(self._connection, self._terms, self._reviewer)
        self._connection.execute(begin)
        try:
            yield
            if is_write:
                seal(self._connection)
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            self._at_hand = AtHand(self._connection, self._terms, self._reviewer)
            raise


@contextmanager
def _nothing_left(path: Path) -> Iterator[None]:
    """Take away the empty file that a ledger leaves whose founding failed; one that was there before stays."""
    was_there = path.exists()
    try:
        yield
    except BaseException:
        with suppress(OSError):
            if not was_there and path.stat().st_size == 0:
                path.unlink()
        raise
