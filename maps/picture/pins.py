"""The events on the picture: a sign where a point is known, a circle of true metres where only a radius is.

Knows which incidents show on a day and how they gather on one spot. A report that names only a province marks the
province's outline and never gets a dot; what names no more than a country is counted, not drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from geo.vocab import POINT_PRECISIONS, AssertionMode, PlacePrecision
from maps.language import number
from maps.picture.ground import circle_ground, is_drawn, project, projected, province_grounds
from maps.picture.lettering import width_of
from maps.picture.palette import colour, pin_colour
from maps.reference import district_shape
from maps.symbols import GROUPS, group_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from geo.model import Incident, Place
    from maps.picture.plot import Plot
    from maps.scene import Scene
    from maps.story import Change

MARKERS = {"territory": "s", "clash": "D", "air": "^", "bombing": "*", "harm": "P", "diplomacy": "o", "other": "h"}
"""Told apart by shape as well as by colour, as on the page."""
SIZES = {"territory": 5.2, "clash": 5.0, "air": 6.2, "bombing": 8.4, "harm": 6.4, "diplomacy": 5.8, "other": 6.2}
PIN_PT = 8.0
"""The room that a sign takes, across."""
_WEEK = timedelta(days=6)
_NUMBER_SIZE = 4.6
_FELL_PT, _FELL_EDGE_PT = 5.6, 1.9
_CIRCLED = frozenset({PlacePrecision.NEAR, PlacePrecision.ADMIN2})


class Shown(StrEnum):
    """Which events a picture shows beside who holds what."""

    DAY = "day"
    WEEK = "week"
    SO_FAR = "so-far"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """One spot with what is told of it: the most telling group, and whether any of it is asserted to have happened.

    `fell` is where something changed hands on the day shown: then the spot has the sign of that.
    """

    at: tuple[float, float]
    group: str
    number: int
    happened: bool
    fell: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What of the shown incidents has which form; `listed` is how many of them have none."""

    pins: tuple[Pin, ...]
    areas: tuple[Place, ...]
    provinces: tuple[str, ...]
    listed: int


def arrange(scene: Scene, day: date, shown: Shown, changes: Iterable[Change] = ()) -> Drawn:
    """The incidents of the window that ends with `day`, both ends inclusive, gathered by spot in the scene's order.

    `changes` are the changes of hands of that day.
    """
    told = {event_id for change in changes for event_id in change.row.evidence}
    spots: dict[tuple[float, float], list[Incident]] = {}
    areas: dict[str, Place] = {}
    provinces: set[str] = set()
    listed = 0
    for incident in scene.incidents if shown is not Shown.NONE else ():
        if not _shows(scene, incident, day, shown):
            continue
        place = incident.place
        precision = place.place_precision if place else None
        if place is None or not is_drawn(place.longitude, place.latitude):
            listed += 1
            continue
        if precision in POINT_PRECISIONS:
            spots.setdefault(project(place.longitude, place.latitude), []).append(incident)
        if precision in _CIRCLED and place.uncertainty_m:
            areas[place.place_id] = place
        elif precision is PlacePrecision.ADMIN1 and place.iso_3166_2 is not None:
            provinces.add(place.iso_3166_2)
        elif precision not in POINT_PRECISIONS:
            listed += 1
    pins = tuple(_pin(at, incidents, told) for at, incidents in spots.items())
    return Drawn(pins=pins, areas=tuple(areas.values()), provinces=tuple(sorted(provinces)), listed=listed)


def _shows(scene: Scene, incident: Incident, day: date, shown: Shown) -> bool:
    """Whether an incident shows: by its own days if it happened, else by the day on which it was said."""
    if incident.assertion_mode is AssertionMode.ACTUAL:
        span = incident.date
        first, last = (span.date_start or span.date_end, span.date_end or span.date_start) if span else (None, None)
    else:
        document = scene.document(incident.lead.document_id)
        first = last = document.published if document else None
    if first is None or last is None or first > day:
        return False
    return shown is Shown.SO_FAR or last >= (day if shown is Shown.DAY else day - _WEEK)


def _pin(at: tuple[float, float], incidents: Sequence[Incident], told: set[str]) -> Pin:
    happened = [each for each in incidents if each.assertion_mode is AssertionMode.ACTUAL]
    order = list(GROUPS)
    group = min((group_of(each.event_type) for each in happened or incidents), key=order.index)
    fell = any(report.event_id in told for each in incidents for report in each.reports)
    return Pin(at=at, group=group, number=len(incidents), happened=bool(happened), fell=fell)


def draw_areas(plot: Plot, drawn: Drawn) -> None:
    """Circles of true metres, outlines of installed districts, and the outline of each province that is spoken of."""
    for place in drawn.areas:
        shape = district_shape(place.place_id) if place.place_precision is PlacePrecision.ADMIN2 else None
        ground = projected(shape) if shape else circle_ground(place.lonlat, place.uncertainty_m or 0)
        plot.area(
            ground, facecolor=f"{colour('ink')}14", edgecolor=colour("ink"), linewidth=0.7, ls=(0, (3, 2)), zorder=6
        )
    for iso in drawn.provinces:
        ground = province_grounds()[iso]
        plot.area(ground, facecolor="none", edgecolor=colour("ink"), linewidth=1.2, joinstyle="round", zorder=5)


def draw_pins(plot: Plot, pins: Sequence[Pin]) -> None:
    """Each sign on a light ground, the number of incidents at its shoulder; hollow where nothing is asserted."""
    for pin in pins:
        if pin.fell:
            fallen_sign(plot, pin.at)
        else:
            sign(plot, pin.at, pin.group, hollow=not pin.happened)
        if pin.number > 1:
            _number(plot, pin)


def fallen_sign(plot: Plot, at: tuple[float, float], *, zorder: float = 8) -> None:
    """A capital that changed hands on the day shown: a bright disc on its dark province."""
    look = {"marker": "o", "color": colour("card"), "mec": colour("ink")}
    plot.marks([at], _FELL_PT, mew=_FELL_EDGE_PT, zorder=zorder, **look)


def sign(plot: Plot, at: tuple[float, float], group: str, *, hollow: bool = False, zorder: float = 8) -> None:
    """One sign."""
    marker, size, ink = MARKERS[group], SIZES[group], pin_colour(group)
    plot.marks([at], size, marker=marker, color=colour("card"), mec=colour("card"), mew=2.2, zorder=zorder)
    plot.marks(
        [at], size, marker=marker, color=colour("card") if hollow else ink, mec=ink, mew=0.9, zorder=zorder + 0.1
    )


def _number(plot: Plot, pin: Pin) -> None:
    words = number(pin.number)
    x, y = plot.on_paper(*pin.at)
    at = plot.on_ground(x + 3.0 + width_of(words, _NUMBER_SIZE, "bold") / 2, y + 4.2)
    look: dict[str, Any] = {"ha": "center", "va": "center", "weight": "bold", "color": colour("ink"), "zorder": 8.3}
    box = {"boxstyle": "round,pad=0.18", "facecolor": colour("card"), "edgecolor": colour("ink"), "linewidth": 0.4}
    plot.words(words, *at, _NUMBER_SIZE, bbox=box, **look)
