"""A partition of a feed: read its rows batch by batch, write those that stand, and record that it is finished.

Knows one partition; which rows stand is decided over all of them (`judge_rows`) and told to it. Rows are held a batch
at a time, the ids and the counts of the partition as a whole. Doing a partition again writes the same bytes. Rows of a
feed that may not be passed on are refused unless the user says so: the partitions hold the rows themselves.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from conflictmap.engines.build import build_of, check_build
from conflictmap.engines.feed_index import INDEX_SCHEMA, SpanVerdict, index_batch, judge_rows
from conflictmap.engines.feed_ledger import DELETED, FELL, STANDS, put_together
from conflictmap.engines.folder import FINISHED, INDEX, OutputFolder
from conflictmap.engines.problem_log import write_problems
from conflictmap.engines.tables import write_events, write_table
from conflictmap.feed_layers import describe_request
from conflictmap.feeding import file_names
from geo.column import schema_of
from geo.columns import EVENT_COLUMNS
from geo.errors import UsageError
from geo.feeds.files import Source, cut_feed
from geo.feeds.identity import Dead
from geo.feeds.run import FeedRun
from geo.feeds.scope import Scope
from geo.feeds.tally import COUNT_SCHEMA, add_up
from geo.feeds.territory import is_territory
from geo.places.provinces import default_provinces
from geo.spans import SourceChangedError, whole_span
from maps.exports.event_tables import CODE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from conflictmap.engines.folder import Record
    from conflictmap.engines.job import Whole
    from conflictmap.engines.plan import Group, Partition
    from conflictmap.feeding import FeedRequest
    from conflictmap.session import LedgerTerms
    from geo.column import Column
    from geo.errors import Problem
    from geo.feeds.description import Feed
    from geo.feeds.scope import FileCount
    from geo.spans import Span

ROW_COLUMNS: tuple[Column[Any], ...] = (*EVENT_COLUMNS, *CODE_COLUMNS)
"""The columns of a feed's rows, as `export` writes them: those of `geo.columns`, then the feed's own codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedWork:
    """A partition of a feed and all that reading it depends on.

    `watch` are ids whose rows are kept among the moves: those that the ledger knows. `verdicts` are those of the
    stretches, by their place in the partition.
    """

    folder: str
    partition: Partition
    build: Mapping[str, object]
    feed: Feed
    scope: Scope
    verdicts: Mapping[int, SpanVerdict] = field(default_factory=dict)


def move_schema() -> pa.Schema:
    """The columns of `moves/`: those of a row, what it says of its position whatever its precision, and its part.

    All but the last may be null: of a deleted id nothing else is known.
    """
    fields = [each.with_nullable(nullable=True) for each in schema_of(ROW_COLUMNS)]
    said = [pa.field(name, pa.float64()) for name in ("at_longitude", "at_latitude")]
    return pa.schema([*fields, *said, pa.field("part", pa.string(), nullable=False)])


def index_feed(work: FeedWork) -> Record:
    """Write down which ids a partition holds, how many rows each stretch has, and which ids are deleted."""
    check_build(work.build)
    folder = OutputFolder(work.folder)
    batches: list[pa.RecordBatch] = []
    counts: list[int] = []
    deleted: dict[str, int] = {}
    for place, span in enumerate(work.partition.spans):
        run = _run(work, _source(span, 0), Dead())
        for _ in run.tables():
            pass  # the ids are gathered on the way
        counts.append(sum(each.rows for each in run.finish()))
        batches.append(index_batch(place, run.identities))
        for key, instant in run.identities.deleted.items():
            deleted[str(key)] = max(instant, deleted.get(str(key), instant))
    path = folder.file(INDEX, work.partition, ".parquet")
    write_table(batches, INDEX_SCHEMA, path)
    return folder.finish(INDEX, work.partition, {"rows": counts, "deleted": deleted}, {INDEX: path})


def read_feed(work: FeedWork) -> Record:
    """Read a partition and write its rows, moves, counts and problems; return its record."""
    check_build(work.build)
    folder, partition = OutputFolder(work.folder), work.partition
    suffixes = {"events": ".parquet", "moves": ".parquet", "counts": ".parquet", "problems": ".jsonl"}
    files = {kind: folder.file(kind, partition, suffix) for kind, suffix in suffixes.items()}
    part = _Part(work)
    rows = write_events(part.batches(), ROW_COLUMNS, files["events"])
    write_table(part.moves, move_schema(), files["moves"])
    write_table(part.counts(), COUNT_SCHEMA, files["counts"])
    kinds, unread = write_problems(part.problems, files["problems"])
    record = {
        "inputs": partition.inputs(),
        "rows": sum(each["rows"] for each in part.files),
        "events": rows,
        "files": part.files,
        "problems": kinds,
        "unread": unread,
    }
    return folder.finish(FINISHED, partition, record, files)


class _Part:
    """What the stretches of a partition say, on its way to the files."""

    def __init__(self, work: FeedWork) -> None:
        self._work = work
        self._tallies: list[pa.Table] = []
        self.moves: list[pa.RecordBatch] = []
        self.files: list[dict[str, Any]] = []
        self.problems: list[Problem] = []

    def batches(self) -> Iterator[pa.RecordBatch]:
        """The rows that stand, batch by batch; all else is put where it belongs on the way."""
        for place, span in enumerate(self._work.partition.spans):
            if not span.is_part:
                _check(span)
            verdict = self._work.verdicts.get(place, SpanVerdict())
            run = _run(self._work, _source(span, verdict.first_row), verdict.as_dead())
            for rows in run.tables():
                run.tally.add(rows)
                self._keep(_replacing(rows, verdict), STANDS)
                yield from _conformed(rows, schema_of(ROW_COLUMNS)).to_batches()
            for part, tables in ((STANDS, run.moves), (FELL, run.fallen), (DELETED, run.deleted)):
                for table in tables:
                    self._keep(table, part)
            self._tallies.append(run.tally.table())
            self.files += [_file_record(each) for each in run.finish()]
            self.problems += run.faults.problems()

    def counts(self) -> Iterator[pa.RecordBatch]:
        """The counts of the partition."""
        return iter(add_up(self._tallies).to_batches())

    def _keep(self, rows: pa.Table, part: str) -> None:
        if rows.num_rows and self._work.feed.ledger:
            table = rows.append_column("part", pa.repeat(pa.scalar(part), rows.num_rows))
            self.moves += _conformed(table, move_schema()).to_batches()


@dataclass(frozen=True, slots=True)
class FeedMaterial:
    """A feed as what a run in parts reads; see `conflictmap.engines.job.Material`.

    `watch` are ids whose rows are kept among the moves: those that the ledger knows.

    Raises:
        UsageError: The feed's rows may not be passed on, and the user does not say that they may.
    """

    request: FeedRequest
    watch: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """See that the rows may be written."""
        if not self.request.shared:
            expected = f"--i-may-redistribute with rows of {self.request.feed.label} in parts"
            raise UsageError(expected, "none", "The partitions hold the rows; without an engine they are only counted.")

    @property
    def settings(self) -> dict[str, Any]:
        """What the results depend on beside the files and the program."""
        digest = hashlib.sha256(repr(self.request.feed).encode()).hexdigest()
        return {"material": "feed", **describe_request(self.request), "columns": digest}

    def files(self) -> Iterator[tuple[Path, str] | Problem]:
        """The files with the names by which they are told of."""
        return zip(map(Path.absolute, self.request.files), file_names(self.request.files), strict=True)

    def cut(self) -> Callable[[Group], list[Span]]:
        """What makes stretches of files."""
        return partial(_cut, self.request.feed)

    def work(self, folder: str, partition: Partition, verdicts: Mapping[int, SpanVerdict]) -> FeedWork:
        """The work on a partition."""
        scope = Scope(
            first_day=self.request.first_day,
            last_day=self.request.last_day,
            all_countries=self.request.all_countries,
            drawn=0,
            watch=self.watch,
        )
        return FeedWork(
            folder=folder,
            partition=partition,
            build=build_of(),
            feed=self.request.feed,
            scope=scope,
            verdicts=verdicts,
        )

    def index(self) -> Callable[[FeedWork], Record]:
        """What writes down which ids a partition holds."""
        return index_feed

    def judge(self, indexes: Whole) -> dict[int, dict[int, SpanVerdict]]:
        """The verdicts on rows that do not stand, and where each stretch begins."""
        return judge_rows(indexes.partitions, indexes.records, indexes.files(INDEX, ".parquet"))

    def read(self) -> Callable[[FeedWork], Record]:
        """What reads a partition."""
        return read_feed

    def put_together(self, whole: Whole, terms: LedgerTerms | None) -> tuple[int | None, Sequence[Problem]]:
        """Sum the counts, and post what changes territory."""
        return put_together(self.request, whole, terms)


def _cut(feed: Feed, group: Group) -> list[Span]:
    return [span for each in group.files for span in cut_feed(feed, each.path, each.file, each.length)]


def _run(work: FeedWork, source: Source, dead: Dead) -> FeedRun:
    return FeedRun(work.feed, [source], default_provinces(), work.scope, dead)


def _source(span: Span, first_row: int) -> Source:
    return Source(Path(span.path), span.file, span, first_row)


def _check(span: Span) -> None:
    """See that a file that is read as a whole is what the plan saw.

    Raises:
        SourceChangedError: It is not.
    """
    try:
        found = whole_span(Path(span.path), span.file).sha256
    except OSError:
        found = None
    if found != span.sha256:
        expected = f"{span.file} as it was"
        raise SourceChangedError(expected, "other bytes", "It changed during the run: run again, into another folder.")


def _replacing(rows: pa.Table, verdict: SpanVerdict) -> pa.Table:
    """Rows that stand where another version fell; those that change territory are kept as such."""
    if not len(verdict.replacing):
        return rows.slice(0, 0)
    is_one = pc.is_in(rows["evidence_row"], value_set=pa.array(verdict.replacing))
    return rows.filter(pc.and_(is_one, pc.invert(pc.fill_null(is_territory(rows), fill_value=False))))


def _conformed(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """The rows with all columns of a schema, in its order; what they do not have is null."""
    known = set(rows.column_names)
    columns = [
        rows[each.name].cast(each.type) if each.name in known else pa.nulls(rows.num_rows, each.type) for each in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema).combine_chunks()


def _file_record(found: FileCount) -> dict[str, Any]:
    return {each.name: getattr(found, each.name) for each in fields(found)}
