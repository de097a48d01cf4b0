"""Where a feed's row is, as a record: the place to draw, and the unit of territory that a change is about.

Knows rows of `geo.feeds.rows` and the gazetteer. A row's own coordinates stay where they are; the gazetteer gives the
town, the district or the province its name and id. Refuses to make more of a row than it says: a row that is known to
its district is never the district's capital, one that is known to its province is no unit at all.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geo.coords import LonLat, distance_km
from geo.events.territory import TerritoryUnit, unit_of
from geo.feeds.names import district, provinces
from geo.gazetteer.fold import fold_name
from geo.gazetteer.table import default_gazetteer
from geo.model import Place
from geo.places.placing import NEAR_M, SETTLEMENT_M, place_of
from geo.vocab import SETTLEMENT_KINDS, PlaceKind, PlacePrecision, ProvinceBasis, Unit

if TYPE_CHECKING:
    from geo.gazetteer.table import Entry

Row = dict[str, Any]
SAME_TOWN_KM = 15.0
"""A town of the gazetteer is the one that a row names if it lies in the same province and so near."""
_KEPT = 65_536
_PART_MARK = " - "


@dataclass(frozen=True, slots=True)
class Ground:
    """The place and the unit of a territory row, or why there is none."""

    place: Place | None = None
    unit: TerritoryUnit | None = None
    missing: str | None = None


def place_of_row(row: Row) -> Place | None:
    """The place to draw: a point at the row's own coordinates, a district, a province; None for less."""
    precision = PlacePrecision(row["place_precision"])
    if precision in {PlacePrecision.SITE, PlacePrecision.SETTLEMENT, PlacePrecision.NEAR}:
        if row["longitude"] is None or row["latitude"] is None:
            return None
        return _point(row, precision)
    iso = row["iso_3166_2"]
    if precision is PlacePrecision.ADMIN2 and (found := district(row["admin2_name"], _province_index(iso))):
        return place_of(found, default_gazetteer())
    if precision in {PlacePrecision.ADMIN1, PlacePrecision.ADMIN2} and iso:
        return place_of(default_gazetteer().province(iso), default_gazetteer())
    return None


def ground_of_row(row: Row, feed_id: str) -> Ground:
    """The unit that changed hands, by the row's precision and the name of its place."""
    precision, name, iso = PlacePrecision(row["place_precision"]), row["place_name"], row["iso_3166_2"]
    if iso is None:
        return Ground(missing="no province is known for it")
    if precision is PlacePrecision.ADMIN2:
        found = district(row["admin2_name"], _province_index(iso))
        if found is None:
            return Ground(missing=f"no district is known as {row['admin2_name']!r} in {iso}")
        place = place_of(found, default_gazetteer())
        return Ground(place, unit_of(place))
    if precision is not PlacePrecision.SETTLEMENT or not name:
        return Ground(missing="it is known only to its province or less, and no part of that is named")
    at = LonLat(row["at_longitude"], row["at_latitude"])
    known = _town(name, iso, at)
    if known is not None:
        place = place_of(known, default_gazetteer())
        return Ground(place, unit_of(place))
    whole = name.partition(_PART_MARK)[0]
    if whole != name and _town(whole, iso, at) is not None:
        return Ground(missing=f"{name!r} is only a part of {whole}")
    seat = district(name, _province_index(iso))
    if seat is not None:
        place = place_of(seat, default_gazetteer())
        return Ground(place, TerritoryUnit(unit=Unit.DISTRICT_CENTRE, unit_id=place.place_id))
    place_id = f"{feed_id}:{fold_name(name)}@{iso}"
    return Ground(
        replace(_point(row, precision), place_id=place_id), TerritoryUnit(unit=Unit.VILLAGE, unit_id=place_id)
    )


@lru_cache(maxsize=_KEPT)
def _town(name: str, iso: str, at: LonLat) -> Entry | None:
    """The settlement or site of that name in that province nearest to the point, if it is near enough."""
    hits = (hit.entry for hit in default_gazetteer().lookup(name))
    kinds = SETTLEMENT_KINDS | {PlaceKind.SITE}
    found = [
        (distance_km(at, LonLat(entry.longitude, entry.latitude)), entry.place_id, entry)
        for entry in hits
        if entry.kind in kinds and entry.iso_3166_2 == iso
    ]
    near = [each for each in found if each[0] <= SAME_TOWN_KM]
    return min(near, key=lambda each: each[:2])[2] if near else None


def _point(row: Row, precision: PlacePrecision) -> Place:
    """A place at the row's coordinates, named as the row names it."""
    longitude, latitude, iso = row["at_longitude"], row["at_latitude"], row["iso_3166_2"]
    name = row["place_name"] or row["admin2_name"] or row["admin1_name"] or "unnamed place"
    town = _town(name, iso, LonLat(longitude, latitude)) if iso and precision is PlacePrecision.SETTLEMENT else None
    default_m = NEAR_M if precision is PlacePrecision.NEAR else SETTLEMENT_M
    return Place(
        place_id=town.place_id if town else f"point:{longitude:.5f},{latitude:.5f}",
        name=name,
        kind=town.kind if town else PlaceKind.VILLAGE,
        longitude=longitude,
        latitude=latitude,
        place_precision=precision,
        uncertainty_m=row["uncertainty_m"] or default_m,
        admin1_pcode=row["admin1_pcode"],
        admin1_name=row["admin1_name"],
        iso_3166_2=iso,
        admin2_pcode=row["admin2_pcode"],
        admin2_name=row["admin2_name"],
        country_code=row["country_code"],
        geonameid=town.geonameid if town else None,
        province_basis=ProvinceBasis(row["province_basis"]) if row["province_basis"] else None,
        border_km=row.get("border_km"),
        near_border=row.get("near_border"),
        capital_of=town.capital_of if town else None,
        population=town.population if town else None,
    )


@lru_cache
def _province_index(iso: str | None) -> int:
    return next((index for index, entry in enumerate(provinces()) if entry.iso_3166_2 == iso), -1)
