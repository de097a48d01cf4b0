"""The words of a language's date expressions, from `data/languages/en/dates.toml` and `numbers.toml`.

Knows which word stands for which month, weekday, season, unit or number; not how they are put together
(`geo.datewords.patterns`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.language.word_lists import read_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """Tables from a folded word (`folded`) to what it stands for, and word lists by their name in the file.

    `amounts` gives the lowest and highest number of an amount ("two", "a few").
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    solar_hijri_months: Mapping[str, int]
    seasons: Mapping[str, tuple[int, int]]
    decades: Mapping[str, int]
    units: Mapping[str, str]
    named_days: Mapping[str, tuple[int, int, int]]
    parts: Mapping[str, str]
    bounds: Mapping[str, str]
    amounts: Mapping[str, tuple[int, int]]
    lists: Mapping[str, frozenset[str]]


def folded(word: str) -> str:
    """A word as the tables hold it: lower case, one blank between its parts, without a stop at its end.

    >>> folded("SEPT.")
    'sept'
    """
    return " ".join(re.split(r"[\s-]+", word.casefold().rstrip(".").strip())).replace("’", "'")  # noqa: RUF001


@cache
def load_words(language: str = "en") -> DateWords:
    """The words of a language; read once."""
    table = read_words("dates", language)
    return DateWords(
        months={word: int(key) for word, key in _inverse(table["months"]).items()},
        weekdays={word: int(key) for word, key in _inverse(table["weekdays"]).items()},
        solar_hijri_months={word: int(key) for word, key in _inverse(table["solar_hijri_months"]).items()},
        seasons={word: (first, length) for word, (first, length) in table["seasons"].items()},
        decades=table["decades"],
        units=_inverse(table["units"]),
        named_days={word: _day(text) for word, text in table["named_days"].items()},
        parts=_inverse(table["parts"]),
        bounds=_inverse(table["bounds"]),
        amounts=_amounts(read_words("numbers", language)),
        lists={name: frozenset(map(folded, words)) for name, words in table["words"].items()},
    )


def alternation(words: Iterable[str]) -> str:
    """One pattern for any of the words, the longest first; a blank stands for any blanks or a hyphen."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"[\s-]+").replace("'", "['’]") for word in ordered)  # noqa: RUF001


def _amounts(table: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """Numbers as words up to ninety-nine, "a", and the vague ones that a text counts days with."""
    found = {"a": (1, 1), "an": (1, 1), "a single": (1, 1), "half a dozen": (6, 6), "a dozen": (12, 12)}
    found |= {word: (value, value) for word, value in table["ones"].items() if value}
    for tens, value in table["tens"].items():
        found[tens] = (value, value)
        found |= {f"{tens} {one}": (value + n, value + n) for one, n in table["ones"].items() if 0 < n < 10}  # noqa: PLR2004
    for word in ("couple", "few", "several", "handful"):
        low, high = table["vague"][word]
        found |= dict.fromkeys((word, f"{word} of", f"a {word}", f"a {word} of"), (low, high))
    return found | {"some": found["several"]}  # "some days earlier"


def _inverse(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: key for key, words in table.items() for word in words}


def _day(text: str) -> tuple[int, int, int]:
    year, month, day = text.split("-")
    return int(year), int(month), int(day)
