"""Feeds as layers for `export`: every row that stands, streamed, without a limit of rows that are drawn.

Knows the licence guard: rows that may not be passed on are refused unless the user says that they may. Refuses to
settle anything: what the rows do to the ledger is the command `feed`'s.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from conflictmap.feeding import file_names
from geo.errors import UsageError
from geo.feeds.reading import find_standing
from geo.feeds.scope import Scope
from geo.places.provinces import default_provinces
from maps.exports.event_tables import CODE_COLUMNS, table_layers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa

    from conflictmap.feeding import FeedRequest
    from geo.errors import Problem
    from geo.feeds.reading import Standing
    from maps.exports.layers import Layer


def feed_table_layers(requests: Sequence[FeedRequest]) -> tuple[tuple[Layer, ...], tuple[Problem, ...]]:
    """The rows of feeds as layers of events, feed after feed, file after file, and what was wrong with the others.

    Raises:
        UsageError: A feed's rows may not be passed on, or a file has not the columns of its feed.
    """
    for each in requests:
        if not each.shared:
            hint = "With --i-may-redistribute you say that you may."
            raise UsageError("feeds whose rows may be passed on", each.feed.label, hint)
    found = [_standing(each) for each in requests]

    def batches() -> Iterator[pa.RecordBatch]:
        for standing in found:
            for table in standing.tables():
                yield from table.to_batches()

    layers, _ = table_layers(["event_id", *(each.name for each in CODE_COLUMNS)], batches)
    credit = "; ".join(dict.fromkeys(f"{each.feed.attribution} ({each.feed.licence})" for each in requests))
    credited = tuple(
        layer if layer.name == "provinces" else replace(layer, description=f"{layer.description}. From: {credit}")
        for layer in layers
    )
    return credited, tuple(problem for standing in found for problem in standing.found.problems)


def _standing(request: FeedRequest) -> Standing:
    scope = Scope(
        first_day=request.first_day, last_day=request.last_day, all_countries=request.all_countries, shows_cells=True
    )
    names = file_names(request.files)
    files = list(zip(request.files, names, strict=True))
    return find_standing(request.feed, files, default_provinces(), scope)
