"""FlatGeobuf: one layer as one file that readers can seek in by place.

FlatGeobuf has no day type: GDAL writes a day as midnight. Its index takes no null geometry, so a layer that has one is
written without an index, in order, and nothing is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import UsageError
from maps.exports.files import written_whole
from maps.exports.gdal import write_layer
from maps.exports.wkb import GEOMETRY

if TYPE_CHECKING:
    from pathlib import Path

    from maps.exports.layers import Layer


def write_flatgeobuf(layer: Layer, path: Path) -> int:
    """Write a layer; return its rows. The file is there whole or not at all.

    Raises:
        UsageError: The layer has no geometry column.
    """
    if layer.geometry is None:
        raise UsageError("a layer with a geometry for FlatGeobuf", layer.name, "Take csv or geoparquet for it.")
    has_null = any(batch.column(GEOMETRY).null_count for batch in layer.batches())
    options = {
        "SPATIAL_INDEX": "NO" if has_null else "YES",
        "TITLE": layer.name,
        "DESCRIPTION": layer.description,
    }
    with written_whole(path) as part:
        return write_layer(layer, part, "FlatGeobuf", layer_options=options)
