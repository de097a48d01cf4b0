"""A partition of documents: read it, write what it says, and record that it is finished.

Knows one partition; what others hold is told to it as verdicts. Documents are held one at a time, events a row group at
a time. Doing a partition again writes the same bytes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conflictmap.engines.build import build_of, check_build
from conflictmap.engines.counts import counted_batches, counted_csv, counted_schema, key_of, summed
from conflictmap.engines.engine import EngineError
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
from geo.places.corrections import Corrections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import TextIO

    from conflictmap.engines.counts import CountKey
    from conflictmap.engines.folder import Record
    from conflictmap.engines.job import Whole
    from conflictmap.engines.plan import Group, Partition
    from conflictmap.pipeline import Extraction
    from conflictmap.session import LedgerTerms
    from geo.model import Claim, Document
    from geo.spans import Span

ROWS = 16_384
"""Events in a row group: what a worker holds of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentWork:
    """A partition and all that reading it depends on; small, as it travels to whoever does it.

    `build` is the program that planned the run: another one refuses the work. `verdicts` says what becomes of documents
    that were met before, by their place in the partition. `corrections` is the path of a table and its sha256.
    """

    folder: str
    partition: Partition
    build: Mapping[str, object]
    given: Given = field(default_factory=Given)
    corrections: tuple[str, str] | None = None
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
    after is still the same.
    """

    sources: tuple[str, ...]
    given: Given = field(default_factory=Given)
    today: date | None = None
    corrections: tuple[str, str] | None = None

    @property
    def settings(self) -> dict[str, Any]:
        """What the results depend on beside the documents and the program."""
        return {
            "material": "documents",
            "published": self.given.published.isoformat() if self.given.published else None,
            "today": self.today.isoformat() if self.today else None,
            "source": self.given.source,
            "url": self.given.url,
            "columns": dict(self.given.columns),
            "corrections": self.corrections[1] if self.corrections else None,
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
            corrections=self.corrections,
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
        if terms is None:
            return None, ()
        published = [date.fromisoformat(day) for record in whole.records for day in record["published"] or ()]
        moves = read_moves(whole.files("moves", ".jsonl"))
        settled = settle_moves(moves, terms, partial(days_of, counts), published)
        write_text(whole.output.path / CONTROL, control_csv(settled))
        return settled.posted, settled.problems


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

    def rows(self) -> Iterator[EventRow]:
        """The events in the order of the text; all else is put where it belongs on the way."""
        corrections = _corrections(self._work.corrections)
        for document, problems in read_spans(self._work.partition.spans, self._judge, given=self._work.given):
            self._log.note(problems)
            if document is None:
                continue
            extraction = extract_or_drop(document, corrections)
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
def _corrections(named: tuple[str, str] | None) -> Corrections | None:
    """The table of corrections that the run was planned with."""
    if named is None:
        return None
    path, wanted = named
    found = Corrections.load(Path(path))
    if found.sha256 != wanted:
        expected = f"the corrections {found.name} as they were"
        raise EngineError(expected, "another table", "Name another folder with -o.")
    return found
