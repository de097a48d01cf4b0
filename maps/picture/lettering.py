"""Lettering: how wide words are, where a line breaks, and what may stand in a picture as text.

Knows sizes in points and the fonts that come with matplotlib (DejaVu Sans, with Arabic script). Refuses to read a text
as anything but letters: `$` starts no formula, and characters that no file of the three forms can hold are left out.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from maps.language import own

if TYPE_CHECKING:
    from collections.abc import Sequence

FAMILY = "DejaVu Sans"
LEADING = 1.32
"""Line height in units of the size."""
_NARROWEST = 0.2
"""The width of the narrowest letters in units of the size: more of them than that cannot stand on a line."""
_NOT_LETTERS = frozenset({"Cc", "Cs", "Co", "Cn"})
_ARABIC = ("\u0600", "\u06ff")
_BREAKS = frozenset({"Zl", "Zp"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e")
"""Marks that turn the direction of what follows: a title could make its neighbours read backwards."""
_ISOLATES = frozenset("\u2066\u2067\u2068")
"""Marks that keep a name's direction to itself; each needs its end, or it would swallow what follows."""


def letters(text: str) -> str:
    r"""The text on one line, without controls, lone surrogates and private characters.

    >>> letters("a\n\x00 b\u2028c")
    'a b c'
    """
    spaced = "".join(" " if each.isspace() or unicodedata.category(each) in _BREAKS else each for each in text)
    is_paired = sum(each in _ISOLATES for each in spaced) == spaced.count("\u2069")
    dropped = _TURNING if is_paired else _TURNING | _ISOLATES | {"\u2069"}
    kept = (each for each in spaced if unicodedata.category(each) not in _NOT_LETTERS and each not in dropped)
    return " ".join("".join(kept).split())


def directed(text: str) -> str:
    """The line with the mark by which it is laid out from right to left, where the language is written so.

    A line with no letter of that script (a credit, a name of an outlet) keeps its own direction.

    >>> directed("words")
    'words'
    """
    is_of_it = own("direction") == "rtl" and any(_ARABIC[0] <= each <= _ARABIC[1] for each in text)
    return f"\u200f{text}" if is_of_it else text


@cache
def font(size: float, weight: str = "normal") -> FontProperties:
    """The font at a size in points."""
    return FontProperties(family=FAMILY, size=size, weight=weight)


@cache
def width_of(text: str, size: float, weight: str = "normal") -> float:
    """The width of a line in points."""
    width, _, _ = TextToPath().get_text_width_height_descent(text, font(size, weight), ismath=False)
    return float(width)


def wrapped(text: str, width: float, size: float, *, weight: str = "normal", most: int = 4) -> list[str]:
    """The text in lines of at most `width` points, at most `most` of them; what is left out is marked by an ellipsis.

    >>> wrapped("one two three", 50, 10)
    ['one two', 'three']
    >>> wrapped("one two three", 50, 10, most=1)
    ['one …']
    """
    lines: list[str] = []
    line = ""
    words = _words(letters(text)[: int(most * width / (size * _NARROWEST)) + 1], width, size, weight)
    for number, word in enumerate(words):
        longer = f"{line} {word}" if line else word
        if not line or width_of(longer, size, weight) <= width:
            line = longer
        elif len(lines) + 1 == most:
            return [*lines, _shortened(line, width, size, weight)]
        else:
            lines.append(line)
            line = word
        if number + 1 == len(words):
            lines.append(line)
    return lines


def balanced(text: str, width: float, size: float, *, weight: str = "normal", most: int = 4) -> list[str]:
    """The text in as many lines as `wrapped` needs: a sentence a line where that fits, else of about equal width.

    >>> balanced("one two three four", 80, 10)
    ['one two', 'three four']
    """
    lines = wrapped(text, width, size, weight=weight, most=most)
    sentences = letters(text).replace(". ", ".\n").split("\n")
    if len(sentences) == len(lines) and all(width_of(each, size, weight) <= width for each in sentences):
        return sentences
    if len(lines) == 1 or lines[-1].endswith("…"):
        return lines
    for share in range(50, 100, 5):
        narrower = wrapped(text, width * share / 100, size, weight=weight, most=most)
        if len(narrower) == len(lines) and not narrower[-1].endswith("…"):
            return narrower
    return lines


def _words(text: str, width: float, size: float, weight: str) -> Sequence[str]:
    """The words, those that are wider than a line cut into pieces."""
    pieces = []
    for word in text.split():
        rest = word
        while width_of(rest, size, weight) > width and len(rest) > 1:
            end = len(rest) - 1
            while end > 1 and width_of(rest[:end], size, weight) > width:
                end = max(1, end * 3 // 4)
            pieces.append(rest[:end])
            rest = rest[end:]
        pieces.append(rest)
    return pieces


def _shortened(line: str, width: float, size: float, weight: str) -> str:
    shown = line
    while shown and width_of(f"{shown} …", size, weight) > width:
        shown = shown.rpartition(" ")[0]
    return f"{shown} …" if shown else "…"
