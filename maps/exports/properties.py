"""The flat properties of an event in the GeoJSON files: one level, as QGIS, pandas and a spreadsheet want them.

The names, their order and their meaning are those of `geo.columns`. Carries no coordinates: those stand in the geometry
alone, so that a province-level event cannot be drawn as a dot by mistake. The evidence columns are there where any
event of a scene is the row of a feed: all others have their quote. Days are ISO 8601.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.column import members
from geo.columns import EVIDENCE_COLUMNS, REPORT_COLUMNS, EventRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from geo.columns import EventColumn
    from geo.model import Document, Event, Incident

Properties = dict[str, Any]


def property_columns(events: Iterable[Event]) -> Sequence[EventColumn]:
    """The columns of a file of these events: the same for all of them."""
    has_feed = any(event.feed_row is not None for event in events)
    return (*REPORT_COLUMNS, *EVIDENCE_COLUMNS) if has_feed else REPORT_COLUMNS


def event_properties(
    event: Event,
    document: Document | None,
    incident: Incident | None,
    columns: Sequence[EventColumn] = REPORT_COLUMNS,
) -> Properties:
    """All properties of an event, in the order of `columns`; unknown is None.

    `incident` is the one that the event is a report of.
    """
    return members(columns, EventRow(event, document, incident))


def iso(when: date | datetime | None) -> str | None:
    """ISO 8601, or None."""
    return when.isoformat() if when is not None else None
