"""The reader: sentences whose words may evoke a frame are parsed, and each frame that fits becomes a predication.

Sentences without such a word are not parsed; their places and parties are remembered all the same, for what later
sentences refer to. Work is bounded by counts (tokens, clauses, predications), never by time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.country import SPEAKER_CLASSES
from geo.errors import Problem, ProblemKind
from geo.reading.clauses.appositions import people_counted
from geo.reading.clauses.arguments import grammatical_subject
from geo.reading.clauses.asides import backgrounds, senders, spans_aside, voices
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.dates_of_deeds import part_dates
from geo.reading.clauses.denials import deniers
from geo.reading.clauses.describing import describe
from geo.reading.clauses.gaps import with_listed_places
from geo.reading.clauses.headed_lists import HeadedLists
from geo.reading.clauses.predicating import phrases
from geo.reading.clauses.pronouns import deed_of
from geo.reading.clauses.refuges import refuges
from geo.reading.clauses.sources import source_of, sources_of
from geo.reading.clauses.surroundings import asks
from geo.reading.clauses.tokens import MOST_TOKENS
from geo.reading.clauses.voices import introduced, is_person_name, speaks_for
from geo.reading.predication import Denial, SentenceReading
from geo.vocab import AssertionMode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.country import ActorSpan
    from geo.language import LanguagePack
    from geo.model import Sentence
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause, Parsed
    from geo.reading.frames import FrameTable
    from geo.reading.predication import Predication, Source, Unread
    from geo.text import AnnotatedDocument

MOST_PREDICATIONS = 80
"""So many predications of one sentence are kept."""
_WORD = re.compile(r"[^\W\d_]+")
_APOSTROPHES = frozenset({"'", "\u2019"})
_OPENERS = clause_words().openers
_NEXT_ONES = clause_words().pronouns.next_ones


@dataclass(frozen=True, slots=True)
class ClauseReader:
    """Reads the sentences of one document after the other.

    `language` and `frames` are English's by default.
    """

    language: LanguagePack | None = None
    frames: FrameTable | None = None
    explain: bool = False

    @property
    def name(self) -> str:
        """What made the predications."""
        return "clauses"

    def read(self, annotated: AnnotatedDocument) -> tuple[Iterator[SentenceReading], Sequence[Problem]]:
        """A reading for each sentence; the list of problems fills while they are read."""
        problems: list[Problem] = []
        reading = DocumentReading(
            annotated, problems=problems, language=self.language, frames=self.frames, explain=self.explain
        )
        return reading.run(), problems


class DocumentReading(HeadedLists):
    """The state of one document's reading."""

    def run(self) -> Iterator[SentenceReading]:
        """Read the sentences in their order; at the end a problem says how many were cut."""
        for sentence in self.annotated.sentences:
            yield self._with_entries(self._sentence(sentence))
        if self.cut:
            first = self.annotated.text[self.cut[0].start : self.cut[0].end]
            shown = " ".join(first.split())[:60]
            message = (
                f"{len(self.cut):,} sentences are longer than is read of one ({MOST_TOKENS:,} words); "
                f"the first begins “{shown}”."
            )
            self.problems.append(
                Problem(kind=ProblemKind.SENTENCE_CUT, message=message, document_id=self.annotated.document.document_id)
            )

    def _sentence(self, sentence: Sentence) -> SentenceReading:
        annotated = self.annotated
        start = annotated.prose_start(sentence)
        following = annotated.sentences[sentence.index + 1 : sentence.index + 2]
        self.memory.begin(
            annotated.places_in(sentence),
            [place for each in following for place in annotated.places_in(each)],
            following[0].start if following else 0,
            annotated.folded[following[0].start : following[0].end] if following else "",
            text=annotated.folded[start : sentence.end],
            start=start,
            actors=annotated.actors_in(sentence),
        )
        found = set(_WORD.findall(annotated.folded, start, sentence.end))
        goes_on = bool(self.transfers_before) or self.clause_before is not None
        follows = goes_on and not found.isdisjoint(_OPENERS.following)
        if found.isdisjoint(self.words) and not follows and not self._tells_whose(sentence):
            self.transfers_before, self.clause_before = (), None
            return SentenceReading(sentence=sentence, voices=self._remember_parties(sentence))
        parsed = self.parse(sentence)
        part_dates(parsed, self.memory.happenings)
        self.memory.earlier, self.memory.clauses = self.memory.clauses, parsed.clauses
        reading = SentenceReading(
            sentence=sentence,
            parsed=True,
            aside=spans_aside(parsed.clauses),
            voices=voices(parsed.clauses),
            backgrounds=backgrounds(parsed.clauses),
        )
        mains = (each.subject.span()[0] for each in parsed.clauses if each.kind == "main" and each.subject is not None)
        self.memory.set_aside(reading.aside, next(mains, None))
        self.memory.drop(senders(parsed.clauses))
        self.memory.set_voices(reading.voices)
        self.memory.set_refuges(refuges(parsed.clauses))
        predications: list[Predication] = []
        dropped: list[Unread] = []
        for clause in parsed.clauses:
            self._remember(clause)
            for predication in self._of_clause(clause, sentence, parsed, dropped, question=asks(clause, parsed)):
                if len(predications) < MOST_PREDICATIONS:
                    predications.append(replace(predication, order=len(predications)))
        predications += self._of_line(parsed, sentence)
        predications = with_listed_places(predications, self.memory.capital)
        predications = self._with_members(predications, parsed, sentence)
        for each in self._followers(tuple(predications), parsed, sentence):
            predications.append(replace(each, order=len(predications)))
        predications = self.records.mark(predications, parsed, sentence)
        self._remember_transfer(predications)
        self.clause_before = parsed.clauses[-1] if parsed.clauses else None
        if parsed.cut or len(parsed.tokens) >= MOST_TOKENS or len(predications) >= MOST_PREDICATIONS:
            self.cut.append(sentence)
        reading.predications = tuple(sorted(predications, key=lambda each: (each.trigger, each.order)))
        reading.dropped = tuple(dropped)
        reading.denials = tuple(self._denials(parsed, reading.predications))
        if self.explain:
            reading.clauses = tuple(describe(parsed, annotated.text))
        return reading

    def _tells_whose(self, sentence: Sentence) -> bool:
        """Whether a party of a side owns something in a sentence: "the town is the Taliban's"."""
        folded = self.annotated.folded
        owners = (each for each in self.annotated.actors_in(sentence) if each.actor.side is not None or each.rebel)
        return any(folded[each.end : each.end + 1] in _APOSTROPHES for each in owners)

    def sources(self, clause: Clause) -> tuple[Source, ...]:
        """Who says what a clause says."""
        return sources_of(clause, self.fillers, self.annotated)

    @staticmethod
    def phrases(clause: Clause) -> Iterator[Phrase]:
        """The phrases of a clause that are its own."""
        return phrases(clause)

    def _denials(self, parsed: Parsed, predications: Sequence[Predication]) -> Iterator[Denial]:
        """The clauses that deny a report without naming what it told; where the sentence names it, it is no riddle."""
        if any(each.frame.is_territory and each.mode is AssertionMode.NEGATED for each in predications):
            return
        for denier, clause in deniers(parsed.clauses):
            assert clause.verb is not None
            source = source_of(denier, clause, self.fillers, self.annotated, clause.verb.lemma)
            yield Denial(trigger=clause.verb.span(), source=source)

    def _remember_parties(self, sentence: Sentence) -> tuple[tuple[int, int], ...]:
        """Who is spoken of in a sentence that tells of nothing: a later "they" or "officials" may mean them.

        Returns where those are named who say something.
        """
        if any(_is_remembered(span) for span in self.annotated.actors_in(sentence)):
            self.memory.clauses = self.parse(sentence).clauses
            self.memory.set_voices(voices(self.memory.clauses))
            self.memory.set_refuges(refuges(self.memory.clauses))
            for clause in self.memory.clauses:
                self._remember(clause)
        return tuple(self.memory.told[-1].voices)

    def _remember(self, clause: Clause) -> None:
        self._remember_names(clause)
        subject = grammatical_subject(clause)
        if subject is not None and clause.kind == "main" and self.memory.told:
            is_next = subject.lemma in _NEXT_ONES
            self.memory.told[-1].deed = self.memory.deed() if is_next else deed_of(subject)
        if subject is None or subject.pronoun:
            return
        if clause.kind == "main" and subject.lemma in self.memory.happenings and not subject.is_plural:
            self.memory.tell(subject.lemma)
        span = self.fillers.party(next(subject.members()), clause).span
        is_people = span is None or span.actor.actor_class == "civilians"
        if clause.kind == "main" and is_people and subject.is_plural and self.memory.told:
            self.memory.told[-1].people = True
        number = people_counted(subject) if subject.head_token.tag != "CD" else None
        if number is not None and self.memory.told:
            self.memory.told[-1].counted.add(number)
        self._remember_speaker(clause, subject, span)
        if (
            span is not None
            and span.actor.actor_class not in {"spokesperson", "civilians", "media"}
            and (span.actor.side is not None or span.rebel or span.actor.actor_class == "gunmen")
            and not self._speaks_of_others(clause, subject)
        ):
            is_list = bool(subject.items)
            self.memory.subject(span, linked=clause.kind in {"main", "complement"}, listed=is_list)

    def _remember_names(self, clause: Clause) -> None:
        """Remember for whom those speak whom a clause introduces by name and office."""
        for phrase in phrases(clause):
            for name, span in introduced(phrase, clause, self.memory):
                self.memory.known[name] = span
        for word, phrase in clause.phrases:
            if word in _OPENERS.attributing and not phrase.pronoun:
                self.memory.hear(speaks_for(phrase, clause, self.memory) or self.memory.speaker)

    def _remember_speaker(self, clause: Clause, subject: Phrase, span: ActorSpan | None) -> None:
        """Remember who spoke last: somebody with a voice, a party that says something, or nobody who is known."""
        verb = clause.verb
        says = verb is not None and not clause.passive and self.language.says("saying", verb.lemma) == "neutral"
        found = speaks_for(subject, clause, self.memory) if span is None or not span.has_name else None
        found = found or span
        if found is None:
            if says and is_person_name(subject):
                self.memory.hear(None)
        elif says or found.actor.actor_class in SPEAKER_CLASSES - {"civilians"}:
            self.memory.hear(found)

    def _speaks_of_others(self, saying: Clause, speaker: Phrase) -> bool:
        """Whether who speaks is named behind those whom a pronoun names in what is said: they are who is told of."""
        told = (each.subject for each in self.memory.clauses if saying in each.chain() and each.subject is not None)
        third = self.language.third_person
        return any(each.pronoun and each.head_token.low in third and each.start < speaker.start for each in told)


def _is_remembered(span: ActorSpan) -> bool:
    """Whether a later pronoun may stand for an actor: it speaks, or it is on a side."""
    return span.actor.actor_class in SPEAKER_CLASSES or span.actor.side is not None or span.rebel
