"""The GeoPackage form of a file: its two marks, its lists of tables and places, and its geometries.

Knows the parts of OGC GeoPackage 1.3 that a file of features and attributes needs, written with the standard library
alone. Longitude stands before latitude, degrees WGS 84. Knows nothing of the ledger. The spatial index of a layer is
`geo.ledger.spatial_index`.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from geo.coords import check_lonlat

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

APPLICATION_ID = 0x47504B47
"""The four letters GPKG, in the header of the file."""

VERSION = 10300
"""GeoPackage 1.3.0: no part here is newer, and QGIS 3.22 warns of a file that calls itself 1.4."""

WGS84 = 4326
_POINT, _POLYGON, _MULTIPOLYGON = 1, 3, 6
_LITTLE_ENDIAN = 1
_NO_ENVELOPE, _XY_ENVELOPE = 0, 1
_WGS84_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],'
    'AUTHORITY["EPSG","4326"]]'
)
_TABLES = (
    """CREATE TABLE gpkg_spatial_ref_sys (
        srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
        organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)""",
    """CREATE TABLE gpkg_contents (
        table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
        description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
        min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
        CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))""",
    """CREATE TABLE gpkg_geometry_columns (
        table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
        srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
        CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
        CONSTRAINT uk_gc_table_name UNIQUE (table_name),
        CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
        CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))""",
)
_PLACES = (
    ("Undefined Cartesian", -1, "NONE", -1, "undefined", "undefined Cartesian coordinates"),
    ("Undefined geographic", 0, "NONE", 0, "undefined", "undefined geographic coordinates"),
    ("WGS 84 geodetic", WGS84, "EPSG", WGS84, _WGS84_WKT, "longitude and latitude in degrees"),
)


def begin_geopackage(connection: sqlite3.Connection) -> None:
    """Mark an empty SQLite file as a GeoPackage and give it its three lists; part of the caller's transaction."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    for statement in _TABLES:
        connection.execute(statement)
    connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _PLACES)


def list_table(connection: sqlite3.Connection, name: str, description: str, geometry: str | None = None) -> None:
    """Enter a table in the contents: a layer with a `geom` column of that type (POINT ...), or plain attributes."""
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES (?, ?, ?, ?, ?)",
        (name, "features" if geometry else "attributes", name, description, WGS84 if geometry else None),
    )
    if geometry:
        connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", (name, geometry, WGS84))


def note_change(connection: sqlite3.Connection) -> None:
    """Set the moment of the last change, by the wall clock, in the contents."""
    connection.execute("UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')")


def forget_extents(connection: sqlite3.Connection) -> None:
    """Take the extents out of the contents; a layer then has none."""
    connection.execute("UPDATE gpkg_contents SET min_x = NULL, min_y = NULL, max_x = NULL, max_y = NULL")


def note_extent(connection: sqlite3.Connection, name: str, extent: tuple[float, float, float, float]) -> None:
    """Set a layer's extent (west, south, east, north) in the contents."""
    connection.execute(
        "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?", (*extent, name)
    )


def point_blob(longitude: float, latitude: float) -> bytes:
    """A point as a GeoPackage geometry.

    >>> point_blob(68.868, 36.728)[:8].hex()
    '47500001e6100000'
    """
    check_lonlat(longitude, latitude)
    return _header(_NO_ENVELOPE) + struct.pack("<BIdd", _LITTLE_ENDIAN, _POINT, longitude, latitude)


def multipolygon_blob(geometry: Mapping[str, Any]) -> bytes:
    """A GeoJSON Polygon or MultiPolygon as a GeoPackage MultiPolygon with its envelope."""
    given = geometry["coordinates"]
    polygons = [given] if geometry["type"] == "Polygon" else given
    west, south, east, north = extent_of(polygons)
    parts = [struct.pack("<BII", _LITTLE_ENDIAN, _MULTIPOLYGON, len(polygons))]
    for rings in polygons:
        parts.append(struct.pack("<BII", _LITTLE_ENDIAN, _POLYGON, len(rings)))
        for ring in rings:
            parts.append(struct.pack("<I", len(ring)))
            parts.extend(struct.pack("<dd", *point) for point in ring)
    return _header(_XY_ENVELOPE) + struct.pack("<4d", west, east, south, north) + b"".join(parts)


def extent_of(polygons: Sequence[Sequence[Sequence[Sequence[float]]]]) -> tuple[float, float, float, float]:
    """The extent of polygons: west, south, east, north."""
    points = list(_points(polygons))
    longitudes, latitudes = [each[0] for each in points], [each[1] for each in points]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def _points(polygons: Sequence[Sequence[Sequence[Sequence[float]]]]) -> Iterator[Sequence[float]]:
    for rings in polygons:
        for ring in rings:
            yield from ring


def _header(envelope: int) -> bytes:
    return struct.pack("<2sBBi", b"GP", 0, _LITTLE_ENDIAN | envelope << 1, WGS84)
