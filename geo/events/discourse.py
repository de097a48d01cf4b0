"""What the sentences of one document share: who "it" and "the insurgents" are, which city "the city" is, who is still speaking.

References are settled inside the document, nearest first; a reference with two possible answers gets none. Knows positions; refuses to know rules.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.actors import ActorSpan, is_armed
from geo.vocab import SETTLEMENT_KINDS, MentionRole, PlaceKind, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.events.masking import Chunk
    from geo.model import Actor, Document, Place, Resolution, Sentence

_REBEL_SIDES = frozenset({"taliban", "nrf", "iskp"})
_PRONOUN_REACH = 2
_PLACE_REACH = 3
_ANAPHOR_KINDS = {
    "city": SETTLEMENT_KINDS,
    "town": SETTLEMENT_KINDS,
    "provincial capital": SETTLEMENT_KINDS,
    "provincial seat": SETTLEMENT_KINDS,
    "district": frozenset({PlaceKind.DISTRICT}),
}


class Discourse:
    """The actors and places of one document by sentence. Read only after it is built."""

    def __init__(self, document: Document, sentences: Sequence[Sentence], resolutions: Sequence[Resolution], actors: Sequence[ActorSpan]) -> None:
        """Sort the document's actors and places into its sentences."""
        self.document = document
        self.sentences = sentences
        self._actors: dict[int, list[ActorSpan]] = {}
        for span in actors:
            self._actors.setdefault(self._sentence_at(span.start), []).append(span)
        self._places: dict[int, list[Resolution]] = {}
        for resolution in resolutions:
            self._places.setdefault(resolution.mention.sentence, []).append(resolution)
        self.armed_sides = frozenset(span.actor.side for span in actors if span.actor.side and is_armed(span.actor) and not span.actor.side.startswith("other:"))
        self.rebels = frozenset(self.armed_sides & _REBEL_SIDES)

    def _sentence_at(self, position: int) -> int:
        return bisect_right(self.sentences, position, key=lambda sentence: sentence.start) - 1

    def actors_in(self, sentence: Sentence) -> Sequence[ActorSpan]:
        """The actors of a sentence, left to right."""
        return self._actors.get(sentence.index, ())

    def places_in(self, sentence: Sentence) -> Sequence[Resolution]:
        """The resolved mentions of a sentence, left to right."""
        return self._places.get(sentence.index, ())

    def actor(self, chunk: Chunk, sentence: Sentence) -> Actor | None:
        """The actor behind a mark: a pronoun's, or a nameless rebel's, is looked up in what stands before it."""
        if chunk.actor is None:
            return self._subject_before(sentence)
        actor = chunk.actor.actor
        if actor.side is None and actor.actor_class == "rebel":
            return replace(actor, side=self._rebel_side(chunk.start))
        return actor

    def _rebel_side(self, position: int) -> str | None:
        if len(self.rebels) == 1:
            return next(iter(self.rebels))
        best: str | None = None
        for spans in self._actors.values():
            for span in spans:
                if span.start < position and span.actor.side in _REBEL_SIDES:
                    best = span.actor.side
        return best

    def _subject_before(self, sentence: Sentence) -> Actor | None:
        """The first party that one of the two sentences before begins with, of the same paragraph, else the paragraph before."""
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _PRONOUN_REACH), -1):
            for span in self._actors.get(index, ()):
                if span.actor.side is not None and is_armed(span.actor):
                    return span.actor
        return None

    def place(self, chunk: Chunk, sentence: Sentence) -> Place | None:
        """The place behind a mark; for "the city", the last settlement before it within three sentences."""
        if chunk.resolution is not None:
            return chunk.resolution.place
        kinds = _ANAPHOR_KINDS.get(chunk.word or "")
        if kinds is None:
            return None
        for index in range(sentence.index, max(-1, sentence.index - 1 - _PLACE_REACH), -1):
            found = self._last(self._places.get(index, ()), kinds, chunk.start)
            if found:
                return found
        return None

    @staticmethod
    def _last(resolutions: Iterable[Resolution], kinds: frozenset[PlaceKind], before: int) -> Place | None:
        best = None
        for resolution in resolutions:
            place = resolution.place
            if place is None or resolution.mention.start >= before or resolution.mention.role is not MentionRole.PLACE:
                continue
            if place.kind in kinds and place.place_precision is not PlacePrecision.NEAR:
                best = place
        return best
