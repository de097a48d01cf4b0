"""What a language model tells, held against the text: an event is kept only where the text bears it out.

The quote must stand in the text, the place must be one that was read there, the day is read again from its words, and
a taking that our own cues read as feared or denied is not kept as a fact. Knows one document; knows no service.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.datewords import find_dates
from geo.events.building import build_event
from geo.events.discourse import Discourse
from geo.events.lexicon import Rule
from geo.events.llm_schema import AnswerError
from geo.events.masking import mask
from geo.events.matching import SentenceReader
from geo.events.mode import is_elsewhere
from geo.events.patterns import Alternatives
from geo.events.requirements import meets, words_for
from geo.events.speech import implied_speaker, pronoun_speech, speaker
from geo.events.territory import tag_of, unit_of
from geo.model import Actor
from geo.vocab import TERRITORY_TYPES, AssertionMode, MentionRole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.country import CountryPack
    from geo.dates import DateSpan
    from geo.datewords import Direction
    from geo.events.llm_schema import Told
    from geo.events.masking import MaskedSentence
    from geo.events.matching import Asserted
    from geo.events.speech import Speech
    from geo.events.territory import TerritoryUnit
    from geo.model import Document, Event, Place, Resolution, Sentence

_LOOK_AT = 50
"""So many places where the same words stand are looked at."""
_SPEECH_REACH = 4
_PLACE_REACH = 3
_HOLDS_GROUND = "no_civilians"


class AnswerReader:
    """Turns what a model tells about one document into events, or says why not."""

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        resolutions: Sequence[Resolution],
        rule_id: str,
        country: CountryPack,
    ) -> None:
        """Take the document with its sentences and place names, and the country; `rule_id` marks its events."""
        self.document = document
        self.sentences = sentences
        self.resolutions = resolutions
        self.rule_id = rule_id
        actors = country.actors.find(document.text, document.published)
        self.discourse = Discourse(document, sentences, resolutions, actors, country)

    def event(self, told: Told) -> Event:
        """The event that the text bears out.

        Raises:
            AnswerError: It does not; the message says in what.
        """
        sentence, start, end = self._trigger(told)
        masked = self._masked(sentence)
        reader = SentenceReader(masked, self.discourse, self._speech(sentence, masked), None)
        span = masked.to_masked(start, end)
        place = self._place(told, sentence, start)
        unit = unit_of(place) if told.action is not None and place is not None else None
        self._check_tag(told, unit)
        actor, recipient = self._party("actor", told.actor, masked), self._party("recipient", told.recipient, masked)
        asserted = self._asserted(told, reader, span)
        if told.action is not None:
            self._check_taking(told, reader, span, actor)
        finding = reader.finding(self._rule(told, told.mode), span, (place, unit), (actor, recipient), asserted)
        return build_event(finding, reader)

    def _rule(self, told: Told, mode: AssertionMode | None) -> Rule:
        """A rule that stands for the model: it brings the tag and, if given, the mode, and no pattern."""
        return Rule(
            rule_id=self.rule_id,
            event_type=None if told.action is not None else told.tag,
            action=told.action,
            pattern=Alternatives(()),
            anchors=frozenset(),
            requires=None,
            subject="left",
            force=None,
            nominal=False,
            mode=mode,
            plover=None,
            expects=told.mode,
            examples=(),
            counter_examples=(),
            source="a language model",
            order=0,
        )

    def _trigger(self, told: Told) -> tuple[Sentence, int, int]:
        """The sentence that holds the quote, and the span of the trigger in the text."""
        at = told.quote.find(told.trigger)
        if at < 0:
            message = "its trigger does not stand in its quote"
            raise AnswerError(message)
        if not any(letter.isalnum() for letter in told.trigger):
            message = "its trigger has no word in it"
            raise AnswerError(message)
        quotes = list(_occurrences(self.document.text, told.quote))
        if not quotes:
            message = "its quote does not stand in the text"
            raise AnswerError(message)
        for start in quotes:
            sentence = self._sentence_at(start)
            if sentence is not None and start + len(told.quote) <= sentence.end:
                return sentence, start + at, start + at + len(told.trigger)
        message = "its quote runs over more than one sentence"
        raise AnswerError(message)

    def _sentence_at(self, position: int) -> Sentence | None:
        return next((each for each in self.sentences if each.start <= position < each.end), None)

    def _masked(self, sentence: Sentence) -> MaskedSentence:
        places, actors = self.discourse.places_in(sentence), self.discourse.actors_in(sentence)
        return mask(self.document.text, sentence, places, actors, body_start=self.discourse.body_start)

    def _speech(self, sentence: Sentence, masked: MaskedSentence) -> Speech | None:
        """Who says so; behind "he said", who spoke in the sentences before."""
        found = speaker(masked, self.document.text)
        if found is not None or not pronoun_speech(masked):
            return found
        for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _SPEECH_REACH), -1):
            before = self._masked(self.sentences[index])
            if said := speaker(before, self.document.text) or implied_speaker(before, self.document.text):
                return said
        return None

    def _place(self, told: Told, sentence: Sentence, start: int) -> Place | None:
        """The place of the mention with these words: in the sentence, else the last before it, else the first.

        What changes hands must be named in the quote; if that names no place, in the three sentences before.
        """
        words = told.place
        if words is None:
            return None
        known = [each for each in self.resolutions if each.mention.role is MentionRole.PLACE]
        named = [each for each in known if self._is(each, words)]
        if told.action is not None and named:
            inside = [each for each in known if self._stands_in(each, told.quote, sentence)]
            reach = range(sentence.index - _PLACE_REACH, sentence.index)
            near = inside or [each for each in known if each.mention.sentence in reach]
            named = [each for each in named if each in near]
            if not named:
                message = f'its place "{words[:40]}" is not the one that its quote speaks of'
                raise AnswerError(message)
        if not named:
            message = f'its place "{words[:40]}" is none of the places read in the text'
            raise AnswerError(message)
        nearest = min(named, key=lambda each: self._distance(each, sentence, start))
        if nearest.place is None:
            message = f'its place "{words[:40]}" is not resolved'
            raise AnswerError(message)
        return nearest.place

    def _stands_in(self, resolution: Resolution, quote: str, sentence: Sentence) -> bool:
        """Whether the mention stands in the quote, which is part of the sentence."""
        start = self.document.text.find(quote, sentence.start)
        return start <= resolution.mention.start < start + len(quote)

    def _is(self, resolution: Resolution, words: str) -> bool:
        mention = resolution.mention
        return words in {mention.surface, self.document.text[mention.phrase_start : mention.phrase_end]}

    @staticmethod
    def _distance(resolution: Resolution, sentence: Sentence, start: int) -> tuple[int, int]:
        at = resolution.mention.start
        if resolution.mention.sentence == sentence.index:
            return 0, abs(at - start)
        return (1, start - at) if at < start else (2, at)

    @staticmethod
    def _check_tag(told: Told, unit: TerritoryUnit | None) -> None:
        """See that tag, action and the unit that the place is go together: a district is never its capital."""
        if told.action is None:
            if told.tag in TERRITORY_TYPES:
                message = f"it has the tag {told.tag} and no action"
                raise AnswerError(message)
            return
        derived = tag_of(told.action, unit.unit if unit else None)
        if derived is not told.tag:
            what = unit.unit if unit else "no known unit"
            message = f"it has the tag {told.tag}, but {told.action} with {what} is {derived}"
            raise AnswerError(message)

    def _party(self, role: str, words: str | None, masked: MaskedSentence) -> Actor | None:
        """Who the words mean, with the side and class that our own registry gives them."""
        if words is None:
            return None
        places = list(_occurrences(self.document.text, words))
        if not places:
            message = f'its {role} "{words[:40]}" does not stand in the text'
            raise AnswerError(message)
        inside = [at for at in places if masked.sentence.start <= at < masked.sentence.end]
        for _, chunk in masked.marks("[AC]"):
            if any(at < chunk.end and chunk.start < at + len(words) for at in inside):
                return self.discourse.actor(chunk, masked.sentence) or Actor(name=words)
        for at in places:
            sentence = self._sentence_at(at)
            for span in self.discourse.actors_in(sentence) if sentence else ():
                if at < span.end and span.start < at + len(words):
                    return span.actor
        return Actor(name=words)

    def _asserted(self, told: Told, reader: SentenceReader, span: tuple[int, int]) -> Asserted:
        """The mode that the model tells, with the day that the text gives."""
        return reader.asserted(self._rule(told, told.mode), *span, self._day(told, reader.masked))

    def _day(self, told: Told, masked: MaskedSentence) -> DateSpan | None:
        """The day of the words that date the event; None where there are none, and the sentence must say.

        In the sentence itself the words are read with what bounds them ("by Aug. 31" dates nothing that has happened).
        """
        if told.date is None:
            return None
        places = list(_occurrences(self.document.text, told.date))
        if not places:
            message = f'its date "{told.date[:40]}" does not stand in the text'
            raise AnswerError(message)
        direction: Direction = "future" if told.mode is AssertionMode.FUTURE else "past"
        inside = [at for at in places if masked.sentence.start <= at < masked.sentence.end]
        near = [
            chunk.day
            for _, chunk in masked.marks("D")
            if chunk.day and any(at < chunk.end and chunk.start < at + len(told.date) for at in inside)
        ]
        for mention in near or find_dates(told.date):
            if mention.is_deadline and told.mode is AssertionMode.ACTUAL:
                continue
            day = mention.resolve(self.document.published, direction)
            if day is not None:
                return day
        return None

    def _check_taking(self, told: Told, reader: SentenceReader, span: tuple[int, int], actor: Actor | None) -> None:
        """See that nothing speaks against what could move the ledger: cues of doubt, an election, a civilian."""
        if is_elsewhere(reader.masked.text, span[1]):
            message = "its sentence tells of an election or a game"
            raise AnswerError(message)
        if not meets(_HOLDS_GROUND, actor):
            message = f"who acts is not {words_for(_HOLDS_GROUND)}"
            raise AnswerError(message)
        doubtful = replace(self._rule(told, None), nominal=True)  # cues behind a noun count as well: "was denied"
        own = reader.asserted(doubtful, *span, self._day(told, reader.masked))
        if told.mode is AssertionMode.ACTUAL and own.cue is not None and own.mode is not AssertionMode.ACTUAL:
            message = f'it is told as actual, but "{own.cue}" makes it {own.mode}'
            raise AnswerError(message)


def refused(event: Told | None, reason: AnswerError) -> str:
    """Why an event was not kept, in words."""
    what = f' of "{" ".join(event.quote.split())[:80]}"' if event is not None else ""
    return f"An event that the model told{what} was not kept: {reason}."


def _occurrences(text: str, words: str) -> Iterator[int]:
    """Where the words stand as whole words, the first so many."""
    at = text.find(words)
    for _ in range(_LOOK_AT):
        if at < 0:
            return
        end = at + len(words)
        if not (text[at - 1 : at].isalnum() and words[:1].isalnum()) and not (
            text[end : end + 1].isalnum() and words[-1:].isalnum()
        ):
            yield at
        at = text.find(words, at + 1)
