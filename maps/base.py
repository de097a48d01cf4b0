"""The vector base map: outlines with four decimals, and where the names stand.

Knows shapes and label points, longitude before latitude, degrees WGS 84. A label point is the pole of
inaccessibility: the point inside a shape that lies farthest from its edge.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from maps.names import neighbour_name
from maps.reference import read_neighbours, read_province_shapes

if TYPE_CHECKING:
    from maps.reference import Geometry

WINDOW = (58.0, 27.0, 77.0, 41.0)
"""West, south, east, north of the base map: what lies outside is listed, not drawn."""
_LABEL_WINDOW = (59.3, 28.4, 75.7, 39.4)
"""Neighbours' names stand inside this, so that they are on the page when it opens."""
MAJOR_CAPITALS = ("AF-KAB", "AF-KAN", "AF-HER", "AF-BAL", "AF-NAN", "AF-KDZ", "AF-GHA", "AF-HEL", "AF-BDS", "AF-FRA")
_TOLERANCE = 0.01
_LABEL_DECIMALS = 2


def base_payload() -> dict[str, Any]:
    """The part of the payload that no document changes: window, neighbours, and which capitals' names go first."""
    return {
        "window": list(WINDOW),
        "neighbours": [
            {"name": neighbour_name(name), "borders": _borders(shape), "label": _label(shape, _LABEL_WINDOW)}
            for name, shape in read_neighbours()
        ],
        "majorCapitals": list(MAJOR_CAPITALS),
    }


def province_outline(iso_3166_2: str) -> Geometry:
    """The province's polygon."""
    return read_province_shapes()[iso_3166_2]


@cache
def province_label(iso_3166_2: str) -> tuple[float, float]:
    """Where the province's name stands."""
    return _label(read_province_shapes()[iso_3166_2], WINDOW)


def _borders(geometry: Geometry) -> list[list[list[float]]]:
    """The outline as lines, without the edges that only the clipping to the window made."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    lines: list[list[list[float]]] = []
    for ring in (ring for polygon in polygons for ring in polygon):
        line = [ring[0]]
        for start, end in pairwise(ring):
            if _on_edge(start) and _on_edge(end):
                lines.append(line)
                line = [end]
            else:
                line.append(end)
        lines.append(line)
    return [line for line in lines if len(line) > 1]


def _on_edge(position: list[float]) -> bool:
    west, south, east, north = WINDOW
    return position[0] in {west, east} or position[1] in {south, north}


def _label(geometry: Geometry, window: tuple[float, float, float, float]) -> tuple[float, float]:
    import shapely  # noqa: PLC0415 - heavy, and only the page needs it

    clipped = shapely.clip_by_rect(shapely.geometry.shape(geometry), *window)
    largest = max(shapely.get_parts(clipped), key=lambda part: part.area)
    pole = shapely.maximum_inscribed_circle(largest, tolerance=_TOLERANCE).coords[0]
    return round(pole[0], _LABEL_DECIMALS), round(pole[1], _LABEL_DECIMALS)
