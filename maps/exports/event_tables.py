"""Layers from tables of events: Parquet (a file, or a folder of them, partitioned or not), or a query of PostgreSQL.

Read batch by batch in the order of the files' names, or of the query. Knows the columns of `geo.columns`; a column that
a table lacks is null, one that is no event's is left out and named. Where the table has no `longitude`, points are read
from its WKB.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import shapely

from geo.batches import BATCH_ROWS
from geo.column import LONG, TEXT, Column, schema_of
from geo.columns import EVENT_COLUMNS
from geo.errors import UsageError
from geo.postgres import query_batches
from geo.vocab import EvidenceKind, PlacePrecision
from maps.exports.events import PROVINCE_OUTLINE
from maps.exports.layers import event_layers, province_layer, with_area_basis
from maps.exports.wkb import AREA_COLUMN, GEOMETRY, district_wkb, province_wkb, with_points

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from psycopg.sql import Composable

    from maps.exports.layers import Layer


def _unread(_: object) -> None:
    return None


CODE_COLUMNS: tuple[Column[Any], ...] = (
    Column("event_code", TEXT, "the feed's own code of what happened", _unread),
    Column("sub_event_code", TEXT, "the feed's own narrower code", _unread),
    Column("actor_code", TEXT, "the feed's own code of who acted", _unread),
    Column("recipient_code", TEXT, "the feed's own code of who was acted upon", _unread),
    Column("mentions", LONG, "how often the report was repeated, as the feed counts", _unread),
)
"""What a feed's rows have behind the columns of an event; carried on where a table has them."""
_NOT_EVENTS = frozenset({GEOMETRY, "geom", "bbox", "happened", AREA_COLUMN.name})
"""What our own tables have beside the columns of an event: derived from them, so left out without a word."""


def parquet_layers(path: Path, *, rows: int = BATCH_ROWS) -> tuple[tuple[Layer, ...], list[str]]:
    """The layers of a table of events, and the names of its columns that are no event's and are left out.

    Raises:
        UsageError: It is no Parquet, or has no column `event_id`.
    """
    try:
        table = ds.dataset(path, format="parquet", partitioning="hive")
    except (OSError, pa.ArrowInvalid) as error:
        raise UsageError("a table in Parquet", repr(path.name), "Name a .parquet file or a folder of them.") from error

    def batches() -> Iterator[pa.RecordBatch]:
        return _file_batches(table.files, rows)

    return table_layers(table.schema.names, batches)


def _file_batches(files: Sequence[str], rows: int) -> Iterator[pa.RecordBatch]:
    """The rows of files one after the other; a scan of the whole dataset would decode far ahead and hold it."""
    known = {column.name for column in (*EVENT_COLUMNS, *CODE_COLUMNS)}
    for path in files:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            wanted = [name for name in names if name in known or (name == GEOMETRY and "longitude" not in names)]
            yield from file.iter_batches(batch_size=rows, columns=wanted)


def database_layers(url: str, query: Composable | str) -> tuple[tuple[Layer, ...], list[str]]:
    """The layers of a query of events in PostgreSQL, and the names of its columns that are left out.

    Raises:
        UsageError: As `parquet_layers`.
        DatabaseError: As `geo.postgres.query_batches`.
    """
    found = query_batches(url, query)
    names = next(found).schema.names
    found.close()
    return table_layers(names, lambda: query_batches(url, query))


def table_layers(
    names: Sequence[str], batches: Callable[[], Iterator[pa.RecordBatch]]
) -> tuple[tuple[Layer, ...], list[str]]:
    """The layers of any table of events with these columns, and the names of those that are no event's.

    Raises:
        UsageError: It has no column `event_id`.
    """
    columns = (*EVENT_COLUMNS, *(each for each in CODE_COLUMNS if each.name in names))
    known = {column.name for column in columns}
    if "event_id" not in names:
        hint = "A feed of another form goes through the command feed."
        raise UsageError("a table of events with a column event_id", ", ".join(names), hint)

    def events() -> Iterator[pa.RecordBatch]:
        return (as_events(batch, columns) for batch in batches() if batch.num_rows)

    points, shapes = event_layers(lambda: map(with_points, events()), lambda: _areas(events()), columns)
    return (points, shapes, province_layer()), [name for name in names if name not in known | _NOT_EVENTS]


def as_events(batch: pa.RecordBatch, columns: Sequence[Column[Any]] = EVENT_COLUMNS) -> pa.RecordBatch:
    """A batch with these columns and no others; what it lacks is null."""
    schema = schema_of(columns)
    names = set(batch.schema.names)
    points = {} if "longitude" in names or GEOMETRY not in names else _positions(batch.column(GEOMETRY))
    arrays = []
    for each in schema:
        if each.name in points:
            arrays.append(points[each.name])
        elif each.name in names:
            arrays.append(_cast(batch.column(each.name), each))
        else:
            arrays.append(pa.nulls(batch.num_rows, each.type))
    # A row that does not say what stands behind it has its quote, or is but a row.
    kind, quote = schema.get_field_index("evidence_kind"), arrays[schema.get_field_index("quote_exact")]
    told = pc.if_else(pc.is_valid(quote), EvidenceKind.QUOTE.value, EvidenceKind.FEED_ROW.value)
    arrays[kind] = pc.coalesce(arrays[kind], told)
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _cast(array: pa.Array, to: pa.Field) -> pa.Array:
    try:
        return array.cast(to.type)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        expected = f"a column {to.name} of {to.type}"
        raise UsageError(expected, str(array.type)) from error


def _positions(wkb: pa.Array) -> dict[str, pa.Array]:
    shapes = shapely.from_wkb(np.asarray(wkb.to_pylist(), object))
    is_point = shapely.get_type_id(shapes) == shapely.GeometryType.POINT
    points = np.asarray(shapes, object)
    points[~is_point] = None
    found: dict[str, Any] = {"longitude": shapely.get_x(points), "latitude": shapely.get_y(points)}
    return {name: pa.array(values, pa.float64(), mask=~is_point) for name, values in found.items()}


def _areas(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The rows that are known to a district or a province, with the outline of it; a district's where installed."""
    wanted = pa.array([PlacePrecision.ADMIN1.value, PlacePrecision.ADMIN2.value])
    for batch in batches:
        chosen = batch.filter(pc.is_in(batch.column("place_precision"), value_set=wanted))
        if not chosen.num_rows:
            continue
        keys = zip(
            *(chosen.column(name).to_pylist() for name in ("place_precision", "iso_3166_2", "place_id")), strict=True
        )
        found = [_outline(*each) for each in keys]
        yield with_area_basis(chosen, [basis for basis, _ in found], [shape for _, shape in found])


def _outline(precision: str, iso_3166_2: str | None, place_id: str | None) -> tuple[str | None, bytes | None]:
    if precision == PlacePrecision.ADMIN1:
        shape = province_wkb(iso_3166_2) if iso_3166_2 else None
        return (PROVINCE_OUTLINE, shape) if shape else (None, None)
    shape = district_wkb(place_id) if place_id else None
    return ("district_outline", shape) if shape else (None, None)
