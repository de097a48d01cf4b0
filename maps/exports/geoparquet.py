"""GeoParquet 1.1: a layer as one Parquet file, written batch by batch.

Geometry as WKB in longitude and latitude on WGS 84 (EPSG:4326), a `bbox` column that covers it (so that readers skip
row groups by place), zstd. The rules are those of the GeoParquet 1.1.0 specification, https://geoparquet.org/releases/v1.1.0/.
A layer without geometry is plain Parquet. The same rows and the same version of pyarrow give the same bytes. Memory
holds one batch, which is one row group.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from geo.coords import CRS
from maps.exports.files import written_whole
from maps.exports.layers import AREA
from maps.exports.wkb import GEOMETRY

if TYPE_CHECKING:
    from pathlib import Path

    from maps.exports.layers import Layer

VERSION = "1.1.0"
BBOX = "bbox"
_SIDES = ("xmin", "ymin", "xmax", "ymax")
_BBOX_TYPE = pa.struct([pa.field(side, pa.float64(), nullable=False) for side in _SIDES])


def write_geoparquet(layer: Layer, path: Path) -> int:
    """Write a layer; return its rows. The file is there whole or not at all."""
    schema = layer.schema if layer.geometry is None else layer.schema.append(pa.field(BBOX, _BBOX_TYPE))
    seen = _Seen()
    rows = 0
    with written_whole(path) as part, pq.ParquetWriter(part, schema, compression="zstd") as writer:
        for batch in layer.batches():
            writer.write_batch(batch if layer.geometry is None else _with_bbox(batch, schema, seen))
            rows += batch.num_rows
        if layer.geometry is not None:
            writer.add_key_value_metadata({"geo": json.dumps(_metadata(layer, seen), sort_keys=True)})
    return rows


class _Seen:
    """The extent of all geometries so far and their types."""

    def __init__(self) -> None:
        self.bounds: list[float] | None = None
        self.types: set[str] = set()

    def add(self, shapes: np.ndarray[Any, Any], bounds: np.ndarray[Any, Any]) -> None:
        """Take in shapes, none of them null, with their bounds (west, south, east, north)."""
        if not len(shapes):
            return
        _, firsts = np.unique(shapely.get_type_id(shapes), return_index=True)
        self.types |= {shapes[index].geom_type for index in firsts}
        west, south = bounds[:, :2].min(axis=0).tolist()
        east, north = bounds[:, 2:].max(axis=0).tolist()
        old = self.bounds or [west, south, east, north]
        self.bounds = [min(old[0], west), min(old[1], south), max(old[2], east), max(old[3], north)]


def _with_bbox(batch: pa.RecordBatch, schema: pa.Schema, seen: _Seen) -> pa.RecordBatch:
    shapes = shapely.from_wkb(np.asarray(batch.column(GEOMETRY).to_pylist(), object))
    is_missing = shapely.is_missing(shapes)
    bounds = shapely.bounds(shapes)
    seen.add(shapes[~is_missing], bounds[~is_missing])
    sides = [pa.array(np.where(is_missing, 0.0, bounds[:, index])) for index in range(len(_SIDES))]
    boxes = pa.StructArray.from_arrays(sides, fields=list(_BBOX_TYPE), mask=pa.array(is_missing))
    return pa.RecordBatch.from_arrays([*batch.columns, boxes], schema=schema)


def _metadata(layer: Layer, seen: _Seen) -> dict[str, Any]:
    """The file's `geo` metadata; `bbox` is left out where there is no geometry at all."""
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": sorted(seen.types),
        "crs": wgs84(),
        "edges": "planar",
        "covering": {BBOX: {side: [BBOX, side] for side in _SIDES}},
    }
    if layer.geometry == AREA:
        column["orientation"] = "counterclockwise"
    if seen.bounds is not None:
        column["bbox"] = seen.bounds
    return {"version": VERSION, "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}


@cache
def wgs84() -> dict[str, Any]:
    """WGS 84 as PROJJSON, by the code that readers give to GeoJSON and GeoPackage: files then join without a warning.

    GeoParquet has longitude before latitude whatever the order of the axes is in the code's definition: it is the
    coordinates of OGC:CRS84.

    >>> wgs84()["id"]
    {'authority': 'EPSG', 'code': 4326}
    """
    import pyproj  # noqa: PLC0415 - loads PROJ's database

    found: dict[str, Any] = pyproj.CRS.from_user_input(CRS).to_json_dict()
    return found
