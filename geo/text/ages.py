"""How old somebody is said to be, right behind him: "Abdul Karim, 32, and Wali Jan, 41,", "a girl aged nine".

Such a number counts nobody, and stands in the way of what goes on behind it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.language.word_lists import read_words
from geo.text.number_words import number_of
from geo.text.toll_words import any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_OLDEST = 110
"""Nobody is said to be older."""
_NUMBER = r"(?P<number>\d{1,3}(?![.,]?\d)|[a-z]+(?:-[a-z]+)?)"


def find_ages(text: str, lower: str) -> list[tuple[int, int]]:
    """The spans of ages, `[start, end)` of a sentence, left to right; `lower` is the sentence in lower case.

    A span has the comma before the age, and the one behind it where the words go on as if neither stood there.

    >>> text = "Abdul Karim, 32, and a girl aged nine were killed in Herat; 12 were hurt."
    >>> [text[start:end] for start, end in find_ages(text, text.lower())]
    [', 32,', ' aged nine']
    """
    between, told = _patterns()
    ages = [match.span() for match in told.finditer(lower) if _is_age(match["number"])]
    ages += (
        match.span()
        for match in between.finditer(lower)
        if _is_age(match["number"]) and _is_behind_person(text, lower, match.start())
    )
    return sorted(ages)


def without_spans(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """A text with blanks in place of some spans, so that every other letter stays where it is."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


@cache
def _patterns(language: str = "en") -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What an age between commas looks like, and one behind "aged"."""
    words = read_words("tolls", language)["words"]
    goes_on = any_of([*words["joining"], *words["auxiliaries"], *words["before_auxiliary"], *words["oblique"]])
    between = rf"(?<=[^\W\d_]),\s{_NUMBER}(?:,(?=\s(?:{goes_on})\b)|(?=\s*(?:[,.;]|$)))"
    return re.compile(between), re.compile(rf"\s(?:{any_of(words['being_aged'])})\s{_NUMBER}\b")


@cache
def _persons(language: str = "en") -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What opens a phrase that is no person, and what one without a name looks like: "a judge", "his driver"."""
    words = read_words("tolls", language)["words"]
    persons = any_of([*words["kin"], *words["one_person"]])
    return (
        re.compile(rf"\s*(?:{any_of(words['oblique'])})\s"),
        re.compile(rf"\b(?:{persons})\s(?:[\w'’-]+\s)?[\w'’-]*[a-rt-z]$"),  # noqa: RUF001
    )


def _is_age(number: str) -> bool:
    years = number_of(number)
    return years is not None and 0 < years <= _OLDEST


def _is_behind_person(text: str, lower: str, end: int) -> bool:
    """Whether a person stands before the comma at `end`: a name, or "a judge"; not "In Herat, 12, ..."."""
    oblique, person = _persons()
    begin = max(lower.rfind(mark, 0, end) for mark in ",.;:") + 1
    if oblique.match(lower, begin, end):
        return False
    first = text.rfind(" ", 0, end) + 1
    is_name = first > 0 and text[first].isupper()
    return is_name or person.search(lower, begin, end) is not None
