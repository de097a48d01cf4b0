"""The key of a romanised Dari or Pashto name: what stays the same however the name was put into Latin letters.

Agencies write one name in many ways (Tirin Kot, Tareen Kowt). The key keeps what they agree on. It is made word by
word, from the folded name:

* sounds of two letters are one, and those that alternate are one: gh, q, k; kh, h; w, v, u, o; z, zh, dj, j; ts, ch;
* vowels are reduced to three classes, a run of them to one, doubled letters to one; a vowel or h at a word's end is
  dropped where it is silent or the linking -i-, -e-, which may also be a word of its own or part of the next;
* the endings -abad and -shahr, whose vowels are swallowed most often, are written in one way;
* blanks, hyphens and apostrophes do not count.

It knows letters alone. Two names of one key may be two places: what may be accepted is decided by
`geo.gazetteer.acceptance`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from geo.gazetteer.fold import fold_name

_LINKS = frozenset({"e", "i", "ye", "yi", "wa", "va", "o", "u", "aw", "ul", "al", "el", "us", "os", "ud"})
_UNIT_WORDS = frozenset({"district", "city", "town", "wuleswali", "woleswali", "wuluswali", "woluswali", "markaz"})
_SOUNDS = (
    ("tch", "C"),
    ("tsh", "C"),
    ("ch", "C"),
    ("ts", "C"),
    ("sh", "S"),
    ("dzh", "z"),
    ("zh", "z"),
    ("dj", "z"),
    ("dz", "z"),
    ("kh", "H"),
    ("gh", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("bh", "b"),
    ("ck", "k"),
    ("x", "ks"),
    ("q", "k"),
    ("c", "k"),
    ("j", "z"),
)
"""In this order; a capital letter is a sound that has one letter of its own here."""

_SILENT_H = re.compile(r"(?<=[aeiouy])h$")
_ABAD = re.compile(r"(?:aba|abad|abat|avad|awad|obad)$")
_SHAHR = re.compile(r"S(?:a?h?a?)r$")
_LONGEST_BARE_ENDING = 4
_VOWELS = re.compile(r"[aiu]{2,}")
_DOUBLED = re.compile(r"(.)\1+")
_LAST_VOWEL = re.compile(r"[ai]$")
_SHORTEST_CUT = 3
_KEPT_KEYS = 8_192  # the same names return in every document


@lru_cache(maxsize=_KEPT_KEYS)
def romanised_key(name: str) -> str:
    """Return the key of a name in Latin letters; empty for one that is written in another script.

    >>> romanised_key("Pashtun Kot") == romanised_key("Pashtoon-Kowt")
    True
    >>> romanised_key("Lashkargah") == romanised_key("Laškar Ga")
    False
    """
    folded = fold_name(name)
    if not folded.isascii():
        return ""
    words = [word for word in re.findall(r"[a-z]+", folded) if word not in _UNIT_WORDS]
    kept = [word for place, word in enumerate(words) if not (word in _LINKS and 0 < place < len(words) - 1)]
    return _DOUBLED.sub(r"\1", "".join(_word_key(word) for word in kept))


def consonants(key: str) -> str:
    """Return the consonant skeleton of a key.

    >>> consonants(romanised_key("Garmser"))
    'grmsr'
    """
    return re.sub("[aiu]", "", key)


def _word_key(word: str) -> str:
    key = word
    for letters, sound in _SOUNDS:
        key = key.replace(letters, sound)
    key = _SILENT_H.sub("", key).replace("H", "h")
    if len(key) > _LONGEST_BARE_ENDING or key in {"aba", "abad", "abat"}:
        key = _ABAD.sub("abd", key)
    key = _SHAHR.sub("Sr", key)
    for letters, vowel in (("[ouwv]+", "u"), ("[eiy]+", "i"), ("a+", "a")):
        key = re.sub(letters, vowel, key)
    key = _DOUBLED.sub(r"\1", _VOWELS.sub(lambda found: _strongest(found.group()), key))
    return _LAST_VOWEL.sub("", key) if len(key) >= _SHORTEST_CUT else key


def _strongest(vowels: str) -> str:
    """Of a run of vowels the one that is written most surely."""
    return next(vowel for vowel in "uia" if vowel in vowels)
