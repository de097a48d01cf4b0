"""District polygons from elsewhere: read, checked, and matched with the districts that are known.

Knows GeoJSON by itself, and GeoPackages and Shapefiles (plain or zipped) through pyogrio, which is loaded only for
them. A polygon is matched with a district by its name within the province that its centre lies in; of two polygons of
one name the one that holds the district's centre counts. Refuses to bend a name: what matches nothing is a problem and
keeps its own name.

Longitude before latitude, degrees, WGS 84.
"""

from __future__ import annotations

import csv
import json
import math
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from geo.archives import SourceError, is_zip, members
from geo.errors import Problem, ProblemKind, UsageError
from geo.files import reference_file
from geo.gazetteer.fold import fold_name
from geo.places.districts import District
from geo.places.provinces import default_provinces

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry


NAME_COLUMNS = (
    "shapename", "adm2_en", "adm2_name", "admin2name_en", "adm2name", "name_2", "dist_34_na", "district",
    "dist_name", "name",
)  # fmt: skip
PCODE_COLUMNS = ("adm2_pcode", "admin2pcode", "admin2_pcode", "pcode")
MOST_BYTES = 1_000_000_000
FARTHEST_OUTSIDE_KM = 50.0
FEWEST_DISTRICTS, MOST_DISTRICTS = 100, 1_000
"""So many polygons a set of districts has; between 387 and 421 are in circulation."""
INSIDE_SHARE = 0.8
"""So much of a district's area lies in one province, and so many districts do."""
_DECIMALS = 6
_UNIT_WORDS = frozenset({"district", "wuleswali", "woluswali", "wuluswali"})
_DISTRICT_LAYER = re.compile(r"adm(?:in)?_?2|district|wuleswali|woluswali", re.IGNORECASE)
_POLYGONS = frozenset({"Polygon", "MultiPolygon"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One polygon as a file has it: its name there, its P-code there if it has one, and its place in the file.

    `level` is geoBoundaries' word for what it is (ADM0, ADM1, ADM2 ...), empty where the file has none.
    """

    name: str
    pcode: str | None
    polygon: BaseGeometry
    number: int
    level: str = ""


def read_shapes(path: Path, name_column: str | None = None) -> tuple[list[Shape], list[Problem]]:
    """Read the district polygons of a file, in its order, with a problem for each feature that is none.

    The column of the names is found by its name (see `NAME_COLUMNS`; case does not count) or given. Coordinates in
    another reference system are brought to WGS 84; a file without one is taken as WGS 84.

    Raises:
        SourceError: The file cannot be read, or must not be trusted.
        UsageError: It has no column of names.
    """
    features = _geojson(path) if _is_json(path) else _by_pyogrio(path)
    columns = {key.lower(): key for properties, _ in features for key in properties}
    wanted = [name_column.lower()] if name_column else list(NAME_COLUMNS)
    name_key = next((columns[name] for name in wanted if name in columns), None)
    if name_key is None:
        hint = "Name it with --name-column."
        expected = f"a column with the districts' names in {path.name}"
        raise UsageError(expected, ", ".join(sorted(columns.values())[:12]) or "no columns", hint)
    pcode_key = next((columns[name] for name in PCODE_COLUMNS if name in columns), None)
    level_key = columns.get("shapetype")
    shapes: list[Shape] = []
    problems: list[Problem] = []
    for number, (properties, polygon) in enumerate(features, start=1):
        name = _clean(properties.get(name_key))
        fault = _fault(name, polygon)
        if fault or polygon is None:
            problems.append(_problem(path, number, f"{name or 'A feature'}: {fault}"))
            continue
        sound = polygon if polygon.is_valid else _mended(polygon)
        pcode = _clean(properties.get(pcode_key)) if pcode_key else ""
        level = _clean(properties.get(level_key)).upper() if level_key else ""
        shapes.append(Shape(name=name, pcode=pcode or None, polygon=sound, number=number, level=level))
    return shapes, problems


def check_level(shapes: Sequence[Shape], file: str) -> None:
    """See that polygons are those of districts, not of the country, of provinces or of parts of districts.

    Districts number in the hundreds, and each lies in one province but for what two sources of lines differ in.

    Raises:
        SourceError: They are of another level.
    """
    expected = f"districts (admin2) in {file}"
    levels = sorted({shape.level for shape in shapes if shape.level})
    if levels and levels != ["ADM2"]:
        raise SourceError(expected, f"polygons that say they are {', '.join(levels)}", "Name the file of ADM2.")
    if not FEWEST_DISTRICTS <= len(shapes) <= MOST_DISTRICTS:
        hint = f"Afghanistan's districts number some 400; a file of {FEWEST_DISTRICTS} to {MOST_DISTRICTS} is taken."
        raise SourceError(expected, f"{len(shapes):,} polygons", hint)
    provinces = default_provinces().shapes
    tree = shapely.STRtree(provinces)
    across = 0
    for shape in shapes:
        parts = [shape.polygon.intersection(provinces[at]).area for at in tree.query(shape.polygon)]
        across += sum(parts) > 0 and max(parts) < INSIDE_SHARE * sum(parts)
    if len(shapes) - across < len(shapes) * INSIDE_SHARE:
        raise SourceError(expected, f"{across:,} of {len(shapes):,} polygons that lie across provinces")


def match_districts(shapes: Sequence[Shape], file: str) -> tuple[list[District], list[Problem]]:
    """Match polygons with the bundled table of districts; return a district for each, in order, and the problems."""
    provinces = default_provinces()
    centres = [shape.polygon.representative_point() for shape in shapes]
    located = provinces.locate([point.x for point in centres], [point.y for point in centres])
    codes = [provinces.table[index].iso_3166_2 if index >= 0 else None for index in located.index.tolist()]
    known = _known_districts()
    claims: defaultdict[str, list[int]] = defaultdict(list)
    for row, (shape, code) in enumerate(zip(shapes, codes, strict=True)):
        for each in known.get((code or "", _key(shape.name)), ()):
            claims[each["place_id"]].append(row)
    by_id = {each["place_id"]: each for rows in known.values() for each in rows}
    owners: dict[int, dict[str, str]] = {}
    for place_id, rows in claims.items():
        point = shapely.Point(float(by_id[place_id]["longitude"]), float(by_id[place_id]["latitude"]))
        holding = [row for row in rows if shapes[row].polygon.covers(point)]
        chosen = rows if len(rows) == 1 else holding
        if len(chosen) == 1 and chosen[0] not in owners:
            owners[chosen[0]] = by_id[place_id]
    districts, problems = [], []
    for row, (shape, code) in enumerate(zip(shapes, codes, strict=True)):
        owner = owners.get(row)
        if owner is None:
            where = f"in {code}" if code else "in no province"
            message = f"{shape.name}: no one district of that name is known {where}; the polygon keeps its own name."
            problems.append(Problem(kind=ProblemKind.UNKNOWN_PLACE, message=message, file=file, line=shape.number))
        districts.append(
            District(
                district_id=owner["place_id"] if owner else None,
                name=owner["name"] if owner else shape.name,
                pcode=(owner["pcode"] or None) if owner else shape.pcode,
                iso_3166_2=code,
            )
        )
    return districts, problems


def as_features(districts: Sequence[District], shapes: Sequence[Shape]) -> str:
    """The text of a GeoJSON file that `Districts.load` reads; six decimals."""
    features = [
        {
            "type": "Feature",
            "properties": {
                "district_id": district.district_id,
                "name": district.name,
                "pcode": district.pcode,
                "iso_3166_2": district.iso_3166_2,
            },
            "geometry": json.loads(shapely.to_geojson(_rounded(shape.polygon))),
        }
        for district, shape in zip(districts, shapes, strict=True)
    ]
    text = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return f'{{"type": "FeatureCollection", "features": [\n{text}\n]}}\n'


def _rounded(polygon: BaseGeometry) -> BaseGeometry:
    # Only the numbers are cut: snapping to a grid could part neighbours.
    return shapely.transform(polygon, lambda corners: np.round(corners, _DECIMALS))


def _known_districts() -> dict[tuple[str, str], list[dict[str, str]]]:
    """Province code and folded name -> the rows of the bundled table, each with its place id."""
    found: defaultdict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    with reference_file("tables/districts.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            code = row["province_iso"]
            own = row["pcode"] or f"{code}/{fold_name(row['name']).replace(' ', '_')}"
            names = [row["name"], *row["aliases"].split("|"), row["name_fa"], row["name_ps"]]
            for key in {_key(name) for name in names if name}:
                found[code, key].append({**row, "place_id": f"district:{own}"})
    return dict(found)


def _key(name: str) -> str:
    """The folded name without the word for district, blanks left out: spellings differ in them most."""
    return "".join(word for word in fold_name(name).split() if word not in _UNIT_WORDS)


def _clean(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _fault(name: str, polygon: BaseGeometry | None) -> str | None:
    """What is wrong with a feature, or None."""
    if not name:
        return "it has no name."
    if not name.isprintable():
        return "its name holds control characters."
    if polygon is None or polygon.is_empty or polygon.geom_type not in _POLYGONS:
        return "it is no polygon."
    bounds = polygon.bounds
    if not all(map(math.isfinite, bounds)) or not np.isfinite(shapely.get_coordinates(polygon)).all():
        return "its coordinates are not finite."
    west, south, east, north = bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004 - the world
        return "its coordinates lie outside the world; is the order longitude, latitude?"
    provinces = default_provinces()
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    if provinces.outside_km(middle_x, middle_y)[0] > FARTHEST_OUTSIDE_KM:
        swapped = abs(middle_x) <= 90 and provinces.outside_km(middle_y, middle_x)[0] == 0  # noqa: PLR2004
        return "its coordinates look swapped." if swapped else "it lies far outside Afghanistan."
    return None


def _mended(polygon: BaseGeometry) -> BaseGeometry:
    """A valid polygon of the same lines; a bow-tie becomes two parts."""
    parts = shapely.get_parts(shapely.make_valid(polygon))
    return shapely.union_all([part for part in parts if part.geom_type in _POLYGONS])


def _is_json(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _geojson(path: Path) -> list[tuple[dict[str, Any], BaseGeometry | None]]:
    if path.stat().st_size > MOST_BYTES:
        expected = f"at most {MOST_BYTES:,} bytes in {path.name}"
        raise SourceError(expected, f"{path.stat().st_size:,}")
    expected = f"a GeoJSON feature collection in {path.name}"
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise SourceError(expected, "no JSON in UTF-8, or a damaged one") from error
    if isinstance(found, dict) and found.get("type") == "Topology":
        raise SourceError(
            expected, "TopoJSON", "Convert it to GeoJSON (mapshaper, ogr2ogr), or fetch the GeoJSON file."
        )
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list) or not all(isinstance(each, dict) for each in features):
        raise SourceError(expected, "JSON without a list of features")
    return [
        (each["properties"] if isinstance(each.get("properties"), dict) else {}, _parsed(each.get("geometry")))
        for each in features
    ]


def _parsed(geometry: object) -> BaseGeometry | None:
    """The geometry of a feature, or None where it is none (NaN, a broken ring)."""
    if not isinstance(geometry, dict):
        return None
    try:
        return shapely.from_geojson(json.dumps(geometry, allow_nan=False))
    except (ValueError, shapely.errors.GEOSException):
        return None


def _by_pyogrio(path: Path) -> list[tuple[dict[str, Any], BaseGeometry | None]]:
    import pyogrio  # noqa: PLC0415 - GDAL is loaded only for formats other than GeoJSON
    from pyproj import CRS, Transformer  # noqa: PLC0415

    source = str(path)
    if is_zip(path):
        members(path, MOST_BYTES)
        source = f"/vsizip/{{{path.resolve()}}}"
    try:
        layer = _layer_of(path, pyogrio.list_layers(source))
        meta, _, geometries, columns = pyogrio.raw.read(source, layer=layer)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, OSError) as error:
        expected = f"GeoJSON, a GeoPackage or a Shapefile in {path.name}"
        raise SourceError(expected, repr(str(error))[:200]) from error
    polygons = shapely.from_wkb(geometries, on_invalid="ignore")
    if meta["crs"] and not CRS.from_user_input(meta["crs"]).equals(CRS.from_epsg(4326), ignore_axis_order=True):
        turn = Transformer.from_crs(meta["crs"], "EPSG:4326", always_xy=True)
        polygons = shapely.transform(polygons, lambda corners: np.column_stack(turn.transform(*corners.T)))
    names = [str(name) for name in meta["fields"]]
    return list(_rows(names, columns, polygons))


def _layer_of(path: Path, layers: Sequence[Sequence[str | None]]) -> str:
    """The one layer of polygons in a file: of several the one whose name says that it holds districts.

    Raises:
        SourceError: There is none, or no telling which.
    """
    known = [str(name) for name, kind in layers if kind is None or any(each in kind for each in _POLYGONS)]
    wanted = known if len(known) == 1 else [name for name in known if _DISTRICT_LAYER.search(name)]
    if len(wanted) != 1:
        found = ", ".join(str(name) for name, _ in layers) or "no layer"
        hint = "Save the layer of the districts as a file of its own."
        msg = f"one layer of districts in {path.name}"
        raise SourceError(msg, found, hint)
    return wanted[0]


def _rows(
    names: Sequence[str], columns: Sequence[Any], polygons: Sequence[BaseGeometry]
) -> Iterator[tuple[dict[str, Any], BaseGeometry | None]]:
    for row, polygon in enumerate(polygons):
        yield {name: column[row] for name, column in zip(names, columns, strict=True)}, polygon


def _problem(path: Path, number: int, message: str) -> Problem:
    return Problem(kind=ProblemKind.BROKEN_ROW, message=message, file=path.name, line=number)
