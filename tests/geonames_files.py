"""Small files in GeoNames' own formats, made here: a country dump and its alternate names."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ADMIN1 = {"KDZ": "24", "KAN": "23", "KAB": "13", "NAN": "18", "BDS": "01"}
"""GeoNames' own admin1 codes of some provinces."""


def dump_row(
    geonameid: int,
    name: str,
    longitude: float | str,
    latitude: float | str,
    *,
    feature: str = "P.PPL",
    admin1: str = ADMIN1["KDZ"],
    admin2: str = "",
    others: str = "",
    population: str = "0",
    country: str = "AF",
    ascii_name: str | None = None,
) -> str:
    """One line of AF.txt: 19 columns, latitude before longitude as GeoNames has it."""
    feature_class, code = feature.split(".")
    fields = [
        str(geonameid), name, name if ascii_name is None else ascii_name, others, str(latitude), str(longitude),
        feature_class, code, country, "", admin1, admin2, "", "", population, "", "400", "Asia/Kabul", "2020-06-10",
    ]  # fmt: skip
    return "\t".join(fields)


def alternate_row(
    number: int, geonameid: int, language: str, name: str, *, historic: bool = False, to: str = ""
) -> str:
    """One line of alternateNamesV2.txt: 10 columns."""
    return "\t".join([str(number), str(geonameid), language, name, "", "", "", "1" if historic else "", "", to])


def write_zip(path: Path, files: dict[str, str]) -> Path:
    """A ZIP archive of texts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def write_dump(path: Path, rows: list[str]) -> Path:
    """AF.zip as GeoNames gives it: the table and a readme."""
    return write_zip(path, {"AF.txt": "\n".join(rows) + "\n", "readme.txt": "Readme for GeoNames Gazetteer\n"})
