"""A PostgreSQL database: a connection that keeps its password to itself, and a query as Arrow batches.

Knows psycopg, loaded only when a database is named, and how its types become Arrow's. Knows nothing of events. Names go
in as identifiers, never as pasted text; what is read is read in a transaction that can change nothing.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from geo.errors import DatabaseError, UsageError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    import pyarrow as pa
    from psycopg import Connection
    from psycopg.sql import Composable

DATABASE_STARTS = ("postgresql://", "postgres://")
_NO_PSYCOPG = "pip install 'conflictmap[postgis]' brings it."
_ROWS = 10_000
_FLAGS, _WHOLE, _REAL = (
    frozenset({"bool"}),
    frozenset({"int2", "int4", "int8"}),
    frozenset({"float4", "float8", "numeric"}),
)


def is_database(word: str) -> bool:
    """Whether a word is the address of a PostgreSQL database.

    >>> is_database("postgresql://localhost/war"), is_database("seeds")
    (True, False)
    """
    return word.lower().startswith(DATABASE_STARTS)


def check_driver() -> None:
    """Refuse a database where psycopg is missing.

    Raises:
        UsageError: It is; the hint says how to get it.
    """
    try:
        import psycopg  # noqa: F401, PLC0415 - an extra, wanted here alone
    except ImportError as error:
        raise UsageError("psycopg for a PostgreSQL database", "no such package", _NO_PSYCOPG) from error


@contextmanager
def connected(url: str) -> Iterator[Connection[Any]]:
    """A connection whose work is kept at the end, or undone where it fails.

    `url` is any address that libpq takes. A password is better left to a `.pgpass` or to PGPASSWORD: words of a command
    line can be seen by others on the machine.

    Raises:
        UsageError: psycopg is missing.
        DatabaseError: There is no such database, or it refused something. The message never shows the password.
    """
    check_driver()
    import psycopg  # noqa: PLC0415 - an extra, wanted here alone

    try:
        secret = psycopg.conninfo.conninfo_to_dict(url).get("password")
    except psycopg.Error:
        # What libpq says here quotes parts of the address.
        raise DatabaseError("an address like postgresql://user@host/database", "one that cannot be read") from None
    try:
        with psycopg.connect(url) as connection:
            yield connection
    except psycopg.Error as error:
        said = " ".join(str(error).split())
        hidden = said.replace(str(secret), "***") if secret else said
        raise DatabaseError("a PostgreSQL database that takes this", hidden) from None


def select_all(table: str) -> Composable:
    """The query for all rows of a table, named as `table` or `schema.table`.

    Raises:
        UsageError: It has an empty part, or more than two.
    """
    from psycopg import sql  # noqa: PLC0415 - an extra

    parts = table.split(".")
    if not all(parts) or len(parts) > 2:  # noqa: PLR2004 - schema and table
        raise UsageError("a table, or schema.table", repr(table), "A query of your own can name any other.")
    return sql.SQL("SELECT * FROM {}").format(sql.Identifier(*parts))


def query_batches(url: str, query: Composable | str, *, rows: int = _ROWS) -> Generator[pa.RecordBatch, None, None]:
    """The rows of a query as batches, in the order in which the database gives them; one batch is held at a time.

    Numbers, truth values, days and instants keep their kind; everything else is text. A query without rows gives one
    batch without rows, so that its columns are known.

    Raises:
        DatabaseError: As `connected`; also where the query would change anything.
    """
    with connected(url) as connection:
        connection.read_only = True
        from psycopg import sql  # noqa: PLC0415 - an extra; `connected` has said so where it is missing

        with connection.cursor(name="conflictmap_rows") as cursor:
            cursor.execute(query if not isinstance(query, str) else sql.SQL(query))  # type: ignore[arg-type]
            schema = _schema(connection, cursor.description or ())
            chunk = cursor.fetchmany(rows)
            yield _batch(chunk, schema)
            while chunk := cursor.fetchmany(rows):
                yield _batch(chunk, schema)


def _schema(connection: Connection[Any], columns: Sequence[Any]) -> pa.Schema:
    import pyarrow as pa  # noqa: PLC0415 - heavy

    fields = []
    for column in columns:
        known = connection.adapters.types.get(column.type_code)
        name = known.name if known else ""
        kind = pa.string()
        if name in _FLAGS:
            kind = pa.bool_()
        elif name in _WHOLE:
            kind = pa.int64()
        elif name in _REAL:
            kind = pa.float64()
        elif name == "date":
            kind = pa.date32()
        elif name == "timestamptz":
            kind = pa.timestamp("us", tz="UTC")
        fields.append(pa.field(column.name, kind))
    return pa.schema(fields)


def _batch(rows: Sequence[Sequence[Any]], schema: pa.Schema) -> pa.RecordBatch:
    import pyarrow as pa  # noqa: PLC0415 - heavy

    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    arrays = []
    for field, cells in zip(schema, columns, strict=True):
        values: list[Any]
        if pa.types.is_string(field.type):
            values = [cell if cell is None or isinstance(cell, str) else str(cell) for cell in cells]
        elif pa.types.is_floating(field.type):
            values = [None if cell is None else float(cell) for cell in cells]
        else:
            values = list(cells)
        arrays.append(pa.array(values, field.type))
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
