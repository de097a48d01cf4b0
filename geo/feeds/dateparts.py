"""Days that a table holds in columns of their own: year, month and day.

A month may be a number or an English name. A row without a day spans its month, one without a month its year; a day
without a month, and a day that is in no calendar, are faults.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.dates import MONTHS
from geo.errors import ProblemKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.feeds.checks import Checked

_YEARS, _MONTHS, _DAYS = (1, 9999), (1, 12), (1, 31)
_SHORTEST_NAME = 3
_ONE = np.timedelta64(1, "D")


def read_parts(checked: Checked) -> tuple[NDArray[np.datetime64], NDArray[np.datetime64]]:
    """The first and the last day of each row, both inclusive, NaT where there is no year."""
    count = len(checked.rows)
    year, month, day = (_numbers(checked, name, count) for name in ("year", "month", "day"))
    kind = ProblemKind.IMPOSSIBLE_DATE
    for name, values, (low, high) in (("year", year, _YEARS), ("month", month, _MONTHS), ("day", day, _DAYS)):
        beyond = (values < low) | (values > high)
        checked.fault(kind, f"the {name} is not between {low} and {high}", beyond, checked.get(name))
        values[beyond] = np.nan
    checked.fault(kind, "the day stands without a month", np.isnan(month) & ~np.isnan(day), checked.get("day"))
    months = _datetimes((year - 1970) * 12 + np.where(np.isnan(month), 1, month) - 1, "M")
    ends = np.where(np.isnan(month), months + np.timedelta64(11, "M"), months) + np.timedelta64(1, "M")
    start: NDArray[np.datetime64] = months.astype("datetime64[D]")
    end: NDArray[np.datetime64] = (ends.astype("datetime64[D]") - _ONE).astype("datetime64[D]")
    has_day = ~np.isnan(day) & ~np.isnan(month)
    start[has_day] += (day[has_day] - 1).astype("timedelta64[D]")
    checked.fault(kind, "the day is in no calendar", has_day & (start > end), checked.get("day"))
    end[has_day] = start[has_day]
    return start, end


def _numbers(checked: Checked, name: str, count: int) -> NDArray[np.float64]:
    """A column as numbers, NaN for an empty cell; the names of months are numbers too."""
    values = checked.get(name)
    if values is None:
        return np.full(count, np.nan)
    if pa.types.is_string(values.type):
        unique = pc.unique(values)
        numbers = pa.array([None if each is None else _month(each) for each in unique.to_pylist()], pa.float64())
        values = numbers.take(pc.index_in(values, unique))
    return np.array(values.to_numpy(zero_copy_only=False), dtype=np.float64)


def _month(written: str) -> float:
    """The number of a month; 0, which is none, for what is no month.

    >>> _month("Aug."), _month("8"), _month("Sunbula")
    (8.0, 8.0, 0.0)
    """
    word = written.casefold().strip(". ")
    if word.isdecimal():
        return float(word)
    found = [number for number, name in enumerate(MONTHS, 1) if name.startswith(word) and len(word) >= _SHORTEST_NAME]
    return float(found[0]) if found else 0.0


def _datetimes(months: NDArray[np.float64], unit: str) -> NDArray[np.datetime64]:
    found = np.full(len(months), np.datetime64("NaT"), dtype=f"datetime64[{unit}]")
    known = ~np.isnan(months)
    found[known] = months[known].astype(np.int64).astype(f"datetime64[{unit}]")
    return found
