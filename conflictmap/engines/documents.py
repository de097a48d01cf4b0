"""A partition of documents: read it, write what it says, and record that it is finished.

Knows one partition; what others hold is told to it as verdicts. Documents are held one at a time, events a row group at
a time. Doing a partition again writes the same bytes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from conflictmap.engines.build import build_of, check_build
from conflictmap.engines.counts import counted_batches, counted_csv, counted_schema, key_of, summed
from conflictmap.engines.folder import CONTROL, COUNTS, FINISHED, INDEX, OutputFolder, write_text
from conflictmap.engines.ledger import control_csv, days_of, read_moves, settle_moves
from conflictmap.engines.problem_log import ProblemLog, replacing_text
from conflictmap.engines.repeats import Entry, judge_all, write_index
from conflictmap.engines.tables import write_events, write_table
from conflictmap.pipeline import extract_or_drop
from geo.batches import batches_of
from geo.column import schema_of
from geo.columns import EVENT_COLUMNS, EventRow
from geo.documents.given import Given
from geo.documents.parts import cut_file, list_files, read_spans
from geo.documents.repeats import Verdict
from geo.errors import Problem
from geo.ledger.codec import encode
from geo.ledger.evidence import Entry as Moves
from geo.ledger_columns import TOLD_COLUMNS
from geo.review import corrections_of, unused_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import TextIO

    from conflictmap.engines.counts import CountKey
    from conflictmap.engines.folder import Record
    from conflictmap.engines.job import Whole
    from conflictmap.engines.plan import Group, Partition
    from conflictmap.pipeline import Extraction
    from conflictmap.session import LedgerTerms
    from geo.decision import Decision
    from geo.model import Claim, Document
    from geo.places.corrections import Corrections
    from geo.review import DecisionFile
    from geo.spans import Span

ROWS = 16_384
"""Events in a row group: what a worker holds of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentWork:
    """A partition and all that reading it depends on; small, as it travels to whoever does it.

    `build` is the program that planned the run: another one refuses the work. `verdicts` says what becomes of documents
    that were met before, by their place in the partition. `names` are the decisions on what names mean.
    """

    folder: str
    partition: Partition
    build: Mapping[str, object]
    given: Given = field(default_factory=Given)
    names: tuple[Decision, ...] = ()
    verdicts: Mapping[int, Verdict] = field(default_factory=dict)


def index_documents(work: DocumentWork) -> Record:
    """Write down which documents a partition holds, so that repetitions can be told from first ones."""
    check_build(work.build)
    folder = OutputFolder(work.folder)
    entries: list[Entry] = []

    def note(document: Document) -> Verdict:
        entries.append(Entry.of(document))
        return Verdict(document.document_id)

    for _ in read_spans(work.partition.spans, note, given=work.given):
        pass
    path = folder.file(INDEX, work.partition, ".parquet")
    count = write_index(entries, path)
    return folder.finish(INDEX, work.partition, {"documents": count}, {INDEX: path})


def extract_documents(work: DocumentWork) -> Record:
    """Read a partition and write its events, claims, moves, counts and problems; return its record."""
    check_build(work.build)
    folder, partition = OutputFolder(work.folder), work.partition
    suffixes = {"events": ".parquet", "claims": ".parquet", "counts": ".parquet"}
    suffixes |= {"moves": ".jsonl", "problems": ".jsonl"}
    files = {kind: folder.file(kind, partition, suffix) for kind, suffix in suffixes.items()}
    with replacing_text(files["moves"]) as moves, replacing_text(files["problems"]) as problems:
        part = _Part(work, moves, problems)
        events = batches_of(EVENT_COLUMNS, part.rows(), rows=ROWS)
        write_events(events, EVENT_COLUMNS, files["events"])
    write_table(batches_of(TOLD_COLUMNS, part.claims), schema_of(TOLD_COLUMNS), files["claims"])
    write_table(counted_batches(part.counts), counted_schema(), files["counts"])
    return folder.finish(FINISHED, partition, part.record(), files)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMaterial:
    """Documents as what a run in parts reads; see `conflictmap.engines.job.Material`.

    `today` is the day of the run as the user gave it, that of `given` may be the clock's: a run that goes on the day
    after is still the same. `decided` is the file of corrections, `names` the decisions on what names mean: its own,
    and those of the ledger.
    """

    sources: tuple[str, ...]
    given: Given = field(default_factory=Given)
    today: date | None = None
    decided: DecisionFile | None = None
    names: tuple[Decision, ...] = ()

    @property
    def settings(self) -> dict[str, Any]:
        """What the results depend on beside the documents and the program."""
        corrections = corrections_of(self.names)
        return {
            "material": "documents",
            "published": self.given.published.isoformat() if self.given.published else None,
            "today": self.today.isoformat() if self.today else None,
            "source": self.given.source,
            "url": self.given.url,
            "columns": dict(self.given.columns),
            "corrections": corrections.digest if corrections else None,
        }

    def files(self) -> Iterator[tuple[Path, str] | Problem]:
        """The files of the sources."""
        return list_files(self.sources)

    def cut(self) -> Callable[[Group], list[Span]]:
        """What makes stretches of files."""
        return _cut

    def work(self, folder: str, partition: Partition, verdicts: Mapping[int, Verdict]) -> DocumentWork:
        """The work on a partition."""
        return DocumentWork(
            folder=folder,
            partition=partition,
            build=build_of(),
            given=self.given,
            names=self.names,
            verdicts=verdicts,
        )

    def index(self) -> Callable[[DocumentWork], Record]:
        """What writes down which documents a partition holds."""
        return index_documents

    def judge(self, indexes: Whole) -> dict[int, dict[int, Verdict]]:
        """The verdicts on the documents that were met before."""
        return judge_all(indexes.files(INDEX, ".parquet"))

    def read(self) -> Callable[[DocumentWork], Record]:
        """What reads a partition."""
        return extract_documents

    def put_together(self, whole: Whole, terms: LedgerTerms | None) -> tuple[int | None, Sequence[Problem]]:
        """Sum the counts, and post what may move the ledger."""
        counts = summed(whole.files("counts", ".parquet"))
        write_text(whole.output.path / COUNTS, counted_csv(counts))
        problems = self._name_problems(whole.records)
        if terms is None:
            return None, problems
        published = [date.fromisoformat(day) for record in whole.records for day in record["published"] or ()]
        moves = read_moves(whole.files("moves", ".jsonl"))
        settled = settle_moves(moves, terms, partial(days_of, counts), published, self.decided)
        write_text(whole.output.path / CONTROL, control_csv(settled))
        return settled.posted, (*problems, *settled.problems)

    def _name_problems(self, records: Sequence[Record]) -> tuple[Problem, ...]:
        """What is wrong with the file of corrections, and the names that no partition has read."""
        used = {each for record in records for each in record["names"]}
        lines = {(self.decided.name, each): line for each, line in self.decided.lines.items()} if self.decided else {}
        unused = unused_names((each for each in self.names if each.decision_id not in used), lines)
        return (*(self.decided.problems if self.decided else ()), *unused)


def _cut(group: Group) -> list[Span]:
    return [span for each in group.files for span in cut_file(each.path, each.file, each.length)]


class _Part:
    """What a partition says, on its way to the files."""

    def __init__(self, work: DocumentWork, moves: TextIO, problems: TextIO) -> None:
        self._work, self._moves, self._log = work, moves, ProblemLog(problems)
        self.claims: list[Claim] = []
        self.counts: Counter[CountKey] = Counter()
        self._days: list[date] = []
        self._tally: Counter[str] = Counter()
        self._place = 0
        self._corrections = _corrections(work.names)
        if self._corrections is not None:
            self._corrections.used.clear()

    def rows(self) -> Iterator[EventRow]:
        """The events in the order of the text; all else is put where it belongs on the way."""
        for document, problems in read_spans(self._work.partition.spans, self._judge, given=self._work.given):
            self._log.note(problems)
            if document is None:
                continue
            extraction = extract_or_drop(document, self._corrections)
            if isinstance(extraction, Problem):
                self._log.note((extraction,))
                continue
            self._log.note(extraction.problems)
            self._take(extraction, problems)
            for event in extraction.events:
                yield EventRow(event, document)

    def record(self) -> Record:
        """What the record of the partition says of it."""
        return {
            "inputs": self._work.partition.inputs(),
            **{name: self._tally[name] for name in ("documents", "events", "claims", "moves")},
            "names": sorted(self._corrections.used) if self._corrections is not None else [],
            "problems": self._log.kinds(),
            "unread": self._log.unread,
            "published": [each.isoformat() for each in (min(self._days), max(self._days))] if self._days else None,
        }

    def _judge(self, document: Document) -> Verdict:
        verdict = self._work.verdicts.get(self._place, Verdict(document.document_id))
        self._place += 1
        return verdict

    def _take(self, extraction: Extraction, problems: tuple[Problem, ...]) -> None:
        document, events, claims = extraction.document, extraction.events, extraction.claims
        self._tally.update(documents=1, events=len(events), claims=len(claims))
        self.claims += claims
        self.counts.update(map(key_of, events))
        if document.published is not None:
            self._days = [min([document.published, *self._days]), max([document.published, *self._days])]
        moving = tuple(event for event in events if event.action is not None)
        if document.recorded_at is not None and (moving or claims):
            self._tally["moves"] += 1
            entry = Moves(document=document, events=moving, claims=claims, problems=(*problems, *extraction.problems))
            self._moves.write(encode(entry) + "\n")


@lru_cache(maxsize=1)
def _corrections(names: tuple[Decision, ...]) -> Corrections | None:
    """The decisions on names that the run was planned with, read once for a worker."""
    return corrections_of(names)
