"""Whether two tellings of a crowd, or of prisoners who got out, are one: what the police did, who died, how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.country.classes import ORDER_CLASSES
from geo.events.again import Reference
from geo.events.crosswalk import retagged
from geo.events.place_and_day import is_same_spot
from geo.model import Figures
from geo.reading.frames import Trait, has_trait
from geo.vocab import EventType, PlaceBasis

if TYPE_CHECKING:
    from geo.model import Event

PROTESTS = frozenset(
    {
        EventType.PROTEST_PEACEFUL,
        EventType.PROTEST_INTERVENTION,
        EventType.PROTEST_EXCESSIVE_FORCE,
        EventType.RIOT,
    }
)
UNREST = frozenset({EventType.RIOT, EventType.PROTEST_EXCESSIVE_FORCE})
_FORCE = UNREST | {EventType.PROTEST_INTERVENTION}
_CROWD = frozenset({None, "protesters", "civilians"})
_REACH = 3
"""So many sentences after a crowd, or an escape, its next part is told without more words."""
_FAR = 8
"""So many sentences after an escape "the jailbreak" still means it."""


def is_force_on_crowd(first: Event, last: int, event: Event) -> bool:
    """Whether those who keep order fired where their force on a crowd was told: "fired to keep them out"."""
    actor = event.actor
    if first.event_type not in _FORCE or actor is None or actor.actor_class not in ORDER_CLASSES:
        return False
    if event.sentence - last > _REACH:
        return False
    is_at_nobody = event.recipient is None or event.recipient.side is None
    return is_at_nobody and has_trait(event.rule_id, Trait.FIRES)


def is_bombed_crowd(first: Event, last: int, event: Event) -> bool:
    """Whether those who "were killed during the rally" died of the bomb told just before."""
    is_harm = event.event_type is EventType.PROTEST_EXCESSIVE_FORCE and event.actor is None
    is_there = event.place_basis is PlaceBasis.INHERITED or is_same_spot(first.place, event.place)
    is_blast = first.event_type in {EventType.SUICIDE_BOMBING, EventType.BOMBING}
    return is_blast and is_harm and is_there and 0 < event.sentence - last <= _REACH


def with_its_dead(first: Event, event: Event) -> Event:
    """Fire on a crowd with its tag, if people died of it and none by what the crowd did: "..., killing 11"."""
    is_fire = event.event_type is EventType.ARMED_CLASH and event.fatalities != Figures() == first.fatalities
    is_at_crowd = event.recipient is None or event.recipient.actor_class in _CROWD
    if not is_fire or not is_at_crowd or not is_force_on_crowd(first, event.sentence, event):
        return event
    return retagged(event, EventType.PROTEST_EXCESSIVE_FORCE)


def is_same_crowds_dead(first: Event, last: int, event: Event) -> bool:
    """Whether as many died of a crowd that was just told of, nobody said where: "Two killed in protests"."""
    is_near = event.sentence - last <= _REACH and None in {first.place, event.place}
    is_protest = {first.event_type, event.event_type} <= PROTESTS
    return is_near and is_protest and first.fatalities == event.fatalities != Figures()


def is_same_escape(first: Event, last: int, event: Event, reference: Reference) -> bool:
    """Whether prisoners got out where they did before: "the jailbreak", or an escape told there a little later."""
    if event.event_type is not EventType.PRISONERS_FREED:
        return False
    distance = event.sentence - last
    if reference is Reference.AGAIN and event.place_basis in {None, PlaceBasis.INHERITED}:
        return distance <= _FAR
    gets_out = has_trait(first.rule_id, Trait.GETS_OUT) and has_trait(event.rule_id, Trait.GETS_OUT)
    return gets_out and distance <= _REACH and is_same_spot(first.place, event.place)
