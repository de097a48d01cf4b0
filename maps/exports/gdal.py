"""GDAL as a writer of layers: batches go in one after the other, nothing is held whole.

Knows how a layer becomes a GDAL layer; which driver, and what else a file needs, is said by `maps.exports.geopackage`
and `maps.exports.flatgeobuf`. Longitude first on EPSG:4326, as GDAL stores it.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyogrio

from geo.coords import CRS
from maps.exports.wkb import GEOMETRY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from maps.exports.layers import Layer

NO_TIME = "1970-01-01T00:00:00Z"
"""Written where a format wants the moment of the writing: the same rows give the same bytes."""


def write_layer(
    layer: Layer,
    path: Path,
    driver: str,
    *,
    layer_options: Mapping[str, str],
    dataset_options: Mapping[str, str] | None = None,
) -> int:
    """Add a layer to a file, which is made if it is not there; return its rows.

    Raises:
        OSError: GDAL cannot write it.
    """
    rows = 0

    def counted() -> Iterator[pa.RecordBatch]:
        nonlocal rows
        for batch in layer.batches():
            rows += batch.num_rows
            yield batch

    place: dict[str, Any] = {}
    if layer.geometry is not None:
        place = {"geometry_name": GEOMETRY, "geometry_type": layer.geometry, "crs": CRS}
    with _without_clock(), _named():
        pyogrio.write_arrow(
            pa.RecordBatchReader.from_batches(layer.schema, counted()),
            path,
            layer=layer.name,
            driver=driver,
            layer_options=dict(layer_options),
            dataset_options=dict(dataset_options or {}),
            **place,
        )
    return rows


@contextmanager
def _named() -> Iterator[None]:
    """Say as the system would what GDAL says of a disk that is full or shut: its own errors are of no kind."""
    try:
        yield
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError) as error:
        raise OSError(0, " ".join(str(error).split())) from error


@contextmanager
def _without_clock() -> Iterator[None]:
    """GDAL takes the time that it writes from here, not from the clock."""
    name = "OGR_CURRENT_DATE"
    before = pyogrio.get_gdal_config_option(name)
    pyogrio.set_gdal_config_options({name: NO_TIME})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({name: before})
