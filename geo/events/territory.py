"""What a territory report is about: the unit that a place is by itself, and the tag that follows from action and unit.

Knows the derivations of docs/codebook.md: a district taken is never its capital taken, a province-level report is
never a capital seized. What the text calls a place is asked in `geo.events.units`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.crossings import is_crossing
from geo.vocab import SETTLEMENT_KINDS, Action, EventType, PlaceKind, PlacePrecision, Unit

if TYPE_CHECKING:
    from geo.model import Place

_TAG = {
    Action.VACATED: EventType.WITHDRAWAL,
    Action.REPELLED: EventType.ARMED_CLASH,
    Action.BESIEGED: EventType.SIEGE,
    Action.CONTESTED: EventType.ARMED_CLASH,
    Action.RETAKEN: EventType.TERRITORY_RETAKEN,
    Action.HELD: EventType.CONTROL_REPORTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritoryUnit:
    """A unit of territory with its key: an ISO 3166-2 code for capitals and provinces, else a place id."""

    unit: Unit
    unit_id: str


def unit_of(place: Place) -> TerritoryUnit | None:
    """The unit that a place is; None for circles ("near Kunduz"), regions and countries."""
    if place.place_precision is PlacePrecision.NEAR or place.country_code != "AF":
        return None
    if place.kind in SETTLEMENT_KINDS:
        if place.capital_of and place.iso_3166_2:
            return TerritoryUnit(unit=Unit.PROVINCIAL_CAPITAL, unit_id=place.iso_3166_2)
        return TerritoryUnit(
            unit=Unit.VILLAGE if place.kind is PlaceKind.VILLAGE else Unit.CITY, unit_id=place.place_id
        )
    if place.kind is PlaceKind.PROVINCE and place.iso_3166_2:
        return TerritoryUnit(unit=Unit.PROVINCE, unit_id=place.iso_3166_2)
    if place.kind is PlaceKind.DISTRICT:
        return TerritoryUnit(unit=Unit.DISTRICT, unit_id=place.place_id)
    if place.kind is PlaceKind.SITE:
        unit = Unit.BORDER_CROSSING if is_crossing(place) else Unit.BASE
        return TerritoryUnit(unit=unit, unit_id=place.place_id)
    return None


def tag_of(action: Action, unit: Unit | None) -> EventType:
    """The tag that an action on a unit gets.

    >>> tag_of(Action.SEIZED, Unit.DISTRICT)
    <EventType.DISTRICT_SEIZED: 'district_seized'>
    """
    if action in _TAG:
        return _TAG[action]
    if unit is Unit.PROVINCIAL_CAPITAL:
        return EventType.CAPITAL_SEIZED
    if unit in {Unit.DISTRICT, Unit.DISTRICT_CENTRE}:
        return EventType.DISTRICT_SEIZED
    return EventType.TERRITORY_SEIZED
