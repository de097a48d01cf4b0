"""The reference shapes and credits that the views draw: provinces, capitals, neighbours, sources.

Knows the bundled files and hands them out as plain values, longitude before latitude, degrees WGS 84. Refuses to join a
point to a province: that is `geo.places`.
"""

from __future__ import annotations

import csv
import json
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.coords import check_lonlat
from geo.errors import ReferenceDataError
from geo.files import reference_file
from geo.model import Province
from geo.places.installed_lines import installed_folder
from geo.user_folder import installed_sets, read_receipt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.coords import LonLat

Geometry = dict[str, Any]
"""A GeoJSON geometry, as parsed."""

_CREDIT_FOLDERS = ("boundaries", "gazetteer", "tables")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source of reference data or code, as the page and the exports credit it."""

    title: str
    licence: str
    attribution: str

    @property
    def credit(self) -> str:
        """The attribution, with the licence where it does not name it itself.

        >>> Source(title="Leaflet", licence="BSD-2-Clause", attribution="Leaflet contributors").credit
        'Leaflet contributors (BSD-2-Clause)'
        """
        named = self.licence.partition(" (")[0] in self.attribution
        return self.attribution if named else f"{self.attribution} ({self.licence})"


LEAFLET = Source(title="Leaflet", licence="BSD-2-Clause", attribution="Leaflet, Volodymyr Agafonkin and contributors")


@cache
def _features(name: str) -> tuple[dict[str, Any], ...]:
    path = reference_file(f"boundaries/{name}.geojson")
    return tuple(json.loads(path.read_text(encoding="utf-8"))["features"])


@cache
def read_provinces() -> tuple[Province, ...]:
    """The 34 provinces, ordered by ISO 3166-2 code.

    >>> [province.name for province in read_provinces()[:2]]
    ['Balkh', 'Bamyan']
    """
    found = [
        Province(
            iso_3166_2=each["iso_3166_2"],
            pcode=each["pcode"],
            geonames_admin1=each["geonames_admin1"],
            name=each["name"],
            capital=each["capital"],
            name_fa=each.get("name_fa"),
            name_ps=each.get("name_ps"),
        )
        for each in (feature["properties"] for feature in _features("afg_admin1"))
    ]
    return tuple(sorted(found, key=lambda province: province.iso_3166_2))


@cache
def read_province_shapes() -> Mapping[str, Geometry]:
    """ISO 3166-2 code -> polygon, with right-hand rings as bundled."""
    return {each["properties"]["iso_3166_2"]: each["geometry"] for each in _features("afg_admin1")}


def district_shape(place_id: str) -> Geometry | None:
    """The polygon of a district where the user has installed district lines, else None."""
    if installed_folder() is None:
        return None
    from geo.places.districts import installed_districts  # noqa: PLC0415 - shapely is loaded only for them

    districts = installed_districts()
    return None if districts is None else districts.shape(place_id)


@cache
def read_neighbours() -> tuple[tuple[str, Geometry], ...]:
    """The neighbouring countries as `(name, geometry)`, clipped to the window of the base map, ordered by name."""
    return tuple(
        sorted(((each["properties"]["name"], each["geometry"]) for each in _features("neighbours")), key=_first)
    )


def _first(pair: tuple[str, Geometry]) -> str:
    return pair[0]


@cache
def read_capitals() -> Mapping[str, LonLat]:
    """ISO 3166-2 code -> where its capital stands."""
    path = reference_file("tables/capitals.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return {
            row["iso_3166_2"]: check_lonlat(float(row["longitude"]), float(row["latitude"]))
            for row in csv.DictReader(stream)
        }


@cache
def read_country_names() -> Mapping[str, str]:
    """ISO 3166-1 code -> the country's name, from the gazetteer's rows of kind `country`."""
    path = reference_file("gazetteer/places.tsv")
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["country_code"]: row["name"] for row in rows if row["kind"] == "country"}


def read_sources() -> tuple[Source, ...]:
    """Every credit once, ordered by its words, Leaflet among them.

    They come from the `SOURCES.toml` beside the bundled files, so a new source is credited by being declared there;
    and from the receipts of what the user installed.
    """
    found: dict[str, Source] = {LEAFLET.attribution: LEAFLET}
    for source in (*_declared(*_CREDIT_FOLDERS), *_installed()):
        found.setdefault(source.attribution, source)
    return tuple(found[words] for words in sorted(found, key=str.casefold))


def read_drawn_credits() -> tuple[Source, ...]:
    """The credits of what a picture draws, outlines and place names, as declared, and of what the user installed."""
    found: dict[str, Source] = {}
    for source in (*_declared("boundaries", "gazetteer"), *_installed()):
        found.setdefault(source.attribution, source)
    return tuple(found[words] for words in sorted(found, key=str.casefold))


def _installed() -> Iterator[Source]:
    for kind in ("gazetteer", "boundaries"):
        for receipt in map(read_receipt, installed_sets(kind)):
            yield Source(title=receipt.title, licence=receipt.licence, attribution=receipt.attribution)


@cache
def _declared(*folders: str) -> tuple[Source, ...]:
    return tuple(_read_declared(folders))


def _read_declared(folders: Iterable[str]) -> Iterator[Source]:
    for folder in folders:
        try:
            path = reference_file(f"{folder}/SOURCES.toml")
        except ReferenceDataError:
            continue  # a folder that declares nothing has nothing to credit
        for each in tomllib.loads(path.read_text(encoding="utf-8")).get("source", {}).values():
            title = each.get("title")
            if title:
                licence = each.get("licence") or "licence not stated"
                yield Source(title=title, licence=licence, attribution=each.get("attribution") or title)
