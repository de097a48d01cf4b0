"""The tables of the database: keys, types and comments, made from the columns of the layers.

Knows SQL as composed parts, in which each name is an identifier and each text a literal, never pasted text. What does
not depend on columns (ranges, indexes, links, `control_as_of`) stands in `maps/assets/postgis/*.sql`. Positions are
longitude and latitude on SRID 4326.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from psycopg import sql

from geo.column import DAY, FLAG, INSTANT, INTEGER, LONG, REAL, TEXT
from maps.packaged import ASSETS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, LiteralString

    from geo.column import Column
    from maps.exports.layers import Layer

SRID = 4326
GEOM = "geom"
_TYPES: dict[str, LiteralString] = {
    TEXT: "text",
    INTEGER: "integer",
    LONG: "bigint",
    REAL: "double precision",
    FLAG: "boolean",
    DAY: "date",
    INSTANT: "timestamptz",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table that holds a layer of the same name; `references` are column -> (table, column)."""

    name: str
    key: str
    unique: tuple[str, ...] = ()
    references: tuple[tuple[str, str, str], ...] = ()


TABLES = (
    Table(name="provinces", key="iso_3166_2", unique=("pcode",)),
    Table(name="events", key="event_id", references=(("iso_3166_2", "provinces", "iso_3166_2"),)),
    Table(name="claims", key="claim_id"),
    Table(name="control", key="control_id", references=(("admin1_pcode", "provinces", "pcode"),)),
)
"""In the order in which they are written: what is referred to comes first."""


def staged(name: str) -> sql.Identifier:
    """The temporary table that a layer is copied to."""
    return sql.Identifier(f"staged_{name}")


def create_stage(layer: Layer) -> sql.Composed:
    """A temporary table of a layer's columns, for one transaction; its shape is WKB in hexadecimal."""
    parts = [sql.SQL("{} {}").format(sql.Identifier(each.name), sql.SQL(_TYPES[each.type])) for each in layer.columns]
    if layer.geometry is not None:
        parts.append(sql.SQL("{} text").format(sql.Identifier(GEOM)))
    return sql.SQL("CREATE TEMPORARY TABLE {} (staged_row bigserial, {}) ON COMMIT DROP").format(
        staged(layer.name), sql.SQL(", ").join(parts)
    )


def copy_stage(layer: Layer) -> sql.Composed:
    """COPY into the temporary table, as CSV: an empty cell without quotes is null."""
    return sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(staged(layer.name), _names(column_names(layer)))


def column_names(layer: Layer) -> list[str]:
    """The columns of a layer in the database, the shape last."""
    return [each.name for each in layer.columns] + ([GEOM] if layer.geometry is not None else [])


def create_table(schema: str, table: Table, layer: Layer) -> Sequence[sql.Composed]:
    """Make the table, and the columns that an older one lacks; say what it and its columns mean."""
    target = sql.Identifier(schema, table.name)
    columns = [(each.name, _column_words(schema, table, each), each.meaning) for each in layer.columns]
    if layer.geometry is not None:
        shape = sql.SQL("geometry({}, {})").format(sql.Identifier(layer.geometry), sql.Literal(SRID))
        columns.append((GEOM, shape, "its shape, longitude and latitude on WGS 84; null where none is known"))
    added = sql.SQL(", ").join(
        sql.SQL("ADD COLUMN IF NOT EXISTS {} {}").format(sql.Identifier(name), words) for name, words, _ in columns
    )
    comments = sql.SQL("; ").join(
        sql.SQL("COMMENT ON COLUMN {}.{} IS {}").format(target, sql.Identifier(name), sql.Literal(meaning))
        for name, _, meaning in columns
    )
    return (
        sql.SQL("CREATE TABLE IF NOT EXISTS {} ({} text PRIMARY KEY)").format(target, sql.Identifier(table.key)),
        sql.SQL("ALTER TABLE {} {}").format(target, added),
        comments,
        sql.SQL("COMMENT ON TABLE {} IS {}").format(target, sql.Literal(layer.description)),
    )


def _column_words(schema: str, table: Table, column: Column[Any]) -> sql.Composed:
    """The type of a column and what holds for it."""
    parts: list[sql.Composable] = [sql.SQL(_TYPES[column.type])]
    if column.is_required:
        parts.append(sql.SQL("NOT NULL"))
    if column.name in table.unique:
        parts.append(sql.SQL("UNIQUE"))
    for name, other, key in table.references:
        if name == column.name:
            parts.append(sql.SQL("REFERENCES {} ({})").format(sql.Identifier(schema, other), sql.Identifier(key)))
    return sql.SQL(" ").join(parts)


def upsert(schema: str, table: Table, layer: Layer) -> sql.Composed:
    """Add the staged rows, change those that differ, and count both; of rows with one key the last counts."""
    names = column_names(layer)
    others = [name for name in names if name != table.key]
    changed = sql.SQL(", ").join(sql.SQL("{0} = EXCLUDED.{0}").format(sql.Identifier(name)) for name in others)
    old, new = (
        sql.SQL(", ").join(sql.Identifier(whose, name) for name in others) for whose in (table.name, "excluded")
    )
    return sql.SQL(
        "WITH written AS (INSERT INTO {target} ({names}) SELECT DISTINCT ON ({key}) {values} FROM {stage} "
        "ORDER BY {key}, staged_row DESC ON CONFLICT ({key}) DO UPDATE SET {changed} "
        "WHERE ROW({old}) IS DISTINCT FROM ROW({new}) RETURNING xmax = 0 AS is_new) "
        "SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM written"
    ).format(
        target=sql.Identifier(schema, table.name),
        names=_names(names),
        key=sql.Identifier(table.key),
        values=sql.SQL(", ").join(_value(name) for name in names),
        stage=staged(layer.name),
        changed=changed,
        old=old,
        new=new,
    )


def _value(name: str) -> sql.Composable:
    if name != GEOM:
        return sql.Identifier(name)
    return sql.SQL("ST_GeomFromWKB(decode({}, 'hex'), {})").format(sql.Identifier(name), sql.Literal(SRID))


def remove_gone(schema: str, table: Table) -> sql.Composed:
    """Remove what this run no longer derives: all other rows of the ledger, other events and counts of its documents.

    Rows of other documents, and of feeds, stay.
    """
    target, stage, key = sql.Identifier(schema, table.name), staged(table.name), sql.Identifier(table.key)
    gone = sql.SQL("DELETE FROM {} t WHERE NOT EXISTS (SELECT FROM {} s WHERE s.{} = t.{})").format(
        target, stage, key, key
    )
    if table.name == "control":
        return gone
    return gone + sql.SQL(
        " AND (t.document_id, t.document_sha256) IN (SELECT document_id, document_sha256 FROM staged_events "
        "UNION SELECT document_id, document_sha256 FROM staged_claims)"
    )


def count_rows(schema: str, table: Table) -> sql.Composed:
    """How many rows a table has."""
    return sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, table.name))


def count_repeated(table: Table) -> sql.Composed:
    """How many staged rows have the key of another one."""
    return sql.SQL("SELECT count(*) - count(DISTINCT {}) FROM {}").format(sql.Identifier(table.key), staged(table.name))


def write_areas(schema: str) -> Sequence[sql.Composed]:
    """Keep the areas of the staged events that are known to a district; a province's is its own outline."""
    target, events = sql.Identifier(schema, "district_areas"), sql.Identifier(schema, "events")
    return (
        sql.SQL("DELETE FROM {} a USING staged_events s WHERE a.event_id = s.event_id").format(target),
        sql.SQL(
            "INSERT INTO {} (event_id, area_basis, geom) "
            "SELECT DISTINCT ON (event_id) event_id, area_basis, {} FROM staged_events_areas JOIN {} USING (event_id) "
            "WHERE staged_events_areas.geom IS NOT NULL "
            "ORDER BY event_id, staged_row DESC"
        ).format(target, _staged_shape(), events),
    )


def _staged_shape() -> sql.Composed:
    return sql.SQL("ST_GeomFromWKB(decode(staged_events_areas.geom, 'hex'), {})").format(sql.Literal(SRID))


def script(name: str, schema: str) -> sql.Composed:
    """One of our SQL files with the schema put in."""
    text: LiteralString = (ASSETS / "postgis" / name).read_text(encoding="utf-8")
    return sql.SQL(text).format(schema=sql.Identifier(schema))


def _names(names: Sequence[str]) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier(name) for name in names)
