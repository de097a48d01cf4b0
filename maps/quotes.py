"""Where in its quoted sentence the words stand that made a rule fire.

Knows the two systems of offsets (`Event.trigger` counts in the document's text, `Quote.start` in the original) and
refuses to guess: where the words cannot be found with certainty, the quote stays unmarked.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.model import Document, Event

Marked = tuple[str, str, str]
_AROUND = 28
"""Characters that a short quote keeps before and after the marked words."""
_HEAD = 70
"""Characters that are kept where no words are marked."""


class Quotes(StrEnum):
    """How much of each quote the page holds."""

    FULL = "full"
    SHORT = "short"


def short_quote(marked: Marked) -> Marked:
    """The marked words with a little around them, cut between words; an ellipsis stands for what was cut off.

    >>> short_quote(("Fighters entered the old town at dawn and then ", "took Zaranj", ", a lawmaker said."))
    ('…old town at dawn and then ', 'took Zaranj', ', a lawmaker said.')
    """
    before, words, after = marked
    if not words:
        return _start(before, _HEAD), "", ""
    tail = before[len(before) - _AROUND :].partition(" ")[2] if len(before) > _AROUND else before
    return (f"…{tail}" if tail != before else before, words, _start(after, _AROUND))


def _start(text: str, most: int) -> str:
    """The beginning of a text, cut before a word; the text itself if it is no longer than that and one word."""
    if len(text) <= most:
        return text
    kept = text[:most].rpartition(" ")[0] or text[:most]
    return f"{kept}…"


def marked_quote(event: Event, document: Document | None) -> Marked:
    """The quote before, in and after the trigger words; joined, `quote.exact`; the middle is empty if unknown."""
    exact = event.quote.exact
    span = None
    if document is not None:
        span = _in_text(event, document) or _in_original(event, document)
    if span is None:
        return exact, "", ""
    start, end = span
    return exact[:start], exact[start:end], exact[end:]


def body_telling(event: Event, document: Document | None) -> tuple[int, int, int] | None:
    """Of an event that its document's headline tells first: the first sentence of the body that tells of it.

    That is its place in `retellings` and the span of the words that tell it there, in its text on one line; the span is
    empty where they do not stand in it as quoted. None where the event is of the body, or the headline alone tells it.
    """
    if document is None or event.feed_row or event.trigger[0] >= document.headline_end:
        return None
    for number, (quote, at) in enumerate(zip(event.retellings, event.retold_at, strict=False)):
        if at[0] < document.headline_end:
            continue
        start, end = _span(quote.exact, at, document.text) or (0, 0)
        lead, words = _on_one_line(quote.exact[:start]), _on_one_line(quote.exact[start:end])
        return number, len(lead), len(lead) + len(words)
    return None


def _on_one_line(text: str) -> str:
    """The text with single blanks, and one at its end where it has any there."""
    joined = " ".join(text.split())
    return f"{joined} " if joined and text[-1].isspace() else joined


def _in_text(event: Event, document: Document) -> tuple[int, int] | None:
    """The span found through the document's text: the sentence stands there as quoted, around the trigger."""
    return _span(event.quote.exact, event.trigger, document.text)


def _span(exact: str, words: tuple[int, int], text: str) -> tuple[int, int] | None:
    """Where `words`, a span of the text, stand in a sentence of it; None where the sentence is not around them."""
    start, end = words
    if not 0 <= start < end <= len(text):
        return None
    sentence = text.rfind(exact, max(0, end - len(exact)), start + len(exact))
    if sentence < 0 or not sentence <= start < end <= sentence + len(exact):
        return None
    return start - sentence, end - sentence


def _in_original(event: Event, document: Document) -> tuple[int, int] | None:
    """The span found through the original: needed where cleaning changed the sentence."""
    start, end = event.trigger
    if event.quote.start is None or not 0 <= start < end <= len(document.text):
        return None
    original = document.offsets.to_original(start, end)
    if original is None:
        return None
    first, last = original[0] - event.quote.start, original[1] - event.quote.start
    return (first, last) if 0 <= first < last <= len(event.quote.exact) else None
