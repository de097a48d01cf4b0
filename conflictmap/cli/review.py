"""The `review` command: its options, and the queue of what needs eyes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from conflictmap.cli.shared import add_excel, add_sources, add_state

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_options(command: ArgumentParser) -> None:
    """Add the material, who decides, and where the decisions go."""
    add_sources(command, "*")
    add_state(command)
    command.add_argument("--author", metavar="NAME", help="who decides; needed to decide in the terminal")
    command.add_argument(
        "-o", "--out", type=Path, metavar="FILE.csv", help="the decisions file to add to; by default the ledger itself"
    )
    command.add_argument(
        "--format",
        choices=("auto", "keys", "table", "csv"),
        default="auto",
        help="keys: decide one by one; table: show the queue; csv: the queue to fill in; auto is keys in a terminal "
        "with --author, else table",
    )
    add_excel(command)
    command.add_argument("--limit", type=int, metavar="N", help="the first N of the queue")


def run(options: Namespace) -> bool:
    """Show the queue, or go through it; whether some sources could not be read."""
    from conflictmap.options import read_options  # noqa: PLC0415 - the pipeline loads here
    from conflictmap.review_command import review_sources  # noqa: PLC0415 - as above

    return review_sources(
        options.sources,
        read_options(options),
        author=options.author,
        out=options.out,
        form=options.format,
        limit=options.limit,
        excel=options.excel,
    )
