"""From a date expression and its anchor to days: which anchor counts, which arithmetic is asked, what a bound opens.

Nothing here raises: what names no real day, runs over the ends of the calendar or lacks its anchor gives None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.dates import DateSpan
from geo.datewords.calendar_days import CalendarDays
from geo.datewords.counted_days import CountedDays
from geo.datewords.expression import Anchor, Bound, DateKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from geo.datewords.expression import DateExpression
    from geo.datewords.resolver import Direction

_LAST_YEAR = 366
"""So many days back a day without its year is one of the text's own time."""
_RECENT = 31
"""So many days back the month of a day without one is that of the text, and so far a day is of the time told before."""


def resolve(
    expression: DateExpression, speech: date | None, direction: Direction, previous: DateSpan | None
) -> DateSpan | None:
    """See `DateExpression.resolve`."""
    if expression.problem is not None:
        return None
    anchor = previous if expression.anchor in {Anchor.TEXT, Anchor.EVENT} else DateSpan.of(speech) if speech else None
    if anchor is None and expression.anchor is not None:
        return None
    if (
        found := _in_month_told(expression, speech, previous) or _in_year_told(expression, speech, previous)
    ) is not None:
        return found
    if expression.is_deadline and direction == "past":
        direction = "nearest"  # a deadline is as often still to come
    given = expression.parts, anchor, speech, direction
    try:
        if expression.kind in CalendarDays.KINDS:
            span = CalendarDays.KINDS[expression.kind](CalendarDays(*given))
        else:
            span = CountedDays.KINDS[expression.kind](CountedDays(*given))
    except (ValueError, OverflowError):
        return None  # a day that never was, or one outside the calendar
    if span is None or expression.bound is None or expression.bound is Bound.FROM:
        return span
    if expression.is_deadline:
        return DateSpan.until(span.date_end) if span.date_end else None
    return DateSpan.since(span.date_start) if span.date_start else None


def _in_month_told(expression: DateExpression, speech: date | None, previous: DateSpan | None) -> DateSpan | None:
    """What "on the 30th" is where the text told last of a month long before its own day; None where it is no such."""
    parts, end = expression.parts, previous.date_end if previous is not None else None
    if expression.kind is not DateKind.DAY or parts.month is not None or parts.step is not None or parts.day is None:
        return None
    if end is None or speech is None or expression.bound is not None or (speech - end).days <= _RECENT:
        return None
    try:
        return DateSpan.of(end.replace(day=parts.day))
    except ValueError:
        return None


def _in_year_told(expression: DateExpression, speech: date | None, previous: DateSpan | None) -> DateSpan | None:
    """What "on Aug. 7" is within a month of a day of a year long past: a day of that time; None where it is no such."""
    parts, end = expression.parts, previous.date_end if previous is not None else None
    if expression.kind is not DateKind.DAY or parts.month is None or expression.has_year or parts.solar_hijri:
        return None
    if end is None or speech is None or expression.bound is not None or (speech - end).days <= _LAST_YEAR:
        return None
    found = CalendarDays(parts, DateSpan.of(end), end, "nearest").nearest()
    return found if found is not None and found.day and abs((found.day - end).days) <= _RECENT else None


def resolve_in_order(
    expressions: Iterable[DateExpression],
    speech: date | None,
    direction: Direction = "past",
    previous: DateSpan | None = None,
) -> Iterator[tuple[DateExpression, DateSpan | None]]:
    """Each expression of a text with its span, left to right: "the next day" is counted from the last one read before.

    `previous` is what the text named before them. A span without a start, a period and what cannot be resolved are no
    date to count from. Expressions counted from an event give None here.
    """
    for expression in expressions:
        counted = None if expression.anchor is Anchor.EVENT else previous
        span = expression.resolve(speech, direction, previous=counted)
        if span is not None and span.date_start is not None and span.date_end is not None and not expression.is_period:
            previous = span
        yield expression, span
