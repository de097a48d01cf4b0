"""The tables of a partition: GeoParquet for events, plain Parquet for the rest; the same rows give the same bytes.

Knows that a file is there whole or not at all. Memory holds one batch, which is one row group. How GeoParquet is
written is `maps.exports.geoparquet`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from conflictmap.engines.folder import replacing
from maps.exports.geoparquet import write_geoparquet
from maps.exports.layers import POINT, Layer
from maps.exports.wkb import with_points

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pyarrow as pa

    from geo.column import Column


def write_events(batches: Iterable[pa.RecordBatch], columns: tuple[Column[Any], ...], path: Path) -> int:
    """Write batches of these columns, `longitude` and `latitude` among them, as GeoParquet; return the rows."""
    layer = Layer(
        name="events",
        description="Reports of events; a point only where one is known, else no geometry",
        columns=columns,
        batches=lambda: map(with_points, batches),
        geometry=POINT,
    )
    return write_geoparquet(layer, path)


def write_table(batches: Iterable[pa.RecordBatch], schema: pa.Schema, path: Path) -> int:
    """Write batches as plain Parquet; return the rows."""
    rows = 0
    with replacing(path) as part, pq.ParquetWriter(part, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)
            rows += batch.num_rows
    return rows
