"""What is taken elsewhere: named layers of flat rows with a geometry, as streams of Arrow batches.

A layer knows its columns, its description, its kind of geometry and which of its columns say when; every format of
`maps.exports.formats` and the database read layers and nothing else. Each call of `batches` starts anew, one batch is
held at a time. Order and values are those of the scene.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from geo.batches import BATCH_ROWS, batches_of, claim_batches, control_batches, event_batches
from geo.column import TEXT, Column, schema_of
from geo.columns import EVENT_COLUMNS
from geo.ledger.units import unit_words
from geo.ledger_columns import CLAIM_COLUMNS, CONTROL_COLUMNS, PROVINCE_COLUMNS
from geo.vocab import Unit
from maps.exports.events import event_area, has_area
from maps.exports.wkb import (
    AREA_COLUMN,
    area_wkb,
    geometry_field,
    province_wkb,
    with_geometry,
    with_points,
    with_units,
)
from maps.reference import read_provinces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geo.model import Control, Place
    from maps.scene import Scene

POINT, AREA = "Point", "MultiPolygon"


def _unit_name(row: Control) -> str:
    return unit_words(row.unit, row.unit_id)


def _pcode(row: Control) -> str | None:
    return _unit_pcode(row.unit.value, row.unit_id)


def _unit_pcode(unit: str, unit_id: str) -> str | None:
    return _pcodes().get(unit_id) if Unit(unit) in {Unit.PROVINCIAL_CAPITAL, Unit.PROVINCE} else None


@lru_cache
def _pcodes() -> dict[str, str]:
    return {each.iso_3166_2: each.pcode for each in read_provinces()}


HELD_COLUMNS: tuple[Column[Any], ...] = (
    *CONTROL_COLUMNS,
    Column("unit_name", TEXT, "name of the unit", _unit_name),
    Column("admin1_pcode", TEXT, "OCHA P-code of the province, for a capital or a province", _pcode),
)
"""The columns of a row of the ledger in a table: with the unit's name and P-code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One table: `columns`, without the geometry, and the batches that hold them, with it.

    `geometry` is POINT, AREA or None (no geometry column). `start` and `end` name the day columns of its time, where it
    has one; `is_end_inclusive` says whether the end day still belongs to it; an open end is null.
    """

    name: str
    description: str
    columns: tuple[Column[Any], ...]
    batches: Callable[[], Iterator[pa.RecordBatch]]
    geometry: str | None = None
    start: str | None = None
    end: str | None = None
    is_end_inclusive: bool = True

    @property
    def schema(self) -> pa.Schema:
        """The schema of the batches."""
        found = schema_of(self.columns)
        return found if self.geometry is None else found.append(geometry_field())


def event_layers(
    batches: Callable[[], Iterator[pa.RecordBatch]],
    areas: Callable[[], Iterator[pa.RecordBatch]],
    columns: tuple[Column[Any], ...] = EVENT_COLUMNS,
) -> tuple[Layer, Layer]:
    """The two layers of events: points, and areas of those known to a district or a province."""
    points = Layer(
        name="events",
        description="Reports of events; a point only where one is known, else no geometry",
        columns=columns,
        batches=batches,
        geometry=POINT,
        start="date_start",
        end="date_end",
    )
    shapes = Layer(
        name="events_areas",
        description="Events known only to a district or a province, as areas",
        columns=(*columns, AREA_COLUMN),
        batches=areas,
        geometry=AREA,
        start="date_start",
        end="date_end",
    )
    return points, shapes


def control_layer(batches: Callable[[], Iterator[pa.RecordBatch]]) -> Layer:
    """The layer of the ledger's rows, superseded ones included."""
    return Layer(
        name="control",
        description="Who holds what: each row of the ledger, in both layers, superseded ones included",
        columns=HELD_COLUMNS,
        batches=batches,
        geometry=AREA,
        start="valid_from",
        end="valid_to",
        is_end_inclusive=False,
    )


def claim_layer(batches: Callable[[], Iterator[pa.RecordBatch]]) -> Layer:
    """The layer of stated counts; it has no geometry, as a count names no place."""
    return Layer(
        name="claims",
        description="Counts that the texts state, each held against the evidence",
        columns=CLAIM_COLUMNS,
        batches=batches,
    )


def province_layer() -> Layer:
    """The 34 provinces."""
    return Layer(
        name="provinces",
        description="The 34 provinces with their capitals and codes; lines from Natural Earth, simplified",
        columns=PROVINCE_COLUMNS,
        batches=_provinces,
        geometry=AREA,
    )


def empty_layers() -> tuple[Layer, ...]:
    """All layers without rows."""

    def nothing() -> Iterator[pa.RecordBatch]:
        return iter(())

    points, shapes = event_layers(nothing, nothing)
    return points, shapes, control_layer(nothing), claim_layer(nothing), replace(province_layer(), batches=nothing)


def scene_layers(scene: Scene, *, rows: int = BATCH_ROWS) -> tuple[Layer, ...]:
    """All layers of a scene: events, events_areas, control, claims, provinces."""

    def events() -> Iterator[pa.RecordBatch]:
        told = event_batches(scene.events, document=scene.document, incident=scene.incident, rows=rows)
        return map(with_points, told)

    points, shapes = event_layers(events, lambda: _areas(scene, rows))
    return (
        points,
        shapes,
        control_layer(lambda: map(with_held_units, control_batches(scene.controls, rows=rows))),
        claim_layer(lambda: claim_batches(scene.checks, document=scene.document, rows=rows)),
        province_layer(),
    )


def with_held_units(batch: pa.RecordBatch) -> pa.RecordBatch:
    """A batch of `CONTROL_COLUMNS` with each unit's name, P-code and outline: one of `HELD_COLUMNS` with a geometry."""
    units = list(zip(batch.column("unit").to_pylist(), batch.column("unit_id").to_pylist(), strict=True))
    names = pa.array([unit_words(Unit(unit), unit_id) for unit, unit_id in units], pa.string())
    codes = pa.array([_unit_pcode(unit, unit_id) for unit, unit_id in units], pa.string())
    widened = pa.RecordBatch.from_arrays([*batch.columns, names, codes], schema=schema_of(HELD_COLUMNS))
    return with_units(widened)


def _provinces() -> Iterator[pa.RecordBatch]:
    for batch in batches_of(PROVINCE_COLUMNS, read_provinces()):
        yield with_geometry(batch, map(province_wkb, batch.column("iso_3166_2").to_pylist()))


def _areas(scene: Scene, rows: int) -> Iterator[pa.RecordBatch]:
    """The batches of the areas: the basis and the shape of each are found once for each place."""
    shapes: dict[Place, tuple[str | None, bytes | None]] = {}
    events = (event for event in scene.events if has_area(event))
    while chunk := list(islice(events, rows)):
        found = [_shape(event.place, shapes) for event in chunk if event.place is not None]
        batch = next(event_batches(chunk, document=scene.document, incident=scene.incident, rows=rows))
        yield with_area_basis(batch, [basis for basis, _ in found], [shape for _, shape in found])


def _shape(place: Place, known: dict[Place, tuple[str | None, bytes | None]]) -> tuple[str | None, bytes | None]:
    if place not in known:
        basis, geometry = event_area(place)
        known[place] = (basis, area_wkb(geometry) if geometry else None)
    return known[place]


def with_area_basis(
    batch: pa.RecordBatch, basis: Iterable[str | None], shapes: Iterable[bytes | None]
) -> pa.RecordBatch:
    """A batch of events with what each area is and its outline."""
    (field,) = schema_of((AREA_COLUMN,))
    column = pa.array(basis, pa.string())
    widened = pa.RecordBatch.from_arrays([*batch.columns, column], schema=batch.schema.append(field))
    return with_geometry(widened, shapes)
