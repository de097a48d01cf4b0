"""The tables of a partition: GeoParquet for events, plain Parquet for the rest; the same rows give the same bytes.

Knows columns and row groups; knows nothing of what stands in them. Memory holds one row group. Geometry is a point in
longitude and latitude (OGC:CRS84) as WKB, null where no point is known, with a `bbox` column that covers it: GeoParquet
1.1, https://geoparquet.org/releases/v1.1.0/.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from conflictmap.engines.folder import replacing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

GEOMETRY, BBOX = "geometry", "bbox"
_SIDES = ("xmin", "ymin", "xmax", "ymax")
_BBOX_TYPE = pa.struct([pa.field(side, pa.float64(), nullable=False) for side in _SIDES])
_POINT = np.dtype([("order", "u1"), ("kind", "<u4"), ("longitude", "<f8"), ("latitude", "<f8")])


def write_points(batches: Iterable[pa.RecordBatch], schema: pa.Schema, path: Path) -> int:
    """Write batches with `longitude` and `latitude` columns as GeoParquet; return the rows."""
    full = schema.append(pa.field(GEOMETRY, pa.binary())).append(pa.field(BBOX, _BBOX_TYPE))
    extent = np.array([np.inf, np.inf, -np.inf, -np.inf])
    rows = 0
    with replacing(path) as part, pq.ParquetWriter(part, full, compression="zstd") as writer:
        for batch in batches:
            longitudes, latitudes = (
                batch.column(name).to_numpy(zero_copy_only=False) for name in ("longitude", "latitude")
            )
            is_point = np.isfinite(longitudes) & np.isfinite(latitudes)
            points, boxes = _shapes(longitudes, latitudes, is_point)
            writer.write_batch(pa.RecordBatch.from_arrays([*batch.columns, points, boxes], schema=full))
            _grow(extent, longitudes[is_point], latitudes[is_point])
            rows += batch.num_rows
        writer.add_key_value_metadata({"geo": json.dumps(_geo(extent), sort_keys=True)})
    return rows


def write_table(batches: Iterable[pa.RecordBatch], schema: pa.Schema, path: Path) -> int:
    """Write batches as plain Parquet; return the rows."""
    rows = 0
    with replacing(path) as part, pq.ParquetWriter(part, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)
            rows += batch.num_rows
    return rows


def _shapes(longitudes: Any, latitudes: Any, is_point: Any) -> tuple[pa.Array, pa.Array]:  # noqa: ANN401 - arrays
    """The points as WKB and the boxes that cover them; both null where there is no point."""
    count = len(longitudes)
    shapes = np.zeros(count, dtype=_POINT)
    shapes["order"], shapes["kind"] = 1, 1
    shapes["longitude"], shapes["latitude"] = np.where(is_point, longitudes, 0), np.where(is_point, latitudes, 0)
    kept = shapes[is_point]
    offsets = np.concatenate(([0], np.cumsum(is_point))).astype(np.int32) * _POINT.itemsize
    bits = pa.array(is_point).buffers()[1]
    points = pa.Array.from_buffers(
        pa.binary(), count, [bits, pa.py_buffer(offsets.tobytes()), pa.py_buffer(kept.tobytes())]
    )
    sides = [pa.array(shapes[axis]) for axis in ("longitude", "latitude", "longitude", "latitude")]
    return points, pa.StructArray.from_arrays(sides, fields=list(_BBOX_TYPE), mask=pa.array(~is_point))


def _grow(extent: Any, longitudes: Any, latitudes: Any) -> None:  # noqa: ANN401 - arrays
    if len(longitudes):
        extent[:2] = np.minimum(extent[:2], [longitudes.min(), latitudes.min()])
        extent[2:] = np.maximum(extent[2:], [longitudes.max(), latitudes.max()])


def _geo(extent: Any) -> dict[str, Any]:  # noqa: ANN401 - an array
    """The file's `geo` metadata; without a `crs` it is OGC:CRS84, as the specification has it."""
    column: dict[str, Any] = {
        "encoding": "WKB",
        "geometry_types": ["Point"] if np.isfinite(extent).all() else [],
        "covering": {BBOX: {side: [BBOX, side] for side in _SIDES}},
    }
    if np.isfinite(extent).all():
        column["bbox"] = extent.tolist()
    return {"version": "1.1.0", "primary_column": GEOMETRY, "columns": {GEOMETRY: column}}
