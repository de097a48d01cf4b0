"""The options of a run in parts: which engine, how large a partition, where the ledger is.

Knows options; loads nothing. `conflictmap.parts` makes what was chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable

_NOTICE = (
    "The work is done in partitions, and FOLDER gets partitioned GeoParquet: the same for any engine. "
    "Stopped half-way, the same command goes on where it was. All workers must see the sources and FOLDER."
)
_ALONE = ("title", "tiles", "tiles_attribution", "as_of", "table", "query")
"""What goes with the main job alone: options of its page, and feeds in a database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineOptions:
    """Who does the work: `name` is "local" or "dask"; see `conflictmap.parts.open_engine`."""

    name: str = "local"
    scheduler: str | None = None
    workers: int | None = None
    memory_limit: str | None = None


def add_parts(command: ArgumentParser, *, size_mb: float, has_ledger: bool = True) -> None:
    """Add the options to a command that reads sources; `size_mb` is the size of a partition by default."""
    group: Any = command.add_argument_group("large inputs", _NOTICE)
    group.add_argument(
        "--engine", choices=("local", "dask"), help="who works: processes of this machine, or a dask cluster"
    )
    group.add_argument(
        "--scheduler",
        metavar="tcp://HOST:PORT",
        help="the cluster's scheduler; without one, a cluster of this machine alone is started and ended",
    )
    group.add_argument("--memory-limit", metavar="SIZE", help="of each process of a cluster that is started: 2GiB")
    group.add_argument(
        "--partition-size",
        type=float,
        metavar="MB",
        help=f"megabytes of input in a partition; by default {size_mb:g}",
    )
    if has_ledger:
        group.add_argument(
            "--ledger",
            type=Path,
            metavar="FILE.gpkg",
            help="post what was said of territory to this ledger at the end, and count who held what: control.csv",
        )
        group.add_argument("--opening", metavar="FILE|none", help="the ledger's opening state, as for map")


def engine_of(options: Namespace) -> EngineOptions:
    """The engine that was chosen on the command line; processes of this machine without a word."""
    return EngineOptions(
        name=options.engine or "local",
        scheduler=options.scheduler,
        workers=options.workers,
        memory_limit=options.memory_limit,
    )


def refuse_parts(options: Namespace, wanted: str, names: Iterable[str]) -> None:
    """See that no option is given that means nothing without `wanted`.

    Raises:
        UsageError: One of `names` is.
    """
    for name in names:
        if getattr(options, name, None) is not None:
            expected = f"{wanted} with --{name.replace('_', '-')}"
            raise UsageError(expected, "none", f"Add {wanted}, or leave the option out.")


def refuse_page(options: Namespace) -> None:
    """See that no option is given that goes with a page, or with a database, where there is none.

    Raises:
        UsageError: One is.
    """
    for name in _ALONE:
        if getattr(options, name, None) is not None:
            expected = f"no --{name.replace('_', '-')} with --engine, which makes no page and reads files"
            raise UsageError(expected, "one", "Leave it out.")
