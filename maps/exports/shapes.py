"""GeoJSON geometries of the exports: WGS 84, longitude first, 6 decimals, right-hand rings.

Knows the RFC 7946 rules for coordinates and draws circles in metres on the mean sphere.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from geo.coords import EARTH_RADIUS_KM, displaced

if TYPE_CHECKING:
    from geo.coords import LonLat

DECIMALS = 6
"""About 0.1 m, as RFC 7946 advises."""
_CORNERS = 64
_KM = 1000
Geometry = dict[str, Any]


def point(where: LonLat) -> Geometry:
    """A Point.

    >>> from geo.coords import LonLat
    >>> point(LonLat(68.8679281, 36.728))
    {'type': 'Point', 'coordinates': [68.867928, 36.728]}
    """
    return {"type": "Point", "coordinates": _position(where.longitude, where.latitude)}


def circle(centre: LonLat, radius_m: float) -> Geometry:
    """A polygon of 64 corners that lie `radius_m` metres from `centre`, counter-clockwise, closed."""
    km = min(radius_m / _KM, EARTH_RADIUS_KM)
    corners = (displaced(centre, -360 * step / _CORNERS, km) for step in range(_CORNERS))
    ring = [_position(corner.longitude, corner.latitude) for corner in corners]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def right_handed(geometry: Geometry) -> Geometry:
    """The polygon with its outer ring counter-clockwise, holes clockwise, rounded; MultiPolygons too."""
    if geometry["type"] == "MultiPolygon":
        return {"type": "MultiPolygon", "coordinates": [_polygon(each) for each in geometry["coordinates"]]}
    return {"type": "Polygon", "coordinates": _polygon(geometry["coordinates"])}


def _polygon(rings: list[list[list[float]]]) -> list[list[list[float]]]:
    turned = []
    for index, ring in enumerate(rings):
        outer_and_wrong = index == 0 and twice_area(ring) < 0
        hole_and_wrong = index > 0 and twice_area(ring) > 0
        rounded = [_position(lon, lat) for lon, lat in ring]
        turned.append(rounded[::-1] if outer_and_wrong or hole_and_wrong else rounded)
    return turned


def twice_area(ring: list[list[float]]) -> float:
    """Twice the signed area of a closed ring in square degrees; positive if it runs counter-clockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))


def _position(longitude: float, latitude: float) -> list[float]:
    return [round(longitude, DECIMALS) + 0.0, round(latitude, DECIMALS) + 0.0]
