"""The ground of the picture: the country in metres on paper.

The projection is a Lambert conformal conic on WGS 84 with standard parallels at 31 and 37 degrees north, centred on
34 N, 67.7 E. Both parallels lie about a sixth of the country's height inside its edges, so that scale is true within
0.2 % everywhere in it: a kilometre is the same kilometre in Herat and in Wakhan, and shapes and angles are kept.
Takes longitude before latitude in degrees and gives easting before northing in metres.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import CRS, Transformer
from shapely.geometry import shape

from maps.base import WINDOW, base_payload
from maps.exports.shapes import circle
from maps.reference import read_neighbours, read_province_shapes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geo.coords import LonLat
    from maps.reference import Geometry

PROJECTION = "+proj=lcc +lat_1=31 +lat_2=37 +lat_0=34 +lon_0=67.7 +x_0=0 +y_0=0 +datum=WGS84 +units=m"
EXTENT = (-730_000.0, -565_000.0, 705_000.0, 545_000.0)
"""West, south, east, north of the drawn part in metres: the country with some of its neighbours around it."""


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs("EPSG:4326", CRS.from_proj4(PROJECTION), always_xy=True)


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Easting and northing of a point.

    >>> [round(metres) + 0 for metres in project(67.7, 34.0)]
    [0, 0]
    """
    x, y = _transformer().transform(longitude, latitude)
    return float(x), float(y)


def projected(geometry: Geometry) -> BaseGeometry:
    """A GeoJSON geometry on the ground."""

    def move(positions: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(_transformer().transform(positions[:, 0], positions[:, 1]))

    return shapely.transform(shape(geometry), move)


@cache
def province_grounds() -> Mapping[str, BaseGeometry]:
    """ISO 3166-2 code -> the province on the ground."""
    return {iso: projected(geometry) for iso, geometry in read_province_shapes().items()}


@cache
def neighbour_borders() -> tuple[BaseGeometry, ...]:
    """Each neighbour's borders without the edges of the window."""
    found = base_payload()["neighbours"]
    return tuple(projected({"type": "MultiLineString", "coordinates": each["borders"]}) for each in found)


@cache
def neighbour_areas() -> tuple[tuple[str, BaseGeometry], ...]:
    """Each neighbour's name and its area inside the window."""
    return tuple((name, shapely.make_valid(projected(geometry))) for name, geometry in read_neighbours())


def circle_ground(centre: LonLat, radius_m: float) -> BaseGeometry:
    """The circle of that many metres around a place, as it lies on the ground."""
    return projected(circle(centre, radius_m))


def is_drawn(longitude: float, latitude: float) -> bool:
    """Whether a place lies on the drawn part.

    >>> is_drawn(69.2, 34.5), is_drawn(51.5, 25.3)
    (True, False)
    """
    west, south, east, north = WINDOW
    if not (west <= longitude <= east and south <= latitude <= north):
        return False
    x, y = project(longitude, latitude)
    return EXTENT[0] < x < EXTENT[2] and EXTENT[1] < y < EXTENT[3]
