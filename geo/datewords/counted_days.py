"""Weekdays, relative days, shifts, weeks and periods as spans: what is counted from a day or from another span.

Vague amounts give the whole span that they allow ("several days ago"); a week ago is the week around that day. Raises
OverflowError at the ends of the calendar; `geo.datewords.resolving` catches it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from geo.dates import DateSpan, month_span
from geo.datewords.calendar_parts import month_part, year_span, years_span
from geo.datewords.expression import DateKind
from geo.datewords.relative_reading import TO_THE_DAY
from geo.datewords.resolver import Resolver

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

_WEEK = 7
_LAST_DAY_OF_ANY_MONTH = 28
_DAY_HOURS = 24
_SLACK = timedelta(days=3)
_LENGTHS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3652}


class CountedDays(Resolver):
    """A method a kind."""

    def _weekday(self) -> DateSpan | None:
        at, weekday, step = self.at, self.parts.weekday, self.parts.step
        if at is None or weekday is None:
            return None
        if self.parts.unit == "week":
            return DateSpan.of(at + timedelta(days=weekday - at.weekday() + _WEEK * (step or 0)))
        found = self._near_weekday(weekday, at, is_ahead=step == 1 or (step is None and self.is_ahead))
        if self.parts.word == "this" and not self.is_ahead:
            found = self._near_weekday(weekday, at, is_ahead=False)
        if found == at and step in {-1, 1}:
            found += timedelta(days=_WEEK * step)
        return DateSpan.of(found)

    @staticmethod
    def _near_weekday(weekday: int, at: date, *, is_ahead: bool) -> date:
        gap = (at.weekday() - weekday) % _WEEK
        return at + timedelta(days=-gap % _WEEK) if is_ahead else at - timedelta(days=gap)

    def _weekdays(self) -> DateSpan | None:
        at, first, last = self.at, self.parts.weekday, self.parts.last_weekday
        if at is None or first is None or last is None:
            return None
        end = self._near_weekday(last, at, is_ahead=self.is_ahead)
        return DateSpan.of(self._near_weekday(first, end, is_ahead=False), end)

    def _relative_day(self) -> DateSpan | None:
        at, word = self.at, self.parts.word or ""
        if at is None:
            return None
        day = timedelta(days=1)
        if word in {"overnight", "last night", "during the night"}:
            return DateSpan.of(at - day, at)
        if word.startswith(("day before", "day after")):
            return DateSpan.of(at - 2 * day if word.startswith("day before") else at + 2 * day)
        return DateSpan.of(at + {"yesterday": -day, "last evening": -day, "tomorrow": day}.get(word, timedelta()))

    def _shift(self) -> DateSpan | None:
        anchor, low, high, unit = self.anchor, self.parts.low, self.parts.high, self.parts.unit
        if anchor is None or low is None or high is None or unit is None:
            return None
        if unit in {"minute", "hour"}:
            return self._hours(anchor, low, high, unit)
        to_the_day = self.parts.word == TO_THE_DAY
        start, end = anchor.date_start, anchor.date_end
        if unit == "day":
            return _shifted(start, end, timedelta(days=low), timedelta(days=high))
        if unit in {"week", "fortnight"}:
            weeks = 2 if unit == "fortnight" else 1
            slack = timedelta() if to_the_day else _SLACK
            return _shifted(start, end, timedelta(weeks=low * weeks) - slack, timedelta(weeks=high * weeks) + slack)
        at = anchor.day
        if at is None:
            return None
        if to_the_day and unit == "year" and low == high and at.day <= _LAST_DAY_OF_ANY_MONTH:
            return DateSpan.of(at.replace(year=at.year + low))
        months = at.year * 12 + at.month - 1
        if unit == "month":
            first, last = (month_span((months + n) // 12, (months + n) % 12 + 1) for n in (low, high))
            return first if low == high or first.date_start is None else DateSpan.of(first.date_start, last.date_end)
        times = 10 if unit == "decade" else 1
        return years_span(at.year + low * times, at.year + high * times)

    def _hours(self, anchor: DateSpan, low: int, high: int, unit: str) -> DateSpan | None:
        """So many hours from the anchor: the same day, about, or whole days where they are those."""
        if unit == "hour" and low == high and low % _DAY_HOURS == 0:
            days = timedelta(days=low // _DAY_HOURS)
            return _shifted(anchor.date_start, anchor.date_end, days, days)
        return anchor.approximate()

    def _calendar(self) -> DateSpan | None:
        at, unit, step = self.at, self.parts.unit, self.parts.step or 0
        if at is None:
            return None
        if unit == "week" and self.parts.word == "past":
            return DateSpan.of(at - timedelta(days=_WEEK - 1), at)
        if unit in {"month", "year"} and self.parts.word == "past":
            return DateSpan.of(at - timedelta(days=_LENGTHS[unit]), at)
        if unit == "weekend":
            return self._week_end(at, step)
        is_now = step == 0 and not self.is_ahead
        whole = self._unit_around(at, unit or "", step, until=at if is_now and unit in {"day", "week"} else None)
        if whole is None or whole.date_start is None or whole.date_end is None:
            return whole
        start, is_earlier = whole.date_start, self.parts.word == "earlier"
        if is_now and (is_earlier or (unit == "month" and self.parts.part is None)):
            return DateSpan.of(start, max(start, at - timedelta(days=is_earlier)))
        part = "early" if is_earlier else self.parts.part
        return _part_of_week(start, whole.date_end, part) if unit == "week" else whole

    def _unit_around(self, at: date, unit: str, step: int, *, until: date | None = None) -> DateSpan | None:
        """The calendar's day, week, month, year or decade that holds a day, or the one `step` away."""
        if unit == "week":
            monday = at - timedelta(days=at.weekday()) + timedelta(weeks=step)
            return DateSpan.of(monday, until or monday + timedelta(days=_WEEK - 1))
        months = at.year * 12 + at.month - 1 + step
        if unit == "month":
            return month_part(month_span(months // 12, months % 12 + 1), self.parts.part)
        if unit == "year":
            return year_span(at.year + step, self.parts.part)
        if unit == "decade":
            return years_span((at.year // 10 + step) * 10, (at.year // 10 + step) * 10 + 9)
        return DateSpan.of(at + timedelta(days=step))

    def _week_end(self, at: date, step: int) -> DateSpan:
        """Saturday and Sunday of this week or the last before it; looking back, no day after the anchor."""
        if self.is_ahead or step > 0:
            saturday = at + timedelta(days=(5 - at.weekday()) % _WEEK)
            return DateSpan.of(saturday, saturday + timedelta(days=1))
        saturday = at - timedelta(days=(at.weekday() - 5) % _WEEK)
        if step < 0 and saturday + timedelta(days=1) >= at:
            saturday -= timedelta(days=_WEEK)
        return DateSpan.of(
            saturday, min(at, saturday + timedelta(days=1)) if step == 0 else saturday + timedelta(days=1)
        )

    def _same(self) -> DateSpan | None:
        anchor, unit, at = self.anchor, self.parts.unit or "day", self.at
        if anchor is None or at is None:
            return None
        if unit == "day":  # a time of the day alone ("before dawn") may be that of the next one
            return anchor.approximate() if self.parts.word else anchor
        if unit == "night":
            return DateSpan.of(at, at + timedelta(days=1))
        if unit == "weekend":
            saturday = at + timedelta(days=5 - at.weekday())
            return DateSpan.of(saturday, saturday + timedelta(days=1))
        whole = self._unit_around(at, unit, 0)
        start, step = anchor.date_start or at, self.parts.step
        if whole is None or whole.date_start is None or whole.date_end is None or not step:
            return whole
        return DateSpan.of(whole.date_start, start) if step < 0 else DateSpan.of(at, max(at, whole.date_end))

    def _period(self) -> DateSpan | None:
        at, high, unit = self.at, self.parts.high, self.parts.unit or "day"
        if at is None or high is None:
            return None
        days = -(-high // _DAY_HOURS) if unit == "hour" else 0 if unit == "minute" else high * _LENGTHS[unit]
        ahead = self.parts.step == 1 or (self.parts.step == 0 and self.is_ahead)
        return DateSpan.of(at, at + timedelta(days=days)) if ahead else DateSpan.of(at - timedelta(days=days), at)

    KINDS: ClassVar[Mapping[DateKind, Callable[[CountedDays], DateSpan | None]]] = {
        DateKind.WEEKDAY: _weekday,
        DateKind.WEEKDAYS: _weekdays,
        DateKind.RELATIVE_DAY: _relative_day,
        DateKind.SHIFT: _shift,
        DateKind.CALENDAR: _calendar,
        DateKind.SAME: _same,
        DateKind.PERIOD: _period,
    }
    """The arithmetic of each kind."""


def _part_of_week(monday: date, end: date, part: str | None) -> DateSpan:
    """A week, or its days to Thursday, from Tuesday to Friday, or from Thursday on: people divide it loosely."""
    first, last = {"early": (0, 3), "mid": (1, 4), "late": (3, 6)}.get(part or "", (0, 6))
    start, stop = monday + timedelta(days=first), min(end, monday + timedelta(days=last))
    return DateSpan.of(min(start, stop), stop)


def _shifted(start: date | None, end: date | None, first: timedelta, last: timedelta) -> DateSpan | None:
    """A span moved by the least and the most; an open end stays open."""
    if start is None or end is None:
        at = end + last if end is not None else None
        return DateSpan.until(at) if at is not None else DateSpan.since(start + first) if start is not None else None
    return DateSpan.of(start + first, end + last)
