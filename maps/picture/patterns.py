"""Patterns as geometry: stripes, a lattice and dots, cut to the shape that they fill.

They are drawn as lines and points of our own, not as the hatches of a drawing library, so that width and spacing are
the same on screen, in print and in each file format, and run through from one province to the next. Metres on the
ground in, shapely geometries out. The same shape gives the same pattern.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry


def stripes(ground: BaseGeometry, spacing_m: float, width_m: float) -> BaseGeometry:
    """Bands that rise to the right at 45 degrees, `spacing_m` from middle to middle, as an area inside the shape.

    >>> round(stripes(shapely.box(0, 0, 1000, 1000), 20, 5).area / 1000**2, 2)
    0.25
    """
    half = width_m / math.sqrt(2)
    bands = [
        shapely.Polygon([(*start,), (*end,), (end[0], end[1] + 2 * half), (start[0], start[1] + 2 * half)])
        for start, end in _diagonals(ground, spacing_m, shift=-half)
    ]
    return shapely.intersection(shapely.multipolygons(bands), ground) if bands else shapely.MultiPolygon()


def lattice(ground: BaseGeometry, spacing_m: float) -> BaseGeometry:
    """Thin lines at 45 degrees both ways inside the shape."""
    ends = [line for lean in (1.0, -1.0) for line in _diagonals(ground, spacing_m, lean=lean)]
    parts = [part for line in ends for part in _lines(shapely.intersection(shapely.LineString(line), ground))]
    return shapely.MultiLineString(parts)


def _diagonals(
    ground: BaseGeometry, spacing_m: float, *, lean: float = 1.0, shift: float = 0.0
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Lines across the shape's box; they lie on one grid of the whole map, so that neighbours' patterns meet."""
    west, south, east, north = ground.bounds
    step = spacing_m * math.sqrt(2)
    crossings = sorted(y - lean * x for x in (west, east) for y in (south, north))
    first, last = math.floor(crossings[0] / step), math.ceil(crossings[-1] / step)
    heights = [number * step + shift for number in range(first, last + 1)]
    return [((west, lean * west + height), (east, lean * east + height)) for height in heights]


def dots(ground: BaseGeometry, spacing_m: float) -> NDArray[np.float64]:
    """Points of a staggered grid inside the shape, as rows of easting and northing.

    >>> len(dots(shapely.box(1, 1, 99, 99), 20))
    41
    """
    west, south, east, north = ground.bounds
    rise = spacing_m / 2
    rows = []
    for number in range(math.ceil(south / rise), math.floor(north / rise) + 1):
        shift = rise if number % 2 else 0.0
        across = np.arange(math.ceil((west - shift) / spacing_m), math.floor((east - shift) / spacing_m) + 1)
        rows.append(np.column_stack((across * spacing_m + shift, np.full(len(across), number * rise))))
    grid = np.concatenate(rows) if rows else np.empty((0, 2))
    return grid[shapely.contains_xy(ground, grid[:, 0], grid[:, 1])]


def line_parts(lines: BaseGeometry) -> list[NDArray[np.float64]]:
    """The lines of a geometry as arrays of positions; what an intersection left as points is dropped."""
    return [shapely.get_coordinates(line) for line in _lines(lines)]


def _lines(geometry: BaseGeometry) -> list[shapely.LineString]:
    return [each for each in shapely.get_parts(geometry) if isinstance(each, shapely.LineString) and each.length > 0]
