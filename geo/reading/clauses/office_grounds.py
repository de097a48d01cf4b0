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
from geo.vocab import SETTLEMENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.model import Resolution
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause

_PARTIES = clause_words().parties
_OFFICIALS = frozenset({"official", "leader", "police"})


@dataclass(frozen=True, slots=True)
class Charge:
    """Whose charge a piece of ground is: `place` is where he is an official, None where his words name none known."""

    place: Resolution | None


def in_charge_of(
    phrase: Phrase, clause: Clause | None, resolve: Callable[[Phrase], Resolution | None]
) -> Charge | None:
    """The charge of the official of a place who gives up what a phrase refers to; None where no such official does.

    `resolve` finds the place that a phrase names.
    """
    if clause is None or clause.verb is None or clause.verb.lemma not in _PARTIES.ceding:
        return None
    found = (_charge_of(each, resolve) for each in _givers(phrase, clause))
    return next((each for each in found if each is not None), None)


def as_unit(found: Resolution, noun: str) -> Resolution | None:
    """The unit of a kind that an official of a place has in his charge: the province, or its capital."""
    kinds = KINDS.get(noun, frozenset())
    if fits(found, kinds, noun):
        return found
    if kinds == SETTLEMENT_KINDS and found.seat is not None:
        return replace(found, place=found.seat, candidates=())
    others = [each.place for each in found.candidates if each.place.kind in kinds]
    return replace(found, place=others[0], candidates=()) if len(others) == 1 else None


def _givers(phrase: Phrase, clause: Clause) -> Iterator[Phrase]:
    """Those who may give a thing up, the nearest first: the subject, or whom a pronoun or no subject stands for."""
    who = logical_subject(clause)
    if who is not None and not (who.pronoun and who.head_token.low in default_language().one_person):
        yield from who.members()
        return
    if clause.head is not None:
        yield from clause.head.members()
    for above in clause.chain():
        told = [*reversed(above.objects), *([above.subject] if above.subject is not None else [])]
        yield from (each for other in told if other.end <= phrase.start for each in other.members())


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
