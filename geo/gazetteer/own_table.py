"""Places from a table of the user's own: a CSV or a GeoJSON of points, with columns of its own.

Knows under which names the columns usually stand (`FIELDS`), and takes others by name. Each row becomes a `DumpRow`, as
a row of GeoNames' dump does, so that `geo.gazetteer.extra` builds both alike. A row says its province by code or name,
or not at all: then the point decides. Refuses to mend a row: what is broken is a `Problem` with its line, and the rest
goes on.

Longitude before latitude, degrees, WGS 84.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from typing import TYPE_CHECKING, Any

from geo.coords import degrees_or_none
from geo.errors import Problem, ProblemKind, UsageError
from geo.gazetteer.fold import fold_name
from geo.gazetteer.geonames_dump import LONGEST_NAME, DumpRow
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from geo.gazetteer.table import Gazetteer

FIELDS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "name_en", "place", "village", "settlement", "nam"),
    "other_names": ("other_names", "alternatenames", "alternate_names", "aliases", "alt_name", "alt_names"),
    "longitude": ("longitude", "lon", "lng", "long", "x"),
    "latitude": ("latitude", "lat", "y"),
    "kind": ("kind", "type", "fclass", "place_type"),
    "province": ("province", "admin1", "adm1_pcode", "adm1_en", "prov_na_en", "iso_3166_2"),
    "district": ("district", "admin2", "adm2_pcode", "adm2_en", "dist_na_en"),
    "population": ("population", "pop"),
    "id": ("id", "fid", "osm_id", "gid"),
}
"""The columns that are read, and the names that they are found under; case does not count, the first one wins."""

MOST_TABLE_BYTES = 200_000_000
SUFFIXES = frozenset({".csv", ".tsv", ".geojson", ".json"})
_NEEDED = ("name", "longitude", "latitude")
_KINDS = {
    "": PlaceKind.VILLAGE, "village": PlaceKind.VILLAGE, "hamlet": PlaceKind.VILLAGE, "settlement": PlaceKind.VILLAGE,
    "locality": PlaceKind.VILLAGE, "town": PlaceKind.TOWN, "city": PlaceKind.CITY, "district": PlaceKind.DISTRICT,
    "site": PlaceKind.SITE, "base": PlaceKind.SITE, "airport": PlaceKind.SITE, "crossing": PlaceKind.SITE,
    "pass": PlaceKind.SITE, "dam": PlaceKind.SITE, "bridge": PlaceKind.SITE,
}  # fmt: skip
_MAX_LATITUDE, _MAX_LONGITUDE = 90.0, 180.0
_BARS = re.compile(r"\s*[|;]\s*")


def parse_table(
    path: Path, set_name: str, columns: Mapping[str, str], base: Gazetteer, admin1: Mapping[str, str]
) -> Iterator[DumpRow | Problem]:
    """Yield the places of a table, and a problem for each broken row, in the order of the file.

    `columns` names the columns of some fields of `FIELDS`. `admin1` maps a province (ISO 3166-2) to GeoNames' code, as
    `DumpRow` has it; a row that names no province gets none. Place ids begin with `set_name`. Lines of a CSV count from
    1, its header being the first; features of a GeoJSON from 1.

    Raises:
        UsageError: The file holds no such table, or a field that is needed has no column.
    """
    if path.stat().st_size > MOST_TABLE_BYTES:
        expected = f"at most {MOST_TABLE_BYTES:,} bytes in {path.name}"
        raise UsageError(expected, f"{path.stat().st_size:,}")
    is_json = path.suffix.lower() in {".geojson", ".json"}
    header, rows = _geojson(path) if is_json else _csv(path)
    found = _columns(header, columns, path.name, () if is_json else ("longitude", "latitude"))
    try:
        for line, values in rows:
            cells = {field: str(values.get(column) or "").strip() for field, column in found.items()}
            if is_json:
                cells |= {"longitude": str(values["\0longitude"]), "latitude": str(values["\0latitude"])}
            try:
                yield _row(cells, line, set_name, base, admin1)
            except ValueError as error:
                yield Problem(kind=ProblemKind.BROKEN_ROW, message=str(error), file=path.name, line=line)
    except csv.Error as error:
        message = f"The rest of the table cannot be read: {error}."
        yield Problem(kind=ProblemKind.BROKEN_ROW, message=message, file=path.name)


def _csv(path: Path) -> tuple[list[str], Iterator[tuple[int, Mapping[str, Any]]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        expected = f"UTF-8 in {path.name}"
        raise UsageError(expected, "other bytes", "Save the table as UTF-8.") from error
    head = text.partition("\n")[0]
    delimiter = max(",\t;", key=lambda mark: (head.count(mark), mark == ","))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [cell.strip() for cell in next(lines, [])]
    return header, ((lines.line_num, dict(zip(header, cells, strict=False))) for cells in lines if any(cells))


def _geojson(path: Path) -> tuple[list[str], Iterator[tuple[int, Mapping[str, Any]]]]:
    try:
        features = json.loads(path.read_bytes())["features"]
        kept = [(number, feature) for number, feature in enumerate(features, 1) if isinstance(feature, dict)]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        expected = f"a GeoJSON feature collection in {path.name}"
        raise UsageError(expected, type(error).__name__, "It holds points with properties.") from error
    header = sorted({str(key) for _, feature in kept for key in feature.get("properties") or {}})
    return header, ((number, _feature(feature)) for number, feature in kept)


def _feature(feature: Mapping[str, Any]) -> Mapping[str, Any]:
    """The properties of a feature and its point; what is no point has none."""
    geometry = feature.get("geometry") or {}
    point = geometry.get("coordinates") if geometry.get("type") == "Point" else None
    sound = isinstance(point, list) and len(point) >= len(("longitude", "latitude"))
    longitude, latitude = (point[0], point[1]) if point is not None and sound else ("", "")
    return {**(feature.get("properties") or {}), "\0longitude": longitude, "\0latitude": latitude}


def _columns(header: Sequence[str], given: Mapping[str, str], file: str, spatial: Iterable[str]) -> dict[str, str]:
    """The column of each field that has one."""
    by_name = {name.lower(): name for name in reversed(header)}
    found = {}
    for field, usual in FIELDS.items():
        wanted = [given[field]] if field in given else list(usual)
        column = next((by_name[name.lower()] for name in wanted if name.lower() in by_name), None)
        if column is None and field in given:
            expected = f"a column {given[field]!r} in {file}"
            raise UsageError(expected, ", ".join(header[:20]) or "none")
        if column is not None:
            found[field] = column
    needed = {"name", *spatial}
    missing = [field for field in _NEEDED if field in needed and field not in found]
    if missing:
        hint = f"Name it with --column {missing[0]}=COLUMN."
        expected = f"a column for {missing[0]} in {file}"
        raise UsageError(expected, ", ".join(header[:20]) or "none", hint)
    return found


def _row(cells: Mapping[str, str], line: int, set_name: str, base: Gazetteer, admin1: Mapping[str, str]) -> DumpRow:
    name = cells["name"]
    if not name or not name.isprintable() or len(name) > LONGEST_NAME:
        message = f"Expected a name of 1 to {LONGEST_NAME} printable characters, got {name[:40]!r}."
        raise ValueError(message)
    kind = _KINDS.get(cells.get("kind", "").lower())
    if kind is None:
        message = f"{name}: expected a kind of {', '.join(sorted(filter(None, _KINDS)))}, got {cells['kind'][:40]!r}."
        raise ValueError(message)
    longitude = _degrees(cells["longitude"], _MAX_LONGITUDE, f"{name}: expected a longitude")
    latitude = _degrees(cells["latitude"], _MAX_LATITUDE, f"{name}: expected a latitude")
    others = (each for each in _BARS.split(cells.get("other_names", "")) if each and each.isprintable())
    own = cells.get("id") or hashlib.sha256(f"{name}\n{longitude}\n{latitude}".encode()).hexdigest()[:12]
    population = re.sub(r"[ ,.]", "", cells.get("population", ""))
    return DumpRow(
        geonameid=-line,
        name=name,
        other_names=tuple(dict.fromkeys(each for each in others if each != name and len(each) <= LONGEST_NAME)),
        longitude=longitude,
        latitude=latitude,
        kind=kind,
        feature_code="OWN",
        admin1=_province(cells.get("province", ""), name, base, admin1),
        admin2=cells.get("district", ""),
        population=int(population[:12]) or None if population.isdecimal() else None,
        line=line,
        place_id=f"{set_name}:{re.sub(r'[^0-9A-Za-z._-]', '_', own)[:60]}",
    )


def _province(words: str, name: str, base: Gazetteer, admin1: Mapping[str, str]) -> str:
    """GeoNames' code of a province by its codes or its name; empty where none is named."""
    if not words:
        return ""
    bare = fold_name(words).removesuffix(" province")
    codes = {hit.entry.iso_3166_2 for hit in base.lookup(bare) if hit.entry.kind is PlaceKind.PROVINCE} | {
        each.iso_3166_2 for each in base.provinces() if words.upper() in {each.iso_3166_2, each.admin1_pcode}
    }
    if len(codes) != 1:
        message = f"{name}: expected a province's name, ISO 3166-2 code or P-code, got {words[:40]!r}."
        raise ValueError(message)
    return admin1[next(iter(codes)) or ""]


def _degrees(value: str, limit: float, expected: str) -> float:
    number = degrees_or_none(value.replace(",", ".") if value.count(",") == 1 and "." not in value else value, limit)
    if number is None:
        message = f"{expected} from -{limit:g} to {limit:g}, got {value[:40]!r}."
        raise ValueError(message)
    return number
