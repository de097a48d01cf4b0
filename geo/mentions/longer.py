"""Whether a known name is only part of a longer one: Kot in "Wali Kot", Khost in "Khost wa Feren".

A part of a name is not that name. What stands before is read in every sentence that is not all in title case or in
capitals; it counts unless it is a word that stands before places (directions, adjectives, titles, days, function
words). What stands behind counts when a linking word joins it ("wa", "-e-"), or when the known name is made of nothing
but common parts of names ("Sheikh Ali", "Shahrak"): those go on more often than not.

Knows letters and word lists; whether the longer name is known is not asked here: the scanner takes the longest known
name anyway.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geo.gazetteer.scan_words import SCAN_WORDS
from geo.mentions.mention_words import mention_words

if TYPE_CHECKING:
    from geo.model import Sentence

_REACH = 40
_LINK = r"(?:e|i|ye|yi|[wW]a|[vV]a|o|u|aw|ul)"
_BEFORE = re.compile(rf"(?P<word>[^\W\d_]['’`´ʻʿ\w]*)(?P<link>[ -]{_LINK})?[ -]$")
_BEHIND_LINKED = re.compile(rf"[ -]{_LINK}[ -](?P<word>[^\W\d_]['’\w]*)")
_BEHIND = re.compile(r"[ -](?P<word>[^\W\d_]['’\w]*)")
_AREA_BEHIND = re.compile(r" (?:area|locality|neighbou?rhood|quarter|village|valley|pass|region|district)\b")
_PARTS = """
ab abad agha ali amir baba bagh bala band bazar chahar char dara darah dasht deh dih gul hisar imam jan kala khan khas khel
khwaja koh kot kowt kuz lal loy mazar mir mohammad muhammad mullah nahr naw nawa now pain payin pir pul qala qalah rabat
rod rud sarai sayed sayyid said shah shahr shahrak shaykh sheikh shekh spin sufla surkh tagab tepa tor ulya zarghun
"""
_GENERIC = frozenset(_PARTS.split())
"""Parts that very many names share."""
_PARTICIPLE = re.compile(r"(?:ing|ive|ous|ern|ful|ish|ese)$|\w{4}ed$")
_SMALL_WORD = re.compile(r"(?<!\w)(?!(?:from|with|into|over|after|near|amid|under|against|between)\b)[a-zß-ÿ]{4}")
"""A long word with a small letter that is no preposition: a headline in title case has none."""
_LONG_WORDS = re.compile(r"[^\W\d_]{4,}")
_FEWEST_LONG_WORDS = 4
"""A text with fewer long words is a name or a phrase, no headline."""
_LONGEST_ABBREVIATION = 5
_MOST_PARTS = 3
_OPENING = " \t\n\"'“”‘’«»(#*-–—•"
_LONGEST_OPENING = 10


class Span(NamedTuple):
    """Where a whole name stands."""

    start: int
    end: int


def whole_name(text: str, sentence: Sentence, start: int, end: int, *, abroad: bool = False) -> Span | None:
    """Return the span of the longer name that a known one, at `[start, end)`, is part of; None if it stands alone.

    A name that is known only `abroad` goes on with any word before one such as "area": "the Qom Kotal area". The span stays inside the sentence, which must not be in headline case (`is_headline_case`).
    """
    first, last = start, end
    for _ in range(_MOST_PARTS):
        before = _part_before(text, sentence, first)
        if before is None:
            break
        first = before
    behind = _part_behind(text, sentence, start, end, abroad=abroad)
    last = behind or end
    return Span(first, last) if (first, last) != (start, end) else None


def _part_before(text: str, sentence: Sentence, start: int) -> int | None:
    left = text[max(sentence.start, start - _REACH) : start]
    if left[-1:] not in {" ", "-"} or not any(part[:1].isupper() for part in left.replace("-", " ").split()[-2:]):
        return None
    found = _BEFORE.search(left)
    if found is None:
        return None
    begin = start - len(found.group())
    word, folded = found["word"], found["word"].lower()
    if not word[0].isupper() or _is_abbreviation(word) or (begin and text[begin - 1] in "-’'"):
        return None
    if not found["link"]:
        opens = _opens(text, sentence, begin)
        if folded in stands_before_places() or (opens and not _is_name_at_the_head(text, start, sentence, folded)):
            return None
    return begin


def _opens(text: str, sentence: Sentence, begin: int) -> bool:
    """Whether a word stands at the head of a sentence, a line or a quotation, where any word has a capital."""
    if begin - sentence.start <= _LONGEST_OPENING and not text[sentence.start : begin].strip(_OPENING):
        return True
    return any(mark in text[max(sentence.start, begin - 2) : begin] for mark in '\n"“”‘«:')


def _is_name_at_the_head(text: str, start: int, sentence: Sentence, folded: str) -> bool:
    """Whether a word there belongs to the name behind it: both are common parts of names, or the name itself is one."""
    if folded in _GENERIC:
        return True
    name = re.match(r"[^\W\d_]+", text[start : sentence.end])
    ordinary = folded in SCAN_WORDS or folded.endswith("ly") or bool(_PARTICIPLE.search(folded))
    return bool(name and name.group().lower() in _GENERIC) and not ordinary


def _part_behind(text: str, sentence: Sentence, start: int, end: int, *, abroad: bool) -> int | None:
    right = text[end : min(sentence.end, end + _REACH)]
    linked = _BEHIND_LINKED.match(right)
    if linked and linked["word"][0].isupper() and not _is_abbreviation(linked["word"]):
        return end + linked.end()
    plain = _BEHIND.match(right)
    if plain is None or not plain["word"][0].isupper() or _is_abbreviation(plain["word"]):
        return None
    parts = re.split(r"[ -]", text[start:end].lower())
    folded = plain["word"].lower()
    is_area = abroad and _AREA_BEHIND.match(right, plain.end()) is not None
    if not (is_area or all(part in _GENERIC for part in parts)) or folded in stands_behind_places():
        return None
    return end + plain.end()


def is_headline_case(words: str) -> bool:
    """Whether no long word but a preposition begins with a small letter, or none at all: there capitals say nothing.

    >>> is_headline_case("Taliban Fighters Capture Kunduz City"), is_headline_case("The Taliban took Kunduz.")
    (True, False)
    """
    if _SMALL_WORD.search(words):
        return False
    if words.isupper():
        return True
    return len(_LONG_WORDS.findall(words)) >= _FEWEST_LONG_WORDS


def _is_abbreviation(word: str) -> bool:
    return len(word) > 1 and word.isupper() and len(word) <= _LONGEST_ABBREVIATION


@cache
def stands_before_places() -> frozenset[str]:
    """Words with a capital that stand right before a place without being part of its name."""
    return (mention_words().no_first_name | mention_words().before_places) - {"afghan"}


@cache
def stands_behind_places() -> frozenset[str]:
    """Words with a capital that stand right behind a place without being part of its name."""
    return mention_words().no_first_name | mention_words().behind_places
