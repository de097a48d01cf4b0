"""A grid of cells over a window, coarse and fine: which cell a point falls into, and which cells a line touches.

Knows arithmetic on cells, and errs on one side only: a line is said to touch a cell when it comes within a centimetre
of it, so that rounding can never hide a touch. Refuses to know shapes or answers.

Degrees, longitude first. Cells are counted from the south-west corner; a coarse cell holds `FINE` by `FINE` fine ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

FINE = 8
"""Fine cells along one side of a coarse cell; a power of two, so that scaling by it is exact."""

# In fine cells: far above the rounding of a coordinate (1e-9) and far below anything that costs (a centimetre).
_SLACK = 1e-4
_STEEP = 1e-3


class Touched(NamedTuple):
    """Fine cells that lines touch, one row for each line in each: the cell, and the line's position among the lines."""

    column: NDArray[np.int64]
    row: NDArray[np.int64]
    line: NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """`columns` by `rows` coarse cells from the corner (`west`, `south`), in cells a degree.

    A table over the grid has one column and one row more than there are cells: everything outside the window, and what
    is no number, falls there (or into the outermost cells).
    """

    west: float
    south: float
    columns: int
    rows: int
    per_lon: float
    per_lat: float

    @classmethod
    def over(cls, window: tuple[float, float, float, float], cells: int) -> Grid:
        """Lay about so many nearly square cells over a window (west, south, east, north)."""
        west, south, east, north = window
        wide, high = (east - west) * np.cos(np.radians((south + north) / 2)), north - south
        columns = max(1, round(float(np.sqrt(cells * wide / high))))
        rows = max(1, round(cells / columns))
        return cls(
            west=west,
            south=south,
            columns=columns,
            rows=rows,
            per_lon=columns / (east - west),
            per_lat=rows / (north - south),
        )

    @property
    def stride(self) -> int:
        """The length of a table's row."""
        return self.columns + 1

    @property
    def size(self) -> int:
        """The length of a table."""
        return self.stride * (self.rows + 1)

    def fine(self, lon: NDArray[np.floating], lat: NDArray[np.floating]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the fine column and row of points inside the window."""
        column = (np.subtract(lon, self.west, dtype=np.float64) * self.per_lon * FINE).astype(np.int32)
        row = (np.subtract(lat, self.south, dtype=np.float64) * self.per_lat * FINE).astype(np.int32)
        return column, row

    def corner(
        self, column: NDArray[np.integer], row: NDArray[np.integer], share: float | NDArray[np.floating] = 0.0
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return longitude and latitude of the south-west corners of fine cells, or of a spot a share further in."""
        lon = self.west + (column + share) / (self.per_lon * FINE)
        return lon, self.south + (row + share) / (self.per_lat * FINE)

    def touched(self, edges: NDArray[np.float64]) -> Touched:
        """Return the fine cells that straight lines touch.

        Args:
            edges: A line in each row: longitude and latitude of its two ends, inside the window.

        """
        start_x, end_x = ((edges[:, i] - self.west) * self.per_lon * FINE for i in (0, 2))
        start_y, end_y = ((edges[:, i] - self.south) * self.per_lat * FINE for i in (1, 3))
        low_x, high_x = np.minimum(start_x, end_x), np.maximum(start_x, end_x)
        edge, column = _spread(low_x, high_x)
        run = (end_x - start_x)[edge]
        steep = np.abs(run) < _STEEP
        slope = (end_y - start_y)[edge] / np.where(steep, 1.0, run)
        left = np.maximum(column - _SLACK, low_x[edge])
        right = np.minimum(column + 1 + _SLACK, high_x[edge])
        y_left, y_right = (start_y[edge] + slope * (x - start_x[edge]) for x in (left, right))
        low_y, high_y = np.minimum(start_y, end_y)[edge], np.maximum(start_y, end_y)[edge]
        low = np.where(steep, low_y, np.clip(np.minimum(y_left, y_right), low_y, high_y))
        high = np.where(steep, high_y, np.clip(np.maximum(y_left, y_right), low_y, high_y))
        pair, row = _spread(low, high)
        return Touched(column[pair], row, edge[pair])


def _spread(low: NDArray[np.float64], high: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return every whole cell from `low` to `high`, the slack included: which interval it is of, and the cell."""
    first = np.floor(low - _SLACK).astype(np.int64)
    count = np.floor(high + _SLACK).astype(np.int64) - first + 1
    owner = np.repeat(np.arange(len(low)), count)
    before = np.cumsum(count) - count
    return owner, first[owner] + np.arange(len(owner)) - before[owner]
