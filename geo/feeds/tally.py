"""Counts of a feed's rows by day, province, place and code: the aggregate layer, kept small while millions pass.

Knows how to add up batches. For a feed that is only counted, settlements are told apart; for the others the province is
the smallest part, so that the counts of few rows tell no single row. Refuses to read a count as an event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from geo.vocab import PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.feeds.description import Feed

KEYS = ("day", "iso_3166_2", "place_name", "code")
_POSITION = ("longitude", "latitude")
SUMS = ("rows", "mentions", "fatalities_low", "fatalities_best", "fatalities_high")
COUNT_SCHEMA = pa.schema(
    [
        ("day", pa.date32()),
        ("iso_3166_2", pa.string()),
        ("place_name", pa.string()),
        ("longitude", pa.float64()),
        ("latitude", pa.float64()),
        ("code", pa.string()),
        *((name, pa.int64()) for name in SUMS),
    ]
)
"""`day` is the last day of a row's span, `code` the feed's own code of what happened; sums of nothing are null. Of a
place that the feed gives several points the smallest longitude and latitude stand."""
_COMPACT_AT = 1_000_000


class Tally:
    """Adds up the rows of a feed.

    >>> from geo.feeds.catalogue import known_feed
    >>> Tally(known_feed("gdelt")).table().num_rows
    0
    """

    def __init__(self, feed: Feed) -> None:
        """Begin with nothing counted."""
        self._feed = feed
        self._parts: list[pa.Table] = []
        self._size = 0

    def add(self, rows: pa.Table) -> None:
        """Count the rows of a batch."""
        if rows.num_rows == 0:
            return
        part = _summed(self._keyed(rows))
        self._parts.append(part)
        self._size += part.num_rows
        if self._size > _COMPACT_AT:
            whole = _summed(pa.concat_tables(self._parts))
            self._parts, self._size = [whole], whole.num_rows // 2

    def table(self) -> pa.Table:
        """The counts, one row for each day, place and code, in this order; nulls last."""
        if not self._parts:
            return COUNT_SCHEMA.empty_table()
        found = _summed(pa.concat_tables(self._parts))
        return found.sort_by([(key, "ascending") for key in KEYS])

    def _keyed(self, rows: pa.Table) -> pa.Table:
        count = rows.num_rows
        is_town = pc.equal(rows["place_precision"], PlacePrecision.SETTLEMENT.value)
        by_place = self._feed.is_aggregate
        columns = {
            "day": rows["date_end"],
            "iso_3166_2": rows["iso_3166_2"],
            "code": rows[self._feed.tag_field],
            "rows": pa.repeat(pa.scalar(1, pa.int64()), count),
            "mentions": rows["mentions"] if "mentions" in rows.column_names else pa.nulls(count, pa.int64()),
        }
        for name, kind in (("place_name", pa.string()), ("longitude", pa.float64()), ("latitude", pa.float64())):
            columns[name] = (
                pc.if_else(is_town, rows[name], pa.scalar(None, kind)) if by_place else pa.nulls(count, kind)
            )
        for name in ("fatalities_low", "fatalities_best", "fatalities_high"):
            columns[name] = rows[name].cast(pa.int64())
        return pa.table({name: columns[name] for name in COUNT_SCHEMA.names})


def add_up(tables: Iterable[pa.Table]) -> pa.Table:
    """Several tallies as one, in the same order; memory holds little more than the result."""
    whole = COUNT_SCHEMA.empty_table()
    for table in tables:
        whole = _summed(pa.concat_tables([whole, table]))
    return whole.sort_by([(key, "ascending") for key in KEYS])


def _summed(table: pa.Table) -> pa.Table:
    wanted = [*((name, "min") for name in _POSITION), *((name, "sum") for name in SUMS)]
    grouped = table.group_by(list(KEYS)).aggregate(wanted)
    names = [name.removesuffix("_sum").removesuffix("_min") for name in grouped.column_names]
    return grouped.rename_columns(names).select(COUNT_SCHEMA.names)
