"""The one orchestration: add documents and feeds, post what they say, settle, and look at the outcome.

The main job, Python and the batch engines all go through a `Session`: what is read is taken in document by document
(into memory, or into a ledger's file in one transaction each), and settled once from all of it. Knows the order of the
steps and what a run spans; refuses to know how any stage works, how anything is drawn, and what a terminal is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Self

from conflictmap.deciding import choose_decisions
from conflictmap.extractor_options import RULES
from conflictmap.extractors import open_extractor
from conflictmap.grading import choose_grades
from conflictmap.opening import OpeningChoice, choose_opening
from conflictmap.options import CAPITAL_RULE, CONTESTED_DAYS, MOST_CONTESTED_DAYS
from conflictmap.outcome import Outcome
from conflictmap.period import counted_days, event_days
from conflictmap.pipeline import extract, extract_all, with_files
from conflictmap.provenance import read_by
from geo.decision import Applied, Statement
from geo.documents.given import Given
from geo.errors import Problem, ProblemKind, UsageError
from geo.events.incident import build_incident, single
from geo.events.merge import merge
from geo.events.origins import Origins
from geo.ledger import Ledger, check_rule, reconcile
from geo.ledger.chains import stand
from geo.ledger.evidence import Entry
from geo.ledger.store import LedgerStore
from geo.model import Document
from geo.review import apply_decisions, corrections_of, unused_names
from geo.vocab import DecisionAction

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path
    from types import TracebackType
    from typing import BinaryIO

    from conflictmap.feeding import FeedReading, FeedRequest
    from conflictmap.grading import GradeChoice
    from conflictmap.options import ReadOptions
    from geo.decision import Decision
    from geo.events.extractor import Extractor
    from geo.ledger import GradeTable
    from geo.model import Claim, Event, Incident
    from geo.parse import Parser
    from geo.places.corrections import Corrections
    from geo.provenance import ReadBy
    from geo.review import DecisionFile


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerTerms:
    """On which terms it is settled, and the file in which the ledger is kept (None: in memory alone).

    With `keep_opening` a ledger's file that is there keeps its own opening state. `grades` of sources break ties. With
    `is_question` the file must be there and stays as it is; what is added is added to a copy in memory.
    """

    opening: OpeningChoice = field(default_factory=OpeningChoice)
    path: Path | None = None
    keep_opening: bool = True
    grades: GradeTable | None = None
    history: bool = False
    contested_days: int = CONTESTED_DAYS
    is_question: bool = False

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
            reviewer=apply_decisions,
            is_question=self.is_question,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads documents: the extractor, the parser of a language pipeline, what is given."""

    extractor: Extractor | None = None
    parser: Parser | None = None
    given: Given = field(default_factory=Given)

    def provenance(self, corrections: Corrections | None = None) -> ReadBy:
        """By what it reads, as the ledger keeps it beside each document; `corrections` say what names mean."""
        name = self.extractor.name if self.extractor is not None else RULES
        pipeline = type(self.parser).__name__ if self.parser is not None else None
        return read_by(name, pipeline=pipeline, corrections=corrections)

    @classmethod
    def by(cls, read: ReadOptions) -> Reader:
        """The reader that the options ask for.

        Raises:
            UsageError: The extractor cannot be had.
        """
        extractor, parser = open_extractor(read.extractor)
        return cls(extractor=extractor, parser=parser, given=read.given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What follows from all that was taken in: the ledger with every report posted, and what was wrong.

    `posting_problems` are those of `problems` that kept events out of the ledger. `past_events` count no more;
    `decided` are the ids of the events that each decision is about.
    """

    ledger: Ledger
    problems: tuple[Problem, ...]
    posting_problems: tuple[Problem, ...]
    documents: tuple[Document, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    past_events: tuple[Event, ...] = ()
    decided: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Held:
    """The documents of a ledger's file; notes where one that is there comes with another day."""

    store: LedgerStore
    notes: list[Problem]

    def __contains__(self, document: object) -> bool:
        """Whether it is in the ledger."""
        found = self.store.held(document) if isinstance(document, Document) else None
        if found is None or not isinstance(document, Document):
            return False
        if document.published is not None and document.published != found.published:
            message = (
                f"The ledger has this text already, published {found.published}; the day given now, "
                f"{document.published}, is not taken. Begin another ledger if the first day was wrong."
            )
            self.notes.append(_note(document, message))
        return True


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
        self._is_checked = self._has_read = False
        self.decision_files: tuple[DecisionFile, ...] = ()
        self.opening = self.terms.opening
        if self._store is not None:
            self.opening = self.opening.kept_by(self._store.opening)
        self._problems: list[Problem] = []
        self._entries: list[Entry] = []
        self._drawn: list[Event] = []
        self._feeds: list[FeedReading] = []
        self._decisions: list[Decision] = []
        self._names = corrections_of(self.decisions)

    @classmethod
    def by(cls, read: ReadOptions, sources: Sequence[str | Path] = (), graded: GradeChoice | None = None) -> Session:
        """The session that the options ask for; source folders may hold an opening state and grades of sources.

        Raises:
            UsageError: An option cannot mean anything.
            LedgerError: The ledger's file cannot be used, or was begun on other terms.
        """
        check_rule(read.rule)
        days: Any = read.contested_days  # from Python it may be anything
        if not isinstance(days, int) or not 1 <= days <= MOST_CONTESTED_DAYS:
            expected = f"contested days as a whole number from 1 to {MOST_CONTESTED_DAYS:,}"
            raise UsageError(expected, repr(days))
        reader = Reader.by(read)
        session = cls(terms_of(read, sources, graded or choose_grades(sources, read.grades)), reader)
        for decided in choose_decisions(sources, read.decisions, read.corrections):
            session.decide_by(decided)
        return session

    def __enter__(self) -> Self:
        """Give the session itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the ledger's file."""
        self.close()

    @property
    def store(self) -> LedgerStore | None:
        """The ledger's file, if there is one."""
        return self._store

    def close(self) -> None:
        """Close the ledger's file, if there is one; what was added is in it."""
        if self._store is not None:
            self._store.close()

    def add(
        self,
        sources: Sequence[str | Path | Document],
        *,
        stdin: BinaryIO | None = None,
        progress: Callable[[Document], None] | None = None,
    ) -> None:
        """Read files, folders, "-" or documents and take in what each says. `progress` is called with each one read."""
        corrections = self.corrections
        by = self.reader.provenance(corrections)
        self._has_read = self._has_read or bool(sources)
        found = extract_all(
            sources,
            given=self.reader.given,
            stdin=stdin,
            corrections=corrections,
            extractor=self.reader.extractor,
            parser=self.reader.parser,
            known=_Held(self._store, self._problems) if self._store is not None else (),
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
                    read_by=by,
                )
            )
            if progress is not None:
                progress(extraction.document)

    def read_again(self, entry: Entry) -> Entry:
        """What today's reader says of a document that is there; it is not yet put in the place of the last reading."""
        corrections = self.corrections
        reader = self.reader
        said = extract(entry.document, corrections, extractor=reader.extractor, parser=reader.parser)
        self._has_read = True
        return replace(
            entry,
            events=said.events,
            claims=said.claims,
            problems=said.problems,
            read_by=reader.provenance(corrections),
        )

    def add_feed(self, request: FeedRequest) -> None:
        """Read the files of a feed; those whose rows concern the ledger become documents of its file, too."""
        from conflictmap.feeding import read_feed  # noqa: PLC0415 - Arrow loads here

        reading = read_feed(request, [event for entry in self._held() for event in entry.events])
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
            return self._store.post(entry.document, entry.events, entry.claims, entry.problems, read_by=entry.read_by)
        self._keep(entry)
        return True

    def supersede(self, entry: Entry) -> None:
        """Put a new reading of a document that is there in the place of the last one, for every instant.

        Raises:
            LedgerError: The document is not there, or the file cannot be written.
        """
        if self._store is not None and entry.document.recorded_at is not None:
            self._store.reread(entry.document, entry)
        else:
            self._entries = [entry if each.document is entry.document else each for each in self._entries]

    def _keep(self, entry: Entry) -> None:
        """Take in what stays out of the ledger's file."""
        self._entries.append(entry)
        self._problems.extend(entry.problems)

    def entries(self) -> Iterator[Entry]:
        """All that was taken in: what stays out of the ledger's file, then what that holds."""
        yield from self._entries
        yield from self._held()

    def _held(self) -> Iterator[Entry]:
        """What the ledger's file holds, once it is known to be whole."""
        if self._store is None:
            return
        if not self._is_checked:
            self._store.check_whole()
            self._is_checked = True
        yield from self._store.entries()

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions that stand: those of the run's files, and those of the ledger's."""
        kept = self._store.decisions if self._store is not None else ()
        return tuple(sorted((*kept, *self._decisions), key=lambda each: each.order))

    @property
    def corrections(self) -> Corrections | None:
        """What people decided that names mean, by which documents are read from now on; None where they did not."""
        return self._names

    def _renew_names(self) -> None:
        """Go by what people have now decided of names; what is in use stays so."""
        self._names = corrections_of(self.decisions, self._names.used if self._names is not None else ())

    def decide(self, *decisions: Decision) -> int:
        """Take decisions of people; how many were new. With a ledger's file they are on the disk when this returns.

        What a name means counts for documents that are read from then on. One without a time stays out of the file.

        >>> from datetime import UTC, datetime
        >>> from conflictmap.session import Session
        >>> from geo.decision import Decision
        >>> from geo.files import seeds_folder
        >>> from geo.vocab import DecisionAction
        >>> with Session() as session:
        ...     session.add([seeds_folder() / "2021-08-10-envoy.md"])
        ...     seized = next(each for each in session.outcome().events if each.action == "seized")
        ...     _ = session.decide(
        ...         Decision(
        ...             decision_id="d1",
        ...             action=DecisionAction.REJECT,
        ...             target_event_id=seized.event_id,
        ...             author="A. Editor",
        ...             reason="retold from a rumour",
        ...             decided_at=datetime(2021, 8, 11, tzinfo=UTC),
        ...         )
        ...     )
        ...     seized.event_id in {each.event_id for each in session.outcome().events}
        False
        """
        if self._store is not None:
            undated = [each for each in decisions if each.decided_at is None]
            dated = [each for each in decisions if each.decided_at is not None]
            new = (self._store.decide(dated) if dated else 0) + self._hold(undated)
        else:
            new = self._hold(decisions)
        self._renew_names()
        return new

    def _hold(self, decisions: Sequence[Decision]) -> int:
        """Take decisions that stay out of the ledger's file."""
        new = [each for each in decisions if each not in self._decisions]
        replaced = {(each.decision_id, each.origin) for each in new}
        self._decisions = [each for each in self._decisions if (each.decision_id, each.origin) not in replaced]
        self._decisions += new
        return len(new)

    def decide_by(self, file: DecisionFile) -> None:
        """Take the decisions of a file; rows of it that a ledger has and that are absent now are withdrawn."""
        self._problems.extend(file.problems)
        self.decision_files = (*self.decision_files, file)
        if self._store is not None:
            self._store.decide([each for each in file.decisions if each.decided_at is not None], origin=file.name)
            self._hold([each for each in file.decisions if each.decided_at is None])
        else:
            self._hold(file.decisions)
        self._renew_names()

    def withdraw(self, decision_id: str) -> bool:
        """Take back a decision: it counts for no instant. Whether it stood."""
        was_kept = self._store is not None and self._store.withdraw(decision_id)
        left = [each for each in self._decisions if each.decision_id != decision_id]
        was_there = len(left) < len(self._decisions)
        self._decisions = left
        self._renew_names()
        return was_there or was_kept

    def settle(self) -> Settled:
        """Post all that was taken in to an empty ledger, with what people decided.

        Raises:
            OpeningError: The opening state is dated after the first document.
        """
        own, notes = in_versions(self._entries)
        kept = list(self._held())
        found = [*own, *kept]
        documents = tuple(each.document for each in found)
        self.opening.check_against(documents)
        statements = [each for entry in found for each in entry.statements]
        statements += [Statement(each) for each in self._drawn]
        decisions = self.decisions
        by_id = {each.document_id: each for each in documents}
        applied = apply_decisions(decisions, statements, by_id) if decisions else _untouched(statements)
        ledger = self.terms.empty(self.opening)
        problems = tuple(with_files(ledger.post(list(applied.statements)), documents))
        ledger.decide(applied.decided)
        read = (problem for each in kept for problem in each.problems)
        past = (each for entry in found for each in entry.claims if entry.until is None)
        return Settled(
            ledger=ledger,
            problems=(
                *self._problems,
                *self.unused_names(applied.matched),
                *notes,
                *read,
                *applied.problems,
                *problems,
            ),
            posting_problems=problems,
            documents=documents,
            events=tuple(each.event for each in applied.statements if each.until is None),
            claims=tuple(past),
            past_events=tuple(each.event for each in applied.statements if each.until is not None),
            decided=applied.matched,
        )

    def unused_names(self, matched: Mapping[str, Collection[str]] | None = None) -> tuple[Problem, ...]:
        """What people decided of names under which none has fallen, where anything was read.

        Those that events of the ledger cite, as `matched` says by their ids, are in use.
        """
        if not self._has_read or self._names is None:
            return ()
        cited = {each for each, events in (matched or {}).items() if events}
        unused = {row.decision_id for row in self._names.unused()} - cited
        lines = {(file.name, each): line for file in self.decision_files for each, line in file.lines.items()}
        return unused_names([each for each in self.decisions if each.decision_id in unused], lines)

    def _incidents(self, events: Sequence[Event], settled: Settled) -> list[Incident]:
        """Reports of one happening put together, as people merged and split them."""
        found = list(merge(events, documents=settled.documents))
        groups = []
        for each in self.decisions:
            own = settled.decided.get(each.decision_id, ())
            if own and each.action is DecisionAction.SPLIT:
                groups.append(frozenset(own))
            elif own and each.action is DecisionAction.MERGE:
                groups.append(frozenset((*own, *(each.value or "").split())))
        if not groups:
            return found
        return _regrouped(found, groups, Origins({each.document_id: each for each in settled.documents}))

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
            incidents=(*self._incidents(texts, settled), *map(single, _rows_alone(settled.events))),
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
            past_events=settled.past_events,
            decisions=self.decisions,
            decided=settled.decided,
        )


def _regrouped(incidents: Sequence[Incident], groups: Sequence[frozenset[str]], documents: Origins) -> list[Incident]:
    """The incidents with the reports of each group put together, and out of the incidents that they were in."""
    found = list(incidents)
    for group in groups:
        reports = [report for each in found for report in each.reports if report.event_id in group]
        if not reports:
            continue
        touched = [each for each in found if any(report.event_id in group for report in each.reports)]
        found = [each for each in found if not any(each is one for one in touched)]
        for each in touched:
            left = [report for report in each.reports if report.event_id not in group]
            found += [build_incident(left, documents)] if left else []
        found.append(build_incident(reports, documents))
    return found


def terms_of(read: ReadOptions, sources: Sequence[str | Path], graded: GradeChoice) -> LedgerTerms:
    """The terms that the options ask for; without a word about the opening state a ledger's file keeps its own."""
    return LedgerTerms(
        opening=choose_opening(sources, read.opening),
        path=read.ledger,
        keep_opening=read.opening is None,
        grades=graded.grades,
        history=read.history,
        contested_days=read.contested_days,
        is_question=read.is_question,
    )


def _untouched(statements: Sequence[Statement]) -> Applied:
    """What stands where nobody has decided anything."""
    return Applied(tuple(statements), (), (), (), {})


def in_versions(entries: Sequence[Entry]) -> tuple[list[Entry], list[Problem]]:
    """Documents with from when and until when each counts: later texts under one key are versions, or other documents.

    Both are told by problems.
    """
    by_key: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        if entry.document.key is not None and entry.document.recorded_at is not None:
            by_key.setdefault(entry.document.key, []).append(place)
    found, notes = list(entries), list[Problem]()
    for key, places in by_key.items():
        if len(places) == 1:
            continue
        documents = [entries[place].document for place in places]
        standings, others = stand(documents)
        for place, each in zip(places, standings, strict=True):
            since = each.since if each.since != entries[place].document.recorded_at else None
            found[place] = replace(entries[place], since=since, until=each.until)
            if each.by is not None:
                message = f"{documents[each.by].document_id} is a later version of it and takes its place."
                notes.append(_note(entries[place].document, message))
        for number in others:
            message = f"It stands under a known key, {key}, and is another text of another day: another document."
            notes.append(_note(documents[number], message))
    return found, notes


def _note(document: Document, message: str) -> Problem:
    return Problem(
        kind=ProblemKind.DOCUMENT_VERSION, message=message, file=document.file, document_id=document.document_id
    )


def _rows_alone(events: Iterable[Event]) -> Iterator[Event]:
    """The rows of feeds that move no territory: each is an event of its own, coded as such by its feed."""
    return (event for event in events if event.feed_row is not None and event.action is None)
