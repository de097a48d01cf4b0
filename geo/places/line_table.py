"""Which piece of line is nearest to a point, for many points: each cell of a coarse grid lists those that can be.

Knows pieces of line in the plane and a window in degrees. A piece is in a cell's list unless it is farther from the
cell's middle than the nearest one by more than the cell is wide, so the nearest of the list is the nearest of all.
Refuses points outside the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geo.places.raster_grid import FINE, Grid
from geo.places.raster_near import segment_metres

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pyproj import Transformer

CELLS = 32_000
"""For Afghanistan 7 km wide, with some twenty pieces each; made in half a second."""

_SLACK_M = 1.0
_PART = 1 << 11


class LineTable:
    """The lists, ready to be asked. Degrees, longitude first, and the same points in metres of the plane."""

    __slots__ = ("_cells", "_ends", "_grid", "_pieces", "_start")

    def __init__(self, tree: shapely.STRtree, window: tuple[float, float, float, float], to_plane: Transformer) -> None:
        """List the pieces of each cell.

        Args:
            tree: The pieces, straight lines in the plane.
            window: West, south, east and north of what will be asked, in degrees.
            to_plane: From degrees to the plane.

        """
        self._grid = Grid.over(window, CELLS)
        self._ends = shapely.get_coordinates(tree.geometries).reshape(-1, 4)
        row, column = np.divmod(np.arange(self._grid.columns * self._grid.rows), self._grid.columns)
        x, y = to_plane.transform(*self._grid.corner(column * FINE, row * FINE, FINE / 2))
        wide = np.zeros(len(row))
        for right in (0, FINE):
            for up in (0, FINE):
                corner = to_plane.transform(*self._grid.corner(column * FINE + right, row * FINE + up))
                wide = np.maximum(wide, np.hypot(corner[0] - x, corner[1] - y))
        middles = shapely.points(x, y)
        (asked, _), least = tree.query_nearest(middles, return_distance=True, all_matches=False)
        reach = least[np.argsort(asked)] + 2 * (wide + _SLACK_M)
        cell, piece = tree.query(middles, predicate="dwithin", distance=reach)
        twins = _first_of_twins(self._ends)
        first = twins[piece] == piece
        cell, piece = cell[first], piece[first]
        order = np.argsort(cell, kind="stable")
        self._pieces = piece[order].astype(np.int32)
        self._start = np.searchsorted(cell[order], np.arange(len(row) + 1)).astype(np.int32)

    def nearest(
        self, degrees: tuple[NDArray[np.float64], NDArray[np.float64]], plane: tuple[NDArray[np.float64], ...]
    ) -> NDArray[np.int32]:
        """Return the position of the piece nearest to each point of the window; of those as near, any.

        Args:
            degrees: Longitudes and latitudes.
            plane: The same points in the plane.

        """
        found = np.empty(len(degrees[0]), dtype=np.int32)
        for begin in range(0, len(found), _PART):
            part = slice(begin, begin + _PART)
            found[part] = self._part(degrees[0][part], degrees[1][part], plane[0][part], plane[1][part])
        return found

    def _part(
        self, lon: NDArray[np.float64], lat: NDArray[np.float64], *plane: NDArray[np.float64]
    ) -> NDArray[np.int32]:
        column, row = self._grid.fine(lon, lat)
        # The window's own east and north edge belong to the last cells.
        column = np.minimum(column // FINE, self._grid.columns - 1)
        cell = np.minimum(row // FINE, self._grid.rows - 1) * self._grid.columns + column
        count = self._start[cell + 1] - self._start[cell]
        point = np.repeat(np.arange(len(lon)), count)
        first = np.cumsum(count) - count
        piece = self._pieces[self._start[cell][point] + np.arange(len(point)) - first[point]]
        metres = segment_metres(self._ends[piece], plane[0][point], plane[1][point])
        is_least = metres == np.minimum.reduceat(metres, first)[point]
        nearest = np.empty(len(lon), dtype=np.int32)
        nearest[point[is_least]] = piece[is_least]
        return nearest


def _first_of_twins(ends: NDArray[np.float64]) -> NDArray[np.intp]:
    """For each piece the first one of the same two ends, in whichever order: neighbours share a border's pieces."""
    turned = (ends[:, 0] > ends[:, 2]) | ((ends[:, 0] == ends[:, 2]) & (ends[:, 1] > ends[:, 3]))
    alike = np.where(turned[:, np.newaxis], ends[:, [2, 3, 0, 1]], ends)
    _, first, of = np.unique(alike, axis=0, return_index=True, return_inverse=True)
    return first[of.ravel()]
