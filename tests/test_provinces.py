"""Points find their province: against brute force, on borders, outside, and with broken numbers."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from geo.errors import CoordinateError, ReferenceDataError
from geo.files import reference_file
from geo.model import Province
from geo.places.provinces import NEAREST_LIMIT_KM, Provinces, default_provinces
from geo.vocab import ProvinceBasis
from tests.drawing import examples

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

GEOD = Geod(ellps="WGS84")


@cache
def shapes() -> dict[str, BaseGeometry]:
    text = reference_file("boundaries/afg_admin1.geojson").read_text(encoding="utf-8")
    features = json.loads(text)["features"]
    return {f["properties"]["pcode"]: shapely.from_geojson(json.dumps(f["geometry"])) for f in features}


@cache
def border_points() -> dict[str, np.ndarray]:
    """Points every 100 m or so along each outline: slow to ask, but simple enough to trust."""
    return {code: shapely.get_coordinates(shapely.segmentize(shape, 0.001)) for code, shape in shapes().items()}


def brute_km(longitude: float, latitude: float, code: str) -> float:
    corners = border_points()[code]
    count = len(corners)
    return float(
        np.min(GEOD.inv(np.full(count, longitude), np.full(count, latitude), corners[:, 0], corners[:, 1])[2]) / 1000
    )


@examples(10, 60)
@given(st.floats(60.0, 75.2), st.floats(29.0, 38.8))
def test_locate_agrees_with_brute_force(longitude: float, latitude: float) -> None:
    """Inside: the smallest covering P-code; outside: the nearest within 5 km; the border distance within 1 %."""
    provinces = default_provinces()
    answer = provinces.locate(longitude, latitude)
    found = None if answer.index[0] < 0 else provinces.table[answer.index[0]].pcode
    covering = sorted(code for code, shape in shapes().items() if shape.covers(shapely.Point(longitude, latitude)))
    distances = {code: brute_km(longitude, latitude, code) for code in shapes()}
    nearest = min(distances.values())
    if covering:
        assert (found, answer.basis[0]) == (covering[0], ProvinceBasis.COVERS)
    elif nearest < NEAREST_LIMIT_KM - 0.1:
        assert found is not None
        assert distances[found] == pytest.approx(nearest, abs=0.1)
        assert answer.basis[0] is ProvinceBasis.NEAREST
    elif nearest > NEAREST_LIMIT_KM + 0.1:
        assert (found, answer.basis[0]) == (None, None)
        assert math.isnan(answer.border_km[0])
    if found:
        # The brute force misses the true foot of the perpendicular by half a step at most.
        assert answer.border_km[0] == pytest.approx(nearest, rel=0.01, abs=0.06)
        assert answer.near_border[0] == (answer.border_km[0] < 5.0)


@pytest.mark.parametrize("pair", [("AF01", "AF03"), ("AF12", "AF13"), ("AF24", "AF25"), ("AF19", "AF20")])
def test_a_shared_border_has_one_answer(pair: tuple[str, str]) -> None:
    """Every vertex of a shared border belongs to exactly one province, the one with the smallest P-code."""
    first, second = (set(map(tuple, shapely.get_coordinates(shapes()[code]))) for code in pair)
    shared = sorted(first & second)
    if not shared:
        pytest.skip("these two do not touch")
    lon, lat = np.array(shared).T
    provinces = default_provinces()
    answer = provinces.locate(lon, lat)
    for row, point in zip(answer.index, shared, strict=True):
        covering = min(code for code, shape in shapes().items() if shape.covers(shapely.Point(point)))
        assert provinces.table[row].pcode == covering
    assert set(answer.basis) == {ProvinceBasis.COVERS}
    assert np.all(answer.border_km < 0.001)


@pytest.mark.parametrize(
    ("name", "longitude", "latitude", "code", "km"),
    [("Torkham", 71.094, 34.125, "AF-NAN", 1.4), ("Torghundi", 62.283, 35.265, "AF-HER", 2.9)],
)
def test_crossings_just_outside_are_nearest(name: str, longitude: float, latitude: float, code: str, km: float) -> None:
    """Two border crossings lie outside the outline; they belong to the province beside them, flagged."""
    provinces = default_provinces()
    answer = provinces.locate(longitude, latitude)
    assert provinces.table[answer.index[0]].iso_3166_2 == code, name
    assert answer.basis[0] is ProvinceBasis.NEAREST
    assert answer.border_km[0] == pytest.approx(km, abs=0.1)
    assert answer.near_border[0]


def square(west: float, south: float, east: float, north: float) -> BaseGeometry:
    return shapely.box(west, south, east, north)


def province(number: int) -> Province:
    code = f"AF{number:02d}"
    return Province(iso_3166_2=f"AF-{number:03d}", pcode=code, geonames_admin1="", name=code, capital="")


def test_ties_holes_and_the_limit() -> None:
    """A corner point outside goes to the smallest P-code; a hole is outside; 5 km is the limit on the ground."""
    ring = square(67, 33, 68, 34).difference(square(67.4, 33.4, 67.6, 33.6))
    provinces = Provinces([province(1), province(2)], [ring, square(68, 33, 69, 34)])
    north = 34 + 4.9 / 110.9
    assert provinces.table[provinces.locate(68.0, north).index[0]].pcode == "AF01"
    assert provinces.locate(68.0, north).basis[0] is ProvinceBasis.NEAREST
    assert provinces.at(68.5, 34 + 5.1 / 110.9) is None
    assert provinces.at(67.5, 33.5) is None
    beside_hole = provinces.locate(67.41, 33.5)
    assert beside_hole.basis[0] is ProvinceBasis.NEAREST
    assert beside_hole.border_km[0] == pytest.approx(0.93, abs=0.01)


def test_capitals_lie_in_their_provinces() -> None:
    """All 34 capitals in one call, in the order asked."""
    lines = reference_file("tables/capitals.csv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split(",") for line in lines]
    provinces = default_provinces()
    answer = provinces.locate([float(row[2]) for row in rows], [float(row[3]) for row in rows])
    assert [provinces.table[i].iso_3166_2 for i in answer.index] == [row[0] for row in rows]


def test_unknown_and_distant_points_have_none() -> None:
    """NaN, the ocean and a capital abroad have no province; empty input gives empty output."""
    answer = default_provinces().locate([math.nan, 0.0, 51.53, 69.17], [34.5, 0.0, 25.29, math.nan])
    assert list(answer.index) == [-1, -1, -1, -1]
    assert list(answer.basis) == [None] * 4
    assert not answer.near_border.any()
    assert len(default_provinces().locate([], []).index) == 0


def test_swapped_axes_and_uneven_rows_are_misuse() -> None:
    """A latitude of 120 is a swapped pair, not a place: it is said, with the hint."""
    with pytest.raises(CoordinateError, match=r"latitude from -90 to 90, got 120.*longitude, latitude\?"):
        default_provinces().locate(34.5, 120.0)
    with pytest.raises(CoordinateError, match="longitude from -180 to 180"):
        default_provinces().locate([math.inf], [34.0])
    with pytest.raises(CoordinateError, match="one length"):
        default_provinces().locate([60.0, 61.0], [34.0])


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    """A boundary file that is not one is a set-up fault with the way out in it."""
    broken = tmp_path / "shapes.geojson"
    broken.write_text('{"features": [{"properties": {}, "geometry": null}]}', encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=r"shapes\.geojson.*make boundaries"):
        Provinces.load(broken)


def test_no_table_library_is_needed() -> None:
    """The join stands on shapely, pyproj and NumPy alone."""
    code = "import sys, geo.places.provinces; assert not {'pandas', 'geopandas', 'folium'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_shape_in_parts_has_a_border_and_a_nearest() -> None:
    """Each part of a shape in several has its own line: beside the smaller one the distance is to that one."""
    parts = shapely.union_all([square(67, 33, 68, 34), square(69, 33, 69.2, 33.2)])
    provinces = Provinces([province(1)], [parts])
    answer = provinces.locate([69.1, 69.21, 67.5], [33.1, 33.1, 33.5])
    assert list(answer.index) == [0, 0, 0]
    assert list(answer.basis) == [ProvinceBasis.COVERS, ProvinceBasis.NEAREST, ProvinceBasis.COVERS]
    assert answer.border_km[:2] == pytest.approx([9.3, 0.93], abs=0.05)
