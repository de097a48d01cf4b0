"""Records as Arrow batches of a fixed number of rows, for what is written or counted as columns.

Knows the flat rows of `geo.columns` and `geo.ledger_columns` and nothing of files. Rows keep the order in which they
come; one batch is held at a time.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import pyarrow as pa

from geo.column import schema_of
from geo.columns import EVENT_COLUMNS, EventRow
from geo.errors import UsageError
from geo.ledger_columns import CLAIM_COLUMNS, CONTROL_COLUMNS, ClaimRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geo.column import Column
    from geo.model import ClaimCheck, Control, Document, Event, Incident

BATCH_ROWS = 65_536
"""Rows in a batch, unless another number is asked for; the last batch may have fewer."""

Row = TypeVar("Row")


def event_batches(
    events: Iterable[Event],
    *,
    document: Callable[[str], Document | None] = lambda _: None,
    incident: Callable[[str], Incident | None] = lambda _: None,
    rows: int = BATCH_ROWS,
) -> Iterator[pa.RecordBatch]:
    """Events as batches of `event_schema()`, each of `rows` rows but the last; none without events.

    `document` finds a document by its id, `incident` the incident that an event of that id is a report of; what they
    do not know is null.

    Raises:
        UsageError: `rows` is below 1.

    >>> list(event_batches([]))
    []
    """
    told = (EventRow(event, document(event.document_id), incident(event.event_id)) for event in events)
    return batches_of(EVENT_COLUMNS, told, rows=rows)


def claim_batches(
    checks: Iterable[ClaimCheck],
    *,
    document: Callable[[str], Document | None] = lambda _: None,
    rows: int = BATCH_ROWS,
) -> Iterator[pa.RecordBatch]:
    """Stated counts with their verdicts as batches of `CLAIM_COLUMNS`, as `event_batches` makes them."""
    told = (ClaimRow(check, document(check.claim.document_id)) for check in checks)
    return batches_of(CLAIM_COLUMNS, told, rows=rows)


def control_batches(controls: Iterable[Control], *, rows: int = BATCH_ROWS) -> Iterator[pa.RecordBatch]:
    """Rows of the ledger as batches of `CONTROL_COLUMNS`, as `event_batches` makes them."""
    return batches_of(CONTROL_COLUMNS, controls, rows=rows)


def batches_of(
    columns: Sequence[Column[Row]], records: Iterable[Row], *, rows: int = BATCH_ROWS
) -> Iterator[pa.RecordBatch]:
    """Records as batches of these columns, each of `rows` rows but the last.

    Raises:
        UsageError: `rows` is below 1.
    """
    if rows < 1:
        raise UsageError("batches of 1 row or more", rows)
    return _batches(columns, iter(records), rows)


def _batches(columns: Sequence[Column[Row]], records: Iterator[Row], rows: int) -> Iterator[pa.RecordBatch]:
    schema = schema_of(columns)
    while chunk := list(islice(records, rows)):
        arrays = [
            pa.array([column.value(row) for row in chunk], type=schema.field(column.name).type) for column in columns
        ]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)
