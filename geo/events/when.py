"""When it happened: the date of a trigger among the dates of its sentence, and what old dates make of the mode.

A date in the trigger's clause behind it comes first, then the nearest before it. Without one a report takes the day
that its paragraph is at, else the day of the lead, else the publication day, each marked as approximate (EDTF `~`).
An event that ended more than 180 days before the publication is historical.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.dates import DateSpan
from geo.datewords import find_dates
from geo.vocab import AssertionMode, DatePrecision

if TYPE_CHECKING:
    from datetime import date

    from geo.datewords import DateMention
    from geo.events.masking import MaskedSentence

HISTORICAL_AFTER_DAYS = 180
_CLAUSE = re.compile(r";|,?\s+(?:and|but|while|after|before|who|which|where|when)\s+⟦[AC]|,?\s+but\s")
_RECENT_DAYS = 7
_DAY_KINDS = frozenset({"weekday", "today", "yesterday", "overnight", "month_day", "day_month", "iso"})
_NEAREST = 8
"""So many dates on each side of a trigger are weighed; one farther off never comes before a nearer one."""
_UNTIL_THEN = frozenset({"since", "until", "till"})


def event_span(
    masked: MaskedSentence, start: int, end: int, anchor: date | None, mode: AssertionMode
) -> DateSpan | None:
    """The span that the sentence's own dates give the trigger at `[start, end)`; None where they give none.

    `anchor` is the day that relative dates are seen from. Deadlines ("by Aug. 31") date only what lies in the future.
    """
    ranked = sorted(_candidates(masked, start, end, mode), key=lambda found: found[0])
    for _, mention in ranked:
        span = mention.resolve(anchor, "future" if mode is AssertionMode.FUTURE else "past")
        if span is not None:
            return _with_context(span, mention, [m for _, m in ranked], anchor)
    return None


def _candidates(
    masked: MaskedSentence, start: int, end: int, mode: AssertionMode
) -> list[tuple[tuple[int, int], DateMention]]:
    found = []
    marks = masked.marks("D")
    before = [mark for mark in marks if mark[0] < end][-_NEAREST:]
    for offset, chunk in [*before, *[mark for mark in marks if mark[0] >= end][:_NEAREST]]:
        mention = chunk.day
        if mention is None or (mention.bound in _UNTIL_THEN) or (mention.is_deadline and mode is AssertionMode.ACTUAL):
            continue
        behind = offset >= end
        between = masked.text[end:offset] if behind else masked.text[offset:start]
        crossed = len(_CLAUSE.findall(between))
        rank = crossed * 2 + (0 if behind else 1)
        found.append(((rank, len(between)), mention))
    return found


def _with_context(span: DateSpan, mention: DateMention, others: list[DateMention], anchor: date | None) -> DateSpan:
    """In "on Sunday, Aug. 8" a full date next to a weekday wins over the weekday."""
    if mention.kind != "weekday":
        return span
    for other in others:
        if (
            other is not mention
            and abs(other.start - mention.end) <= len(", ")
            and other.kind in {"month_day", "day_month", "iso"}
        ):
            return other.resolve(anchor) or span
    return span


def approximate(published: date) -> DateSpan:
    """The day of publication for a report that gives no day: EDTF `~`, date_prec 2, since it may be a few days off.

    >>> from datetime import date
    >>> approximate(date(2021, 8, 9)).date_edtf
    '2021-08-09~'
    """
    return replace(DateSpan.of(published, edtf=f"{published.isoformat()}~"), date_prec=DatePrecision.DAYS)


def inherited(span: DateSpan) -> DateSpan:
    """A day that the sentence itself does not give, but the text around it: approximate, EDTF `~`."""
    if span.date_edtf.endswith("~"):
        return span
    return replace(span, date_edtf=f"{span.date_edtf}~", date_prec=max(span.date_prec, DatePrecision.DAYS))


def lead_day(text: str, published: date | None) -> DateSpan | None:
    """The day that the head of a report is about: the first day named there, within the week before its publication.

    `text` is the headline and the lead without the dateline. Deadlines, months and years are no days.
    """
    if published is None:
        return None
    for mention in find_dates(text):
        possessive = text[mention.end : mention.end + 1] in {"'", "’"}  # "Tuesday's attack" is another story
        if mention.bound is not None or mention.kind not in _DAY_KINDS or possessive:
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
