"""A feed's reading as the views want it, and its request as the manifest tells it.

Knows both sides and decides nothing. Loads no Arrow: a run without feeds does not need it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maps.feeds import FeedFile, FeedLayer

if TYPE_CHECKING:
    from conflictmap.feeding import FeedReading, FeedRequest


def feed_layer(reading: FeedReading) -> FeedLayer:
    """What the views show of a feed: whose it is, what became of its rows, its counts."""
    feed = reading.request.feed
    shown = len(reading.drawn) + sum(
        event.retracts is None for entry in reading.entries for event in entry.events if reading.request.shared
    )
    return FeedLayer(
        label=feed.label,
        title=feed.title,
        attribution=feed.attribution,
        licence=feed.licence,
        citation=feed.citation,
        url=feed.url,
        is_aggregate=feed.is_aggregate,
        files=tuple(
            FeedFile(
                name=each.name,
                layout=each.layout,
                rows=each.rows,
                kept=each.kept,
                rejected=each.rejected,
                outside_country=each.outside_country,
                outside_period=each.outside_period,
                fallen=each.fallen,
            )
            for each in reading.files
        ),
        shown=shown,
        labels=dict(feed.labels),
        tags={code: tag.value for code, tag in feed.tags.items()},
        counts=reading.counts,
    )


def describe_request(request: FeedRequest) -> dict[str, Any]:
    """A request as settings of a run, without absolute paths."""
    return {
        "feed": request.feed.feed_id,
        "files": [path.name for path in request.files],
        "first_day": request.first_day.isoformat() if request.first_day else None,
        "last_day": request.last_day.isoformat() if request.last_day else None,
        "all_countries": request.all_countries,
        "i_may_redistribute": request.i_may_redistribute,
        "published": request.published.isoformat() if request.published else None,
    }
