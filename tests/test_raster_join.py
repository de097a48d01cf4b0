"""The table of cells gives what asking every shape for every point gives, on any shapes and at any points."""

from __future__ import annotations

import math
import tracemalloc
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod, Transformer

from geo.errors import CoordinateError
from geo.places.polygons import NO_SHAPE, TABLE_FROM, PolygonJoin
from geo.places.provinces import Provinces, default_provinces
from geo.places.raster_build import raster_grid
from geo.places.raster_grid import FINE, Grid
from tests.drawing import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    Points = tuple[NDArray[np.float64], NDArray[np.float64]]

GEOD = Geod(ellps="WGS84")
_LCC = "+proj=lcc +lat_1=31 +lat_2=37 +lat_0=34 +lon_0=67 +ellps=WGS84"
PLANE = Transformer.from_crs("OGC:CRS84", _LCC, always_xy=True)
BACK = Transformer.from_crs(_LCC, "OGC:CRS84", always_xy=True)
CELLS = 2_000


@cache
def bundled() -> PolygonJoin:
    """The bundled provinces with a table made here and kept nowhere."""
    join = PolygonJoin(default_provinces()._join._shapes)
    join.make_table()
    return join


def through_table(join: PolygonJoin, points: Points) -> tuple[NDArray[np.signedinteger], NDArray[np.bool_]]:
    """What the table answers, however few the points are."""
    join._asked = TABLE_FROM
    return join.codes_and_nearest(*points)


def brute(shapes: Sequence[BaseGeometry], points: Points) -> tuple[list[int], list[bool], list[bool]]:
    """Ask every shape for every point: the code, whether it is only the nearest, and whether rounding could decide."""
    outlines = [
        shapely.transform(
            shapely.segmentize(shapely.boundary(shape), 0.05), lambda at: np.column_stack(PLANE.transform(*at.T))
        )
        for shape in shapes
    ]
    codes, nearest, unsure = [], [], []
    for lon, lat in zip(*points, strict=True):
        point = shapely.Point(lon, lat)
        covering = [row for row, shape in enumerate(shapes) if shape.intersects(point)]
        if covering:
            codes.append(covering[0])
            nearest.append(False)
            unsure.append(False)
            continue
        flat = shapely.Point(*PLANE.transform(lon, lat))
        metres = [outline.distance(flat) if not outline.is_empty else math.inf for outline in outlines]
        least = min(metres)
        first = next(row for row, value in enumerate(metres) if value <= least + 0.001)
        spot = shapely.get_coordinates(shapely.shortest_line(outlines[metres.index(least)], flat))[0]
        back = BACK.transform(*spot)
        ground = GEOD.inv(lon, lat, *back)[2]
        is_near = ground <= 5000
        codes.append(first if is_near else NO_SHAPE)
        nearest.append(is_near)
        tie = any(abs(value - least - 0.001) < 1e-5 for value in metres)
        unsure.append(abs(ground - 5000) < 1e-4 or tie)
    return codes, nearest, unsure


def compare(shapes: Sequence[BaseGeometry], points: Points, cells: int = CELLS) -> None:
    """The table and the brute force agree on every point that rounding does not decide."""
    join = PolygonJoin(shapes, cells=cells)
    codes, nearest = through_table(join, points)
    alone, together = PolygonJoin(shapes).locate(*points), join.locate(*points)
    assert np.array_equal(alone.index, together.index)
    assert np.allclose(alone.border_km, together.border_km, rtol=0, atol=1e-9, equal_nan=True)
    want, want_nearest, unsure = brute(shapes, points)
    for row in range(len(want)):
        if not unsure[row]:
            at = (float(points[0][row]), float(points[1][row]))
            assert (codes[row], nearest[row]) == (want[row], want_nearest[row]), at


def touchy_points(shapes: Sequence[BaseGeometry], cells: int, seed: int) -> Points:
    """Points where an error would show: corners and middles of lines, corners of cells, and around the limit."""
    rng = np.random.default_rng(seed)
    corners = np.concatenate([shapely.get_coordinates(shape) for shape in shapes])
    ends = rng.integers(0, len(corners) - 1, 40)
    middles = (corners[ends] + corners[ends + 1]) / 2
    grid = raster_grid(shapes, cells)
    assert grid is not None
    fine = grid.corner(
        rng.integers(0, grid.columns * FINE, 60), rng.integers(0, grid.rows * FINE, 60), rng.integers(0, 2, 60) / 2
    )
    base = corners[rng.integers(0, len(corners), 60)]
    away = GEOD.fwd(base[:, 0], base[:, 1], rng.uniform(0, 360, 60), 5000 + rng.normal(0, 40, 60))
    near = corners[rng.integers(0, len(corners), 60)] + rng.normal(0, 0.02, (60, 2))
    spread = rng.uniform(grid.west, grid.west + grid.columns / grid.per_lon, 40)
    up = rng.uniform(grid.south, grid.south + grid.rows / grid.per_lat, 40)
    lon = np.concatenate([corners[:, 0], middles[:, 0], fine[0], away[0], near[:, 0], spread])
    lat = np.concatenate([corners[:, 1], middles[:, 1], fine[1], away[1], near[:, 1], up])
    return lon, lat


@st.composite
def shape_rows(draw: st.DrawFn) -> list[BaseGeometry]:
    """Rows of shapes: neighbours that share borders, overlapping ones, with holes, in parts, hair-thin, empty."""
    seed = draw(st.integers(0, 2**32 - 1))
    rng = np.random.default_rng(seed)
    west, south = draw(st.floats(61, 74)), draw(st.floats(29, 38))
    kind = draw(st.sampled_from(["cells", "boxes", "overlapping", "holes", "parts"]))
    size = draw(st.floats(0.02, 0.6))
    if kind == "cells":
        seeds = shapely.MultiPoint(rng.uniform(0, size, (draw(st.integers(2, 7)), 2)) + np.array([west, south]))
        frame = shapely.box(west, south, west + size, south + size)
        cells = shapely.get_parts(shapely.voronoi_polygons(seeds, extend_to=frame))
        return [cell.intersection(frame) for cell in cells if cell.intersects(frame)]
    if kind == "boxes":
        wide = size / 3
        return [shapely.box(west + i * wide, south + k * wide, west + (i + 1) * wide, south + (k + 1) * wide)
                for i in range(3) for k in range(2)]  # fmt: skip
    discs = [shapely.Point(west + x, south + y).buffer(size * r, quad_segs=draw(st.integers(1, 4)))
             for x, y, r in rng.uniform(0.1, 1, (3, 3)) * [size, size, 0.5]]  # fmt: skip
    if kind == "overlapping":
        return [*discs, shapely.Polygon(), shapely.box(west, south, west + size, south + 1e-6)]
    if kind == "holes":
        return [disc.difference(shapely.affinity.scale(disc, 0.4, 0.4)) for disc in discs[:1]]
    far = shapely.affinity.translate(discs[0], 0.05 + size, 0.01)
    return [shapely.union_all([discs[0], far]), discs[1].difference(discs[0]).difference(far)]


@examples(15, 40)
@given(shape_rows(), st.integers(0, 2**32 - 1), st.sampled_from([200, 2_000, 30_000]))
def test_the_table_agrees_with_brute_force_on_any_shapes(shapes: list[BaseGeometry], seed: int, cells: int) -> None:
    """On corners, lines, cell corners and around the limit, whatever the shapes and however large the cells."""
    if not any(shapely.get_num_coordinates(shape) for shape in shapes):
        return
    compare(shapes, touchy_points(shapes, cells, seed), cells)


@examples(15, 40)
@given(st.integers(0, 2**32 - 1))
def test_lines_along_the_edges_of_cells(seed: int) -> None:
    """Shapes whose lines lie exactly on the lines of the grid, or a rounding beside them."""
    rng = np.random.default_rng(seed)
    frame = shapely.box(66.0, 33.0, 67.0, 34.0)
    grid = raster_grid([frame], CELLS)
    assert grid is not None
    across, up = rng.integers(0, grid.columns * FINE, 2), rng.integers(0, grid.rows * FINE, 2)
    lon, lat = grid.corner(np.sort(across), np.sort(up))
    lon = np.nextafter(lon, rng.choice([-np.inf, np.inf], 2)) if seed % 2 else lon
    west, south, east, north = (float(each) for each in (lon[0], lat[0], lon[1] + 0.1, lat[1] + 0.1))
    inner = shapely.box(west, south, east, north).intersection(frame)
    shapes = [shape for shape in (inner, frame.difference(inner)) if shape.geom_type in {"Polygon", "MultiPolygon"}]
    compare(shapes, touchy_points(shapes, CELLS, seed))


def hard_points(count: int, seed: int) -> Points:
    """Points on and beside the bundled lines, on the corners of their cells, at the limit, and anywhere."""
    rng = np.random.default_rng(seed)
    join = bundled()
    corners = np.concatenate([shapely.get_coordinates(shape) for shape in join._shapes])
    grid = raster_grid(join._shapes)
    assert grid is not None
    beside = corners[rng.integers(0, len(corners), count)] + rng.normal(0, 0.003, (count, 2))
    column, row = grid.fine(*beside.T)
    on_cell = grid.corner(column, row)
    base = corners[rng.integers(0, len(corners), count)]
    away = GEOD.fwd(base[:, 0], base[:, 1], rng.uniform(0, 360, count), rng.normal(5000, 300, count))
    anywhere = rng.uniform(60, 75.5, count), rng.uniform(28.9, 39, count)
    lon = np.concatenate([corners[:, 0], beside[:, 0], on_cell[0], away[0], anywhere[0]])
    return lon, np.concatenate([corners[:, 1], beside[:, 1], on_cell[1], away[1], anywhere[1]])


def test_the_bundled_provinces_through_the_table_and_without_it() -> None:
    """Every corner of every border, points beside them, corners of cells, the limit, anywhere: one answer."""
    points = hard_points(4_000, 11)
    codes, nearest = through_table(bundled(), points)
    exact = bundled()._exact(*points).astype(int)
    assert np.array_equal(codes, np.where(exact == 68, NO_SHAPE, exact % 34))
    assert np.array_equal(nearest, (exact >= 34) & (exact < 68))
    assert 500 < nearest.sum() < len(nearest) / 2


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_many_points_through_the_table_and_without_it(seed: int) -> None:
    """The same with half a million points."""
    points = hard_points(100_000, seed)
    codes, nearest = through_table(bundled(), points)
    exact = bundled()._exact(*points).astype(int)
    assert np.array_equal(codes, np.where(exact == 68, NO_SHAPE, exact % 34))
    assert np.array_equal(nearest, (exact >= 34) & (exact < 68))


def test_a_point_inside_one_polygon_has_the_row_of_sjoin_within() -> None:
    """What geopandas gives one row, the table gives the same; what it gives none lies on a line or outside."""
    import geopandas  # noqa: PLC0415 - slow to load, wanted once

    join, rng = bundled(), np.random.default_rng(3)
    lon, lat = rng.uniform(60, 75.5, 60_000), rng.uniform(28.9, 39, 60_000)
    areas = geopandas.GeoDataFrame({"row": np.arange(34)}, geometry=list(join._shapes), crs="OGC:CRS84")
    spots = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(lon, lat), crs="OGC:CRS84")
    joined = geopandas.sjoin(spots, areas, predicate="within")
    assert joined.index.is_unique
    codes, nearest = through_table(join, (lon, lat))
    inside = np.full(len(lon), NO_SHAPE)
    inside[joined.index.to_numpy()] = joined["row"].to_numpy()
    assert np.array_equal(np.where(nearest, NO_SHAPE, codes), inside)


def test_locate_says_the_same_with_the_table() -> None:
    """Index, basis, distance and doubt of a few points do not change once many were asked for."""
    lon, lat = (each[::40] for each in hard_points(500, 5))
    before = PolygonJoin(bundled()._shapes).locate(lon, lat)
    bundled()._asked = TABLE_FROM
    after = bundled().locate(lon, lat)
    for name in ("index", "basis", "near_border"):
        assert np.array_equal(getattr(before, name), getattr(after, name))
    assert np.array_equal(before.border_km, after.border_km, equal_nan=True)


def test_many_shapes_have_two_bytes() -> None:
    """Beyond 126 shapes the codes take two bytes, and are right."""
    shapes = [
        shapely.box(60 + i * 0.1, 30 + k * 0.1, 60.1 + i * 0.1, 30.1 + k * 0.1) for i in range(20) for k in range(20)
    ]
    join = PolygonJoin(shapes, cells=40_000)
    row = np.arange(400, dtype=np.float64)
    lon, lat = row // 20 * 0.1 + 60.05, row % 20 * 0.1 + 30.05
    codes, _ = through_table(join, (lon, lat))
    assert codes.dtype == np.int16
    assert codes.tolist() == list(range(400))
    compare(shapes, touchy_points(shapes, 40_000, 1), 40_000)


@pytest.mark.parametrize(
    "kind", ["float64", "float32", "list", "arrow", "arrow nulls", "chunks", "integers", "strided"]
)
def test_every_kind_of_column(kind: str) -> None:
    """NumPy in two widths, lists, Arrow with and without nulls, in chunks, whole numbers: the same rows."""
    lon, lat = (
        np.array([68.868, 69.17, 0.0, math.nan, 71.094, 66.0]),
        np.array([36.728, 34.53, 0.0, 34.0, 34.125, 34.0]),
    )
    columns: dict[str, tuple[object, object]] = {
        "float64": (lon, lat),
        "float32": (lon.astype(np.float32), lat.astype(np.float32)),
        "list": (lon.tolist(), lat.tolist()),
        "arrow": (pa.array(lon), pa.array(lat)),
        "arrow nulls": (pa.array(lon, from_pandas=True), pa.array(lat)),
        "chunks": (pa.chunked_array([lon[:2], lon[2:]]), pa.chunked_array([lat[:5], lat[5:]])),
        "integers": (np.array([68, 69, 0, 180, 71, 66]), pa.array([36, 34, 0, None, 34, 34])),
        "strided": (np.repeat(lon, 3)[::3], np.repeat(lat, 3)[::3]),
    }
    given_lon, given_lat = columns[kind]
    exact, table = Provinces.load(), bundled()
    table._asked = TABLE_FROM
    want = [18, 0, -1, -1, 5, 23] if kind != "integers" else exact._join.codes(given_lon, given_lat).tolist()
    assert exact.codes(given_lon, given_lat).tolist() == want
    assert table.codes(given_lon, given_lat).tolist() == want


def test_no_point_no_number_and_no_world() -> None:
    """No points give no answers; NaN has none; a latitude of 120 among a million points is misuse."""
    join = bundled()
    join._asked = TABLE_FROM
    assert join.codes([], []).tolist() == []
    assert join.codes([math.nan, 66.0], [34.0, math.nan]).tolist() == [-1, -1]
    lon, lat = np.full(600_000, 66.0), np.full(600_000, 34.0)
    lat[599_999] = 120.0
    with pytest.raises(CoordinateError, match=r"latitude from -90 to 90, got 120.*longitude, latitude\?"):
        join.codes(lon, lat)
    lat[599_999], lon[300_000] = 34.0, math.inf
    with pytest.raises(CoordinateError, match="longitude from -180 to 180"):
        join.codes(lon, lat)
    with pytest.raises(CoordinateError, match="one length"):
        join.codes(lon, lat[1:])
    with pytest.raises(CoordinateError, match="a row of numbers"):
        join.codes(["east"], ["north"])
    with pytest.raises(CoordinateError, match="a row of numbers"):
        join.codes(pa.array(["east"]), pa.array(["north"]))


def test_slices_and_threads_keep_the_order() -> None:
    """Points over several slices have the answers that they have alone, each in its place."""
    rng = np.random.default_rng(8)
    lon, lat = rng.uniform(60, 75.5, 600_001), rng.uniform(28.9, 39, 600_001)
    codes, _ = through_table(bundled(), (lon, lat))
    for begin in (0, 262_143, 262_144, 524_287, 599_000):
        part, _ = through_table(bundled(), (lon[begin : begin + 1001], lat[begin : begin + 1001]))
        assert np.array_equal(codes[begin : begin + 1001], part)


def test_memory_stays_below_three_bytes_a_point() -> None:
    """The answers, and what is in use at a time, for eight million points."""
    rng = np.random.default_rng(9)
    lon, lat = rng.uniform(60.5, 74.9, 8_000_000), rng.uniform(29.4, 38.5, 8_000_000)
    join = bundled()
    tracemalloc.start()
    join.codes(lon, lat)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3 * len(lon)


@pytest.mark.parametrize(
    "shapes",
    [
        [shapely.Polygon()],
        [shapely.box(10, 60, 11, 71)],
        [shapely.box(179, 10, 180, 11)],
        [shapely.box(0, 0, 1e-4, 1e-4)],
    ],
)
def test_where_no_table_fits_the_points_are_asked_one_by_one(shapes: list[BaseGeometry]) -> None:
    """Empty shapes, the far north and the edge of the world: no table, and the same answers."""
    join = PolygonJoin(shapes, cells=4)
    assert join.make_table() is None
    join._asked = TABLE_FROM
    centre = shapes[0].centroid
    if centre.is_empty:
        assert join.codes([66.0], [34.0]).tolist() == [-1]
    else:
        assert join.codes([centre.x, 66.0], [centre.y, 34.0]).tolist() == [0, -1]


@examples(40, 100)
@given(st.integers(0, 2**32 - 1))
def test_no_touch_is_missed(seed: int) -> None:
    """Every fine cell that holds a point of a line is named as touched by it: long, short, steep and level ones."""
    rng = np.random.default_rng(seed)
    grid = Grid.over((60.0, 30.0, 61.0, 31.0), 400)
    ends = rng.uniform(0.05, 0.95, (12, 4)) + np.array([60, 30, 60, 30])
    ends[:4, 2] = ends[:4, 0] + rng.choice([0, 1e-12, 1e-7, 1e-3], 4)
    ends[4:8, 3] = ends[4:8, 1] + rng.choice([0, 1e-12, 1e-7, 1e-3], 4)
    touched = grid.touched(ends)
    named = set(zip(touched.column.tolist(), touched.row.tolist(), touched.line.tolist(), strict=True))
    for share in rng.uniform(0, 1, 50):
        at = ends[:, :2] * (1 - share) + ends[:, 2:] * share
        column, row = grid.fine(*at.T)
        assert set(zip(column.tolist(), row.tolist(), range(12), strict=True)) <= named
