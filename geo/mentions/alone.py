"""Names that no place abroad rivals: they need no other word to be Afghan.

Knows the places of a name; what a text asks of it stands in `geo.mentions.story`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer.table import Gazetteer, Hit

_FAR_SMALLER = 10
_LONG_NAME = 6
"""A shorter name may well be borne by a place abroad that no gazetteer here knows."""
_UNITS = frozenset({PlaceKind.PROVINCE, PlaceKind.DISTRICT, PlaceKind.SITE})
_HOLDING = frozenset({" in ", ", ", ", in ", " of ", " (", " - "})


def is_capital_alone(hits: Sequence[Hit]) -> bool:
    """Whether an Afghan provincial capital bears a name as its own; no namesake abroad has a tenth of its people."""
    capitals = [
        hit.entry.population or 0 for hit in hits if hit.entry.capital_of and hit.entry.is_afghan and not hit.is_alias
    ]
    abroad = [hit.entry.population or 0 for hit in hits if not hit.entry.is_afghan]
    return bool(capitals) and max(abroad, default=0) * _FAR_SMALLER <= max(capitals)


def in_it(between: str) -> bool:
    """Whether the folded text between two names puts the first into the second: "Nawa in Syria", "Nawa, Syria"."""
    return between in _HOLDING


def is_unit_alone(name: str, hits: Sequence[Hit], gazetteer: Gazetteer) -> bool:
    """Whether a long name is borne, in any spelling, by nothing but Afghan units and what is in them."""
    if len(name) < _LONG_NAME:
        return False
    bearers = [*hits, *(own for hit in hits for own in gazetteer.lookup(hit.entry.name))]
    return all(hit.entry.is_afghan for hit in bearers) and any(hit.entry.kind in _UNITS for hit in hits)
