"""The options that name feeds: those of the command `feed`, and `--feed` beside the documents of `map`.

Knows how a command line writes a feed and turns it into requests. Loads nothing heavy before one is named.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence
    from datetime import date

    from conflictmap.feeding import FeedRequest

NAMES = ("acled", "ucdp", "gdelt", "csv", "control")
_WRITTEN = "ucdp:FILE, or csv=COLUMNS.toml:FILE"


def add_feed(command: ArgumentParser) -> None:
    """The options of `conflictmap feed`, but for those that it shares with `map`."""
    command.add_argument(
        "feed",
        choices=NAMES,
        help="whose tables they are; csv with --map; control: who holds what, by unit, day, holder, source",
    )
    command.add_argument(
        "files", nargs="+", metavar="FILE", help="CSV, TSV, Excel or Parquet, also .zip and .gz; or postgresql://..."
    )
    command.add_argument("--table", metavar="NAME", help="of a database: the table, or schema.table")
    command.add_argument("--query", metavar="SQL", help="of a database: a query; it should order its rows")
    command.add_argument(
        "--map", dest="mapping", type=Path, metavar="FILE.toml", help="what the columns of a csv feed mean"
    )
    command.add_argument("--from", dest="first_day", metavar="DAY", help="leave out rows that end before this day")
    command.add_argument("--to", dest="last_day", metavar="DAY", help="leave out rows that begin after this day")
    command.add_argument("--all-countries", action="store_true", help="keep rows outside Afghanistan too")
    command.add_argument("--published", metavar="DAY", help="the day of rows that do not say when they were recorded")
    _add_guard(command)


def add_feeds_beside(command: ArgumentParser) -> None:
    """The options by which `map` takes feeds beside documents."""
    command.add_argument(
        "--feed",
        action="append",
        default=[],
        metavar="NAME:FILE",
        help=f"an event table beside the documents: {_WRITTEN}; may be given again",
    )
    _add_guard(command)


def _add_guard(command: ArgumentParser) -> None:
    command.add_argument(
        "--i-may-redistribute",
        action="store_true",
        help="show the rows of a feed whose terms keep them among its users (ACLED)",
    )


def asked_feed(options: Namespace, files: Sequence[str | Path]) -> tuple[FeedRequest, ...]:
    """The request of `conflictmap feed`, for these files.

    Raises:
        UsageError: It cannot mean anything.
    """
    from conflictmap.feeding import request_feed  # noqa: PLC0415 - Arrow loads here
    from conflictmap.options import parse_day  # noqa: PLC0415 - feeds are named by few

    first, last = parse_day(options.first_day, "--from"), parse_day(options.last_day, "--to")
    if first and last and last < first:
        expected = f"a --to of {first} or later"
        raise UsageError(expected, last, "Swap the two days.")
    return (
        request_feed(
            options.feed,
            files,
            mapping=options.mapping,
            first_day=first,
            last_day=last,
            all_countries=options.all_countries,
            i_may_redistribute=options.i_may_redistribute,
            published=parse_day(options.published, "--published"),
        ),
    )


def feeds_beside(options: Namespace) -> tuple[FeedRequest, ...]:
    """The requests of `map --feed`: files of one feed (and one table of columns) are read together.

    Raises:
        UsageError: One is not written as a feed's name, a colon and a file.
    """
    if not options.feed:
        return ()
    from conflictmap.feeding import request_feed  # noqa: PLC0415 - as above
    from conflictmap.options import parse_day  # noqa: PLC0415 - feeds are named by few

    published: date | None = parse_day(options.published, "--published")
    groups: dict[tuple[str, str], list[str]] = {}
    for written in options.feed:
        key, file = _read(written)
        groups.setdefault(key, []).append(file)
    return tuple(
        request_feed(
            name,
            files,
            mapping=Path(mapping) if mapping else None,
            i_may_redistribute=options.i_may_redistribute,
            published=published,
        )
        for (name, mapping), files in groups.items()
    )


def _read(written: str) -> tuple[tuple[str, str], str]:
    """A feed as it is written on the command line: ((name, table of columns), file)."""
    head, colon, file = written.partition(":")
    name, _, mapping = head.partition("=")
    if not colon or not file or name not in NAMES:
        expected = f"a feed written as {_WRITTEN}"
        raise UsageError(expected, repr(written), f"The feeds are {', '.join(NAMES)}.")
    return (name, mapping), file
