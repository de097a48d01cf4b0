"""The units that no rule counts, in the page's payload: districts, bases, crossings, towns, and who holds them.

Knows the scene's standing rows and where the gazetteer has a unit: a district by its installed outline, else by a
circle of its extent; anything else by a point. A unit that is nowhere known is told in words and drawn nowhere.
Positions are `[longitude, latitude]`, degrees WGS 84, four decimals; radii are metres.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.gazetteer.table import default_gazetteer
from geo.vocab import ControlBasis, Unit
from maps.names import unit_name, unit_title
from maps.reference import district_shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geo.model import Control, Place
    from maps.scene import Scene

DECIMALS = 4
_METRES = 1000
_COUNTED = frozenset({Unit.PROVINCIAL_CAPITAL, Unit.PROVINCE})
Json = dict[str, Any]


def units_payload(scene: Scene, history: Callable[[Iterable[Control]], list[Json]]) -> list[Json]:
    """The units with their rows in both layers, by kind and name; `history` makes rows into those of the payload."""
    rows = (row for row in scene.controls if row.unit not in _COUNTED and row.superseded_at is None)
    found = {(row.unit, row.unit_id) for row in rows}
    named = sorted((unit, unit_name(unit, unit_id), unit_id) for unit, unit_id in found)
    return [
        {
            "id": unit_id,
            "unit": unit.value,
            "name": name,
            "title": unit_title(unit, unit_id),
            **where_drawn(scene, unit, unit_id),
            "assessed": history(scene.history(unit, unit_id, ControlBasis.ASSESSED)),
            "reported": history(scene.history(unit, unit_id, ControlBasis.REPORTED)),
        }
        for unit, name, unit_id in named
    ]


def where_drawn(scene: Scene, unit: Unit, unit_id: str) -> Json:
    """`at`, and for a district its `outline` or else its `radius`; empty where nobody knows where it is."""
    entry = default_gazetteer().entry(unit_id)
    place = None if entry else _place_of(scene, unit_id)
    known = entry or place
    if known is None:
        return {}
    found: Json = {"at": [round(known.longitude, DECIMALS), round(known.latitude, DECIMALS)]}
    if unit is Unit.DISTRICT:
        outline = district_shape(unit_id)
        radius = entry.radius_km * _METRES if entry and entry.radius_km else place.uncertainty_m if place else None
        found |= {"outline": outline} if outline else {"radius": round(radius)} if radius else {}
    return found


def _place_of(scene: Scene, unit_id: str) -> Place | None:
    """The place that the reports of a unit give for it."""
    places = (event.place for event in scene.events if event.unit_id == unit_id and event.place is not None)
    return next((place for place in places if place.place_id == unit_id), None)


__all__ = ["units_payload", "where_drawn"]
