"""Made points for the join's benchmark: two sets, the same for the same seed.

`near_borders`: 90 % uniform inside the provinces, 5 % within a kilometre of a border, 5 % outside up to 20 km from the
outline. `uniform`: anywhere in the provinces' bounding box. Longitude first, degrees; shuffled, so that neighbours in
the row are no neighbours on the ground.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod

from geo.places.provinces import default_provinces

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Points = tuple[NDArray[np.float64], NDArray[np.float64]]

_GEOD = Geod(ellps="WGS84")
_BORDER_KM, _OUTSIDE_KM = 1.0, 20.0
_PART = 500_000


def uniform(count: int, seed: int = 1) -> Points:
    """Return points anywhere in the bounding box of the provinces."""
    rng = np.random.default_rng(seed)
    west, south, east, north = shapely.total_bounds(default_provinces().shapes)
    return rng.uniform(west, east, count), rng.uniform(south, north, count)


def near_borders(count: int, seed: int = 2) -> Points:
    """Return points of which a tenth lies where the answer is not obvious."""
    rng = np.random.default_rng(seed)
    twentieth = count // 20
    shapes = np.asarray(default_provinces().shapes)
    borders = _spots_on(shapely.boundary(shapes), twentieth, rng)
    distance, around = rng.uniform(0, _BORDER_KM * 1000, twentieth), rng.uniform(0, 360, twentieth)
    beside = _GEOD.fwd(*borders, around, distance)[:2]
    outline = shapely.boundary(shapely.union_all(shapes))
    outside = _drawn(twentieth, lambda: _outside(outline, rng))
    inside = _drawn(count - 2 * twentieth, lambda: _inside(rng))
    lon, lat = (np.concatenate(each) for each in zip(inside, beside, outside, strict=True))
    order = rng.permutation(count)
    return lon[order], lat[order]


def _drawn(count: int, draw: Callable[[], Points]) -> Points:
    found: list[Points] = []
    while sum(len(lon) for lon, _ in found) < count:
        found.append(draw())
    lon, lat = (np.concatenate(each)[:count] for each in zip(*found, strict=True))
    return lon, lat


def _inside(rng: np.random.Generator) -> Points:
    west, south, east, north = shapely.total_bounds(default_provinces().shapes)
    lon, lat = rng.uniform(west, east, _PART), rng.uniform(south, north, _PART)
    codes, is_nearest = default_provinces().codes_and_nearest(lon, lat)
    kept = (codes >= 0) & ~is_nearest
    return lon[kept], lat[kept]


def _outside(outline: shapely.Geometry, rng: np.random.Generator) -> Points:
    spots = _spots_on(outline, _PART // 5, rng)
    count = len(spots[0])
    lon, lat, _ = _GEOD.fwd(*spots, rng.uniform(0, 360, count), rng.uniform(0, _OUTSIDE_KM * 1000, count))
    codes, is_nearest = default_provinces().codes_and_nearest(lon, lat)
    kept = (codes < 0) | is_nearest
    return lon[kept], lat[kept]


def _spots_on(lines: shapely.Geometry | NDArray[np.object_], count: int, rng: np.random.Generator) -> Points:
    """Spots spread evenly along lines, each stretch counted once."""
    parts = shapely.get_parts(shapely.line_merge(shapely.union_all(lines)))
    length = shapely.length(parts)
    of = rng.choice(len(parts), count, p=length / length.sum())
    spots = shapely.line_interpolate_point(parts[of], rng.uniform(0, length[of]))
    return shapely.get_x(spots), shapely.get_y(spots)
