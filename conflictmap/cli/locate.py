"""The `locate` command: its options, and points as provinces."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from conflictmap.cli.shared import add_excel

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_options(command: ArgumentParser) -> None:
    """Add the table of points and where the answer goes."""
    command.add_argument("points", type=Path, help="a .csv or .parquet file with longitude and latitude columns")
    said = "the file to write; without it the points are counted by province"
    command.add_argument("-o", "--out", type=Path, metavar="FILE", help=said)
    add_excel(command)


def run(options: Namespace) -> bool:
    """Locate the points; whether some rows could not be read."""
    from conflictmap.locate_command import locate_points  # noqa: PLC0415

    return locate_points(options.points, options.out, excel=options.excel)
