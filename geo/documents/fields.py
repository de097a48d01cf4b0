"""The names under which records carry what a document has: each name of the contract, and the names that others use.

Knows exports of news interfaces, crawlers, spreadsheets and front matter. A name is compared without case, blanks and
marks between words (`Published At`, `published_at` and `publishedAt` are one). Of several names for one thing the first
of the table counts that has a value; the contract's own goes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "_id", "guid", "uuid", "article_id", "message_id"),
    "title": ("title", "headline", "webTitle", "subject", "heading"),
    "text": (
        "text", "body", "content", "full_text", "article_text", "article_body", "article", "main_text", "maintext",
        "body_text", "raw_content", "story", "message", "content_text", "content_html",
        "description", "summary", "abstract",
    ),
    "published": (
        "published", "date_published", "published_date", "published_at", "published_on", "publish_date",
        "publication_date", "pub_date", "date_publish", "web_publication_date", "date", "datetime", "date_time",
        "created_at", "created", "timestamp", "posted_at", "time",
    ),
    "source": (
        "source", "source_name", "outlet", "publisher", "publication", "newspaper", "site_name", "media", "channel",
    ),
    "url": ("url", "link", "permalink", "web_url", "source_url", "article_url", "href", "uri"),
    "language": ("language", "lang"),
    "retold": ("retold",),
    "based_on": ("based_on",),
    "reported_by": ("reported_by",),
}  # fmt: skip
"""Each name of the contract with all names that are read as it, in the order in which they count."""
_INNER = ("name", "title", "value", "#text", "rendered")
"""Where a field holds an object (a source with an id and a name), its word stands under one of these."""
_LINKS = ("http://", "https://")


def plain_name(name: str) -> str:
    """A field's name without case, blanks and marks.

    >>> plain_name("Published At"), plain_name("published_at")
    ('publishedat', 'publishedat')
    """
    return "".join(letter for letter in name.casefold() if letter.isalnum())


_ORDER = {wanted: tuple(dict.fromkeys(map(plain_name, names))) for wanted, names in NAMES.items()}


def as_contract(fields: Mapping[str, object], columns: Mapping[str, str] | None = None) -> dict[str, object]:
    """The fields of a record under the names of the contract; what has none is left out.

    `columns` maps a name of the contract to the field that holds it, before all others.

    >>> as_contract({"Headline": "A", "publishedAt": "2021-08-12", "source": {"id": None, "name": "Wire"}, "score": 3})
    {'title': 'A', 'published': '2021-08-12', 'source': 'Wire'}
    """
    by_name: dict[str, object] = {}
    for name, value in fields.items():
        if _has_value(value):
            by_name.setdefault(plain_name(name), value)
    chosen = columns or {}
    found: dict[str, object] = {}
    for wanted, names in _ORDER.items():
        if wanted in chosen:
            value = fields.get(chosen[wanted])
        else:
            value = next((by_name[name] for name in names if name in by_name), None)
        if _has_value(value):
            found[wanted] = _word_of(value)
    if "url" in found and not str(found["url"]).startswith(_LINKS) and "url" not in chosen:
        link = next((by_name[n] for n in _ORDER["url"] if str(by_name.get(n, "")).startswith(_LINKS)), found["url"])
        found["url"] = link
    return found


def column_for(wanted: str, names: Iterable[str]) -> str | None:
    """The column of a table that holds what the contract calls `wanted`; None if there is none.

    >>> column_for("text", ["Headline", "Body", "Description"])
    'Body'
    """
    by_name: dict[str, str] = {}
    for name in names:
        by_name.setdefault(plain_name(name), name)
    return next((by_name[name] for name in _ORDER[wanted] if name in by_name), None)


def _has_value(value: object) -> bool:
    return value is not None and value != ""


def _word_of(value: object) -> object:
    """The word of a field that is an object; anything else as it is."""
    if isinstance(value, dict):
        return next((value[name] for name in _INNER if isinstance(value.get(name), str)), value)
    return value
