"""The `feed` command: its options, and event tables as a map or in parts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from conflictmap.cli.shared import add_page, add_state
from conflictmap.feed_options import add_feed, asked_feed
from conflictmap.parts_options import add_parts, engine_of, refuse_page, refuse_parts
from conflictmap.question_options import add_rule
from geo.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_options(command: ArgumentParser) -> None:
    """Add what event tables are read and shown by."""
    add_feed(command)
    command.add_argument("-o", "--out", required=True, type=Path, metavar="FOLDER", help="the folder to write to")
    add_state(command)
    add_rule(command)
    add_page(command)
    command.add_argument("--workers", type=int, metavar="N", help="processes that read side by side, with --engine")
    add_parts(command, size_mb=64, has_ledger=False)


def run(options: Namespace) -> bool:
    """Read the tables; whether some could not be read."""
    if options.engine is not None:
        return _feed_in_parts(options)
    refuse_parts(options, "--engine", ("scheduler", "memory_limit", "partition_size", "workers"))
    from conflictmap.feed_database import local_files  # noqa: PLC0415 - the pipeline loads here
    from conflictmap.map_command import make_map  # noqa: PLC0415 - as above
    from conflictmap.options import ReadOptions, page_options, parse_day  # noqa: PLC0415 - as above

    with local_files(options.files, table=options.table, query=options.query) as files:
        read = ReadOptions(
            opening=options.opening,
            as_of=parse_day(options.as_of, "--as-of"),
            ledger=options.ledger,
            rule=options.rule,
            feeds=asked_feed(options, files),
        )
        return make_map([], options.out, read, page_options(options))


def _feed_in_parts(options: Namespace) -> bool:
    from conflictmap.parts import FEED_MB  # noqa: PLC0415
    from conflictmap.parts_command import feed_in_parts  # noqa: PLC0415

    refuse_page(options)
    if options.feed == "control":
        raise UsageError(
            "a feed of events with --engine", "a control table", "Leave --engine out: such tables are small."
        )
    (feed,) = asked_feed(options, options.files)
    return feed_in_parts(
        feed,
        options.out,
        engine_of(options),
        partition_mb=FEED_MB if options.partition_size is None else options.partition_size,
        ledger=options.ledger,
        opening=options.opening,
    )
