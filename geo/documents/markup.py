"""HTML as text nodes and tags, each with its place in the source.

Knows markup, entities and which elements hold no words; knows nothing of articles. Any string is accepted, and the
time is linear in its length.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from geo.model import OffsetMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Possessive: what was taken is never given back, so a tag that does not end costs one look at each letter. Looks that
# begin at different places overlap at most three times, as each quotation mark only swaps what is inside and outside.
TAG = re.compile(r"</?(?P<name>[A-Za-z][\w:-]*+)(?P<rest>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|\s+|[^&\s]+|&")
_TAG_MAX = 20_000
_SILENT = frozenset({"script", "style", "template", "noscript", "title", "textarea", "svg", "head"})
_RAW = frozenset({"script", "style", "title", "textarea"})
_BLOCK = frozenset(
    (  # noqa: SIM905 - elements that part paragraphs
        "p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote tr td th table section article header footer aside figure "
        "figcaption pre hr dd dt dl main nav body html form"
    ).split()
)


class HtmlText(NamedTuple):
    """The words of a page with their way back, and how many paragraphs could not be found in the source."""

    text: str
    offsets: OffsetMap
    not_aligned: tuple[str, ...] = ()


class Node(NamedTuple):
    """A stretch of source between tags (`name` is empty), or a tag."""

    start: int
    end: int
    name: str = ""


def read_fragment(source: str) -> HtmlText:
    """The words of an HTML fragment, such as a feed entry, block elements as paragraphs. Plain text passes as it is.

    >>> read_fragment("<p>It fell.</p><p>R&amp;R</p>").text.split()
    ['It', 'fell.', 'R&R']
    """
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    length = 0
    for node in text_nodes(source):
        if node.name:
            if node.name in _BLOCK:
                parts.append("\n\n")
                length += 2
            continue
        for token in ENTITY.finditer(source, node.start, node.end):
            word = unescape(token[0]) if token[0].startswith("&") else token[0]
            if word == token[0]:
                pieces.append((length, token.start(), len(word)))
            parts.append(word)
            length += len(word)
    return HtmlText("".join(parts), joined(pieces))


def text_nodes(source: str) -> Iterator[Node]:
    """Text nodes and tags in order; comments, scripts and the head are passed over. Linear in time."""
    position = text_start = 0
    silent = ""
    last_end = source.rfind(">")
    while 0 <= (position := source.find("<", position)) < last_end:
        end, name = _markup(source, position)
        if end == position:
            position += 1  # a bare "<" is text
            continue
        if not silent and position > text_start:
            yield Node(text_start, position)
        closing = source.startswith("</", position)
        if silent:
            silent = "" if closing and name == silent else silent
        elif name in _SILENT and not closing and source[end - 2] != "/":
            silent = name
        elif name:
            yield Node(position, end, name)
        position = text_start = _raw_end(source, end, silent) if silent in _RAW else end
    if not silent and text_start < len(source):
        yield Node(text_start, len(source))


def _markup(source: str, position: int) -> tuple[int, str]:
    """Where the markup that starts at `position` ends (there itself: it is none), and the tag's name."""
    if source.startswith("<!--", position):
        end = source.find("-->", position + 4)
        return (end + 3 if end >= 0 else len(source)), ""
    if source.startswith(("<!", "<?"), position):
        return source.find(">", position) + 1, ""
    tag = TAG.match(source, position, position + _TAG_MAX)
    return (tag.end(), tag["name"].lower()) if tag else (position, "")


def _raw_end(source: str, start: int, name: str) -> int:
    """Where an element that holds no markup ends."""
    close = re.compile(f"</{name}", re.IGNORECASE).search(source, start)
    return close.start() if close else len(source)


def joined(pieces: Iterable[tuple[int, int, int]]) -> OffsetMap:
    """The map with neighbouring pieces made one."""
    joined: list[tuple[int, int, int]] = []
    for text_start, original_start, length in pieces:
        if joined:
            last_text, last_original, last_length = joined[-1]
            if last_text + last_length == text_start and last_original + last_length == original_start:
                joined[-1] = (last_text, last_original, last_length + length)
                continue
        joined.append((text_start, original_start, length))
    return OffsetMap(tuple(joined))
