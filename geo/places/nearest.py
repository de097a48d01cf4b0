"""A point's surroundings: the province by polygon and the nearest known settlements.

Knows the settlements of the gazetteer as arrays on the sphere. Refuses to reach over a province line: a settlement of
another province is no address for a point, however near.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from geo.coords import EARTH_RADIUS_KM
from geo.places.placing import place_of
from geo.places.provinces import NO_PROVINCE, default_provinces
from geo.vocab import SETTLEMENT_KINDS, ProvinceBasis

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geo.gazetteer.table import Entry, Gazetteer
    from geo.model import Place
    from geo.records import Json

DISTANCE_KM = 25.0
"""How far a settlement may be from a point that it is to describe."""

_HOME = "AF"


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A place beside a point. `distance_km` is None where the place is the point's own province.

    `province` is the point's province: codes, name, `basis`, `border_km`, `near_border`; None outside Afghanistan.
    """

    place: Place
    distance_km: float | None
    province: Json | None


def find_nearest(gazetteer: Gazetteer, longitude: float, latitude: float, reach_km: float, most: int) -> list[Near]:
    """The settlements within reach of a point, nearest first, at most so many; else its province; else nothing.

    Degrees, longitude first. Distances are great circles on the mean sphere, rounded to 10 m; a tie goes to the smaller
    place id. A point in Afghanistan gets settlements of its own province only, any other point foreign ones only.
    """
    province = _province_at(longitude, latitude)
    settlements = _settlements(gazetteer)
    own = settlements.codes == (province["iso_3166_2"] if province else "")
    kilometres = settlements.distances(longitude, latitude)
    rows = np.flatnonzero(own & (kilometres <= reach_km))
    ranked = sorted(rows, key=lambda row: (kilometres[row], settlements.entries[row].place_id))[:most]
    if not ranked and province:
        return [
            Near(place=_province_place(gazetteer, province, longitude, latitude), distance_km=None, province=province)
        ]
    return [
        Near(
            place=place_of(settlements.entries[row], gazetteer),
            distance_km=round(float(kilometres[row]), 2),
            province=province,
        )
        for row in ranked
    ]


class _Settlements:
    """All settlements of a gazetteer: unit vectors, province codes ("" abroad) and entries, in one order."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        # A settlement of Afghanistan without a province belongs to none and answers for none.
        self.codes: NDArray[np.str_] = np.array(
            [entry.iso_3166_2 or ("" if entry.country_code != _HOME else "?") for entry in entries], dtype=np.str_
        )
        self.vectors = _vectors(
            np.array([entry.longitude for entry in entries]), np.array([entry.latitude for entry in entries])
        )

    def distances(self, longitude: float, latitude: float) -> NDArray[np.float64]:
        """Great-circle kilometres from a point to each of them."""
        chords = np.linalg.norm(self.vectors - _vectors(np.array(longitude), np.array(latitude)), axis=-1)
        return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, chords / 2)), dtype=np.float64)


_KNOWN: WeakKeyDictionary[Gazetteer, _Settlements] = WeakKeyDictionary()


def _settlements(gazetteer: Gazetteer) -> _Settlements:
    known = _KNOWN.get(gazetteer)
    if known is None:
        hits = (hit for index in range(len(gazetteer.folded_names())) for hit in gazetteer.hits(index))
        found = {hit.entry.row: hit.entry for hit in hits if hit.entry.kind in SETTLEMENT_KINDS}
        known = _KNOWN[gazetteer] = _Settlements([found[row] for row in sorted(found)])
    return known


def _vectors(longitude: NDArray[np.float64], latitude: NDArray[np.float64]) -> NDArray[np.float64]:
    lon, lat = np.radians(longitude), np.radians(latitude)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)


def _province_at(longitude: float, latitude: float) -> Json | None:
    provinces = default_provinces()
    located = provinces.locate(longitude, latitude)
    row = int(located.index[0])
    if row == NO_PROVINCE:
        return None
    province, basis = provinces.table[row], located.basis[0]
    return {
        "iso_3166_2": province.iso_3166_2,
        "admin1_pcode": province.pcode,
        "admin1_name": province.name,
        "province_basis": ProvinceBasis(basis).value,
        "border_km": round(float(located.border_km[0]), 2),
        "near_border": bool(located.near_border[0]),
    }


def _province_place(gazetteer: Gazetteer, province: Json, longitude: float, latitude: float) -> Place:
    """The province, at the point that was asked: its precision says that no more is known."""
    place = place_of(gazetteer.province(province["iso_3166_2"]), gazetteer)
    return replace(
        place,
        longitude=longitude,
        latitude=latitude,
        province_basis=ProvinceBasis(province["province_basis"]),
        border_km=province["border_km"],
        near_border=province["near_border"],
    )
