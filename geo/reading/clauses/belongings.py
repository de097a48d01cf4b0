"""Whose something is: "X is theirs", "X is Taliban territory", "X is out of government hands", "their flag flies".

Arguments of a verb that no preposition and no object by itself names. Each function takes the clause, the frame and
what hands its verb on (`arguments.through_phrase`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import RANKED, names_place, noun_table
from geo.text.number_words import load_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.frames import Frame

    Through = tuple[str | None, Phrase] | None

_NOUNS = clause_words().nouns
_PREPOSITIONS = clause_words().prepositions
_PRONOUNS = clause_words().pronouns
_VERBS = clause_words().verbs


def owners(clause: Clause, frame: Frame) -> list[Phrase]:
    """Whose somebody says a subject is: "is the Taliban's", "is theirs", "is Taliban ground", "became their third".

    A noun of which it is not said what it is, and one that a frame does not name, says so of something else.
    """
    for phrase in clause.objects[:1]:
        if _is_bare_possessive(phrase):
            return [phrase]
        if phrase.lemma in frame.through or _is_ranked(phrase):
            return [*party_in(phrase), *possessive(phrase)][:1]
    return []


def _is_bare_possessive(phrase: Phrase) -> bool:
    """Whether a phrase ends with a possessor alone: "the Taliban's" without a noun, "theirs"."""
    if phrase.head_token.low in _PRONOUNS.owning:
        return True
    k = phrase.end
    is_owner = k < len(phrase.tokens) and phrase.tokens[k].tag == "POS"
    return is_owner or (0 < k <= len(phrase.tokens) and phrase.tokens[k - 1].tag == "POS")


def _is_ranked(phrase: Phrase) -> bool:
    """Whether a phrase is one of somebody's series: "their third", "the Taliban's sixth provincial capital"."""
    is_unit = phrase.lemma in noun_table().units or phrase.head_token.low in RANKED
    return is_unit and any(each.low in load_numbers().ordinals for each in phrase.own)


def moved(clause: Clause, through: Through) -> list[Phrase]:
    """What a verb brings to where the noun that hands it on stands: "brought X under their control"."""
    if through is None or through[0] is None:
        return []
    if clause.passive:
        return [clause.subject] if clause.subject is not None else []
    return clause.objects[:1]


def beyond(clause: Clause, frame: Frame) -> list[Phrase]:
    """Whose hands something is out of: "out of government hands", "beyond the control of the army"."""
    return [
        party
        for word, phrase in clause.phrases
        if word in _PREPOSITIONS.beyond and phrase.lemma in frame.through
        for party in parties_through(phrase)
    ]


def bearers(clause: Clause, frame: Frame) -> list[Phrase]:
    """Whose the subject is that a frame names: "the Taliban flag flies", "their banner was raised"."""
    subject = clause.subject
    return parties_through(subject) if subject is not None and subject.lemma in frame.through else []


def passed(clause: Clause) -> list[Phrase]:
    """What stands behind the particle of a passive: "their flag was raised over X"."""
    has_particle = clause.verb is not None and clause.verb.particle is not None
    return clause.objects[:1] if clause.passive and has_particle else []


def where(clause: Clause) -> list[Phrase]:
    """The place that a clause with "where" speaks of: "X, where their flag flies"."""
    is_place = clause.kind == "relative" and clause.connector == "where" and clause.head is not None
    return [clause.head] if is_place and clause.head is not None else []


def given(clause: Clause) -> tuple[Phrase, Phrase] | None:
    """Whom something is given and what, where no preposition parts them: "gave the rebels X", "were handed X"."""
    verb, objects = clause.verb, clause.objects
    if verb is None or verb.lemma not in _VERBS.giving or not objects:
        return None
    if clause.passive:
        subject = clause.subject
        return (subject, objects[0]) if subject is not None and not names_place(subject) else None
    is_pair = len(objects) > 1 and objects[0].end == objects[1].start
    return (objects[0], objects[1]) if is_pair else None


def parties_through(phrase: Phrase) -> list[Phrase]:
    """The party of "under X control"; whose "state control" or "local control" is, nobody knows."""
    found = list(party_in(phrase))
    if found or phrase.determiner is not None:
        return found or list(possessive(phrase))
    return [phrase] if any(token.low not in _NOUNS.degrees for token in phrase.own[:-1]) else []


def party_in(phrase: Phrase) -> Iterator[Phrase]:
    """The party that a noun such as "control" belongs to: its possessor, "of", or a party right before it."""
    own = next((k for k in range(phrase.start, phrase.head) if phrase.tokens[k].kind == "actor"), None)
    if own is not None:
        yield type(phrase)(own, own + 1, own, phrase.tokens)
    if phrase.possessor is not None:
        yield phrase.possessor
    if phrase.of is not None:
        yield phrase.of


def possessive(phrase: Phrase) -> Iterator[Phrase]:
    """The possessive before a noun, as the pronoun that it is: "under our control"."""
    k = next((k for k in range(phrase.start, phrase.head) if phrase.tokens[k].tag == "PRP$"), None)
    if k is not None:
        yield type(phrase)(k, k + 1, k, phrase.tokens, pronoun=True)
