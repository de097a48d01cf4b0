"""What a page's metadata says of the article: title, day, outlet, address, language.

Knows meta elements, JSON-LD and marked `time` elements. A day is never guessed from the text or the address.
"""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import islice

from geo.documents.markup import TAG, read_fragment

# Possessive and begun at the start of a name only: each letter is looked at a fixed number of times.
_ATTRIBUTE = re.compile(
    r"(?<![\w:.-])([\w:.-]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))",
)
_MOST_BLOCKS = 20
"""So many blocks of JSON-LD of a page are looked at; a page has one to three."""
_DATE_NAMES = (
    *("article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date"),
    *("pubdate", "publishdate", "publish_date", "publication_date", "parsely-pub-date", "sailthru.date", "date"),
)


def read_meta(source: str) -> dict[str, object]:
    """Title, published, source, url and language, as far as the page's metadata names them.

    `published` comes from a meta element, JSON-LD or a `time` element marked as the publication date, in this order.
    """
    found: dict[str, str] = {}
    canonical = language = time = None
    for match in TAG.finditer(source):
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
    blocks_at = re.finditer(r"<script[^>]{0,300}application/ld\+json[^>]{0,100}>", source, re.IGNORECASE)
    for match in islice(blocks_at, _MOST_BLOCKS):
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
