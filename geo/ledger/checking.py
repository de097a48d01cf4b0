"""Whether a ledger's file is whole: SQLite's own check, the seals of the evidence, and what has to follow from it.

Knows everything that the file must say: its schema and lists are those of a new ledger, the evidence is as it was
sealed, the derived tables are those that the evidence gives, and the spatial index those of its layers. Names what is
not so, and mends nothing. Bytes that hold nothing (the room between the rows of a page) are nobody's and not looked at.
"""

from __future__ import annotations

import sqlite3
import struct
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING

from geo.ledger.at_hand import AtHand
from geo.ledger.derived import is_current, rebuild_derived
from geo.ledger.evidence import note_all_versions
from geo.ledger.following import untrue_marks
from geo.ledger.founding import ask, check_name, check_size, in_memory, own_terms, told
from geo.ledger.geopackage import forget_extents
from geo.ledger.hash_chain import SEALED, find_break
from geo.ledger.schema import DERIVED, MARKS, create_schema, declared
from geo.ledger.spatial_index import extent_of_blob, give_functions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.decision import Reviewer
    from geo.ledger.grades import GradeTable

_LISTS = {
    "gpkg_spatial_ref_sys": "*",
    "gpkg_contents": "table_name, data_type, identifier, description, srs_id",
    "gpkg_geometry_columns": "*",
    "gpkg_extensions": "*",
}
_LAYERS = ("control", "provinces")
_EXTENTS = "SELECT table_name, min_x, min_y, max_x, max_y FROM gpkg_contents"
_ALL = "SELECT * FROM {}"
OTHER_RULES = (
    "the derived tables were written by other rules, code or grades; they are written anew with the next document"
)


def find_damage(path: Path, *, grades: GradeTable | None = None, reviewer: Reviewer | None = None) -> Iterator[str]:
    """What is wrong with a ledger's file, in words; nothing where it is whole. The file is only read.

    Raises:
        LedgerError: It is no ledger, it was cut short, or so much is damaged that it cannot be read on.
    """
    check_name(path)
    with told(path):
        check_size(path)
        with closing(ask(path)) as connection:
            faults = [words for (words,) in connection.execute("PRAGMA integrity_check(20)") if words != "ok"]
            faults += [f"{table}: a row refers to none" for table, *_ in connection.execute("PRAGMA foreign_key_check")]
            yield from faults
            if faults:
                return  # what follows would only say it again, if it can be read at all
            if (fault := find_break(connection)) is not None:
                yield fault
                return
            yield from _schema(connection)
            yield from _numbers(connection)
            yield from _boxes(connection)
            if is_current(connection, grades):
                yield from _derived(connection, grades, reviewer)


def is_by_these_rules(path: Path, grades: GradeTable | None = None) -> bool:
    """Whether the derived tables of a ledger's file were written by these rules, and so can be held against them."""
    with told(path), closing(ask(path)) as connection:
        return is_current(connection, grades)


def _schema(connection: sqlite3.Connection) -> Iterator[str]:
    """Tables, indexes, triggers and the lists of a GeoPackage, held against those of a new ledger."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        give_functions(fresh)
        create_schema(fresh)
        for pragma in ("application_id", "user_version"):
            if _rows(connection, f"PRAGMA {pragma}") != _rows(fresh, f"PRAGMA {pragma}"):
                yield f"the {pragma} of the file is not that of a ledger"
        programs = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('index', 'trigger')"
        tables = "SELECT name, sql FROM sqlite_master WHERE type = 'table'"
        found, wanted = ({name: _columns(sql) for name, sql in each.execute(tables)} for each in (connection, fresh))
        if _rows(connection, programs) != _rows(fresh, programs) or found != wanted:
            yield "the schema is not that of a ledger"
            return
        for name, columns in _LISTS.items():
            statement = f"SELECT {columns} FROM {name}"  # noqa: S608 - names of our own
            if _rows(connection, statement) != _rows(fresh, statement):
                yield f"{name}: it is not as it was written"
        if len(_rows(connection, "SELECT last_change FROM gpkg_contents")) != 1:
            yield "gpkg_contents: the last change of one table is not that of the others"


def _columns(statement: str) -> list[str]:
    """How a table was made: its columns without their order, as one that an upgrade added stands last."""
    head, _, inside = statement.partition("(")
    columns, _, tail = inside.rpartition(")")
    return [head, *sorted(declared(columns)), tail]


def _numbers(connection: sqlite3.Connection) -> Iterator[str]:
    """The evidence only grows, so the last number given is that of the last row."""
    given = dict(connection.execute("SELECT name, seq FROM sqlite_sequence"))
    for table in (*SEALED, "evidence_chain"):
        (last,) = connection.execute(f"SELECT max(fid) FROM {table}").fetchone()  # noqa: S608 - names of our own
        if given.get(table) != last:
            yield f"{table}: the last number given is not that of its last row"


def _boxes(connection: sqlite3.Connection) -> Iterator[str]:
    """The spatial index of each layer, held against the geometries."""
    for table in _LAYERS:
        tree = f"rtree_{table}_geom"
        if not _rows(connection, f"SELECT 1 FROM sqlite_master WHERE name = '{tree}'"):  # noqa: S608 - our names
            continue
        ((words,),) = connection.execute("SELECT rtreecheck(?)", (tree,)).fetchall()
        statement = f"SELECT fid, geom FROM {table} WHERE geom NOTNULL"  # noqa: S608 - names of our own
        try:
            wanted = [(fid, *extent_of_blob(blob)) for fid, blob in connection.execute(statement)]
        except (ValueError, IndexError, TypeError, struct.error):
            yield f"{table}: a geometry is damaged"
            continue
        with closing(sqlite3.connect(":memory:")) as fresh:  # an R*Tree rounds the sides of its boxes in its own way
            fresh.execute("CREATE VIRTUAL TABLE boxes USING rtree(id, minx, maxx, miny, maxy)")
            fresh.executemany("INSERT INTO boxes VALUES (?, ?, ?, ?, ?)", wanted)
            given = _rows(fresh, "SELECT * FROM boxes")
        if words != "ok" or _rows(connection, _ALL.format(tree)) != given:
            yield f"{table}: the spatial index is not that of its geometries"


def _derived(connection: sqlite3.Connection, grades: GradeTable | None, reviewer: Reviewer | None) -> Iterator[str]:
    """The derived tables, held against those that a copy in memory gets from the evidence."""
    found = {table: _rows(connection, _ALL.format(table), 1) for table in (*DERIVED, "versions") if table != MARKS}
    extents = _rows(connection, _EXTENTS)
    copy = in_memory(connection)
    with closing(copy):
        note_all_versions(copy)
        at_hand = AtHand(copy, own_terms(copy, grades), reviewer)
        at_hand.bring_all()
        if untrue := untrue_marks(copy, at_hand.ledger):
            yield _differing(MARKS, untrue)
        forget_extents(copy)
        rebuild_derived(copy, at_hand.ledger)
        if extents != _rows(copy, _EXTENTS):
            yield "gpkg_contents: the extent of a layer is not that of its geometries"
        for table, rows in found.items():
            given = _rows(copy, _ALL.format(table), 1)
            if rows != given:
                yield _differing(table, max((rows - given).total(), (given - rows).total()))


def _differing(table: str, count: int) -> str:
    return f"{table}: {count} row(s) are not what the evidence gives; `ledger compact` writes them anew"


def _rows(connection: sqlite3.Connection, statement: str, skip: int = 0) -> Counter[tuple[object, ...]]:
    """The rows of an answer, however often each, without their first so many columns."""
    return Counter(row[skip:] for row in connection.execute(statement))
