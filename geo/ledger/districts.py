"""The districts of `data/tables/districts.csv`: which province each lies in, by the unit ids that events carry.

Knows one list of districts among several in circulation (`geo.ledger.denominators` names the others). Refuses to say
how many districts there really are: every count made from it states its own total.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.files import reference_file
from geo.gazetteer.fold import fold_name

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """One district: `unit_id` is the gazetteer's place id, `province` an ISO 3166-2 code; `pcode` None if unknown."""

    unit_id: str
    province: str
    name: str
    pcode: str | None
    aliases: tuple[str, ...]


@cache
def districts() -> Mapping[str, District]:
    """All districts by unit id, ascending.

    >>> districts()["district:AF1905"].name
    'Imam Sahib'
    """
    with reference_file("tables/districts.csv").open(encoding="utf-8", newline="") as lines:
        found = [_district(row) for row in csv.DictReader(lines)]
    return {each.unit_id: each for each in sorted(found, key=lambda each: each.unit_id)}


@cache
def districts_by_province() -> Mapping[str, tuple[str, ...]]:
    """The unit ids of the districts of each province, both ascending.

    >>> len(districts_by_province()["AF-PAN"])
    7
    """
    found: dict[str, list[str]] = {}
    for each in districts().values():
        found.setdefault(each.province, []).append(each.unit_id)
    return {province: tuple(found[province]) for province in sorted(found)}


def _district(row: Mapping[str, str]) -> District:
    own = row["pcode"] or f"{row['province_iso']}/{fold_name(row['name']).replace(' ', '_')}"
    names = (*row["aliases"].split("|"), row["name_fa"], row["name_ps"])
    return District(
        unit_id=f"district:{own}",
        province=row["province_iso"],
        name=row["name"],
        pcode=row["pcode"] or None,
        aliases=tuple(name for name in names if name),
    )
