"""Several happenings told together first, and then each: "six died in two blasts in X province", "the first was in Y".

What counts them together is no happening of its own where the text then tells all of them, with their places.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.again import tells_of_several
from geo.events.joining import tellings_besides
from geo.events.part_of import HARM
from geo.events.place_and_day import may_be_one_day
from geo.events.same import BLASTS
from geo.model import Figures
from geo.vocab import AssertionMode, PlaceKind, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Event
    from geo.text import AnnotatedDocument

_FEWEST = 2
"""So many places make several happenings."""
_REACH = 8
"""So many sentences behind what counts them together each of them is told."""


def without_sums(events: Sequence[Event], annotated: AnnotatedDocument) -> list[Event]:
    """The events without those that only count together, or list, what others tell; those keep their quotes."""
    told: dict[int, list[Event]] = {}
    for each in events:
        for part in _listed_again(each, events) or _parts(each, events, annotated):
            told.setdefault(id(each), []).append(part)
    kept: dict[int, Event] = {}
    for each in events:
        for part in told.get(id(each), ()):
            now = kept.get(id(part), part)
            kept[id(part)] = replace(now, **tellings_besides(now, each))
    return [kept.get(id(each), each) for each in events if id(each) not in told]


def without_wholes(events: Sequence[Event]) -> list[Event]:
    """The events without those at no place of their own whose dead are the sum of what is then told place by place.

    "Two bombs killed seven people in Afghanistan. One killed five in X, the other two in Y." Asked before tellings of
    one happening are joined: the whole is none of its parts, though it may be at the place of each.
    """
    return [each for each in events if not _is_whole(each, events)]


def _is_whole(event: Event, events: Sequence[Event]) -> bool:
    """Whether the dead of an event are exactly those of the places told behind it, of its kind, at least two.

    Not where one sentence lists the places: that counts the dead of one happening there ("of the 60, 20 died in X").
    """
    place, dead = event.place, event.fatalities
    is_nowhere = place is None or place.kind is PlaceKind.COUNTRY
    if not _is_told(event) or not is_nowhere or dead.low is None or dead.low != dead.best:
        return False
    most: dict[str, int] = {}
    told = set[int]()
    for each in events:
        is_behind = 0 < each.sentence - event.sentence <= _REACH and _is_told(each)
        is_kin = len({each.event_type, event.event_type}) == 1 or {each.event_type, event.event_type} <= BLASTS | HARM
        if is_behind and is_kin and each.place is not None and each.place.kind is not PlaceKind.COUNTRY:
            most[each.place.place_id] = max(most.get(each.place.place_id, 0), each.fatalities.low or 0)
            told.add(each.sentence)
    counts = [each for each in most.values() if each]
    return min(len(counts), len(told)) >= _FEWEST and sum(counts) == dead.low


def _parts(event: Event, events: Sequence[Event], annotated: AnnotatedDocument) -> list[Event]:
    """The happenings in its province, told behind an event, whose dead it counts together; none where it tells one."""
    place = event.place
    if place is None or place.place_precision is not PlacePrecision.ADMIN1 or not _is_told(event):
        return []
    if not tells_of_several(annotated.sentences[event.sentence], annotated):
        return []
    rest = (each for each in events if not _listed_again(each, events))
    parts = [each for each in rest if _is_part(each, event)]
    if len({each.place.place_id for each in parts if each.place is not None}) < _FEWEST:
        return []
    counts = [each.fatalities.low or 0 for each in parts]
    return parts if event.fatalities == Figures() or sum(counts) == event.fatalities.low else []


def _is_part(event: Event, whole: Event) -> bool:
    """Whether an event is told behind another, of its kind, at a place in its province and on a day that may be its."""
    if event.sentence <= whole.sentence or not _is_told(event) or event.place is None or whole.place is None:
        return False
    kinds = {event.event_type, whole.event_type}
    is_inside = event.place.admin1_pcode == whole.place.admin1_pcode is not None
    is_finer = event.place.place_precision is not PlacePrecision.ADMIN1
    return is_inside and is_finer and (len(kinds) == 1 or kinds <= BLASTS | HARM) and may_be_one_day(event, whole)


def _listed_again(event: Event, events: Sequence[Event]) -> list[Event]:
    """What tells behind it of an event of which a list of places says only that it was: "both were in X and Y"."""
    if event.action is not None or event.place is None or not event.fatalities == event.injured == Figures():
        return []
    if not any(each.trigger == event.trigger and each.place != event.place for each in events):
        return []
    behind = (
        each
        for each in events
        if each.sentence > event.sentence
        and each.event_type is event.event_type
        and each.place == event.place
        and _is_told(each)
        and may_be_one_day(each, event)
    )
    return list(behind)[:1]


def _is_told(event: Event) -> bool:
    return event.action is None and event.assertion_mode is AssertionMode.ACTUAL
