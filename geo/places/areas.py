"""The areas that a text puts a name into, and whether a place lies in one of them.

What a text says about a place binds: of "Jalalabad in Kandahar province" only places in Kandahar are candidates. An
area is a country, a foreign region, a province or a district. A few districts belonged to two provinces
(`data/tables/district_moves.csv`): they count as inside either.

Knows codes and distances; which area a text means is decided by the resolver. Distances in kilometres.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.coords import LonLat, distance_km
from geo.files import reference_file
from geo.gazetteer.fold import fold_name
from geo.vocab import WIDE_KINDS, PlaceKind

if TYPE_CHECKING:
    from geo.gazetteer.table import Entry
    from geo.model import Place

AREA_KINDS = frozenset({PlaceKind.PROVINCE, PlaceKind.COUNTRY, PlaceKind.DISTRICT, PlaceKind.REGION})
REACH = 1.5
"""A settlement without a district of record counts as in a district up to this many of its radii from its centre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A country, a foreign region, a province or a district around a place; a district with its centre and radius."""

    place_id: str
    kind: PlaceKind
    name: str
    country_code: str | None
    iso_3166_2: str | None
    admin2_name: str | None
    centre: LonLat
    radius_km: float | None

    @classmethod
    def of(cls, found: Entry | Place) -> Area:
        """The area that a gazetteer's entry or a place is."""
        metres = getattr(found, "uncertainty_m", None)
        return cls(
            place_id=found.place_id,
            kind=found.kind,
            name=found.name,
            country_code=found.country_code,
            iso_3166_2=found.iso_3166_2,
            admin2_name=found.admin2_name,
            centre=LonLat(found.longitude, found.latitude),
            radius_km=metres / 1000 if metres else getattr(found, "radius_km", None),
        )

    def holds(self, found: Entry | Place) -> bool:
        """Whether a place lies in the area; an area does not lie in itself."""
        if found.place_id == self.place_id or found.kind is PlaceKind.COUNTRY:
            return False
        if self.kind in WIDE_KINDS:
            return found.country_code == self.country_code
        if self.iso_3166_2 is None or found.kind is PlaceKind.PROVINCE:
            return False
        if self.kind is PlaceKind.DISTRICT:
            return found.iso_3166_2 == self.iso_3166_2 and self._reaches(found)
        return found.iso_3166_2 == self.iso_3166_2 or self.iso_3166_2 in other_provinces(found.admin2_pcode)

    def _reaches(self, found: Entry | Place) -> bool:
        if found.kind is PlaceKind.DISTRICT:
            return False
        if found.admin2_name is not None and self.admin2_name is not None:
            return fold_name(found.admin2_name) == fold_name(self.admin2_name)
        if self.radius_km is None:
            return False
        return distance_km(LonLat(found.longitude, found.latitude), self.centre) <= self.radius_km * REACH


def other_provinces(admin2_pcode: str | None) -> frozenset[str]:
    """The provinces (ISO 3166-2) that a district belonged to beside the one it is listed in.

    >>> sorted(other_provinces("AF3107"))
    ['AF-FYB']
    """
    return _moves().get(admin2_pcode or "", frozenset())


@cache
def _moves() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    with reference_file("tables/district_moves.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(row["pcode"], set()).add(row["province_iso"])
    return {pcode: frozenset(codes) for pcode, codes in found.items()}
