"""Whether what a text tells before it names a place may be the same that it then tells at one: its lead.

"Two men were kidnapped. Gunmen seized the two in X" is told again with its place; "the army killed 40 fighters. In X
gunmen attacked a base" tells of two things, and nobody says where the first was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.again import Reference, reference_of
from geo.events.part_of import HARM
from geo.events.place_and_day import may_be_one_day
from geo.events.same import BLASTS, differ
from geo.model import Figures
from geo.reading.frames import Trait, has_trait
from geo.vocab import DISASTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Actor, Event
    from geo.text import AnnotatedDocument
    from geo.vocab import EventType


def is_lead_of_one(event: Event, later: Sequence[Event], annotated: AnnotatedDocument) -> bool:
    """Whether an event may be one of those that are told at a place later, or none is told."""
    behind = [each for each in later if each.sentence > event.sentence]
    return not behind or any(_may_lead(event, each, annotated) for each in behind)


def _may_lead(lead: Event, event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether two events are of one kind and neither days, dead, parties nor words part them."""
    if lead.assertion_mode is not event.assertion_mode or not may_be_one_day(lead, event):
        return False
    if not _is_kin(lead.event_type, event.event_type) or reference_of(event, annotated) is Reference.OTHER:
        return False
    if differ(lead.fatalities, event.fatalities) or differ(lead.injured, event.injured):
        return False
    if _are_others(lead.actor, event.actor) or _are_others(lead.recipient, event.recipient):
        return False
    return not has_trait(lead.rule_id, Trait.CAUSE_UNSAID) or lead.fatalities == event.fatalities != Figures()


def _is_kin(one: EventType, other: EventType) -> bool:
    """Whether two tags may be of one thing: the same, two of blasts, or mere harm and what did it."""
    if one is other or {one, other} <= BLASTS:
        return True
    return one in HARM and other in BLASTS | HARM and other not in DISASTERS


def _are_others(one: Actor | None, other: Actor | None) -> bool:
    """Whether two parties are of different sides, or, where neither has one, of different classes."""
    if one is None or other is None:
        return False
    if one.side is not None and other.side is not None:
        return one.side != other.side
    return one.side is other.side is None and one.actor_class != other.actor_class
