"""Layers from what was written before: an output folder of `map`, a table of events in Parquet or GeoJSON.

Knows the files of `maps.exports` and the columns of a flat row; settles nothing anew. A Parquet file, or a folder of
them (a partitioned one as well), is read batch by batch; the text files are read whole. A column that a table lacks is
null, one that is no event's is named to the caller, never carried on under another meaning.
"""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from geo.batches import BATCH_ROWS
from geo.column import DAY, FLAG, INSTANT, INTEGER, LONG, REAL, schema_of
from geo.columns import EVENT_COLUMNS
from geo.errors import UsageError
from geo.inert import original_text
from geo.ledger_columns import CLAIM_COLUMNS, CONTROL_COLUMNS, SEPARATOR
from geo.vocab import EvidenceKind
from maps.exports.layers import (
    claim_layer,
    control_layer,
    event_layers,
    province_layer,
    with_area_basis,
    with_held_units,
)
from maps.exports.wkb import area_wkb, with_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from geo.column import Column
    from maps.exports.layers import Layer

EVENTS, AREAS, LEDGER, CLAIMS = "events.geojson", "events_areas.geojson", "ledger.jsonl", "claims.csv"
Row = dict[str, Any]
_LISTS = frozenset({"named", "candidates"})
"""Lists of ids: an empty one is an empty text, not unknown."""


def is_output_folder(path: Path) -> bool:
    """Whether a folder is one that `map` wrote."""
    return (path / "manifest.json").is_file() and (path / EVENTS).is_file() and (path / LEDGER).is_file()


def folder_layers(folder: Path, *, rows: int = BATCH_ROWS) -> tuple[Layer, ...]:
    """The layers of an output folder, as `scene_layers` gives them for the run that wrote it.

    Raises:
        UsageError: A file of it is missing or is not what `map` writes.
    """
    events, areas = _features(folder / EVENTS), _features(folder / AREAS)
    held, claims = _json_lines(folder / LEDGER), _table(folder / CLAIMS)
    for row in held:
        row["evidence"] = SEPARATOR.join(row["evidence"])
    return (
        *event_layers(lambda: map(with_points, _batches(EVENT_COLUMNS, events, rows)), lambda: _areas(areas, rows)),
        control_layer(lambda: map(with_held_units, _batches(CONTROL_COLUMNS, held, rows))),
        claim_layer(lambda: _batches(CLAIM_COLUMNS, claims, rows)),
        province_layer(),
    )


def geojson_layers(path: Path, *, rows: int = BATCH_ROWS) -> tuple[Layer, ...]:
    """The layer of an `events.geojson`, beside the provinces."""
    events = _features(path)
    points, _ = event_layers(lambda: map(with_points, _batches(EVENT_COLUMNS, events, rows)), lambda: iter(()))
    return (points, province_layer())


def _features(path: Path) -> list[Row]:
    """The features as rows, each with its geometry under `""`."""
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return [_event_row(each["properties"], each["geometry"]) for each in features]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _not_ours(path, error) from error


def _event_row(properties: Row, geometry: Row | None) -> Row:
    row = {"evidence_kind": EvidenceKind.QUOTE.value, "evidence_id": properties["document_id"], **properties}
    if geometry is not None and geometry["type"] == "Point":
        row["longitude"], row["latitude"] = geometry["coordinates"]
    return row | {"": geometry}


def _json_lines(path: Path) -> list[Row]:
    try:
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise _not_ours(path, error) from error


def _table(path: Path) -> list[Row]:
    """The rows of a CSV that `map` wrote, typed as their columns say."""
    types = {column.name: column.type for column in CLAIM_COLUMNS}
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            found = list(csv.DictReader(stream))
        return [
            {name: cell if name in _LISTS else _typed(cell, types[name]) for name, cell in row.items()} for row in found
        ]
    except (OSError, ValueError, KeyError) as error:
        raise _not_ours(path, error) from error


def _typed(cell: str, kind: str) -> object:
    if kind in {INTEGER, LONG}:
        return int(cell) if cell else None
    if kind == REAL:
        return float(cell) if cell else None
    if kind == FLAG:
        return {"true": True, "false": False}.get(cell)
    return original_text(cell) or None


def _not_ours(path: Path, error: Exception) -> UsageError:
    return UsageError(f"a file that map wrote: {path.name}", f"{type(error).__name__}", "Run map again.")


def _areas(areas: Sequence[Row], rows: int) -> Iterator[pa.RecordBatch]:
    batches = _batches(EVENT_COLUMNS, areas, rows)
    for start, batch in zip(range(0, len(areas), rows), batches, strict=True):
        chunk = areas[start : start + rows]
        shapes = [area_wkb(row[""]) if row[""] else None for row in chunk]
        yield with_area_basis(batch, [row.get("area_basis") for row in chunk], shapes)


def _batches(columns: Sequence[Column[Any]], found: Sequence[Row], rows: int) -> Iterator[pa.RecordBatch]:
    schema = schema_of(columns)
    for start in range(0, len(found), rows):
        chunk = found[start : start + rows]
        arrays = [pa.array(_cells(column, chunk), type=schema.field(column.name).type) for column in columns]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _cells(column: Column[Any], rows: Iterable[Row]) -> list[object]:
    cells = (row.get(column.name) for row in rows)
    if column.type == DAY:
        return [date.fromisoformat(cell) if cell else None for cell in cells]
    if column.type == INSTANT:
        return [datetime.fromisoformat(cell) if cell else None for cell in cells]
    return list(cells)
