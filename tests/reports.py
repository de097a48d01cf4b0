"""Reports made by hand for the tests of merging, each in a document and by an outlet of its own."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

from geo.dates import DateSpan, end_of_day
from geo.model import Document, Event, OffsetMap, Place, Quote
from geo.vocab import Action, AssertionMode, EventType, PlaceKind, PlacePrecision, Unit

TALIBAN, GOVERNMENT = "taliban", "government"
_KM_TO_A_DEGREE = 89.2
_NUMBER = itertools.count(1000)


def day(number: int) -> date:
    """Give a day counted from 1 August 2021."""
    return date(2021, 8, 1) + timedelta(days=number - 1)


def about(number: int) -> DateSpan:
    """Give an approximate day."""
    return DateSpan.of(day(number), edtf=f"{day(number).isoformat()}~")


def spot(
    name: str = "Kunduz",
    *,
    east_km: float = 0.0,
    precision: PlacePrecision = PlacePrecision.SETTLEMENT,
    radius: int | None = 2000,
) -> Place:
    """Give a place at Kunduz, or so many kilometres to the east of it."""
    return Place(
        place_id=name.lower(),
        name=name,
        kind=PlaceKind.TOWN,
        longitude=68.868 + east_km / _KM_TO_A_DEGREE,
        latitude=36.728,
        place_precision=precision,
        uncertainty_m=radius,
        country_code="AF",
    )


def report(
    when: int | DateSpan | None,
    *,
    event_type: EventType = EventType.BOMBING,
    place: Place | None = None,
    number: int | None = None,
    published: int | None = None,
    words: str | None = None,
    **members: Any,  # noqa: ANN401 - the fields of Event
) -> Event:
    """Make an event of document `number` (default: a new one), published on its own day."""
    own = next(_NUMBER) if number is None else number
    span = DateSpan.of(day(when)) if isinstance(when, int) else when
    out = day(published) if published else ((span.day if span else None) or day(10))
    sentence = members.get("sentence", 0)
    given: dict[str, Any] = {
        "event_id": f"event-{own}-{sentence}",
        "event_type": event_type,
        "assertion_mode": AssertionMode.ACTUAL,
        "date": span,
        "place": place,
        "quote": Quote(exact=words or f"Report {own}, {sentence}: in words of its own."),
        "trigger": (10 * sentence, 10 * sentence + 5),
        "rule_id": "by-hand",
        "sentence": sentence,
        "source": f"Outlet {own}",
        "document_id": f"document-{own}",
        "document_sha256": f"{own:064x}",
        "recorded_at": end_of_day(out),
    }
    return Event(**(given | members))


def fall(when: int | DateSpan | None, taker: str | None = TALIBAN, **members: Any) -> Event:  # noqa: ANN401 - as report
    """Make a report that Kunduz fell."""
    given: dict[str, Any] = {
        "event_type": EventType.CAPITAL_SEIZED,
        "action": Action.SEIZED,
        "unit": Unit.PROVINCIAL_CAPITAL,
        "unit_id": "AF-KDZ",
        "place": spot(),
    }
    return report(when, taker=taker, **(given | members))


def source_of(event: Event, text: str, **members: Any) -> Document:  # noqa: ANN401 - the fields of Document
    """Make the document of an event."""
    return Document(
        document_id=event.document_id,
        text=text,
        offsets=OffsetMap.identity(len(text)),
        sha256=event.document_sha256,
        source=event.source,
        **members,
    )
