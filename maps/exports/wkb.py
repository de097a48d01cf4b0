"""Geometries as WKB columns of an Arrow batch: points, provinces, districts.

Longitude first, degrees WGS 84, 6 decimals as in the GeoJSON files; outer rings run counter-clockwise. Areas are always
MultiPolygons, so that a layer has one type. Knows which flat columns say where a row lies; what has no drawable place
stays null.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import shapely

from geo.column import TEXT, Column
from geo.coords import CRS
from geo.vocab import Unit
from maps.exports.shapes import DECIMALS, right_handed
from maps.reference import district_shape, read_province_shapes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maps.exports.shapes import Geometry

GEOMETRY = "geometry"
"""The name of the geometry column in a batch."""
_PROVINCE_UNITS = frozenset({Unit.PROVINCIAL_CAPITAL.value, Unit.PROVINCE.value})


def _unread(_: object) -> None:
    return None


AREA_COLUMN: Column[Any] = Column(
    "area_basis", TEXT, "province_outline, district_outline or circle; empty where no area is known", _unread
)


def geometry_field() -> pa.Field:
    """The geometry column: WKB, null where nothing can be drawn; marked as GeoArrow's WKB in longitude and latitude."""
    return pa.field(
        GEOMETRY,
        pa.binary(),
        metadata={
            "ARROW:extension:name": "geoarrow.wkb",
            "ARROW:extension:metadata": f'{{"crs":"{CRS}","crs_type":"authority_code"}}',
        },
    )


def with_geometry(batch: pa.RecordBatch, geometries: pa.Array | Iterable[bytes | None]) -> pa.RecordBatch:
    """The batch with a geometry column behind the others."""
    column = geometries if isinstance(geometries, pa.Array) else pa.array(geometries, pa.binary())
    return pa.RecordBatch.from_arrays([*batch.columns, column], schema=batch.schema.append(geometry_field()))


def with_points(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with a point for each row that has a `longitude` and a `latitude`."""
    longitudes, latitudes = (
        np.round(batch.column(name).to_numpy(zero_copy_only=False).astype(float), DECIMALS) + 0.0
        for name in ("longitude", "latitude")
    )
    missing = ~(np.isfinite(longitudes) & np.isfinite(latitudes))
    points = shapely.points(np.where(missing, 0, longitudes), np.where(missing, 0, latitudes))
    found = np.asarray(shapely.to_wkb(points, byte_order=1), object)
    return with_geometry(batch, pa.array(found, pa.binary(), mask=missing))


def with_units(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The batch with the outline of each row's `unit` and `unit_id`.

    A capital has its province's outline: the capital stands for the province. A district has one where the user has
    installed district lines. Other units have none.
    """
    units, ids = (batch.column(name).to_pylist() for name in ("unit", "unit_id"))
    return with_geometry(batch, [unit_wkb(unit, unit_id) for unit, unit_id in zip(units, ids, strict=True)])


def unit_wkb(unit: str | None, unit_id: str | None) -> bytes | None:
    """The outline of a unit of territory; None where none is known.

    >>> unit_wkb("provincial_capital", "AF-KDZ")[:5].hex(), unit_wkb("base", "x")
    ('0106000000', None)
    """
    if unit_id is None:
        return None
    if unit in _PROVINCE_UNITS:
        return province_wkb(unit_id)
    return district_wkb(unit_id) if unit == Unit.DISTRICT.value else None


@lru_cache
def province_wkb(iso_3166_2: str) -> bytes | None:
    """The outline of a province by its ISO 3166-2 code."""
    shape = read_province_shapes().get(iso_3166_2)
    return area_wkb(right_handed(shape)) if shape else None


def district_wkb(place_id: str) -> bytes | None:
    """The outline of a district where the user has installed one."""
    shape = district_shape(place_id)
    return area_wkb(right_handed(shape)) if shape else None


def area_wkb(geometry: Geometry) -> bytes:
    """A GeoJSON Polygon or MultiPolygon as the WKB of a MultiPolygon, little-endian."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    found = shapely.from_geojson(json.dumps({"type": "MultiPolygon", "coordinates": polygons}))
    return bytes(shapely.to_wkb(found, byte_order=1))
