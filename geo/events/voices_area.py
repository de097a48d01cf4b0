"""Where that was of which an official of a province tells without a place: "the Farah police chief said two men died".

As with the province that a text is about (`geo.events.story_area`) it is drawn as an area, and says so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.scene import is_local
from geo.events.story_area import is_happening, is_told_alone, province_named
from geo.events.unknown_places import unknown_places
from geo.vocab import PlaceBasis

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.model import Event
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
    if event.place is not None or event.source_original is None or not is_happening(event, annotated):
        return event
    sentence = annotated.sentences[event.sentence]
    if not is_told_alone(event, annotated) or unknown_places(sentence, annotated):
        return event
    named = [each for each in annotated.places_in(sentence) if is_local(each)]
    if not named or not all(any(start <= each.mention.start < end for start, end in voices) for each in named):
        return event
    places = [each.place for each in named if each.place is not None]
    codes = {each.admin1_pcode for each in places}
    code = next(iter(codes)) if len(codes) == 1 else None
    if code is None or any(each.name == annotated.country.capital for each in places):
        return event
    area = province_named(named, code)
    return event if area is None else replace(event, place=area, place_basis=PlaceBasis.INHERITED)
