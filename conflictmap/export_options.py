"""The options of `export`, and which of its words are sources and which the target.

`export SOURCES... -o TARGET` and `export postgresql://... SOURCES...` read well; a database is the target where no
other is named, and a source where one is. Knows words only: what is written, and how, stands in
`conflictmap.export_command`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import UsageError
from geo.postgres import is_database

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

FORMAT_NAMES = ("geoparquet", "gpkg", "geojson", "geojsonl", "geojsons", "flatgeobuf", "kml", "xlsx", "csv")
"""The names of `maps.exports.formats.FORMATS`, said here so that the command line starts without it."""
LAYER_NAMES = ("events", "events_areas", "control", "claims", "provinces")
SCHEMA = "conflictmap"


def add_export_options(command: ArgumentParser) -> None:
    """Add what `export` takes besides sources and the ledger's options."""
    command.add_argument(
        "-o",
        "--out",
        metavar="FILE|FOLDER|URL",
        help="where to: a file (its suffix says the format), a folder (with --format), or postgresql://...",
    )
    command.add_argument(
        "--format",
        choices=FORMAT_NAMES,
        help="geojsonl is newline-delimited, geojsons is RFC 8142; by default what the file's suffix says",
    )
    command.add_argument(
        "--layer", choices=LAYER_NAMES, help="one layer; by default all, or events where a file holds one"
    )
    command.add_argument("--excel", action="store_true", help="csv: begin with the byte order mark that Excel wants")
    command.add_argument("--hxl", action="store_true", help="csv: a second row with HXL hashtags")
    command.add_argument(
        "--schema", default=SCHEMA, metavar="NAME", help="of a database as the target: the schema (conflictmap)"
    )
    command.add_argument("--table", metavar="NAME", help="of a database as the source: the table of events")
    command.add_argument("--query", metavar="SQL", help="of a database as the source: a query of events")


def export_target(words: Sequence[str], out: str | None) -> tuple[list[str], str]:
    """The sources and the target: `out`, else the one word that is a database.

    >>> export_target(["postgresql://localhost/war", "seeds"], None)
    (['seeds'], 'postgresql://localhost/war')
    >>> export_target(["postgresql://localhost/war"], "war.gpkg")
    (['postgresql://localhost/war'], 'war.gpkg')

    Raises:
        UsageError: There is no target, or more than one. The message shows no address: it may hold a password.
    """
    if out is not None:
        return list(words), out
    databases = [word for word in words if is_database(word)]
    if len(databases) > 1:
        raise UsageError("one database as the target", f"{len(databases)} databases")
    if not databases:
        raise UsageError("a target", "none", "Add -o FILE, -o FOLDER --format NAME, or postgresql://...")
    return [word for word in words if not is_database(word)], databases[0]
