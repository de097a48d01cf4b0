"""The lines of a row of shapes: how far a point is from the nearest one, and whose it is.

Knows the lines cut into short straight pieces in a plane, each with its owner. Many points are asked through lists of
the pieces near them (`geo.places.line_table`), few through a tree; the answers are the same. Refuses to know what lies
inside a shape.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod, Transformer

from geo.coords import CRS
from geo.places.line_table import LineTable
from geo.places.raster_near import Plane

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

# A conic that keeps lengths within 0.2 % over Afghanistan: it finds the nearest spot on a line; the distance itself is
# then measured on the ellipsoid. Lines are cut to pieces so short that a straight piece is the same line in both.
_PLANE = "+proj=lcc +lat_1=31 +lat_2=37 +lat_0=34 +lon_0=67 +ellps=WGS84"
_PIECE_DEGREES = 0.05
_TIE_M = 0.001
_MANY = 2_000
_GEOD = Geod(ellps="WGS84")


class BorderLines:
    """The lines, ready to be asked. Degrees, WGS 84, longitude first."""

    __slots__ = ("_lock", "_near", "_owner", "_pieces", "_shapes", "_to_degrees", "_to_plane", "_tree", "_window")

    def __init__(self, shapes: Sequence[shapely.Geometry], window: tuple[float, float, float, float]) -> None:
        """Cut the lines.

        Args:
            shapes: Whose lines.
            window: West, south, east and north of the points that will be asked by the million.

        """
        self._shapes, self._window = len(shapes), window
        self._to_plane = Transformer.from_crs(CRS, _PLANE, always_xy=True)
        self._to_degrees = Transformer.from_crs(_PLANE, CRS, always_xy=True)
        self._pieces, self._owner = self._cut(shapes)
        self._tree = shapely.STRtree(self._pieces)
        self._near: LineTable | None = None
        self._lock = Lock()

    def km(self, lon: NDArray[np.float64], lat: NDArray[np.float64], *, by_list: bool = False) -> NDArray[np.float64]:
        """Return the geodesic distance in kilometres from each point to the nearest line.

        Good near the shapes; a point hundreds of kilometres away is only roughly measured. With `by_list` thousands of
        points are asked through lists of near pieces, which are made once, in half a second.
        """
        plane = self._to_plane.transform(lon, lat)
        points = shapely.points(*plane)
        west, south, east, north = self._window
        is_in = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
        if is_in.all() and (self._near is not None or (by_list and len(lon) >= _MANY)):
            nearest = self._lists().nearest((lon, lat), plane)
        else:
            rows, found = self._tree.query_nearest(points, all_matches=False)
            nearest = found[np.argsort(rows)]
        pieces = self._pieces[nearest]
        spots = shapely.line_interpolate_point(pieces, shapely.line_locate_point(pieces, points))
        spot_lon, spot_lat = self._to_degrees.transform(shapely.get_x(spots), shapely.get_y(spots))
        return np.asarray(_GEOD.inv(lon, lat, spot_lon, spot_lat)[2], dtype=np.float64) / 1000.0

    def owner(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.int16]:
        """Return the shape with the nearest line; of those within a millimetre of it, the first."""
        points = np.atleast_1d(shapely.points(*self._to_plane.transform(lon, lat)))
        owner = np.full(len(points), self._shapes, dtype=np.int16)
        if points.size:
            (rows, _), metres = self._tree.query_nearest(points, return_distance=True, all_matches=False)
            reach = metres[np.argsort(rows)] + _TIE_M
            tied_rows, tied_pieces = self._tree.query(points, predicate="dwithin", distance=reach)
            np.minimum.at(owner, tied_rows, self._owner[tied_pieces])
        return owner

    def plane(self, limit_km: float) -> Plane:
        """Return the pieces in the plane, with the limit up to which a point outside belongs to the nearest shape."""
        ends = shapely.get_coordinates(self._pieces).reshape(-1, 4)
        return Plane(to_plane=self._to_plane, ends=ends, owner=self._owner, limit_m=limit_km * 1000)

    def _lists(self) -> LineTable:
        with self._lock:
            if self._near is None:
                self._near = LineTable(self._tree, self._window, self._to_plane)
        return self._near

    def _cut(self, shapes: Sequence[shapely.Geometry]) -> tuple[NDArray[np.object_], NDArray[np.int16]]:
        """Cut every ring into short straight pieces in the plane; also say whose each piece is."""
        pieces, owners = [], []
        for row, shape in enumerate(shapes):
            # The parts first: of a shape in several, `get_rings` gives nothing.
            for ring in shapely.get_rings(shapely.get_parts(shapely.segmentize(shape, _PIECE_DEGREES))):
                corners = np.column_stack(self._to_plane.transform(*shapely.get_coordinates(ring).T))
                ring_pieces = np.asarray(shapely.linestrings(np.stack([corners[:-1], corners[1:]], axis=1)))
                pieces.append(ring_pieces)
                owners.append(np.full(len(ring_pieces), row, dtype=np.int16))
        none = np.empty(0, dtype=np.object_), np.empty(0, dtype=np.int16)
        return np.concatenate([none[0], *pieces]), np.concatenate([none[1], *owners])
