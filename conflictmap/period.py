"""Which days a run counts.

Knows events and documents by their days; knows nothing of who holds what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.vocab import AssertionMode, DatePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from conflictmap.feeding import FeedReading
    from geo.model import Document, Event


def event_days(events: Iterable[Event], documents: Iterable[Document], *, after: date | None) -> list[date]:
    """The days to count from first to last, ascending; empty where nothing has a date.

    These are the days of the actual events that are known to within a week; "in July" does not say which day opens a
    count, and earlier history does not stretch it. An event that spans days counts by its last. Days up to and
    including `after` (the day of the opening state) are left out: the opening state settles them. Without any such
    event, the publication days stand in.
    """
    found = {
        event.date.day
        for event in events
        if event.date is not None
        and event.date.date_prec is not None  # a bound is no day
        and event.date.date_prec <= DatePrecision.WEEK
        and event.assertion_mode is AssertionMode.ACTUAL
    }
    days = sorted(day for day in found if day is not None and (after is None or day > after))
    return days or sorted({document.published for document in documents if document.published is not None})


def counted_days(feeds: Iterable[FeedReading], *, after: date | None) -> list[date]:
    """The first and the last day on which a feed counts anything, days up to and including `after` left out."""
    found: set[date] = set()
    for feed in feeds:
        days = feed.counts["day"].drop_null()
        kept = [day for day in days.unique().to_pylist() if after is None or day > after]
        found.update((min(kept), max(kept)) if kept else ())
    return sorted(found)
