"""Promises about the tables that the gazetteer is built from; the build and the tests ask them alike."""

from __future__ import annotations

import csv
from collections import defaultdict
from typing import TYPE_CHECKING

from geo.gazetteer.fold import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a UTF-8 CSV table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def spellings(row: Mapping[str, str], *columns: str) -> list[str]:
    """Return the names in the given columns, split at the bar, empty ones left out."""
    return [name.strip() for column in columns for name in row[column].split("|") if name.strip()]


def district_faults(
    districts: Sequence[Mapping[str, str]], provinces: Iterable[Mapping[str, str]], ambiguous: Iterable[str]
) -> list[str]:
    """Return what is wrong with the district table, one sentence each; an empty list is what is wanted.

    No district's name or alias equals a province's name, and none stands twice in its province, unless `ambiguous`
    lists it.
    """
    allowed = {fold_name(name) for name in ambiguous}
    of_provinces = {fold_name(n): row["iso_3166_2"] for row in provinces for n in spellings(row, "name", "variants")}
    faults = []
    owners: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in districts:
        for name in spellings(row, "name", "aliases", "name_fa", "name_ps"):
            key = fold_name(name)
            owners[row["province_iso"], key].add(row["name"])
            if key in of_provinces and key not in allowed:
                faults.append(f"{name} ({row['province_iso']}) is also the name of {of_provinces[key]}")
    for (province, key), names in sorted(owners.items()):
        if len(names) > 1 and key not in allowed:
            faults.append(f"{key} stands for {' and '.join(sorted(names))} in {province}")
    return faults


def district_id(row: Mapping[str, str]) -> str:
    """Return the place id of a district's row: its P-code or, without one, its province and folded name."""
    own = row["pcode"] or f"{row['province_iso']}/{fold_name(row['name']).replace(' ', '_')}"
    return f"district:{own}"


def centre_faults(districts: Sequence[Mapping[str, str]], at: Callable[[float, float], str | None]) -> list[str]:
    """Return the districts whose centre lies in a neighbour, one sentence each.

    `at` gives the place id of the district whose polygon holds a point (longitude, latitude), or None: the user's
    installed district lines answer it (`geo.places.districts`). A point in no polygon, or in one that is matched with
    no district of the table, says nothing against it.
    """
    names = {district_id(row): f"{row['name']} ({row['province_iso']})" for row in districts}
    faults = []
    for row in districts:
        found = at(float(row["longitude"]), float(row["latitude"]))
        if found in names and found != district_id(row):
            faults.append(f"the centre of {names[district_id(row)]} lies in {names[found]}")
    return faults
