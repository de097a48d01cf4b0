"""The units that no rule counts, for the page and the picture: districts, bases, crossings, towns, and who holds them.

Knows the scene's standing rows and where the gazetteer has a unit: a district by its installed outline, else by a
circle of its extent; anything else by a point. A unit that is nowhere known is told in words and drawn nowhere.
Positions are `[longitude, latitude]`, degrees WGS 84, four decimals; radii are metres.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.gazetteer.table import default_gazetteer
from geo.vocab import ControlBasis, Unit
from maps.names import unit_name, unit_title
from maps.reference import district_shape
from maps.standing import UNKNOWN, held
from maps.story import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from geo.model import Control, Place
    from maps.scene import Scene
    from maps.standing import Held
    from maps.story import Change

DECIMALS = 4
_METRES = 1000
_LAYERS = (ControlBasis.ASSESSED, ControlBasis.REPORTED)
_COUNTED = frozenset({Unit.PROVINCIAL_CAPITAL, Unit.PROVINCE})
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOn:
    """A unit on a day: who holds it in both layers, where it is drawn (see `where_drawn`), and what changed that day.

    `change` is set where it changed hands on the day.
    """

    unit: Unit
    unit_id: str
    name: str
    where: Json
    assessed: Held
    reported: Held
    change: Change | None = None

    @property
    def is_only_reported(self) -> bool:
        """Whether nothing of it is known but what the reports alone say."""
        return self.assessed == UNKNOWN


def units_on(scene: Scene, day: date, changes: Iterable[Change]) -> tuple[UnitOn, ...]:
    """The units of which something is known on a day, by kind and name; `changes` are those of that day."""
    hands = {(each.unit, each.unit_id): each for each in changes if each.kind in {Kind.TAKEN, Kind.RETAKEN}}
    found = []
    for unit, name, unit_id in _known_units(scene):
        assessed, reported = (held(scene.holder(unit, unit_id, day, basis)) for basis in _LAYERS)
        if (assessed, reported) != (UNKNOWN, UNKNOWN):
            found.append(
                UnitOn(
                    unit=unit,
                    unit_id=unit_id,
                    name=name,
                    where=where_drawn(scene, unit, unit_id),
                    assessed=assessed,
                    reported=reported,
                    change=hands.get((unit, unit_id)),
                )
            )
    return tuple(found)


def _known_units(scene: Scene) -> list[tuple[Unit, str, str]]:
    """Kind, name and id of each unit with rows, by kind and name."""
    rows = (row for row in scene.controls if row.unit not in _COUNTED and row.superseded_at is None)
    return sorted(
        (unit, unit_name(unit, unit_id), unit_id) for unit, unit_id in {(row.unit, row.unit_id) for row in rows}
    )


def units_payload(scene: Scene, history: Callable[[Iterable[Control]], list[Json]]) -> list[Json]:
    """The units with their rows in both layers, by kind and name; `history` makes rows into those of the payload."""
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
        for unit, name, unit_id in _known_units(scene)
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


__all__ = ["UnitOn", "units_on", "units_payload", "where_drawn"]
