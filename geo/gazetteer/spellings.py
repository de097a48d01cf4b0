"""Which spellings of a place are worth keeping, and how one spelling is written in other ways.

Knows scripts and the small words of Dari place names. It invents no new sound: a variant differs only in how the
linking ``e``, ``i`` and ``wa`` are written, in a blank before a common last part, or in an apostrophe.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import product
from typing import TYPE_CHECKING

from geo.gazetteer.fold import fold_name, fold_spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u200c ]+")
_MODIFIERS = "ˌˑː"
_LINKS = {"e", "i", "ye", "yi"}
_LAST_PARTS = {
    "abad",
    "bagh",
    "dara",
    "gah",
    "khel",
    "koh",
    "kot",
    "pul",
    "qala",
    "rud",
    "rod",
    "shahr",
    "tagab",
    "zai",
}
_SHORTEST_SPLIT = 3
SEAT_WORDS = ("wul", "wol", "alaqa", "hukumat", "markaz", "wuleswali")
_CODE_LENGTH = 4


def is_arabic(name: str) -> bool:
    """Whether a name is written in the Arabic script alone."""
    return bool(_ARABIC.fullmatch(name)) and any(letter.isalpha() for letter in name)


def is_latin(name: str) -> bool:
    """Whether a name is written as one reads it in a Latin text: capitalised, not a code, no phonetic modifiers."""
    letters = [letter for letter in name if letter.isalpha()]
    if not letters or any(mark in name for mark in _MODIFIERS):
        return False
    if not all("LATIN" in unicodedata.name(letter, "") or letter in "ʻʼʿʾ" for letter in letters):
        return False
    code = name.isupper() and len(letters) <= _CODE_LENGTH
    return not code and any(letter.isupper() for letter in letters) and not name.endswith(("Airport", "airport"))


def is_seat_name(name: str) -> bool:
    """Whether GeoNames' name says district, sub-district or centre, so that the bare name belongs to the district."""
    words = fold_name(name).split()
    return any(word.startswith(SEAT_WORDS) for word in words)


def keys(name: str) -> set[str]:
    """Return the folded spellings of one name: its key and, with an apostrophe inside a word, that one too."""
    return {key for key in (fold_name(name), fold_spelling(name)) if key}


def afghan_keys(name: str) -> set[str]:
    """Return `keys` and the other ways in which the same Latin name is put together.

    >>> sorted(afghan_keys("Pul-e Khumri"))
    ['pul e khumri', 'pul i khumri', 'pule khumri', 'puli khumri']
    """
    found = keys(name)
    if is_arabic(name):
        return found | {key.replace(" ", "") for key in found if key.count(" ") == 1}
    return found.union(*(_variants(key) for key in found))


def _variants(key: str) -> Iterator[str]:
    choices: list[tuple[str, ...]] = []
    words = key.split()
    for place, word in enumerate(words):
        inner = 0 < place < len(words) - 1
        if inner and word in _LINKS:
            choices.append((" e ", " i ", "e ", "i "))
        elif inner and word in {"wa", "o", "va"}:
            choices.append((" wa ", " o "))
        elif place and words[place - 1] not in _LINKS | {"wa", "o", "va"}:
            joins = (" ", "") if len(words) == 2 and word in _LAST_PARTS else (" ",)  # noqa: PLR2004
            choices.extend([joins, (word,)])
        else:
            choices.append((word,))
    for picked in product(*choices):
        yield "".join(picked)
    if len(words) == 1 and key.endswith("abad") and len(key) >= _SHORTEST_SPLIT + len("abad"):
        yield f"{key[:-4]} abad"
