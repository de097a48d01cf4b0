"""Forms that name days, months and years of the calendar: what a match of each means.

A day that never was ("31 June") and one that may be two ("06.08.2021") are read as what they are: dates, but
unreadable. None says that the words are no date after all.
"""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING, ClassVar

from geo.datewords.expression import Anchor, DateKind, DateParts
from geo.datewords.matched import STEPS, Matched, Read, text_or_speech
from geo.datewords.solar_hijri import is_solar_hijri_year, solar_hijri_day
from geo.datewords.words import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_MONTHS = 12
_LEAP_YEAR = 2000
_HIJRI_LEAP_YEAR = 1399
_FULL_YEAR = 4
NO_SUCH_DAY = "there is no such day"
TWO_WAYS = "the day and the month cannot be told apart"
LUNAR = "days of the Islamic lunar calendar are not converted"
UNKNOWN_MONTH = "the month is not known"
HIJRI_YEAR = "it may be a year of the Solar Hijri calendar"


class CalendarReader(Matched):
    """Reads one match; a method a form."""

    def _named(self) -> Read:
        year, month, day = self.words.named_days[folded(self.found["named"])]
        return Read(DateKind.DAY, DateParts(year=year, month=month, day=day))

    def _ymd(self) -> Read:
        year, month, day = int(self.found["year"]), int(self.found["month"]), int(self.found["day"])
        return _day(DateParts(year=year, month=month, day=day, solar_hijri=is_solar_hijri_year(year)))

    def _dmy(self) -> Read:
        (year, short), first, second = self.year(), int(self.found["first"]), int(self.found["second"])
        hijri = year is not None and is_solar_hijri_year(year)
        orders = {(first, second), (second, first)} if not hijri else {(first, second)}
        real = sorted((day, month) for day, month in orders if _is_day(month, day, None if short else year))
        if len(real) > 1:
            return Read(DateKind.UNREADABLE, DateParts(year=year, short_year=short), problem=TWO_WAYS)
        day, month = real[0] if real else (first, second)
        return _day(DateParts(year=year, month=month, day=day, short_year=short, solar_hijri=hijri))

    def _day(self) -> Read:
        year, short = self.year()
        return _day(DateParts(year=year, month=self.month_of("month"), day=self.number("day"), short_year=short))

    def _days(self) -> Read:
        year, short = self.year()
        parts = DateParts(
            year=year,
            month=self.month_of("month"),
            day=self.number("day"),
            last_month=self.month_of("last_month"),
            last_day=self.number("last_day"),
            short_year=short,
        )
        problem = next((read.problem for read in (_day(parts), _last_day(parts)) if read.problem), None)
        return Read(DateKind.DAYS, parts, None if year is not None else Anchor.SPEECH, problem)

    def _hijri(self) -> Read:
        month = self.words.solar_hijri_months[folded(self.found["month"])]
        return _day(DateParts(year=self.number("hijri"), month=month, day=self.number("day"), solar_hijri=True))

    def _hijri_month(self) -> Read:
        month = self.words.solar_hijri_months[folded(self.found["month"])]
        return Read(DateKind.MONTH, DateParts(year=self.number("hijri"), month=month, solar_hijri=True))

    def _hijri_year(self) -> Read:
        year = self.number("hijri")
        return Read(DateKind.UNREADABLE, DateParts(year=year, solar_hijri=True), problem=HIJRI_YEAR)

    def _hijri_and_year(self) -> Read:
        return Read(DateKind.YEAR, DateParts(year=self.number("year")))

    def _odd_day(self) -> Read | None:
        known = self.words.months.keys() | self.words.solar_hijri_months.keys()
        return (
            None
            if folded(self.found["odd"]) in known
            else Read(DateKind.UNREADABLE, DateParts(), problem=UNKNOWN_MONTH)
        )

    def _lunar(self) -> Read:
        if year := self.number("year") if "year" in self.found else None:
            return Read(DateKind.YEAR, DateParts(year=year))
        return Read(DateKind.UNREADABLE, DateParts(), problem=LUNAR)

    def _month(self) -> Read:
        (year, short), rel = self.year(), self.found.get("rel")
        parts = DateParts(year=year, month=self.month_of("month"), short_year=short)
        if rel is None:
            return Read(DateKind.MONTH, parts, None if year is not None else Anchor.SPEECH)
        parts = DateParts(month=parts.month, step=STEPS.get(rel.removeprefix("the "), 0), unit="year")
        return Read(DateKind.MONTH, parts, text_or_speech(rel))

    def _rel_month(self) -> Read:
        rel = self.found["rel"]
        return Read(DateKind.MONTH, DateParts(month=self.month_of("month"), step=STEPS.get(rel, 0)), Anchor.SPEECH)

    def _months(self) -> Read:
        year, short = self.year()
        parts = DateParts(
            year=year, month=self.month_of("month"), last_month=self.month_of("last_month"), short_year=short
        )
        return Read(DateKind.MONTH, parts, None if year is not None else Anchor.SPEECH)

    def _year_form(self) -> Read:
        return Read(DateKind.YEAR, DateParts(year=self.number("year")))

    def _years(self) -> Read | None:
        first, text = int(self.found["year"]), self.found["last_year"]
        last = int(text) if len(text) == _FULL_YEAR else first // 100 * 100 + int(text)
        return Read(DateKind.YEAR, DateParts(year=first, last_year=last)) if first < last else None

    def _decade(self) -> Read:
        year, short = self.year()
        if "decade" in self.found:
            year, short = self.words.decades[self.found["decade"]], True
        return Read(DateKind.DECADE, DateParts(year=year, short_year=short))

    FORMS: ClassVar[Mapping[str, Callable[[CalendarReader], Read | None]]] = {
        "named": _named,
        "ymd": _ymd,
        "dmy": _dmy,
        "day": _day,
        "days": _days,
        "hijri": _hijri,
        "hijri_month": _hijri_month,
        "hijri_year": _hijri_year,
        "hijri_and_year": _hijri_and_year,
        "odd_day": _odd_day,
        "lunar": _lunar,
        "month": _month,
        "rel_month": _rel_month,
        "months": _months,
        "year": _year_form,
        "years": _years,
        "decade": _decade,
    }
    """The reader of each form, by its name in `geo.datewords.patterns`."""


def _day(parts: DateParts) -> Read:
    """A day of the calendar, with a problem where there is no such day."""
    assert parts.month is not None
    assert parts.day is not None
    is_real = (
        _is_hijri_day(parts.year, parts.month, parts.day)
        if parts.solar_hijri
        else _is_day(parts.month, parts.day, None if parts.short_year else parts.year)
    )
    anchor = None if parts.year is not None else Anchor.SPEECH
    return Read(DateKind.DAY, parts, anchor) if is_real else Read(DateKind.UNREADABLE, parts, anchor, NO_SUCH_DAY)


def _last_day(parts: DateParts) -> Read:
    return _day(DateParts(year=parts.year, month=parts.last_month or parts.month, day=parts.last_day))


def _is_day(month: int, day: int, year: int | None) -> bool:
    return 1 <= month <= _MONTHS and 1 <= day <= monthrange(_LEAP_YEAR if year is None else year, month)[1]


def _is_hijri_day(year: int | None, month: int, day: int) -> bool:
    try:
        solar_hijri_day(_HIJRI_LEAP_YEAR if year is None else year, month, day)
    except ValueError:
        return False
    return True
