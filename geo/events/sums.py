"""Several happenings told together first, and then each: "six died in two blasts in X province", "the first was in Y".

What counts them together is no happening of its own where the text then tells all of them, with their places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.again import tells_of_several
from geo.events.part_of import HARM
from geo.events.place_and_day import may_be_one_day
from geo.events.same import BLASTS
from geo.model import Figures
from geo.vocab import AssertionMode, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Event
    from geo.text import AnnotatedDocument

_FEWEST = 2
"""So many places make several happenings."""


def without_sums(events: Sequence[Event], annotated: AnnotatedDocument) -> list[Event]:
    """The events without those that only count together, or list, what others tell."""
    rest = [each for each in events if not _is_listed_before(each, events)]
    return [each for each in rest if not _is_sum(each, rest, annotated)]


def _is_sum(event: Event, events: Sequence[Event], annotated: AnnotatedDocument) -> bool:
    """Whether an event counts the dead of several happenings in its province that are all told behind it."""
    place = event.place
    if place is None or place.place_precision is not PlacePrecision.ADMIN1 or not _is_told(event):
        return False
    if not tells_of_several(annotated.sentences[event.sentence], annotated):
        return False
    parts = [each for each in events if _is_part(each, event)]
    if len({each.place.place_id for each in parts if each.place is not None}) < _FEWEST:
        return False
    counts = [each.fatalities.low or 0 for each in parts]
    return event.fatalities == Figures() or sum(counts) == event.fatalities.low


def _is_part(event: Event, whole: Event) -> bool:
    """Whether an event is told behind another, of its kind, at a place in its province and on a day that may be its."""
    if event.sentence <= whole.sentence or not _is_told(event) or event.place is None or whole.place is None:
        return False
    kinds = {event.event_type, whole.event_type}
    is_inside = event.place.admin1_pcode == whole.place.admin1_pcode is not None
    is_finer = event.place.place_precision is not PlacePrecision.ADMIN1
    return is_inside and is_finer and (len(kinds) == 1 or kinds <= BLASTS | HARM) and may_be_one_day(event, whole)


def _is_listed_before(event: Event, events: Sequence[Event]) -> bool:
    """Whether a list of places tells of an event only that it was: "both were in X and Y", and each is told behind."""
    if event.action is not None or event.place is None or not event.fatalities == event.injured == Figures():
        return False
    listed = [each for each in events if each.trigger == event.trigger and each.place != event.place]
    return bool(listed) and any(
        each.sentence > event.sentence
        and each.event_type is event.event_type
        and each.place == event.place
        and _is_told(each)
        and may_be_one_day(each, event)
        for each in events
    )


def _is_told(event: Event) -> bool:
    return event.action is None and event.assertion_mode is AssertionMode.ACTUAL
