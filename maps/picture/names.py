"""Names on the picture: capitals with their dots, units that changed hands, neighbours, provinces where there is room.

Knows the order in which names choose their places, which is the page's: what changed hands on the day shown first. The
places themselves are `maps.picture.placing`'s.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin
from typing import TYPE_CHECKING, Any

import shapely

from maps.base import base_payload, province_label
from maps.picture.boxes import Box, centred
from maps.picture.ground import neighbour_areas, project, province_grounds
from maps.picture.lettering import width_of
from maps.picture.palette import colour, deep_colour
from maps.picture.patterns import dots
from maps.picture.pins import PIN_PT, fallen_sign
from maps.picture.placing import Name, place_name
from maps.reference import read_capitals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from shapely import MultiPolygon, Polygon
    from shapely.geometry.base import BaseGeometry

    from geo.model import Province
    from maps.picture.boxes import Room
    from maps.picture.pins import Pin
    from maps.picture.plot import Plot

CAPITAL_SIZE = 6.4
_TOLD_SIZE = 7.4
_COUNTRY_SIZE = 6.2
_DOT_PT = 3.0
_CLEAR_PT = 3.4
_CLEAR_OF_PIN_PT = 6.4
_HEIGHT = 1.12
_NUMBER_PT = 7.0
_PAD_PT = 2.4
_GRID_M = 30_000.0
_ASIDE = [(reach * cos(step * pi / 6), reach * sin(step * pi / 6)) for reach in (9.0, 16.0, 24.0) for step in range(12)]
"""Points from the middle of a province, the nearest first."""


def take_pins(plot: Plot, room: Room, pins: Sequence[Pin]) -> None:
    """Keep names off the signs and their numbers."""
    for pin in pins:
        x, y = plot.on_paper(*pin.at)
        room.take(centred(x, y, PIN_PT, PIN_PT))
        if pin.number > 1:
            room.take(Box(x + 2.6, y + 1.4, _NUMBER_PT, _NUMBER_PT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something with a name on the map: where it is, and which side has it since the day shown (None: as before)."""

    name: str
    at: tuple[float, float]
    side: str | None = None
    is_capital: bool = True
    is_major: bool = False


def capital_marks(provinces: Sequence[Province], names: Mapping[str, str], sides: Mapping[str, str]) -> list[Mark]:
    """The capitals in the order in which they are named (ISO 3166-2 code -> name, -> side that took it that day)."""
    places = {iso: project(at.longitude, at.latitude) for iso, at in read_capitals().items()}
    ordered = [each.iso_3166_2 for each in _in_order(provinces)]
    ordered.sort(key=lambda iso: iso not in sides)
    known = base_payload()["majorCapitals"]
    return [Mark(name=names[iso], at=places[iso], side=sides.get(iso), is_major=iso in known) for iso in ordered]


def draw_dots(plot: Plot, room: Room, capitals: Iterable[Mark]) -> None:
    """A dot for each capital, a disc for one that changed hands; names keep off them."""
    for mark in capitals:
        if mark.side is not None:
            fallen_sign(plot, mark.at, zorder=7.4)
        room.take(centred(*plot.on_paper(*mark.at), _DOT_PT + 1, _DOT_PT + 1))
    look = {"marker": "o", "color": colour("card"), "mec": colour("ink"), "mew": 0.7, "zorder": 7.4}
    plot.marks([mark.at for mark in capitals if mark.side is None], _DOT_PT, **look)


def draw_marked(plot: Plot, room: Room, wanted: Iterable[Mark], marks: Sequence[Mark], pins: Sequence[Pin]) -> None:
    """The names of `wanted` in their order, where each finds room; `marks` are all that stand on the map.

    What changed hands on the day shown is bold, on the dark colour of the side that has it now.
    """
    places = [plot.on_paper(*mark.at) for mark in marks]
    pinned = {pin.at for pin in pins}
    for mark in wanted:
        told = mark.side is not None
        size, weight = (_TOLD_SIZE, "bold") if told else (CAPITAL_SIZE, "normal")
        name = Name(
            at=plot.on_paper(*mark.at),
            width=width_of(mark.name, size, weight) + _PAD_PT,
            height=size * _HEIGHT,
            clear=_CLEAR_OF_PIN_PT if mark.at in pinned or not mark.is_capital else _CLEAR_PT,
            is_told=told,
        )
        placed = place_name(room, name, places)
        if placed is None:
            continue
        if placed.end is not None:
            _lead(plot, mark.at, plot.on_ground(*placed.end))
        halo = {"halo": deep_colour(mark.side)} if mark.side is not None else {}
        ink = colour("card") if told else colour("name")
        _write(plot, placed.box, mark.name, size, color=ink, weight=weight, **halo)


def _lead(plot: Plot, start: tuple[float, float], end: tuple[float, float]) -> None:
    line = shapely.LineString([start, end])
    plot.lines(line, colors=colour("card"), linewidths=1.9, zorder=6.6)
    plot.lines(line, colors=colour("ink"), linewidths=0.6, zorder=6.7)


def draw_days(plot: Plot, room: Room, days: Mapping[str, str]) -> None:
    """On each province that changed hands before: the day (ISO 3166-2 code -> words), near its middle and within it."""
    for iso, words in sorted(days.items()):
        at = plot.on_paper(*project(*province_label(iso)))
        size = width_of(words, CAPITAL_SIZE, "bold") + 2, CAPITAL_SIZE * _HEIGHT
        aside = (centred(at[0] + right, at[1] + up, *size) for right, up in _ASIDE)
        inside = (box for box in aside if province_grounds()[iso].contains(_ground(plot, box)))
        _write(
            plot,
            room.first_free([centred(*at, *size), *inside]),
            words,
            CAPITAL_SIZE,
            color=colour("name"),
            weight="bold",
        )


def _in_order(provinces: Sequence[Province]) -> list[Province]:
    """The capitals that most people know first, as on the page."""
    known = base_payload()["majorCapitals"]
    rank = {iso: place for place, iso in enumerate(known)}
    return sorted(provinces, key=lambda each: (rank.get(each.iso_3166_2, len(known)), each.iso_3166_2))


def draw_neighbour_names(plot: Plot, room: Room, name_of: Callable[[str], str], size: tuple[float, float]) -> None:
    """The neighbours' names, each whole inside its country, near the middle of what is seen of it.

    `name_of` gives the name for the English one.
    """
    west, south = plot.on_ground(0, 0)
    east, north = plot.on_ground(*size)
    for english, country in neighbour_areas():
        seen = shapely.clip_by_rect(country, west, south, east, north)
        if not isinstance(seen, (shapely.Polygon, shapely.MultiPolygon)) or seen.is_empty:
            continue
        name = _spaced(name_of(english))
        width = width_of(name, _COUNTRY_SIZE)
        boxes = (centred(*plot.on_paper(x, y), width, _COUNTRY_SIZE * _HEIGHT) for x, y in _inner_points(seen))
        inside = (each for each in boxes if seen.contains(_ground(plot, each)))
        _write(plot, room.first_free(inside), name, _COUNTRY_SIZE, color=colour("muted"))


def _inner_points(area: Polygon | MultiPolygon) -> list[tuple[float, float]]:
    """Points of a grid inside an area, those nearest to its middle first; the middle is the farthest from any edge."""
    pole = shapely.maximum_inscribed_circle(area, tolerance=_GRID_M / 10).coords[0]
    middle = (pole[0], pole[1])
    points = [(float(x), float(y)) for x, y in dots(area, _GRID_M)]
    return [middle, *sorted(points, key=lambda at: (round((at[0] - middle[0]) ** 2 + (at[1] - middle[1]) ** 2), at))]


def _ground(plot: Plot, box: Box) -> BaseGeometry:
    return shapely.box(*plot.on_ground(box.x, box.y), *plot.on_ground(box.x + box.width, box.y + box.height))


def draw_province_names(
    plot: Plot, room: Room, provinces: Sequence[Province], names: Mapping[str, str], sides: Mapping[str, str]
) -> None:
    """The provinces' names, small, where the capitals left room; light on those that `sides` took that day."""
    for province in provinces:
        name = _spaced(names[province.iso_3166_2])
        at = plot.on_paper(*project(*province_label(province.iso_3166_2)))
        box = centred(*at, width_of(name, CAPITAL_SIZE - 1.2) + 2, CAPITAL_SIZE * _HEIGHT)
        side = sides.get(province.iso_3166_2)
        look = (
            {"color": colour("card"), "halo": deep_colour(side)} if side else {"color": colour("name"), "alpha": 0.75}
        )
        _write(plot, room.first_free([box]), name, CAPITAL_SIZE - 1.2, **look)


def _spaced(name: str) -> str:
    """In capitals with a hair of space, where the script has capitals."""
    return "\u200a".join(name.upper()) if name.upper() != name or name.isascii() else name


def _write(plot: Plot, box: Box | None, text: str, size: float, **look: Any) -> None:  # noqa: ANN401 - matplotlib's own names
    if box is None:
        return
    at = plot.on_ground(box.x + box.width / 2, box.y + box.height / 2)
    look = {"halo": colour("card")} | look
    plot.words(text, *at, size, ha="center", va="center_baseline", zorder=9, **look)
