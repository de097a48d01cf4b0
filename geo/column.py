"""A column of a flat row: its name, its type, what it means and how it is read from a record.

Knows Arrow's types, loaded only when asked for; knows no particular column: those of events stand in `geo.columns`,
those of the ledger in `geo.ledger_columns`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pyarrow as pa

Value = str | int | float | bool | date | None
Row = TypeVar("Row")


class ColumnType(StrEnum):
    """What a column holds; `arrow_type` gives Arrow's type for it."""

    TEXT = "text"
    INTEGER = "integer"
    LONG = "long"
    REAL = "real"
    FLAG = "flag"
    DAY = "day"
    INSTANT = "instant"


TEXT, INTEGER, LONG, REAL, FLAG, DAY, INSTANT = ColumnType


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its name, its type, what it means (with the unit, where it has one), and how it is read.

    `is_required` says that it is never null.
    """

    name: str
    type: ColumnType
    meaning: str
    read: Callable[[Row], object] = field(repr=False)
    is_required: bool = False

    def value(self, row: Row) -> Value:
        """The plain value of a row: a word of a vocabulary as its text or number, a day as a `date`."""
        found = self.read(row)
        return cast("Value", found.value if isinstance(found, Enum) else found)

    def json(self, row: Row) -> str | int | float | bool | None:
        """The value as JSON has it: days and instants in ISO 8601."""
        found = self.value(row)
        return found.isoformat() if isinstance(found, date) else found


def members(columns: Iterable[Column[Row]], row: Row) -> dict[str, Any]:
    """The columns of a row as JSON members, in their order."""
    return {column.name: column.json(row) for column in columns}


def schema_of(columns: Iterable[Column[Any]]) -> pa.Schema:
    """The Arrow schema of columns; instants are microseconds in UTC."""
    import pyarrow as pa  # noqa: PLC0415 - heavy, and wanted by feeds and exports alone

    return pa.schema(
        pa.field(each.name, arrow_type(each.type), nullable=not each.is_required, metadata={"meaning": each.meaning})
        for each in columns
    )


def arrow_type(kind: ColumnType) -> pa.DataType:
    """Arrow's type for a kind of column.

    >>> str(arrow_type(ColumnType.DAY)), str(arrow_type(ColumnType.INSTANT))
    ('date32[day]', 'timestamp[us, tz=UTC]')
    """
    import pyarrow as pa  # noqa: PLC0415 - as above

    found = {
        TEXT: pa.string(),
        INTEGER: pa.int32(),
        LONG: pa.int64(),
        REAL: pa.float64(),
        FLAG: pa.bool_(),
        DAY: pa.date32(),
        INSTANT: pa.timestamp("us", tz="UTC"),
    }
    return found[kind]
