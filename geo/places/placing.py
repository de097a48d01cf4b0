"""From a gazetteer entry to a place record: precision, uncertainty, province, and displaced points.

Knows the table of docs/codebook.md (precision classes and their default radii); refuses to choose between entries. For
a gazetteer entry the gazetteer's own province decides; polygons answer only for points that were moved ("20 km south
of Ghazni").
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from geo.coords import displaced
from geo.gazetteer.fold import fold_name
from geo.model import Place
from geo.places.installed_lines import installed_folder
from geo.vocab import SETTLEMENT_KINDS, PlaceKind, PlacePrecision, ProvinceBasis

if TYPE_CHECKING:
    from geo.gazetteer.table import Entry, Gazetteer
    from geo.model import Mention, Province
    from geo.places.districts import District
    from geo.places.provinces import Provinces

SITE_M = 1_000
SETTLEMENT_M = 2_000
LARGE_SETTLEMENT_M = 5_000
LARGE_SETTLEMENT_POPULATION = 100_000
NEAR_M = 10_000
DISPLACED_MIN_M = 5_000
NEAR_BORDER_KM = 5.0
_KEPT_PLACES = 8_192  # the same few thousand places return in every document
_PRECISION = {
    PlaceKind.SITE: PlacePrecision.SITE,
    PlaceKind.DISTRICT: PlacePrecision.ADMIN2,
    PlaceKind.PROVINCE: PlacePrecision.ADMIN1,
    PlaceKind.REGION: PlacePrecision.REGION,
    PlaceKind.COUNTRY: PlacePrecision.COUNTRY,
} | dict.fromkeys(SETTLEMENT_KINDS, PlacePrecision.SETTLEMENT)


@lru_cache(maxsize=_KEPT_PLACES)
def place_of(entry: Entry, gazetteer: Gazetteer) -> Place:
    """The place record of a gazetteer entry; its uncertainty is the default of its precision class, in metres."""
    province = gazetteer.province(entry.iso_3166_2) if entry.iso_3166_2 else None
    return Place(
        place_id=entry.place_id,
        name=entry.name,
        kind=entry.kind,
        longitude=entry.longitude,
        latitude=entry.latitude,
        place_precision=_PRECISION[entry.kind],
        uncertainty_m=_uncertainty_m(entry),
        admin1_pcode=entry.admin1_pcode,
        admin1_name=province.name if province else None,
        iso_3166_2=entry.iso_3166_2,
        admin2_pcode=entry.admin2_pcode,
        admin2_name=entry.admin2_name,
        country_code=entry.country_code,
        geonameid=entry.geonameid,
        province_basis=ProvinceBasis.GAZETTEER if entry.iso_3166_2 else None,
        border_km=entry.border_km,
        near_border=None if entry.border_km is None else entry.border_km < NEAR_BORDER_KM,
        capital_of=entry.capital_of,
        population=entry.population,
    )


def unknown_place(mention: Mention, area: Entry, gazetteer: Gazetteer) -> Place:
    """The place of a name that is not known in the province or district that the text names with it.

    It keeps the name as written and the kind that the words give it (a town, where they give none), and takes all
    else, its precision and uncertainty too, from the area, as which it is drawn. Its id is the area's, a question mark,
    and the folded name, so that two unknown names of one area are two places.
    """
    kind = mention.reading or PlaceKind.TOWN
    return replace(
        place_of(area, gazetteer),
        place_id=f"{area.place_id}?{fold_name(mention.surface).replace(' ', '_')}",
        name=mention.surface,
        kind=PlaceKind.TOWN if kind in {PlaceKind.PROVINCE, PlaceKind.COUNTRY} else kind,
        geonameid=None,
        capital_of=None,
        population=None,
    )


def _uncertainty_m(entry: Entry) -> int | None:
    if entry.kind is PlaceKind.SITE and entry.radius_km is None:
        return SITE_M
    if entry.kind in SETTLEMENT_KINDS:
        return LARGE_SETTLEMENT_M if (entry.population or 0) > LARGE_SETTLEMENT_POPULATION else SETTLEMENT_M
    return None if entry.radius_km is None else round(entry.radius_km * 1000)


def placed_near(place: Place, mention: Mention) -> Place:
    """The place that "near X" or "so many km from X" means.

    With a bearing: the displaced point, radius the larger of 5 km and a quarter of the distance, its province by
    polygon. With a distance alone: a circle of that radius on X. With a bearing alone ("north of X"): some region that
    no circle on X holds. Else 10 km around X. Provinces and countries stay what they are: nothing is near a province's
    middle.
    """
    if place.place_precision not in {PlacePrecision.SITE, PlacePrecision.SETTLEMENT, PlacePrecision.ADMIN2}:
        return place
    if mention.near_km is None:
        is_near = mention.bearing_deg is None
        precision, metres = (PlacePrecision.NEAR, NEAR_M) if is_near else (PlacePrecision.REGION, None)
        return replace(place, place_precision=precision, uncertainty_m=metres, capital_of=None)
    metres = round(mention.near_km * 1000)
    if mention.bearing_deg is None:
        return replace(place, place_precision=PlacePrecision.NEAR, uncertainty_m=metres, capital_of=None)
    spot = displaced(place.lonlat, mention.bearing_deg, mention.near_km)
    moved = replace(
        place,
        longitude=round(spot.longitude, 5),
        latitude=round(spot.latitude, 5),
        place_precision=PlacePrecision.NEAR,
        uncertainty_m=max(DISPLACED_MIN_M, metres // 4),
        capital_of=None,
        admin2_pcode=None,
        admin2_name=None,
    )
    return joined(moved) if place.iso_3166_2 else moved


def joined(place: Place) -> Place:
    """The same point with the province that the polygons give it, and its district where the user has their lines."""
    located = _provinces().locate(place.longitude, place.latitude)
    index = int(located.index[0])
    if index < 0:
        return replace(
            place,
            iso_3166_2=None,
            admin1_pcode=None,
            admin1_name=None,
            province_basis=None,
            border_km=None,
            near_border=None,
            admin2_pcode=None,
            admin2_name=None,
        )
    province = _provinces().table[index]
    border_km = float(located.border_km[0])
    district = _district(place.longitude, place.latitude)
    basis = located.basis[0]
    own = _province_of(district) if district is not None else None
    if own is not None and own != province:
        province, basis = own, ProvinceBasis.DISTRICT
    return replace(
        place,
        iso_3166_2=province.iso_3166_2,
        admin1_pcode=province.pcode,
        admin1_name=province.name,
        province_basis=basis,
        border_km=round(border_km, 2),
        near_border=border_km < NEAR_BORDER_KM,
        admin2_pcode=district.pcode if district else None,
        admin2_name=district.name if district else None,
    )


def _district(longitude: float, latitude: float) -> District | None:
    if installed_folder() is None:
        return None
    from geo.places.districts import installed_districts  # noqa: PLC0415 - shapely is loaded only for a moved point

    districts = installed_districts()
    return None if districts is None else districts.at(longitude, latitude)


def _province_of(district: District) -> Province | None:
    """The province that a district's own code belongs to: it decides where the outlines differ."""
    from geo.places.districts import code_of_province  # noqa: PLC0415 - as above

    code = code_of_province(district)
    return next((each for each in _provinces().table if each.pcode == code), None)


@cache
def _provinces() -> Provinces:
    from geo.places.provinces import Provinces  # noqa: PLC0415 - shapely is loaded only where a point has moved

    return Provinces.load()
