"""The names of places in the language that is spoken: provinces, their capitals, countries.

Knows the Dari and Pashto names of the 34 provinces and the Dari names of their capitals from the bundled tables.
Refuses to transliterate: a place without such a name keeps its own.
"""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

from geo.files import reference_file
from geo.gazetteer.table import default_gazetteer
from geo.ledger.units import PROVINCE_UNITS, unit_words
from geo.vocab import PlaceKind, Unit
from maps.language import ENGLISH, catalogue, has, say, spoken
from maps.reference import read_country_names, read_provinces

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from geo.model import Place


def province_name(iso_3166_2: str | None) -> str | None:
    """The name of a province; None where the code is of none.

    >>> from maps.language import speaking
    >>> with speaking("ps"):
    ...     province_name("AF-KDZ")
    'کندز'
    """
    return _province_names(spoken()).get(iso_3166_2 or "")


def capital_name(iso_3166_2: str) -> str:
    """The name of a province's capital; in Dari and Pashto its Dari name.

    >>> from maps.language import speaking
    >>> with speaking("fa"):
    ...     capital_name("AF-JOW")
    'شبرغان'
    """
    return _capitals()[iso_3166_2][0 if spoken() == ENGLISH else 1]


def place_name(place: Place) -> str:
    """The name of a place: in Dari and Pashto that of a province or its capital, else as the gazetteer has it."""
    iso = place.iso_3166_2
    if place.kind is PlaceKind.COUNTRY:
        return country_name(place.country_code, place.name)
    if spoken() == ENGLISH or iso is None or iso not in _capitals():
        return place.name
    if place.kind is PlaceKind.PROVINCE:
        return province_name(iso) or place.name
    return capital_name(iso) if place.capital_of == iso else place.name


def country_name(code: str | None, name: str | None = None) -> str:
    """The name of a country by its ISO 3166-1 code; `name`, else the gazetteer's, where the language has none."""
    if code and has(f"country.{code}") and spoken() != ENGLISH:
        return say(f"country.{code}")
    return name or read_country_names().get(code or "", code or "")


def neighbour_name(name: str) -> str:
    """The name of a neighbouring country that the base map calls `name`."""
    codes = {english: code for code, english in catalogue(ENGLISH)["country"].items()}
    return country_name(codes.get(name), name)


def spellings(place_ids: Collection[str]) -> dict[str, str]:
    """The other names of places by their id: every spelling that the gazetteer has, folded, one a line.

    >>> "کندز" in spellings(["AF-KDZ"])["AF-KDZ"].splitlines()
    True
    """
    return {place_id: "\n".join(names) for place_id, names in default_gazetteer().names_of(set(place_ids)).items()}


def unit_name(unit: Unit, unit_id: str) -> str:
    """The name of a unit: of a capital or province in the language spoken, of a district without its unit word.

    >>> unit_name(Unit.PROVINCIAL_CAPITAL, "AF-JOW"), unit_name(Unit.PROVINCE, "AF-JOW")
    ('Sheberghan', 'Jowzjan')
    >>> unit_name(Unit.DISTRICT, "district:AF3402"), unit_name(Unit.BASE, "site:torkham")
    ('Kang', 'Torkham')
    """
    if unit not in PROVINCE_UNITS and (entry := default_gazetteer().entry(unit_id)) is not None:
        return entry.name
    if unit is Unit.PROVINCIAL_CAPITAL and unit_id in _capitals():
        return capital_name(unit_id)
    return (province_name(unit_id) if unit is Unit.PROVINCE else None) or unit_words(unit, unit_id)


def unit_title(unit: Unit, unit_id: str) -> str:
    """The name of a unit with its unit word, where the language has one for it: "Kang district".

    >>> unit_title(Unit.DISTRICT, "district:AF3402"), unit_title(Unit.PROVINCIAL_CAPITAL, "AF-JOW")
    ('Kang district', 'Sheberghan')
    """
    name, key = unit_name(unit, unit_id), f"story.of_{unit}"
    return say(key, name=name) if has(key) else name


@cache
def _province_names(code: str) -> Mapping[str, str]:
    member = {ENGLISH: "name", "fa": "name_fa", "ps": "name_ps"}[code]
    return {each.iso_3166_2: getattr(each, member) or each.name for each in read_provinces()}


@cache
def _capitals() -> Mapping[str, tuple[str, str]]:
    """ISO 3166-2 code -> the capital's name, and its Dari name."""
    path = reference_file("tables/capitals.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["iso_3166_2"]: (row["capital"], row["dari"]) for row in csv.DictReader(stream)}
