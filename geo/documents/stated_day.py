"""The publication day that a record states, in any form that can be only one day.

ISO 8601, the RFC 822 of feeds, and what else pages and tables write: "August 9, 2021", "Monday, August 9, 2021 -
08:00", "2021/08/09 13:52 UTC", "28.09.2015", 20210809; also seconds and milliseconds since 1970. A day that may be two
("06/08/2021") and a time in a zone that is not known are none: nothing is guessed.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime

from geo.dates import KABUL, parse_published
from geo.datewords import DateKind, find_dates

_LONGEST = 80
_FIRST_SECONDS, _LAST_SECONDS = 5e8, 1e10
"""Numbers outside (November 1985 to 2286) count no seconds."""
_BEFORE = re.compile(r"(?:(?:published|posted|date|on)\b\s*:?\s*)*", re.IGNORECASE)
_TIME = re.compile(
    r"[\s,;|@T-]*(?:at\s+)?(?:(?P<hour>[0-2]?\d)[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]?\d)(?:\.\d+)?)?\s*"
    r"(?P<half>[ap]\.?m\b\.?)?)?\s*(?P<zone>\(?(?:[A-Z]{1,4}|(?:UTC|GMT)?[+-]\d\d?:?(?:\d\d)?)\)?)?[\s.]*",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"(?:UTC|GMT)?(?P<sign>[+-])(?P<hours>\d\d?):?(?P<minutes>\d\d)?", re.IGNORECASE)
_GREENWICH = dict.fromkeys(("Z", "UTC", "GMT", "UT"), 0)
_AMERICA = {"EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420}
_ZONES = _GREENWICH | _AMERICA | {"CET": 60, "CEST": 120, "MSK": 180, "AFT": 270, "PKT": 300}
"""Minutes east of Greenwich of the zones whose letters mean one thing in the news."""
_HALF_DAY = 12


def parse_stated(value: object) -> tuple[date, datetime] | None:
    """The Kabul day and instant of a stated publication date; None if it is none, or may be two.

    A date alone counts to the end of its day; a time without a zone is taken as Kabul's.

    >>> parse_stated("Tue, 10 Aug 2021 22:00:00 GMT")[0]
    datetime.date(2021, 8, 11)
    >>> parse_stated("Monday, August 9, 2021 - 08:00")[1].isoformat()
    '2021-08-09T08:00:00+04:30'
    """
    text = value.strip() if isinstance(value, str) else value
    if isinstance(text, int | float) and not isinstance(text, bool):
        return _instant(float(text))
    if not isinstance(text, str | date | datetime) or not text:
        return None
    try:
        if isinstance(text, str) and text.isdecimal() and len(text) != len("20210809"):
            return _instant(float(text))
        if isinstance(text, str) and text.isdecimal():
            text = date(int(text[:4]), int(text[4:6]), int(text[6:]))
        found = parse_published(text)
        if found or not isinstance(text, str):
            return found
        return _written(text) or parse_published(parsedate_to_datetime(text))
    except (TypeError, ValueError, IndexError, OverflowError):
        return None  # no date, or one outside the calendar


def _instant(number: float) -> tuple[date, datetime] | None:
    """The instant of seconds or milliseconds since 1970; None for a number that is neither."""
    seconds = number / 1_000 if number >= _LAST_SECONDS else number
    if not _FIRST_SECONDS <= seconds < _LAST_SECONDS:
        return None
    return parse_published(datetime.fromtimestamp(seconds, UTC))


def _written(text: str) -> tuple[date, datetime] | None:
    """A written-out day, with or without a time; anything else around it makes it none."""
    if len(text) > _LONGEST:
        return None
    text = text[_match_end(_BEFORE, text) :]
    days = find_dates(text)
    if not days or days[0].start > 0 or days[0].kind is not DateKind.DAY or not days[0].has_year:
        return None
    span = days[0].resolve(None)
    clock = _TIME.fullmatch(text, days[0].end)
    if span is None or span.date_start is None or clock is None:
        return None
    if clock["hour"] is None:
        return parse_published(span.date_start) if clock["zone"] is None else None
    hour = int(clock["hour"])
    if clock["half"]:
        hour = hour % _HALF_DAY + (_HALF_DAY if clock["half"][0] in "pP" else 0)
    zone = _zone(clock["zone"])
    if zone is None:
        return None
    at = time(hour, int(clock["minute"]), int(clock["second"] or 0), tzinfo=zone)
    return parse_published(datetime.combine(span.date_start, at))


def _zone(word: str | None) -> timezone | None:
    """The zone of a name or an offset; Kabul's without a word, None if it is not known."""
    if word is None:
        return KABUL
    word = word.strip("()").upper()
    if word in _ZONES:
        return timezone(timedelta(minutes=_ZONES[word]))
    offset = _OFFSET.fullmatch(word)
    if offset is None:
        return None
    east = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
    return timezone(east if offset["sign"] == "+" else -east)


def _match_end(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0
