"""The options of `export`.

Knows words only: what is written, and how, stands in `conflictmap.export_command`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser

FORMAT_NAMES = ("geoparquet", "gpkg", "geojson", "geojsonl", "geojsons", "flatgeobuf", "kml", "csv")
"""The names of `maps.exports.formats.FORMATS`, said here so that the command line starts without it."""
LAYER_NAMES = ("events", "events_areas", "control", "claims", "provinces")


def add_export_options(command: ArgumentParser) -> None:
    """Add what `export` takes besides sources and the ledger's options."""
    command.add_argument(
        "-o",
        "--out",
        required=True,
        type=Path,
        metavar="FILE|FOLDER",
        help="where to: a file (its suffix says the format), or a folder (with --format)",
    )
    command.add_argument(
        "--format",
        choices=FORMAT_NAMES,
        help="geojsonl is newline-delimited, geojsons is RFC 8142; by default what the file's suffix says",
    )
    command.add_argument(
        "--layer", choices=LAYER_NAMES, help="one layer; by default all, or events where a file holds one"
    )
    command.add_argument("--hxl", action="store_true", help="csv: a second row with HXL hashtags")
