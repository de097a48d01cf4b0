"""Fold text and names to one plain form, so that a name is found however it is spelled out in letters.

Knows letters: case, Latin diacritics, hyphens, apostrophes, the Arabic-script letters that Dari, Pashto and Arabic type
differently, and digits. Refuses to know words: it never guesses that two different spellings mean one place.

The contract between the two functions, on which the scanner stands:

* `fold` gives one character for one character, so an offset in the folded text is an offset in the text.
* `fold_name` is the key of a name. It may delete, so it drops what `fold` must keep: apostrophes, marks, doubled
  spaces.
* The gazetteer lists every name by its key and, where the name holds an apostrophe inside a word, also by its folded
  spelling with the apostrophe. So folded running text is searched as it stands, and a name that was typed is looked up
  by its key.
* Text in decomposed form (a letter followed by a combining mark) is folded, but not joined; bring it to NFC first.
"""

# ruff: noqa: RUF001, RUF002 - look-alike letters are what this module is about
from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = "`´ʹʻʼʽʾʿˈˊˋ‘’‛′‵＇\u05f3"
_DASHES = "_\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_BLANKS = "\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff"
_EN_QUAD, _HAIR_SPACE = 0x2000, 0x200A

_ARABIC = {
    "یىيېۍئےۓێ": "ی",
    "کكګڪﻙ": "ک",
    "گڰ": "گ",
    "هةۀھہەۂۃ": "ه",
    "اأإآٱ": "ا",
    "وؤۆۇ": "و",
    "ټ": "ټ",
}
_LATIN = {"ß": "s", "æ": "a", "œ": "o", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "t", "ı": "i", "ħ": "h", "ŧ": "t"}
_LATIN_RANGES = ((0x00C0, 0x0250), (0x1E00, 0x1F00))


def _table() -> dict[int, str]:
    table = dict.fromkeys(map(ord, _APOSTROPHES), "'")
    table |= dict.fromkeys(map(ord, _DASHES + _BLANKS), " ")
    table |= dict.fromkeys(range(_EN_QUAD, _HAIR_SPACE + 1), " ")
    for forms, letter in _ARABIC.items():
        table |= dict.fromkeys(map(ord, forms), letter)
    table |= {ord(letter): plain for letter, plain in _LATIN.items()}
    for first, end in _LATIN_RANGES:
        for code in range(first, end):
            base = unicodedata.normalize("NFD", chr(code))[0].lower()
            if base.isascii():
                table[code] = base
    for zero in (0x0660, 0x06F0):
        table |= {zero + digit: str(digit) for digit in range(10)}
    table[ord("ς")] = "σ"
    return table


_TABLE = _table()
_NON_ASCII = re.compile(r"[^\x00-\x7f]+")
_ASCII_SPACED = ("-", "_", "\n", "\t", "\r", "\x0b", "\x0c")
_ASCII_TABLE = {ord(letter): " " for letter in _ASCII_SPACED} | {ord("`"): "'"}

# Inside names only: marks, tatweel and the invisible controls of bidirectional text.
_DROPPED = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]",
)


def fold(text: str) -> str:
    """Fold running text, one character for one character: ``len(fold(text)) == len(text)``.

    Lower case; Latin letters without their diacritics; hyphens, dashes, line ends and joiners are a space; every kind
    of apostrophe is ``'``; one form for each Arabic-script letter; ASCII digits. Folding twice changes nothing.

    >>> fold("Mazār-e Sharīf")
    'mazar e sharif'
    """
    if text.isascii():
        return text.lower().translate(_ASCII_TABLE)
    # The dotted capital I is the one letter that grows in lower case.
    folded = text.replace("\u0130", "I").lower()
    # A text holds few kinds of foreign letters: replacing them kind by kind is quicker than str.translate.
    for letter in sorted(set("".join(_NON_ASCII.findall(folded)))):
        plain = _TABLE.get(ord(letter), letter)
        if plain != letter:
            folded = folded.replace(letter, plain)
    for letter in _ASCII_SPACED:
        folded = folded.replace(letter, " ")
    return folded.replace("`", "'")


def fold_name(name: str) -> str:
    """Fold a name to its key: `fold`, without apostrophes, combining marks, tatweel, bidi controls or doubled spaces.

    >>> fold_name("Qala’i-Naw"), fold_name("  قلعهٔ   نو ")
    ('qalai naw', 'قلعه نو')
    """
    plain = _DROPPED.sub("", unicodedata.normalize("NFC", name))
    return " ".join(fold(plain).replace("'", "").split())


def fold_spelling(name: str) -> str:
    """Fold a name as it would stand in folded running text: as `fold_name`, but apostrophes inside a word stay.

    >>> fold_spelling("‘Qala’i Naw’")
    "qala'i naw"
    """
    plain = _DROPPED.sub("", unicodedata.normalize("NFC", name))
    return " ".join(word.strip("'") for word in fold(plain).split() if word.strip("'"))
