"""Names on the picture: capitals with their dots, neighbours and, where there is room, provinces.

Knows the order in which names choose their places; the places themselves are `maps.picture.boxes`'.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from maps.base import base_payload, province_label
from maps.picture.boxes import Box, around, centred
from maps.picture.ground import neighbour_areas, project
from maps.picture.lettering import width_of
from maps.picture.palette import colour
from maps.picture.patterns import dots
from maps.picture.pins import PIN_PT
from maps.reference import read_capitals

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from shapely import MultiPolygon, Polygon
    from shapely.geometry.base import BaseGeometry

    from geo.model import Province
    from maps.picture.boxes import Room
    from maps.picture.pins import Pin
    from maps.picture.plot import Plot

CAPITAL_SIZE = 6.4
_COUNTRY_SIZE = 6.2
_DOT_PT = 3.0
_CLEAR_PT = 3.4
_CLEAR_OF_PIN_PT = 6.4
_HEIGHT = 1.12
_NUMBER_PT = 7.0
_PAD_PT = 2.4
_GRID_M = 30_000.0


def take_pins(plot: Plot, room: Room, pins: Sequence[Pin]) -> None:
    """Keep names off the signs and their numbers."""
    for pin in pins:
        x, y = plot.on_paper(*pin.at)
        room.take(centred(x, y, PIN_PT, PIN_PT))
        if pin.number > 1:
            room.take(Box(x + 2.6, y + 1.4, _NUMBER_PT, _NUMBER_PT))


def draw_capitals(
    plot: Plot, room: Room, provinces: Sequence[Province], names: Mapping[str, str], pins: Sequence[Pin]
) -> None:
    """A dot for each capital, and its name (ISO 3166-2 code -> name) where one finds room."""
    places = {iso: project(at.longitude, at.latitude) for iso, at in read_capitals().items()}
    look = {"marker": "o", "color": colour("card"), "mec": colour("ink"), "mew": 0.7, "zorder": 7}
    plot.marks(list(places.values()), _DOT_PT, **look)
    for at in places.values():
        room.take(centred(*plot.on_paper(*at), _DOT_PT + 1, _DOT_PT + 1))
    pinned = {pin.at for pin in pins}
    for province in _in_order(provinces):
        name, at = names[province.iso_3166_2], places[province.iso_3166_2]
        clear = _CLEAR_OF_PIN_PT if at in pinned else _CLEAR_PT
        boxes = around(*plot.on_paper(*at), width_of(name, CAPITAL_SIZE) + _PAD_PT, CAPITAL_SIZE * _HEIGHT, clear)
        _write(plot, room.first_free(boxes), name, CAPITAL_SIZE, color=colour("name"))


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


def draw_province_names(plot: Plot, room: Room, provinces: Sequence[Province], names: Mapping[str, str]) -> None:
    """The provinces' names, small, where the capitals left room."""
    for province in provinces:
        name = _spaced(names[province.iso_3166_2])
        at = plot.on_paper(*project(*province_label(province.iso_3166_2)))
        box = centred(*at, width_of(name, CAPITAL_SIZE - 1.2) + 2, CAPITAL_SIZE * _HEIGHT)
        _write(plot, room.first_free([box]), name, CAPITAL_SIZE - 1.2, color=colour("name"), alpha=0.75)


def _spaced(name: str) -> str:
    """In capitals with a hair of space, where the script has capitals."""
    return "\u200a".join(name.upper()) if name.upper() != name or name.isascii() else name


def _write(plot: Plot, box: Box | None, text: str, size: float, **look: Any) -> None:  # noqa: ANN401 - matplotlib's own names
    if box is None:
        return
    at = plot.on_ground(box.x + box.width / 2, box.y + box.height / 2)
    plot.words(text, *at, size, halo=colour("card"), ha="center", va="center_baseline", zorder=9, **look)
