"""What most needs eyes: the events of a run in the order in which somebody should look at them, with the reasons.

Knows reasons and their weights; decides nothing. An event that a decision is about has been looked at and is left out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.vocab import AssertionMode, DateBasis, PlacePrecision, TakerBasis

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from geo.model import Control, Event, Incident

_WEIGHTS = {
    "moves the map alone": 5,
    "contradicted": 4,
    "denied": 3,
    "taker not named": 3,
    "first report of a change": 2,
    "day not stated": 2,
    "low precision": 2,
    "new unit": 1,
    "no unit": 1,
}
_LOW = frozenset({PlacePrecision.NEAR, PlacePrecision.ADMIN1, PlacePrecision.REGION, PlacePrecision.COUNTRY})


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueItem:
    """An event to look at, why, and how much it needs it: higher first."""

    event: Event
    reasons: tuple[str, ...]
    weight: int


def review_queue(
    events: Sequence[Event],
    *,
    incidents: Iterable[Incident] = (),
    controls: Iterable[Control] = (),
    decided: Collection[str] = (),
) -> tuple[QueueItem, ...]:
    """The events that need eyes, those that need them most first; ties by publication and id.

    `decided` are the ids of the events that have been decided about.
    """
    incident_of = {report.event_id: incident for incident in incidents for report in incident.reports}
    alone = Counter(row.evidence[0] for row in controls if len(row.evidence) == 1 and row.superseded_at is None)
    seen: set[tuple[str | None, str | None]] = set()
    firsts: set[tuple[str | None, str | None, str | None]] = set()
    found: list[QueueItem] = []
    for event in sorted(events, key=lambda event: (str(event.recorded_at), event.event_id)):
        reasons: list[str] = []
        if event.action is not None:
            reasons += _about_territory(event)
            if event.assertion_mode is AssertionMode.ACTUAL:
                if alone[event.event_id]:
                    reasons.append("moves the map alone")
                if (event.unit_id, event.action, event.taker) not in firsts:
                    reasons.append("first report of a change")
                firsts.add((event.unit_id, event.action, event.taker))
                if event.unit_id is not None and (event.unit, event.unit_id) not in seen:
                    reasons.append("new unit")
                seen.add((event.unit, event.unit_id))
        incident = incident_of.get(event.event_id)
        if incident is not None and incident.disagreements:
            reasons.append("contradicted")
        if event.place is not None and event.place.place_precision in _LOW:
            reasons.append("low precision")
        if reasons and event.event_id not in decided:
            ordered = tuple(sorted(reasons, key=lambda reason: (-_WEIGHTS[reason], reason)))
            found.append(QueueItem(event=event, reasons=ordered, weight=sum(_WEIGHTS[each] for each in ordered)))
    return tuple(sorted(found, key=lambda item: -item.weight))


def _about_territory(event: Event) -> list[str]:
    reasons = []
    if event.assertion_mode is AssertionMode.NEGATED:
        reasons.append("denied")
    if event.unit_id is None:
        reasons.append("no unit")
    if event.taker_basis is TakerBasis.DEFAULT:
        reasons.append("taker not named")
    if event.date is None or event.date_basis in {DateBasis.BOUND, DateBasis.PUBLICATION}:
        reasons.append("day not stated")
    return reasons
