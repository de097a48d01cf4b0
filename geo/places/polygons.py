"""Points find their polygon: exact, vectorised, one answer per point. Provinces and districts stand on it alike.

Knows a row of shapes and how far a point lies from the nearest of their lines. Few points are asked shape by shape;
many through a table of cells (`geo.places.raster_index`), which gives the same answers. Refuses to guess: a point more
than `NEAREST_LIMIT_KM` outside every shape has none. It knows no names: an answer is a position in the row of shapes.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.errors import CoordinateError
from geo.places.border_lines import BorderLines
from geo.places.point_columns import PointColumn
from geo.places.raster_build import raster_index
from geo.places.raster_cells import NO_SHAPE
from geo.places.raster_index import answer_type
from geo.places.raster_join import join_columns
from geo.vocab import ProvinceBasis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from geo.places.raster_index import RasterIndex

__all__ = ["NEAREST_LIMIT_KM", "NEAR_BORDER_KM", "NO_SHAPE", "TABLE_FROM", "Located", "PolygonJoin"]

NEAREST_LIMIT_KM = 5.0
"""A point outside every shape still belongs to the nearest one up to this geodesic distance, the limit included."""

NEAR_BORDER_KM = 5.0
"""Below this distance from a line the answer is to be doubted (lines are simplified, and sources differ)."""

TABLE_FROM = 50_000
"""Once so many points were asked for, the table of cells is made or fetched, which takes up to a second."""

_MARGIN_DEGREES = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """The answers for a row of points, in their order.

    `index` points into the table of shapes (-1: none). `basis` holds `ProvinceBasis` members or None. `border_km` is
    the geodesic distance to the nearest line (the outline included), NaN where there is no shape. `near_border` is
    true below 5 km, the limit excluded.
    """

    index: NDArray[np.int16]
    basis: NDArray[np.object_]
    border_km: NDArray[np.float64]
    near_border: NDArray[np.bool_]


class PolygonJoin:
    """A row of shapes, ready to be asked. Degrees, WGS 84, longitude first."""

    __slots__ = ("_asked", "_boxes", "_cells", "_is_kept", "_lines", "_lock", "_shapes", "_table", "_window")

    def __init__(self, shapes: Sequence[shapely.Geometry], *, is_kept: bool = False, cells: int | None = None) -> None:
        """Prepare the shapes; of those that answer alike the first in the row counts.

        Args:
            shapes: Polygons; empty ones hold no point.
            is_kept: Keep the table of cells in the user's cache folder, and take it from there.
            cells: About how many cells it has (default: `geo.places.raster_build.CELLS`).

        """
        self._shapes = tuple(shapes)
        for shape in self._shapes:
            shapely.prepare(shape)
        self._boxes = shapely.bounds(self._shapes)
        self._window = shapely.total_bounds(self._shapes) + np.array([-1, -1, 1, 1]) * _MARGIN_DEGREES
        self._lines = BorderLines(self._shapes, self.window)
        self._is_kept, self._cells = is_kept, cells
        self._asked, self._lock = 0, Lock()
        self._table: tuple[RasterIndex | None] | None = None

    def locate(self, longitude: ArrayLike, latitude: ArrayLike) -> Located:
        """Return the shape of each point, how it was found, and how far the nearest line is.

        Numbers or arrays of one length. On a shared line the first shape answers. Outside every shape the nearest one
        within 5 km answers (the limit included; a tie, to the millimetre, goes to the first), beyond that none. A
        point with NaN has no shape. A latitude beyond 90 or a longitude beyond 180 degrees is misuse.

        Raises:
            CoordinateError: The two arrays differ in length, or a coordinate lies outside the world.
        """
        columns = PointColumn(longitude), PointColumn(latitude)
        answers = self._answers(*columns).astype(np.int32)
        count = len(self._shapes)
        index = np.where(answers == 2 * count, NO_SHAPE, answers % count).astype(np.int16)
        basis = np.full(answers.shape, None, dtype=np.object_)
        basis[answers < count] = ProvinceBasis.COVERS
        basis[(answers >= count) & (answers < 2 * count)] = ProvinceBasis.NEAREST
        border_km = np.full(answers.shape, np.nan)
        found = np.flatnonzero(index != NO_SHAPE)
        if found.size:
            border_km[found] = self.line_km(columns[0].whole()[found], columns[1].whole()[found])
        return Located(index=index, basis=basis, border_km=border_km, near_border=border_km < NEAR_BORDER_KM)

    def codes(self, longitude: Any, latitude: Any) -> NDArray[np.signedinteger]:  # noqa: ANN401 - see PointColumn
        """Return the position of each point's shape alone, by the rules of `locate`: -1 where there is none.

        One byte a point for up to 126 shapes, else two; beyond that, memory is only used slice by slice. Arrow arrays
        are read where they stand.

        Raises:
            CoordinateError: As `locate`.
        """
        return self._answers(PointColumn(longitude), PointColumn(latitude), positions=True)

    def codes_and_nearest(
        self,
        longitude: Any,  # noqa: ANN401 - see PointColumn
        latitude: Any,  # noqa: ANN401
    ) -> tuple[NDArray[np.signedinteger], NDArray[np.bool_]]:
        """Return what `codes` does, and where the shape does not cover the point but is the nearest within 5 km.

        Raises:
            CoordinateError: As `locate`.
        """
        answers = self._answers(PointColumn(longitude), PointColumn(latitude))
        count = len(self._shapes)
        return self._positions()[answers], (answers >= count) & (answers < 2 * count)

    def make_table(self) -> RasterIndex | None:
        """Make the table of cells, or fetch it; None where there can be none. Asked for many points, it is used."""
        with self._lock:
            if self._table is None:
                asked = (self._shapes, self._lines.plane(NEAREST_LIMIT_KM), self._covering)
                self._table = (raster_index(*asked, cells=self._cells, is_kept=self._is_kept),)
        return self._table[0]

    def _positions(self) -> NDArray[np.signedinteger]:
        """The shape's position by answer."""
        count = len(self._shapes)
        kind = np.int8 if answer_type(count) is np.uint8 else np.int16
        return np.append(np.tile(np.arange(count), 2), NO_SHAPE).astype(kind)

    def _answers(self, lon: PointColumn, lat: PointColumn, *, positions: bool = False) -> NDArray[Any]:
        """The answers as `geo.places.raster_index` words them, or the positions alone."""
        if len(lon) != len(lat):
            raise CoordinateError("two rows of numbers of one length", f"shapes {(len(lon),)} and {(len(lat),)}")
        self._asked += len(lon)
        if (self._table is not None or self._asked >= TABLE_FROM) and (table := self.make_table()):
            return join_columns(table.positions() if positions else table, (lon, lat), self._exact, _check)
        x, y = lon.whole(), lat.whole()
        _check(x, y)
        answers = self._exact(x, y)
        return self._positions()[answers] if positions else answers

    def _exact(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.unsignedinteger]:
        """The answers without the table: every point is asked for itself."""
        count = len(self._shapes)
        answers = self._covering(lon, lat).astype(np.int32)
        west, south, east, north = self._window
        is_close = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
        outside = np.flatnonzero((answers == NO_SHAPE) & is_close)
        if outside.size:
            kept = outside[self.line_km(lon[outside], lat[outside]) <= NEAREST_LIMIT_KM]
            answers[kept] = count + self._lines.owner(lon[kept], lat[kept])
        answers[answers == NO_SHAPE] = 2 * count
        return answers.astype(answer_type(count))

    @property
    def shapes(self) -> tuple[shapely.Geometry, ...]:
        """The shapes, in their order."""
        return self._shapes

    @property
    def window(self) -> tuple[float, float, float, float]:
        """West, south, east and north of all shapes together, with a small margin."""
        west, south, east, north = (float(value) for value in self._window)
        return west, south, east, north

    def line_km(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the geodesic distance in kilometres from each point to the nearest line.

        Good near the shapes; a point hundreds of kilometres away is only roughly measured.
        """
        return self._lines.km(lon, lat, by_list=self._asked >= TABLE_FROM)

    def _covering(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.int16]:
        """Return the first shape that holds each point, its border included."""
        index = np.full(lon.shape, NO_SHAPE, dtype=np.int16)
        order = np.argsort(lon, kind="stable")  # NaN last, where no slice reaches
        sorted_lon, sorted_lat = lon[order], lat[order]
        for row in range(len(self._shapes) - 1, -1, -1):
            # The last to write wins, so the first shape is asked last. Only points in the shape's own box are asked.
            west, south, east, north = self._boxes[row]
            first, end = np.searchsorted(sorted_lon, west, "left"), np.searchsorted(sorted_lon, east, "right")
            within = (sorted_lat[first:end] >= south) & (sorted_lat[first:end] <= north)
            asked = order[first:end][within]
            index[asked[shapely.intersects_xy(self._shapes[row], lon[asked], lat[asked])]] = row
        return index


def _check(lon: NDArray[np.floating], lat: NDArray[np.floating]) -> None:
    for values, limit, name in ((lat, 90.0, "latitude"), (lon, 180.0, "longitude")):
        outside = np.abs(values) > limit
        if outside.any():
            expected = f"a {name} from -{limit:g} to {limit:g}"
            raise CoordinateError(expected, float(values[outside][0]), "Is the order longitude, latitude?")
