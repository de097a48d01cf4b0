"""How many: number phrases in running text, with what bounds them and what they count.

"At least 33 people", "14 to 20 soldiers", "a dozen", "a third of the country's 421 districts", "the third provincial
capital". Nothing here knows what is counted for what; the reading of figures (`geo.text.tolls`) and of stated counts
ask it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.datewords.finding import lowered
from geo.text.number_words import NumberReader, load_numbers, tokens_of
from geo.text.quantity import Hedge, Quantity, QuantityKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from geo.text.number_words import NumberWords, Value

_WHOLE_WITHIN = 5
"""The whole of a part stands within so many words behind "of"."""
_BACK = 30
_LONGEST_NOUN = 10
_NO_NUMBER_BEFORE = frozenset({"$", "€", "£", "#", "-", "/", ".", ":", "°"})
_NO_NUMBER_BEHIND = frozenset({":", "/", "°"})


def find_quantities(
    text: str, skip: Sequence[tuple[int, int]] = (), *, articles: bool = False, language: str = "en"
) -> tuple[Quantity, ...]:
    """The number phrases of a text, left to right, without overlap; numbers inside the spans to `skip` are left out.

    `skip` are the dates of the text: "on 28 September 2015" counts nothing. With `articles` "a shopkeeper" is one.

    >>> text = "At least 33 died; 14 to 20 were hurt, a dozen badly."
    >>> [(each.low, each.best, each.high) for each in find_quantities(text)]
    [(33, None, None), (14, None, 20), (12, 12, 12)]
    >>> text = "A third of the country's 421 districts fell."
    >>> (found,) = find_quantities(text)
    >>> found.best, found.of, text[slice(*found.noun)]
    (140, 421, 'districts')
    """
    return tuple(_Finder(text, load_numbers(language), skip, articles=articles).all())


class _Finder:
    """A text with its tokens."""

    def __init__(self, text: str, words: NumberWords, skip: Sequence[tuple[int, int]], *, articles: bool) -> None:
        self.lower = lowered(text)
        self.tokens = tokens_of(self.lower)
        self.reader = NumberReader(self.tokens, words)
        self.words = words
        self.skip = skip
        self.articles = articles

    def all(self) -> Iterator[Quantity]:
        at = 0
        while at < len(self.tokens):
            found = self._at(at) if self._may_begin(at) else None
            if found is None:
                at += 1
                continue
            quantity, at = found
            yield quantity

    def _may_begin(self, at: int) -> bool:
        word, start, _ = self.tokens[at]
        if not word[0].isdecimal() and word not in self.words.beginnings:
            return False
        if any(first <= start < last for first, last in self.skip):
            return False
        before = self.lower[start - 1 : start]
        return not (before in _NO_NUMBER_BEFORE or before.isalnum()) or before == ""

    def _at(self, at: int) -> tuple[Quantity, int] | None:
        if part := self.reader.part(at):
            return self._part(at, *part)
        if ordinal := self.reader.ordinal(at):
            return self._made(QuantityKind.ORDINAL, at, ordinal), ordinal.stop
        value = self.reader.cardinal(at)
        if value is None and self.articles and self.tokens[at].word in self.words.lists["articles"]:
            return self._single(at)
        if value is None or self.reader.word(value.stop) in _NO_NUMBER_BEHIND:
            return None
        is_glued = value.stop < len(self.tokens) and self.tokens[value.stop].start == self.tokens[value.stop - 1].end
        if is_glued and self.reader.word(value.stop)[:1].isalpha():
            return None  # "5km", "31st"
        last = self._range(value)
        quantity = self._made(QuantityKind.CARDINAL, at, value, last)
        return quantity, (last or value).stop

    def _single(self, at: int) -> tuple[Quantity, int] | None:
        """The one of a noun with its article."""
        noun = self._noun(at + 1)
        if noun is None or _hedge_ahead().match(self.lower, self.tokens[at].start):
            return None  # "a minimum of nine" is not one
        _, start, end = self.tokens[at]
        single = Quantity(
            start=start, end=end, kind=QuantityKind.CARDINAL, low=1, best=1, high=1, noun=noun, is_article=True
        )
        return single, at + 1

    def _range(self, value: Value) -> Value | None:
        """The upper end of "14 to 20", "14-20", "between 14 and 20"."""
        joint = self.reader.word(value.stop)
        before = self.reader.word(value.stop - 2)
        if joint not in self.words.lists["joints"] and not (joint == "and" and before == "between"):
            return None
        last = self.reader.cardinal(value.stop + 1)
        return last if last is not None and last.low > value.low and not value.is_vague else None

    def _made(self, kind: QuantityKind, at: int, value: Value, last: Value | None = None) -> Quantity:
        stop = (last or value).stop
        start, hedge = self._hedge(self.tokens[at].start)
        end, suffix = self._suffix(self.tokens[stop - 1].end)
        noun = self._noun(stop)
        until, behind = self._suffix(noun[1]) if noun and suffix is None and hedge is Hedge.EXACTLY else (None, None)
        if until is not None and (behind is None or self._is_number_at(until)):
            until, behind = None, None  # "12 civilians, at least two of them children"
        hedge = suffix or behind or hedge
        low: int | None = value.low
        high = (last.high if last.high is not None else last.low) if last else value.high
        best = value.low if last is None and not value.is_vague else None
        if hedge in {Hedge.AT_LEAST, Hedge.MORE_THAN}:
            best, high = None, None
        elif hedge in {Hedge.AT_MOST, Hedge.FEWER_THAN}:
            low, best, high = None, None, high if high is not None else value.low
        elif hedge is Hedge.ABOUT and best is not None:
            low, high = None, None
        return Quantity(
            start=start,
            end=end,
            kind=kind,
            low=low,
            best=best,
            high=high,
            hedge=hedge,
            is_vague=value.is_vague,
            noun=noun,
            hedged_until=until,
        )

    def _is_number_at(self, start: int) -> bool:
        """Whether the next word from a place of the text on is a number."""
        at = next((k for k, token in enumerate(self.tokens) if token.start >= start), None)
        return at is not None and self.reader.cardinal(at) is not None

    def _part(self, at: int, part: Fraction, stop: int) -> tuple[Quantity, int]:
        start, hedge = self._hedge(self.tokens[at].start)
        whole = self._whole(stop)
        of = whole.low if whole else None
        best = round(part * of) if of is not None else None
        low = int(part * of) if of is not None else None
        high = -int(-part * of // 1) if of is not None else None
        if hedge in {Hedge.AT_LEAST, Hedge.MORE_THAN}:
            high = None
        elif hedge in {Hedge.AT_MOST, Hedge.FEWER_THAN}:
            low = None
        stop = whole.stop if whole else stop
        quantity = Quantity(
            start=start,
            end=self.tokens[stop - 1].end,
            kind=QuantityKind.PART,
            low=low,
            best=best,
            high=high,
            hedge=hedge,
            part=part,
            of=of,
            noun=self._noun(stop),
        )
        return quantity, stop

    def _whole(self, at: int) -> Value | None:
        """The number behind "of": "of 421", "of the country's 400-odd", "of about 34"."""
        if self.reader.word(at) not in {"of", "the"}:
            return None
        for place in range(at + 1, at + 1 + _WHOLE_WITHIN):
            word = self.reader.word(place)
            if value := (self.reader.cardinal(place) if word not in self.words.lists["articles"] else None):
                return None if value.is_vague else value
            if not word[:1].isalpha() or (
                word in self.words.lists["after_noun"] and word not in self.words.lists["partitive"] | {"all", "about"}
            ):
                return None
        return None

    def _hedge(self, start: int) -> tuple[int, Hedge]:
        """Where a number phrase begins with the words that hedge it, and the hedge."""
        match = _hedges().search(self.lower, max(0, start - _BACK), start)
        return (
            (match.start(), Hedge(self.words.hedges[" ".join(match["hedge"].split())]))
            if match
            else (start, Hedge.EXACTLY)
        )

    def _suffix(self, end: int) -> tuple[int, Hedge | None]:
        match = _suffixes().match(self.lower, end)
        return (match.end(), Hedge(self.words.suffixes[match["suffix"]])) if match else (end, None)

    def _noun(self, at: int) -> tuple[int, int] | None:
        """The words that are counted: up to a verb, a preposition, a sign or another number."""
        while self.reader.word(at) in self.words.lists["partitive"] | self.words.lists["between"]:
            at += 1
        if self.reader.word(at + 1) == "-" and self.reader.word(at + 4) == "old":
            at += 5  # "a 12-year-old boy"
        first = at
        stops, most = self.words.lists["after_noun"], at + _LONGEST_NOUN
        while (word := self.reader.word(at)) and (word[0].isalpha() or word == "-") and word not in stops and at < most:
            at += 1
        while at > first and self.reader.word(at - 1) == "-":
            at -= 1
        return (self.tokens[first].start, self.tokens[at - 1].end) if at > first else None


@cache
def _hedges(language: str = "en") -> re.Pattern[str]:
    words = "|".join(
        re.escape(word).replace(r"\ ", r"\s+") for word in sorted(load_numbers(language).hedges, key=len, reverse=True)
    )
    return re.compile(rf"\b(?P<hedge>{words})\s+(?:(?:another|a\s+further|a\s+total\s+of)\s+)?$")


@cache
def _hedge_ahead(language: str = "en") -> re.Pattern[str]:
    """What begins with an article and hedges a number behind it: "a maximum of"."""
    words = [re.escape(word).replace(r"\ ", r"\s+") for word in load_numbers(language).hedges if word.endswith(" of")]
    return re.compile(rf"(?:{'|'.join(words)})\b")


@cache
def _suffixes(language: str = "en") -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted(load_numbers(language).suffixes, key=len, reverse=True))
    return re.compile(rf"[\s-]+(?P<suffix>{words})\b")
