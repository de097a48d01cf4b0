"""Over which days a stated count counts: "six capitals in a single day" is no total.

Only what was gained is counted over a period; who has held five capitals since Friday holds five. The period is that
of the count's own clause: a date behind it, or one that opens the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geo.datewords import Bound, DateKind
from geo.language.word_lists import read_words
from geo.text.toll_words import any_of
from geo.vocab import Unit

if TYPE_CHECKING:
    from datetime import date

    from geo.datewords import DateExpression
    from geo.events.counts import StatedCount
    from geo.events.masking import MaskedSentence

_DIRECT = re.compile(r"[^,;]{0,50}")
_STRETCHES = frozenset({DateKind.CALENDAR, DateKind.MONTH, DateKind.DAYS, DateKind.WEEKDAYS, DateKind.PERIOD})
_NONE_SINCE = frozenset({Bound.BY, Bound.BEFORE, Bound.UNTIL, Bound.AFTER})


class _Words(NamedTuple):
    """The patterns of `data/languages/en/periods.toml`."""

    gained: re.Pattern[str]
    regained: re.Pattern[str]
    held: re.Pattern[str]
    holding: re.Pattern[str]
    opens: re.Pattern[str]
    parts: re.Pattern[str]


@cache
def _words(language: str = "en") -> _Words:
    table = read_words("periods", language)
    words = {name: any_of(each) for name, each in table["words"].items()}
    return _Words(
        gained=re.compile(rf"\b(?:{words['gained']})\b"),
        regained=re.compile(rf"\b(?:{words['regained']})\b"),
        held=re.compile(rf"\b(?:{words['held']})\b"),
        holding=re.compile(rf"\b(?:{words['holding']})\b"),
        opens=re.compile(rf"\W*(?:(?:{words['opening']})\s+)*"),
        parts=re.compile(rf";|⟦A\d+|\b(?:{words['parting']})\b"),
    )


def is_regained(masked: str, start: int, end: int) -> bool:
    """Whether the words of a span say that something was won back.

    >>> is_regained("the army has won back 11 districts", 8, 21), is_regained("the taliban took 11", 12, 17)
    (True, False)
    """
    return _words().regained.search(masked, start, end) is not None


def is_holding(masked: str, start: int, end: int) -> bool:
    """Whether the words of a span say that the party before it holds what stands behind it, in one clause.

    >>> is_holding("the army holds all 34", 8, 15), is_holding("the army fled but they hold 34", 8, 28)
    (True, False)
    """
    words = _words()
    turns = any(each.group() != "and" for each in words.parts.finditer(masked, start, end))
    return not turns and words.holding.search(masked, start, end) is not None


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
    gained = [_distance(count, match) for match in _words().gained.finditer(text)]
    held = [_distance(count, match) for match in _words().held.finditer(text)]
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
        return _words().parts.search(between) is None and (is_stretch or _DIRECT.fullmatch(between) is not None)
    return end <= count.start and _words().opens.fullmatch(text, 0, start) is not None
