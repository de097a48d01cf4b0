"""Whom a speaker means: "we" and "our" are the speaker's own, "they" in a direct quotation is never the speaker."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.country.classes import ARMED_CLASSES
from geo.language import default_language
from geo.reading.clauses.naming import NamedFillers
from geo.reading.clauses.reference import is_same_party

if TYPE_CHECKING:
    from geo.country import ActorSpan
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.clauses.tokens import Token

_ALONE = frozenset({"civilians", "media", "international_organisation", "diplomat", "protesters", "mob"})
"""Classes whose members speak for no party."""
_CLOSING = frozenset("”»")
_OPENING = frozenset("“„«‟")


class SpeakerFillers(NamedFillers):
    """Finds who speaks, and the parties of a quotation."""

    def own_party(self, clause: Clause) -> ActorSpan | None:
        """The party of whoever says a clause: a spokesman's "we" are those whom he speaks for."""
        speaker = self.speaker(clause)
        if speaker is None or speaker.actor.actor_class in ARMED_CLASSES | _ALONE or speaker.actor.side is None:
            return speaker
        return party_of(speaker)

    def speaker(self, clause: Clause) -> ActorSpan | None:
        """Who says a clause: the subject of the nearest verb of saying above it, else whoever spoke last."""
        language = default_language()
        for child, parent in itertools.pairwise([clause, *clause.chain()]):
            verb, subject = parent.verb, parent.subject
            if child.kind != "complement" or verb is None or subject is None:
                continue
            if language.says("saying", verb.lemma) is None:
                continue
            if subject.head_token.low in language.first_person:
                continue  # "I can confirm that we have left", the governor said
            if subject.pronoun:
                return self.memory.speaker
            token = self._actor_token(next(subject.members()))
            return token.actor if token is not None else None
        return self._heading(clause) or self.memory.speaker

    def _heading(self, clause: Clause) -> ActorSpan | None:
        """Who is named before the colon behind which a clause stands: "Taliban: we have taken Kunduz"."""
        root = [clause, *clause.chain()][-1]
        token = self._actor_token(root.governor) if root.kind == "main" and root.governor is not None else None
        return token.actor if token is not None else None

    def other_party(self, phrase: Phrase, clause: Clause) -> ActorSpan | None:
        """Whom "they" means in a direct quotation: a party named before that is not the speaker's."""
        speaker = self.speaker(clause)
        named = [token.actor for token in phrase.tokens[: phrase.start] if token.kind == "actor"]
        for span in named:
            if span is not None and span.actor.side is not None and not (speaker and is_same_party(span, speaker)):
                return span
        return self.memory.party(besides=speaker)

    def _actor_token(self, phrase: Phrase) -> Token | None:
        raise NotImplementedError


def party_of(speaker: ActorSpan) -> ActorSpan:
    """The party that somebody speaks for."""
    name = next((part.entry.label for part in speaker.parts if part.entry.is_name and part.entry.label), None)
    return replace(speaker, actor=replace(speaker.actor, name=name or speaker.actor.name, actor_class=None))


def is_quoted(phrase: Phrase) -> bool:
    """Whether a phrase stands inside a quotation, also one that was opened in a sentence before."""
    tokens = phrase.tokens
    marks = [k for k, token in enumerate(tokens) if token.tag == '"']
    if not marks:
        return False
    first = marks[0]
    closes = tokens[first].text in _CLOSING or (
        tokens[first].text not in _OPENING and first > 0 and tokens[first - 1].end == tokens[first].start
    )
    before = sum(k < phrase.start for k in marks)
    return (before % 2 == 1) is not closes
