"""The spatial index of a GeoPackage layer: the extension `gpkg_rtree_index`, with its triggers.

Knows the extension with the triggers that GeoPackage 1.4 corrected (annex F.3), and the extents of the geometries that
`geo.ledger.geopackage` writes. The triggers call functions that plain SQLite lacks, so each connection that writes to a
layer is given them; readers need none. What is raised within one, as by Ctrl-C, comes out of SQLite as a mere failure:
`raised_within` says what it was. An SQLite without R*Trees gets no index, and the layer is read whole.
"""

from __future__ import annotations

import sqlite3
import struct
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

DEFINITION = "http://www.geopackage.org/spec120/#extension_rtree"
_EXTENSIONS = """CREATE TABLE IF NOT EXISTS gpkg_extensions (
    table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
    CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))"""
_TREE = 'CREATE VIRTUAL TABLE "rtree_{t}_{c}" USING rtree(id, minx, maxx, miny, maxy)'
_HAS_NEW = 'NEW."{c}" NOTNULL AND NOT ST_IsEmpty(NEW."{c}")'
_NO_NEW = 'NEW."{c}" ISNULL OR ST_IsEmpty(NEW."{c}")'
_HAD_OLD = 'OLD."{c}" NOTNULL AND NOT ST_IsEmpty(OLD."{c}")'
_NO_OLD = 'OLD."{c}" ISNULL OR ST_IsEmpty(OLD."{c}")'
_BOX = 'ST_MinX(NEW."{c}"), ST_MaxX(NEW."{c}"), ST_MinY(NEW."{c}"), ST_MaxY(NEW."{c}")'
_SET = (
    'UPDATE "rtree_{t}_{c}" SET minx = ST_MinX(NEW."{c}"), maxx = ST_MaxX(NEW."{c}"), miny = ST_MinY(NEW."{c}"), '
    'maxy = ST_MaxY(NEW."{c}") WHERE id = NEW."fid"'
)
_INSERT = 'INSERT INTO "rtree_{t}_{c}" VALUES (NEW."fid", {box})'
_REPLACE = 'INSERT OR REPLACE INTO "rtree_{t}_{c}" VALUES (NEW."fid", {box})'
_REMOVE = 'DELETE FROM "rtree_{t}_{c}" WHERE id = OLD."fid"'
_REMOVE_BOTH = 'DELETE FROM "rtree_{t}_{c}" WHERE id IN (OLD."fid", NEW."fid")'
_SAME, _OTHER = 'OLD."fid" = NEW."fid"', 'OLD."fid" != NEW."fid"'
_TRIGGERS = {
    "insert": ("INSERT", f"({_HAS_NEW})", _REPLACE),
    "update2": ('UPDATE OF "{c}"', f"{_SAME} AND ({_NO_NEW})", _REMOVE),
    "update4": ("UPDATE", f"{_OTHER} AND ({_NO_NEW})", _REMOVE_BOTH),
    "update5": ("UPDATE", f"{_OTHER} AND ({_HAS_NEW})", f"{_REMOVE}; {_REPLACE}"),
    "update6": ('UPDATE OF "{c}"', f"{_SAME} AND ({_HAS_NEW}) AND ({_HAD_OLD})", _SET),
    "update7": ('UPDATE OF "{c}"', f"{_SAME} AND ({_HAS_NEW}) AND ({_NO_OLD})", _INSERT),
    "delete": ("DELETE", 'OLD."{c}" NOT NULL', _REMOVE),
}
"""The seven triggers by name: when they fire, on which rows, what they do."""

_EMPTY_FLAG, _ENVELOPE_BITS, _LITTLE = 0x10, 0x0E, 0x01
_HEADER, _WKB_POINT = 8, 1
_RAISED = threading.local()
_BY_FUNCTION = "user-defined function"


def add_index(connection: sqlite3.Connection, table: str, column: str = "geom") -> bool:
    """Index a layer that has no row yet, as part of the caller's transaction; whether this SQLite can."""
    names = {"t": table, "c": column, "box": _BOX.format(c=column)}
    try:
        connection.execute(_TREE.format(**names))
    except sqlite3.OperationalError as error:
        if "no such module" in str(error):
            return False
        raise
    for name, (when, which, action) in _TRIGGERS.items():
        head = f'CREATE TRIGGER "rtree_{{t}}_{{c}}_{name}" AFTER {when} ON "{{t}}" WHEN {which}'
        connection.execute(f"{head} BEGIN {action}; END".format(**names))
    connection.execute(_EXTENSIONS)
    row = (table, column, "gpkg_rtree_index", DEFINITION, "write-only")
    connection.execute("INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)", row)
    return True


def give_functions(connection: sqlite3.Connection) -> None:
    """Give a connection the functions that the triggers call; without them it cannot write to an indexed layer."""
    connection.create_function("ST_IsEmpty", 1, _heard(_is_empty), deterministic=True)
    for place, name in enumerate(("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")):
        connection.create_function(name, 1, _heard(_side(place)), deterministic=True)


def raised_within(error: sqlite3.OperationalError) -> BaseException | None:
    """What was raised within a function that SQLite called for us, where it failed by that; None where it did not."""
    if _BY_FUNCTION not in str(error):
        return None
    raised: BaseException | None = getattr(_RAISED, "error", None)
    _RAISED.error = None
    return raised or KeyboardInterrupt()  # it came before the function's first line


def _heard(function: Callable[[bytes | None], float | None]) -> Callable[[bytes | None], float | None]:
    def call(blob: bytes | None) -> float | None:
        try:
            return function(blob)
        except BaseException as error:
            _RAISED.error = error
            raise

    return call


def extent_of_blob(blob: bytes) -> tuple[float, float, float, float]:
    """West, east, south and north of a geometry with an envelope, or of a point; degrees.

    >>> from geo.ledger.geopackage import point_blob
    >>> extent_of_blob(point_blob(68.868, 36.728))
    (68.868, 68.868, 36.728, 36.728)

    Raises:
        ValueError: it is neither.
    """
    order = "<" if blob[3] & _LITTLE else ">"
    if blob[3] & _ENVELOPE_BITS:
        west, east, south, north = struct.unpack_from(f"{order}4d", blob, _HEADER)
        return west, east, south, north
    order = "<" if blob[_HEADER] == 1 else ">"
    if struct.unpack_from(f"{order}I", blob, _HEADER + 1)[0] != _WKB_POINT:
        message = "Expected a point or a geometry with an envelope, got another. Write it with geo.ledger.geopackage."
        raise ValueError(message)
    x, y = struct.unpack_from(f"{order}2d", blob, _HEADER + 5)
    return x, x, y, y


def _is_empty(blob: bytes | None) -> int | None:
    return None if blob is None else int(bool(blob[3] & _EMPTY_FLAG))


def _side(place: int) -> Callable[[bytes | None], float | None]:
    def side(blob: bytes | None) -> float | None:
        return None if blob is None or _is_empty(blob) else extent_of_blob(blob)[place]

    return side
