"""The quoted sentence: a span of a document's text as a W3C TextQuoteSelector.

Knows spans and offset maps; does not choose what is worth quoting. Offsets are given only where the words really
stand in the original.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import UsageError
from geo.model import Quote

if TYPE_CHECKING:
    from geo.model import Document, Sentence

CONTEXT = 32
"""How many characters before and after are kept with a quote."""


BETWEEN = " \u2026 "
"""What stands between the heading of a list and the entry that is quoted with it."""


def make_quote(document: Document, start: int, end: int, heading: Sentence | None = None) -> Quote:
    """Quote `document.text[start:end]`.

    `exact` is that text without surrounding white space, `prefix` and `suffix` up to 32 characters of the text around
    it. `Quote.start`, `Quote.end` count characters of the original, the end exclusive. Where the first or last
    character is a mark that the original writes in another way (an HTML entity for a quotation mark, say), the offset
    moves inward to the next character that stands there as such; only marks are passed over, never a letter or a
    digit. If that fails, both are None. The `heading` over a list is quoted before its entry, for it says what the
    entry is; both are None then too, for the words do not stand in one place.
    """
    text = document.text
    if not 0 <= start < end <= len(text):
        expected = f"a span within the text of {len(text)} characters"
        raise UsageError(expected, (start, end), "Spans count from 0, the end exclusive.")
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise UsageError("a span with words in it", "only white space", "Quote a sentence.")
    if heading is not None:
        over = make_quote(document, heading.start, heading.end)
        exact = f"{over.exact}{BETWEEN}{text[start:end]}"
        return Quote(exact=exact, prefix=over.prefix, suffix=text[end : end + CONTEXT])
    origin = _original_span(document, start, end)
    return Quote(
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        start=origin[0] if origin else None,
        end=origin[1] if origin else None,
    )


def _original_span(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """The span in the original; an unmapped mark at either end is passed over."""
    text, offsets = document.text, document.offsets
    while start < end - 1 and not text[start].isalnum() and offsets.to_original(start, start + 1) is None:
        start += 1
    while end - 1 > start and not text[end - 1].isalnum() and offsets.to_original(end - 1, end) is None:
        end -= 1
    span = offsets.to_original(start, end)
    return span if span and span[0] < span[1] else None
