"""The Solar Hijri calendar, in which Afghan offices date: 28 Asad 1400 is 19 August 2021.

The conversion is that of `persiantools`. Years from 1250 to 1499 (1871 to 2121) are taken for years of this calendar.
"""

from __future__ import annotations

from datetime import date, timedelta

from persiantools.jdatetime import JalaliDate

FIRST_YEAR, LAST_YEAR = 1250, 1499
_MONTHS = 12


def is_solar_hijri_year(year: int) -> bool:
    """Whether a year of a date is one of this calendar and not of the Gregorian one.

    >>> is_solar_hijri_year(1400), is_solar_hijri_year(2021)
    (True, False)
    """
    return FIRST_YEAR <= year <= LAST_YEAR


def solar_hijri_day(year: int, month: int, day: int) -> date:
    """The Gregorian day.

    >>> solar_hijri_day(1400, 5, 28)
    datetime.date(2021, 8, 19)

    Raises:
        ValueError: There is no such day.
    """
    found = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]
    return date(found.year, found.month, found.day)


def solar_hijri_month(year: int, month: int) -> tuple[date, date]:
    """The first and the last Gregorian day of a month."""
    after = (year, month + 1) if month < _MONTHS else (year + 1, 1)
    return solar_hijri_day(year, month, 1), solar_hijri_day(*after, 1) - timedelta(days=1)


def solar_hijri_year(year: int) -> tuple[date, date]:
    """The first and the last Gregorian day of a year."""
    return solar_hijri_day(year, 1, 1), solar_hijri_day(year + 1, 1, 1) - timedelta(days=1)


def solar_hijri_year_of(day: date) -> int:
    """The year of this calendar in which a Gregorian day lies."""
    return int(JalaliDate.to_jalali(day).year)  # type: ignore[no-untyped-call]
