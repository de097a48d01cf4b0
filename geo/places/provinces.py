"""Points find their province: exact, vectorised, one answer per point.

Knows the 34 bundled shapes; the join itself is `geo.places.polygons`. Refuses to guess: a point more than
`NEAREST_LIMIT_KM` outside every shape has no province. Names play no part here; a gazetteer hit keeps the gazetteer's
own province, and this module only measures how near to a line it lies.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.errors import ReferenceDataError
from geo.files import reference_file
from geo.model import Province
from geo.places.polygons import NEAR_BORDER_KM, NEAREST_LIMIT_KM, NO_SHAPE, Located, PolygonJoin
from geo.vocab import ProvinceBasis

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import ArrayLike, NDArray

NO_PROVINCE = NO_SHAPE
_FAR = 5.0

__all__ = ["NEAREST_LIMIT_KM", "NEAR_BORDER_KM", "NO_PROVINCE", "Located", "Provinces", "default_provinces"]


class Provinces:
    """The 34 shapes, ready to be asked.

    >>> provinces = Provinces.load()
    >>> provinces.at(68.868, 36.728).name
    'Kunduz'
    >>> provinces.at(0.0, 0.0) is None
    True
    """

    __slots__ = ("_join", "table")

    def __init__(self, table: Sequence[Province], shapes: Sequence[shapely.Geometry], *, is_kept: bool = False) -> None:
        """Prepare the shapes; `table` and `shapes` are parallel and sorted by P-code: a tie goes to the first.

        With `is_kept` the table of cells that many points are asked through is kept in the user's cache folder.
        """
        self.table = tuple(table)
        self._join = PolygonJoin(shapes, is_kept=is_kept)

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
        return cls([table[row] for row in order], [shapes[row] for row in order], is_kept=True)

    @property
    def shapes(self) -> tuple[shapely.Geometry, ...]:
        """The polygons, in the order of `table`."""
        return self._join.shapes

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
        return self._join.locate(longitude, latitude)

    def codes(self, longitude: Any, latitude: Any) -> NDArray[np.int8]:  # noqa: ANN401 - arrays of NumPy or Arrow
        """Return each point's position in `table` alone, by the rules of `locate`; -1 where there is no province.

        A byte a point. Degrees, WGS 84, longitude first: NumPy arrays of 64 or 32 bits, Arrow arrays (read where they
        stand; a null is no point), or whatever NumPy makes an array of. From 50,000 points on (in one call or several)
        a table of cells answers, made once and kept in the user's cache folder: some 100 million points a second. It
        works slice by slice, on all processors; beside the answers it holds under two bytes a point.

        >>> Provinces.load().codes([68.868, 0.0], [36.728, 0.0]).tolist()
        [18, -1]

        Raises:
            CoordinateError: As `locate`.
        """
        return self._join.codes(longitude, latitude)

    def codes_and_nearest(
        self,
        longitude: Any,  # noqa: ANN401 - as above
        latitude: Any,  # noqa: ANN401
    ) -> tuple[NDArray[np.int8], NDArray[np.bool_]]:
        """Return what `codes` does, and which points lie outside their province and have it as the nearest within 5 km.

        Raises:
            CoordinateError: As `locate`.
        """
        return self._join.codes_and_nearest(longitude, latitude)

    def make_table(self) -> None:
        """Make the table of cells now (under a second), or fetch the kept one, however few points are asked for."""
        self._join.make_table()

    def outside_km(self, longitude: ArrayLike, latitude: ArrayLike) -> NDArray[np.float64]:
        """Return how many kilometres each point lies outside all provinces; 0 inside. Degrees, longitude first.

        Far outside (over about 5 degrees) the distance is not measured but infinite.

        Raises:
            CoordinateError: As `locate`.
        """
        lon = np.atleast_1d(np.asarray(longitude, dtype=np.float64))
        lat = np.atleast_1d(np.asarray(latitude, dtype=np.float64))
        located = self.locate(lon, lat)
        inside = np.array([basis is ProvinceBasis.COVERS for basis in located.basis], dtype=bool)
        west, south, east, north = self._join.window
        found = np.where(inside, 0.0, np.inf)
        near = (lon >= west - _FAR) & (lon <= east + _FAR) & (lat >= south - _FAR) & (lat <= north + _FAR)
        asked = np.flatnonzero(~inside & near)
        if asked.size:
            found[asked] = self._join.line_km(lon[asked], lat[asked])
        return found


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
