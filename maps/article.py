"""A page of one article: its sentences in order, each with the reports that were read from it.

Knows the one document of a scene and which event came of which sentence. What nothing was read from is told as well, so
that a reader sees what the map leaves out. Refuses more sentences than anybody reads beside a map.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.documents import split_sentences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.model import Quote
    from maps.scene import Scene

MOST = 400
"""Sentences of an article that is shown whole."""


def article(scene: Scene, numbers: Mapping[str, int]) -> list[dict[str, Any]] | None:
    """The sentences of the scene's only document: `text`, and the `events` (by their `numbers`) told by it.

    None where the scene has several documents or a feed, or where the document is long or empty. Of events that tell of
    one sentence the order is that of the scene; those that are told again there come last. An event that somebody
    added by decision belongs to no sentence.
    """
    if len(scene.documents) != 1 or scene.feeds:
        return None
    document = scene.documents[0]
    sentences, _ = split_sentences(document)
    if not 0 < len(sentences) <= MOST:
        return None
    told: dict[int, list[int]] = {}
    for event in scene.events:
        if event.document_id == document.document_id and event.trigger != (0, 0):
            told.setdefault(event.sentence, []).append(numbers[event.event_id])
    spans = [document.offsets.to_original(each.start, each.end) for each in sentences]
    words = [document.text[each.start : each.end] for each in sentences]
    for event in scene.events:
        for again in event.retellings:
            place = _place_of(again, spans, words)
            number = numbers[event.event_id]
            if place is not None and number not in told.setdefault(place, []):
                told[place].append(number)
    return [{"text": text} | ({"events": told[place]} if place in told else {}) for place, text in enumerate(words)]


def _place_of(quote: Quote, spans: Sequence[tuple[int, int] | None], words: Sequence[str]) -> int | None:
    """Which sentence a quote is of: by its place in the original, else by its words; None where it is in none."""
    if quote.start is None:
        return words.index(quote.exact) if quote.exact in words else None
    found = (number for number, span in enumerate(spans) if span is not None and span[0] <= quote.start < span[1])
    return next(found, None)
