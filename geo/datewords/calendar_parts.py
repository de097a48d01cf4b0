"""Parts of the calendar as spans: years, seasons, and the early, middle and late part of a month or a year.

A season is the whole one of the northern hemisphere; "winter 2015" may be the one that began in that year or the one
that ended in it, so it spans both.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.dates import DateSpan, month_span
from geo.datewords.words import load_words

if TYPE_CHECKING:
    from geo.datewords.expression import DateParts

_MONTH_PARTS = {
    "early": (1, 10),
    "mid": (11, 20),
    "late": (21, 31),
    "first_half": (1, 15),
    "second_half": (16, 31),
    "first_week": (1, 7),
    "second_week": (8, 14),
    "third_week": (15, 21),
    "last_week": (22, 31),
    "first_days": (1, 7),
}
_YEAR_PARTS = {
    "early": (1, 4),
    "mid": (5, 8),
    "late": (9, 12),
    "first_half": (1, 6),
    "second_half": (7, 12),
    "first_quarter": (1, 3),
    "second_quarter": (4, 6),
    "third_quarter": (7, 9),
    "first_nine_months": (1, 9),
}
_MONTHS = 12


def year_span(year: int, part: str | None = None) -> DateSpan:
    """The days of a year, or of the part of it that `[parts]` of `data/languages/en/dates.toml` names.

    >>> year_span(1996, "mid").date_edtf
    '1996-05/1996-08'
    """
    if part not in _YEAR_PARTS:
        return DateSpan.of(date(year, 1, 1), date(year, 12, 31), edtf=f"{year:04d}")
    return months_span(year, *_YEAR_PARTS[part])


def years_span(first: int, last: int) -> DateSpan:
    """All days from one year to another, both inclusive.

    >>> years_span(1990, 1999).date_edtf
    '1990/1999'
    """
    if first == last:
        return year_span(first)
    return DateSpan.of(date(first, 1, 1), date(last, 12, 31), edtf=f"{first:04d}/{last:04d}")


def months_span(year: int, first: int, last: int) -> DateSpan:
    """All days from one month of a year to another; a `last` above 12 lies in the year after."""
    start, end = month_span(year, first), month_span(year + (last - 1) // _MONTHS, (last - 1) % _MONTHS + 1)
    assert start.date_start is not None
    return DateSpan.of(start.date_start, end.date_end, edtf=f"{start.date_edtf}/{end.date_edtf}")


def month_part(month: DateSpan, part: str | None) -> DateSpan:
    """A month, or its days to the 10th, from the 11th to the 20th, from the 21st on, or of a half or a week of it."""
    if part not in _MONTH_PARTS or month.date_start is None or month.date_end is None:
        return month
    first, last = _MONTH_PARTS[part]
    return DateSpan.of(month.date_start.replace(day=first), month.date_end.replace(day=min(last, month.date_end.day)))


def season_span(parts: DateParts, at: date | None, *, is_ahead: bool) -> DateSpan | None:
    """The days of a season: of the year named, else the last one that has begun, or with `is_ahead` the next to end."""
    first, length = load_words().seasons[parts.season or ""]
    wraps = first + length - 1 > _MONTHS
    if parts.year is not None:
        if parts.last_year is not None or not wraps:
            return _part_of_season(months_span(parts.year, first, first + length - 1), parts.part)
        return months_span(parts.year - 1, first, first + length - 1 + _MONTHS)
    if at is None:
        return None
    year = at.year
    while is_ahead and _ends(year, first, length) < at:
        year += 1
    if is_ahead:
        year -= wraps and _ends(year - 1, first, length) >= at
    while not is_ahead and date(year, first, 1) > at:
        year -= 1
    if parts.step == -1 and _ends(year, first, length) >= at:
        year -= 1  # "last summer" is not the one that still lasts
    elif parts.step == 1 and date(year, first, 1) <= at:
        year += 1
    return _part_of_season(months_span(year, first, first + length - 1), parts.part)


def _ends(year: int, first: int, length: int) -> date:
    end = months_span(year, first, first + length - 1).date_end
    assert end is not None
    return end


def _part_of_season(season: DateSpan, part: str | None) -> DateSpan:
    """A season, or its first, second or last month."""
    place = {"early": 0, "mid": 1, "late": 2}.get(part or "")
    if place is None or season.date_start is None:
        return season
    inside = season.date_start + timedelta(days=31 * place + 1)
    return month_span(inside.year, inside.month)
