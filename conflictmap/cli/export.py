"""The `export` command: its options, and layers for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conflictmap.cli.shared import add_ledger, add_sources
from conflictmap.export_options import add_export_options, export_target
from conflictmap.feed_options import add_feeds_beside

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_options(command: ArgumentParser) -> None:
    """Add the sources, the target and its form."""
    add_sources(command, "*")
    add_ledger(command)
    add_feeds_beside(command)
    add_export_options(command)


def run(options: Namespace) -> bool:
    """Write the layers; whether some sources could not be read."""
    from conflictmap.export_command import EventQuery, export_sources  # noqa: PLC0415 - the pipeline loads here
    from conflictmap.options import read_options  # noqa: PLC0415 - as above

    sources, target = export_target(options.sources, options.out)
    return export_sources(
        sources,
        target,
        form=options.format,
        layer=options.layer,
        has_hxl=options.hxl,
        excel=options.excel,
        schema=options.schema,
        asked=EventQuery(options.table, options.query),
        read=read_options(options),
    )
