"""Text that is neither marked nor UTF-8, read where its bytes leave no doubt: UTF-16 without a mark, Windows-1252.

Refuses everything else: a wrong guess would change names and nobody would see it. A text with valid UTF-8 in it is a
damaged one and never Windows-1252; so is one whose letters beyond ASCII stand side by side, as in other alphabets.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from geo.transcoded import utf_16_of

_UNDEFINED = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
_LETTERS_BESIDE = re.compile(rb"[\xc0-\xd6\xd8-\xf6\xf8-\xff]{2}")
_LETTER = re.compile(rb"[\x8a\x8c\x8e\x9a\x9c\x9e\x9f\xc0-\xd6\xd8-\xf6\xf8-\xff]")
_WITHIN_A_WORD = re.compile(rb"(?<=[A-Za-z])[\xc0-\xd6\xd8-\xf6\xf8-\xff]|[\xc0-\xd6\xd8-\xf6\xf8-\xff](?=[A-Za-z])")
_TYPOGRAPHY = frozenset(
    b"\x80\x82\x84\x85\x86\x87\x89\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa3\xa7\xa9\xab\xad\xae\xb0\xb7\xbb"
)
_FEW, _MOST_HIGH = 6, 0.05


class Read(NamedTuple):
    """A text and the encoding that its bytes are in."""

    text: str
    encoding: str


def decode_without_doubt(raw: bytes) -> Read | None:
    """The text of bytes that are not UTF-8 and bear no mark, where there is one reading; None where there is doubt.

    >>> decode_without_doubt("The \u201cFlüsse\u201d of the north.".encode("cp1252"))
    Read(text='The “Flüsse” of the north.', encoding='Windows-1252')
    >>> decode_without_doubt("Кундуз".encode("cp1251")) is None
    True
    """
    return _utf_16(raw) if b"\0" in raw else _windows(raw)


def _utf_16(raw: bytes) -> Read | None:
    """UTF-16 of mostly Latin text: every second byte is zero."""
    encoding = utf_16_of(raw)
    try:
        return None if encoding is None else Read(raw.decode(encoding), "UTF-16")
    except UnicodeDecodeError:
        return None


def _windows(raw: bytes) -> Read | None:
    high = [byte for byte in raw if byte > 0x7F]  # noqa: PLR2004 - beyond ASCII
    if (
        not high
        or len(high) > max(_FEW, len(raw) * _MOST_HIGH)
        or _UNDEFINED.search(raw)
        or _LETTERS_BESIDE.search(raw)
    ):
        return None
    if not raw.decode("utf-8", "ignore").isascii():
        return None  # some of it is UTF-8: the text is damaged
    letters = len(_LETTER.findall(raw))
    if letters != len(_WITHIN_A_WORD.findall(raw)):
        return None
    if any(byte not in _TYPOGRAPHY and not _LETTER.match(bytes([byte])) for byte in high):
        return None
    return Read(raw.decode("cp1252"), "Windows-1252")
