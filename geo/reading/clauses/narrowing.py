"""What the words around say more exactly: which of two places is the inner one, and in which time a participle is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.whereabouts import place_words
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from geo.reading.clauses.clause import Clause
    from geo.reading.predication import Participant


def inner_places(named: tuple[Participant, ...], located: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Of provinces that a frame names what its noun names inside them: "a blast near Sangin, in Helmand province"."""
    inside = {each.resolution.place for each in located if each.resolution is not None and each.resolution.place}
    provinces = {place.admin1_pcode for place in inside if place.kind is not PlaceKind.PROVINCE}
    around = [
        each.resolution.place
        for each in named
        if each.resolution is not None and each.resolution.place and each.resolution.place not in inside
    ]
    is_around = [each.kind is PlaceKind.PROVINCE and each.admin1_pcode in provinces for each in around]
    return located if is_around and all(is_around) else named


def course_of(clause: Clause) -> tuple[str, str]:
    """Tense and aspect of a clause: what somebody died "while travelling in X" was in the course of things then."""
    verb = clause.verb
    if verb is None:
        return "none", "simple"
    above = clause.parent.verb if clause.parent is not None else None
    if clause.kind == "participle" and clause.connector in place_words().during and above is not None:
        return above.tense, "progressive" if not verb.passive else "simple"
    return verb.tense, "perfect" if verb.perfect else "progressive" if verb.progressive else "simple"
