"""Numbers in words and figures: "twenty-five", "1,200", "two dozen", "several hundred", "a third".

Knows what a run of words is worth; not what it counts, nor what the words around it make of it
(`geo.text.quantities`). Numbers of more than fifteen figures are none: nobody counts so far in the news, and they would
not fit where numbers are kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geo.language.word_lists import read_words, word_sets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_FIGURES = 15
_HUNDRED = 100
_TEN = 10
_TOKEN = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\s\w]")  # noqa: RUF001
_SUFFIXED = re.compile(r"(\d{1,3})(?:st|nd|rd|th)\b")


class Token(NamedTuple):
    """A word, a number in figures or a sign, in lower case, with its place in the text."""

    word: str
    start: int
    end: int


class Value(NamedTuple):
    """What a run of tokens up to `stop` is worth: the lowest and the highest number (None: open)."""

    low: int
    high: int | None
    stop: int

    @property
    def is_vague(self) -> bool:
        """Whether the words leave open which number it is."""
        return self.low != self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """The tables of a language; see `data/languages/en/numbers.toml`. `beginnings` are what a number may begin with."""

    ones: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    vague: Mapping[str, tuple[int, int | None]]
    ordinals: Mapping[str, int]
    fractions: Mapping[str, Fraction]
    hedges: Mapping[str, str]
    suffixes: Mapping[str, str]
    beginnings: frozenset[str]
    lists: Mapping[str, frozenset[str]]


@cache
def load_numbers(language: str = "en") -> NumberWords:
    """The number words of a language; read once."""
    table = read_words("numbers", language)
    vague = {word: (ends[0], ends[1] if len(ends) > 1 else None) for word, ends in table["vague"].items()}
    return NumberWords(
        ones=table["ones"],
        tens=table["tens"],
        scales=table["scales"],
        vague=vague,
        ordinals=table["ordinals"],
        fractions={word: Fraction(*ends) for word, ends in table["fractions"].items()},
        hedges={word: kind for kind, words in table["hedges"].items() for word in words},
        suffixes={word: kind for kind, words in table["suffixes"].items() for word in words},
        beginnings=frozenset({"a", "an", "half", *(word.split()[0] for word in vague)}).union(
            table["ones"], table["tens"], table["ordinals"]
        ),
        lists=word_sets(table["words"]),
    )


def tokens_of(lower: str) -> list[Token]:
    """The tokens of a text in lower case."""
    return [Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(lower)]


class NumberReader:
    """Reads numbers from the tokens of a text."""

    def __init__(self, tokens: Sequence[Token], words: NumberWords) -> None:
        """Take the tokens of one text."""
        self.tokens, self.words = tokens, words

    def word(self, at: int) -> str:
        """The token at a place; empty beyond the ends."""
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def cardinal(self, at: int) -> Value | None:
        """The number that begins at a token: in figures, in words, in dozens, or vague."""
        return self._in_figures(at) or self._vague(at) or self._with_article(at) or self._in_words(at)

    def ordinal(self, at: int) -> Value | None:
        """The place in an order: "third", "twenty-first", "21st"."""
        word, words = self.word(at), self.words
        if word in words.ordinals:
            return Value(words.ordinals[word], words.ordinals[word], at + 1)
        if word in words.tens:
            last = at + 2 if self.word(at + 1) == "-" else at + 1
            ones = words.ordinals.get(self.word(last), _TEN)
            return Value(words.tens[word] + ones, words.tens[word] + ones, last + 1) if ones < _TEN else None
        if word.isdecimal() and self.word(at + 1) in {"st", "nd", "rd", "th"} and self._touches(at):
            return Value(int(word[:MOST_FIGURES]), int(word[:MOST_FIGURES]), at + 2)
        return None

    def part(self, at: int) -> tuple[Fraction, int] | None:
        """A part of a whole ("half", "a third", "two-thirds", "65 percent") and where it stops."""
        if self.word(at) == "half" and self.word(at + 1) not in {"a", "dozen"}:
            return Fraction(1, 2), at + 1
        if (percent := self._percent(at)) is not None:
            return percent
        times = 1 if self.word(at) == "a" else self.words.ones.get(self.word(at), 0)
        behind = at + 2 if self.word(at + 1) == "-" else at + 1
        unit = self.words.fractions.get(self.word(behind))
        return (times * unit, behind + 1) if times and unit is not None and self.word(behind) != "half" else None

    def _percent(self, at: int) -> tuple[Fraction, int] | None:
        word = self.word(at)
        if not word[:1].isdecimal() or "," in word or len(word) > MOST_FIGURES:
            return None
        behind = next((n for sign, n in (("%", 2), ("percent", 2), ("per", 3)) if self.word(at + 1) == sign), None)
        if behind is None or (behind == 3 and self.word(at + 2) != "cent"):  # noqa: PLR2004 - "per cent"
            return None
        return Fraction(word) / _HUNDRED, at + behind

    def _touches(self, at: int) -> bool:
        return self.tokens[at].end == self.tokens[at + 1].start

    def _in_figures(self, at: int) -> Value | None:
        word = self.word(at)
        if not word[:1].isdecimal() or len(word) > MOST_FIGURES + MOST_FIGURES // 3:
            return None
        scale = self.words.scales.get(self.word(at + 1), 1)
        value = Fraction(word.replace(",", "")) * scale
        if value.denominator != 1 or len(str(int(value))) > MOST_FIGURES:
            return None
        return Value(int(value), int(value), at + (2 if scale > 1 else 1))

    def _vague(self, at: int) -> Value | None:
        """A vague number: "dozens", "several hundred", "a few", "tens of thousands"."""
        first = at + 1 if self.word(at) == "a" and self.word(at + 1) in self.words.vague else at
        for length in (3, 1):
            phrase = " ".join(self.word(first + n) for n in range(length))
            ends = self.words.vague.get(phrase)
            if ends is None or (phrase == "few" and first == at):
                continue
            scale = self.words.scales.get(self.word(first + length), 1)
            high = None if ends[1] is None or scale > 1 else ends[1]
            return Value(ends[0] * scale, high, first + length + (1 if scale > 1 else 0))
        return None

    def _with_article(self, at: int) -> Value | None:
        """A scale with its article: "a dozen", "a hundred", "half a dozen"."""
        is_half = self.word(at) == "half"
        first = at + 1 if is_half else at
        scale = self.words.scales.get(self.word(first + 1), 0) if self.word(first) in {"a", "an"} else 0
        if not scale or self.word(first + 1) == "score":
            return None
        return Value(scale // 2, scale // 2, first + 2) if is_half else Value(scale, scale, first + 2)

    def _in_words(self, at: int) -> Value | None:
        words, total, current, stop = self.words, 0, 0, at
        is_open = True  # whether a one may follow: "twenty" is open for "five", "five" is not
        place = at
        while word := self.word(place):
            if word in words.ones and is_open:
                current += words.ones[word]
                is_open = False
            elif word in words.tens and current % _HUNDRED == 0 and (is_open or place == at):
                current += words.tens[word]
            elif word in words.scales and place > at and current:
                current, total, is_open = self._scaled(current, total, words.scales[word])
            elif not (place > at and word in {"-", "and"} and self._goes_on(place, is_open=is_open)):
                break
            place += 1
            stop = place
        value = total + current
        return Value(value, value, stop) if stop > at and len(str(value)) <= MOST_FIGURES else None

    def _scaled(self, current: int, total: int, scale: int) -> tuple[int, int, bool]:
        return (0, total + current * scale, True) if scale > _HUNDRED else (current * scale, total, True)

    def _goes_on(self, at: int, *, is_open: bool) -> bool:
        """Whether a hyphen or "and" inside a number is followed by more of it."""
        behind, before = self.word(at + 1), self.word(at - 1)
        if self.word(at) == "and":
            return before in {"hundred", "thousand"} and (behind in self.words.ones or behind in self.words.tens)
        return is_open and before in self.words.tens and behind in self.words.ones


def number_of(text: str, language: str = "en") -> int | None:
    """The number that a word or figure stands for, the lowest one for a vague word; None for anything else.

    >>> number_of("twenty seven"), number_of("1,200"), number_of("dozens"), number_of("many")
    (27, 1200, 24, None)
    """
    value = value_of(text, language)
    return value.low if value is not None else None


def value_of(text: str, language: str = "en") -> Value | None:
    """What a word or figure that is a number and nothing else is worth; None for anything else."""
    tokens = tokens_of(text.lower())
    value = NumberReader(tokens, load_numbers(language)).cardinal(0)
    return value if value is not None and value.stop == len(tokens) else None
