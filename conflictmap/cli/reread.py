"""The `reread` command: its options, and a ledger's texts read by today's reader."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from conflictmap.cli.shared import add_corrections
from conflictmap.extractor_options import add_extractor, chosen

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_options(command: ArgumentParser) -> None:
    """Add the ledger and what its texts are read by."""
    command.add_argument("--ledger", type=Path, required=True, metavar="FILE.gpkg", help="the ledger to read again")
    command.add_argument(
        "--dry-run",
        action="store_true",
        help="show what would change and write nothing; exit status 3 if anything would",
    )
    add_corrections(command)
    add_extractor(command)


def run(options: Namespace) -> int:
    """Read again; the exit status."""
    from conflictmap.options import ReadOptions  # noqa: PLC0415 - the pipeline loads here
    from conflictmap.reread_command import reread_ledger  # noqa: PLC0415 - as above

    read = ReadOptions(
        ledger=options.ledger,
        corrections=options.corrections,
        extractor=chosen(options),
    )
    return reread_ledger(read, dry_run=options.dry_run)
