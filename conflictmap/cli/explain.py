"""The `explain` command: its options, and how a text was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conflictmap.cli.shared import add_corrections, add_given
from conflictmap.extractor_options import add_pipeline

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_options(command: ArgumentParser) -> None:
    """Add what is explained and how it is shown."""
    command.add_argument("source", metavar="FILE|-", help="a file of any format that is read, a folder, or - for stdin")
    add_given(command)
    add_corrections(command)
    add_pipeline(command)
    command.add_argument(
        "--format", choices=("auto", "table", "jsonl"), default="auto", help="auto is a table in a terminal"
    )


def run(options: Namespace) -> bool:
    """Explain the source; whether some of it could not be read."""
    from conflictmap.explain_command import explain_source  # noqa: PLC0415
    from conflictmap.options import given_by  # noqa: PLC0415

    return explain_source(
        options.source,
        options.format,
        given=given_by(options),
        corrections=options.corrections,
        pipeline=options.pipeline,
    )
