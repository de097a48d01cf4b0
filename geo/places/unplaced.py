"""The problem of a name that got no place, or a place that is not on record: what was known of it, and what not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.errors import Problem, ProblemKind
from geo.gazetteer.acceptance import nearest_spellings
from geo.places.choosing import is_any_left

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer.table import Gazetteer
    from geo.model import Candidate, Place, Resolution


def problem_of(resolution: Resolution, document_id: str | None, gazetteer: Gazetteer) -> Problem:
    """Why the name of a resolution has no place, or which stated area stands for it."""
    surface = resolution.mention.surface
    kind = ProblemKind.UNKNOWN_PLACE
    if resolution.is_unknown and resolution.place is not None:
        message = f'"{surface}" is not known in {_area_words(resolution.place)}, and is placed as that.'
        message += _hint(surface, resolution.place.iso_3166_2, gazetteer)
    elif not resolution.candidates and resolution.mention.name_index is None:
        message = f'"{surface}" is written of as a place, but no place of that name is known.'
    elif not resolution.candidates:
        message = f'"{surface}" is a name in Afghanistan, but nothing else in the text says so; no place was chosen.'
    elif not is_any_left(resolution.candidates):
        known = _named(resolution.candidates[:1])
        message = f'"{surface}" is known only as {known}, which is not what the text says; no place was chosen.'
    else:
        kind = ProblemKind.AMBIGUOUS_PLACE
        message = f'"{surface}" could be {_named(resolution.candidates[:2])}; no place was chosen.'
    return Problem(kind=kind, message=message, document_id=document_id)


def _named(candidates: Sequence[Candidate]) -> str:
    return ", ".join(
        f"{c.place.name} ({c.place.iso_3166_2 or c.place.country_code}, {c.score:.2f})" for c in candidates
    )


def _area_words(place: Place) -> str:
    """The stated area that an unknown place is drawn as."""
    return f"{place.admin2_name} district" if place.admin2_name else f"{place.admin1_name} province"


def _hint(surface: str, province: str | None, gazetteer: Gazetteer) -> str:
    near = nearest_spellings(surface, province, gazetteer) if province else ()
    return f" Similar names there, not taken: {', '.join(near)}." if near else ""
