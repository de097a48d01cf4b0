"""The flat rows: one definition, the same names everywhere, and batches that hold what the records say."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from geo.batches import BATCH_ROWS, claim_batches, control_batches, event_batches
from geo.column import ColumnType, arrow_type, schema_of
from geo.columns import (
    EVENT_COLUMNS,
    EVIDENCE_COLUMNS,
    POSITION_COLUMNS,
    REPORT_COLUMNS,
    event_schema,
)
from geo.errors import UsageError
from geo.ledger_columns import CLAIM_COLUMNS, CONTROL_COLUMNS, COUNT_COLUMNS, PROVINCE_COLUMNS
from geo.vocab import POINT_PRECISIONS
from maps.exports.properties import event_properties
from tests.scenes import small_events, small_scene

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.column import Column

TABLES: dict[str, Sequence[Column[Any]]] = {
    "events": EVENT_COLUMNS,
    "claims": CLAIM_COLUMNS,
    "control": CONTROL_COLUMNS,
    "counts": COUNT_COLUMNS,
    "provinces": PROVINCE_COLUMNS,
}


def rows_of(batches: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - batches of Arrow, which has no types
    """The rows of batches as dictionaries."""
    found: list[dict[str, Any]] = pa.Table.from_batches(list(batches)).to_pylist()
    return found


@pytest.mark.parametrize("name", sorted(TABLES))
def test_columns_are_named_once_and_explained(name: str) -> None:
    """No column stands twice in a table, and none is without words."""
    names = [column.name for column in TABLES[name]]
    assert len(names) == len(set(names))
    assert all(column.meaning.strip() for column in TABLES[name])


def test_event_columns_are_the_properties_with_evidence_and_position() -> None:
    """A table of events has the GeoJSON's properties in their order, then evidence, then the position."""
    event = small_events()[0]
    names = list(event_properties(event, None, None))
    assert names == [column.name for column in REPORT_COLUMNS]
    assert event_schema().names == names + [column.name for column in (*EVIDENCE_COLUMNS, *POSITION_COLUMNS)]


def test_schema_has_types_and_meanings() -> None:
    """The Arrow schema says type, meaning and what is never null."""
    schema = event_schema()
    assert schema.field("date_start").type == pa.date32()
    assert schema.field("recorded_at").type == pa.timestamp("us", tz="UTC")
    assert schema.field("uncertainty_m").metadata[b"meaning"] == b"radius in metres that holds the true spot"
    assert [each.name for each in schema if not each.nullable] == ["event_id", "evidence_kind"]
    assert {arrow_type(kind) for kind in ColumnType} >= {field.type for field in schema}


def test_batches_say_what_the_records_say() -> None:
    """Every event is a row with the values of its properties, days as days and instants as instants."""
    scene = small_scene()
    rows = rows_of(event_batches(scene.events, document=scene.document, incident=scene.incident))
    assert len(rows) == len(scene.events)
    for row, event in zip(rows, scene.events, strict=True):
        expected = event_properties(event, scene.document(event.document_id), scene.incident(event.event_id))
        recorded = row["recorded_at"]
        assert recorded == event.recorded_at
        assert recorded is None or recorded.utcoffset() == UTC.utcoffset(None)
        for name in expected.keys() - {"recorded_at"}:
            value = row[name].isoformat() if isinstance(row[name], date) else row[name]
            assert value == expected[name], name
        assert (row["evidence_kind"], row["evidence_id"], row["evidence_row"]) == ("quote", event.document_id, None)


def test_only_a_point_has_a_position() -> None:
    """A district or a province has no longitude and latitude in a table, as it has no point on the map."""
    rows = {row["event_id"]: row for row in rows_of(event_batches(small_events()))}
    precisions = set()
    for event in small_events():
        row, place = rows[event.event_id], event.place
        pointed = place is not None and place.place_precision in POINT_PRECISIONS
        precisions.add(pointed)
        expected = (place.longitude, place.latitude) if pointed and place is not None else (None, None)
        assert (row["longitude"], row["latitude"]) == expected
    assert precisions == {True, False}


@pytest.mark.parametrize("rows", [1, 2, 3, BATCH_ROWS])
def test_batches_have_a_fixed_number_of_rows(rows: int) -> None:
    """All batches but the last have as many rows as asked for, and together they have all in order."""
    events = small_events()
    found = list(event_batches(events, rows=rows))
    assert all(batch.num_rows == rows for batch in found[:-1])
    assert 1 <= found[-1].num_rows <= rows
    assert [each for batch in found for each in batch.column("event_id").to_pylist()] == [e.event_id for e in events]


def test_nothing_gives_no_batch_and_no_rows_is_misuse() -> None:
    """Without records there is no batch; a batch of no rows cannot be asked for."""
    assert list(event_batches([])) == []
    with pytest.raises(UsageError, match="1 row"):
        event_batches([], rows=0)


def test_claims_and_control_are_batches_too() -> None:
    """Stated counts and ledger rows have their own columns, lists of ids parted by a semicolon."""
    scene = small_scene()
    claims = rows_of(claim_batches(scene.checks, document=scene.document))
    assert [row["claim_id"] for row in claims] == [check.claim.claim_id for check in scene.checks]
    assert claims[0]["named"] == ";".join(scene.checks[0].named)
    controls = rows_of(control_batches(scene.controls))
    assert [row["control_id"] for row in controls] == [row.control_id for row in scene.controls]
    assert [row["valid_from"] for row in controls] == [row.valid_from for row in scene.controls]
    assert any(";" in row["evidence"] for row in controls) == any(len(row.evidence) > 1 for row in scene.controls)
    assert pa.Table.from_batches(list(control_batches(scene.controls))).schema == schema_of(CONTROL_COLUMNS)


def test_arrow_is_loaded_only_for_tables() -> None:
    """Reading the columns' names costs no pyarrow: `geocode` starts without it."""
    code = "import sys, geo.columns, geo.ledger_columns, geo.records; sys.exit('pyarrow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
