"""What a vague word means in its text: a clash amid protests is no battle, what "was hit" was hit as the text has told.

"Demonstrators took to the streets of X. Clashes with police left two dead" tells of a riot; "an air strike killed nine.
The house was hit at night" of the air strike; "floods swept through X. Nine people died and homes collapsed" of the
floods. The event takes over the tag; whether it is the same happening is decided where tellings are joined.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.crosswalk import retagged
from geo.events.crowds import PROTESTS
from geo.events.event_words import event_words
from geo.events.place_and_day import is_same_spot, may_be_one_day, may_be_one_place
from geo.events.same import BLASTS
from geo.events.tolls import HARMFUL
from geo.events.when import inherited
from geo.vocab import STRIKES, DateBasis, EventType, PlaceBasis

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.model import Actor, Event
    from geo.text import AnnotatedDocument

_WORDS = event_words().vague
_VAGUE = frozenset({EventType.ARMED_CLASH, EventType.ATTACK_ON_CIVILIANS})
_ORDER = frozenset({None, "police", "state_force", "civilians", "official"})
"""Classes of those who may stand in a clash with a crowd: no rebels, no foreign troops."""
_OUTCOMES = frozenset({EventType.CIVILIAN_HARM, EventType.LOOTING_DESTRUCTION, EventType.INDUSTRIAL_DISASTER})
"""What people and houses come to, by whatever it was."""
_DISASTER_REACH = 3
_CROWD_REACH = 3
_STRIKE_REACH = 2


def in_story_sense(events: Sequence[Event], annotated: AnnotatedDocument) -> list[Event]:
    """The events, each vague one with the tag of what the text tells of around it; all others as they are."""
    moved = {each.trigger for each in events if each.event_type is EventType.EVACUATION}
    told = [each for each in events if each.trigger not in moved or not _is_rescue(each, events)]
    return [_in_sense(each, events, annotated) for each in told]


def by_what_was_told(events: Sequence[Event]) -> list[Event]:
    """The events, those of mere harm that stand alone with the tag of the blast or strike that was told of before."""
    return [_by_blast(each, events) if each.event_type is EventType.CIVILIAN_HARM else each for each in events]


def _by_blast(event: Event, events: Sequence[Event]) -> Event:
    if not _is_nobody(event.actor):
        return event
    before = (each for each in _strikes(event, events) if each.sentence <= event.sentence)
    there = (each for each in before if is_same_spot(event.place, each.place))
    return next((retagged(event, each.event_type) for each in there), event)


def _in_sense(event: Event, events: Sequence[Event], annotated: AnnotatedDocument) -> Event:
    if event.action is None and _is_outcome(event) and (around := _disasters_around(event, events)):
        return _of_disaster(event, around)
    if _is_rescue(event, events):
        return retagged(event, EventType.EVACUATION)
    if event.event_type not in _VAGUE or event.action is not None:
        return event
    words = annotated.folded[slice(*event.trigger)].split()
    if not _WORDS.clashing.isdisjoint(words) and any(_of_crowd(event, events)):
        return retagged(event, EventType.RIOT)
    if not _WORDS.striking.isdisjoint(words) and _is_nobody(event.actor):
        bare = replace(event, actor=None)
        return next((retagged(bare, each.event_type) for each in _strikes(event, events)), event)
    return event


def _is_outcome(event: Event) -> bool:
    """Whether an event says only what people or houses came to: dead, wounded, destroyed, and nobody who did it."""
    return event.event_type in _OUTCOMES and _is_nobody(event.actor)


def _disasters_around(event: Event, events: Sequence[Event]) -> Sequence[Event]:
    """The natural disasters that a text tells of around an event; none where it tells of what people did as well."""
    known = [each for each in events if each.event_type in HARMFUL and not _is_outcome(each)]
    near = [each for each in known if abs(each.sentence - event.sentence) <= _DISASTER_REACH]
    told = near if any(each.event_type is not EventType.NATURAL_DISASTER for each in known) else known
    alike = (
        each.event_type is EventType.NATURAL_DISASTER and each.assertion_mode is event.assertion_mode for each in told
    )
    return told if all(alike) else ()


def _of_disaster(event: Event, around: Sequence[Event]) -> Event:
    """What came of a disaster, on its day if the text gives it the only one that it gives."""
    bare = retagged(replace(event, actor=None), EventType.NATURAL_DISASTER)
    days = {each.date for each in around if each.date_basis is DateBasis.STATED and each.date is not None}
    if event.date_basis is DateBasis.STATED or len(days) != 1:
        return bare
    return replace(bare, date=inherited(days.pop()), date_basis=DateBasis.INHERITED)


def _is_rescue(event: Event, events: Sequence[Event]) -> bool:
    """Whether those who are freed were nobody's prisoners: "avalanches hit X. Some 200 people have been rescued"."""
    return event.event_type is EventType.PRISONERS_FREED and bool(_disasters_around(event, events))


def _is_nobody(actor: Actor | None) -> bool:
    """Whether nobody is named: only the opponent by default stands for who did it."""
    return actor is None or (actor.actor_class is None and actor.name == actor.side)


def _of_crowd(event: Event, events: Sequence[Event]) -> Iterator[Event]:
    """The protests and riots right before a clash that nobody armed but the police is named for, at its place.

    Elsewhere too, where it is the next sentence that says of another place that people clashed with the police there.
    """
    if not _keeps_order(event.actor) or not _keeps_order(event.recipient):
        return
    for each in events:
        gap = event.sentence - each.sentence
        if each.event_type not in PROTESTS or not 0 <= gap <= _CROWD_REACH or not _agree(event, each):
            continue
        is_there = event.place is None or event.place_basis is PlaceBasis.INHERITED
        is_next = gap <= 1 and "police" in {_class(event.actor), _class(event.recipient)}
        if is_there or is_next or is_same_spot(event.place, each.place):
            yield each


def _strikes(event: Event, events: Sequence[Event]) -> Iterator[Event]:
    """The strikes and blasts around what only "was hit", the nearest first, those before it before those behind."""
    near = [
        each
        for each in events
        if each.event_type in STRIKES | BLASTS
        and abs(event.sentence - each.sentence) <= _STRIKE_REACH
        and _agree(event, each)
        and (may_be_one_place(event.place, each.place) or _share_province(event, each))
    ]
    yield from sorted(near, key=lambda each: (abs(event.sentence - each.sentence), each.trigger))


def _share_province(one: Event, other: Event) -> bool:
    codes_of = {each.place.admin1_pcode if each.place is not None else None for each in (one, other)}
    return len(codes_of) == 1 and None not in codes_of


def _agree(one: Event, other: Event) -> bool:
    return one.assertion_mode is other.assertion_mode and may_be_one_day(one, other)


def _class(actor: Actor | None) -> str | None:
    return actor.actor_class if actor is not None else None


def _keeps_order(actor: Actor | None) -> bool:
    return _class(actor) in _ORDER and (actor is None or actor.side is None or _class(actor) is not None)
