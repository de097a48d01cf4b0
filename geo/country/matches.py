"""Whether letters of a text are a name of the table: as whole words, and in the case in which the name is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.country.actor_entries import EntryKind

if TYPE_CHECKING:
    from geo.country.actor_entries import ActorEntry

_AROUND = 24
_ABBREVIATION = 4
_ALSO_WORDS = frozenset({"IS", "US"})
"""Abbreviations that are words where everything is written in capitals."""


def is_whole(folded: str, start: int, end: int) -> bool:
    """Whether the letters are whole words: no letter or digit touches them."""
    return not ((start and folded[start - 1].isalnum()) or (end < len(folded) and folded[end].isalnum()))


def is_cased(text: str, start: int, end: int, name: str, entry: ActorEntry) -> bool:
    """Names are written with a capital, abbreviations (US, UN, AP) as they stand in the table; nouns in any case."""
    if entry.kind is EntryKind.NOUN or not name[0].isupper():
        return True
    written = text[start:end]
    if name in _ALSO_WORDS:
        return written == name and not _among_capitals(text[max(0, start - _AROUND) : start], text[end : end + _AROUND])
    return written == name if name.isupper() and len(name) <= _ABBREVIATION else written[0].isupper()


def _among_capitals(before: str, behind: str) -> bool:
    """Whether the neighbouring words are written in capitals too: "HERAT IS FALLING"."""
    words = [*re.findall(r"\w{2,}", before)[-1:], *re.findall(r"\w{2,}", behind)[:1]]
    return bool(words) and all(each.isupper() for each in words)
