"""The names of provinces and districts in a feed's columns: what they mean in the gazetteer, column by column.

Knows the 34 provinces by name, spelling, FIPS code and number, and the districts of each. Refuses to guess: a name that
is no province's stays unknown. A column of millions of rows holds few names; each is looked up once.
"""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from geo.files import reference_file
from geo.gazetteer.table import default_gazetteer
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy.typing import NDArray

    from geo.gazetteer.table import Entry

UNKNOWN = -1
_TAILS = (" province", " wilayat", " velayat", " district", " city")
_FIPS_COUNTRY = "AF"


@cache
def provinces() -> tuple[Entry, ...]:
    """The 34 provinces by P-code: an index into them is an index into the shapes that points are joined with."""
    return default_gazetteer().provinces()


@cache
def fips_codes() -> dict[str, int]:
    """FIPS 10-4 code (AF01 to AF42) -> index into `provinces`; its number is GeoNames' admin1 code here.

    >>> provinces()[fips_codes()["AF24"]].name
    'Kunduz'
    """
    by_iso = {entry.iso_3166_2: index for index, entry in enumerate(provinces())}
    with reference_file("tables/provinces.csv").open(encoding="utf-8", newline="") as file:
        return {
            f"{_FIPS_COUNTRY}{int(row['geonames_admin1']):02d}": by_iso[row["iso_3166_2"]]
            for row in csv.DictReader(file)
        }


def province_indexes(names: pa.Array) -> NDArray[np.int16]:
    """The index of each name among `provinces`, `UNKNOWN` where it is none (or there is no name)."""
    unique = pc.unique(names)
    known = np.array([_province(name) for name in unique.to_pylist()], dtype=np.int16)
    at = pc.index_in(names, unique).to_numpy(zero_copy_only=False).astype(np.int64)
    return np.asarray(known[at], dtype=np.int16)


@cache
def _province(name: str | None) -> int:
    if not name:
        return UNKNOWN
    code = fips_codes().get(name)
    if code is not None:
        return code
    for written in _spellings(name):
        for hit in default_gazetteer().lookup(written):
            if hit.entry.kind is PlaceKind.PROVINCE and hit.entry.is_afghan:
                return provinces().index(hit.entry)
    return UNKNOWN


@cache
def district(name: str | None, province: int) -> Entry | None:
    """The district of that name in a province (an index into `provinces`), or None."""
    if not name or province == UNKNOWN:
        return None
    iso = provinces()[province].iso_3166_2
    for written in _spellings(name):
        for hit in default_gazetteer().lookup(written):
            if hit.entry.kind is PlaceKind.DISTRICT and hit.entry.iso_3166_2 == iso:
                return hit.entry
    return None


def _spellings(name: str) -> tuple[str, ...]:
    """The name as it stands, then without a word for what it is."""
    small = name.casefold()
    return (name, *(name[: -len(tail)] for tail in _TAILS if small.endswith(tail)))
