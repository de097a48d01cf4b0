"""Cold starts: a new process each time, beside bare Python and beside what comparable tools need to load."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

_STARTS = 10
STARTS = {
    "bare": ("-c", "pass"),
    "import": ("-c", "import conflictmap"),
    "help": ("-m", "conflictmap", "--help"),
    "geocode": ("-m", "conflictmap", "geocode", "Kunduz"),
    "geopandas": ("-c", "import geopandas"),
    "spacy": ("-c", "import spacy"),
}
SLOWEST = 8


@pytest.mark.benchmark(group="start")
@pytest.mark.parametrize("what", list(STARTS))
def test_start(benchmark: BenchmarkFixture, what: str) -> None:
    """From nothing to the end of the process, wall time."""
    command = [sys.executable, *STARTS[what]]

    def run() -> None:
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own commands

    benchmark.pedantic(run, rounds=_STARTS, iterations=1, warmup_rounds=1)


@pytest.mark.benchmark(group="import-time")
def test_import_time(benchmark: BenchmarkFixture) -> None:
    """What `python -X importtime` says of `conflictmap geocode`: the modules that take longest by themselves."""

    def run() -> str:
        command = [sys.executable, "-X", "importtime", "-m", "conflictmap", "geocode", "Kunduz"]
        return subprocess.run(command, check=True, capture_output=True, text=True).stderr  # noqa: S603

    told = benchmark.pedantic(run, rounds=3, iterations=1)
    rows = [
        line.removeprefix("import time:").split("|") for line in told.splitlines() if line.startswith("import time:")
    ]
    spent = [(int(own), name.strip()) for own, _, name in rows if own.strip().isdigit()]
    benchmark.extra_info["modules"] = len(spent)
    benchmark.extra_info["total_us"] = sum(own for own, _ in spent)
    benchmark.extra_info["slowest"] = [[name, own] for own, name in sorted(spent, reverse=True)[:SLOWEST]]
    assert any(name.startswith("conflictmap") for _, name in spent)
