"""HTML pages: the main text, with offsets into the page's source.

Knows where an article's words stand in the source of its page; leaves the choice of the main text to trafilatura.
Nothing is fetched.
"""

from __future__ import annotations

import re
from array import array
from html import unescape
from typing import TYPE_CHECKING

from geo.documents.markup import ENTITY, HtmlText, joined, text_nodes
from geo.model import OffsetMap

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_MISSES = 100


def read_page(source: str) -> HtmlText:
    """The main text of a page, paragraph by paragraph, each paragraph's words with their offsets in `source`.

    Words are matched without regard to white space and with entities decoded; a character that the source writes as
    an entity has no piece in the map. A paragraph whose words do not stand in the source one after the other has no
    pieces at all and is named.
    """
    chosen = _main_text(source, precise=True) or _main_text(source, precise=False)
    if not chosen:
        return HtmlText("", OffsetMap(()))
    paragraphs = [re.sub(r"^(?:- |\| ?)|\s*\|$", "", line.strip()) for line in chosen.splitlines()]
    return _align([paragraph for paragraph in paragraphs if paragraph.strip()], source)


def _main_text(source: str, *, precise: bool) -> str | None:
    """What trafilatura takes for the article: one paragraph a line."""
    import trafilatura  # noqa: PLC0415 - heavy, and only pages need it

    text: str | None = trafilatura.extract(
        source,
        favor_precision=precise,
        favor_recall=not precise,
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        output_format="txt",
    )
    return text


def _align(paragraphs: list[str], source: str) -> HtmlText:
    """Find each paragraph's words in the source, in order; words met twice are taken where the order has them.

    A paragraph that is not there costs a look at the whole page: after `_MOST_MISSES` of them the rest is looked for
    no more, and not aligned.
    """
    letters, starts = _letters(source)
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    not_aligned: list[str] = []
    cursor = length = 0
    for paragraph in paragraphs:
        needle = "".join(paragraph.split())
        at = -1
        if len(not_aligned) < _MOST_MISSES:
            at = letters.find(needle, cursor)
            at = letters.find(needle) if at < 0 else at
        if at < 0:
            not_aligned.append(paragraph)
        else:
            cursor = at + len(needle)
            pieces.extend(_paragraph_pieces(paragraph, length, starts[at:cursor], source))
        parts.append(paragraph)
        length += len(paragraph) + 2
    return HtmlText("\n\n".join(parts), joined(pieces), tuple(not_aligned))


def _paragraph_pieces(paragraph: str, start: int, origins: array[int], source: str) -> Iterator[tuple[int, int, int]]:
    """A piece for each character that the source writes in the same way; `origins` say where its letters stand."""
    index, previous = 0, -1
    for offset, letter in enumerate(paragraph):
        if letter.isspace():
            # A blank has an origin only where it is the one right behind the letter before it.
            if previous >= 0 and source[previous + 1 : previous + 2] == letter and index < len(origins):
                yield start + offset, previous + 1, 1
            previous = -1
            continue
        origin = origins[index]
        index += 1
        previous = origin if source[origin] == letter else -1
        if previous >= 0:
            yield start + offset, origin, 1


def _letters(source: str) -> tuple[str, array[int]]:
    """All characters of the text nodes but white space, entities decoded, and where each stands in the source."""
    parts: list[str] = []
    starts = array("q")
    for node in text_nodes(source):
        if node.name:
            continue
        for token in ENTITY.finditer(source, node.start, node.end):
            if token[0].startswith("&") and len(token[0]) > 1:
                word = "".join(unescape(token[0]).split())
                starts.extend([token.start()] * len(word))
            else:
                word = token[0]
                if word.isspace():
                    continue
                starts.extend(range(token.start(), token.end()))
            parts.append(word)
    return "".join(parts), starts
