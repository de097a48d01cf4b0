"""Points to provinces, beside geopandas and SedonaDB: the same points, in one process, and the counts compared.

Our join also answers the points on borders and up to 5 km outside; the peers join those strictly within. Wall time:
two of the three use several processors.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bench.points import near_borders, uniform
from geo.places.polygons import PolygonJoin
from geo.places.provinces import Provinces, default_provinces

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from pytest_benchmark.fixture import BenchmarkFixture

    Counts = NDArray[np.int64]

POINTS = int(os.environ.get("BENCH_POINTS", "10000000"))
SIZES = [size for size in (10_000, 100_000, 1_000_000, 10_000_000) if size <= POINTS]
_SETS = {"uniform": uniform, "near_borders": near_borders}
_GEOPANDAS_UP_TO = 1_000_000


@cache
def points(name: str, count: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """So many points of a set, made once."""
    return _SETS[name](count)


def codes_only(name: str, count: int) -> Callable[[], NDArray[np.int8]]:
    """Our join: a code for each point."""
    lon, lat = points(name, count)
    provinces = default_provinces()
    provinces.make_table()
    return lambda: provinces.codes(lon, lat)


def by_geopandas(name: str, count: int) -> Callable[[], Counts]:
    """Geopandas' sjoin; making its points is not counted."""
    import geopandas  # noqa: PLC0415 - a peer

    rows = geopandas.GeoDataFrame({"row": np.arange(34)}, geometry=list(default_provinces().shapes), crs="OGC:CRS84")
    spots = geopandas.GeoDataFrame(geometry=geopandas.points_from_xy(*points(name, count)), crs="OGC:CRS84")
    return lambda: np.bincount(geopandas.sjoin(spots, rows, predicate="within")["row"].to_numpy(), minlength=34)


def by_sedona(name: str, count: int) -> Callable[[], Counts]:
    """SedonaDB's join over geometries in memory; making them is not counted."""
    import geopandas  # noqa: PLC0415 - how SedonaDB takes polygons
    import pyarrow as pa  # noqa: PLC0415
    import sedonadb  # noqa: PLC0415 - a peer

    engine = sedonadb.connect()
    lon, lat = points(name, count)
    engine.create_data_frame(pa.table({"lon": lon, "lat": lat})).to_view("degrees")
    made = "SELECT ST_SetSRID(ST_Point(lon, lat), 4326) AS geometry FROM degrees"
    engine.sql(made).to_memtable().to_view("points")
    rows = geopandas.GeoDataFrame({"area": np.arange(34)}, geometry=list(default_provinces().shapes), crs="EPSG:4326")
    engine.create_data_frame(rows).to_memtable().to_view("areas")
    asked = "SELECT a.area FROM points p JOIN areas a ON ST_Within(p.geometry, a.geometry)"
    return lambda: np.bincount(pa.table(engine.sql(asked)).column("area").to_numpy(), minlength=34)


def _run(benchmark: BenchmarkFixture, join: Callable[[], NDArray[np.integer]], count: int, rounds: int) -> None:
    benchmark.extra_info["points"] = count
    found = benchmark.pedantic(join, rounds=rounds, iterations=1, warmup_rounds=1 if rounds > 1 else 0)
    benchmark.extra_info["placed"] = int((found >= 0).sum() if found.dtype == np.int8 else found.sum())


@pytest.mark.benchmark(group="join")
@pytest.mark.parametrize("name", list(_SETS))
def test_codes(benchmark: BenchmarkFixture, name: str) -> None:
    """A province for each point."""
    _run(benchmark, codes_only(name, POINTS), POINTS, 7)


@pytest.mark.benchmark(group="join")
@pytest.mark.parametrize("name", list(_SETS))
def test_sedona(benchmark: BenchmarkFixture, name: str) -> None:
    """A peer."""
    _run(benchmark, by_sedona(name, POINTS), POINTS, 3)


@pytest.mark.benchmark(group="join")
@pytest.mark.parametrize("name", list(_SETS))
def test_geopandas(benchmark: BenchmarkFixture, name: str) -> None:
    """A peer, once: it takes its time."""
    _run(benchmark, by_geopandas(name, POINTS), POINTS, 1)


@pytest.mark.benchmark(group="join-growth")
@pytest.mark.parametrize("count", SIZES)
@pytest.mark.parametrize("who", ["conflictmap", "sedonadb", "geopandas"])
def test_growth(benchmark: BenchmarkFixture, who: str, count: int) -> None:
    """From ten thousand points on; geopandas up to a million here."""
    makers = {"conflictmap": codes_only, "sedonadb": by_sedona, "geopandas": by_geopandas}
    if who == "geopandas" and count > _GEOPANDAS_UP_TO:
        pytest.skip("measured above")
    benchmark.extra_info["who"] = who
    _run(benchmark, makers[who]("uniform", count), count, 1 if who == "geopandas" else 3)


def test_peers_agree() -> None:
    """The three count alike where their rules are the same: ours less what is on lines or only nearest."""
    lon, lat = points("near_borders", 200_000)
    codes, is_nearest = default_provinces().codes_and_nearest(lon, lat)
    within = np.bincount(codes[(codes >= 0) & ~is_nearest], minlength=34)
    assert np.array_equal(within, by_geopandas("near_borders", 200_000)())
    assert np.array_equal(within, by_sedona("near_borders", 200_000)())


@pytest.mark.benchmark(group="join-table")
def test_make_table(benchmark: BenchmarkFixture) -> None:
    """The table of cells made from the polygons."""
    shapes = default_provinces().shapes
    benchmark.pedantic(
        lambda join: join.make_table(), setup=lambda: ((PolygonJoin(shapes),), {}), rounds=3, iterations=1
    )


@pytest.mark.benchmark(group="join-table")
def test_fetch_table(benchmark: BenchmarkFixture) -> None:
    """The kept table read from the disk's cache."""
    default_provinces().make_table()
    benchmark.pedantic(lambda each: each.make_table(), setup=lambda: ((Provinces.load(),), {}), rounds=5, iterations=1)


@pytest.mark.benchmark(group="join-memory")
def test_memory_of_the_join(benchmark: BenchmarkFixture) -> None:
    """What the join holds beside the points, in a process of its own."""

    def run() -> None:
        command = [sys.executable, "-m", "bench.join_memory", str(POINTS)]
        checkout = Path(__file__).resolve().parent.parent
        done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=True)  # noqa: S603
        benchmark.extra_info |= json.loads(done.stdout)

    benchmark.pedantic(run, rounds=1, iterations=1)
