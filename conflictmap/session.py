"""The one orchestration: add documents and feeds, post what they say, settle, and look at the outcome.

The main job, Python and the batch engines all go through a `Session`: what is read is taken in document by document
(into memory, or into a ledger's file in one transaction each), and settled once from all of it. Knows the order of the
steps and what a run spans; refuses to know how any stage works, how anything is drawn, and what a terminal is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from conflictmap.extractors import open_extractor
from conflictmap.grading import choose_grades
from conflictmap.opening import OpeningChoice, choose_opening
from conflictmap.options import CAPITAL_RULE, CONTESTED_DAYS
from conflictmap.outcome import Outcome
from conflictmap.period import counted_days, event_days
from conflictmap.pipeline import extract_all, with_files
from geo.documents.given import Given
from geo.errors import UsageError
from geo.events.incident import single
from geo.events.merge import merge
from geo.ledger import Ledger, check_rule, reconcile
from geo.ledger.evidence import Entry
from geo.ledger.store import LedgerStore
from geo.places.corrections import Corrections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path
    from types import TracebackType
    from typing import BinaryIO

    from conflictmap.feeding import FeedReading, FeedRequest
    from conflictmap.grading import GradeChoice
    from conflictmap.options import ReadOptions
    from geo.errors import Problem
    from geo.events.extractor import Extractor
    from geo.ledger import GradeTable
    from geo.model import Claim, Document, Event
    from geo.parse import Parser


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerTerms:
    """On which terms it is settled, and the file in which the ledger is kept (None: in memory alone).

    With `keep_opening` a ledger's file that is there keeps its own opening state. `grades` of sources break ties.
    """

    opening: OpeningChoice = field(default_factory=OpeningChoice)
    path: Path | None = None
    keep_opening: bool = True
    grades: GradeTable | None = None
    history: bool = False
    contested_days: int = CONTESTED_DAYS

    def empty(self, opening: OpeningChoice) -> Ledger:
        """A ledger without a report."""
        return Ledger(opening.opening, contested_days=self.contested_days, history=self.history, grades=self.grades)

    def open(self) -> LedgerStore | None:
        """The ledger's file, made if it is not there.

        Raises:
            LedgerError: The file cannot be used, or was begun on other terms.
        """
        if self.path is None:
            return None
        return LedgerStore(
            self.path,
            self.opening.opening,
            keep_opening=self.keep_opening,
            contested_days=self.contested_days,
            history=self.history,
            grades=self.grades,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads documents: the extractor, the parser of a language pipeline, the corrections, what is given."""

    extractor: Extractor | None = None
    parser: Parser | None = None
    corrections: Corrections | None = None
    given: Given = field(default_factory=Given)

    @classmethod
    def by(cls, read: ReadOptions) -> Reader:
        """The reader that the options ask for.

        Raises:
            UsageError: The corrections are no table of them, or the extractor cannot be had.
        """
        corrections = Corrections.load(read.corrections) if read.corrections is not None else None
        extractor, parser = open_extractor(read.extractor)
        return cls(extractor=extractor, parser=parser, corrections=corrections, given=read.given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What follows from all that was taken in: the ledger with every report posted, and what was wrong.

    `posting_problems` are those of `problems` that kept events out of the ledger.
    """

    ledger: Ledger
    problems: tuple[Problem, ...]
    posting_problems: tuple[Problem, ...]
    documents: tuple[Document, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]


class Session:
    """Documents and feeds that are taken in one after another, and what follows from all of them.

    With a ledger's file each document is added to it in one transaction, those that it has are not read again, and what
    follows is of all that it holds. Use it with `with`, which closes the file.

    >>> from conflictmap.session import Session, LedgerTerms
    >>> from geo.files import seeds_folder
    >>> with Session() as session:
    ...     session.add([seeds_folder() / "2021-08-10-envoy.md"])
    ...     {row.unit_id: row.side for row in session.outcome().ledger.rows() if row.side}
    {'AF-KDZ': 'taliban'}
    """

    def __init__(self, terms: LedgerTerms | None = None, reader: Reader | None = None) -> None:
        """Begin with nothing, or with what the ledger's file holds."""
        self.terms = terms or LedgerTerms()
        self.reader = reader or Reader()
        self._store = self.terms.open()
        self.opening = self.terms.opening
        if self._store is not None:
            self.opening = self.opening.kept_by(self._store.opening)
        corrections = self.reader.corrections
        self._problems: list[Problem] = list(corrections.problems) if corrections else []
        self._entries: list[Entry] = []
        self._drawn: list[Event] = []
        self._feeds: list[FeedReading] = []

    @classmethod
    def by(cls, read: ReadOptions, sources: Sequence[str | Path] = (), graded: GradeChoice | None = None) -> Session:
        """The session that the options ask for; source folders may hold an opening state and grades of sources.

        Raises:
            UsageError: An option cannot mean anything.
            LedgerError: The ledger's file cannot be used, or was begun on other terms.
        """
        check_rule(read.rule)
        if read.contested_days < 1:
            raise UsageError("contested days of 1 or more", read.contested_days)
        reader = Reader.by(read)
        return cls(terms_of(read, sources, graded or choose_grades(sources, read.grades)), reader)

    def __enter__(self) -> Self:
        """Give the session itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the ledger's file."""
        self.close()

    def close(self) -> None:
        """Close the ledger's file, if there is one; what was added is in it."""
        if self._store is not None:
            self._store.close()

    def add(
        self,
        sources: Sequence[str | Path],
        *,
        stdin: BinaryIO | None = None,
        progress: Callable[[Document], None] | None = None,
    ) -> None:
        """Read files, folders or "-" and take in what each document says. `progress` is called with each one read."""
        found = extract_all(
            sources,
            given=self.reader.given,
            stdin=stdin,
            corrections=self.reader.corrections,
            extractor=self.reader.extractor,
            parser=self.reader.parser,
            known=self._store if self._store is not None else (),
        )
        for extraction, problems in found:
            if extraction is None:
                self._problems.extend(problems)
                continue
            self.post(
                Entry(
                    document=extraction.document,
                    events=extraction.events,
                    claims=extraction.claims,
                    problems=problems,
                )
            )
            if progress is not None:
                progress(extraction.document)

    def add_feed(self, request: FeedRequest) -> None:
        """Read the files of a feed; those whose rows concern the ledger become documents of its file, too."""
        from conflictmap.feeding import read_feed  # noqa: PLC0415 - Arrow loads here

        held = self._store.entries() if self._store is not None else ()
        reading = read_feed(request, [event for entry in held for event in entry.events])
        for each in reading.entries:
            entry = Entry(document=each.document, events=tuple(each.events))
            if entry.events:
                self.post(entry)
            else:
                self._keep(entry)
        self._drawn.extend(reading.drawn)
        self._problems.extend(reading.problems)
        self._feeds.append(reading)

    def post(self, entry: Entry) -> bool:
        """Take in a document with what it says; whether it was new. One without a date stays out of the ledger's file.

        Raises:
            OpeningError: The opening state is dated after the document.
            LedgerError: The file cannot be written.
        """
        self.opening.check_against((entry.document,))
        if self._store is not None and entry.document.recorded_at is not None:
            return self._store.post(entry.document, entry.events, entry.claims, entry.problems)
        self._keep(entry)
        return True

    def _keep(self, entry: Entry) -> None:
        """Take in what stays out of the ledger's file."""
        self._entries.append(entry)
        self._problems.extend(entry.problems)

    def entries(self) -> Iterator[Entry]:
        """All that was taken in: what stays out of the ledger's file, then what that holds."""
        yield from self._entries
        if self._store is not None:
            yield from self._store.entries()

    def settle(self) -> Settled:
        """Post all that was taken in to an empty ledger.

        Raises:
            OpeningError: The opening state is dated after the first document.
        """
        found = list(self.entries())
        documents = tuple(each.document for each in found)
        self.opening.check_against(documents)
        events = (*(event for each in found for event in each.events), *self._drawn)
        kept = found[len(self._entries) :]
        ledger = self.terms.empty(self.opening)
        problems = tuple(with_files(ledger.post(events), documents))
        return Settled(
            ledger=ledger,
            problems=(*self._problems, *(problem for each in kept for problem in each.problems), *problems),
            posting_problems=problems,
            documents=documents,
            events=events,
            claims=tuple(claim for each in found for claim in each.claims),
        )

    def outcome(self, *, as_of: date | None = None, rule: str = CAPITAL_RULE) -> Outcome:
        """What follows from all that was taken in: incidents, the ledger, the stated counts held against it, the days.

        `as_of` is the day that is shown (default: the last of the material), `rule` the counting rule.
        """
        settled = self.settle()
        texts = [event for event in settled.events if event.feed_row is None or event.action is not None]
        after = self.opening.day
        told = event_days(settled.events, settled.documents, after=after)
        days = sorted({*told, *counted_days(self._feeds, after=after)})
        return Outcome(
            documents=settled.documents,
            events=settled.events,
            incidents=(*merge(texts, documents=settled.documents), *map(single, _rows_alone(settled.events))),
            claims=settled.claims,
            checks=tuple(reconcile(settled.claims, settled.ledger)),
            ledger=settled.ledger,
            opening=self.opening,
            rule=rule,
            problems=settled.problems,
            first_day=days[0] if days else None,
            last_day=days[-1] if days else None,
            as_of=as_of or (days[-1] if days else None),
            feeds=tuple(self._feeds),
        )


def terms_of(read: ReadOptions, sources: Sequence[str | Path], graded: GradeChoice) -> LedgerTerms:
    """The terms that the options ask for; without a word about the opening state a ledger's file keeps its own."""
    return LedgerTerms(
        opening=choose_opening(sources, read.opening),
        path=read.ledger,
        keep_opening=read.opening is None,
        grades=graded.grades,
        history=read.history,
        contested_days=read.contested_days,
    )


def _rows_alone(events: Iterable[Event]) -> Iterator[Event]:
    """The rows of feeds that move no territory: each is an event of its own, coded as such by its feed."""
    return (event for event in events if event.feed_row is not None and event.action is None)
