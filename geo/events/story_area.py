"""The province that a text is about: where its events happened that are told without a place of their own.

Where everything that a text places lies in one province, and few of its names elsewhere, "the soldiers opened fire" was
in that province too; so was what a lead tells of "in the north of Afghanistan" that the text then tells of there. It is
drawn as an area, never at a point, and says so (`place_basis` "inherited"). Ground never borrows a place; nor does what
is told of several happenings, of another one, of another day or of a wider area, what goes on with a name that nobody
knows, or a disaster from what people do. Comes last, when tellings are joined, so that it decides nothing else.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.again import Reference, is_in_a_capital, is_of_many_deeds, reference_of, tells_of_several
from geo.events.again_words import again_words
from geo.events.apart import has_nothing_of
from geo.events.crowds import PROTESTS
from geo.events.leads import is_lead_of_one
from geo.events.place_and_day import adds_up_days, may_be_one_day
from geo.events.scene import WIDE, is_beside_other, is_local, lies_somewhere, names_only_ahead, names_places
from geo.events.tolls import HARMFUL
from geo.events.unknown_places import unknown_places
from geo.vocab import DISASTERS, Action, AssertionMode, EventType, PlaceBasis, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.model import Event, Place, Resolution
    from geo.text import AnnotatedDocument

_MOSTLY = 2
"""So many times as many names lie in the province of a text as elsewhere in the country."""
_DONE = frozenset(
    {
        EventType.ARREST,
        EventType.ABDUCTION,
        EventType.PRISONERS_FREED,
        EventType.LOOTING_DESTRUCTION,
        EventType.OFFENSIVE,
        EventType.SIEGE,
        EventType.WITHDRAWAL,
    }
)
HAPPENS = HARMFUL | PROTESTS | _DONE
"""What is done somewhere, and is not only said, agreed or ordered."""
_OF_GROUND = frozenset(Action) - {Action.VACATED}


def in_story_area(
    events: Iterable[Event], annotated: AnnotatedDocument, voices: Sequence[tuple[int, int]] = ()
) -> list[Event]:
    """The events of one document in their order, those without a place in the province that the text is about.

    `voices` are where those are named who say something: they need not be where it was. What is told before the text
    names any place is in it only if it may be one of those told there later, or in a part of the country around it.
    """
    events = list(events)
    there = [each for each in events if lies_somewhere(each) and each.assertion_mode is AssertionMode.ACTUAL]
    there = [each for each in there if each.event_type is not EventType.DIPLOMATIC_ACTION]
    area = _area(there, annotated, voices)
    if area is None or names_only_ahead(annotated):
        return events
    later = [each for each in there if names_places(annotated.sentences[each.sentence], annotated)]
    first = min((each.index for each in annotated.sentences if names_places(each, annotated)), default=0)

    def is_in(event: Event) -> bool:
        if not _may_be_in(area, event, there, annotated):
            return False
        if event.sentence < first:
            return (bool(there) or event.place is not None) and is_lead_of_one(event, later, annotated)
        return event.place is None and not _goes_on_from_unknown(event, annotated)

    return [replace(each, place=area, place_basis=PlaceBasis.INHERITED) if is_in(each) else each for each in events]


def _area(there: Sequence[Event], annotated: AnnotatedDocument, voices: Sequence[tuple[int, int]]) -> Place | None:
    """The one province in which all events lie that have a place, if the text is mostly about it and names it.

    Where no event has a place it is the province of most names. Names abroad count as elsewhere.
    """
    named = [each for sentence in annotated.sentences for each in annotated.places_in(sentence)]
    local = [each for each in named if is_local(each) and not _is_heard(each, voices)]
    codes = Counter(each.place.admin1_pcode for each in there or local if each.place is not None)
    code = codes.most_common(1)[0][0] if codes else None
    if code is None or (there and len(codes) > 1):
        return None
    inside = [each for each in local if each.place is not None and each.place.admin1_pcode == code]
    if len(inside) <= _MOSTLY * (len(local) - len(inside)):
        return None
    return province_named(inside, code)


def _is_province(place: Place, code: str) -> bool:
    return place.place_precision is PlacePrecision.ADMIN1 and place.admin1_pcode == code


def _is_heard(found: Resolution, voices: Sequence[tuple[int, int]]) -> bool:
    return any(start <= found.mention.start < end for start, end in voices)


def _may_be_in(area: Place, event: Event, there: Sequence[Event], annotated: AnnotatedDocument) -> bool:
    """Whether an event without a place is of a kind, of a day and told in words that leave it in the area."""
    if (event.place is not None and not is_vague(event, annotated)) or not is_happening(event, annotated):
        return False
    if event.event_type in DISASTERS and all(each.event_type not in DISASTERS for each in there):
        return False
    if any(each.sentence == event.sentence and each.event_type is event.event_type for each in there):
        return False  # "30 died, 20 in X": told apart from what was there
    if there and all(has_nothing_of(event, each, annotated) for each in there):
        return False
    if is_beside_other(event, area, there):
        return False
    is_of_day = not there or any(may_be_one_day(each, event) for each in there)
    return is_of_day and _is_nowhere_else(area, event, annotated, is_alone=not there)


def is_happening(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether an event was done somewhere, once, and is none that the text tells as another."""
    if event.assertion_mode is not AssertionMode.ACTUAL or adds_up_days(event, annotated.document.published):
        return False
    if event.event_type not in HAPPENS or event.action in _OF_GROUND:
        return False
    return reference_of(event, annotated) is not Reference.OTHER and not is_of_many_deeds(event, annotated)


def is_told_alone(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether the sentence of an event tells of one happening, and of none in a capital."""
    return not tells_of_several(annotated.sentences[event.sentence], annotated) and not is_in_a_capital(
        event, annotated
    )


def province_named(named: Iterable[Resolution], code: str) -> Place | None:
    """The province of a code, if it is among those that some names may stand for."""
    known = (place for each in named for place in (each.place, *(other.place for other in each.candidates)))
    return next((each for each in known if each is not None and _is_province(each, code)), None)


def _goes_on_from_unknown(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether the last place that the text names up to an event is one that nobody knows."""
    for sentence in reversed(annotated.sentences[: event.sentence + 1]):
        if unknown_places(sentence, annotated):
            return True
        if names_places(sentence, annotated):
            return False
    return False


def is_vague(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether an event is only told to have been in a part of the country: "in the north of Afghanistan"."""
    place, sentence = event.place, annotated.sentences[event.sentence]
    if place is None or place.place_precision not in WIDE or place.country_code != annotated.country.code:
        return False
    return again_words().part_words.search(annotated.folded, sentence.start, sentence.end) is not None


def _is_nowhere_else(area: Place, event: Event, annotated: AnnotatedDocument, *, is_alone: bool) -> bool:
    """Whether the sentence of an event names no place outside the area, and tells of one happening.

    Where the text places nothing else, it names no place at all: it would have been the event's.
    """
    sentence = annotated.sentences[event.sentence]
    for each in annotated.places_in(sentence):
        if is_local(each) and each.place is not None and (is_alone or each.place.admin1_pcode != area.admin1_pcode):
            return False
    if not is_told_alone(event, annotated):
        return False
    part = again_words().part_words.search(annotated.folded, sentence.start, sentence.end)
    return part is None or annotated.country.is_in_part(part.group(), area.longitude, area.latitude)
