"""The one town, district or province that a text is about: every place that it names lies there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.datewords import resolve_in_order
from geo.events.again_words import again_words
from geo.events.when import is_ahead
from geo.vocab import EventType, MentionRole, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.model import Event, Place, Resolution, Sentence
    from geo.text import AnnotatedDocument

WIDE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION, PlacePrecision.OTHER})
"""Wider than a province."""
SAID = frozenset({EventType.WARNING, EventType.DEMAND, EventType.ATTRIBUTION, EventType.CONTROL_REPORTED})
"""What is only said, and so was at no scene."""

ELSEWHERE = frozenset(
    {
        EventType.TALKS,
        EventType.DIPLOMATIC_VISIT,
        EventType.AGREEMENT,
        EventType.CEASEFIRE,
        EventType.DISPLACEMENT,
        EventType.EVACUATION,
        EventType.GROUP_CHANGE,
    }
)
"""What lends nobody its place: who talks in X, or flees to it, is not where they fight."""


def is_beside_other(event: Event, area: Place, events: Iterable[Event]) -> bool:
    """Whether the sentence of an event names an area only for talks, a flight and the like: "fled to X after ..."."""
    beside = (each for each in events if each.sentence == event.sentence and each is not event)
    told = [each.event_type for each in beside if each.place is not None and _is_in(each.place, area)]
    return bool(told) and ELSEWHERE.issuperset(told)


def _is_in(place: Place, area: Place) -> bool:
    if place.place_id == area.place_id:
        return True
    return place.admin1_pcode is not None and place.admin1_pcode == area.admin1_pcode


def is_local(found: Resolution) -> bool:
    """Whether a name stands for a place that is no wider than a province."""
    place = found.place
    return place is not None and found.mention.role is MentionRole.PLACE and place.place_precision not in WIDE


def lies_somewhere(event: Event) -> bool:
    """Whether an event has a place that is no wider than a province."""
    return event.place is not None and event.place.place_precision not in WIDE


def names_places(sentence: Sentence, annotated: AnnotatedDocument) -> bool:
    """Whether a sentence names a place that is no wider than a province."""
    return any(is_local(each) for each in annotated.places_in(sentence))


def names_only_ahead(annotated: AnnotatedDocument) -> bool:
    """Whether a text names places only in sentences about days to come: "X province holds elections next week"."""
    naming = [each for each in annotated.sentences if names_places(each, annotated)]
    return bool(naming) and all(_looks_ahead(each, annotated) for each in naming)


def _looks_ahead(sentence: Sentence, annotated: AnnotatedDocument) -> bool:
    published = annotated.document.published
    spans = [span for _, span in resolve_in_order(annotated.days_in(sentence), published, "past", None)]
    return bool(spans) and all(is_ahead(span, published) for span in spans)


def scene_of(annotated: AnnotatedDocument, backgrounds: Sequence[tuple[int, int]] = ()) -> Place | None:
    """The place that holds every place which a text names, itself among them; None where it names none such.

    The names of countries and regions do not count, nor those of the dateline and of who speaks. A name that stands for
    nothing known may be anywhere: a text with one has no scene. Nor has one all of whose names stand in `backgrounds`.
    """
    named = []
    is_behind = True
    for sentence in annotated.sentences:
        for found in annotated.places_in(sentence):
            if found.place is None:
                return None
            if is_local(found):
                named.append(found.place)
                at = found.mention.start
                is_behind = is_behind and any(start <= at < end for start, end in backgrounds)
    if is_behind or names_only_ahead(annotated):
        return None
    fine = [each for each in named if each.place_precision is not PlacePrecision.ADMIN1]
    if len({each.admin1_pcode for each in named}) != 1 or named[0].admin1_pcode is None:
        return None
    if len({each.place_id for each in fine}) == 1:
        return fine[0]
    return _covering(fine, [each for each in named if each.place_precision is PlacePrecision.ADMIN2]) or next(
        (each for each in named if each.place_precision is PlacePrecision.ADMIN1), None
    )


def filed_at(annotated: AnnotatedDocument) -> Place | None:
    """The town where a text was filed that names no other place of the country: what it tells happened there.

    From a country's capital all of it is told of, so that such a text must speak of "the capital" or "the city".
    """
    country = annotated.country
    found = [each for sentence in annotated.sentences for each in annotated.places_in(sentence)]
    if any(is_local(each) and each.place is not None and each.place.country_code == country.code for each in found):
        return None
    filed = (each.place for each in annotated.resolutions if each.mention.role is MentionRole.DATELINE)
    town = next((each for each in filed if each and each.place_precision is PlacePrecision.SETTLEMENT), None)
    if town is None or town.country_code != country.code:
        return None
    is_national = town.name == country.capital and bool(town.capital_of)
    return None if is_national and again_words().city_words.search(annotated.folded) is None else town


def _covering(fine: Sequence[Place], districts: Sequence[Place]) -> Place | None:
    """The district that holds all places, if the text names it."""
    held = {each.admin2_pcode for each in fine}
    return next((each for each in districts if held == {each.admin2_pcode}), None) if fine else None
