"""For whom somebody speaks who is told by an office, not by a party: "the governor's office", "the chief of police".

A name that the text has introduced with an office speaks for it later too: "Safi said".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.country.classes import ARMED_CLASSES, STATE_CLASSES
from geo.reading.clauses.clause_words import clause_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.country import ActorSpan
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.clauses.reference import Memory

_PARTIES = clause_words().parties
_DEEPEST = 3
"""So many phrases down a party is looked for: "the spokesman for the office of the governor"."""


_SPEAKERS = frozenset({"spokesperson", "leader", "official", "diplomat"})
_STATE_VOICES = frozenset({"official", "police", "state_force", "government"})
_BODIES = ARMED_CLASSES | STATE_CLASSES


def speaks_for(phrase: Phrase, clause: Clause, memory: Memory) -> ActorSpan | None:
    """The party for which a phrase speaks by its office, or by the office that the text has given its name before."""
    if phrase.pronoun or phrase.items:
        return None
    found = _by_office(phrase, clause, memory)
    if found is not None:
        return found
    return memory.known.get(phrase.head_token.low) if is_person_name(phrase) else None


def is_person_name(phrase: Phrase) -> bool:
    """Whether a phrase is a name without a noun of its own."""
    return phrase.head_token.tag == "NNP" and phrase.head_token.kind == "word"


def introduced(phrase: Phrase, clause: Clause, memory: Memory) -> Iterator[tuple[str, ActorSpan]]:
    """The names of those whom a phrase introduces with the office for which they speak."""
    names = [each for each in (phrase, *phrase.apposition) if is_person_name(each)]
    span = _by_office(phrase, clause, memory) if names else None
    if span is not None:
        yield from ((each.head_token.low, span) for each in names)


def _by_office(phrase: Phrase, clause: Clause, memory: Memory) -> ActorSpan | None:
    """The party whose office a phrase, or what stands beside it in other words, names."""
    for each in (phrase, *phrase.apposition):
        own = [token.actor for token in each.own if token.actor is not None]
        title = own[-1] if own and (is_person_name(each) or each.head_token.actor is not None) else None
        if title is not None and title.actor.side is not None and title.actor.actor_class in _STATE_VOICES:
            return title
        is_office = each.lemma in _PARTIES.voices or (title is not None and title.actor.actor_class in _SPEAKERS)
        owner = _owner(each, clause) if is_office else None
        if owner is not None:
            return replace(owner, actor=replace(owner.actor, actor_class="official"))
    return _who_heads(phrase, memory)


def _who_heads(phrase: Phrase, memory: Memory) -> ActorSpan | None:
    """The body of which somebody is the head by a relative clause: "Safi, who heads the provincial council"."""
    for told in memory.clauses:
        is_own = told.kind == "relative" and told.head in (phrase, *phrase.apposition)
        if not is_own or told.verb is None or told.verb.lemma not in _PARTIES.heading:
            continue
        for other in (*told.objects, *(other for word, other in told.phrases if word in _PARTIES.voice_of)):
            span = other.head_token.actor or _owner(other, told)
            if span is not None and _is_party(span):
                return replace(span, actor=replace(span.actor, actor_class="official"))
    return None


def _owner(phrase: Phrase, clause: Clause, depth: int = 0) -> ActorSpan | None:
    """The state's body or the armed party whose office it is: before its noun, its owner, or behind "of" or "for"."""
    for token in phrase.own[:-1]:
        if token.actor is not None and _is_party(token.actor):
            return token.actor
    behind = [other for word, other in phrase.attached if word in _PARTIES.voice_of]
    behind += [other for word, other in clause.phrases if word in _PARTIES.voice_of and other.start == phrase.end + 1]
    for other in (phrase.possessor, phrase.of, *behind):
        if other is None:
            continue
        span = other.head_token.actor
        if span is not None and _is_party(span):
            return span
        if depth < _DEEPEST and (found := _owner(other, clause, depth + 1)) is not None:
            return found
    return None


def _is_party(span: ActorSpan) -> bool:
    return span.actor.side is not None and span.actor.actor_class in _BODIES
