"""Whether an actor is one person, several people or an institution: whom "they" and "he" can stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.country.classes import ARMED_CLASSES
from geo.reading.clauses.clause_words import clause_words

if TYPE_CHECKING:
    from geo.country import ActorSpan

_OF_ONE = frozenset({"official", "leader", "diplomat", "spokesperson"})
_NAMED = frozenset({"leader", "government"})
_INSTITUTIONS = frozenset({"government", "foreign_state", "international_organisation"})
_PLURAL = ("s", "men")
_MANY = clause_words().parties.many


def is_person(span: ActorSpan) -> bool:
    """Whether an actor is a single person: "the governor", "Ashraf Ghani"."""
    if span.actor.actor_class in ARMED_CLASSES:
        return False  # "fighters of General X"
    if span.nouns:
        return span.nouns[0][1] in _OF_ONE and not is_several(span)
    last = span.actor.name.rsplit(maxsplit=1)[-1]
    return span.has_name and span.actor.actor_class in _NAMED and last[:1].isupper()


def is_several(span: ActorSpan) -> bool:
    """Whether the noun of an actor is a plural, or a body of many: "gunmen", "Taliban fighters", "police"."""
    return bool(span.nouns) and (span.nouns[0][0].endswith(_PLURAL) or span.nouns[0][0] in _MANY)


def is_band(span: ActorSpan) -> bool:
    """Whether an actor is an armed party by its bare name: "the Taliban" is nobody who is "he"."""
    return not span.nouns and span.actor.actor_class in ARMED_CLASSES


def is_institution(span: ActorSpan) -> bool:
    """Whether an actor is one body of many people: "the government"."""
    return span.actor.actor_class in _INSTITUTIONS and not is_several(span)
