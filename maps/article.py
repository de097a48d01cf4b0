"""A page of one article: its sentences in order, each with the reports that were read from it.

Knows the one document of a scene and which event came of which sentence. What nothing was read from is told as well, so
that a reader sees what the map leaves out. Refuses more sentences than anybody reads beside a map.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.documents import split_sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maps.scene import Scene

MOST = 400
"""Sentences of an article that is shown whole."""


def article(scene: Scene, numbers: Mapping[str, int]) -> list[dict[str, Any]] | None:
    """The sentences of the scene's only document: `text`, and the `events` (by their `numbers`) read from it.

    None where the scene has several documents or a feed, or where the document is long or empty. Of events that tell of
    one sentence the order is that of the scene; an event that somebody added by decision belongs to no sentence.
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
    return [
        {"text": document.text[each.start : each.end]} | ({"events": told[place]} if place in told else {})
        for place, each in enumerate(sentences)
    ]
