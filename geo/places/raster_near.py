"""Outside every shape: which cells are nearest to one shape within the limit, which to none, and the few between.

Knows distances in a plane and how far its scale can bend them: a cell is answered as a whole only where no point in it
can be on the other side of the limit, or nearer to another shape. For the cells between it keeps the few pieces of line
that can be nearest to a point in them.

Metres in a conformal plane whose scale depends on the latitude; ground lengths are those of the ellipsoid.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.places.raster_grid import FINE

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pyproj import Transformer

    from geo.places.raster_grid import Grid

NOT_ONE = -2
"""Stands for the shape where the points of a cell do not all have the same one."""

_BLOCK = 8
_PAIRS = 400_000
_METRES_LON, _METRES_LAT = 111_319.0, 110_574.0
_SLACK_M = 1.0
_TIE_SLACK_M = 0.01
_STEP = 0.08


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """Pieces of line in the plane, and whose each is. `ends` is a row of two ends; `owner` a position among shapes."""

    to_plane: Transformer
    ends: NDArray[np.float64]
    owner: NDArray[np.int16]
    limit_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """What is nearest to each of a row of cells: `shape` (-1 none, `NOT_ONE`), and for `NOT_ONE` the pieces to ask.

    The pieces of cell i are `pieces[start[i]:start[i + 1]]`.
    """

    shape: NDArray[np.int16]
    start: NDArray[np.int32]
    pieces: NDArray[np.int32]


def reach_cells(grid: Grid, limit_m: float) -> tuple[int, int]:
    """Return how many coarse columns and rows away a line can be and still lie within the limit of a cell."""
    far = max(abs(grid.south), abs(grid.south + grid.rows / grid.per_lat))
    lon = limit_m * 1.01 / (_METRES_LON * np.cos(np.radians(far))) * grid.per_lon
    return int(lon) + 2, int(limit_m * 1.01 / _METRES_LAT * grid.per_lat) + 2


def grown(mask: NDArray[np.bool_], columns: int, rows: int) -> NDArray[np.bool_]:
    """Return the cells that have a cell of the mask at most so many columns and rows away."""
    for axis, reach in ((0, rows), (1, columns)):
        total = np.cumsum(np.moveaxis(mask, axis, 0), axis=0, dtype=np.int32)
        padded = np.concatenate([np.zeros((1, total.shape[1]), dtype=np.int32), total])
        at = np.arange(len(total))
        low, high = np.maximum(at - reach, 0), np.minimum(at + reach + 1, len(total))
        mask = np.moveaxis(padded[high] > padded[low], 0, axis)
    return mask


def row_scales(grid: Grid, plane: Plane) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the least and the greatest scale of the plane (metres in it to a metre on the ground) near each row.

    Near means about as far as the limit. The scale of a conic has one minimum and bends so little over that stretch
    that `_SLACK_M` outweighs it.
    """
    from pyproj import Proj  # noqa: PLC0415 - only when an index is made

    lat = grid.south + (np.arange(grid.rows) + 0.5) / grid.per_lat
    projection = Proj(plane.to_plane.target_crs)
    around = [projection.get_factors(np.zeros_like(lat), lat + step).meridional_scale for step in (-_STEP, 0, _STEP)]
    return np.min(around, axis=0), np.max(around, axis=0)


def nearest_cells(grid: Grid, plane: Plane, column: NDArray[np.int64], row: NDArray[np.int64]) -> Nearest:
    """Find what is nearest to the points of coarse cells, as far as they lie outside every shape.

    Args:
        grid: The grid.
        plane: The pieces of line.
        column: Columns of the coarse cells.
        row: Their rows.

    """
    lon, lat = grid.corner(column * FINE, row * FINE, FINE / 2)
    radius = _radius(grid, plane, row)
    low_scale, high_scale = (each[row] for each in row_scales(grid, plane))
    x, y = plane.to_plane.transform(lon, lat)
    farthest = plane.limit_m * high_scale + 3 * radius + 4 * _SLACK_M
    cell, piece, metres = _pairs(plane, (x, y), farthest, (column // _BLOCK, row // _BLOCK))
    least = np.full(len(column), np.inf)
    np.minimum.at(least, cell, metres)
    can_be = metres <= least[cell] + 2 * radius[cell] + _TIE_SLACK_M
    cell, piece = cell[can_be], piece[can_be]
    first = np.full(len(column), np.iinfo(np.int16).max, dtype=np.int16)
    last = np.full(len(column), -1, dtype=np.int16)
    np.minimum.at(first, cell, plane.owner[piece])
    np.maximum.at(last, cell, plane.owner[piece])
    beyond = (least - radius - _SLACK_M) / high_scale > plane.limit_m + _SLACK_M
    within = (least + radius + _SLACK_M) / low_scale < plane.limit_m - _SLACK_M
    shape = np.where(beyond, -1, np.where(within & (first == last), first, NOT_ONE)).astype(np.int16)
    kept = shape[cell] == NOT_ONE
    order = np.argsort(cell[kept], kind="stable")
    count = np.bincount(cell[kept], minlength=len(column))
    start = np.concatenate([[0], np.cumsum(count)]).astype(np.int32)
    return Nearest(shape=shape, start=start, pieces=piece[kept][order].astype(np.int32))


def segment_metres(ends: NDArray[np.float64], x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the distance of each point to the straight piece of its row."""
    start_x, start_y, end_x, end_y = ends.T
    run, rise = end_x - start_x, end_y - start_y
    off_x, off_y = x - start_x, y - start_y
    square = run * run + rise * rise
    share = np.clip((off_x * run + off_y * rise) / np.where(square > 0, square, 1.0), 0.0, 1.0)
    metres: NDArray[np.float64] = np.hypot(off_x - share * run, off_y - share * rise)
    return metres


def _radius(grid: Grid, plane: Plane, row: NDArray[np.int64]) -> NDArray[np.float64]:
    """How far a point of a cell is from its middle in the plane; alike for all cells of a row."""
    rows = np.arange(grid.rows)
    middle = np.zeros_like(rows)
    centre = plane.to_plane.transform(*grid.corner(middle, rows * FINE, FINE / 2))
    far = np.zeros(len(rows))
    for right in (0, 1):
        for up in (0, 1):
            lon, lat = grid.corner(middle + right * FINE, (rows + up) * FINE)
            x, y = plane.to_plane.transform(lon, lat)
            far = np.maximum(far, np.hypot(x - centre[0], y - centre[1]))
    return far[row] + _SLACK_M


def _pairs(
    plane: Plane,
    centre: tuple[NDArray[np.float64], NDArray[np.float64]],
    farthest: NDArray[np.float64],
    block: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Every cell with every piece that is no farther from its middle than `farthest`, and how far.

    Blocks of cells are asked first, so that a tree is asked a few thousand times and not once for each cell.
    """
    x, y = centre
    blocks, of = np.unique(np.stack(block, axis=1), axis=0, return_inverse=True)
    of = of.ravel()
    count = np.bincount(of, minlength=len(blocks))
    middle_x, middle_y = (np.bincount(of, weights=each, minlength=len(blocks)) / count for each in (x, y))
    reach = np.zeros(len(blocks))
    np.maximum.at(reach, of, np.hypot(x - middle_x[of], y - middle_y[of]) + farthest + _SLACK_M)
    pieces = np.asarray(shapely.linestrings(plane.ends.reshape(-1, 2, 2)))
    asked, found = shapely.STRtree(pieces).query(
        shapely.points(middle_x, middle_y), predicate="dwithin", distance=reach
    )
    order = np.argsort(asked, kind="stable")
    asked, found = asked[order], found[order]
    start = np.searchsorted(asked, np.arange(len(blocks) + 1))
    each = (start[1:] - start[:-1])[of]
    parts: list[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]] = []
    stops = np.searchsorted(np.cumsum(each), np.arange(_PAIRS, each.sum() + _PAIRS, _PAIRS), side="right")
    begin = 0
    for stop in [*stops.tolist(), len(each)]:
        rows = np.arange(begin, max(stop, begin))
        begin = max(stop, begin)
        cell = np.repeat(rows, each[rows])
        before = np.repeat(np.cumsum(each[rows]) - each[rows], each[rows])
        piece = found[start[of[cell]] + np.arange(len(cell)) - before]
        metres = segment_metres(plane.ends[piece], x[cell], y[cell])
        near = metres <= farthest[cell]
        parts.append((cell[near], piece[near], metres[near]))
    cells, found_pieces, distances = zip(*parts, strict=True)
    return np.concatenate(cells), np.concatenate(found_pieces), np.concatenate(distances)
