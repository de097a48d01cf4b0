"""What the built-in reader makes of one spot of a text: is it asserted, when, who says so, whom does it mean?

For readers that find events by themselves (a language model) and are held against the text. The document is read once,
sentence by sentence, so that a pronoun means here what it means to the built-in reader.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from geo.reading.clauses.reader import DocumentReading
from geo.reading.clauses.surroundings import asks
from geo.reading.clauses.times import days_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.country import ActorSpan
    from geo.datewords import DateExpression
    from geo.model import Resolution, Sentence
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause, Parsed
    from geo.reading.clauses.reference import Told
    from geo.reading.clauses.verb_modes import Verdict
    from geo.reading.predication import Participant, Predication, Source
    from geo.text import AnnotatedDocument


class SentenceLooker:
    """Looks at spots of one document's sentences."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        """Take the document with its layers."""
        self._reading = DocumentReading(annotated, problems=[])
        self._annotated = annotated
        self._parsed: dict[int, Parsed] = {}

    def mode_at(self, sentence: Sentence, position: int) -> Verdict | None:
        """The mode of the verb or the noun at a position of the text; None where no clause holds it."""
        parsed = self._parse(sentence)
        for clause in parsed.clauses:
            verb = clause.verb
            if verb is not None and verb.span()[0] <= position < verb.span()[1]:
                return self._reading.assertion.of_clause(clause, question=asks(clause, parsed))
        for phrase, clause in self._phrases(parsed):
            token = phrase.head_token
            if token.start <= position < token.end:
                return self._reading.assertion.of_phrase(phrase, clause, question=asks(clause, parsed))
        around = self._around(parsed, position)
        return self._reading.assertion.of_clause(around, question=asks(clause, parsed)) if around is not None else None

    def sources_at(self, sentence: Sentence, position: int) -> tuple[Source, ...]:
        """Who says what stands at a position of the text, the outermost first."""
        clause = self._around(self._parse(sentence), position)
        return self._reading.sources(clause) if clause is not None else ()

    def days_at(
        self, sentence: Sentence, start: int, end: int
    ) -> tuple[tuple[DateExpression, ...], tuple[DateExpression, ...], str | None]:
        """The date expressions of the clause of a trigger, those around it, and the connective that bounds it."""
        clause = self._around(self._parse(sentence), start)
        return days_of(clause, (start, end)) if clause is not None else ((), (), None)

    def party_at(self, sentence: Sentence, start: int, end: int) -> Participant | None:
        """Whom the phrase with its head in `[start, end)` names or, as a pronoun, stands for; None where unknown."""
        for phrase, clause in self._phrases(self._parse(sentence)):
            if start <= phrase.head_token.start < end:
                party = self._reading.fillers.party(phrase, clause)
                return party if party.span is not None else None
        return None

    def territory_in(self, sentence: Sentence, start: int, end: int) -> list[Predication]:
        """What a frame of territory tells in `[start, end)` of the text: its trigger stands there and its roles fit.

        "The price of bread fell in Asadabad" has a word of such a frame, but nothing that holds ground fell.
        """
        told = self._predications.get(sentence.index, ())
        return [
            each for each in told if each.frame.is_territory and start <= each.trigger[0] and each.trigger[1] <= end
        ]

    def speaks_of(self, predication: Predication, place: Resolution) -> bool:
        """Whether a place is what a predication is about, or is named in the clause that its trigger stands in."""
        if any(filler.resolution is place for filler in predication.role("object")):
            return True
        if place.mention.sentence != predication.sentence.index:
            return False
        parsed = self._parse(predication.sentence)
        return self._around(parsed, place.mention.start) is self._around(parsed, predication.trigger[0])

    @cached_property
    def _predications(self) -> dict[int, tuple[Predication, ...]]:
        self._speakers: dict[int, ActorSpan | None] = {}
        found: dict[int, tuple[Predication, ...]] = {}
        for reading in self._reading.run():
            found[reading.sentence.index] = reading.predications
            self._speakers[reading.sentence.index] = self._reading.memory.speaker
        self._told: list[Told] = self._reading.memory.told
        return found

    def _parse(self, sentence: Sentence) -> Parsed:
        """The clauses of a sentence; what was told before it is remembered, as when it was read."""
        index = sentence.index
        if index in self._predications:  # read the document, if it was not
            self._reading.memory.told = self._told[: index + 1]
            self._reading.memory.speaker = self._speakers[index]
        if index not in self._parsed:
            self._parsed[index] = self._reading.parse(sentence)
        return self._parsed[index]

    def _phrases(self, parsed: Parsed) -> Iterator[tuple[Phrase, Clause]]:
        for clause in parsed.clauses:
            for phrase in self._reading.phrases(clause):
                for inner in phrase.inside():
                    yield inner, clause

    @staticmethod
    def _around(parsed: Parsed, position: int) -> Clause | None:
        """The clause whose verb holds a position, else the last one that begins before it."""
        best: Clause | None = None
        for clause in parsed.clauses:
            verb = clause.verb
            if verb is None:
                continue
            if verb.span()[0] <= position < verb.span()[1]:
                return clause
            if verb.tokens[min(clause.start, len(verb.tokens) - 1)].start <= position:
                best = clause
        return best
