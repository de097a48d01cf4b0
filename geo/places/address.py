"""Addresses with commas, and names with the word that says what they are: "Andar district, Ghazni, Afghanistan".

Knows a name followed by the larger areas that hold it, from small to large. Refuses any other wording: that is for who
reads running text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.places.answer import Query
from geo.places.conditions import bare_name, find_countries, find_districts, find_province, is_of_kind

if TYPE_CHECKING:
    from geo.gazetteer.table import Gazetteer

_COMMA = re.compile(r"\s*[,\u060c]\s*")
_MOST_PARTS = 4
_LONGEST = 200


def read_address(text: str, gazetteer: Gazetteer, *, known_only: bool = True) -> Query | None:
    """The name in a short address with the areas around it as conditions; None where some part is not known as one.

    Read from the end: a country, a province, a district, each at most once; what is left must be one name that the
    gazetteer has, or, without `known_only`, any one name.

    >>> from geo.gazetteer.table import default_gazetteer
    >>> asked = read_address("Andar district, Ghazni", default_gazetteer())
    >>> asked.name, asked.kind.value, asked.admin1
    ('andar', 'district', 'Ghazni')
    """
    parts = _COMMA.split(text.strip())
    if len(text) > _LONGEST or len(parts) > _MOST_PARTS or not all(parts):
        return None
    name, kind = bare_name(parts[0])
    asked = Query(name=name if kind else parts[0], kind=kind)
    for part in reversed(parts[1:]):
        narrowed = _narrowed(asked, part, gazetteer)
        if narrowed is None:
            return None
        asked = narrowed
    if not known_only:
        return asked
    hits = gazetteer.lookup(asked.name)
    known = any(kind is None or is_of_kind(hit.entry.kind, kind) for hit in hits)
    return asked if known else None


def _narrowed(asked: Query, part: str, gazetteer: Gazetteer) -> Query | None:
    """The query with one more area, which must be smaller than those it has."""
    if not (asked.country or asked.admin1 or asked.district) and (codes := find_countries(part, gazetteer)):
        return replace(asked, country=codes[0])
    if not (asked.admin1 or asked.district) and find_province(part, gazetteer):
        return replace(asked, admin1=part)
    if not asked.district and find_districts(part, gazetteer, None):
        return replace(asked, district=part)
    return None
