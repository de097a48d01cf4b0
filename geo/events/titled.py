"""Where a lead happened that names no place: where its title says, "Bomb kills nine in X" over "A bomb killed nine".

The title must name one place of the country, and the lead none, nor another part of the country. What is told of
several happenings, or of another one, is left alone, and so is ground.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.again import Reference, is_in_a_capital, is_of_many_deeds, reference_of, tells_of_several
from geo.events.again_words import again_words
from geo.events.place_and_day import adds_up_days
from geo.events.scene import is_local, names_places
from geo.events.story_area import HAPPENS, is_vague
from geo.events.unknown_places import unknown_places
from geo.vocab import AssertionMode, PlaceBasis

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Event, Place, Sentence
    from geo.text import AnnotatedDocument

_LEAD = 2
"""So many sentences below the title tell what it tells."""


def as_titled(events: Iterable[Event], annotated: AnnotatedDocument) -> list[Event]:
    """The events of one document in their order, those of a lead without a place at the place of the title."""
    events = list(events)
    place = _titled_place(annotated)
    if place is None:
        return events
    lead = [each for each in annotated.sentences if not each.is_headline][:_LEAD]
    named = next((k for k, each in enumerate(lead) if names_places(each, annotated)), len(lead))
    bare = {each.index for each in lead[:named]}
    return [
        replace(each, place=place, place_basis=PlaceBasis.INHERITED)
        if each.sentence in bare and _may_be_there(each, place, annotated)
        else each
        for each in events
    ]


def _titled_place(annotated: AnnotatedDocument) -> Place | None:
    """The one place of the country that the title names."""
    heads = [each for each in annotated.sentences if each.is_headline]
    named = [each for head in heads for each in annotated.places_in(head) if each.place is None or is_local(each)]
    places = {each.place.place_id: each.place for each in named if each.place is not None}
    if len(places) != 1 or len(named) > sum(each.place is not None for each in named):
        return None
    place = next(iter(places.values()))
    return place if place.country_code == annotated.country.code else None


def _may_be_there(event: Event, place: Place, annotated: AnnotatedDocument) -> bool:
    """Whether an event is of a kind, and told in words, that leave it at the place of the title."""
    if event.place is not None and not is_vague(event, annotated):
        return False
    if event.assertion_mode is not AssertionMode.ACTUAL or event.action is not None or event.event_type not in HAPPENS:
        return False
    if adds_up_days(event, annotated.document.published) or reference_of(event, annotated) is Reference.OTHER:
        return False
    if is_of_many_deeds(event, annotated) or is_in_a_capital(event, annotated):
        return False
    return _is_told_of_one(annotated.sentences[event.sentence], place, annotated)


def _is_told_of_one(sentence: Sentence, place: Place, annotated: AnnotatedDocument) -> bool:
    """Whether a sentence tells of one happening, at no other place and in no other part of the country."""
    if tells_of_several(sentence, annotated) or unknown_places(sentence, annotated):
        return False
    part = again_words().part_words.search(annotated.folded, sentence.start, sentence.end)
    return part is None or annotated.country.is_in_part(part.group(), place.longitude, place.latitude)
