"""The rows of a layer one by one, for formats that are text.

Values are plain: days and instants in ISO 8601, instants in UTC. The geometry is GeoJSON's, longitude first.
"""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import shapely

from maps.exports.wkb import GEOMETRY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maps.exports.layers import Layer
    from maps.exports.shapes import Geometry

Row = dict[str, Any]


def layer_rows(layer: Layer) -> Iterator[tuple[Row, Geometry | None]]:
    """Each row as its columns in their order, and its geometry; None where there is none."""
    names = [column.name for column in layer.columns]
    for batch in layer.batches():
        shapes = batch.column(GEOMETRY).to_pylist() if layer.geometry is not None else [None] * batch.num_rows
        values = zip(*(batch.column(name).to_pylist() for name in names), strict=True)
        for cells, shape in zip(values, shapes, strict=True):
            row = {name: _plain(cell) for name, cell in zip(names, cells, strict=True)}
            yield row, None if shape is None else _geometry(shape)


def _plain(cell: Any) -> Any:  # noqa: ANN401 - a cell of any column
    return cell.isoformat() if isinstance(cell, date) else cell


@lru_cache(maxsize=256)
def _geometry(wkb: bytes) -> Geometry:
    found: Geometry = json.loads(shapely.to_geojson(shapely.from_wkb(wkb)))
    return found
