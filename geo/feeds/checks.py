"""A batch held against the feed's declared columns: each cell's type, range and words, and what must be there.

Knows single columns. Refuses to mend or drop anything by itself: it says which rows are faultless, and names the
others with their reasons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.errors import ProblemKind
from geo.feeds.cells import to_text, to_type
from geo.feeds.description import CellType
from geo.feeds.figures import to_figures

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.feeds.description import Column, Feed
    from geo.feeds.faults import Faults
    from geo.feeds.files import Batch

_KINDS = {CellType.DAY: ProblemKind.IMPOSSIBLE_DATE, CellType.DAY_FIRST: ProblemKind.IMPOSSIBLE_DATE}
_WORDS = {
    CellType.INTEGER: "no whole number",
    CellType.REAL: "no number",
    CellType.DAY: "no day of any calendar, written as 2021-08-06 is",
    CellType.DAY_FIRST: "no day of any calendar, written as 06/08/2021 is",
    CellType.EPOCH: "no count of seconds since 1970",
}


class Shown(Protocol):
    """What stands in the rows of a fault: a column, or what can be asked for some rows as one."""

    def take(self, at: pa.Array) -> pa.Array:
        """What stands at these positions."""


class Checked:
    """The columns of a batch by the field that they become, checked; `is_ok` marks the faultless rows.

    Where the feed has no column of ids, a row's id is its file and its number there.
    """

    def __init__(self, feed: Feed, batch: Batch, file: str, faults: Faults) -> None:
        """Check every column that the feed declares and the file has."""
        self.rows = batch.rows
        self.is_ok: NDArray[np.bool_] = np.ones(len(batch.rows), dtype=bool)
        self.fields: dict[str, pa.Array] = {}
        self._feed, self._file, self._faults = feed, file, faults
        for column in feed.columns:
            raw = batch.columns.get(column.name)
            if raw is not None:
                values = self._read(column, raw)
                if column.type is CellType.FIGURE:
                    self._take_figures(column, values)
                elif column.field:
                    self.fields[column.field] = values
        if "id" not in self.fields:
            self.fields["id"] = pa.array([f"{file}:{row}" for row in batch.rows.tolist()], pa.string())

    def get(self, field: str) -> pa.Array | None:
        """The values of a field, None where the file has no such column."""
        return self.fields.get(field)

    def fault(self, kind: ProblemKind, reason: str, bad: NDArray[np.bool_], found: Shown | None = None) -> None:
        """Reject rows that are still faultless, with the reason."""
        self.note(kind, reason, bad & self.is_ok, found)
        self.is_ok &= ~bad

    def note(self, kind: ProblemKind, reason: str, rows: NDArray[np.bool_], found: Shown | None = None) -> None:
        """Name rows with a reason; they stay."""
        at = np.flatnonzero(rows)
        if len(at):
            shown = None if found is None else found.take(pa.array(at)).to_pylist()
            self._faults.add(self._file, kind, reason, self.rows[at], shown)

    def _read(self, column: Column, raw: pa.Array) -> pa.Array:
        text, broken = to_text(raw, _codes(self._feed, column))
        self._fault_at(ProblemKind.BROKEN_ROW, f"{column.name} is not UTF-8", broken, raw)
        values, bad = to_type(text, column.type, decimal_mark=self._feed.decimal_mark, time_zone=self._feed.time_zone)
        kind = _KINDS.get(column.type, ProblemKind.IMPOSSIBLE_VALUE)
        self._fault_at(kind, f"{column.name} is {_WORDS.get(column.type, 'no text')}", bad, text)
        if column.required:
            missing = _mask(pc.is_null(values))
            missing[broken] = missing[bad] = False
            self.fault(ProblemKind.MISSING_VALUE, f"{column.name} is empty", missing)
        if column.words:
            known = pc.is_in(values, value_set=pa.array(column.words))
            self.fault(
                ProblemKind.IMPOSSIBLE_VALUE,
                f"{column.name} is none of the known words",
                _mask(pc.and_(pc.is_valid(values), pc.invert(known))),
                values,
            )
        if column.low is not None or column.high is not None:
            self._check_range(column, values)
        return values

    def _take_figures(self, column: Column, text: pa.Array) -> None:
        """The lowest, the best and the highest of figures in words; a row with words that are none stays."""
        figures, bad = to_figures(text)
        unread = np.zeros(len(self.rows), dtype=bool)
        unread[bad] = True
        reason = f"{column.name} holds no one figure that can be read; the row is kept without it"
        self.note(ProblemKind.IMPOSSIBLE_VALUE, reason, unread & self.is_ok, text)
        for name, values in figures.items():
            self.fields.setdefault(name, values)

    def _check_range(self, column: Column, values: pa.Array) -> None:
        low = -np.inf if column.low is None else column.low
        high = np.inf if column.high is None else column.high
        found = values.to_numpy(zero_copy_only=False).astype(np.float64)
        with np.errstate(invalid="ignore"):
            outside = (found < low) | (found > high)
        reason = f"{column.name} is not between {low:g} and {high:g}"
        self.fault(ProblemKind.IMPOSSIBLE_VALUE, reason, outside, values)

    def _fault_at(self, kind: ProblemKind, reason: str, at: NDArray[np.int64], found: pa.Array) -> None:
        if len(at):
            bad = np.zeros(len(self.rows), dtype=bool)
            bad[at] = True
            self.fault(kind, reason, bad, found)


def _codes(feed: Feed, column: Column) -> tuple[str, ...]:
    """What stands for something in a column, even if it looks like an empty cell."""
    tables = {"place_code": feed.places, "date_code": feed.dates, feed.tag_field: feed.tags}
    return (*column.words, *tables.get(column.field or "", ()))


def _mask(values: pa.Array) -> NDArray[np.bool_]:
    return np.array(pc.fill_null(values, fill_value=False).to_numpy(zero_copy_only=False), dtype=bool)
