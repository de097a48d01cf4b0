"""From our tag to ACLED, PLOVER and CAMEO: the table `data/crosswalk.csv`, and what is derived for territory.

Sources: ACLED codebook 2023 (sub-event types), PLOVER manual (event types and modes), CAMEO 1.1b3 (roots). Knows
codes; refuses to know text.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from geo.files import reference_file
from geo.vocab import AcledSubEvent, EventType, PloverEvent

if TYPE_CHECKING:
    from geo.model import Event

DERIVED = "derived"
_EVENT_OF_SUB_EVENT = {
    AcledSubEvent.GOVERNMENT_REGAINS: "Battles",
    AcledSubEvent.NON_STATE_OVERTAKES: "Battles",
    AcledSubEvent.NON_VIOLENT_TRANSFER: "Strategic developments",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The codes of one event; None where the scheme has none for it."""

    acled_event_type: str | None
    acled_sub_event_type: str | None
    plover_event: str | None
    plover_mode: str | None


@cache
def crosswalk() -> dict[EventType, dict[str, str]]:
    """The table, one row for each tag."""
    with reference_file("crosswalk.csv").open(encoding="utf-8", newline="") as file:
        return {EventType(row["tag"]): row for row in csv.DictReader(file)}


def codes(event_type: EventType, *, state_taker: bool | None = None, fought: bool | None = None) -> Codes:
    """The codes of a tag. For territory, who took it and whether it was fought for decide.

    No force: non-violent transfer (PLOVER COERCE, seize). Else the taker: a state force or its ally, "Government
    regains territory"; otherwise "Non-state actor overtakes territory". An unknown taker (`state_taker` None) gets no
    sub-event. `fought` None counts as fought.

    >>> codes(EventType.CAPITAL_SEIZED, state_taker=False, fought=True).acled_sub_event_type
    'Non-state actor overtakes territory'
    """
    row = crosswalk()[event_type]
    if row["acled_sub_event_type"] != DERIVED:
        plover = row["plover_event"] if row["plover_event"] != DERIVED else ""
        return Codes(
            acled_event_type=row["acled_event_type"] or None,
            acled_sub_event_type=row["acled_sub_event_type"] or None,
            plover_event=plover or None,
            plover_mode=(row["plover_mode"] if row["plover_mode"] != DERIVED else "") or None,
        )
    sub_event: AcledSubEvent | None
    if fought is False:
        sub_event = AcledSubEvent.NON_VIOLENT_TRANSFER
    elif state_taker is None:
        sub_event = None
    else:
        sub_event = AcledSubEvent.GOVERNMENT_REGAINS if state_taker else AcledSubEvent.NON_STATE_OVERTAKES
    return Codes(
        acled_event_type=_EVENT_OF_SUB_EVENT.get(sub_event) if sub_event else None,
        acled_sub_event_type=sub_event.value if sub_event else None,
        plover_event=(PloverEvent.COERCE if fought is False else PloverEvent.ASSAULT).value,
        plover_mode="seize" if fought is False else None,
    )


def retagged(event: Event, tag: EventType, *, state_taker: bool | None = None) -> Event:
    """The event with another tag and the codes that follow from it; `state_taker` as for `codes`."""
    coded = codes(tag, state_taker=state_taker, fought=event.contested_by_force)
    return replace(
        event,
        event_type=tag,
        acled_event_type=coded.acled_event_type,
        acled_sub_event_type=coded.acled_sub_event_type,
        plover_event=coded.plover_event,
        plover_mode=coded.plover_mode,
    )
