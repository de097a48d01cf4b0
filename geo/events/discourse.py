"""What the sentences of one document share.

Who "it" and "the insurgents" are, which city "the city" is, who is still speaking.

References are settled inside the document, nearest first; a reference with two possible answers gets none. Knows
positions; refuses to know rules.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from geo.country.classes import is_armed
from geo.dateline import find_dateline
from geo.events.when import lead_day
from geo.vocab import SETTLEMENT_KINDS, MentionRole, PlaceKind, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.country import ActorSpan, CountryPack
    from geo.dates import DateSpan
    from geo.events.masking import Chunk
    from geo.model import Actor, Document, Place, Resolution, Sentence

_REBEL_SIDES = frozenset({"taliban", "nrf", "iskp"})
_LEAD_SENTENCES = 3
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

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        resolutions: Sequence[Resolution],
        actors: Sequence[ActorSpan],
        country: CountryPack,
    ) -> None:
        """Sort the document's actors and places into its sentences."""
        self.document = document
        self.country = country
        self.sentences = sentences
        self.armed_sides = frozenset(
            span.actor.side
            for span in actors
            if span.actor.side and is_armed(span.actor) and not span.actor.side.startswith("other:")
        )
        self.rebels = frozenset(self.armed_sides & _REBEL_SIDES)
        self._actors: dict[int, list[ActorSpan]] = {}
        for span in self._with_sides(actors):
            self._actors.setdefault(self._sentence_at(span.start), []).append(span)
        dateline = find_dateline(document.text)
        self.body_start = dateline.end if dateline else 0
        self._places: dict[int, list[Resolution]] = {}
        for resolution in resolutions:
            self._places.setdefault(resolution.mention.sentence, []).append(resolution)

    @cached_property
    def lead_day(self) -> DateSpan | None:
        """The day that the head of the report is about."""
        return lead_day(self._head(), self.document.published)

    def _head(self) -> str:
        """The headline and the first sentences of the body, behind the dateline."""
        start = self.body_start
        told = (s for s in self.sentences if not s.is_headline and s.end > start and self._is_prose(s))
        body = list(islice(told, _LEAD_SENTENCES))
        return " ".join(self.document.text[max(start, s.start) : s.end] for s in body)

    def _is_prose(self, sentence: Sentence) -> bool:
        """Whether it ends as a sentence does: a line such as "For immediate release" is no lead."""
        return self.document.text[sentence.start : sentence.end].rstrip("\"”’')").endswith((".", "!", "?"))

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
