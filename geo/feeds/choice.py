"""Which rows are drawn where there are too many: the most precise first, of these the newest, up to a limit.

Knows columns of `geo.feeds.rows`. Holds at most twice the limit. What is not drawn stays counted.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from geo.vocab import PlacePrecision

_RANK = {
    PlacePrecision.SITE: 0,
    PlacePrecision.SETTLEMENT: 0,
    PlacePrecision.NEAR: 1,
    PlacePrecision.ADMIN2: 2,
    PlacePrecision.ADMIN1: 3,
}
"""What cannot be drawn at all (a region, a country, the sea) is never chosen."""
_ORDER = [("_rank", "ascending"), ("date_end", "descending"), ("event_id", "ascending")]


class Choice:
    """Chooses among rows that come batch by batch; rows without a tag have no symbol and are not chosen."""

    def __init__(self, limit: int) -> None:
        """Begin with nothing; a limit of 0 chooses nothing."""
        self._limit = limit
        self._kept: list[pa.Table] = []
        self._size = 0

    def add(self, rows: pa.Table) -> None:
        """Take in the rows of a batch."""
        if not self._limit or not rows.num_rows:
            return
        names = pa.array([each.value for each in _RANK])
        at = pc.index_in(rows["place_precision"], value_set=names)
        may = pc.and_(pc.is_valid(at), pc.is_valid(rows["event_type"]))
        found = rows.append_column("_rank", pa.chunked_array([pa.array(_RANK.values())]).take(at)).filter(may)
        if found.num_rows:
            self._kept.append(found)
            self._size += found.num_rows
        if self._size > 2 * self._limit:
            self._kept = [self._best()]
            self._size = self._kept[0].num_rows

    def table(self) -> pa.Table | None:
        """The chosen rows, the best first; None where there is none."""
        return self._best().drop_columns(["_rank"]) if self._kept else None

    def _best(self) -> pa.Table:
        table = pa.concat_tables(self._kept, promote_options="default")
        return table.take(pc.sort_indices(table, sort_keys=_ORDER)[: self._limit])
