"""Points find their province: exact, vectorised, one answer per point.

Knows the 34 bundled shapes and how far a point lies from the nearest province line. Refuses to guess: a point more than
`NEAREST_LIMIT_KM` outside every shape has no province. Names play no part here; a gazetteer hit keeps the gazetteer's
own province, and this module only measures how near to a line it lies.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from pyproj import Geod, Transformer

from geo.coords import CRS
from geo.errors import CoordinateError, ReferenceDataError
from geo.files import reference_file
from geo.model import Province
from geo.vocab import ProvinceBasis

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import ArrayLike, NDArray

NEAREST_LIMIT_KM = 5.0
"""A point outside every shape still belongs to the nearest one up to this geodesic distance, the limit included."""

NEAR_BORDER_KM = 5.0
"""Below this distance from a province line a province is to be doubted (the bundled lines are simplified)."""

NO_PROVINCE = -1

# A conic that keeps lengths within 0.2 % over Afghanistan: it finds the nearest spot on a line; the distance itself is
# then measured on the ellipsoid. Lines are cut to pieces so short that a straight piece is the same line in both.
_PLANE = "+proj=lcc +lat_1=31 +lat_2=37 +lat_0=34 +lon_0=67 +ellps=WGS84"
_PIECE_DEGREES = 0.05
_TIE_M = 0.001
_MARGIN_DEGREES = 0.1
_GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """The answers for a row of points, in their order.

    `index` points into `Provinces.table` (-1: no province). `basis` holds `ProvinceBasis` members or None. `border_km`
    is the geodesic distance to the nearest province line (the outline included), NaN where there is no province.
    `near_border` is true below 5 km, the limit excluded.
    """

    index: NDArray[np.int16]
    basis: NDArray[np.object_]
    border_km: NDArray[np.float64]
    near_border: NDArray[np.bool_]


class Provinces:
    """The 34 shapes, ready to be asked.

    >>> provinces = Provinces.load()
    >>> provinces.at(68.868, 36.728).name
    'Kunduz'
    >>> provinces.at(0.0, 0.0) is None
    True
    """

    __slots__ = ("_bounds", "_owner", "_pieces", "_shapes", "_to_degrees", "_to_plane", "_tree", "table")

    def __init__(self, table: Sequence[Province], shapes: Sequence[shapely.Geometry]) -> None:
        """Prepare the shapes; `table` and `shapes` are parallel and sorted by P-code: a tie goes to the first."""
        self.table = tuple(table)
        self._shapes = tuple(shapes)
        for shape in self._shapes:
            shapely.prepare(shape)
        self._bounds = shapely.total_bounds(self._shapes) + np.array([-1, -1, 1, 1]) * _MARGIN_DEGREES
        self._to_plane = Transformer.from_crs(CRS, _PLANE, always_xy=True)
        self._to_degrees = Transformer.from_crs(_PLANE, CRS, always_xy=True)
        self._pieces, self._owner = self._cut(self._shapes)
        self._tree = shapely.STRtree(self._pieces)

    @classmethod
    def load(cls, path: Path | None = None) -> Provinces:
        """Read the shapes from a GeoJSON file; without a path, the bundled ones."""
        source = path or reference_file("boundaries/afg_admin1.geojson")
        try:
            features = json.loads(source.read_text(encoding="utf-8"))["features"]
            table = [_province(feature["properties"]) for feature in features]
            shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features]
        except (KeyError, TypeError, ValueError, shapely.errors.GEOSException) as error:
            expected = f"province shapes in {source.name}"
            raise ReferenceDataError(expected, repr(error), "Rebuild it with `make boundaries`.") from error
        order = sorted(range(len(table)), key=lambda row: table[row].pcode)
        return cls([table[row] for row in order], [shapes[row] for row in order])

    def at(self, longitude: float, latitude: float) -> Province | None:
        """Return the province of one point (degrees, WGS 84), or None."""
        row = int(self.locate(longitude, latitude).index[0])
        return None if row == NO_PROVINCE else self.table[row]

    def locate(self, longitude: ArrayLike, latitude: ArrayLike) -> Located:
        """Return the province of each point, how it was found, and how far the nearest province line is.

        Degrees, WGS 84, longitude first; numbers or arrays of one length. On a shared border the smallest P-code
        answers. Outside every shape the nearest one within 5 km answers (the limit included; a tie, to the millimetre,
        goes to the smallest P-code), beyond that none. A point with NaN has no province. A latitude beyond 90 or a
        longitude beyond 180 degrees is misuse.

        Raises:
            CoordinateError: The two arrays differ in length, or a coordinate lies outside the world.
        """
        lon = np.atleast_1d(np.asarray(longitude, dtype=np.float64))
        lat = np.atleast_1d(np.asarray(latitude, dtype=np.float64))
        _check(lon, lat)
        index = np.full(lon.shape, NO_PROVINCE, dtype=np.int16)
        for row in range(len(self._shapes) - 1, -1, -1):
            # The last to write wins, so the smallest P-code is asked last.
            index[shapely.intersects_xy(self._shapes[row], lon, lat)] = row
        basis = np.full(lon.shape, None, dtype=np.object_)
        basis[index != NO_PROVINCE] = ProvinceBasis.COVERS
        border_km = np.full(lon.shape, np.nan)
        west, south, east, north = self._bounds
        close = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
        if close.size:
            kilometres = self._line_km(lon[close], lat[close])
            inside = index[close] != NO_PROVINCE
            border_km[close[inside]] = kilometres[inside]
            outside = ~inside & (kilometres <= NEAREST_LIMIT_KM)
            found = close[outside]
            border_km[found] = kilometres[outside]
            index[found] = self._nearest_owner(lon[found], lat[found])
            basis[found] = ProvinceBasis.NEAREST
        return Located(index=index, basis=basis, border_km=border_km, near_border=border_km < NEAR_BORDER_KM)

    def _cut(self, shapes: Sequence[shapely.Geometry]) -> tuple[NDArray[np.object_], NDArray[np.int16]]:
        """Cut every ring into short straight pieces in the plane; also say whose each piece is."""
        pieces, owners = [], []
        for row, shape in enumerate(shapes):
            for ring in shapely.get_rings(shapely.segmentize(shape, _PIECE_DEGREES)):
                corners = np.column_stack(self._to_plane.transform(*shapely.get_coordinates(ring).T))
                ring_pieces = np.asarray(shapely.linestrings(np.stack([corners[:-1], corners[1:]], axis=1)))
                pieces.append(ring_pieces)
                owners.append(np.full(len(ring_pieces), row, dtype=np.int16))
        return np.concatenate(pieces), np.concatenate(owners)

    def _line_km(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the geodesic distance from each point to the nearest province line."""
        points = shapely.points(*self._to_plane.transform(lon, lat))
        rows, nearest = self._tree.query_nearest(points, all_matches=False)
        pieces = self._pieces[nearest[np.argsort(rows)]]
        spots = shapely.line_interpolate_point(pieces, shapely.line_locate_point(pieces, points))
        spot_lon, spot_lat = self._to_degrees.transform(shapely.get_x(spots), shapely.get_y(spots))
        return np.asarray(_GEOD.inv(lon, lat, spot_lon, spot_lat)[2], dtype=np.float64) / 1000.0

    def _nearest_owner(self, lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.int16]:
        """Return the province with the nearest line; of those within a millimetre of it, the smallest P-code."""
        points = np.atleast_1d(shapely.points(*self._to_plane.transform(lon, lat)))
        owner = np.full(len(points), len(self.table), dtype=np.int16)
        if points.size:
            (rows, _), metres = self._tree.query_nearest(points, return_distance=True, all_matches=False)
            reach = metres[np.argsort(rows)] + _TIE_M
            tied_rows, tied_pieces = self._tree.query(points, predicate="dwithin", distance=reach)
            np.minimum.at(owner, tied_rows, self._owner[tied_pieces])
        return owner


@cache
def default_provinces() -> Provinces:
    """Return the bundled provinces, loaded once."""
    return Provinces.load()


def _province(properties: dict[str, Any]) -> Province:
    fields = ("iso_3166_2", "pcode", "geonames_admin1", "name", "capital")
    return Province(
        **{field: str(properties[field]) for field in fields},
        name_fa=properties.get("name_fa"),
        name_ps=properties.get("name_ps"),
    )


def _check(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> None:
    if lon.ndim != 1 or lon.shape != lat.shape:
        raise CoordinateError("two rows of numbers of one length", f"shapes {lon.shape} and {lat.shape}")
    for values, limit, name in ((lat, 90.0, "latitude"), (lon, 180.0, "longitude")):
        outside = np.abs(values) > limit
        if outside.any():
            expected = f"a {name} from -{limit:g} to {limit:g}"
            raise CoordinateError(expected, float(values[outside][0]), "Is the order longitude, latitude?")
