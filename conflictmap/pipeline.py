"""The main job as one readable function: sources -> documents -> events -> incidents, ledger; every problem kept.

The only module that composes the stages of `geo`. It knows their order and what a run spans; it refuses to know how any
stage works, how anything is drawn, and what a terminal is.
"""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from conflictmap.opening import choose_opening
from conflictmap.period import counted_days, event_days
from geo.documents import read_sources, split_sentences
from geo.errors import UsageError
from geo.events.extractor import RulesExtractor
from geo.events.incident import single
from geo.events.merge import merge
from geo.ledger import COUNTING_RULES, DISTRICTS_MAJORITY, Ledger, check_rule, province_ids, reconcile
from geo.ledger.store import LedgerStore
from geo.mentions import default_scanner, find_mentions
from geo.mentions.entities import refine_roles
from geo.mentions.named import add_names
from geo.places.focus import find_focus
from geo.places.resolve import resolve
from geo.vocab import POINT_PRECISIONS, ControlBasis, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path
    from typing import BinaryIO

    from conflictmap.feeding import FeedReading, FeedRequest
    from conflictmap.opening import OpeningChoice
    from geo.errors import Problem
    from geo.events.extractor import Extractor
    from geo.ledger import GradeTable
    from geo.ledger.evidence import Entry
    from geo.model import Claim, ClaimCheck, Control, DayCount, Document, Event, Incident, Resolution, Sentence
    from geo.parse import Parser
    from geo.places.correcting import Correction
    from geo.places.corrections import Corrections
    from geo.places.focus import Focus

CONTESTED_DAYS = 14
_PLACED = POINT_PRECISIONS | {PlacePrecision.ADMIN1, PlacePrecision.ADMIN2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one document says: its sentences, its place names with their answers, its events and its stated counts."""

    document: Document
    sentences: tuple[Sentence, ...]
    resolutions: tuple[Resolution, ...]
    focus: Focus | None
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run found.

    `events` are the single reports, which the ledger reads; `incidents` put together those that tell of one thing.
    `first_day` to `last_day` are the days that are counted, both inclusive (see `conflictmap.period`); all three days
    are None where no document has a date. `as_of` is the day whose state is shown, at its end in Kabul; it may lie
    outside. `rule` is the counting rule. `feeds` are what event tables gave; their rows are among the events as far as
    they are drawn or move the ledger.
    """

    documents: tuple[Document, ...]
    events: tuple[Event, ...]
    incidents: tuple[Incident, ...]
    claims: tuple[Claim, ...]
    checks: tuple[ClaimCheck, ...]
    ledger: Ledger
    opening: OpeningChoice
    rule: str
    problems: tuple[Problem, ...]
    first_day: date | None
    last_day: date | None
    as_of: date | None
    feeds: tuple[FeedReading, ...] = ()

    @property
    def counts(self) -> tuple[DayCount, ...]:
        """The counts of every day from the first to the last, by side and state, in both layers."""
        if self.first_day is None or self.last_day is None:
            return ()
        return tuple(self.ledger.counts(self.first_day, self.last_day, rule=self.rule))

    @property
    def province_rows(self) -> tuple[Control, ...] | None:
        """The rows that the counting rule makes for the provinces; None where it looks at their capitals."""
        if self.rule != DISTRICTS_MAJORITY:
            return None
        return tuple(
            row
            for each in province_ids()
            for basis in ControlBasis
            for row in self.ledger.province_history(each, basis)
        )

    @property
    def unplaced(self) -> tuple[Event, ...]:
        """The events that cannot be drawn: no place, or one known only as a region or a country."""
        return tuple(event for event in self.events if not _is_placed(event))


def _is_placed(event: Event) -> bool:
    return event.place is not None and event.place.place_precision in _PLACED


def extract(
    document: Document,
    corrections: Corrections | None = None,
    *,
    extractor: Extractor | None = None,
    parser: Parser | None = None,
) -> Extraction:
    """Read one document through all stages up to its events.

    The document stays as it is; nothing is posted anywhere. `corrections` override what its names resolve to.
    `extractor` reads the events (default: the rules); `parser` says which names are people or organisations.
    """
    sentences, cut = split_sentences(document)
    scanner = default_scanner()
    gazetteer = scanner.gazetteer
    mentions = find_mentions(document, sentences, scanner)
    if parser is not None:
        mentions = refine_roles(mentions, parser(document))
    rows: dict[int, Correction] = {}
    if corrections is not None:
        mentions = add_names(document, sentences, mentions, corrections.names, gazetteer)
        rows = corrections.choose(mentions, document.text, gazetteer)
    resolutions, unclear = resolve(mentions, gazetteer, document_id=document.document_id, corrections=rows)
    events, claims, untagged = (extractor or RulesExtractor()).extract(document, sentences, resolutions)
    return Extraction(
        document=document,
        sentences=sentences,
        resolutions=resolutions,
        focus=find_focus(resolutions, sentences),
        events=events,
        claims=claims,
        problems=tuple(_with_files((*cut, *unclear, *untagged), (document,))),
    )


def extract_all(
    sources: Sequence[str | Path],
    *,
    published: date | None = None,
    stdin: BinaryIO | None = None,
    repeats: bool = False,
    corrections: Corrections | None = None,
    extractor: Extractor | None = None,
    parser: Parser | None = None,
    known: Container[Document] = (),
) -> Iterator[tuple[Extraction | None, tuple[Problem, ...]]]:
    """Yield what each document says, in the order of the sources, with the problems met on the way to it.

    Without sources there is none. One document is held at a time. A source that could not be read yields None and its
    problems; the run goes on. With `repeats` a text that was read before is read again (a line for each line); a run
    counts it once. What is `known` is passed over.
    """
    found = read_sources(sources, published=published, stdin=stdin, repeats=repeats) if sources else ()
    for document, problems in found:
        if document is None:
            yield None, problems
        elif document not in known:
            extraction = extract(document, corrections, extractor=extractor, parser=parser)
            yield extraction, (*problems, *extraction.problems)


def _with_files(problems: Iterable[Problem], documents: Iterable[Document]) -> Iterator[Problem]:
    """The problems with the file of their document, where the stage that met them knew the document alone."""
    files = {document.document_id: document.file for document in documents}
    for problem in problems:
        known = problem.file or files.get(problem.document_id or "")
        yield problem if known == problem.file else replace(problem, file=known)


def run(
    sources: Sequence[str | Path],
    *,
    published: date | None = None,
    opening: Path | str | None = None,
    as_of: date | None = None,
    history: bool = False,
    contested_days: int = CONTESTED_DAYS,
    ledger: Path | None = None,
    progress: Callable[[Document], None] | None = None,
    stdin: BinaryIO | None = None,
    corrections: Corrections | None = None,
    extractor: Extractor | None = None,
    parser: Parser | None = None,
    grades: GradeTable | None = None,
    rule: str = COUNTING_RULES[0],
    feeds: Sequence[FeedRequest] = (),
) -> Outcome:
    """Read the sources, find what happened, and post it to a ledger of who holds what.

    `published` is the publication day of documents that name none. `opening` is the file of an opening state, "none",
    or None for the `opening.toml` of a source folder if there is one. `history` posts the events of earlier times as
    well. `ledger` is a ledger's file (made if it is not there): each document is added to it in one transaction, those
    that it has are not read again, and the outcome is of all that it holds, with its own opening state where no other
    is named. `progress` is called with each document once it is read. `corrections` override what names resolve to;
    what is wrong with their rows is among the problems. `extractor` and `parser` are as in `extract`.
    `grades` of sources break ties (default: the bundled ones). `rule` is the counting rule. `feeds` are event tables:
    their rows stand beside the reports of the texts, and those that change territory are posted to the same ledger.

    Raises:
        UsageError: Nothing to read, a feed's file has not its columns, `contested_days` is below 1, or there is no such
            rule.
        LedgerError: The ledger's file cannot be used, or was begun on other terms.
        OpeningError: The opening state is dated after the first document, or contradicts itself.
    """
    check_rule(rule)
    if contested_days < 1:
        raise UsageError("contested days of 1 or more", contested_days)
    chosen = choose_opening(sources, opening)
    opened = _opened(ledger, chosen, opening, contested_days=contested_days, history=history, grades=grades)
    with opened as store:
        if store is not None:
            chosen = chosen.kept_by(store.opening)
        material = _Material(chosen, store, problems=list(corrections.problems) if corrections else [])
        extractions = extract_all(
            sources,
            published=published,
            stdin=stdin,
            corrections=corrections,
            extractor=extractor,
            parser=parser,
            known=store if store is not None else (),
        )
        for extraction, found in extractions:
            material.take(extraction, found)
            if extraction is not None and progress is not None:
                progress(extraction.document)
        for request in feeds:
            material.take_feed(request)
        material.gather()
    empty = Ledger(material.opening.opening, contested_days=contested_days, history=history, grades=grades)
    return _settle(material, empty, as_of=as_of, rule=rule)


@dataclass(slots=True)
class _Material:
    """What a run has read. What a ledger's file takes is held there until all of it is gathered."""

    opening: OpeningChoice
    store: LedgerStore | None
    problems: list[Problem]
    documents: list[Document] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    feeds: list[FeedReading] = field(default_factory=list)

    def take(self, extraction: Extraction | None, problems: tuple[Problem, ...]) -> None:
        """Take in a document, or why there is none. One without a date moves nothing and stays out of the file."""
        if extraction is None:
            self.problems.extend(problems)
        elif self.store is not None and extraction.document.recorded_at is not None:
            self.opening.check_against((extraction.document,))
            self.store.post(extraction.document, extraction.events, extraction.claims, problems)
        else:
            self._add(extraction, problems)

    def take_feed(self, request: FeedRequest) -> None:
        """Take in the files of a feed; those whose rows concern the ledger become documents of its file, too."""
        from conflictmap.feeding import read_feed  # noqa: PLC0415 - Arrow loads here

        held = self.store.entries() if self.store is not None else ()
        reading = read_feed(request, [event for entry in held for event in entry.events])
        for entry in reading.entries:
            if self.store is not None and entry.events and entry.document.recorded_at is not None:
                self.opening.check_against((entry.document,))
                self.store.post(entry.document, entry.events)
            else:
                self.documents.append(entry.document)
                self.events.extend(entry.events)
        self.events.extend(reading.drawn)
        self.problems.extend(reading.problems)
        self.feeds.append(reading)

    def gather(self) -> None:
        """Take in all that the ledger's file holds, this run's part included."""
        for entry in self.store.entries() if self.store is not None else ():
            self._add(entry, entry.problems)
        self.opening.check_against(self.documents)

    def _add(self, found: Extraction | Entry, problems: tuple[Problem, ...]) -> None:
        self.documents.append(found.document)
        self.events.extend(found.events)
        self.claims.extend(found.claims)
        self.problems.extend(problems)


def _opened(
    path: Path | None,
    chosen: OpeningChoice,
    named: Path | str | None,
    *,
    contested_days: int,
    history: bool,
    grades: GradeTable | None,
) -> AbstractContextManager[LedgerStore | None]:
    """The ledger's file, if there is one; without a word about the opening state it keeps its own."""
    if path is None:
        return nullcontext()
    return LedgerStore(
        path,
        chosen.opening,
        keep_opening=named is None,
        contested_days=contested_days,
        history=history,
        grades=grades,
    )


def _settle(material: _Material, ledger: Ledger, *, as_of: date | None, rule: str) -> Outcome:
    """Post what was read to an empty ledger, and hold the stated counts against it."""
    chosen, documents, events, claims = material.opening, material.documents, material.events, material.claims
    problems = [*material.problems, *_with_files(ledger.post(events), documents)]
    texts = [event for event in events if event.feed_row is None or event.action is not None]
    days = sorted({*event_days(events, documents, after=chosen.day), *counted_days(material.feeds, after=chosen.day)})
    return Outcome(
        documents=tuple(documents),
        events=tuple(events),
        incidents=(*merge(texts, documents=documents), *map(single, _rows_alone(events))),
        claims=tuple(claims),
        checks=tuple(reconcile(claims, ledger)),
        ledger=ledger,
        opening=chosen,
        rule=rule,
        problems=tuple(problems),
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        as_of=as_of or (days[-1] if days else None),
        feeds=tuple(material.feeds),
    )


def _rows_alone(events: Iterable[Event]) -> Iterator[Event]:
    """The rows of feeds that move no territory: each is an event of its own, coded as such by its feed."""
    return (event for event in events if event.feed_row is not None and event.action is None)
