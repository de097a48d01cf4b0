"""Which rows of a feed stand, over all partitions: each id once, in its latest version, and none that was deleted.

Knows the index that each partition writes: the ids of its rows as numbers, when they were recorded, and where they
stand. Only the ids of all rows are held at once, 8 bytes a row and as much again to sort them; where two are equal, or
one was deleted, `geo.feeds.identity` decides as it does within one run.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from geo.feeds.identity import Dead, Identities

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from conflictmap.engines.folder import Record
    from conflictmap.engines.plan import Partition
    from geo.errors import ProblemKind

INDEX_SCHEMA = pa.schema(
    [
        pa.field("key", pa.int64(), nullable=False),
        pa.field("place", pa.int32(), nullable=False),
        pa.field("instant", pa.int64(), nullable=False),
        pa.field("row", pa.int64(), nullable=False),
    ]
)
_NONE = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class SpanVerdict:
    """What is said of a stretch of a feed's file.

    `first_row` rows of the file stand before it. `fallen` are its rows that do not stand, by the kind of problem that
    says why; `replacing` those that stand where another version fell. Rows count from 1 in the file.
    """

    first_row: int = 0
    fallen: Mapping[ProblemKind, NDArray[np.int64]] = field(default_factory=dict)
    replacing: NDArray[np.int64] = field(default_factory=lambda: _NONE)

    def as_dead(self) -> Dead:
        """The rows that do not stand, for a reading of this stretch alone."""
        return Dead({0: self.fallen}) if self.fallen else Dead()


def index_batch(place: int, found: Identities) -> pa.RecordBatch:
    """The index of a stretch, which stands at `place` in its partition; rows count from its own beginning."""
    keys, instants, rows = found.columns()
    columns = [keys, np.full(len(keys), place, np.int32), instants, rows]
    return pa.RecordBatch.from_arrays([pa.array(each) for each in columns], schema=INDEX_SCHEMA)


def judge_rows(
    partitions: Sequence[Partition], records: Sequence[Record], files: Sequence[Path]
) -> dict[int, dict[int, SpanVerdict]]:
    """The verdicts on the stretches of each partition, by numbers; a stretch of which nothing is to be said has none.

    `records` and `files` are the indexes of the partitions, in the same order.
    """
    ordinals, first_rows = _places(partitions, records)
    deleted: dict[int, int] = {}
    for record in records:
        for key, instant in record["deleted"].items():
            deleted[int(key)] = max(instant, deleted.get(int(key), instant))
    doubtful = _doubtful(files, deleted)
    found, rows = Identities(), defaultdict[int, list["NDArray[np.int64]"]](list)
    for partition, file in zip(partitions, files, strict=True):
        keys, places, instants, numbers = (each.to_numpy() for each in pq.read_table(file).columns)
        kept = np.isin(keys, doubtful)
        for place in np.unique(places[kept]).tolist():
            own = kept & (places == place)
            ordinal = ordinals[partition.spans[place].path]
            at = numbers[own] + first_rows[partition.number, place]
            found.add_known(ordinal, keys[own], instants[own], at)
            rows[ordinal].append(at)
    found.delete_known(deleted)
    dead = found.dead()
    told: dict[int, dict[int, SpanVerdict]] = {}
    for partition, record in zip(partitions, records, strict=True):
        for place, (span, count) in enumerate(zip(partition.spans, record["rows"], strict=True)):
            ordinal, first = ordinals[span.path], first_rows[partition.number, place]
            verdict = _verdict(first, count, dead.rows(ordinal), rows[ordinal])
            if verdict.first_row or verdict.fallen or len(verdict.replacing):
                told.setdefault(partition.number, {})[place] = verdict
    return told


def _places(
    partitions: Sequence[Partition], records: Sequence[Record]
) -> tuple[dict[str, int], dict[tuple[int, int], int]]:
    """The number of each file in the run, and how many rows of its file stand before each stretch."""
    ordinals: dict[str, int] = {}
    before: dict[str, int] = {}
    first_rows: dict[tuple[int, int], int] = {}
    for partition, record in zip(partitions, records, strict=True):
        for place, (span, count) in enumerate(zip(partition.spans, record["rows"], strict=True)):
            ordinals.setdefault(span.path, len(ordinals))
            first_rows[partition.number, place] = before.get(span.path, 0)
            before[span.path] = before.get(span.path, 0) + count
    return ordinals, first_rows


def _doubtful(files: Sequence[Path], deleted: Mapping[int, int]) -> NDArray[np.int64]:
    """The ids that stand more than once or were deleted, ascending."""
    keys = np.concatenate([_NONE, *(pq.read_table(file, columns=["key"])["key"].to_numpy() for file in files)])
    keys.sort()
    repeated = keys[1:][keys[1:] == keys[:-1]]
    return np.union1d(repeated, np.fromiter(deleted, np.int64, len(deleted)))


def _verdict(
    first: int, count: int, dead: Mapping[ProblemKind, NDArray[np.int64]], rows: Sequence[NDArray[np.int64]]
) -> SpanVerdict:
    """What is said of the rows `first` + 1 to `first` + `count` of a file."""
    fallen = {kind: _within(found, first, count) for kind, found in dead.items()}
    fallen = {kind: found for kind, found in fallen.items() if len(found)}
    doubted = _within(np.concatenate([_NONE, *rows]), first, count)
    gone = np.concatenate([_NONE, *fallen.values()])
    return SpanVerdict(first, fallen, np.setdiff1d(doubted, gone))


def _within(rows: NDArray[np.int64], first: int, count: int) -> NDArray[np.int64]:
    return rows[(rows > first) & (rows <= first + count)]
