"""The span of days of each row, a whole batch at a time, with its precision in UCDP's integers.

Knows the four rules of `DateRule`, and days that stand in columns of year, month and day: without a day the span is
the month, without a month the year. Both ends are inclusive. Refuses days that cannot be: an end
before its start, a day before the feed begins, an event that begins after its own row was recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.dates import KABUL
from geo.errors import ProblemKind
from geo.feeds.dateparts import read_parts
from geo.feeds.description import DateRule
from geo.vocab import DatePrecision

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.feeds.checks import Checked
    from geo.feeds.description import Feed

Days = "NDArray[np.datetime64]"
_HALF_WEEK = np.timedelta64(3, "D")
_LONGEST = ((1, DatePrecision.DAY), (6, DatePrecision.DAYS), (7, DatePrecision.WEEK), (31, DatePrecision.MONTH))
_KABUL_AHEAD = np.timedelta64(KABUL.utcoffset(None))
_AHEAD = np.timedelta64(1, "D")
"""A row may be recorded in a zone where it is still the day before."""


@dataclass(frozen=True, slots=True)
class Spans:
    """First day, last day and UCDP's date_prec of each row; NaT where there is none."""

    start: NDArray[np.datetime64]
    end: NDArray[np.datetime64]
    precision: NDArray[np.int32]


def read_spans(feed: Feed, checked: Checked) -> Spans:
    """The spans of a batch; rows with impossible days are faults of `checked`."""
    if checked.get("year") is not None:
        start, end = read_parts(checked)
        day = start.copy()
    else:
        day = _days(checked.get("date"), len(checked.rows))
        last = checked.get("date_end")
        start, end = day.copy(), day.copy() if last is None else _days(last, len(day))
    _widen(feed, checked, day, start, end)
    _check(feed, checked, day, start, end)
    length = (end - start).astype("timedelta64[D]").astype(np.float64) + 1
    precision = np.full(len(day), int(DatePrecision.YEAR), dtype=np.int32)
    for days, name in reversed(_LONGEST):
        precision[length <= days] = int(name)
    return Spans(start, end, precision)


def _widen(
    feed: Feed,
    checked: Checked,
    day: NDArray[np.datetime64],
    start: NDArray[np.datetime64],
    end: NDArray[np.datetime64],
) -> None:
    """Make the spans as long as the row's code of precision says; an unknown code is a fault, an empty one the day."""
    codes = checked.get("date_code")
    if codes is None:
        return
    unique = pc.unique(codes)
    place = pc.index_in(codes, unique).to_numpy(zero_copy_only=False)
    for number, code in enumerate(unique.to_pylist()):
        is_coded = place == number
        rule = feed.dates.get(str(code))
        if rule is DateRule.WEEK:
            start[is_coded], end[is_coded] = day[is_coded] - _HALF_WEEK, day[is_coded] + _HALF_WEEK
        elif rule is DateRule.MONTH:
            month = day[is_coded].astype("datetime64[M]")
            start[is_coded] = month.astype("datetime64[D]")
            end[is_coded] = (month + 1).astype("datetime64[D]") - _AHEAD
        elif rule is None and code is not None and feed.dates:
            reason = f"{feed.column('date_code').name} is no code of a day's precision"  # type: ignore[union-attr]
            checked.fault(ProblemKind.IMPOSSIBLE_VALUE, reason, is_coded, codes)


def _check(
    feed: Feed,
    checked: Checked,
    day: NDArray[np.datetime64],
    start: NDArray[np.datetime64],
    end: NDArray[np.datetime64],
) -> None:
    kind, shown = ProblemKind.IMPOSSIBLE_DATE, checked.get("date")
    checked.fault(kind, "the last day lies before the first", end < start, shown)
    first = np.datetime64(feed.first_day, "D")
    checked.fault(kind, f"the day lies before {feed.first_day}, when {feed.label} begins", day < first, shown)
    recorded = checked.get("recorded_at")
    if recorded is not None:
        known = recorded.to_numpy(zero_copy_only=False).astype("datetime64[D]")
        checked.fault(kind, "the day lies after the one on which the row was recorded", day > known + _AHEAD, shown)


def _days(values: pa.Array | None, count: int) -> NDArray[np.datetime64]:
    if values is None:
        return np.full(count, np.datetime64("NaT"), dtype="datetime64[D]")
    found = values.to_numpy(zero_copy_only=False)
    if pa.types.is_timestamp(values.type):
        found = found.astype("datetime64[us]") + _KABUL_AHEAD
    return np.array(found, dtype="datetime64[D]")
