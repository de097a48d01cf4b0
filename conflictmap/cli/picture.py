"""The `picture` command: its options, and the drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conflictmap.cli.shared import add_language, add_ledger, add_sources
from conflictmap.extractor_options import add_extractor
from conflictmap.picture_command import add_picture, make_picture, picture_options
from conflictmap.question_options import add_rule

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_options(command: ArgumentParser) -> None:
    """Add what a picture is made of and drawn by."""
    add_sources(command, "*")
    add_picture(command)
    add_language(command)
    add_ledger(command)
    add_rule(command)
    add_extractor(command)


def run(options: Namespace) -> bool:
    """Draw the picture; whether some sources could not be read."""
    from conflictmap.options import read_options  # noqa: PLC0415 - only where it is asked for

    return make_picture(
        options.sources, options.out, picture_options(options), read_options(options), language=options.language
    )
