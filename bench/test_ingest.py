"""A made ACLED-like CSV read, joined to provinces and counted, beside what polars and pyarrow need to parse it alone.

Wall time: each of them uses every processor.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench.make_feed import write_feed
from conflictmap.counting import count_points
from geo.feeds.catalogue import known_feed
from geo.feeds.reading import gather
from geo.places.provinces import default_provinces

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_benchmark.fixture import BenchmarkFixture

ROWS = int(os.environ.get("BENCH_ROWS", "1000000"))
SIZES = [size for size in (10_000, 100_000, 1_000_000, 10_000_000) if size <= ROWS]
"""`BENCH_ROWS=10000000` adds the largest file: 3.6 GB in the folder for temporary files."""


@pytest.fixture(scope="session")
def feed_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Make a file of so many rows, once."""
    folder = tmp_path_factory.mktemp("feeds")

    def made(rows: int) -> Path:
        file = folder / f"acled_{rows}.csv"
        if not file.exists():
            write_feed("acled", rows, file)
        return file

    return made


def by_us(file: Path) -> int:
    """Read, join and count."""
    return count_points(file).rows


def by_polars(file: Path) -> int:
    """Parse alone: every column, types guessed."""
    import polars as pl  # noqa: PLC0415 - a peer

    return pl.read_csv(file).height


def by_pyarrow(file: Path) -> int:
    """Parse alone: every column, types guessed; texts may hold line ends, as our reading allows."""
    from pyarrow import csv  # noqa: PLC0415 - a peer

    rows: int = csv.read_csv(file, parse_options=csv.ParseOptions(newlines_in_values=True)).num_rows
    return rows


WHO = {"conflictmap": by_us, "polars": by_polars, "pyarrow": by_pyarrow}


def _run(benchmark: BenchmarkFixture, read: Callable[[Path], int], file: Path, rows: int, rounds: int) -> None:
    default_provinces().make_table()
    benchmark.extra_info |= {"rows": rows, "file_bytes": file.stat().st_size}
    found = benchmark.pedantic(read, args=(file,), rounds=rounds, iterations=1, warmup_rounds=1)  # type: ignore[no-untyped-call]
    assert found == rows


@pytest.mark.benchmark(group="ingest-growth")
@pytest.mark.parametrize("rows", SIZES)
@pytest.mark.parametrize("who", list(WHO))
def test_ingest(benchmark: BenchmarkFixture, feed_file: Callable[[int], Path], who: str, rows: int) -> None:
    """Our reading and counting, or a peer's parsing."""
    benchmark.extra_info["who"] = who
    _run(benchmark, WHO[who], feed_file(rows), rows, 5 if rows <= 1_000_000 else 1)  # noqa: PLR2004


@pytest.mark.benchmark(group="ingest-feed")
def test_feed(benchmark: BenchmarkFixture, feed_file: Callable[[int], Path]) -> None:
    """The same file through everything that `conflictmap feed` checks, up to its counts and the rows to draw."""
    rows = min(ROWS, 1_000_000)
    file = feed_file(rows)
    provinces = default_provinces()
    provinces.make_table()
    benchmark.extra_info["rows"] = rows
    found = benchmark.pedantic(
        lambda: gather(known_feed("acled"), [(file, file.name)], provinces), rounds=1, iterations=1
    )
    assert sum(each.rows for each in found.files) == rows


@pytest.mark.benchmark(group="ingest-memory")
@pytest.mark.parametrize("rows", [size for size in SIZES if size >= 100_000])  # noqa: PLR2004
def test_memory_of_ingest(benchmark: BenchmarkFixture, feed_file: Callable[[int], Path], rows: int) -> None:
    """The memory of counting, in a process of its own: flat in the rows."""
    file = feed_file(rows)

    def run() -> None:
        command = [sys.executable, "-m", "bench.ingest_memory", str(file)]
        checkout = Path(__file__).resolve().parent.parent
        done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=True)  # noqa: S603
        benchmark.extra_info |= json.loads(done.stdout)

    benchmark.pedantic(run, rounds=1, iterations=1)
