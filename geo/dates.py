"""Days and spans: calendars, precisions, Kabul time.

Knows calendars; knows nothing of texts (`geo.datewords` finds and reads date expressions). A span has both ends
inclusive; a day and month without a year take the year that lies nearest. Kabul time is UTC+04:30.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import Literal

from geo.vocab import DatePrecision

KABUL = timezone(timedelta(hours=4, minutes=30), "Asia/Kabul")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(2999, 12, 31)
"""The days that are reckoned with, both inclusive; what is added to them stays within the calendar."""
_DAYS_MAX = 6
_WEEK_MAX = 7
_MONTH_MAX = 31

Direction = Literal["past", "future"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """A span of days, both ends inclusive; an end may be open (None), never both.

    `date_edtf` is the same in the Extended Date/Time Format (ISO 8601-2), `..` for an open end. `date_prec` is None
    where an end is open: such a bound says when a thing had happened by, and not how closely its day is known.

    >>> DateSpan.of(date(2021, 8, 7), date(2021, 8, 8)).date_prec
    <DatePrecision.DAYS: 2>
    """

    date_start: date | None
    date_end: date | None
    date_prec: DatePrecision | None
    date_edtf: str

    @classmethod
    def of(cls, start: date, end: date | None = None, *, edtf: str | None = None) -> DateSpan:
        """The span from `start` to `end` (default: that day), its precision by its length."""
        end = end or start
        if end < start:
            start, end = end, start
        length = (end - start).days + 1
        if length == 1:
            precision = DatePrecision.DAY
        elif length <= _DAYS_MAX:
            precision = DatePrecision.DAYS
        elif length <= _WEEK_MAX:
            precision = DatePrecision.WEEK
        else:
            precision = DatePrecision.MONTH if length <= _MONTH_MAX else DatePrecision.YEAR
        text = start.isoformat() if length == 1 else f"{start.isoformat()}/{end.isoformat()}"
        return cls(date_start=start, date_end=end, date_prec=precision, date_edtf=edtf or text)

    @classmethod
    def until(cls, end: date) -> DateSpan:
        """Some day up to and including `end` ("by Aug. 31").

        >>> DateSpan.until(date(2021, 8, 19)).date_edtf
        '../2021-08-19'
        """
        return cls(date_start=None, date_end=end, date_prec=None, date_edtf=f"../{end.isoformat()}")

    @classmethod
    def since(cls, start: date) -> DateSpan:
        """From `start` on ("since May")."""
        return cls(date_start=start, date_end=None, date_prec=None, date_edtf=f"{start.isoformat()}/..")

    @property
    def is_open(self) -> bool:
        """Whether an end is open: a bound and not a date."""
        return self.date_start is None or self.date_end is None

    def approximate(self) -> DateSpan:
        """The same as a date that its words do not give exactly: EDTF `~`, and no closer than a few days."""
        precision = None if self.date_prec is None else max(self.date_prec, DatePrecision.DAYS)
        return replace(self, date_edtf=f"{self.date_edtf.removesuffix('~')}~", date_prec=precision)

    @property
    def day(self) -> date | None:
        """The last day of the span, by which the event had happened; else the first; used for ordering."""
        return self.date_end or self.date_start


def kabul_day(instant: datetime) -> date:
    """The day in Kabul of an instant that has a zone.

    >>> from datetime import UTC
    >>> kabul_day(datetime(2021, 8, 7, 20, 0, tzinfo=UTC))
    datetime.date(2021, 8, 8)
    """
    return instant.astimezone(KABUL).date()


def end_of_day(day: date) -> datetime:
    """The last second of a Kabul day: when only the day of a publication is known, it was out by then.

    >>> end_of_day(date(2021, 8, 8)).isoformat()
    '2021-08-08T23:59:59+04:30'
    """
    return datetime.combine(day, time(23, 59, 59), KABUL)


def is_reckoned(day: date) -> bool:
    """Whether a day lies within those that are reckoned with.

    >>> is_reckoned(date(2021, 8, 8)), is_reckoned(date.max)
    (True, False)
    """
    return FIRST_DAY <= day <= LAST_DAY


def parse_published(value: str | date | datetime) -> tuple[date, datetime] | None:
    """The Kabul day and the instant of a written publication date; None if it is none.

    A date alone counts to the end of its day. A date-time without a zone is taken as Kabul's: only instants with a
    zone are converted.
    """
    if isinstance(value, datetime):
        instant = value if value.tzinfo else value.replace(tzinfo=KABUL)
        return kabul_day(instant), instant.astimezone(KABUL)
    if isinstance(value, date):
        return value, end_of_day(value)
    text = value.strip()
    try:
        if len(text) == len("2021-08-08"):
            day = date.fromisoformat(text)
            return day, end_of_day(day)
        return parse_published(datetime.fromisoformat(text))
    except ValueError:
        return None


def month_of(word: str) -> int:
    """The number of a month from its name or its abbreviation.

    >>> month_of("Sept.")
    9
    """
    stem = word.lower().rstrip(".")[:3]
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(stem))


def month_span(year: int, month: int) -> DateSpan:
    """All days of a month."""
    start = date(year, month, 1)
    end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return DateSpan.of(start, end, edtf=f"{year:04d}-{month:02d}")


def nearest_year(month: int, day: int, anchor: date | None) -> date | None:
    """The day and month in the year that lies nearest to `anchor`; a tie goes to the past.

    >>> nearest_year(12, 30, date(2021, 1, 2))
    datetime.date(2020, 12, 30)
    """
    if anchor is None:
        return None
    days = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue  # 29 February
    return min(days, key=lambda found: (abs((found - anchor).days), found), default=None)
