"""Where somebody goes, flees to or only is: no town of which "the city fell" tells, "the governor fled to X".

What a place is named for decides which one a noun stands for later: ground changes hands where people fight or govern,
not where those are who tell of it, or have run to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.country.classes import SPEAKER_CLASSES
from geo.language import default_language
from geo.reading.clauses.nouns import names_place
from geo.reading.clauses.voices import is_person_name
from geo.reading.clauses.whereabouts import place_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause

_WORDS = place_words()


def refuges(clauses: Sequence[Clause]) -> tuple[tuple[int, int], ...]:
    """The spans of such places in the text."""
    return tuple(phrase.span() for clause in clauses for phrase in _refuges_of(clause))


def _refuges_of(clause: Clause) -> Iterator[Phrase]:
    verb = clause.verb
    if verb is None or verb.passive or verb.modal is not None or not _may_go(clause, verb.lemma):
        return
    is_going = verb.lemma in _WORDS.going or verb.lemma in _WORDS.retreating
    for word, phrase in clause.phrases:
        is_there = word in _WORDS.at and verb.lemma in _WORDS.lodging
        if (is_there or (is_going and word in _WORDS.destinations)) and names_place(phrase):
            yield phrase


def _may_go(clause: Clause, lemma: str) -> bool:
    """Whether those who go or are somewhere do not come to take it: anybody who runs, else persons without arms."""
    if lemma in _WORDS.retreating:
        return True
    who = clause.subject or clause.head
    return who is not None and is_person(who)


def is_person(who: Phrase) -> bool:
    """Whether a phrase names persons without arms: an official, civilians, a name, "he"."""
    actor = who.head_token.actor
    if actor is not None:
        return actor.actor.actor_class in SPEAKER_CLASSES
    return is_person_name(who) or who.head_token.low in default_language().one_person
