"""What may fill the roles of one clause: its arguments by their logical names, and who or what each of them is.

The frames of a verb ask for the same few arguments again and again. As long as nothing new is remembered, the answers
are the same for all of them, so each is found once and kept for as long as the clause is matched.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.reading.clauses.arguments import through_phrase, verb_arguments
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.ground_parts import is_left_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.clauses.roles import Fillers
    from geo.reading.frames import Frame
    from geo.reading.predication import Participant

    Through = tuple[str | None, Phrase] | None

_GROUND_ROLES = frozenset({"object"})
_PREPOSITIONS = clause_words().prepositions


class Filling:
    """The arguments of one clause and their fillers, each looked up once.

    Valid until the memory of the fillers changes: make a new one for each clause.
    """

    def __init__(self, clause: Clause, fillers: Fillers) -> None:
        """Take the clause, and what finds fillers."""
        self.clause = clause
        self.fillers = fillers
        self._through: dict[frozenset[str], Through] = {}
        self._arguments: dict[tuple[str, bool, bool, frozenset[str]], list[Phrase]] = {}
        self._found: dict[tuple[str, tuple[Phrase, ...]], tuple[Participant, ...]] = {}

    def through(self, frame: Frame) -> Through:
        """The phrase that hands the verb on for a frame, with its preposition."""
        if frame.through not in self._through:
            self._through[frame.through] = through_phrase(self.clause, frame)
        return self._through[frame.through]

    def arguments(self, frame: Frame, source: str) -> list[Phrase]:
        """The phrases that fill an argument of the clause's verb, as a frame reads it."""
        key = (source, frame.light, frame.takes_fronted, frame.through)
        found = self._arguments.get(key)
        if found is None:
            through = self.through(frame) if frame.through else None
            found = self._arguments[key] = verb_arguments(self.clause, frame, source, through)
        return found

    def of(
        self, role: str, phrases: Sequence[Phrase], frame: Frame, beside: Sequence[tuple[str, Phrase]] = ()
    ) -> tuple[Participant, ...]:
        """The fillers that phrases give for a role of a frame; `beside` stands behind its noun, if that is no verb."""
        kind = "ground" if role in _GROUND_ROLES and frame.is_territory else role if role == "place" else "party"
        key = (kind, tuple(phrases))
        found = self._found.get(key)
        if found is None:
            meant = [phrase for phrase in phrases if not (kind == "ground" and is_left_out(phrase, phrases[0]))]
            each = [filler for phrase in meant for filler in self._fillers(kind, phrase)]
            found = self._found[key] = tuple(self._with_place(filler, phrases, beside) for filler in each)
        return found

    def _fillers(self, kind: str, phrase: Phrase) -> Sequence[Participant]:
        if kind == "ground":
            return tuple(self.fillers.grounds(phrase, self.clause))
        parties = tuple(self.fillers.parties(phrase, self.clause))
        if kind == "place" and all(each.resolution is None for each in parties):  # "Yahyakhel district"
            return (*parties, *self.fillers.places(phrase))
        return parties

    def _with_place(
        self, filler: Participant, phrases: Sequence[Phrase], beside: Sequence[tuple[str, Phrase]]
    ) -> Participant:
        """An unlocated piece of ground takes the place that its clause puts it in, behind it or first."""
        if filler.resolution is not None or filler.actor is not None or filler.within:
            return filler
        last = max((phrase.end for phrase in phrases), default=0)
        subject = self.clause.subject
        first = subject.start if subject is not None else 0
        for word, phrase in (*beside, *self.clause.phrases):
            is_beside = phrase.end <= first or (phrase.start >= last and not self._is_of_another(last, phrase))
            if word in _PREPOSITIONS.inside and is_beside:
                inner = tuple(self.fillers.grounds(phrase, self.clause))
                within = tuple(each.resolution for each in inner if each.resolution is not None)
                if within:
                    return replace(filler, within=within, anaphor=filler.anaphor or all(each.anaphor for each in inner))
        return filler

    def _is_of_another(self, last: int, phrase: Phrase) -> bool:
        """Whether what happened besides stands before a place: "took two districts after fighting in X"."""
        happenings = self.fillers.memory.happenings
        return any(last <= other.start < phrase.start and other.lemma in happenings for _, other in self.clause.phrases)
