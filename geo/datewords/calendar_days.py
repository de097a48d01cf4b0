"""Days, months, seasons, years and decades as spans: what the words name, in the year that they name or that is meant.

A day or month without its year takes the one that the direction asks for. Raises ValueError or OverflowError where
there is no such day; `geo.datewords.resolving` catches them.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from geo.dates import DateSpan, month_span
from geo.datewords.calendar_parts import month_part, season_span, year_span, years_span
from geo.datewords.expression import DateKind
from geo.datewords.resolver import Resolver
from geo.datewords.solar_hijri import solar_hijri_day, solar_hijri_month, solar_hijri_year_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ZONES = timedelta(days=1)
"""A text may name the day after its own: the day of its writer has begun earlier than Kabul's ended."""
_LAST_CENTURY, _THIS_CENTURY = 1900, 2000
_LATEST_SHORT_YEAR = 2068
"""Without a day of the text, '69 is 1969 and '68 is 2068, as in POSIX."""


class CalendarDays(Resolver):
    """A method a kind."""

    def _full_year(self) -> int | None:
        year = self.parts.year
        if year is None or not self.parts.short_year:
            return year
        latest = (self.speech.year if self.speech else 2068) + 1
        return year + (2000 if year + 2000 <= latest else 1900)

    def _day(self) -> DateSpan | None:
        parts = self.parts
        if parts.month is None:
            return self._day_of_month()
        year = self._full_year()
        if year is not None:
            return DateSpan.of(self._on(year, parts.month, parts.day or 1))
        found = self._without_year(parts.month, parts.day or 1)
        return DateSpan.of(found) if found else None

    def nearest(self) -> DateSpan | None:
        """The day without its year that is nearest to the anchor."""
        found = self._without_year(self.parts.month or 1, self.parts.day or 1)
        return DateSpan.of(found) if found is not None else None

    def _on(self, year: int, month: int, day: int) -> date:
        return solar_hijri_day(year, month, day) if self.parts.solar_hijri else date(year, month, day)

    def _without_year(self, month: int, day: int) -> date | None:
        """The day in the year that the direction asks for; a tie of "nearest" goes to the past."""
        at = self.at
        if at is None:
            return None
        year, days = solar_hijri_year_of(at) if self.parts.solar_hijri else at.year, []
        for each in range(year - 8, year + 9):  # between two 29 February lie up to eight years
            try:
                days.append(self._on(each, month, day))
            except ValueError:
                continue
        if self.direction == "past":
            return max((found for found in days if found <= at + _ZONES), default=None)
        if self.direction == "future":
            return min((found for found in days if found >= at), default=None)
        return min(days, key=lambda found: (abs((found - at).days), found), default=None)

    def _day_of_month(self) -> DateSpan | None:
        at, day = self.at, self.parts.day
        if at is None or day is None:
            return None
        months = at.year * 12 + at.month - 1 + (self.parts.step or 0)
        if self.parts.step is None and (found := date(at.year, at.month, day) if day <= _last_day(at) else None):
            late, early = found > at and not self.is_ahead, found < at and self.is_ahead
            return DateSpan.of(found) if not (late or early) else self._in_month(months + (1 if early else -1))
        return self._in_month(months if self.parts.step is not None else months - 1)

    def _in_month(self, months: int) -> DateSpan:
        return DateSpan.of(date(months // 12, months % 12 + 1, self.parts.day or 1))

    def _days(self) -> DateSpan | None:
        parts, last_month, last_day = self.parts, self.parts.last_month or self.parts.month, self.parts.last_day
        if parts.month is None or parts.day is None or last_month is None or last_day is None:
            return None
        year = self._full_year()
        end = date(year, last_month, last_day) if year is not None else self._without_year(last_month, last_day)
        if end is None:
            return None
        wraps = (parts.month, parts.day) > (last_month, last_day)
        return DateSpan.of(date(end.year - wraps, parts.month, parts.day), end)

    def _month(self) -> DateSpan | None:
        parts, month = self.parts, self.parts.month
        if month is None:
            return None
        if parts.solar_hijri and parts.year is not None:
            return DateSpan.of(*solar_hijri_month(parts.year, month))
        year = self._full_year()
        if year is None:
            year = self._year_of_month(month)
        if year is None:
            return None
        if parts.last_month is None:
            return month_part(month_span(year, month), parts.part)
        first, last = month_span(year - (month > parts.last_month), month), month_span(year, parts.last_month)
        assert first.date_start is not None
        return DateSpan.of(first.date_start, last.date_end, edtf=f"{first.date_edtf}/{last.date_edtf}")

    def _year_of_month(self, month: int) -> int | None:
        at, last = self.at, self.parts.last_month or month
        if at is None:
            return None
        step = self.parts.step
        if step is not None and self.parts.unit == "year":
            return at.year + step
        if step is not None:  # "last May": the latest that is over; "next May": the first that has not begun
            return at.year + {-1: -(month >= at.month), 1: month <= at.month}.get(step, 0)
        if self.is_ahead:
            return at.year + (last < at.month)
        return at.year - (last > at.month if self.parts.last_month is None else month > at.month)

    def _season(self) -> DateSpan | None:
        return season_span(self.parts, self.at, is_ahead=self.is_ahead)

    def _year(self) -> DateSpan | None:
        year = self._full_year()
        if year is None:
            return None
        if self.parts.last_year is not None:
            return years_span(year, self.parts.last_year)
        return year_span(year, self.parts.part)

    def _decade(self) -> DateSpan | None:
        year = self.parts.year
        if year is None:
            return None
        if self.parts.short_year:
            century = 2000 if year + 2000 <= (self.speech.year if self.speech else 2068) else 1900
            year += century
        first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(self.parts.part or "", (0, 9))
        return years_span(year + first, year + last)

    KINDS: ClassVar[Mapping[DateKind, Callable[[CalendarDays], DateSpan | None]]] = {
        DateKind.DAY: _day,
        DateKind.DAYS: _days,
        DateKind.MONTH: _month,
        DateKind.SEASON: _season,
        DateKind.YEAR: _year,
        DateKind.DECADE: _decade,
    }
    """The arithmetic of each kind."""


def _last_day(day: date) -> int:
    end = month_span(day.year, day.month).date_end
    assert end is not None
    return end.day
