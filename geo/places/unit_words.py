"""What the words beside a name demand of its place, and when they forbid one.

A unit word is a veto. What a text calls a village is no province, no district and no provincial capital; what it calls
a district is no city; what it calls a city or a town is no province, but may be known only as the district around it;
what it calls the capital of a province is that capital. A valley is the province or the district of that name.

Knows kinds; scores are the resolver's (`geo.places.resolve`).
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from geo.vocab import SETTLEMENT_KINDS, PlaceKind

if TYPE_CHECKING:
    from geo.gazetteer.table import Entry
    from geo.model import Mention

_TOWNS = frozenset({PlaceKind.CITY, PlaceKind.TOWN})
LARGEST_VILLAGE = 50_000
"""No place with more people of record is meant by "the village of X"."""


class Fit(Enum):
    """How a place meets the word beside its name."""

    OPEN = "no word demands anything"
    FITS = "it is what the word says"
    STAND_IN = "only the district around the town bears its name"
    FORBIDDEN = "it is not what the word says"


def fit_of(entry: Entry, mention: Mention) -> Fit:
    """How a place of the gazetteer meets what the words beside a mention demand."""
    if mention.capital:
        return Fit.FITS if entry.capital_of else Fit.FORBIDDEN
    reading = mention.reading
    if reading is None or reading in {PlaceKind.SITE, PlaceKind.COUNTRY}:
        is_site = reading is PlaceKind.SITE and entry.kind is PlaceKind.SITE
        return Fit.FITS if is_site else Fit.OPEN
    if reading in _TOWNS and entry.kind is PlaceKind.DISTRICT:
        return Fit.STAND_IN
    return Fit.FITS if _is_of(entry, reading) else Fit.FORBIDDEN


def _is_of(entry: Entry, reading: PlaceKind) -> bool:
    if reading in _TOWNS:
        return entry.kind in SETTLEMENT_KINDS
    if reading is PlaceKind.VILLAGE:
        small = (entry.population or 0) <= LARGEST_VILLAGE
        return entry.kind in SETTLEMENT_KINDS and not entry.capital_of and small
    if reading is PlaceKind.REGION:
        return entry.kind in {PlaceKind.PROVINCE, PlaceKind.DISTRICT, PlaceKind.REGION}
    if reading is PlaceKind.PROVINCE:
        return entry.kind is PlaceKind.PROVINCE or (entry.kind is PlaceKind.REGION and not entry.is_afghan)
    return entry.kind is reading
