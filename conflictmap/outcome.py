"""What a run found: documents, events, incidents, the ledger and the problems, as one record.

Knows which days are counted; makes nothing itself: that is `conflictmap.session`'s.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.ledger import DISTRICTS_MAJORITY, province_ids
from geo.vocab import POINT_PRECISIONS, ControlBasis, DecisionAction, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from conflictmap.feeding import FeedReading
    from conflictmap.opening import OpeningChoice
    from geo.decision import Decision
    from geo.errors import Problem
    from geo.ledger import Ledger
    from geo.model import Claim, ClaimCheck, Control, DayCount, Document, Event, Incident

_PLACED = POINT_PRECISIONS | {PlacePrecision.ADMIN1, PlacePrecision.ADMIN2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run found.

    `events` are the single reports, which the ledger reads; `incidents` put together those that tell of one thing.
    `first_day` to `last_day` are the days that are counted, both inclusive (see `conflictmap.period`); all three days
    are None where no document has a date. `as_of` is the day whose state is shown, at its end in Kabul; it may lie
    outside. `rule` is the counting rule. `feeds` are what event tables gave; their rows are among the events as far as
    they are drawn or move the ledger. `past_events` counted once and count no more: a later version of their document,
    or a person's decision, took their place. `decisions` are those that stand; `decided` the ids of the events that
    each of them is about.
    """

    documents: tuple[Document, ...]
    events: tuple[Event, ...]
    incidents: tuple[Incident, ...]
    claims: tuple[Claim, ...]
    checks: tuple[ClaimCheck, ...]
    ledger: Ledger
    opening: OpeningChoice
    rule: str
    problems: tuple[Problem, ...]
    first_day: date | None
    last_day: date | None
    as_of: date | None
    feeds: tuple[FeedReading, ...] = ()
    past_events: tuple[Event, ...] = ()
    decisions: tuple[Decision, ...] = ()
    decided: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def counts(self) -> tuple[DayCount, ...]:
        """The counts of every day from the first to the last, by side and state, in both layers."""
        if self.first_day is None or self.last_day is None:
            return ()
        return tuple(self.ledger.counts(self.first_day, self.last_day, rule=self.rule))

    @property
    def province_rows(self) -> tuple[Control, ...] | None:
        """The rows that the counting rule makes for the provinces; None where it looks at their capitals."""
        if self.rule != DISTRICTS_MAJORITY:
            return None
        return tuple(
            row
            for each in province_ids()
            for basis in ControlBasis
            for row in self.ledger.province_history(each, basis)
        )

    @property
    def looked_at(self) -> frozenset[str]:
        """The ids of the events that somebody has decided about; what a name means is no look at an event."""
        names = {each.decision_id for each in self.decisions if each.action is DecisionAction.SET_PLACE}
        return frozenset(event for one, events in self.decided.items() if one not in names for event in events)

    @property
    def unplaced(self) -> tuple[Event, ...]:
        """The events that cannot be drawn: no place, or one known only as a region or a country."""
        return tuple(event for event in self.events if not _is_placed(event))


def _is_placed(event: Event) -> bool:
    return event.place is not None and event.place.place_precision in _PLACED
