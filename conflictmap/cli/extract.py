"""The `extract` command: its options, and documents as JSON Lines or in parts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from conflictmap.cli.shared import add_sources
from conflictmap.extractor_options import ExtractorOptions, add_extractor, chosen
from conflictmap.parts_options import add_parts, engine_of, refuse_parts
from geo.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_options(command: ArgumentParser) -> None:
    """Add what documents are read by and where it goes."""
    add_sources(command)
    add_extractor(command)
    command.add_argument("--workers", type=int, metavar="N", help="processes that read side by side; by default 1")
    command.add_argument(
        "-o", "--out", type=Path, metavar="FOLDER", help="write partitioned GeoParquet there instead of printing"
    )
    add_parts(command, size_mb=8)


def run(options: Namespace) -> bool:
    """Print or write what each document says; whether some sources could not be read."""
    from conflictmap.extract_command import print_extractions, print_extractions_by_many  # noqa: PLC0415
    from conflictmap.options import given_by  # noqa: PLC0415

    reader = chosen(options)
    if options.workers is not None and options.workers < 1:
        raise UsageError("1 worker or more", options.workers)
    if options.out is not None:
        return _extract_in_parts(options)
    refuse_parts(options, "-o FOLDER", ("engine", "scheduler", "memory_limit", "partition_size", "ledger", "opening"))
    if options.workers is not None and options.workers > 1:
        if reader != ExtractorOptions():
            raise UsageError("one worker for a reader other than the rules", options.workers, "Leave --workers out.")
        return print_extractions_by_many(
            options.sources,
            given=given_by(options),
            corrections=options.corrections,
            workers=options.workers,
        )
    return print_extractions(
        options.sources, given=given_by(options), corrections=options.corrections, extractor=reader
    )


def _extract_in_parts(options: Namespace) -> bool:
    from conflictmap.options import given_by  # noqa: PLC0415
    from conflictmap.parts import DOCUMENTS_MB  # noqa: PLC0415
    from conflictmap.parts_command import extract_in_parts  # noqa: PLC0415

    if chosen(options) != ExtractorOptions():
        raise UsageError("the rules as the reader with -o", "another", "Leave --extractor and --pipeline out.")
    return extract_in_parts(
        options.sources,
        options.out,
        engine_of(options),
        partition_mb=DOCUMENTS_MB if options.partition_size is None else options.partition_size,
        given=given_by(options),
        today=options.today,
        corrections=options.corrections,
        ledger=options.ledger,
        opening=options.opening,
    )
