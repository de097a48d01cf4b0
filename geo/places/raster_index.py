"""A table of cells that answers most points by one look, and the rest by a second look or a few multiplications.

Knows how a point's cell is found and what stands there: an answer for the whole cell; finer cells; a single line,
whose side decides; or a few pieces of line, of which the nearest decides. Refuses to decide where rounding could: such
points, and those in a fine cell that two lines touch, are handed back to be asked exactly.

An answer is a whole number: a shape's position; that plus the number of shapes, where the shape is only the nearest;
twice the number of shapes for none.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geo.places.raster_grid import FINE
from geo.places.raster_near import segment_metres

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pyproj import Transformer

    from geo.places.raster_grid import Grid

HARD, NEAR, FIRST_LINE = -1, -2, -3
"""What a fine cell holds below zero: ask exactly; ask the pieces nearby; at and below: the line -3 - value."""

_CHUNK = 16_384
_FINE_BITS, _FINE_MASK = FINE.bit_length() - 1, FINE - 1
# Three times the bound of Shewchuk's filter for the sign of an orientation in doubles.
_ROUNDING = 1e-15
_TIE_M = 0.001
_TIE_ROUNDING_M = 1e-5


def answer_type(shapes: int) -> type[np.unsignedinteger]:
    """Return the type of the answers for so many shapes; two more values than answers are needed."""
    return np.uint8 if 2 * shapes < np.iinfo(np.uint8).max - 1 else np.uint16


class Pending(NamedTuple):
    """Positions of points that a look did not answer.

    `away` lie outside the window or are no numbers, and were given no shape; `uncovered` are to be asked which shape
    covers them; `outside` lie in a special cell, and no shape covers them.
    """

    away: NDArray[np.int64]
    uncovered: NDArray[np.int64]
    outside: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class RasterArrays:
    """What an index is made of; what is kept on disk.

    `answers` is the table over the grid. `special` lists its cells that have no one answer: the first `len(leaves)`
    have finer cells (`leaves`, FINE * FINE each, row by row from the south), all have pieces of line
    `near_piece[near_start[i]:near_start[i + 1]]`. Line i is `edges[line_edge[i]]` (one end, and the way to the other),
    with `line_left` and `line_right` beside it. `ends` and `owner` are the pieces in the plane; `sure_near` and
    `sure_far` say, for each row of the grid, up to and from which length there the limit is surely kept and passed.
    """

    answers: NDArray[np.unsignedinteger]
    special: NDArray[np.int32]
    leaves: NDArray[np.int32]
    line_edge: NDArray[np.int32]
    line_left: NDArray[np.int16]
    line_right: NDArray[np.int16]
    edges: NDArray[np.float64]
    near_start: NDArray[np.int32]
    near_piece: NDArray[np.int32]
    ends: NDArray[np.float64]
    owner: NDArray[np.int16]
    sure_near: NDArray[np.float64]
    sure_far: NDArray[np.float64]


class RasterIndex:
    """The table, ready to be asked. Degrees, longitude first.

    It writes answers, or, as `positions` gives it, the shape's position alone, -1 for none.
    """

    __slots__ = (
        "_arrays",
        "_grid",
        "_place",
        "_positions",
        "_table",
        "_to_plane",
        "away",
        "meaning",
        "shapes",
        "special",
    )

    def __init__(self, grid: Grid, shapes: int, arrays: RasterArrays, to_plane: Transformer) -> None:
        """Lay the special cells out over the grid, so that they are found by one look too."""
        self._grid, self._arrays, self._to_plane, self.shapes = grid, arrays, to_plane, shapes
        self._place = np.full(grid.size, -1, dtype=np.int32)
        self._place[arrays.special] = np.arange(len(arrays.special), dtype=np.int32)
        self._positions: RasterIndex | None = None
        self._write_as(np.arange(2 * shapes + 1, dtype=arrays.answers.dtype))

    def _write_as(self, meaning: NDArray[np.integer]) -> None:
        """Set what is written for each answer. The two greatest values say that there is none yet."""
        self.meaning = meaning
        self.special = int(np.iinfo(meaning.dtype).max)
        self.away = self.special - 1
        """In a table: a special cell, and outside the window."""
        entries = np.full(np.iinfo(self._arrays.answers.dtype).max + 1, self.special, dtype=meaning.dtype)
        entries[: len(meaning)] = meaning
        entries[-2] = self.away
        self._table = entries[self._arrays.answers]

    def positions(self) -> RasterIndex:
        """Return the same index, writing positions: a signed byte each for up to 126 shapes, else two bytes."""
        if self._positions is None:
            kind = np.int8 if self.meaning.itemsize == 1 else np.int16
            other = copy(self)
            other._write_as(np.append(np.tile(np.arange(self.shapes), 2), -1).astype(kind))  # noqa: SLF001 - its own kind
            self._positions = other
        return self._positions

    def look(self, lon: NDArray[np.floating], lat: NDArray[np.floating], out: NDArray[np.integer]) -> None:
        """Write what the table has for each point, `special` and `away` included. Any number of points, NaN too."""
        grid, table = self._grid, self._table
        room = min(_CHUNK, len(lon))
        spare, columns, rows = np.empty(room), np.empty(room, dtype=np.int32), np.empty(room, dtype=np.int32)
        with np.errstate(invalid="ignore"):  # NaN becomes some whole number; each falls outside the shapes
            for begin in range(0, len(lon), _CHUNK):
                end = min(begin + _CHUNK, len(lon))
                scaled, column, row = spare[: end - begin], columns[: end - begin], rows[: end - begin]
                _cells(lon[begin:end], (grid.west, grid.per_lon, grid.columns), scaled, column)
                _cells(lat[begin:end], (grid.south, grid.per_lat, grid.rows), scaled, row)
                np.multiply(row, grid.stride, out=row)
                np.add(column, row, out=column)
                np.take(table, column, out=out[begin:end], mode="wrap")

    def refine(self, lon: NDArray[np.floating], lat: NDArray[np.floating], out: NDArray[np.integer]) -> Pending:
        """Answer the special cells among the entries of `look`; return the positions that are still open.

        Points outside the window get none; whether they are in the world is not asked here.
        """
        found = np.flatnonzero(out >= self.away)
        is_away = out[found] == self.away
        away, asked = found[is_away], found[~is_away]
        out[away] = self.meaning[-1]
        x, y = lon[asked].astype(np.float64), lat[asked].astype(np.float64)
        column, row = self._grid.fine(x, y)
        place = self._place_of(column, row)
        held = np.full(len(asked), NEAR, dtype=np.int32)
        split = np.flatnonzero(place < len(self._arrays.leaves))
        cell = (row[split] & _FINE_MASK) * FINE + (column[split] & _FINE_MASK)
        held[split] = self._arrays.leaves[place[split], cell]
        on_line = np.flatnonzero(held <= FIRST_LINE)
        held[on_line] = self._beside(FIRST_LINE - held[on_line], x[on_line], y[on_line])
        answered = held >= 0
        out[asked[answered]] = self.meaning[held[answered]]
        return Pending(away, asked[held == HARD], asked[held == NEAR])

    def nearest(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.int32]:
        """Answer points that no shape covers and that lie in special cells; -1 where rounding could decide."""
        column, row = self._grid.fine(lon, lat)
        place = self._place_of(column, row)
        arrays = self._arrays
        count = arrays.near_start[place + 1] - arrays.near_start[place]
        point = np.repeat(np.arange(len(lon)), count)
        before = np.repeat(np.cumsum(count) - count, count)
        piece = arrays.near_piece[arrays.near_start[place][point] + np.arange(len(point)) - before]
        x, y = self._to_plane.transform(lon, lat)
        metres = segment_metres(arrays.ends[piece], np.asarray(x)[point], np.asarray(y)[point])
        least = np.full(len(lon), np.inf)
        np.minimum.at(least, point, metres)
        owner = np.full(len(lon), self.shapes, dtype=np.int32)
        over = metres - least[point] - _TIE_M
        np.minimum.at(owner, point[over <= 0], arrays.owner[piece[over <= 0]])
        answer = np.where(least > arrays.sure_far[row >> _FINE_BITS], 2 * self.shapes, owner + self.shapes)
        between = (least > arrays.sure_near[row >> _FINE_BITS]) & (least <= arrays.sure_far[row >> _FINE_BITS])
        answer[between | (count == 0)] = HARD
        answer[point[np.abs(over) < _TIE_ROUNDING_M]] = HARD
        return answer.astype(np.int32)

    def _place_of(self, column: NDArray[np.int32], row: NDArray[np.int32]) -> NDArray[np.int32]:
        found: NDArray[np.int32] = self._place[(row >> _FINE_BITS) * self._grid.stride + (column >> _FINE_BITS)]
        return found

    def _beside(self, line: NDArray[np.int32], x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.int16]:
        """What stands on the side of its line where each point lies; `HARD` on the line or too near to tell."""
        start_x, start_y, run, rise = self._arrays.edges[self._arrays.line_edge[line]].T
        one, other = run * (y - start_y), rise * (x - start_x)
        turn = one - other
        found = np.where(turn > 0, self._arrays.line_left[line], self._arrays.line_right[line])
        found[np.abs(turn) <= _ROUNDING * (np.abs(one) + np.abs(other))] = HARD
        return found


def _cells(
    degrees: NDArray[np.floating],
    axis: tuple[float, float, int],
    scaled: NDArray[np.float64],
    out: NDArray[np.int32],
) -> None:
    """Write the cell along one axis; what lies outside gets `end`, but for less than a cell before the first.

    The axis is its first degree, its cells a degree, and its cells.
    """
    origin, per_degree, end = axis
    np.subtract(degrees, origin, out=scaled, dtype=np.float64)
    np.multiply(scaled, per_degree, out=scaled)
    np.copyto(out, scaled, casting="unsafe")
    unsigned = out.view(np.uint32)  # below zero is far above every cell
    np.minimum(unsigned, end, out=unsigned)
