"""Edits to a text that keep count of where each character came from.

Knows spans and replacements; knows nothing of what an edit is for. `apply_edits` makes one step, `compose` joins the
maps of two steps, so that a text cleaned in several passes still points into its original. It refuses edits that
overlap.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from geo.errors import UsageError
from geo.model import OffsetMap

if TYPE_CHECKING:
    from collections.abc import Iterable


class Edit(NamedTuple):
    """Put `replacement` where `text[start:end]` stood; offsets in characters, the end exclusive."""

    start: int
    end: int
    replacement: str = ""


def apply_edits(text: str, edits: Iterable[Edit]) -> tuple[str, OffsetMap]:
    """The edited text, and the map from it back to `text`.

    Edits are ascending and do not overlap. The characters of a replacement stand nowhere in the map.

    >>> apply_edits("a--b", [Edit(1, 3, " ")])
    ('a b', OffsetMap(pieces=((0, 0, 1), (2, 3, 1))))
    """
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    length = cursor = 0
    for edit in (*edits, Edit(len(text), len(text))):
        if edit.start < cursor or edit.end < edit.start:
            raise UsageError("ascending edits that do not overlap", edit, f"The one before ends at {cursor}.")
        if edit.start > cursor:
            pieces.append((length, cursor, edit.start - cursor))
            parts.append(text[cursor : edit.start])
            length += edit.start - cursor
        parts.append(edit.replacement)
        length += len(edit.replacement)
        cursor = edit.end
    return "".join(parts), OffsetMap(tuple(pieces))


def compose(outer: OffsetMap, inner: OffsetMap) -> OffsetMap:
    """The map through two steps: `outer` leads from the last text to the middle one, `inner` on to the original.

    >>> compose(OffsetMap(((0, 2, 4),)), OffsetMap(((0, 10, 3), (4, 20, 5))))
    OffsetMap(pieces=((0, 12, 1), (2, 20, 2)))
    """
    pieces: list[tuple[int, int, int]] = []
    for text_start, middle_start, length in outer.pieces:
        middle_end = middle_start + length
        index = max(bisect_right(inner.pieces, middle_start, key=lambda piece: piece[0]) - 1, 0)
        while index < len(inner.pieces) and inner.pieces[index][0] < middle_end:
            piece_start, original_start, piece_length = inner.pieces[index]
            first, last = max(middle_start, piece_start), min(middle_end, piece_start + piece_length)
            if first < last:
                pieces.append((text_start + first - middle_start, original_start + first - piece_start, last - first))
            index += 1
    return OffsetMap(tuple(pieces))


def shift(offsets: OffsetMap, *, text_by: int = 0, original_by: int = 0) -> OffsetMap:
    """The same map for a text that begins `text_by` later, in an original that begins `original_by` later."""
    return OffsetMap(
        tuple((text + text_by, original + original_by, length) for text, original, length in offsets.pieces)
    )
