"""A bare name that may be that of a province or of its capital: "a bomb in Farah ... the blast in Bakwa district".

What is told once at the capital and once elsewhere in the province of its name was where that says: the name was the
province's. Where a word says that the city is meant, the two places stay two.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.place_and_day import may_be_one_place
from geo.gazetteer.fold import fold_name
from geo.vocab import PlaceBasis, PlacePrecision

if TYPE_CHECKING:
    from geo.model import Event, Place
    from geo.text import AnnotatedDocument

_FINE = frozenset({PlacePrecision.ADMIN2, PlacePrecision.SETTLEMENT, PlacePrecision.SITE, PlacePrecision.NEAR})


def without_namesake(first: Event, event: Event, annotated: AnnotatedDocument) -> tuple[Event, Event]:
    """Two events, the one without its place where that is only a province's name and the other is in the province."""
    one, other = first.place, event.place
    if may_be_one_place(one, other) or one is None or other is None or one.admin1_pcode != other.admin1_pcode:
        return first, event
    if _is_told(event) and is_namesake(one, annotated):
        return replace(first, place=None, place_basis=None), event
    if _is_told(first) and is_namesake(other, annotated):
        return first, replace(event, place=None, place_basis=None)
    return first, event


def _is_told(event: Event) -> bool:
    """Whether an event names a place of its own inside a province."""
    return (
        event.place is not None
        and event.place.place_precision in _FINE
        and event.place_basis is not PlaceBasis.INHERITED
    )


def is_namesake(place: Place, annotated: AnnotatedDocument) -> bool:
    """Whether a place is the capital of the province of its name, and the text calls it nowhere a city."""
    if place.capital_of is None or place.place_precision is not PlacePrecision.SETTLEMENT:
        return False
    if fold_name(place.name) != fold_name(place.admin1_name or ""):
        return False
    named = [
        found.mention
        for sentence in annotated.sentences
        for found in annotated.places_in(sentence)
        if found.place is not None and found.place.place_id == place.place_id
    ]
    return not any(each.reading is not None or each.capital or each.near for each in named)
