"""The `map` command: its options, and the main job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from conflictmap.cli.shared import add_ledger, add_page, add_sources
from conflictmap.extractor_options import add_extractor
from conflictmap.feed_options import add_feeds_beside
from conflictmap.question_options import add_rule

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_options(command: ArgumentParser) -> None:
    """Add what the main job takes."""
    add_sources(command, "*")
    command.add_argument("-o", "--out", required=True, type=Path, metavar="FOLDER", help="the folder to write to")
    add_ledger(command)
    add_rule(command)
    add_feeds_beside(command)
    add_page(command)
    add_extractor(command)


def run(options: Namespace) -> bool:
    """Make the map; whether some sources could not be read."""
    from conflictmap.map_command import make_map  # noqa: PLC0415 - the pipeline loads here
    from conflictmap.options import page_options, read_options  # noqa: PLC0415 - as above

    return make_map(options.sources, options.out, read_options(options), page_options(options))
