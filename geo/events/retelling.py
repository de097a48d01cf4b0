"""One change of control told twice in one document is one event.

"Aybak fell on Monday ..., becoming the sixth capital to be seized" tells of one fall. Of tellings that agree in the
unit, who took it and how it is asserted, and whose days do not differ, the first stays; it takes the day of a later one
that says it more exactly.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.joining import tellings_besides
from geo.events.place_and_day import may_be_one_day
from geo.vocab import Action, AssertionMode, DateBasis, TakerBasis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.model import Event

_GAINS = frozenset({Action.SEIZED, Action.SURRENDERED})
_TAKEN = _GAINS | {Action.RETAKEN}
_REACH = 3
"""So many sentences after a gain its course is told: "X fell. The insurgents had entered it at noon"."""


def told_once(events: Iterable[Event]) -> list[Event]:
    """The events without those that tell again of a change of control; all others as they are, in their order."""
    kept: list[Event] = []
    places: dict[tuple[object, ...], list[int]] = {}
    for event in events:
        ground = ground_of(event)
        if event.action is None or event.assertion_mode is not AssertionMode.ACTUAL or ground is None:
            kept.append(event)
            continue
        action = Action.SEIZED if event.action in _GAINS else event.action
        numbers = places.setdefault((action, ground, kind_of_unit(event)), [])
        retaken = places.get((Action.RETAKEN, ground, kind_of_unit(event)), []) if action is Action.SEIZED else []
        twin = next((number for number in numbers if is_same_gain(kept[number], event)), None)
        if twin is None and event.taker is not None:  # "retook X ... they now control it"
            again = (k for k in retaken if kept[k].taker == event.taker and may_be_one_day(kept[k], event))
            twin = next(again, None)
        if twin is None:
            numbers.append(len(kept))
            kept.append(event)
        else:
            kept[twin] = joined_gain(kept[twin], event)
    return list(_without_parts(kept))


def _without_parts(events: list[Event]) -> Iterator[Event]:
    """The events without those that are a part of a gain; the gain keeps their quotes."""
    parts: dict[int, Event] = {}
    for each in events:
        for whole in events:
            if id(whole) not in parts and (_is_part(each, whole) or _is_left(each, whole)):
                parts[id(each)] = whole
    gained: dict[int, Event] = {}
    for each in events:
        if (gain := parts.get(id(each))) is not None:
            last = gained.get(id(gain), gain)
            gained[id(gain)] = replace(last, **tellings_besides(last, each))
    yield from (gained.get(id(each), each) for each in events if id(each) not in parts)


def _is_part(event: Event, gain: Event) -> bool:
    """Whether an event tells a part of a change of control that the document tells whole.

    That the taker holds what it took ("held the town for 12 days"), that the loser left it, and that it was fought for
    before it fell, or entered as it did; each on a day that may be that of the gain.
    """
    if gain.action not in _TAKEN or event.assertion_mode is not gain.assertion_mode:
        return False
    if gain.taker is None and (event.action is not Action.HELD or event.sentence <= gain.sentence):
        return False
    if ground_of(event) is None or ground_of(event) != ground_of(gain) or kind_of_unit(event) != kind_of_unit(gain):
        return False
    if event.action is Action.HELD:
        return event.taker == gain.taker and _is_no_earlier(event, gain)
    if event.action is Action.VACATED:
        left = event.loser is not None and event.loser != gain.taker and gain.loser in {None, event.loser}
        return left and _names_taker(gain) and may_be_one_day(event, gain)
    is_near = event.trigger < gain.trigger or event.sentence - gain.sentence <= _REACH
    return event.action is Action.CONTESTED and is_near and event.taker == gain.taker and may_be_one_day(event, gain)


def _is_left(event: Event, leaving: Event) -> bool:
    """Whether giving ground up, to nobody named, is told again as leaving it: "give up the town", "pulled out"."""
    if leaving.action is not Action.VACATED or event.action not in {Action.SURRENDERED, Action.RETAKEN}:
        return False
    if _names_taker(event) or event.loser is None or event.loser != leaving.loser:
        return False
    is_same = event.assertion_mode is leaving.assertion_mode and ground_of(event) == ground_of(leaving) is not None
    return is_same and kind_of_unit(event) == kind_of_unit(leaving) and may_be_one_day(event, leaving)


def _names_taker(gain: Event) -> bool:
    """Whether the words say who took it; "the Taliban gave it up" does not."""
    return gain.taker_basis is TakerBasis.NAMED or (gain.actor is not None and gain.actor.side == gain.taker)


def _is_no_earlier(event: Event, gain: Event) -> bool:
    if DateBasis.STATED not in {event.date_basis, gain.date_basis} or event.date is None or gain.date is None:
        return True
    held, taken = event.date.date_end or event.date.date_start, gain.date.date_start
    return held is None or taken is None or held >= taken


def ground_of(event: Event) -> str | None:
    """The unit, or the place where no gazetteer knows the unit: a district that only the text names."""
    if event.unit_id is not None or event.unit is None:
        return event.unit_id
    return event.place.place_id if event.place is not None else None


def kind_of_unit(event: Event) -> str:
    """The unit of an event. A district and its centre are told of as one; a capital and its province are not."""
    return (event.unit.value if event.unit else "").replace("_centre", "")


def is_same_gain(one: Event, other: Event) -> bool:
    """Whether neither the takers nor the days of two changes of control part them."""
    if one.taker is not None and other.taker is not None and one.taker != other.taker:
        return False
    if DateBasis.STATED not in {one.date_basis, other.date_basis} or one.date is None or other.date is None:
        return True
    if one.date_basis is not other.date_basis:
        return True
    first, second = one.date, other.date
    if first.date_start is None or first.date_end is None or second.date_start is None or second.date_end is None:
        return True
    return first.date_start <= second.date_end and second.date_start <= first.date_end


def joined_gain(first: Event, again: Event) -> Event:
    """The first telling with the sharper day, and with the parties and the source that it does not name."""
    changes: dict[str, object] = {**tellings_besides(first, again)}
    if _is_dated_better(again, first):
        changes |= {"date": again.date, "date_basis": again.date_basis}
    if first.taker is None and again.taker is not None:
        changes |= {"taker": again.taker, "taker_basis": again.taker_basis, "actor": again.actor, "loser": again.loser}
    elif first.actor is None and first.action is again.action is Action.SEIZED and _names_taker(again):
        changes |= {"taker_basis": again.taker_basis, "actor": again.actor}
    if first.source_original is None and again.source_original is not None:
        changes |= {"source_original": again.source_original, "source_side": again.source_side}
    return replace(first, **changes)  # type: ignore[arg-type]


def _is_dated_better(again: Event, first: Event) -> bool:
    """Whether the later telling says the day where the first only takes one, or says a shorter time within the same."""
    if again.date is None or first.date is None:
        return again.date is not None
    if DateBasis.STATED in {again.date_basis, first.date_basis} and again.date_basis is not first.date_basis:
        return again.date_basis is DateBasis.STATED
    start, end, told, last = first.date.date_start, first.date.date_end, again.date.date_start, again.date.date_end
    if start is None or end is None or told is None or last is None or again.date_basis is not first.date_basis:
        return False
    return start <= told and last <= end and last - told < end - start
