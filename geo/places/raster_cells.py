"""Which shape covers each cell that no line touches, and what lies on either side of a line that crosses a cell alone.

Knows that no line between two cells means one answer for both: so one exact question answers a whole run of cells.
Refuses to answer for a cell that two lines touch: there every point is asked for itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.places.raster_grid import FINE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from geo.places.raster_grid import Grid, Touched

    Covering = Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.int16]]
    """Longitudes and latitudes -> the first shape that covers each, -1 where none does; exact."""

NO_SHAPE = -1

TOUCHED = -2
"""Stands for the shape where a cell is touched by a line and has no one answer."""

_CORNERS = ((0, 0), (1, 0), (0, 1), (1, 1))
_CLEAR_DEGREES = 1e-8


def unique_edges(shapes: Sequence[shapely.Geometry]) -> NDArray[np.float64]:
    """Return every straight piece of the shapes' rings once: a row of two ends, the smaller first; none of no length.

    Neighbours that share a border share its pieces; where their corners differ, both are kept.
    """
    found = []
    for ring in shapely.get_rings(shapely.get_parts(np.asarray(shapes, dtype=object))):
        corners = shapely.get_coordinates(ring)
        found.append(np.hstack([corners[:-1], corners[1:]]))
    if not found:
        return np.empty((0, 4))
    ends = np.concatenate(found) + 0.0  # minus zero is zero
    turned = (ends[:, 0] > ends[:, 2]) | ((ends[:, 0] == ends[:, 2]) & (ends[:, 1] > ends[:, 3]))
    ends[turned] = ends[turned][:, [2, 3, 0, 1]]
    ends = ends[(ends[:, 0] != ends[:, 2]) | (ends[:, 1] != ends[:, 3])]
    return np.unique(ends, axis=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The shape of every untouched cell, coarse and fine; -1 where none covers it.

    `coarse` is a row of the grid's rows, without the spare row and column. The fine cells that a line touches are
    `keys` (row by row, sorted); the gap before the i-th of them has the shape `gaps[i]`. What follows the last one of a
    row is empty like the row's beginning: the window's margin is wider than a coarse cell.
    """

    grid: Grid
    coarse: NDArray[np.int16]
    keys: NDArray[np.int64]
    gaps: NDArray[np.int16]

    def fine(self, column: NDArray[np.integer], row: NDArray[np.integer]) -> NDArray[np.int16]:
        """Return the shape of fine cells, or `TOUCHED`."""
        key = _key(self.grid, column, row)
        place = np.searchsorted(self.keys, key)
        at = np.minimum(place, max(len(self.keys) - 1, 0))
        touched = self.keys[at] == key if len(self.keys) else np.zeros(key.shape, dtype=bool)
        coarse = self.coarse[row // FINE, column // FINE]
        return np.where(touched, TOUCHED, np.where(coarse == TOUCHED, self.gaps[place], coarse)).astype(np.int16)


def cover_cells(grid: Grid, touched: Touched, covering: Covering) -> Cover:
    """Find the shape of every cell that no line touches, by few exact questions."""
    keys = np.unique(_key(grid, touched.column, touched.row))
    coarse = _coarse(grid, touched, covering)
    return Cover(grid=grid, coarse=coarse, keys=keys, gaps=_gaps(grid, keys, coarse, covering))


def _coarse(grid: Grid, touched: Touched, covering: Covering) -> NDArray[np.int16]:
    """One question for each run of untouched coarse cells in a row."""
    is_touched = np.zeros((grid.rows, grid.columns), dtype=bool)
    is_touched[touched.row // FINE, touched.column // FINE] = True
    starts = ~is_touched
    starts[:, 1:] &= is_touched[:, :-1]
    row, column = np.nonzero(starts)
    shape = covering(*grid.corner(column * FINE, row * FINE, FINE / 2))
    run = (np.cumsum(starts.ravel()) - 1).reshape(is_touched.shape)
    return np.where(is_touched, TOUCHED, shape[run]).astype(np.int16)


def _gaps(grid: Grid, keys: NDArray[np.int64], coarse: NDArray[np.int16], covering: Covering) -> NDArray[np.int16]:
    """The shape of the untouched fine cells before each touched one, in its row of fine cells.

    A gap that holds a cell of an untouched coarse one has that one's shape; the others are asked for their middle.
    """
    width = grid.columns * FINE
    ends = np.append(keys, width * grid.rows * FINE)
    row = np.minimum(ends // width, grid.rows * FINE - 1)
    before = np.concatenate([[-1], keys])
    first = np.maximum(before + 1, row * width)
    count = ends - first
    gaps = np.full(len(ends), TOUCHED, dtype=np.int16)
    open_ = np.flatnonzero(count > 0)
    for at in (first, ends - 1):
        cell = coarse[at[open_] // width // FINE, at[open_] % width // FINE]
        gaps[open_[cell != TOUCHED]] = cell[cell != TOUCHED]
    asked = open_[gaps[open_] == TOUCHED]
    middle = first[asked] % width + count[asked] // 2
    gaps[asked] = covering(*grid.corner(middle, row[asked], 0.5))
    return gaps


def sides(
    cover: Cover, alone: Touched, edges: NDArray[np.float64], covering: Covering
) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """Return the shapes on the left and on the right of lines that alone touch their fine cell.

    Of the cell's corners the one farthest to a side stands for it: no other line parts it from the line. Its shape is
    that of the cell beyond the corner, or is asked for. A side that the cell hardly reaches is `TOUCHED`.

    Args:
        cover: The untouched cells.
        alone: The fine cells, each touched by one line.
        edges: All lines, a row of two ends each.
        covering: The exact question.

    """
    column, row = alone.column, alone.row
    start_x, start_y, end_x, end_y = edges[alone.line].T
    run, rise = end_x - start_x, end_y - start_y
    length = np.hypot(run, rise)
    away = []
    for right, up in _CORNERS:
        lon, lat = cover.grid.corner(column + right, row + up)
        away.append((run * (lat - start_y) - rise * (lon - start_x)) / length)
    distance = np.stack(away)
    found = []
    for sign in (1.0, -1.0):
        best = np.argmax(sign * distance, axis=0)
        right, up = np.array(_CORNERS).T[:, best]
        shape = _corner_shape(cover, alone, (right, up), covering)
        clear = np.take_along_axis(sign * distance, best[np.newaxis], axis=0)[0] > _CLEAR_DEGREES
        found.append(np.where(clear, shape, TOUCHED).astype(np.int16))
    return found[0], found[1]


def _corner_shape(
    cover: Cover, alone: Touched, corner: tuple[NDArray[np.int64], NDArray[np.int64]], covering: Covering
) -> NDArray[np.int16]:
    column, row, (right, up) = alone.column, alone.row, corner
    beyond_column, beyond_row = column + 2 * right - 1, row + 2 * up - 1
    # The window's margin keeps every line off the outermost cells, so what is beyond a corner is a cell.
    shape = cover.fine(beyond_column, beyond_row)
    asked = np.flatnonzero(shape == TOUCHED)
    shape[asked] = covering(*cover.grid.corner(column[asked] + right[asked], row[asked] + up[asked]))
    return shape


def _key(grid: Grid, column: NDArray[np.integer], row: NDArray[np.integer]) -> NDArray[np.int64]:
    return np.asarray(row, dtype=np.int64) * (grid.columns * FINE) + column
