"""Where the date expressions of a text stand, left to right, without overlap, the longest reading first.

The search is in lower case, so the writer's capitals do not matter; they are looked at only where a word has another
meaning ("may", "Sun", "March"). What binds expressions together, or bounds them, is decided here, by the words around.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from geo.datewords.around import Around
from geo.datewords.context import allows
from geo.datewords.expression import Anchor, Bound, DateExpression, DateKind, DateParts
from geo.datewords.matched import Read
from geo.datewords.patterns import BEGINNING, load_patterns
from geo.datewords.reading import read
from geo.datewords.words import alternation, folded, load_words

if TYPE_CHECKING:
    from collections.abc import Sequence


_OTHER_DIGIT = re.compile("[٠-٩۰-۹]")
_UNIT = re.compile(r"(?P<unit>week|month|year|decade)\b")
_GLUED = frozenset("_$€£#")
_JOINTS = frozenset(".,/:–-")
_BACK = 40
"""A bounding word stands within so many characters before an expression."""
_BEHIND_WEEKDAY = re.compile(r"\s*[-–—(\[]\s*|,?\s+(?:the\s+)?")
_WEEKDAY_BEHIND = re.compile(r"\s*[(\[](?:an?\s+)?(?P<weekday>[a-z]+)\.?[)\]]")
_ORDINAL = re.compile(r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b")
_ENDS_HERE = re.compile(r"\s*(?:[.,;:!?)\]”\"—–]|-\s|$)")
_PARTS_OF = frozenset({DateKind.MONTH, DateKind.SEASON, DateKind.YEAR, DateKind.DECADE, DateKind.CALENDAR})
_SOFT_PARTS = frozenset({DateKind.DAY, DateKind.WEEKDAY, DateKind.RELATIVE_DAY, DateKind.UNREADABLE})
_LONG = frozenset({DateKind.MONTH, DateKind.SEASON, DateKind.YEAR, DateKind.DECADE})
_SENTENCE_END = re.compile(r"[.!?][\"'\u201d\u2019)]*\s|\n\s*\n")
_THE = ("the ", "a ", "an ", "very ")
_WITH_THE = frozenset({DateKind.SHIFT, DateKind.SAME, DateKind.DECADE, DateKind.PERIOD, DateKind.CALENDAR})


def find_dates(text: str, language: str = "en") -> tuple[DateExpression, ...]:
    """The date expressions of a text, from left to right, without overlap.

    Those that cannot be read are among them, as kind UNREADABLE with their `problem`. The text may be a sentence or a
    whole document; nothing is carried from one expression to the next (`resolve_in_order` does that).

    >>> [found.text for found in find_dates("The city fell on Sunday, Aug. 8, and the next day the army left.")]
    ['Sunday, Aug. 8', 'the next day']
    >>> [(found.bound.value, found.text) for found in find_dates("Since May 5 the road has been shut.") if found.bound]
    [('since', 'May 5')]
    """
    return tuple(_Finder(text, language).all())


@cache
def _old_count(language: str) -> re.Pattern[str]:
    """A number with which another is compared, right before the day on which it was told."""
    words = load_words(language)
    compared, counted = alternation(words.lists["compared_with"]), alternation(words.lists["counted_then"])
    number = rf"(?:\d[\d,]*|{alternation(words.amounts)})"
    return re.compile(rf"\b(?:{compared})\s+(?:(?:{counted})\s+)*{number}\s+(?:(?:{counted})\s+)*(?:on\s+)?$")


def lowered(text: str) -> str:
    """A text in lower case and with figures from 0 to 9, letter by letter, so that offsets stay the same.

    >>> len(lowered("İzmir ON SUNDAY")) == len("İzmir ON SUNDAY")
    True
    """
    lower = text.lower()
    if text.isascii():
        return lower
    if len(lower) != len(text):
        lower = "".join(each if len(each.lower()) != 1 else each.lower() for each in text)
    return _OTHER_DIGIT.sub(lambda match: str(int(match[0])), lower)


class _Finder:
    """A text with its lower case, and the words and patterns of a language."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.lower = text, lowered(text)
        self.words, self.patterns = load_words(language), load_patterns(language)
        self.old_count = _old_count(language)

    def all(self) -> list[DateExpression]:
        found: list[DateExpression] = []
        at, beginnings = 0, self.patterns.beginnings
        numbers = beginnings["0"]
        for match in BEGINNING.finditer(self.lower):
            word = match[0]
            kinds = beginnings.get(word)
            if kinds is None:
                if not word.isdecimal():
                    continue
                kinds = numbers
            start = match.start()
            if start < at or self._is_inside(start):
                continue
            if kinds is numbers and not self.patterns.number.match(self.lower, start):
                continue
            taken = self._at(kinds, start)
            if taken is not None:
                read, at = taken
                if self._is_rite_of_then(start, at, found) or self._is_of_old_count(start):
                    continue
                found.append(self._expression(read, start, at, found[-1].end if found else 0))
        return found

    def _is_of_old_count(self, start: int) -> bool:
        """Whether a day is only that of a number told before: "33 were killed, up from 20 on Monday"."""
        return self.old_count.search(self.lower, max(0, start - _BACK - _BACK), start) is not None

    def _is_rite_of_then(self, start: int, end: int, found: Sequence[DateExpression]) -> bool:
        """Whether a prayer told aside was in a month named before: "In April 2022 a blast that hit ... Friday prayers"."""
        if not found or found[-1].kind not in _LONG or not self._is_rite(start, end):
            return False
        if self.words.lists["rite_of_then"].isdisjoint(self.lower[found[-1].end : start].split()):
            return False
        return _SENTENCE_END.search(self.lower, found[-1].end, start) is None

    def _is_rite(self, start: int, end: int) -> bool:
        return self.lower[start:end].endswith(tuple(self.words.lists["rites"]))

    def _kinds(self, start: int) -> tuple[str, ...]:
        """The kinds of forms that may begin at a place."""
        match = BEGINNING.match(self.lower, start)
        if match is None:
            return ()
        return self.patterns.beginnings.get("0" if match[0].isdecimal() else match[0], ())

    def _is_inside(self, start: int) -> bool:
        """Whether a place is inside a word, an amount of money or a longer number: "US$2", "10.15", "28Sep"."""
        before = self.lower[start - 1 : start]
        return (
            before.isalnum()
            or before in _GLUED
            or (before in _JOINTS and self.lower[start - 2 : start - 1].isdecimal() and self.lower[start].isdecimal())
        )

    def _at(self, kinds: tuple[str, ...], start: int) -> tuple[Read, int] | None:
        """The first form of the kinds that fits at a place, with its end."""
        for form, pattern in chain.from_iterable(map(self.patterns.forms.__getitem__, kinds)):
            match = pattern.match(self.lower, start)
            if match is None:
                continue
            if form == "part":
                return self._part(match)
            found = read(form, match, self.words)
            if found is None or not allows(form, found, self._around(match)):
                continue
            if found.kind is DateKind.WEEKDAY and form == "weekday":
                return self._with_date(found, match.end())
            if found.kind is DateKind.DAY:
                return found, self._with_weekday(match.end())
            if found.kind is DateKind.SHIFT:
                return self._counted_from(found, match.end()), match.end()
            return found, match.end()
        return None

    def _around(self, match: re.Match[str]) -> Around:
        return Around(self.text, self.lower, match, self.words)

    def _part(self, match: re.Match[str]) -> tuple[Read, int] | None:
        """The part of what stands behind it: "late August", "the end of 2015", "early on Sunday"."""
        part = self.words.parts[folded(match["part"])]
        if unit := _UNIT.match(self.lower, match.end()):
            parts = DateParts(unit=unit["unit"], step=0, part=part)
            return Read(DateKind.CALENDAR, parts, Anchor.SPEECH), unit.end()
        inner = self._at(self._kinds(match.end()), match.end())
        if inner is None:
            return None
        found, end = inner
        if found.kind in _PARTS_OF:
            return replace(found, parts=replace(found.parts, part=part)), end
        return inner if found.kind in _SOFT_PARTS else None

    def _with_date(self, weekday: Read, end: int) -> tuple[Read, int]:
        """A weekday with the date behind it ("Sunday, Aug. 8", "Friday (13 August)") is that date."""
        gap = _BEHIND_WEEKDAY.match(self.lower, end)
        if gap is None:
            return weekday, end
        found = self._day_at(gap.end())
        if found is None:
            return weekday, end
        read, stop = found
        if gap.group().strip() in {"(", "["}:
            if self.lower[stop : stop + 1] not in {")", "]"}:
                return weekday, end
            stop += 1
        return replace(read, parts=replace(read.parts, weekday=weekday.parts.weekday)), stop

    def _day_at(self, start: int) -> tuple[Read, int] | None:
        kinds = [kind for kind in self._kinds(start) if kind in {"number", "month", "hijri"}]
        for form, pattern in chain.from_iterable(map(self.patterns.forms.__getitem__, kinds)):
            match = pattern.match(self.lower, start)
            found = read(form, match, self.words) if match and form in {"ymd", "dmy", "day", "hijri"} else None
            if match and found and allows(form, found, self._around(match), is_dated=True):
                return found, match.end()
        if kinds and (ordinal := _ORDINAL.match(self.lower, start)):
            found = read("ordinal", ordinal, self.words)
            return (found, ordinal.end()) if found else None
        return None

    def _with_weekday(self, end: int) -> int:
        """The end of a day with its weekday in brackets behind it: "13 August (Friday)"."""
        match = _WEEKDAY_BEHIND.match(self.lower, end)
        return match.end() if match and match["weekday"] in self.words.weekdays else end

    def _counted_from(self, found: Read, end: int) -> Read:
        """What a shift counts from: "two days after", with a comma, from the text's last date; with words behind it, those."""
        if found.anchor is Anchor.TEXT and found.parts.word in {"after", "before", "prior to"}:
            return found if _ENDS_HERE.match(self.lower, end) else replace(found, anchor=Anchor.EVENT)
        return found

    def _expression(self, found: Read, start: int, end: int, floor: int) -> DateExpression:
        if found.kind in _WITH_THE:
            articles = (*_THE, "that ") if self.lower.startswith("same", start) else _THE
            article = next((word for word in articles if self.lower.endswith(word, floor, start)), "")
            if self.lower.endswith((" " + article, "\n" + article), floor, start) or start - len(article) == floor:
                start -= len(article)
        bound = self._bound(start, end, floor)
        if found.kind is DateKind.SEASON and found.parts.step == 1 and self.lower.endswith("the ", floor, start):
            found = replace(found, anchor=Anchor.TEXT)  # "the next spring" of what was told
        if found.kind is DateKind.CALENDAR and found.parts.unit in {"week", "month", "year"}:
            is_texts = found.parts.word == "next" and self.lower.startswith("the next", start)
            found = replace(found, anchor=Anchor.TEXT) if is_texts else found
        return DateExpression(
            start=start,
            end=end,
            text=self.text[start:end],
            kind=found.kind,
            parts=found.parts,
            anchor=found.anchor,
            bound=bound[0] if bound else None,
            bound_start=bound[1] if bound else start,
            problem=found.problem,
        )

    def _bound(self, start: int, end: int, floor: int) -> tuple[Bound, int] | None:
        begin = max(floor, start - _BACK)
        if self._is_rite(start, end):
            return None  # "after Friday prayers" was on Friday
        match = self.patterns.bound.search(self.lower, begin, start)
        if match is None:
            return None
        return Bound(self.words.bounds[folded(match["bound"])]), match.start()
