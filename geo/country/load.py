"""Loads a country's tables into a `CountryPack`.

A country is a folder of `data/countries/` named by its ISO 3166-1 alpha-3 code in lower case; `shared/` holds what
every country needs. Loading reads files and is done once by the session; the pack is passed in from there.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geo.country.actor_entries import home_entry, read_country_names, read_demonyms, read_names, read_nouns
from geo.country.actors import ActorIndex
from geo.country.denominators import read_denominators
from geo.country.pack import AdminLevel, CountryPack, Projection
from geo.country.sides_table import read_sides
from geo.files import reference_file

if TYPE_CHECKING:
    from pathlib import Path

_OWN = ("country.toml", "sides.toml", "actors.toml", "denominators.toml")


def load_country(folder: Path, language: str = "en") -> CountryPack:
    """Read a country's folder, with the shared tables beside it; `language` chooses the nouns.

    Raises:
        ReferenceDataError: A side has no known form, or a period is none.
    """
    shared = folder.parent / "shared"
    nouns, demonyms = shared / f"nouns.{language}.toml", shared / "demonyms.csv"
    own = [folder / name for name in _OWN]
    country = tomllib.loads(own[0].read_text(encoding="utf-8"))
    foreign = {f"other:{name}" for name in _adjectives(demonyms).values()}
    sides = replace(read_sides(folder / "sides.toml"), foreign=frozenset(foreign))
    entries = [
        *read_names(folder / "actors.toml"),
        *read_names(shared / "actors.toml"),
        *read_nouns(nouns),
        *read_demonyms(demonyms),
        home_entry(country["demonyms"]),
    ]
    entries += read_country_names(shared / "country_names.csv", demonyms, entries)
    return CountryPack(
        code=country["code"],
        code3=country["code3"],
        name=country["name"],
        names=tuple(country["names"]),
        demonyms=tuple(country["demonyms"]),
        foreign_demonyms=_adjectives(demonyms),
        capital=country["capital"],
        foreign_capitals=_capitals(shared / "country_names.csv"),
        neighbours=country.get("neighbours", {}),
        admin_levels=tuple(AdminLevel(**row) for row in country["admin_level"]),
        time_zone_name=country["time_zone"]["name"],
        utc_offset_minutes=country["time_zone"]["utc_offset_minutes"],
        projection=Projection(**country["projection"]),
        denominators=read_denominators(folder / "denominators.toml"),
        sides=sides,
        actors=ActorIndex(entries, sides),
        language=language,
        version=country["version"],
        sha256=_digest([*own, shared / "actors.toml", nouns, demonyms]),
    )


def _adjectives(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["adjective"]: row["country"] for row in csv.DictReader(file)}


def _capitals(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["country"] for row in csv.DictReader(file) if row["kind"] == "capital"}


def _digest(paths: list[Path]) -> str:
    """A sum over names and bytes, in the given order: the same tables give the same sum on every machine."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.parent.name}/{path.name}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@cache
def afghanistan() -> CountryPack:
    """The bundled country, read once: what a session passes in where nothing else is asked for.

    >>> afghanistan().time_zone_name
    'Asia/Kabul'
    """
    return load_country(reference_file("countries/afg"))
