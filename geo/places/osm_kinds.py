"""What an online service calls a place, as one of our kinds.

Knows OpenStreetMap's keys and values (Nominatim, Photon) and GeoNames' feature codes. Rivers, roads, mountains and
shops are no places of a report: they have no kind and are never pins.
"""

from __future__ import annotations

from geo.vocab import PlaceKind

_PLACES = {
    "city": PlaceKind.CITY,
    "town": PlaceKind.TOWN,
    "municipality": PlaceKind.TOWN,
    "borough": PlaceKind.SITE,
    "village": PlaceKind.VILLAGE,
    "hamlet": PlaceKind.VILLAGE,
    "isolated_dwelling": PlaceKind.VILLAGE,
    "farm": PlaceKind.SITE,
    "suburb": PlaceKind.SITE,
    "quarter": PlaceKind.SITE,
    "neighbourhood": PlaceKind.SITE,
    "locality": PlaceKind.SITE,
    "county": PlaceKind.DISTRICT,
    "district": PlaceKind.DISTRICT,
    "state_district": PlaceKind.DISTRICT,
    "state": PlaceKind.PROVINCE,
    "province": PlaceKind.PROVINCE,
    "country": PlaceKind.COUNTRY,
}
_SITE_KEYS = frozenset({"aeroway", "military", "amenity", "barrier", "historic", "building", "landuse", "man_made"})
_COUNTRY_RANK, _STATE_RANKS, _DISTRICT_RANKS = 4, range(5, 10), range(10, 15)

_FEATURES = {
    "PCLI": PlaceKind.COUNTRY,
    "ADM1": PlaceKind.PROVINCE,
    "ADM2": PlaceKind.DISTRICT,
    "PPLX": PlaceKind.SITE,
    "PPLC": PlaceKind.CITY,
    "PPLA": PlaceKind.CITY,
    "PPLA2": PlaceKind.TOWN,
    "MILB": PlaceKind.SITE,
    "AIRP": PlaceKind.SITE,
    "AIRB": PlaceKind.SITE,
    "INSM": PlaceKind.SITE,
    "PSTB": PlaceKind.SITE,
    "DAM": PlaceKind.SITE,
}
_FORMER = frozenset({"PPLQ", "PPLH", "PPLW"})
_CITY_POPULATION, _TOWN_POPULATION = 50_000, 5_000


def osm_kind(key: str, value: str, *, level: str | None = None, rank: int | None = None) -> PlaceKind | None:
    """The kind of an OpenStreetMap object; None for what is no place of a report.

    `level` is what the service calls its level (Nominatim's addresstype, Photon's type), `rank` Nominatim's
    place_rank: they decide on administrative boundaries.

    >>> osm_kind("place", "hamlet"), osm_kind("waterway", "river"), osm_kind("boundary", "administrative", rank=8)
    (<PlaceKind.VILLAGE: 'village'>, None, <PlaceKind.PROVINCE: 'province'>)
    """
    if key == "place":
        return _PLACES.get(value)
    if key == "boundary" and value == "administrative":
        if level in _PLACES:
            return _PLACES[level]
        if rank is None:
            return None
        if rank <= _COUNTRY_RANK:
            return PlaceKind.COUNTRY
        return PlaceKind.PROVINCE if rank in _STATE_RANKS else PlaceKind.DISTRICT if rank in _DISTRICT_RANKS else None
    return PlaceKind.SITE if key in _SITE_KEYS else None


def geonames_kind(feature: str, population: int | None) -> PlaceKind | None:
    """The kind of a GeoNames feature code; None for what is no place of a report, destroyed places included."""
    if feature in _FEATURES:
        return _FEATURES[feature]
    if not feature.startswith("PPL") or feature in _FORMER:
        return None
    people = population or 0
    if people >= _CITY_POPULATION:
        return PlaceKind.CITY
    return PlaceKind.TOWN if people >= _TOWN_POPULATION else PlaceKind.VILLAGE
