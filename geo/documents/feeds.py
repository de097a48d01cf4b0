"""RSS and Atom feeds from local bytes.

Knows entries; never fetches: feedparser is handed a stream of the bytes at hand, so no address in them is ever
opened. The original of an entry is its content as the feed gives it, entities of the XML decoded.
"""

from __future__ import annotations

import io
from functools import partial
from typing import TYPE_CHECKING, Any

from geo.documents.bytes_in import MAX_BYTES, decode
from geo.documents.markup import read_fragment
from geo.documents.record import RawRecord, hash_text
from geo.errors import Problem, ProblemKind
from geo.seam import Piece, attempt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.documents.formats import Origin


def read_feed(raw: bytes, origin: Origin) -> Iterator[RawRecord | Problem]:
    """The entries of a feed, in its order.

    An entry's text is its content, else its summary. A feed whose XML is broken is a problem, and the entries that
    can still be made out are read. `published` is the entry's, else its `updated`: the words at hand were out by
    then.
    """
    import feedparser  # noqa: PLC0415 - heavy, and only feeds need it

    decode(raw, is_markup=True)  # feedparser would guess an encoding; a broken one is refused here
    try:
        feed: Any = feedparser.parse(io.BytesIO(raw), resolve_relative_uris=False, sanitize_html=False)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        # What damaged XML makes its parsers raise, where it does not note it.
        message = f"The feed's XML is broken ({type(error).__name__}); none of its entries could be read."
        yield Problem(kind=ProblemKind.BROKEN_FEED, message=message, file=origin.file)
        return
    fault = feed.get("bozo_exception")
    if fault is not None and not isinstance(fault, feedparser.CharacterEncodingOverride):
        line = fault.getLineNumber() if hasattr(fault, "getLineNumber") else None
        reason = fault.getMessage() if hasattr(fault, "getMessage") else str(fault)
        message = f"The feed's XML is broken ({reason}); {len(feed.entries)} entries could be read."
        yield Problem(kind=ProblemKind.BROKEN_FEED, message=message, file=origin.file, line=line)
    elif not feed.entries:
        message = "The feed has no entries." if feed.get("version") else "This XML is neither RSS nor Atom."
        yield Problem(kind=ProblemKind.BROKEN_FEED, message=message, file=origin.file)
    for number, entry in enumerate(feed.entries, 1):
        yield attempt(partial(_read_entry, entry, feed.feed, number, origin), Piece(origin.file))


def _read_entry(entry: Any, feed: Any, number: int, origin: Origin) -> RawRecord | Problem:  # noqa: ANN401 - feedparser is untyped
    contents = [found.get("value") or "" for found in entry.get("content", [])]
    content = max(contents, key=len, default="") or entry.get("summary") or ""
    entry_id = entry.get("id") or entry.get("link") or f"{origin.file}#{number}"
    if len(content) > MAX_BYTES:
        message = f"Entry {number} is longer than the limit of {MAX_BYTES:,} characters."
        return Problem(kind=ProblemKind.TOO_LARGE, message=message, file=origin.file, document_id=str(entry_id))
    read = read_fragment(content)
    return RawRecord(
        text=read.text,
        offsets=read.offsets,
        sha256=hash_text(content),
        fallback_id=str(entry_id),
        file=origin.file,
        meta={
            "title": _plain(entry.get("title")),
            "published": entry.get("published") or entry.get("updated"),
            "source": _plain(feed.get("title")),
            "url": _address(entry.get("link")),
            "language": (feed.get("language") or "").split("-")[0].lower() or None,
        },
        sidecar=origin.sidecar,
        given=origin.given,
    )


def _address(link: object) -> str | None:
    """A web address; feedparser also gives identifiers as links."""
    return link if isinstance(link, str) and link.startswith(("https://", "http://")) else None


def _plain(value: object) -> str | None:
    return " ".join(read_fragment(value).text.split()) or None if isinstance(value, str) else None
