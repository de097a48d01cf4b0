"""What reports are compared by before they merge: the window, what must be equal, and the spot in place and time.

Knows how far apart two reports of one thing may lie, with the reason for each size, and where in space and time each
report stands. Refuses to put reports together: that is `geo.events.merge`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import cos, floor, radians, sin
from typing import TYPE_CHECKING, NamedTuple

from geo.coords import EARTH_RADIUS_KM, distance_km
from geo.dates import kabul_day
from geo.events.incident import is_approximate, is_wide
from geo.vocab import POINT_PRECISIONS, TRANSFERS, AssertionMode, EventType, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Hashable

    from geo.coords import LonLat
    from geo.model import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """How far apart two reports of one thing may lie; days and kilometres, both bounds inclusive.

    `days`: agencies count a night, a late evening or another time zone to the next day, and so differ by one.
    `days_approximate`: a day that the sentence does not give is that of the publication, often one to three days on.
    `lasting_days`, `lasting_days_approximate`: fighting, strikes and talks go on from day to day, so the next day's
    report tells of the next day; only a day that is not given may be one off.
    `km`: the cap on the radius within which two points count as one spot. The larger radius of uncertainty of the two
    decides, but a circle of 50 km around a town says nothing of its neighbours.
    """

    days: int = 1
    days_approximate: int = 3
    lasting_days: int = 0
    lasting_days_approximate: int = 1
    km: float = 5.0


WINDOW = Window()
_ASSERTED = frozenset({AssertionMode.ACTUAL, AssertionMode.NEGATED})
_TOO_WIDE = frozenset({PlacePrecision.REGION, PlacePrecision.COUNTRY, PlacePrecision.OTHER})
LASTING = frozenset(
    {
        EventType.ARMED_CLASH,
        EventType.SIEGE,
        EventType.OFFENSIVE,
        EventType.AIR_STRIKE,
        EventType.SHELLING,
        EventType.PROTEST_PEACEFUL,
        EventType.PROTEST_INTERVENTION,
        EventType.RIOT,
        EventType.TALKS,
        EventType.EVACUATION,
        EventType.DISPLACEMENT,
        EventType.CIVILIAN_HARM,
        EventType.WARNING,
        EventType.DEMAND,
    }
)
"""What goes on from day to day, or is done again the next day."""
_SAID = frozenset({EventType.WARNING, EventType.DEMAND, EventType.ATTRIBUTION, EventType.DIPLOMATIC_ACTION})
"""Words that are events: another speaker makes another event."""
_ONE_SIDED = frozenset(
    {
        EventType.AIR_STRIKE,
        EventType.SHELLING,
        EventType.BOMBING,
        EventType.SUICIDE_BOMBING,
        EventType.ATTACK_ON_CIVILIANS,
        EventType.ABDUCTION,
        EventType.ARREST,
    }
)
"""What one side does to another: known doers of different sides make different events."""
Cell = tuple["Hashable", ...]


class Spot(NamedTuple):
    """A place and a span as the reports give them; days are ordinals, `at` tells places apart."""

    at: tuple[str, ...]
    start: int
    end: int
    approximate: bool
    side: str


@dataclass(slots=True)
class Node:
    """The reports of one spot; they always stay together. `cell` is where neighbours are looked up."""

    spot: Spot
    cell: Cell
    where: LonLat | None
    radius_km: float
    is_gain: bool
    reports: list[Event] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)

    def add(self, event: Event, radius_km: float) -> None:
        """Take up a report of this spot; the widest radius counts."""
        self.reports.append(event)
        self.documents.add(event.document_sha256)
        self.radius_km = max(self.radius_km, radius_km)

    def near(self, other: Node, km: float) -> bool:
        """Whether both are one place."""
        if self.spot.at == other.spot.at:
            return True
        if self.where is None or other.where is None:
            return False
        return distance_km(self.where, other.where) <= min(km, max(self.radius_km, other.radius_km))

    def gap(self, other: Node) -> int:
        """The days between both spans; 0 if they overlap."""
        return max(0, self.spot.start - other.spot.end, other.spot.start - self.spot.end)

    def rank(self) -> tuple[int, int, Spot]:
        """The spot that most documents give comes first, then the shortest, then the earliest."""
        return (-len(self.documents), self.spot.end - self.spot.start, self.spot)


def family_of(event: Event) -> Cell:
    """What must be equal: the mode as far as it parts reports, the tag or the gain, for words who says them."""
    mode = "asserted" if event.assertion_mode in _ASSERTED else event.assertion_mode.value
    if is_gain_event(event):
        return (mode, "gain")
    speaker = None
    if event.event_type in _SAID:
        speaker = (event.actor.side or event.actor.name.casefold()) if event.actor else event.source_original
    return (mode, event.event_type.value, speaker)


def is_gain_event(event: Event) -> bool:
    """Whether somebody is said to have gained territory."""
    return event.action in TRANSFERS


def new_node(event: Event, window: Window) -> Node:
    """An empty node for the spot of an event."""
    place, where, radius_km = event.place, None, 0.0
    at: tuple[str, ...] = ()
    if is_gain_event(event) and event.unit is not None and event.unit_id is not None:
        at = ("unit", event.unit.value, event.unit_id)
    elif place is not None and place.place_precision in POINT_PRECISIONS:
        at = ("point", place.place_id, f"{place.longitude:.5f}", f"{place.latitude:.5f}")
        where, radius_km = place.lonlat, (place.uncertainty_m or 0) / 1000
    elif place is not None and place.place_precision not in _TOO_WIDE:
        at = ("area", place.place_id)
    start, end, approximate = _days(event)
    wide = event.date is not None and is_wide(event.date)
    if not at or not start:
        at, where = ("document", event.document_sha256, *at, str(start), str(end)), None
    elif wide and event.date is not None:
        at, where = (*at, "span", event.date.date_edtf), None
    side = event.taker or (event.actor.side if event.actor and event.event_type in _ONE_SIDED else None) or ""
    spot = Spot(at=at, start=start, end=end, approximate=approximate, side=side)
    cell: Cell = at if where is None else _cell(where, window.km)
    return Node(spot=spot, cell=cell, where=where, radius_km=radius_km, is_gain=is_gain_event(event))


def _days(event: Event) -> tuple[int, int, bool]:
    """First and last day as ordinals (0: none), and whether they are approximate; an open span is its known end."""
    if event.date is not None:
        start, end = event.date.date_start or event.date.date_end, event.date.date_end or event.date.date_start
        if start is not None and end is not None:
            return start.toordinal(), end.toordinal(), is_approximate(event.date)
    if event.assertion_mode is not AssertionMode.ACTUAL and event.recorded_at is not None:
        said = kabul_day(event.recorded_at).toordinal()
        return said, said, True
    return 0, 0, True


def _cell(where: LonLat, km: float) -> Cell:
    """The cube of side `km` that a point lies in: neighbours within `km` lie in the cubes around it, poles included."""
    longitude, latitude = radians(where.longitude), radians(where.latitude)
    axes = (cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude))
    return tuple(floor(axis * EARTH_RADIUS_KM / km) for axis in axes) if km > 0 else (where.longitude, where.latitude)


def cells_around(node: Node, km: float) -> list[Cell]:
    """The cells in which nodes within `km` of a node can lie: its own, and for a point those that touch it."""
    if node.where is None or km <= 0:
        return [node.cell]
    x, y, z = node.cell
    steps = (-1, 0, 1)
    return [(x + i, y + j, z + k) for i in steps for j in steps for k in steps]  # type: ignore[operator]
