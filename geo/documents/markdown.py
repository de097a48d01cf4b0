"""Markdown with YAML front matter.

Knows the marks that stand between the words (headings, emphasis, links, quoted lines) and takes them away with an
offset map; refuses to render anything. Front matter that is no mapping is a problem, and the body is still read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.documents.front_matter import read_front_matter
from geo.documents.offsets import Edit, apply_edits, compose
from geo.model import OffsetMap

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FENCE = re.compile(r"\A---[ \t]*\r?\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_MARKS = re.compile(
    r"""
      !\[[^\[\]\n]{0,500}\]\([^()\n]{0,2000}\)                          # an image
    | \[(?P<shown>[^\[\]\n]{1,500})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])
    | ^[ ]{0,3}(?:\#{1,6}[ \t]+|>[ \t]?|(?:[-*_][ \t]*){3,}$)
    | (?P<strong>\*\*|__)(?=\S)
    | (?<=\S)(?P<strong_end>\*\*|__)
    | (?<![\w*])[*_](?=\w) | (?<=[\w.,!?”"])[*_](?![\w*])
    """,
    re.VERBOSE | re.MULTILINE,
)
_HEADING = re.compile(r"\s*#[ \t]+(?P<title>\S[^\n]{0,300})")


def split_front_matter(source: str) -> tuple[Mapping[str, object], int, str | None]:
    r"""The front matter, where the body begins, and what is wrong with the front matter (None: nothing).

    >>> split_front_matter("---\ntitle: A fall\n---\nText.")
    ({'title': 'A fall'}, 22, None)
    """
    fence = _FENCE.match(source)
    if fence is None:
        if source.startswith(("---\n", "---\r\n")):
            return {}, 0, "The front matter is not closed by a line of three dashes."
        return {}, 0, None
    fields, fault = read_front_matter(fence["yaml"])
    return fields, fence.end(), fault


def read_markdown_body(source: str, start: int) -> tuple[str, OffsetMap, str | None]:
    """The words of the body from `start` on, the map from them to `source`, and the `# ` heading that opens it."""
    heading = _HEADING.match(source, start)
    body = OffsetMap(((0, start, len(source) - start),))
    text, step = apply_edits(source[start:], _comment_edits(source[start:]))
    body = compose(step, body)
    text, step = apply_edits(text, _mark_edits(text))
    title = apply_edits(heading["title"], _mark_edits(heading["title"]))[0].strip(" \t\r#") if heading else None
    return text, compose(step, body), title or None


def _comment_edits(text: str) -> Iterator[Edit]:
    start = text.find("<!--")
    while start >= 0 and (end := text.find("-->", start + 4)) >= 0:
        yield Edit(start, end + 3)
        start = text.find("<!--", end + 3)


def _mark_edits(text: str) -> Iterator[Edit]:
    for match in _MARKS.finditer(text):
        if match["shown"] is not None:
            yield Edit(match.start(), match.start("shown"))
            yield Edit(match.end("shown"), match.end())
        else:
            yield Edit(match.start(), match.end())
