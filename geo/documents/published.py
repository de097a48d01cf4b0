"""The publication day of a document, and on what it rests.

Knows the order of design: what the record says of itself, then the sidecar or the option, then a full date in the
dateline, then the dateline's month and day with the year of a release number, then the day that a page's markup or
address shows, then a full day in the file's name. A day without a year stays without one.
"""

# ruff: noqa: RUF001 - curly quotes and dashes are what real text is made of

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.dateline import find_dateline
from geo.dates import LAST_DAY, end_of_day, nearest_year
from geo.datewords import DateKind, find_dates
from geo.datewords.solar_hijri import is_solar_hijri_year, solar_hijri_day
from geo.documents.stated_day import parse_stated
from geo.vocab import PublishedBasis

if TYPE_CHECKING:
    from datetime import datetime

RELEASE_HEAD = 1_500
"""A release number stands within this many characters of the start."""

_RELEASE = re.compile(r"(?<![\w-])(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-[A-Z]{1,3}[-–]?\d{2,4}(?!\d)")
_HEAD_DAY = re.compile(r"\s*(?P<day>[A-Z][a-z]{2,8}\.? \d{1,2}):\s")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MID_MONTH = 15
_FIRST_DAY = date(1900, 1, 1)
_ZONES = timedelta(days=1)
"""Somewhere it is already tomorrow."""
_NAMED_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-_.]?)(?P<month>0[1-9]|1[0-2])(?P=mark)(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A publication day in Kabul, the instant by which the ledger orders, and the basis; all None if unknown.

    `refused` says which day was found and cannot be; then the document has none.
    """

    day: date | None = None
    recorded_at: datetime | None = None
    basis: PublishedBasis | None = None
    refused: str | None = None


def find_publication(
    stated: object,
    option: object,
    text: str,
    today: date | None = None,
    *,
    page_day: date | None = None,
    file_name: str | None = None,
) -> Publication:
    """The publication day by the best basis there is.

    `stated` is what the record says, `option` the sidecar's or the option's day, `text` the document's text with its
    dateline, `page_day` the day that a page's markup shows, `file_name` the name of a file that is one document. A
    value that is no date is passed over. A day before 1900, or later than the day after `today`, is no publication
    day, and no other takes its place: the document has none.
    """
    for value, basis in ((stated, PublishedBasis.PUBLISHED), (option, PublishedBasis.OPTION)):
        found = parse_stated(value)
        if found:
            return _checked(Publication(day=found[0], recorded_at=found[1], basis=basis), today)
    found_in_text = _from_text(text)
    if found_in_text.day is None and page_day is not None:
        found_in_text = _publication(page_day, PublishedBasis.PAGE_DATE)
    if found_in_text.day is None and file_name is not None:
        found_in_text = _publication(day_of_name(file_name), PublishedBasis.FILE_NAME)
    return _checked(found_in_text, today)


def _checked(found: Publication, today: date | None) -> Publication:
    """A publication, or why its day cannot be one."""
    day = found.day
    if day is None:
        return found
    if day < _FIRST_DAY:
        return Publication(refused=f"{day} cannot be a publication day: it lies before 1900.{_solar_hijri(day)}")
    if day > LAST_DAY:
        return Publication(refused=f"{day} cannot be a publication day: it lies after {LAST_DAY}.")
    if today is not None and day - today > _ZONES:
        return Publication(refused=f"{day} cannot be a publication day: it lies after {today}, the day of this run.")
    return found


def _solar_hijri(day: date) -> str:
    """What the day would be in the Solar Hijri calendar, if its year may be one of that."""
    if not is_solar_hijri_year(day.year):
        return ""
    try:
        meant = solar_hijri_day(day.year, day.month, day.day)
    except ValueError:
        return ""
    return f" {day.year} may be a year of the Solar Hijri calendar, where that day is {meant}."


def day_of_name(file: str) -> date | None:
    """The one full day in a file's name, the folders before it left out; None where there is none, or two.

    >>> day_of_name("news/2021-08-12_kunduz.txt"), day_of_name("20210812-20210813.txt"), day_of_name("12-08-2021.txt")
    (datetime.date(2021, 8, 12), None, None)
    """
    found = set()
    for match in _NAMED_DAY.finditer(file.rpartition("/")[2]):
        with suppress(ValueError):
            found.add(date(int(match["year"]), int(match["month"]), int(match["day"])))
    return found.pop() if len(found) == 1 else None


def _from_text(text: str) -> Publication:
    words = _dated_words(text)
    if words is None:
        return Publication()
    mention = next((found for found in find_dates(words) if found.kind is DateKind.DAY), None)
    if mention is None:
        return Publication()
    year = _YEAR.search(words)
    if year:
        # The year is read apart: "July 13. 2012" and "Aug. 6 2012" are full dates too.
        span = mention.resolve(date(int(year[0]), 1, 1), "nearest")
        day = _with_year(span.date_start if span else None, int(year[0]))
        return _publication(day, PublishedBasis.DATELINE)
    release = _RELEASE.search(text[:RELEASE_HEAD])
    if release is None:
        return Publication()
    anchor = date(int(release["year"]), int(release["month"]), _MID_MONTH)
    span = mention.resolve(anchor, "nearest")
    day = nearest_year(span.date_start.month, span.date_start.day, anchor) if span and span.date_start else None
    return _publication(day, PublishedBasis.RELEASE_NUMBER)


def _dated_words(text: str) -> str | None:
    """The date words of the dateline, else those that open the headline: "June 14: Operations in ..."."""
    dateline = find_dateline(text)
    if dateline and dateline.date:
        return text[slice(*dateline.date)]
    head = _HEAD_DAY.match(text)
    return head["day"] if head else None


def _with_year(day: date | None, year: int) -> date | None:
    try:
        return day.replace(year=year) if day else None
    except ValueError:
        return None  # 29 February


def _publication(day: date | None, basis: PublishedBasis) -> Publication:
    return Publication(day=day, recorded_at=end_of_day(day), basis=basis) if day else Publication()
