"""What can be held: unit keys, and the fixed set of provinces with their capitals.

Knows that a provincial capital and a province are keyed by the ISO 3166-2 code of the province, everything else by
its place id, and that `AF-KDZ` the capital and `AF-KDZ` the province are two units. Refuses to key on names.
"""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

from geo.country import afghanistan
from geo.files import reference_file
from geo.ledger.districts import districts
from geo.vocab import Side, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.country import Sides

UnitKey = tuple[Unit, str]
"""A unit of territory: its kind and its id."""

PROVINCE_UNITS = (Unit.PROVINCIAL_CAPITAL, Unit.PROVINCE)
"""The kinds of which all members are known: one per province."""

_SIDES = frozenset(Side)


@cache
def _names() -> Mapping[str, tuple[str, str]]:
    with reference_file("tables/provinces.csv").open(encoding="utf-8", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: row["iso_3166_2"])
    return {row["iso_3166_2"]: (row["name"], row["capital"]) for row in rows}


@cache
def _sites() -> Mapping[str, str]:
    """The names of the bundled bases, crossings and airports, by place id."""
    with reference_file("gazetteer/sites.csv").open(encoding="utf-8", newline="") as lines:
        return {row["place_id"]: row["name"] for row in csv.DictReader(lines)}


def province_ids() -> tuple[str, ...]:
    """The ISO 3166-2 codes of the 34 provinces, ascending.

    >>> len(province_ids()), province_ids()[0]
    (34, 'AF-BAL')
    """
    return tuple(_names())


def unit_words(unit: Unit, unit_id: str) -> str:
    """The unit as a reader calls it: the name of the capital, province, district or site; other units by their id.

    >>> unit_words(Unit.PROVINCIAL_CAPITAL, "AF-PAN"), unit_words(Unit.PROVINCE, "AF-PAN")
    ('Bazarak', 'Panjshir province')
    """
    if unit is Unit.DISTRICT and unit_id in districts():
        return f"{districts()[unit_id].name} district"
    if unit not in PROVINCE_UNITS or unit_id not in _names():
        return _sites().get(unit_id, unit_id)
    province, capital = _names()[unit_id]
    return capital if unit is Unit.PROVINCIAL_CAPITAL else f"{province} province"


def side_words(side: str | None, sides: Sides | None = None) -> str:
    """The side as a reader calls it; "nobody known" for None. `sides` are by default the bundled country's.

    >>> side_words("other:Hizb-i-Islami"), side_words("nrf")
    ('Hizb-i-Islami', 'the National Resistance Front')
    """
    if side is None:
        return "nobody known"
    return (sides or afghanistan().sides).words(side)


def is_side(side: str) -> bool:
    """Whether `side` is one of the named sides or `other:<name>`.

    >>> is_side("taliban"), is_side("other:Uzbek militia"), is_side("goverment")
    (True, True, False)
    """
    return side in _SIDES or (side.startswith("other:") and len(side) > len("other:"))
