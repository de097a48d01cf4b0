"""What the sentences of one document share.

Who "it" and "the insurgents" are, which city "the city" is, who is still speaking.

References are settled inside the document, nearest first; a reference with two possible answers gets none. Knows
positions; refuses to know rules.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.country.classes import is_armed
from geo.vocab import SETTLEMENT_KINDS, MentionRole, PlaceKind, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.country import ActorSpan
    from geo.events.masking import Chunk
    from geo.model import Actor, Place, Resolution, Sentence
    from geo.text import AnnotatedDocument

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

    def __init__(self, annotated: AnnotatedDocument) -> None:
        """Give nameless rebels and spokesmen the party that the text speaks of."""
        self.annotated = annotated
        self.document = annotated.document
        self.country = annotated.country
        self.sentences = annotated.sentences
        armed = frozenset(
            span.actor.side
            for span in annotated.actors
            if span.actor.side and is_armed(span.actor) and not span.actor.side.startswith("other:")
        )
        self.rebels = frozenset(armed & _REBEL_SIDES)
        self._actors: dict[int, list[ActorSpan]] = {}
        for span in self._with_sides(annotated.actors):
            self._actors.setdefault(self._sentence_at(span.start), []).append(span)
        self._places: dict[int, Sequence[Resolution]] = {
            sentence.index: annotated.names_in(sentence) for sentence in annotated.sentences
        }

    def _sentence_at(self, position: int) -> int:
        return bisect_right(self.sentences, position, key=lambda sentence: sentence.start) - 1

    def actors_in(self, sentence: Sentence) -> Sequence[ActorSpan]:
        """The actors of a sentence, left to right."""
        return self._actors.get(sentence.index, ())

    def places_in(self, sentence: Sentence) -> Sequence[Resolution]:
        """The resolved mentions of a sentence, left to right."""
        return self._places.get(sentence.index, ())

    def actor(self, chunk: Chunk, sentence: Sentence) -> Actor | None:
        """The actor behind a mark; a pronoun's is looked up in what stands before it."""
        if chunk.actor is not None:
            return chunk.actor.actor
        return self._party_before(sentence, chunk.start) or self._subject_before(sentence)

    def _with_sides(self, actors: Sequence[ActorSpan]) -> Iterator[ActorSpan]:
        """Give nameless rebels and spokesmen the party that the text before them speaks of."""
        party: tuple[int, str] | None = None
        rebel: str | None = None
        voice: tuple[int, str] | None = None
        for span in actors:
            actor = span.actor
            if actor.side is None and span.rebel:
                only = next(iter(self.rebels)) if len(self.rebels) == 1 else rebel
                actor = replace(actor, side=only)
            elif actor.side is None and actor.actor_class == "spokesperson":
                known = next((found for found in (voice, party) if found and self._near(found[0], span.start)), None)
                actor = replace(actor, side=known[1] if known else None)
            if actor.side is not None and actor.actor_class == "spokesperson":
                voice = (span.start, actor.side)
            if actor.side is not None and actor.actor_class != "civilians":
                party = (span.start, actor.side)
                rebel = actor.side if actor.side in _REBEL_SIDES else rebel
            yield replace(span, actor=actor)

    def _near(self, before: int, position: int) -> bool:
        return self._sentence_at(position) - self._sentence_at(before) <= _PRONOUN_REACH

    def _party_before(self, sentence: Sentence, position: int) -> Actor | None:
        """The last party before a pronoun in its own sentence: "the Taliban said that they ..."."""
        found = [
            span.actor
            for span in self._actors.get(sentence.index, ())
            if span.end <= position and span.actor.side is not None
        ]
        return found[-1] if found else None

    def _subject_before(self, sentence: Sentence) -> Actor | None:
        """The first armed party of the nearest of the two sentences before."""
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _PRONOUN_REACH), -1):
            for span in self._actors.get(index, ()):
                if span.actor.side is not None and is_armed(span.actor):
                    return span.actor
        return None

    def place(self, chunk: Chunk, sentence: Sentence) -> Place | None:
        """The place behind a mark.

        For "the city", the first settlement of the nearest of the three sentences before it.
        """
        if chunk.resolution is not None:
            return chunk.resolution.place
        kinds = _ANAPHOR_KINDS.get(chunk.word or "")
        if kinds is None:
            return None
        for index in range(sentence.index, max(-1, sentence.index - 1 - _PLACE_REACH), -1):
            found = self._first(self._places.get(index, ()), kinds, chunk.start)
            if found:
                return found
        return None

    @staticmethod
    def _first(resolutions: Iterable[Resolution], kinds: frozenset[PlaceKind], before: int) -> Place | None:
        for resolution in resolutions:
            place = resolution.place
            if place is None or resolution.mention.start >= before or resolution.mention.role is not MentionRole.PLACE:
                continue
            if place.kind in kinds and place.place_precision is not PlacePrecision.NEAR:
                return place
        return None
