"""When it happened: the date of a trigger among the dates of its sentence, and what old dates make of the mode.

A date in the trigger's clause behind it comes first, then the nearest before it. Without one a report takes the day
that its paragraph is at, else the day of the lead, else the publication day, each marked as approximate (EDTF `~`).
An event that ended more than 180 days before the publication is historical.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.dates import DateSpan
from geo.datewords import find_dates, resolve_in_order
from geo.vocab import AssertionMode

if TYPE_CHECKING:
    from datetime import date

    from geo.datewords import DateExpression, Direction
    from geo.events.masking import MaskedSentence

HISTORICAL_AFTER_DAYS = 180
_CLAUSE = re.compile(r";|,?\s+(?:and|but|while|after|before|who|which|where|when)\s+⟦[AC]|,?\s+but\s")
_RECENT_DAYS = 7
_NEAREST = 8
"""So many dates on each side of a trigger are weighed; one farther off never comes before a nearer one."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the dates of a sentence say of a trigger: a span, or words (`unread`) of which none can be made."""

    span: DateSpan | None = None
    unread: DateExpression | None = None


def event_span(
    masked: MaskedSentence,
    start: int,
    end: int,
    anchor: date | None,
    mode: AssertionMode,
    *,
    before: DateSpan | None = None,
) -> Told:
    """What the sentence's own dates say of the trigger at `[start, end)`; nothing where it has none.

    `anchor` is the day that relative dates are seen from, `before` the date that the text named last before the
    sentence. Deadlines ("by Aug. 31") date only what lies in the future.
    """
    ranked = sorted(_candidates(masked, start, end, mode), key=lambda found: found[0])
    spans = _spans(masked, anchor, "future" if mode is AssertionMode.FUTURE else "past", before)
    for _, expression in ranked:
        span = spans.get(expression.start)
        if span is not None:
            return Told(span)
        if expression.problem is not None:
            return Told(unread=expression)
    return Told()


def _spans(
    masked: MaskedSentence, anchor: date | None, direction: Direction, before: DateSpan | None
) -> dict[int, DateSpan | None]:
    """The span of each date of a sentence, by where it begins."""
    days = sorted((chunk.day for _, chunk in masked.marks("D") if chunk.day), key=lambda day: day.start)
    return {day.start: span for day, span in resolve_in_order(days, anchor, direction, before)}


def _candidates(
    masked: MaskedSentence, start: int, end: int, mode: AssertionMode
) -> list[tuple[tuple[int, int], DateExpression]]:
    found = []
    marks = masked.marks("D")
    before = [mark for mark in marks if mark[0] < end][-_NEAREST:]
    for offset, chunk in [*before, *[mark for mark in marks if mark[0] >= end][:_NEAREST]]:
        mention = chunk.day
        if mention is None or mention.is_period or (mention.is_deadline and mode is AssertionMode.ACTUAL):
            continue
        behind = offset >= end
        between = masked.text[end:offset] if behind else masked.text[offset:start]
        crossed = len(_CLAUSE.findall(between))
        rank = crossed * 2 + (0 if behind else 1)
        found.append(((rank, len(between)), mention))
    return found


def approximate(published: date) -> DateSpan:
    """The day of publication for a report that gives no day: EDTF `~`, date_prec 2, since it may be a few days off.

    >>> from datetime import date
    >>> approximate(date(2021, 8, 9)).date_edtf
    '2021-08-09~'
    """
    return DateSpan.of(published).approximate()


def inherited(span: DateSpan) -> DateSpan:
    """A day that the sentence itself does not give, but the text around it: approximate, EDTF `~`."""
    return span.approximate()


def lead_day(text: str, published: date | None) -> DateSpan | None:
    """The day that the head of a report is about: the first day named there, within the week before its publication.

    `text` is the headline and the lead without the dateline. Deadlines, months and years are no days.
    """
    if published is None:
        return None
    for mention in find_dates(text):
        possessive = text[mention.end : mention.end + 1] in {"'", "’"}  # "Tuesday's attack" is another story
        if mention.bound is not None or not mention.names_day or possessive:
            continue
        span = mention.resolve(published)
        if span is not None and span.date_end is not None and 0 <= (published - span.date_end).days <= _RECENT_DAYS:
            return span
    return None


def is_historical(span: DateSpan | None, published: date | None) -> bool:
    """Whether the span ended more than 180 days before the publication."""
    if span is None or published is None or span.day is None:
        return False
    return (published - span.day).days > HISTORICAL_AFTER_DAYS


def is_ahead(span: DateSpan | None, published: date | None) -> bool:
    """Whether the span lies wholly behind the publication day."""
    return bool(span and published and span.date_start and span.date_start > published)
