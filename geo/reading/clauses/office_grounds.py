"""What "the city" is that an official gives up: "the governor of X fled to Y after he had surrendered the city".

Nobody hands over ground that is not in his charge, so the nearest place told of before is not meant, nor any other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.arguments import logical_subject
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.places_told import KINDS, fits
from geo.reading.clauses.refuges import is_person
from geo.vocab import SETTLEMENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geo.model import Resolution
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause

_PARTIES = clause_words().parties
_PRONOUNS = clause_words().pronouns
_OFFICIALS = frozenset({"official", "leader", "police"})


@dataclass(frozen=True, slots=True)
class Charge:
    """Whose charge a piece of ground is: `place` is where he is an official, None where his words name none known."""

    place: Resolution | None


def in_charge_of(
    phrase: Phrase,
    clause: Clause | None,
    clauses: Sequence[Clause],
    resolve: Callable[[Phrase], Resolution | None],
) -> Charge | None:
    """The charge of the official of a place who gives up what a phrase refers to; None where no such official does.

    `clauses` are those of the sentence; `resolve` finds the place that a phrase names.
    """
    if clause is None or clause.verb is None or clause.verb.lemma not in _PARTIES.ceding:
        return None
    found = (_charge_of(each, resolve) for each in _givers(phrase, clause, clauses))
    return next((each for each in found if each is not None), None)


def owned_by(
    phrase: Phrase, clauses: Sequence[Clause], resolve: Callable[[Phrase], Resolution | None]
) -> Charge | None:
    """Whose "his capital" and "their province" are: of the official, or the people from a place, named last before.

    A charge without a place where "his" is nobody's who is known; None where a phrase has no such possessive.
    """
    if phrase.determiner not in _PRONOUNS.personal_owners:
        return None
    for each in _told_before(phrase, clauses):
        charge = _charge_of(each, resolve)
        home = next((resolve(other) for word, other in each.attached if word in _PARTIES.men_of), None)
        if charge is None and home is not None and home.place is not None and is_person(each):
            charge = Charge(home)
        if charge is not None:
            return charge
    return Charge(None) if phrase.determiner in default_language().one_person else None


def as_unit(found: Resolution, noun: str) -> Resolution | None:
    """The unit of a kind that an official of a place has in his charge: the province, or its capital."""
    kinds = KINDS.get(noun, frozenset())
    if fits(found, kinds, noun):
        return found
    if kinds == SETTLEMENT_KINDS and found.seat is not None:
        return replace(found, place=found.seat, candidates=())
    others = [each.place for each in found.candidates if each.place.kind in kinds]
    return replace(found, place=others[0], candidates=()) if len(others) == 1 else None


def _givers(phrase: Phrase, clause: Clause, clauses: Sequence[Clause]) -> Iterator[Phrase]:
    """Those who may give a thing up: the subject, else, for a pronoun or none, those told of before, the last first."""
    who = logical_subject(clause)
    if who is not None and not (who.pronoun and who.head_token.low in default_language().one_person):
        yield from who.members()
    else:
        yield from _told_before(phrase, clauses)


def _told_before(phrase: Phrase, clauses: Sequence[Clause]) -> Iterator[Phrase]:
    """The subjects and objects of a sentence that stand before a phrase, the last first."""
    told = [each for clause in clauses for each in (*clause.objects, clause.subject) if each is not None]
    for each in sorted(told, key=lambda other: -other.start):
        if each.end <= phrase.start and not each.pronoun:
            yield from each.members()


def _charge_of(phrase: Phrase, resolve: Callable[[Phrase], Resolution | None]) -> Charge | None:
    """The charge of the official whom a phrase names: "the governor of X", "X's mayor", "Gul, the X police chief"."""
    for each in (phrase, *phrase.apposition):
        head = each.head_token.actor
        if head is None or head.actor.actor_class not in _OFFICIALS:
            continue
        found = resolve(each.of or each.possessor or each)
        if found is not None and found.place is not None:
            return Charge(found)
        if any(token.tag == "NNP" for token in each.own[:-1]):
            return Charge(None)
    return None
