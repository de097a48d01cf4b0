"""On which days a report is shown, and how far the period of a scene reaches.

What happened shows on its own days; what was announced, feared, denied or is earlier history shows on the day on which
it was said. The period reaches the last of all these days, so that every report with a day is on the page on the last
one. A day more than `LONGEST_LAG` after what is counted is no plausible day of this material (a typing error, a clock
that was wrong): it stretches nothing, and its reports are listed without a day.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from geo.vocab import AssertionMode

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from geo.model import Document, Event

Days = tuple["date | None", "date | None"]
LONGEST_LAG = timedelta(days=366)


def shown_days(event: Event, document: Document | None) -> Days:
    """The first and the last day on which a report shows, both inclusive; None, None without any.

    A date with one open end counts by the other one.
    """
    if event.assertion_mode is not AssertionMode.ACTUAL:
        said = document.published if document else None
        return said, said
    if event.date is None:
        return None, None
    return event.date.date_start or event.date.date_end, event.date.date_end or event.date.date_start


def within(days: Days, last_day: date | None) -> Days:
    """The days, or none where they begin after the period."""
    first = days[0]
    return (None, None) if first is None or last_day is None or first > last_day else days


def last_shown(last: date, events: Iterable[Event], documents: Iterable[Document]) -> date:
    """The last plausible day on which anything was published or happened, `last` if that is none after it."""
    by_id = {each.document_id: each for each in documents}
    found = [each.published for each in by_id.values()]
    found += [shown_days(event, by_id.get(event.document_id))[0] for event in events]
    return max((day for day in found if day is not None and last < day <= last + LONGEST_LAG), default=last)


__all__ = ["LONGEST_LAG", "Days", "last_shown", "shown_days", "within"]
