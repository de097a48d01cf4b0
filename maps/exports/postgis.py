"""A PostGIS database as a target: layers become tables, in one transaction, as often as one likes.

Rows are copied to temporary tables and put from there into the real ones: new ones are added, those that differ are
changed, the rest is not touched. So a second run of the same changes nothing, and a run that fails leaves all as it
was. Who holds what is derived from all evidence of a run, so its rows replace those of the run before; so do the events
and stated counts of the same documents. Knows PostgreSQL through psycopg. Passwords are in no message.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from geo.errors import DatabaseError, UsageError
from geo.postgres import connected
from maps.exports.events import PROVINCE_OUTLINE
from maps.exports.wkb import AREA_COLUMN, GEOMETRY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from psycopg import Connection

    from maps.exports.layers import Layer

SCHEMA = "conflictmap"
_MAX_NAME_BYTES = 63
_CSV = pa_csv.WriteOptions(include_header=False, quoting_style="all_valid")
_NO_POSTGIS = "Ask the owner of the database to run: CREATE EXTENSION postgis."


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of a table: rows added, changed, removed, and all that it has now.

    `repeated` counts given rows with the key of a later one; the later one counts.
    """

    table: str
    new: int
    changed: int
    removed: int
    repeated: int
    rows: int


def write_database(layers: Iterable[Layer], url: str, *, schema: str = SCHEMA) -> list[Change]:
    """Write layers to the tables of `schema` (made if not there), with PostGIS, all or nothing.

    `url` is an address as `geo.postgres.connected` takes it. A layer that is not given leaves its table alone.

    Raises:
        UsageError: psycopg is missing, or `schema` is no name.
        DatabaseError: No connection, no PostGIS, or the database refused a row. Nothing is changed.
    """
    if not schema or "\0" in schema or len(schema.encode()) > _MAX_NAME_BYTES:
        raise UsageError("the name of a schema, at most 63 bytes", repr(schema))
    given = {each.name: each for each in layers}
    with connected(url) as connection:
        return _write(connection, given, schema)


def _write(connection: Connection[Any], given: dict[str, Layer], schema: str) -> list[Change]:
    from maps.exports import postgis_tables as tables  # noqa: PLC0415 - needs psycopg

    _prepare(connection, schema)
    full = {each.name: given.get(each.name) or _empty(each.name) for each in tables.TABLES}
    for table in tables.TABLES:
        for statement in tables.create_table(schema, table, full[table.name]):
            connection.execute(statement)
    connection.execute(tables.script("after.sql", schema))
    for layer in (*full.values(), _district_areas(given.get("events_areas") or _empty("events_areas"))):
        _stage(connection, layer)
    is_whole = "control" in given
    changes = {}
    for table in tables.TABLES:
        changes[table.name] = _one(connection.execute(tables.upsert(schema, table, full[table.name])))
    removed = dict.fromkeys(full, 0)
    if is_whole:
        for table in reversed(tables.TABLES):
            if table.name != "provinces":
                removed[table.name] = connection.execute(tables.remove_gone(schema, table)).rowcount
    connection.execute(tables.script("links.sql", schema))
    for statement in tables.write_areas(schema):
        connection.execute(statement)
    return [
        Change(
            table=table.name,
            new=changes[table.name][0],
            changed=changes[table.name][1],
            removed=removed[table.name],
            repeated=_one(connection.execute(tables.count_repeated(table)))[0],
            rows=_one(connection.execute(tables.count_rows(schema, table)))[0],
        )
        for table in tables.TABLES
        if table.name in given
    ]


def _prepare(connection: Connection[Any], schema: str) -> None:
    """Take turns with other writers, see that PostGIS is there, make the schema, and look nowhere else for names."""
    from psycopg import Error, sql  # noqa: PLC0415 - an extra

    connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"conflictmap export {schema}",))
    found = (
        "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE extname = 'postgis'"
    )
    home = connection.execute(found).fetchone()
    if home is None:
        try:
            connection.execute("CREATE EXTENSION postgis")
        except Error:
            raise DatabaseError("a database with PostGIS", "one without", _NO_POSTGIS) from None
        home = _one(connection.execute(found))
    connection.execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}").format(sql.Identifier(schema)))
    connection.execute(
        sql.SQL("SET LOCAL search_path TO {}, {}").format(sql.Identifier(schema), sql.Identifier(home[0]))
    )
    connection.execute("SET LOCAL datestyle TO 'ISO'")


def _stage(connection: Connection[Any], layer: Layer) -> None:
    from maps.exports import postgis_tables as tables  # noqa: PLC0415 - needs psycopg

    connection.execute(tables.create_stage(layer))
    with connection.cursor() as cursor, cursor.copy(tables.copy_stage(layer)) as copy:
        for batch in layer.batches():
            copy.write(_as_csv(batch))


def _district_areas(layer: Layer) -> Layer:
    """The areas without those of provinces: the database has each province's outline once."""

    def batches() -> Iterator[pa.RecordBatch]:
        for batch in layer.batches():
            basis = batch.column(AREA_COLUMN.name)
            yield batch.filter(pc.and_(pc.is_valid(basis), pc.not_equal(basis, PROVINCE_OUTLINE)))

    return replace(layer, batches=batches)


def _as_csv(batch: pa.RecordBatch) -> bytes:
    """A batch as CSV for COPY: null has no quotes, a text has; a shape is hexadecimal, NUL (refused) is U+FFFD."""
    arrays = []
    for field, column in zip(batch.schema, batch.columns, strict=True):
        if field.name == GEOMETRY:
            arrays.append(pa.array([None if each is None else each.hex() for each in column.to_pylist()], pa.string()))
        elif pa.types.is_string(field.type):
            arrays.append(pc.replace_substring(column, "\0", "\ufffd"))
        else:
            arrays.append(column)
    out = io.BytesIO()
    pa_csv.write_csv(pa.RecordBatch.from_arrays(arrays, names=batch.schema.names), out, _CSV)
    return out.getvalue()


def _empty(name: str) -> Layer:
    """The layer of that name without rows: its table is made, and nothing is written to it."""
    from maps.exports.layers import empty_layers  # noqa: PLC0415 - beside what loads with it

    return next(each for each in empty_layers() if each.name == name)


def _one(cursor: Any) -> Sequence[Any]:  # noqa: ANN401 - a cursor of psycopg
    row = cursor.fetchone()
    assert row is not None
    return tuple(row)
