"""Over which days a stated count counts: "six capitals in a single day" is no total.

Only what was gained is counted over a period; who has held five capitals since Friday holds five. The period is that
of the count's own clause: a date behind it, or one that opens the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.datewords import Bound, DateKind
from geo.vocab import Unit

if TYPE_CHECKING:
    from datetime import date

    from geo.datewords import DateExpression
    from geo.events.counts import StatedCount
    from geo.events.masking import MaskedSentence

_GAINED = re.compile(
    r"\b(?:seiz\w+|captur\w+|took|takes?|taken|taking|fell|falls?|fallen|falling|lost|loses?|losing|won|gain\w*|overr[ua]n\w*"
    r"|conquer\w*|go|went|gone|changed hands)\b"
)
_HELD = re.compile(r"\b(?:hold|holds|held|control|controls|controlled|controlling|under|in the hands|remain\w*)\b")
_OPENS = re.compile(r"\W*(?:(?:in|over|within|during|since|for|on|just|only|barely|less|more|than|the|about)\s+)*")
_PARTS = re.compile(r";|⟦A\d+|\b(?:and|but|while|after|before|when|which|who)\b")
_DIRECT = re.compile(r"[^,;]{0,50}")
_STRETCHES = frozenset({DateKind.CALENDAR, DateKind.MONTH, DateKind.DAYS, DateKind.WEEKDAYS, DateKind.PERIOD})
_NONE_SINCE = frozenset({Bound.BY, Bound.BEFORE, Bound.UNTIL, Bound.AFTER})


@dataclass(frozen=True, slots=True)
class Period:
    """The days over which a count counts, both inclusive; `end` is None where it lasts to the day of the text."""

    since: date
    end: date | None = None


def period_of(count: StatedCount, masked: MaskedSentence, published: date | None) -> Period | None:
    """The period of a count in its masked sentence; None for a total.

    `published` is the day that relative words are counted from. A share of the territory is a total.
    """
    if count.unit is Unit.TERRITORY or not _is_gained(count, masked.text):
        return None
    for offset, chunk in masked.marks("D"):
        day = chunk.day
        if day is None or not _belongs(count, masked.text, offset, offset + len(chunk.mark), day):
            continue
        span = day.resolve(published)
        if span is not None and span.date_start is not None:
            return Period(span.date_start, span.date_end if published and span.date_end != published else None)
    return None


def _is_gained(count: StatedCount, text: str) -> bool:
    """Whether the verb nearest to a count tells of gaining, and not of holding."""
    gained = [_distance(count, match) for match in _GAINED.finditer(text)]
    held = [_distance(count, match) for match in _HELD.finditer(text)]
    return bool(gained) and min(gained) <= min(held, default=min(gained))


def _distance(count: StatedCount, match: re.Match[str]) -> int:
    return max(match.start() - count.end, count.start - match.end(), 0)


def _belongs(count: StatedCount, text: str, start: int, end: int, day: DateExpression) -> bool:
    """Whether a date says over which days the count was gained."""
    if day.bound in _NONE_SINCE or day.problem is not None:
        return False
    is_stretch = day.kind in _STRETCHES or day.bound is Bound.SINCE
    if not is_stretch and not (day.names_day and count.of is None and not count.ordinal):
        return False
    if start >= count.end:
        between = text[count.end : start]
        return _PARTS.search(between) is None and (is_stretch or _DIRECT.fullmatch(between) is not None)
    return end <= count.start and _OPENS.fullmatch(text, 0, start) is not None
