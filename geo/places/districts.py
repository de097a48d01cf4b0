"""Points find their district, where the user has installed district lines.

Knows the installed set and joins by the rules of the provinces (`geo.places.polygons`). Refuses to know districts
otherwise: without an installed set there is none, and nothing is guessed from the centres of the bundled table. A
polygon that could not be matched with a known district answers under its own name.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import shapely

from geo.errors import ReferenceDataError, UsageError
from geo.places.installed_lines import FILE_NAME, installed_folder
from geo.places.polygons import NO_SHAPE, PolygonJoin

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from geo.places.polygons import Located

_PROVINCE_CODE = len("AF19")
Geometry = dict[str, Any]
"""A GeoJSON geometry, as parsed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """One installed polygon.

    `district_id` is the gazetteer's place id ("district:AF1901") of the district that it was matched with, or None:
    then `name` is the file's own, and `pcode` the file's own too, if it has one. `iso_3166_2` is the province that its
    centre lies in, by the bundled province lines.
    """

    district_id: str | None
    name: str
    pcode: str | None
    iso_3166_2: str | None


def code_of_province(district: District | None) -> str | None:
    """The P-code of the province that a district's own P-code begins with, None without one.

    >>> code_of_province(District(district_id=None, name="Made", pcode="AF1901", iso_3166_2=None))
    'AF19'
    """
    code = district.pcode if district is not None else None
    return code[:_PROVINCE_CODE] if code is not None and len(code) > _PROVINCE_CODE else None


class Districts:
    """The installed district polygons, ready to be asked.

    `table` is sorted by P-code (those without last), then by name: on a shared line the first answers.
    """

    __slots__ = ("_geometries", "_join", "table")

    def __init__(self, table: Sequence[District], geometries: Sequence[Geometry]) -> None:
        """Prepare the polygons; `table` and `geometries` (GeoJSON) are parallel."""
        order = sorted(range(len(table)), key=lambda row: (table[row].pcode is None, table[row].pcode, table[row].name))
        self.table = tuple(table[row] for row in order)
        self._geometries = tuple(geometries[row] for row in order)
        self._join = PolygonJoin(
            [shapely.from_geojson(json.dumps(geometry)) for geometry in self._geometries], is_kept=True
        )

    @classmethod
    def load(cls, folder: Path | None = None) -> Districts:
        """Read an installed set; without a folder, the user's.

        Raises:
            UsageError: None is installed, or it is shut off.
            ReferenceDataError: The file is missing or holds no district polygons.
        """
        source = folder or installed_folder()
        if source is None:
            hint = "Install them with: conflictmap boundaries install AFG admin2"
            raise UsageError("installed district boundaries", "none", hint)
        try:
            features = json.loads((source / FILE_NAME).read_text(encoding="utf-8"))["features"]
            table = [_district(feature["properties"]) for feature in features]
            return cls(table, [feature["geometry"] for feature in features])
        except (OSError, KeyError, TypeError, ValueError, shapely.errors.GEOSException) as error:
            hint = "Install them again with: conflictmap boundaries install AFG admin2"
            raise ReferenceDataError("district polygons", repr(error), hint) from error

    def at(self, longitude: float, latitude: float) -> District | None:
        """Return the district of one point (degrees, WGS 84), or None."""
        row = int(self.locate(longitude, latitude).index[0])
        return None if row == NO_SHAPE else self.table[row]

    def locate(self, longitude: ArrayLike, latitude: ArrayLike) -> Located:
        """Return the district of each point, how it was found, and how far the nearest district line is.

        Degrees, WGS 84, longitude first; numbers or arrays of one length. The rules are those of `Provinces.locate`:
        on a shared line the first of `table` answers; outside every polygon the nearest one within 5 km (the limit
        included), beyond that none; NaN has none.

        Raises:
            CoordinateError: The two arrays differ in length, or a coordinate lies outside the world.
        """
        return self._join.locate(longitude, latitude)

    def codes(self, longitude: Any, latitude: Any) -> NDArray[np.signedinteger]:  # noqa: ANN401 - arrays of NumPy or Arrow
        """Return each point's position in `table` alone, by the rules of `locate`; -1 where there is no district.

        Made for millions of points, as `Provinces.codes` is; beyond 126 districts a code takes two bytes.

        Raises:
            CoordinateError: As `locate`.
        """
        return self._join.codes(longitude, latitude)

    def shape(self, district_id: str) -> Geometry | None:
        """Return the GeoJSON polygon that was matched with a district of the gazetteer, or None."""
        rows = (row for row, district in enumerate(self.table) if district.district_id == district_id)
        row = next(rows, None)
        return None if row is None else self._geometries[row]


def installed_districts() -> Districts | None:
    """Return the user's district polygons, read once, or None if there are none or they are shut off."""
    folder = installed_folder()
    return None if folder is None else _districts_in(folder)


def forget_districts() -> None:
    """Let the next question meet what was installed or removed since the last."""
    _districts_in.cache_clear()


@cache
def _districts_in(folder: Path) -> Districts:
    return Districts.load(folder)


def _district(properties: dict[str, Any]) -> District:
    return District(
        district_id=properties["district_id"],
        name=str(properties["name"]),
        pcode=properties["pcode"],
        iso_3166_2=properties["iso_3166_2"],
    )
