"""The flat properties of an event in the GeoJSON files: one level, as QGIS, pandas and a spreadsheet want them.

The names, their order and their meaning are those of `geo.columns`. Carries no coordinates: those stand in the geometry
alone, so that a province-level event cannot be drawn as a dot by mistake. Nor the evidence columns: every event of
these files has its quote. Days are ISO 8601.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geo.column import members
from geo.columns import REPORT_COLUMNS, EventRow

if TYPE_CHECKING:
    from datetime import date, datetime

    from geo.model import Document, Event, Incident

Properties = dict[str, Any]


def event_properties(event: Event, document: Document | None, incident: Incident | None) -> Properties:
    """All properties of an event, always the same names in the same order; unknown is None.

    `incident` is the one that the event is a report of.
    """
    return members(REPORT_COLUMNS, EventRow(event, document, incident))


def iso(when: date | datetime | None) -> str | None:
    """ISO 8601, or None."""
    return when.isoformat() if when is not None else None
