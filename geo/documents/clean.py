"""From the text as it came to the text that is read, with the way back.

Knows characters, lines and paragraphs; knows nothing of files or of meaning. Quotation marks, names and numbers are
left as they are. Nothing is lost silently: what is removed as debris is returned beside the text.
"""

# ruff: noqa: RUF001 - curly quotes and dashes are what real text is made of

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.documents.debris import find_debris_lines, find_debris_runs
from geo.documents.offsets import Edit, apply_edits, compose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geo.model import OffsetMap

WRAP_MAX = 100
"""Lines up to this width may be wrapped lines of one paragraph; a wider line is a paragraph by itself."""

_BLANKS = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
# Soft hyphens, zero-width blanks, bidirectional marks, controls, non-characters. U+200C, U+200D stay for Persian.
_DROPPED = (
    "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff"
)
_RUN = re.compile(f"[{_BLANKS}{_BREAKS}{_DROPPED}]+|[\ud800-\udfff]")
_BLANK = re.compile(f"[{_BLANKS}]")
_BREAK = re.compile(f"\r\n|[{_BREAKS}]")
_SENTENCE_END = re.compile(r"[.!?…:;؟۔][\"'”’»)\]]*\Z")
_WRAPPED_LINES = 3
_KEPT_RUNS = frozenset({" ", "\n", "\n\n"})


def clean(text: str) -> tuple[str, OffsetMap, tuple[str, ...]]:
    r"""The readable text, the map from it back to `text`, and what was removed as debris.

    Paragraphs are parted by one blank line, blanks stand singly, no line begins or ends with one. A single newline
    parts paragraphs too, as in press releases, with two exceptions: in a block of three or more lines none of which
    could have taken the next line's first word within the block's width (100 characters at most) the lines are
    wrapped and are joined, and so is a line that ends no sentence and goes on in a small letter. Any text is
    accepted; lone surrogates become U+FFFD.

    >>> clean("City falls\r\n© Agency\r\n\r\nIt\u00a0fell.")[0]
    'City falls\n\nIt fell.'
    """
    text, offsets = apply_edits(text, _character_edits(text))
    removed: list[str] = []
    passes: tuple[tuple[Callable[[str], Iterable[Edit]], bool], ...] = (
        (find_debris_lines, True),
        (find_debris_runs, True),
        (_character_edits, False),
        (_paragraph_edits, False),
    )
    for find_edits, is_debris in passes:
        edits = list(find_edits(text))
        if edits:
            if is_debris:
                removed.extend(text[edit.start : edit.end].strip() for edit in edits)
            text, step = apply_edits(text, edits)
            offsets = compose(step, offsets)
    return text, offsets, tuple(removed)


def _character_edits(text: str) -> Iterator[Edit]:
    """Edits that make runs of blanks and breaks uniform and drop what is not to be seen."""
    for match in _RUN.finditer(text):
        run = match[0]
        at_edge = match.start() == 0 or match.end() == len(text)
        if run in _KEPT_RUNS and not at_edge:
            continue
        if "\ud800" <= run[0] <= "\udfff":
            yield Edit(match.start(), match.end(), "\ufffd")
            continue
        yield Edit(match.start(), match.end(), "" if at_edge else _uniform(run))


def _uniform(run: str) -> str:
    breaks = sum(2 if found[0] == "\u2029" else 1 for found in _BREAK.finditer(run))
    if breaks:
        return "\n" if breaks == 1 else "\n\n"
    return " " if _BLANK.search(run) else ""


def _paragraph_edits(text: str) -> Iterator[Edit]:
    """Edits that turn each single newline into a blank or into a blank line."""
    width = 0
    blocks = text.split("\n\n")
    wrapped: list[bool] = []
    for block in blocks:
        lines = block.split("\n")
        is_wrapped = len(lines) >= _WRAPPED_LINES and _are_full(lines, longest := max(map(len, lines)))
        wrapped.append(is_wrapped)
        width = max(width, longest) if is_wrapped else width
    start = 0
    for block, is_wrapped in zip(blocks, wrapped, strict=True):
        yield from _block_edits(block, start, width, joined=is_wrapped)
        start += len(block) + 2


def _block_edits(block: str, start: int, width: int, *, joined: bool) -> Iterator[Edit]:
    if "\n" not in block:
        return
    lines = block.split("\n")
    pair = len(lines) < _WRAPPED_LINES and width > 0 and _are_full(lines, width)
    position = start
    for line, following in pairwise(lines):
        position += len(line)
        flows = following[:1].islower() and not _SENTENCE_END.search(line[-8:])
        yield Edit(position, position + 1, " " if joined or pair or flows else "\n\n")
        position += 1


def _are_full(lines: list[str], width: int) -> bool:
    """Whether no line but the last could have taken the first word of the next within `width` characters."""
    if not 0 < width <= WRAP_MAX or max(map(len, lines)) > width:
        return False
    return all(len(line) + 1 + len(following.split(" ", 1)[0]) > width for line, following in pairwise(lines))
