"""Make the table of cells (`geo.places.raster_index`) from shapes.

Knows the order of the work: which fine cells the lines touch, what covers the cells between, what lies beside a line
that is alone in its cell, and what is nearest outside. Refuses shapes for which its arithmetic was not thought: too far
north or south, beside the 180th meridian, too many, or none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.places.raster_cells import NO_SHAPE, TOUCHED, cover_cells, sides, unique_edges
from geo.places.raster_grid import FINE, Grid, Touched
from geo.places.raster_index import FIRST_LINE, HARD, NEAR, RasterArrays, RasterIndex, answer_type
from geo.places.raster_near import NOT_ONE, grown, nearest_cells, reach_cells, row_scales

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geo.places.raster_cells import Cover, Covering
    from geo.places.raster_near import Nearest, Plane

CELLS = 1 << 21
"""About so many coarse cells: for Afghanistan 0.8 km wide, in 2 MB."""

_MARGIN = 0.25
_FARTHEST_NORTH = 60.0
_MOST_SHAPES = 16_000
_SLACK_M = 1.0


def raster_index(
    shapes: Sequence[shapely.Geometry],
    plane: Plane,
    covering: Covering,
    *,
    cells: int | None = None,
    is_kept: bool = False,
) -> RasterIndex | None:
    """Make the index of some shapes, or fetch it from the user's cache folder; None where none can be made.

    Args:
        shapes: The shapes; of those that answer alike the first counts.
        plane: Their lines in the plane, and the limit.
        covering: The exact question: the first shape that covers a point.
        cells: About how many coarse cells (default: `CELLS`).
        is_kept: Look in the cache folder first, and keep there what was made.

    """
    grid = raster_grid(shapes, cells or CELLS)
    if grid is None:
        return None
    if not is_kept:
        return RasterIndex(grid, len(shapes), build_arrays(grid, shapes, plane, covering), plane.to_plane)
    from geo.places.raster_cache import raster_key, read_arrays, write_arrays  # noqa: PLC0415 - few points need none

    key = raster_key(grid, shapes, plane)
    arrays = read_arrays(key)
    if arrays is None:
        arrays = build_arrays(grid, shapes, plane, covering)
        write_arrays(key, arrays)
    return RasterIndex(grid, len(shapes), arrays, plane.to_plane)


def raster_grid(shapes: Sequence[shapely.Geometry], cells: int = CELLS) -> Grid | None:
    """Return the grid for shapes, or None where none can be laid over them.

    A margin of a quarter of a degree keeps the outermost cells clear of every line and of the limit.
    """
    west, south, east, north = (float(value) for value in shapely.total_bounds(shapes))
    if not np.isfinite([west, south, east, north]).all() or not 0 < len(shapes) <= _MOST_SHAPES:
        return None
    window = (west - _MARGIN, south - _MARGIN, east + _MARGIN, north + _MARGIN)
    if window[0] < -180 or window[2] > 180 or max(-window[1], window[3]) > _FARTHEST_NORTH:  # noqa: PLR2004 - the world
        return None
    grid = Grid.over(window, cells)
    columns, rows = grid.per_lon * _MARGIN, grid.per_lat * _MARGIN
    return grid if min(columns, rows) > 2 else None  # noqa: PLR2004 - a margin of two whole cells


def build_arrays(grid: Grid, shapes: Sequence[shapely.Geometry], plane: Plane, covering: Covering) -> RasterArrays:
    """Make the arrays of an index.

    Args:
        grid: What `raster_grid` gave for the shapes.
        shapes: The shapes; of those that answer alike the first counts.
        plane: Their lines in the plane, and the limit.
        covering: The exact question: the first shape that covers a point.

    """
    edges = unique_edges(shapes)
    touched = grid.touched(edges)
    cover = cover_cells(grid, touched, covering)
    split = np.unique(touched.row // FINE * grid.stride + touched.column // FINE)
    fine_shape = _fine_shapes(cover, split)
    beside = _outside(cover, split, fine_shape, plane, len(shapes))
    special = np.concatenate([split, np.setdiff1d(beside.open_cells(), split)])
    start, pieces = beside.pieces_of(special)
    alone = _alone(grid, touched)
    of = np.searchsorted(split, alone.row // FINE * grid.stride + alone.column // FINE)
    left, right = (_side(shape, beside.answer(split)[of]) for shape in sides(cover, alone, edges, covering))
    low_scale, high_scale = row_scales(grid, plane)
    return RasterArrays(
        answers=_answers(grid, cover, split, beside),
        special=special.astype(np.int32),
        leaves=_leaves(fine_shape, beside.answer(split), alone, of),
        line_edge=alone.line.astype(np.int32),
        line_left=left,
        line_right=right,
        edges=np.hstack([edges[:, :2], edges[:, 2:] - edges[:, :2]]),
        near_start=start,
        near_piece=pieces,
        ends=plane.ends,
        owner=plane.owner,
        sure_near=plane.limit_m * low_scale - _SLACK_M,
        sure_far=plane.limit_m * high_scale + _SLACK_M,
    )


def _outside(
    cover: Cover, split: NDArray[np.int64], fine_shape: NDArray[np.int16], plane: Plane, shapes: int
) -> _Outside:
    """Measure the coarse cells that hold points outside every shape and could lie within the limit."""
    grid = cover.grid
    reached = grown(cover.coarse == TOUCHED, *reach_cells(grid, plane.limit_m)) & (cover.coarse == NO_SHAPE)
    row, column = np.nonzero(reached)
    open_split = split[(fine_shape < 0).any(axis=1)]
    cells = np.concatenate([open_split, row * grid.stride + column])
    return _Outside(shapes, cells, nearest_cells(grid, plane, cells % grid.stride, cells // grid.stride))


class _Outside:
    """What a point outside every shape gets, by its coarse cell."""

    def __init__(self, shapes: int, cells: NDArray[np.int64], near: Nearest) -> None:
        self.shapes, self.near = shapes, near
        self._order = np.argsort(cells)
        self._cells = cells[self._order]

    def open_cells(self) -> NDArray[np.int64]:
        """The cells in which pieces of line are to be asked."""
        found: NDArray[np.int64] = self._cells[self.near.shape[self._order] == NOT_ONE]
        return found

    def answer(self, cells: NDArray[np.int64]) -> NDArray[np.int32]:
        """The answer for points of coarse cells: none, a nearest shape, or `NEAR` where it is not one for all."""
        at = self._find(cells)
        shape = np.where(at >= 0, self.near.shape[np.maximum(at, 0)], NO_SHAPE)
        found = np.where(shape == NO_SHAPE, 2 * self.shapes, shape + self.shapes)
        return np.where(shape == NOT_ONE, NEAR, found).astype(np.int32)

    def pieces_of(self, cells: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The pieces to ask in each of the cells, one row after the other, and where each row starts."""
        at = self._find(cells)
        found = np.maximum(at, 0)
        count = np.where(at >= 0, self.near.start[found + 1] - self.near.start[found], 0)
        start = np.concatenate([[0], np.cumsum(count)])
        row = np.repeat(np.arange(len(cells)), count)
        offset = np.arange(len(row)) - start[row]
        return start.astype(np.int32), self.near.pieces[self.near.start[found[row]] + offset]

    def _find(self, cells: NDArray[np.int64]) -> NDArray[np.int64]:
        """The row of each cell in `near`, -1 where it is not there."""
        at = np.minimum(np.searchsorted(self._cells, cells), len(self._cells) - 1)
        return np.where(self._cells[at] == cells, self._order[at], -1)


def _fine_shapes(cover: Cover, split: NDArray[np.int64]) -> NDArray[np.int16]:
    """The shape of each fine cell of the coarse cells that a line touches, row by row."""
    row, column = np.divmod(split, cover.grid.stride)
    up, right = np.divmod(np.arange(FINE * FINE), FINE)
    return cover.fine(column[:, np.newaxis] * FINE + right, row[:, np.newaxis] * FINE + up)


def _answers(grid: Grid, cover: Cover, split: NDArray[np.int64], beside: _Outside) -> NDArray[np.unsignedinteger]:
    """The table: an answer for each coarse cell that has one."""
    kind = answer_type(beside.shapes)
    top = np.iinfo(kind).max
    answers = np.full((grid.rows + 1, grid.stride), top - 1, dtype=kind)
    answers[:-1, :-1] = np.where(cover.coarse < 0, 2 * beside.shapes, cover.coarse)
    flat = answers.ravel()
    row, column = np.nonzero(cover.coarse == NO_SHAPE)
    cells = row * grid.stride + column
    found = beside.answer(cells)
    flat[cells] = np.where(found == NEAR, top, found)
    flat[split] = top
    return flat


def _alone(grid: Grid, touched: Touched) -> Touched:
    """The fine cells that one line alone touches."""
    key = touched.row * (grid.columns * FINE) + touched.column
    _, first, count = np.unique(key, return_index=True, return_counts=True)
    alone = first[count == 1]
    return Touched(touched.column[alone], touched.row[alone], touched.line[alone])


def _side(shape: NDArray[np.int16], outside: NDArray[np.int32]) -> NDArray[np.int16]:
    """The answers beside lines, from the shapes there and what a point outside every shape gets in that cell."""
    found = np.where(shape == NO_SHAPE, outside, shape)
    return np.where(shape == TOUCHED, HARD, found).astype(np.int16)


def _leaves(
    fine_shape: NDArray[np.int16], outside: NDArray[np.int32], alone: Touched, of: NDArray[np.intp]
) -> NDArray[np.int32]:
    """What each fine cell holds: an answer, `NEAR`, `HARD`, or its line."""
    leaves = np.where(fine_shape == NO_SHAPE, outside[:, np.newaxis], fine_shape).astype(np.int32)
    leaves[fine_shape == TOUCHED] = HARD
    leaves[of, alone.row % FINE * FINE + alone.column % FINE] = FIRST_LINE - np.arange(len(of))
    return leaves
