"""How a place is written in an address: "Kunduz, Kunduz province, Afghanistan", in English, Dari or Pashto.

Knows the names that the tables give in those languages, and the Arabic-script names of the gazetteer. Refuses to
transliterate: a name that is nowhere written in the language stays as it is in English.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from geo.files import reference_file
from geo.vocab import PlaceKind, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.gazetteer.table import Gazetteer
    from geo.model import Place

ENGLISH, DARI, PASHTO = "en", "fa", "ps"
_PROVINCE_WORDS = {ENGLISH: "{} province", DARI: "ولایت {}", PASHTO: "{} ولایت"}
_DISTRICT_WORDS = {ENGLISH: "{} district", DARI: "ولسوالی {}", PASHTO: "{} ولسوالۍ"}
_NEAR_WORDS = {ENGLISH: "near {}", DARI: "نزدیک {}", PASHTO: "{} ته نږدې"}
_COMMAS = {ENGLISH: ", ", DARI: "، ", PASHTO: "، "}
_ARABIC_SCRIPT = re.compile("[\u0600-\u06ff]")
_SUBTAG = re.compile(r"[\s,;]+")

_LOCAL: WeakKeyDictionary[Gazetteer, dict[str, str]] = WeakKeyDictionary()


def pick_language(wanted: str | None) -> str:
    """The first language of the list that names are kept in: English, Dari or Pashto; else English.

    Takes what geopy's services take: a language tag, or an Accept-Language list.

    >>> pick_language("de, prs;q=0.9"), pick_language("ps-AF"), pick_language(None)
    ('fa', 'ps', 'en')
    """
    known = {ENGLISH: ENGLISH, DARI: DARI, "prs": DARI, PASHTO: PASHTO, "pus": PASHTO}
    tags = _SUBTAG.split(wanted.lower()) if wanted else []
    primary = (tag.partition("-")[0] for tag in tags)
    return next((known[tag] for tag in primary if tag in known), ENGLISH)


def address_of(place: Place, gazetteer: Gazetteer, language: str = ENGLISH) -> str:
    """The place with its province and country, from small to large; what is unknown is left out.

    A province or a country is not named twice. A displaced point ("20 km south of Ghazni") is written as near its
    place, and so never passes for it.
    """
    own = _name(place.place_id, place.name, gazetteer, language)
    if place.kind is PlaceKind.DISTRICT:
        own = _DISTRICT_WORDS[language].format(own)
    elif place.kind is PlaceKind.PROVINCE:
        own = _PROVINCE_WORDS[language].format(own)
    if place.place_precision is PlacePrecision.NEAR:
        own = _NEAR_WORDS[language].format(own)
    lines = [own]
    if place.admin1_name and place.iso_3166_2 and place.kind is not PlaceKind.PROVINCE:
        province = _name(place.iso_3166_2, place.admin1_name, gazetteer, language)
        lines.append(_PROVINCE_WORDS[language].format(province))
    if place.country_code and place.kind is not PlaceKind.COUNTRY:
        lines.append(_country(place.country_code, gazetteer, language))
    return _COMMAS[language].join(lines)


def _country(code: str, gazetteer: Gazetteer, language: str) -> str:
    entry = gazetteer.entry(f"country:{code}")
    return _name(entry.place_id, entry.name, gazetteer, language) if entry else code


def _name(place_id: str, english: str, gazetteer: Gazetteer, language: str) -> str:
    if language == ENGLISH:
        return english
    official = _official()
    spellings = [official.get((place_id, each)) for each in _preference(language)]
    return next((name for name in spellings if name), None) or _local_names(gazetteer).get(place_id) or english


def _preference(language: str) -> Iterable[str]:
    """Most names are written alike in Dari and Pashto, so one stands in for the other."""
    return (DARI, PASHTO) if language == DARI else (PASHTO, DARI)


@cache
def _official() -> dict[tuple[str, str], str]:
    """The names that the tables give, by place id and language."""
    from geo.places.provinces import default_provinces  # noqa: PLC0415 - brings shapely

    found: dict[tuple[str, str], str | None] = {}
    for province in default_provinces().table:
        found[province.iso_3166_2, DARI] = province.name_fa
        found[province.iso_3166_2, PASHTO] = province.name_ps
    for row in _rows("tables/districts.csv"):
        if row["pcode"]:
            found[f"district:{row['pcode']}", DARI] = row["name_fa"]
            found[f"district:{row['pcode']}", PASHTO] = row["name_ps"]
    return {key: name for key, name in found.items() if name}


def _rows(name: str) -> list[dict[str, str]]:
    with reference_file(name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def _capital_names() -> dict[str, str]:
    return {row["iso_3166_2"]: row["dari"] for row in _rows("tables/capitals.csv") if row["dari"]}


def _local_names(gazetteer: Gazetteer) -> dict[str, str]:
    """The Arabic-script name of each Afghan place and of each country: its own name before an alias."""
    names = _LOCAL.get(gazetteer)
    if names is None:
        best: dict[str, tuple[bool, str]] = {}
        for index, folded in enumerate(gazetteer.folded_names()):
            if not _ARABIC_SCRIPT.search(folded):
                continue
            for hit in gazetteer.hits(index):
                if hit.entry.is_afghan or hit.entry.kind is PlaceKind.COUNTRY:
                    place_id, key = hit.entry.place_id, (hit.is_alias, folded)
                    best[place_id] = min(best.get(place_id, key), key)
        names = {place_id: name for place_id, (_, name) in best.items()}
        for code, name in _capital_names().items():
            if capital := gazetteer.capital(code):
                names[capital.place_id] = name
        _LOCAL[gazetteer] = names
    return names
