"""GeoJSON in three dresses: a FeatureCollection, a feature a line, and RFC 8142's text sequence.

All three hold the same features (RFC 7946: WGS 84, no `crs`, right-hand rings, string ids, null geometry kept), one a
line. `geojsonl` is newline-delimited: a feature and a line feed, what `.ndjson` and `.jsonl` readers, jq and BigQuery
want. `geojsons` is RFC 8142: a record separator (U+001E) before each feature. GDAL reads all of them. Rows are written
as they come, none is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maps.exports.files import compact, written_whole
from maps.exports.rows import layer_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from maps.exports.layers import Layer

_RECORD_SEPARATOR = "\x1e"


def write_geojson(layer: Layer, path: Path) -> int:
    """Write a layer as a FeatureCollection; return its rows. The file is there whole or not at all."""
    rows = 0
    with written_whole(path) as part, part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
        out.write('{"type":"FeatureCollection","features":[\n')
        for rows, feature in enumerate(_features(layer), start=1):
            out.write(f",\n{feature}" if rows > 1 else feature)
        out.write("\n]}\n" if rows else "]}\n")
    return rows


def write_geojson_lines(layer: Layer, path: Path) -> int:
    """Write a layer as newline-delimited GeoJSON; return its rows."""
    return _write_each(layer, path, "")


def write_geojson_sequence(layer: Layer, path: Path) -> int:
    """Write a layer as a GeoJSON text sequence (RFC 8142); return its rows."""
    return _write_each(layer, path, _RECORD_SEPARATOR)


def _write_each(layer: Layer, path: Path, before: str) -> int:
    rows = 0
    with written_whole(path) as part, part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
        for feature in _features(layer):
            out.write(f"{before}{feature}\n")
            rows += 1
    return rows


def _features(layer: Layer) -> Iterator[str]:
    """Each row as the text of a feature; its id is the layer's first column."""
    key = layer.columns[0].name
    for row, geometry in layer_rows(layer):
        yield compact({"type": "Feature", "id": str(row[key]), "geometry": geometry, "properties": row})
