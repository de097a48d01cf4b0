"""What a territory report is about: the unit, who took it, who lost it, and the tag that follows.

Knows the derivations of docs/codebook.md: a district taken is never its capital taken, a province-level report is
never a capital seized. Refuses to read text: it is given an action, a place and the parties.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.vocab import SETTLEMENT_KINDS, Action, EventType, PlaceKind, PlacePrecision, Side, Unit

if TYPE_CHECKING:
    from geo.model import Place

_CROSSING = re.compile(r"\b(crossing|border|port|bandar|torkham|torghundi|hairatan|islam qala)\b", re.IGNORECASE)
_AREA_KINDS = {PlacePrecision.ADMIN1: PlaceKind.PROVINCE, PlacePrecision.ADMIN2: PlaceKind.DISTRICT}
_UNKNOWN_UNITS = {
    PlaceKind.DISTRICT: Unit.DISTRICT,
    PlaceKind.VILLAGE: Unit.VILLAGE,
    PlaceKind.CITY: Unit.CITY,
    PlaceKind.TOWN: Unit.CITY,
}
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
    """A unit of territory with its key: an ISO 3166-2 code for capitals and provinces, else a place id.

    A unit that the gazetteer does not know has no key: its place is drawn as the area that holds it.
    """

    unit: Unit
    unit_id: str | None


def unit_of(place: Place) -> TerritoryUnit | None:
    """The unit that a place is; None for circles ("near Kunduz"), regions and countries."""
    if place.place_precision is PlacePrecision.NEAR or place.country_code != "AF":
        return None
    if place.place_precision in _AREA_KINDS and place.kind is not _AREA_KINDS[place.place_precision]:
        unit = _UNKNOWN_UNITS.get(place.kind)
        return None if unit is None else TerritoryUnit(unit=unit, unit_id=None)
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
        unit = Unit.BORDER_CROSSING if _CROSSING.search(place.name) else Unit.BASE
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


def opponent(side: str | None, sides: frozenset[str]) -> str | None:
    """The one armed side of a story that is not `side`; None if there are several.

    The government is taken for the opponent of the Taliban where nobody else is named.
    """
    others = sides - {side} if side else sides
    if len(others) == 1:
        return next(iter(others))
    if side == Side.TALIBAN and Side.GOVERNMENT in others:
        return Side.GOVERNMENT.value
    if side == Side.GOVERNMENT and Side.TALIBAN in others:
        return Side.TALIBAN.value
    return None
