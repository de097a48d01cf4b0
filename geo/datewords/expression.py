"""The record of a date expression: where it stands, what it names, what it is counted from, what bounds it.

An expression is read once, from its words alone. Which days it means is another question (`resolve`), since that needs
the day of the text or the date that the text named before.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from geo.dates import DateSpan
    from geo.datewords.resolver import Direction


class DateKind(StrEnum):
    """What sort of thing an expression names."""

    DAY = "day"  # "28 September 2015", "Aug. 8", "Sunday, Aug. 8", "the 8th", "9/11"
    DAYS = "days"  # "Aug. 7-9", "28 July to 3 August"
    WEEKDAY = "weekday"  # "on Sunday", "last Friday", "Friday last week"
    WEEKDAYS = "weekdays"  # "between Friday and Sunday"
    RELATIVE_DAY = "relative_day"  # "today", "yesterday", "overnight", "this morning"
    MONTH = "month"  # "in May", "September 2015", "May to July 2021", "late August"
    SEASON = "season"  # "in autumn 2015", "last spring"
    YEAR = "year"  # "in 2015", "1996-2001", "mid-1996"
    DECADE = "decade"  # "the nineties", "the early 2000s"
    SHIFT = "shift"  # so far from the anchor: "two weeks ago", "a day later", "the next day", "hours later"
    CALENDAR = (
        "calendar"  # a week, weekend, month, year: "last week", "this year", "over the weekend", "later this month"
    )
    SAME = "same"  # the anchor itself: "the same day", "that week", "earlier that month"
    PERIOD = (
        "period"  # a stretch up to, or from, the anchor: "in the past three days", "in recent weeks", "in a single day"
    )
    UNREADABLE = "unreadable"  # a date, but which one cannot be told; `problem` says why


class Anchor(StrEnum):
    """What an expression is counted from; an expression that names its own year is counted from nothing."""

    SPEECH = "speech"  # the day of the text: its dateline, else its publication
    TEXT = "text"  # the date that the text named before
    EVENT = "event"  # what stands behind it: "two days after the fall of Kunduz", "the week before they left"


class Bound(StrEnum):
    """What the word before an expression makes of it."""

    BY = "by"  # not later
    BEFORE = "before"  # earlier; counted as not later
    UNTIL = "until"  # the end of something that lasts
    SINCE = "since"  # from then on, and still
    AFTER = "after"  # later; counted as not earlier
    FROM = "from"  # the start of something planned or lasting; does not open the span


DEADLINES = frozenset({Bound.BY, Bound.BEFORE, Bound.UNTIL})
_FEW_DAYS = 3
DAY_KINDS = frozenset({DateKind.DAY, DateKind.WEEKDAY, DateKind.RELATIVE_DAY})
"""Kinds that name one day (or one night) by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateParts:
    """What the words of an expression name; what they do not name is None.

    `year`, `month`, `day`: the numbers of the calendar (`solar_hijri`: of that one). `last_...`: the other end of a
    range, inclusive. `short_year`: the year had two figures, and `year` holds those. `weekday`: 0 is Monday. `step`:
    -1 for "last", 0 for "this", 1 for "next". `low`, `high`: how many of `unit`, before the anchor if negative; for a
    period, its length. `part`: "early", "mid" or "late". `season`: its name. `word`: a relative day's name.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_year: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    short_year: bool = False
    solar_hijri: bool = False
    weekday: int | None = None
    last_weekday: int | None = None
    step: int | None = None
    low: int | None = None
    high: int | None = None
    unit: str | None = None
    part: str | None = None
    season: str | None = None
    word: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpression:
    """A date expression where it stands: `text` is `[start, end)` of the text that was searched.

    `bound` is what the word before it makes of it, and `bound_start` where that word begins (`start` without one).
    `anchor` is None where the words name their own year. `problem` says, in English and without the words themselves,
    why no day can be told: the reader leaves the event undated and reports it, and never puts the publication day in
    its place.
    """

    start: int
    end: int
    text: str
    kind: DateKind
    parts: DateParts
    anchor: Anchor | None
    bound: Bound | None = None
    bound_start: int
    problem: str | None = None

    @property
    def has_year(self) -> bool:
        """Whether the words themselves name the year."""
        return self.parts.year is not None

    @property
    def is_deadline(self) -> bool:
        """Whether the words set an end, not a day ("by Aug. 31")."""
        return self.bound in DEADLINES

    @property
    def is_time_of_day(self) -> bool:
        """Whether it names a time of a day and not the day: "before dawn"."""
        return self.kind is DateKind.SAME and self.parts.word is not None

    @property
    def is_period(self) -> bool:
        """Whether the words name a stretch of time over which things are counted, and not when one thing happened.

        "In a single day", "in recent weeks", "this year", "since May" do; "in the past two days" and "in the
        nineties" may date one thing.
        """
        if self.bound in {Bound.SINCE, Bound.UNTIL}:
            return True
        if self.kind is DateKind.CALENDAR:
            return self.parts.unit in {"year", "decade"} and self.parts.step == 0 and self.parts.word != "earlier"
        return self.kind is DateKind.PERIOD and (self.parts.step == 0 or not self._is_short)

    @property
    def _is_short(self) -> bool:
        """Whether a period is of hours, or of at most three days."""
        unit, high = self.parts.unit, self.parts.high or 0
        return unit in {"minute", "hour"} or (unit == "day" and high <= _FEW_DAYS)

    @property
    def names_day(self) -> bool:
        """Whether the words name one day, or one night, by themselves."""
        return self.kind in DAY_KINDS

    def resolve(
        self, speech: date | None, direction: Direction = "past", *, previous: DateSpan | None = None
    ) -> DateSpan | None:
        """The span of days that the words mean; None where they name no real day, or the anchor is not known.

        `speech` is the day of the text; `previous` the span that the text named before (for anchor TEXT), or that of
        the event which the words are counted from (for anchor EVENT). `direction` says on which side of `speech` a
        weekday, a month or a day without its year lies: up to and including it ("past": a day is the last one, so that
        "fell on August 2" in a text of 1 June 1999 is a day of 1998), from it on ("future"), or on the nearer side
        ("nearest": for datelines; a weekday or month then lies in the past).

        A bound opens one end of the span: "by", "before", "until" its start, "since", "after" its end. Both ends of
        what is returned are inclusive. Never raises.
        """
        from geo.datewords.resolving import resolve  # noqa: PLC0415 - the record is the ground of the arithmetic

        return resolve(self, speech, direction, previous)
