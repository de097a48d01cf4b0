"""What a language model tells, held against the text: an event is kept only where the text bears it out.

The quote must stand in the text, the place must be one that was read there, the day is read again from its words. A
taking that is told as a fact needs a quote that holds its taker, and in it a frame of territory that our own reader
finds filled and asserted, with the unit in its clause. Knows one document; knows no service.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.building import build_event
from geo.events.interpret import Interpreter
from geo.events.llm_checks import check_action, check_borne_out, check_mode, check_tag, occurrences
from geo.events.llm_schema import AnswerError
from geo.model import Actor
from geo.reading.clauses.looking import SentenceLooker
from geo.reading.frames import frame_of
from geo.reading.predication import Participant, Predication
from geo.text import AnnotatedDocument
from geo.vocab import Action, AssertionMode, EventType, MentionRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.country import CountryPack
    from geo.datewords import DateExpression
    from geo.events.interpret import Finding
    from geo.events.llm_schema import Told
    from geo.model import Document, Event, Resolution, Sentence
    from geo.reading.frames import Frame

_TOLD_BY_ACTION = {
    EventType.WITHDRAWAL: Action.VACATED,
    EventType.SIEGE: Action.BESIEGED,
    EventType.CONTROL_REPORTED: Action.HELD,
}
"""Tags that no frame has by itself; a model may tell them without an action where no unit changes hands."""
_NEVER_HOLD = frozenset({"civilians", "media", "protesters", "international_organisation"})


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
        self.annotated = AnnotatedDocument.of(document, sentences, resolutions, country)
        self.interpreter = Interpreter(self.annotated)
        self.looker = SentenceLooker(self.annotated)
        self.ordinals: Counter[tuple[object, ...]] = Counter()
        self._kept: dict[tuple[object, ...], list[tuple[int, int]]] = {}

    def event(self, told: Told) -> Event | None:
        """The event that the text bears out; None where the same was told before by the same words.

        Raises:
            AnswerError: It does not; the message says in what.
        """
        check_action(told)
        sentence, quoted, (start, end) = self._spots(told)
        territory = self.looker.territory_in(sentence, *quoted)
        place = self._place(told, sentence, quoted, start, territory)
        agent = self._party("actor", told.actor, sentence, quoted)
        patient = self._party("recipient", told.recipient, sentence, quoted)
        if told.action is not None:
            self._check_taking(told, sentence, start, agent)
            if told.mode is AssertionMode.ACTUAL:
                near = [each for each in territory if place is None or self.looker.speaks_of(each, place)]
                check_borne_out(told, agent, quoted, territory, near)
        days, around, bound = self._days(told, sentence, start, end)
        predication = Predication(
            frame=self._frame(told),
            sentence=sentence,
            trigger=(start, end),
            lemma=told.trigger.lower(),
            clause=(sentence.start, sentence.end),
            stretch=(sentence.start, sentence.end),
            roles=self._roles(told, place, agent, patient),
            mode=told.mode,
            days=days,
            days_around=around,
            bound=bound,
            sources=self.looker.sources_at(sentence, start),
            words=frozenset(self.annotated.folded[sentence.start : sentence.end].split()),
        )
        finding = next(iter(self.interpreter.findings(predication)))
        check_tag(told, finding.unit)
        return build_event(finding, self.annotated, self.ordinals) if self._is_new(finding) else None

    def _is_new(self, finding: Finding) -> bool:
        """Whether nothing alike was told by words that overlap these."""
        sentence, (start, end) = finding.predication.sentence, finding.predication.trigger
        where = finding.unit_id or (finding.place.place_id if finding.place else None)
        spans = self._kept.setdefault((sentence.index, finding.action or finding.event_type, where), [])
        if any(start < until and since < end for since, until in spans):
            return False
        spans.append((start, end))
        return True

    def _frame(self, told: Told) -> Frame:
        """The frame that stands for the model: the tag or the action that it tells, under its own id."""
        kind = told.action or _TOLD_BY_ACTION.get(told.tag)
        frame = frame_of(kind, None if kind else told.tag)
        return replace(
            frame,
            frame_id=self.rule_id,
            action=told.action,
            event_type=None if told.action else told.tag,
            force=None,
            mode=None,
            plover=None,
        )

    def _roles(
        self, told: Told, place: Resolution | None, agent: Participant | None, patient: Participant | None
    ) -> dict[str, tuple[Participant, ...]]:
        found: dict[str, tuple[Participant, ...]] = {}
        if place is not None:
            mention = place.mention
            where = Participant(start=mention.start, end=mention.end, head=mention.surface, resolution=place)
            found["object" if told.action is not None else "place"] = (where,)
        elif told.action is not None:
            found["object"] = (Participant(start=0, end=0, head="", unnamed=True),)
        loses = told.action is Action.VACATED
        if agent is not None:
            found["from_whom" if loses else "agent"] = (agent,)
        if patient is not None:
            found["from_whom" if told.action is not None and not loses else "recipient"] = (patient,)
        return found

    def _spots(self, told: Told) -> tuple[Sentence, tuple[int, int], tuple[int, int]]:
        """The sentence that holds the quote, the span of the quote and that of the trigger in the text."""
        at = told.quote.find(told.trigger)
        if at < 0:
            message = "its trigger does not stand in its quote"
            raise AnswerError(message)
        if not any(letter.isalnum() for letter in told.trigger):
            message = "its trigger has no word in it"
            raise AnswerError(message)
        quotes = list(occurrences(self.document.text, told.quote))
        if not quotes:
            message = "its quote does not stand in the text"
            raise AnswerError(message)
        for start in quotes:
            sentence = self._sentence_at(start)
            if sentence is not None and start + len(told.quote) <= sentence.end:
                trigger = start + at
                return sentence, (start, start + len(told.quote)), (trigger, trigger + len(told.trigger))
        message = "its quote runs over more than one sentence"
        raise AnswerError(message)

    def _sentence_at(self, position: int) -> Sentence | None:
        return next((each for each in self.sentences if each.start <= position < each.end), None)

    def _place(
        self,
        told: Told,
        sentence: Sentence,
        quoted: tuple[int, int],
        start: int,
        territory: Sequence[Predication],
    ) -> Resolution | None:
        """The place of the mention with these words: in the sentence, else the last before it, else the first.

        What changes hands must be named in the quote, or be what its words of territory refer to ("the city").
        """
        words = told.place
        if words is None:
            return None
        known = [each for each in self.resolutions if each.mention.role is MentionRole.PLACE]
        named = [each for each in known if self._is(each, words)]
        if told.action is not None and named:
            meant = [filler.resolution for each in territory for filler in each.role("object")]
            inside = [each for each in known if quoted[0] <= each.mention.start < quoted[1]]
            named = [each for each in named if each in inside or each in meant]
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
        return nearest

    def _is(self, resolution: Resolution, words: str) -> bool:
        mention = resolution.mention
        return words in {mention.surface, self.document.text[mention.phrase_start : mention.phrase_end]}

    @staticmethod
    def _distance(resolution: Resolution, sentence: Sentence, start: int) -> tuple[int, int]:
        at = resolution.mention.start
        if resolution.mention.sentence == sentence.index:
            return 0, abs(at - start)
        return (1, start - at) if at < start else (2, at)

    def _party(self, role: str, words: str | None, sentence: Sentence, quoted: tuple[int, int]) -> Participant | None:
        """Whom the words mean, with the side and class that the country's own index gives them.

        Those in the quote come first, then those in the sentence. A pronoun means whom our own reader takes it for.
        """
        if words is None:
            return None
        places = sorted(
            occurrences(self.document.text, words),
            key=lambda at: (not quoted[0] <= at < quoted[1], not sentence.start <= at < sentence.end),
        )
        if not places:
            message = f'its {role} "{words[:40]}" does not stand in the text'
            raise AnswerError(message)
        for at in places:
            end = at + len(words)
            for span in self.annotated.actors:
                if at < span.end and span.start < end:
                    return Participant(start=at, end=end, head=words, actor=span.actor, span=span, actor_basis="named")
            if sentence.start <= at < sentence.end and (party := self.looker.party_at(sentence, at, end)) is not None:
                return party
        return Participant(start=places[0], end=places[0] + len(words), head=words, actor=Actor(name=words))

    def _days(
        self, told: Told, sentence: Sentence, start: int, end: int
    ) -> tuple[tuple[DateExpression, ...], tuple[DateExpression, ...], str | None]:
        """The expressions that date the event, by the words that the model names; where it names none, its clause's.

        In the sentence itself they are read with what bounds them ("by Aug. 31" dates nothing that has happened).
        """
        if told.date is None:
            return self.looker.days_at(sentence, start, end)
        places = list(occurrences(self.document.text, told.date))
        if not places:
            message = f'its date "{told.date[:40]}" does not stand in the text'
            raise AnswerError(message)
        ends = [(at, at + len(told.date)) for at in places]
        ordered = [sentence, *(each for each in self.sentences if each is not sentence)]
        for each in ordered:
            days = tuple(
                day
                for day in self.annotated.days_in(each)
                if any(since < day.end and day.start < until for since, until in ends)
            )
            if days:
                return days, (), None
        return (), (), None

    def _check_taking(self, told: Told, sentence: Sentence, start: int, agent: Participant | None) -> None:
        """See that a taking is by somebody who can hold ground, and that ours doubts none that is told as a fact."""
        if agent is not None and agent.actor is not None and agent.actor.actor_class in _NEVER_HOLD:
            message = f'who acts is not somebody who can hold ground: "{told.actor}"'
            raise AnswerError(message)
        own = self.looker.mode_at(sentence, start)
        if told.mode is AssertionMode.ACTUAL and own is not None:
            check_mode(own.mode, own.cue)


def refused(event: Told | None, reason: AnswerError) -> str:
    """Why an event was not kept, in words."""
    what = f' of "{" ".join(event.quote.split())[:80]}"' if event is not None else ""
    return f"An event that the model told{what} was not kept: {reason}."
