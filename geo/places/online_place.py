"""What an online service found, as a place and as a candidate of ours.

Knows precision classes, the province join for raw coordinates, and what speaks for a find. Refuses finds that are no
place of a report (they have no kind).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.coords import LonLat, distance_km
from geo.model import Place
from geo.places.placing import SETTLEMENT_M, SITE_M
from geo.places.provinces import NO_PROVINCE, default_provinces
from geo.places.resolve import HOME
from geo.vocab import SETTLEMENT_KINDS, PlaceKind, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer.table import Gazetteer
    from geo.model import Candidate
    from geo.places.services import Found

_DOUBLE_KM = 5.0
_PRECISION = {
    PlaceKind.SITE: PlacePrecision.SITE,
    PlaceKind.DISTRICT: PlacePrecision.ADMIN2,
    PlaceKind.PROVINCE: PlacePrecision.ADMIN1,
    PlaceKind.COUNTRY: PlacePrecision.COUNTRY,
} | dict.fromkeys(SETTLEMENT_KINDS, PlacePrecision.SETTLEMENT)
_LEAST_M = {PlacePrecision.SITE: SITE_M, PlacePrecision.SETTLEMENT: SETTLEMENT_M}
WEIGHTS = {"base": 0.30, "bears the name": 0.35, "settlement": 0.10, "area": 0.05, "importance": 0.15}
"""What a find is worth: from 0 to 0.9, as no online answer is as sure as the gazetteer's best."""


def place_found(found: Found, gazetteer: Gazetteer) -> Place | None:
    """The place of a find; None if it has no kind.

    The province is that of the polygons, for points in Afghanistan. The uncertainty in metres is the distance from the
    point to the farthest corner of the service's box, but no less than the default of its class.
    """
    if found.kind is None:
        return None
    precision = _PRECISION[found.kind]
    located = default_provinces().locate(found.longitude, found.latitude)
    row = int(located.index[0])
    country = found.country_code or (HOME if row != NO_PROVINCE else None)
    is_joined = row != NO_PROVINCE and country == HOME and precision is not PlacePrecision.COUNTRY
    province = default_provinces().table[row] if is_joined else None
    own = gazetteer.province(province.iso_3166_2) if province else None
    return Place(
        place_id=found.place_id,
        name=found.name,
        kind=found.kind,
        longitude=round(found.longitude, 6),
        latitude=round(found.latitude, 6),
        place_precision=precision,
        uncertainty_m=_uncertainty_m(found, precision),
        admin1_pcode=province.pcode if province else None,
        admin1_name=own.name if own else None,
        iso_3166_2=province.iso_3166_2 if province else None,
        country_code=country,
        geonameid=found.geonameid,
        province_basis=located.basis[0] if province else None,
        border_km=round(float(located.border_km[0]), 2) if province else None,
        near_border=bool(located.near_border[0]) if province else None,
        population=found.population,
    )


def score_found(found: Found, *, named: bool) -> tuple[float, tuple[str, ...]]:
    """The score of a find and its reasons; `named` says that it bears the name that was asked for."""
    reasons = ["bears the name" if named else "bears another name"]
    score = WEIGHTS["base"] + (WEIGHTS["bears the name"] if named else 0.0)
    if found.kind in SETTLEMENT_KINDS:
        reasons.append("settlement")
        score += WEIGHTS["settlement"]
    elif found.kind in {PlaceKind.DISTRICT, PlaceKind.PROVINCE}:
        reasons.append("area")
        score += WEIGHTS["area"]
    if found.weight:
        reasons.append(f"importance {found.weight:.2f}")
        score += WEIGHTS["importance"] * found.weight
    return round(score, 3), tuple(reasons)


def merge_doubles(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Without those that are an earlier one once more: the same precision and province, and within 5 km.

    OpenStreetMap often has a town as a point and as an outline.
    """
    kept: list[Candidate] = []
    for each in candidates:
        if not any(_is_double(each.place, other.place) for other in kept):
            kept.append(each)
    return tuple(kept)


def _is_double(place: Place, other: Place) -> bool:
    return (
        place.place_precision is other.place_precision
        and place.iso_3166_2 == other.iso_3166_2
        and distance_km(place.lonlat, other.lonlat) <= _DOUBLE_KM
    )


def _uncertainty_m(found: Found, precision: PlacePrecision) -> int | None:
    least = _LEAST_M.get(precision, 0)
    if found.box is None:
        return least or None
    west, south, east, north = found.box
    spot = LonLat(found.longitude, found.latitude)
    corners = (LonLat(lon, lat) for lon in (west, east) for lat in (south, north))
    return max(least, round(1000 * max(distance_km(spot, corner) for corner in corners)))
