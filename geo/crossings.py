"""Which sites are border crossings, by their names or by the table of sites."""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import TYPE_CHECKING

from geo.files import reference_file

if TYPE_CHECKING:
    from geo.model import Place

_CROSSING = re.compile(r"\b(crossing|border|port|bandar|torkham|torghundi|hairatan|islam qala)\b", re.IGNORECASE)


def is_crossing(place: Place) -> bool:
    """Whether a site is a border crossing, by its name or the table of sites."""
    return is_crossing_called(place.place_id, place.name)


def is_crossing_called(place_id: str, name: str) -> bool:
    """Whether a site with this id and name is a border crossing."""
    return place_id in _crossings() or bool(_CROSSING.search(name))


@cache
def _crossings() -> frozenset[str]:
    """The ids of the sites that the table of sites calls crossings."""
    with reference_file("gazetteer/sites.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(
            row["place_id"] for row in csv.DictReader(file) if _CROSSING.search(f"{row['name']} {row['note']}")
        )
