"""Events counted by day, province and tag: within a partition while it is read, then over all partitions.

Knows the table of counts; settles nothing. A row says how many reports there are, not how many happenings: reports of
one thing are put together only where all of them are at hand.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pyarrow.parquet as pq

from geo.batches import batches_of
from geo.column import DAY, INTEGER, LONG, TEXT, Column, schema_of
from maps.exports.tables import csv_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    import pyarrow as pa

    from geo.model import Event


class CountKey(NamedTuple):
    """What is counted together; unknown is None. `day` is the last day of the span, `date_prec` UCDP's integer."""

    day: date | None
    date_prec: int | None
    iso_3166_2: str | None
    event_type: str
    assertion_mode: str


Counted = tuple[CountKey, int]

COUNTED_COLUMNS: tuple[Column[Counted], ...] = (
    Column("day", DAY, "last day on which it may have happened; null is unknown", lambda row: row[0].day),
    Column("date_prec", INTEGER, "UCDP's integer for how well the day is known", lambda row: row[0].date_prec),
    Column("iso_3166_2", TEXT, "province, ISO 3166-2 code; null is none or unknown", lambda row: row[0].iso_3166_2),
    Column("event_type", TEXT, "event tag", lambda row: row[0].event_type, is_required=True),
    Column("assertion_mode", TEXT, "whether the source says that it happened", lambda row: row[0].assertion_mode),
    Column("events", LONG, "number of reports", lambda row: row[1], is_required=True),
)


def key_of(event: Event) -> CountKey:
    """What an event counts under."""
    return CountKey(
        day=event.date.day if event.date else None,
        date_prec=int(event.date.date_prec) if event.date and event.date.date_prec else None,
        iso_3166_2=event.place.iso_3166_2 if event.place else None,
        event_type=event.event_type.value,
        assertion_mode=event.assertion_mode.value,
    )


def counted_batches(counts: Counter[CountKey]) -> Iterator[pa.RecordBatch]:
    """The counts as rows: by day (unknown last), province, tag and mode."""
    return batches_of(COUNTED_COLUMNS, _ordered(counts))


def counted_schema() -> pa.Schema:
    """The schema of a table of counts."""
    return schema_of(COUNTED_COLUMNS)


def counted_csv(counts: Counter[CountKey]) -> str:
    """The counts as CSV, in the same order."""
    rows = ([column.json(row) for column in COUNTED_COLUMNS] for row in _ordered(counts))
    return csv_text([column.name for column in COUNTED_COLUMNS], rows)


def summed(files: Iterable[Path]) -> Counter[CountKey]:
    """The counts of all partitions together, one file at a time."""
    found: Counter[CountKey] = Counter()
    for file in files:
        table = pq.read_table(file)
        for *key, number in zip(*(table.column(name).to_pylist() for name in table.column_names), strict=True):
            found[CountKey(*key)] += number
    return found


def _ordered(counts: Counter[CountKey]) -> list[Counted]:
    return sorted(counts.items(), key=lambda row: _order(row[0]))


def _order(key: CountKey) -> tuple[object, ...]:
    return tuple((part is None, part if part is not None else 0) for part in key)
