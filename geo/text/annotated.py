"""One document with its layers, each made once: folded text, sentences, dateline, names, actors, dates.

Everything that reads a text asks here, so that nothing is folded, split or searched twice. Spans are those of
`Document.text`. The layers that are given (sentences, names, actors) were made by the stages before.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from geo.country import ActorSpan
from geo.dateline import find_dateline
from geo.datewords import find_dates
from geo.gazetteer.fold import fold
from geo.model import Actor
from geo.text.tolls import find_tolls
from geo.text.years_told import YearsTold
from geo.vocab import MentionRole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.country import CountryPack
    from geo.datewords import DateExpression
    from geo.model import Document, Resolution, Sentence
    from geo.text.tolls import Toll


VOICE_REACH = 2
"""So many sentences on, a nameless spokesman is still the one that was heard before."""


class AnnotatedDocument:
    """A document and its layers. Read only once it is built."""

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        resolutions: Sequence[Resolution],
        actors: Sequence[ActorSpan],
        country: CountryPack,
    ) -> None:
        """Sort the layers that are given into the document's sentences."""
        self.document = document
        self.text = document.text
        self.sentences = sentences
        self.resolutions = resolutions
        self.actors = actors
        self._names: dict[int, list[Resolution]] = {}
        for resolution in resolutions:
            self._names.setdefault(resolution.mention.sentence, []).append(resolution)
        self._actors: dict[int, list[ActorSpan]] = {}
        for span in actors:
            self._actors.setdefault(self.sentence_at(span.start), []).append(span)
        self._dates_found: dict[int, tuple[DateExpression, ...]] = {}
        self._days: dict[int, tuple[DateExpression, ...]] = {}
        self._tolls: dict[int, tuple[Toll, ...]] = {}
        self.country = country

    @classmethod
    def of(
        cls,
        document: Document,
        sentences: Sequence[Sentence],
        resolutions: Sequence[Resolution],
        country: CountryPack,
    ) -> AnnotatedDocument:
        """Annotate a document: its actors are found, and place names that act for a state are among them."""
        actors = list(country.actors.find(document.text, document.published))
        actors += _governments(resolutions, country, actors)
        actors.sort(key=lambda span: (span.start, span.end))
        return cls(document, sentences, resolutions, list(_with_voices(actors, sentences)), country)

    @cached_property
    def folded(self) -> str:
        """The text in plain lower-case letters, one character for one."""
        return fold(self.text)

    @cached_property
    def body_start(self) -> int:
        """Where the body begins: behind the dateline, 0 where there is none."""
        dateline = find_dateline(self.text)
        return dateline.end if dateline else 0

    def prose_start(self, sentence: Sentence) -> int:
        """Where a sentence begins behind a dateline that opens it."""
        return self.body_start if sentence.start < self.body_start <= sentence.end else sentence.start

    def sentence_at(self, position: int) -> int:
        """The index of the sentence that holds a position of the text."""
        return bisect_right(self.sentences, position, key=lambda sentence: sentence.start) - 1

    def names_in(self, sentence: Sentence) -> Sequence[Resolution]:
        """All resolved mentions of a sentence, left to right."""
        return self._names.get(sentence.index, ())

    def places_in(self, sentence: Sentence) -> Sequence[Resolution]:
        """The mentions of a sentence that stand for places."""
        return [found for found in self.names_in(sentence) if found.mention.role is MentionRole.PLACE]

    def actors_in(self, sentence: Sentence) -> Sequence[ActorSpan]:
        """The actors of a sentence, left to right."""
        return self._actors.get(sentence.index, ())

    def days_in(self, sentence: Sentence) -> tuple[DateExpression, ...]:
        """The date expressions of a sentence, with spans of the document's text; those of the dateline left out."""
        if sentence.index not in self._days:
            start = self.prose_start(sentence)
            found = self._dated[sentence.index]
            self._days[sentence.index] = tuple(
                replace(
                    day,
                    start=day.start + sentence.start,
                    end=day.end + sentence.start,
                    bound_start=day.bound_start + sentence.start,
                )
                for day in found
                if day.start + sentence.start >= start and not self._is_stamp(day, sentence)
            )
        return self._days[sentence.index]

    @cached_property
    def _dated(self) -> list[tuple[DateExpression, ...]]:
        """The date expressions of each sentence, with spans of the sentence, and the years that the text gives them."""
        years = YearsTold(self.text, self.document.published)
        return [years.completed(sentence, self._dates(sentence)) for sentence in self.sentences]

    def _is_stamp(self, day: DateExpression, sentence: Sentence) -> bool:
        """Whether a day before a colon opens the headline and is the publication's: "June 8: Forces find weapons"."""
        if not sentence.is_headline or day.start or self.text[sentence.start + day.end :][:1] != ":":
            return False
        span = day.resolve(self.document.published)
        return span is not None and span.day is not None and span.day == self.document.published

    def tolls_in(self, sentence: Sentence) -> tuple[Toll, ...]:
        """The dead and injured that a sentence counts, with spans of the sentence."""
        if sentence.index not in self._tolls:
            words = self.text[sentence.start : sentence.end]
            self._tolls[sentence.index] = find_tolls(words, self._dates(sentence))
        return self._tolls[sentence.index]

    def _dates(self, sentence: Sentence) -> tuple[DateExpression, ...]:
        """All date expressions of a sentence, with spans of the sentence."""
        if sentence.index not in self._dates_found:
            self._dates_found[sentence.index] = find_dates(self.text[sentence.start : sentence.end])
        return self._dates_found[sentence.index]


def _governments(
    resolutions: Sequence[Resolution], country: CountryPack, actors: Sequence[ActorSpan]
) -> Iterator[ActorSpan]:
    """The place names that stand for a government ("Kabul said"), as actors, where no actor stands already."""
    for found in resolutions:
        mention = found.mention
        if mention.role is not MentionRole.GOVERNMENT:
            continue
        if any(span.start < mention.end and mention.start < span.end for span in actors):
            continue
        home = found.place is not None and found.place.country_code == country.code
        side = "government" if home else f"other:{mention.surface}"
        actor = Actor(name=mention.surface, side=side, actor_class="government" if home else "foreign_state")
        yield ActorSpan(start=mention.start, end=mention.end, actor=actor, named=True)


def _with_voices(actors: Sequence[ActorSpan], sentences: Sequence[Sentence]) -> Iterator[ActorSpan]:
    """Give a nameless spokesman or statement the party whose voice was heard last, else that was told of last."""
    voice: tuple[int, str] | None = None
    party: tuple[int, str] | None = None
    earlier: tuple[int, str] | None = None
    for span in actors:
        index = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
        actor = span.actor
        if actor.side is None and actor.actor_class == "spokesperson":
            if party is not None and party[0] < index:
                earlier = party
            known = (earlier,) if span.owned else (voice, party)  # "the army did it," their spokesman said
            near = [each for each in known if each is not None and index - each[0] <= VOICE_REACH]
            actor = replace(actor, side=near[0][1]) if near else actor
        if actor.side is not None and actor.actor_class == "spokesperson":
            voice = (index, actor.side)
        if actor.side is not None and actor.actor_class != "civilians":
            if party is not None and party[0] < index:
                earlier = party
            party = (index, actor.side)
        yield span if actor is span.actor else replace(span, actor=actor)
