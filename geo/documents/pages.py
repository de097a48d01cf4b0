"""HTML pages: the main text, with offsets into the page's source.

Knows where words stand in a page's source, and which explicit marks name title, date and outlet; leaves the choice of
the main text to trafilatura. Dates are read from metadata only, never guessed from the text or the address. Nothing
is fetched.
"""

from __future__ import annotations

import json
import re
from array import array
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from geo.model import OffsetMap

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(r"</?(?P<name>[A-Za-z][\w:-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|\s+|[^&\s]+|&")
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_TAG_MAX = 20_000
_SILENT = frozenset({"script", "style", "template", "noscript", "title", "textarea", "svg", "head"})
_RAW = frozenset({"script", "style", "title", "textarea"})
_BLOCK = frozenset(
    (  # noqa: SIM905 - elements that part paragraphs
        "p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote tr td th table section article header footer aside figure "
        "figcaption pre hr dd dt dl main nav body html form"
    ).split()
)
_DATE_NAMES = (
    *("article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date"),
    *("pubdate", "publishdate", "publish_date", "publication_date", "parsely-pub-date", "sailthru.date", "date"),
)


class HtmlText(NamedTuple):
    """The words of a page with their way back, and how many paragraphs could not be found in the source."""

    text: str
    offsets: OffsetMap
    not_aligned: tuple[str, ...] = ()


class _Node(NamedTuple):
    """A stretch of source between tags (`name` is empty), or a tag."""

    start: int
    end: int
    name: str = ""


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


def read_fragment(source: str) -> HtmlText:
    """The words of an HTML fragment, such as a feed entry, block elements as paragraphs. Plain text passes as it is.

    >>> read_fragment("<p>It fell.</p><p>R&amp;R</p>").text.split()
    ['It', 'fell.', 'R&R']
    """
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    length = 0
    for node in _nodes(source):
        if node.name:
            if node.name in _BLOCK:
                parts.append("\n\n")
                length += 2
            continue
        for token in _ENTITY.finditer(source, node.start, node.end):
            word = unescape(token[0]) if token[0].startswith("&") else token[0]
            if word == token[0]:
                pieces.append((length, token.start(), len(word)))
            parts.append(word)
            length += len(word)
    return HtmlText("".join(parts), _joined(pieces))


def read_meta(source: str) -> dict[str, object]:
    """Title, published, source, url and language, as far as the page's metadata names them.

    `published` comes from a meta element, JSON-LD or a `time` element marked as the publication date, in this order.
    """
    found: dict[str, str] = {}
    canonical = language = time = None
    for match in _TAG.finditer(source):
        name = match["name"].lower()
        if name not in {"meta", "link", "html", "time"}:
            continue
        fields = {key.lower(): unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(match["rest"])}
        key = (fields.get("property") or fields.get("name") or fields.get("itemprop") or "").lower()
        if name == "meta" and key and fields.get("content"):
            found.setdefault(key, fields["content"].strip())
        elif name == "link" and fields.get("rel", "").lower() == "canonical":
            canonical = canonical or fields.get("href")
        elif name == "html":
            language = language or fields.get("lang", "").split("-")[0].lower() or None
        elif name == "time" and ("pubdate" in match["rest"] or fields.get("itemprop", "").lower() == "datepublished"):
            time = time or fields.get("datetime")
    linked = _json_ld(source)
    published = next((found[name] for name in _DATE_NAMES if name in found), None)
    meta = {
        "title": found.get("og:title") or linked.get("headline") or _element(source, "h1") or _element(source, "title"),
        "published": published or linked.get("datePublished") or time,
        "source": found.get("og:site_name"),
        "url": found.get("og:url") or canonical,
        "language": language,
    }
    return {name: value for name, value in meta.items() if value}


def _json_ld(source: str) -> dict[str, str]:
    """Headline and date of the first JSON-LD block that has a date."""
    for match in re.finditer(r"<script[^>]{0,300}application/ld\+json[^>]{0,100}>", source, re.IGNORECASE):
        end = source.find("</script", match.end())
        try:
            loaded = json.loads(source[match.end() : end if end >= 0 else len(source)])
        except (ValueError, RecursionError):
            continue  # a page's broken metadata is as good as none
        blocks = loaded if isinstance(loaded, list) else [loaded]
        blocks += [inner for block in blocks if isinstance(block, dict) for inner in _list(block.get("@graph"))]
        for block in blocks:
            if isinstance(block, dict) and isinstance(block.get("datePublished"), str):
                return {name: value for name, value in block.items() if isinstance(value, str)}
    return {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _element(source: str, name: str) -> str | None:
    """The words of the first element of that name."""
    opening = re.search(rf"<{name}(?:\s[^<>]{{0,2000}})?>", source, re.IGNORECASE)
    if opening is None:
        return None
    end = source.find(f"</{name}", opening.end())
    words = " ".join(read_fragment(source[opening.end() : end if end >= 0 else opening.end() + 300]).text.split())
    return words or None


def _nodes(source: str) -> Iterator[_Node]:
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
            yield _Node(text_start, position)
        closing = source.startswith("</", position)
        if silent:
            silent = "" if closing and name == silent else silent
        elif name in _SILENT and not closing and source[end - 2] != "/":
            silent = name
        elif name:
            yield _Node(position, end, name)
        position = text_start = _raw_end(source, end, silent) if silent in _RAW else end
    if not silent and text_start < len(source):
        yield _Node(text_start, len(source))


def _markup(source: str, position: int) -> tuple[int, str]:
    """Where the markup that starts at `position` ends (there itself: it is none), and the tag's name."""
    if source.startswith("<!--", position):
        end = source.find("-->", position + 4)
        return (end + 3 if end >= 0 else len(source)), ""
    if source.startswith(("<!", "<?"), position):
        return source.find(">", position) + 1, ""
    tag = _TAG.match(source, position, position + _TAG_MAX)
    return (tag.end(), tag["name"].lower()) if tag else (position, "")


def _raw_end(source: str, start: int, name: str) -> int:
    """Where an element that holds no markup ends."""
    close = re.compile(f"</{name}", re.IGNORECASE).search(source, start)
    return close.start() if close else len(source)


def _align(paragraphs: list[str], source: str) -> HtmlText:
    """Find each paragraph's words in the source, in order; words met twice are taken where the order has them."""
    letters, starts = _letters(source)
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    not_aligned: list[str] = []
    cursor = length = 0
    for paragraph in paragraphs:
        needle = "".join(paragraph.split())
        at = letters.find(needle, cursor)
        at = letters.find(needle) if at < 0 else at
        if at < 0:
            not_aligned.append(paragraph)
        else:
            cursor = at + len(needle)
            pieces.extend(_paragraph_pieces(paragraph, length, starts[at:cursor], source))
        parts.append(paragraph)
        length += len(paragraph) + 2
    return HtmlText("\n\n".join(parts), _joined(pieces), tuple(not_aligned))


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
    for node in _nodes(source):
        if node.name:
            continue
        for token in _ENTITY.finditer(source, node.start, node.end):
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


def _joined(pieces: list[tuple[int, int, int]]) -> OffsetMap:
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
