"""GeoPackage: all layers in one file that QGIS opens styled and timed.

GDAL writes the layers with their spatial indexes; the rest is plain SQL: descriptions of the columns (the schema
extension of GeoPackage 1.3), the styles where QGIS looks for them (`layer_styles`), and the moment of the last change,
which is the last instant in the rows and never the clock. The same rows and the same versions of GDAL and SQLite give
the same bytes.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from maps.exports.files import written_whole
from maps.exports.gdal import NO_TIME, write_layer
from maps.exports.qgis import layer_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from maps.exports.layers import Layer

_DATASET = {"VERSION": "1.3"}
_GEOMETRY_COLUMN = "geom"
_SCHEMA_EXTENSION = "http://www.geopackage.org/spec121/#extension_schema"
_DATA_COLUMNS = """CREATE TABLE gpkg_data_columns (
    table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT,
    constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
    CONSTRAINT gdc_tn UNIQUE (table_name, name))"""
_CONSTRAINTS = """CREATE TABLE gpkg_data_column_constraints (
    constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN,
    max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
    CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))"""
_STYLES = """CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
    f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
    useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME)"""


def write_geopackage(layers: Sequence[Layer], path: Path) -> int:
    """Write layers into one file; return the rows of all of them. The file is there whole or not at all."""
    rows = 0
    with written_whole(path) as part:
        for layer in layers:
            options = {"IDENTIFIER": layer.name, "DESCRIPTION": layer.description}
            if layer.geometry is not None:
                options |= {"GEOMETRY_NAME": _GEOMETRY_COLUMN, "SPATIAL_INDEX": "YES"}
            rows += write_layer(layer, part, "GPKG", layer_options=options, dataset_options=_DATASET)
        try:
            with closing(sqlite3.connect(part)) as connection, connection:
                _describe(connection, layers)
                _add_styles(connection, layers)
                _date(connection, layers)
        except sqlite3.OperationalError as error:
            raise OSError(0, str(error)) from error
    return rows


def _describe(connection: sqlite3.Connection, layers: Iterable[Layer]) -> None:
    """Say what each column means, by the schema extension."""
    connection.execute(_DATA_COLUMNS)
    connection.execute(_CONSTRAINTS)
    connection.executemany(
        "INSERT INTO gpkg_data_columns (table_name, column_name, description) VALUES (?, ?, ?)",
        ((layer.name, column.name, column.meaning) for layer in layers for column in layer.columns),
    )
    connection.executemany(
        "INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_schema', ?, 'read-write')",
        ((name, _SCHEMA_EXTENSION) for name in ("gpkg_data_columns", "gpkg_data_column_constraints")),
    )


def _add_styles(connection: sqlite3.Connection, layers: Iterable[Layer]) -> None:
    """Lay the default style of each layer where QGIS takes it from."""
    connection.execute(_STYLES)
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) "
        "VALUES ('layer_styles', 'attributes', 'layer_styles', 'How QGIS shows the layers', ?, 0)",
        (NO_TIME,),
    )
    styles = ((layer, layer_style(layer)) for layer in layers)
    connection.executemany(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, "
        "styleQML, styleSLD, useAsDefault, description, owner, update_time) "
        "VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '', ?)",
        (
            (layer.name, _GEOMETRY_COLUMN, layer.name, style, layer.description, NO_TIME)
            for layer, style in styles
            if style is not None
        ),
    )


def _date(connection: sqlite3.Connection, layers: Iterable[Layer]) -> None:
    """Set the last change of all to the last instant that a row was known from."""
    dated = [layer.name for layer in layers if any(column.name == "recorded_at" for column in layer.columns)]
    found = [connection.execute(f'SELECT max(recorded_at) FROM "{name}"').fetchone()[0] for name in dated]  # noqa: S608 - our own names
    last = max((each for each in found if each is not None), default=NO_TIME)
    connection.execute("UPDATE gpkg_contents SET last_change = ?", (last,))
    connection.execute("UPDATE layer_styles SET update_time = ?", (last,))
