"""The committed province shapes keep the promises that their build script made."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import shapely

from geo.errors import ReferenceDataError, UsageError
from geo.files import reference_file

if TYPE_CHECKING:
    from types import ModuleType

Damage = Callable[[list[dict[str, Any]]], None]
REFERENCE = Path(__file__).resolve().parent.parent / "data"


def load_build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("boundaries_build", REFERENCE / "boundaries" / "build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def build() -> ModuleType:
    return load_build()


@pytest.fixture
def features() -> list[dict[str, Any]]:
    text = (REFERENCE / "boundaries" / "afg_admin1.geojson").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = json.loads(text)["features"]
    return found


def test_committed_shapes_pass_every_check(build: ModuleType, features: list[dict[str, Any]]) -> None:
    """The file in the repository is as sound as the one the build would write."""
    build.check_provinces(features)


def break_code(features: list[dict[str, Any]]) -> None:
    features[0]["properties"]["iso_3166_2"] = "AF-KAP"


def break_capital(features: list[dict[str, Any]]) -> None:
    first, second = features[11]["properties"], features[12]["properties"]
    for key in ("iso_3166_2", "pcode"):
        first[key], second[key] = second[key], first[key]


def break_coverage(features: list[dict[str, Any]]) -> None:
    features[3]["geometry"]["coordinates"][0][5][0] += 0.01


def break_number(features: list[dict[str, Any]]) -> None:
    features.pop()


def break_rings(features: list[dict[str, Any]]) -> None:
    features[3]["geometry"]["coordinates"][0].reverse()


@pytest.mark.parametrize("damage", [break_code, break_capital, break_coverage, break_number, break_rings])
def test_each_broken_promise_is_noticed(build: ModuleType, features: list[dict[str, Any]], damage: Damage) -> None:
    """The self-test fails loudly: wrong codes, swapped provinces (Paktia and Paktika), gaps, a missing shape."""
    damage(features)
    with pytest.raises(build.CheckFailedError, match="Expected"):
        build.check_provinces(features)


def test_four_codes_are_corrected(features: list[dict[str, Any]]) -> None:
    """Natural Earth mislabels four shapes; each of them must hold its own well-known town."""
    towns = {
        "AF-PAN": (69.515, 35.313),
        "AF-DAY": (66.13, 33.722),
        "AF-PIA": (69.226, 33.597),
        "AF-PKA": (68.73, 33.176),
    }
    shapes = {f["properties"]["iso_3166_2"]: shapely.from_geojson(json.dumps(f["geometry"])) for f in features}
    for code, (longitude, latitude) in towns.items():
        holders = [key for key, shape in shapes.items() if shapely.contains_xy(shape, longitude, latitude)]
        assert holders == [code]


@pytest.mark.parametrize("folder", ["boundaries", "gazetteer", "tables"])
def test_checksums_are_those_written_down(folder: str) -> None:
    """Every file named in a SOURCES.toml is byte for byte the one described, and every data file is named."""
    described = tomllib.loads((REFERENCE / folder / "SOURCES.toml").read_text(encoding="utf-8"))["file"]
    for name, entry in described.items():
        found = hashlib.sha256((REFERENCE / folder / name).read_bytes()).hexdigest()
        assert found == entry["sha256"], name
    present = {p.name for p in (REFERENCE / folder).iterdir() if p.suffix in {".csv", ".tsv", ".geojson"}}
    assert present == set(described)


def test_neighbours_surround_without_overlap(features: list[dict[str, Any]]) -> None:
    """The neighbours' outlines are valid, lie inside the window and do not cover the provinces."""
    text = (REFERENCE / "boundaries" / "neighbours.geojson").read_text(encoding="utf-8")
    around = {f["id"]: shapely.from_geojson(json.dumps(f["geometry"])) for f in json.loads(text)["features"]}
    assert sorted(around) == ["CN", "IR", "PK", "TJ", "TM", "UZ"]
    country = shapely.union_all([shapely.from_geojson(json.dumps(f["geometry"])) for f in features])
    for code, shape in around.items():
        assert shape.is_valid, code
        assert shapely.box(58, 27, 77, 41).buffer(1e-3).contains(shape), code
        assert shape.intersection(country).area < 1e-3, code
        assert shape.distance(country) < 1e-3, code


def test_files_are_small_enough_for_a_page(features: list[dict[str, Any]]) -> None:
    """Both layers are inlined into the page, so their size is part of the promise."""
    assert (REFERENCE / "boundaries" / "afg_admin1.geojson").stat().st_size < 140_000
    assert (REFERENCE / "boundaries" / "neighbours.geojson").stat().st_size < 60_000
    assert all(len(f["properties"]["name_fa"]) > 1 and len(f["properties"]["name_ps"]) > 1 for f in features)


def test_reference_file_finds_and_refuses() -> None:
    """A packaged file has one place; a missing one and a path that climbs out are told apart."""
    assert reference_file("tables/provinces.csv").is_file()
    with pytest.raises(ReferenceDataError, match=r"Expected the packaged file data/tables/nothing\.csv"):
        reference_file("tables/nothing.csv")
    for name in ("../pyproject.toml", "/etc/passwd", ""):
        with pytest.raises(UsageError, match="inside the reference folder"):
            reference_file(name)
