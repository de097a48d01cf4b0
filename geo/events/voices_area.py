"""Where that was of which an official of a province tells without a place: "the Farah police chief said two men died".

As with the province that a text is about (`geo.events.story_area`) it is drawn as an area, and says so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.scene import is_local
from geo.events.story_area import is_of_area
from geo.vocab import PlaceBasis, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.model import Event, Place
    from geo.text import AnnotatedDocument


def in_province_of_voices(
    events: Iterable[Event], annotated: AnnotatedDocument, voices: Sequence[tuple[int, int]]
) -> list[Event]:
    """The events of one document, those without a place in the province of whoever tells of them, where that is one.

    "The police chief of Farah said two men had been arrested": drawn as an area. `voices` are where those are named who
    say something. In the country's capital all is told.
    """
    return [_with_voices(each, annotated, voices) for each in events]


def _with_voices(event: Event, annotated: AnnotatedDocument, voices: Sequence[tuple[int, int]]) -> Event:
    if event.place is not None or event.source_original is None or not is_of_area(event, annotated):
        return event
    sentence = annotated.sentences[event.sentence]
    named = [each for each in annotated.places_in(sentence) if is_local(each)]
    if not named or not all(any(start <= each.mention.start < end for start, end in voices) for each in named):
        return event
    places = [each.place for each in named if each.place is not None]
    codes = {each.admin1_pcode for each in places}
    if len(codes) != 1 or any(each.name == annotated.country.capital for each in places):
        return event
    known = (other for each in named for other in (each.place, *(one.place for one in each.candidates)))
    area = next((each for each in known if each is not None and _is_province(each, codes)), None)
    return event if area is None else replace(event, place=area, place_basis=PlaceBasis.INHERITED)


def _is_province(place: Place, codes: set[str | None]) -> bool:
    return place.place_precision is PlacePrecision.ADMIN1 and place.admin1_pcode in codes
