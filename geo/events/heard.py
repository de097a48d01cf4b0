"""Where those sit who tell of what has no place of its own: "Police in Herat said 13 people had died in floods"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.scene import is_local

if TYPE_CHECKING:
    from geo.model import Event
    from geo.text import AnnotatedDocument


def is_heard_elsewhere(unplaced: Event, placed: Event, annotated: AnnotatedDocument) -> bool:
    """Whether an event has no place, and its sentence names places, all of other provinces than the other event's.

    What is told in Herat of floods is not that of the floods in Helmand. In the country's capital all is told.
    """
    code = placed.place.admin1_pcode if placed.place is not None else None
    if unplaced.place is not None or code is None or unplaced.sentence == placed.sentence:
        return False
    sentence = annotated.sentences[unplaced.sentence]
    named = [each.place for each in annotated.places_in(sentence) if is_local(each)]
    codes = {each.admin1_pcode for each in named if each is not None and each.name != annotated.country.capital}
    return bool(codes - {None}) and code not in codes
