"""Where somebody goes to, comes from or only is: no town of which "the city fell" tells, "the governor fled to X".

What a place is named for decides which one a noun stands for later: ground changes hands where people fight or govern,
not where those are who tell of it, or have run to.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.country.classes import SPEAKER_CLASSES, is_armed
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
    yield from _ends_of_ways(clause)
    verb = clause.verb
    if verb is not None and verb.passive and verb.lemma in _WORDS.going:  # "officials were flown to X"
        yield from (phrase for word, phrase in clause.phrases if word in _WORDS.destinations and names_place(phrase))
    if verb is not None and verb.lemma in _WORDS.going and not (clause.objects or _is_driven(clause)):  # they came
        yield from (phrase for word, phrase in clause.phrases if word in _WORDS.origin and names_place(phrase))
    if verb is None or verb.passive or verb.modal is not None or not _may_go(clause, verb.lemma):
        return
    is_going = verb.lemma in _WORDS.going or verb.lemma in _WORDS.retreating
    for word, phrase in clause.phrases:
        is_there = word in _WORDS.at and verb.lemma in _WORDS.lodging
        if (is_there or (is_going and word in _WORDS.destinations)) and names_place(phrase):
            yield phrase


def _ends_of_ways(clause: Clause) -> Iterator[Phrase]:
    """The places to or from which somebody was under way: "arrested on the way to X"."""
    for (_, way), (word, phrase) in pairwise(clause.phrases):
        is_way = way.lemma in _WORDS.routes or way.lemma in _WORDS.journeys
        is_end = word in _WORDS.origin or (word in _WORDS.destinations and not _comes_armed(clause))
        if is_way and is_end and way.end == phrase.start - 1 and names_place(phrase):
            yield phrase


def _comes_armed(clause: Clause) -> bool:
    """Whether those who are under way are armed, and nothing is done to them: they may come to take it."""
    actor = clause.subject.head_token.actor if clause.subject is not None else None
    return actor is not None and is_armed(actor.actor) and (clause.verb is None or not clause.verb.passive)


def _is_driven(clause: Clause) -> bool:
    """Whether armed people are made to go, so that they lose where they were: "drove the army from X"."""
    who = clause.subject if clause.passive else next(iter(clause.objects), None)
    actor = who.head_token.actor if who is not None else None
    return actor is not None and is_armed(actor.actor) and (clause.passive or bool(clause.objects))


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
