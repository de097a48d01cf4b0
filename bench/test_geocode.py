"""Names to places: a thousand of them, the table they stand in, and the command from a cold start."""

from __future__ import annotations

import random
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bench.conftest import PROCESSOR
from bench.corpus import SEED
from conflictmap.geocoding import geocode
from geo.gazetteer.table import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytest_benchmark.fixture import BenchmarkFixture

_NAMES = 1_000
_STARTS = 10


@pytest.mark.benchmark(group="geocode", **PROCESSOR)
def test_thousand_names(benchmark: BenchmarkFixture, names: Sequence[str]) -> None:
    """A thousand different names of the gazetteer, drawn, in title case."""
    drawn = [name.title() for name in random.Random(SEED).sample(list(names), _NAMES)]  # noqa: S311 - no secret
    benchmark.extra_info["names"] = _NAMES
    answers = benchmark(lambda: [geocode(name) for name in drawn])
    assert sum(answer.place is not None for answer in answers) > _NAMES // 2


@pytest.mark.benchmark(group="table", **PROCESSOR)
def test_load_table(benchmark: BenchmarkFixture) -> None:
    """Both files read from the disk's cache, and one name looked up."""
    assert benchmark(lambda: Gazetteer.load().lookup("Kunduz"))


@pytest.mark.benchmark(group="start")
def test_bare_python(benchmark: BenchmarkFixture) -> None:
    """The peer of the cold start."""
    _start(benchmark, "-c", "pass")


@pytest.mark.benchmark(group="start")
def test_cold_geocode(benchmark: BenchmarkFixture) -> None:
    """`conflictmap geocode Kunduz` in a new process."""
    _start(benchmark, "-m", "conflictmap", "geocode", "Kunduz")


def _start(benchmark: BenchmarkFixture, *words: str) -> None:
    command = [sys.executable, *words]

    def run() -> int:
        return subprocess.run(command, check=True, capture_output=True).returncode  # noqa: S603 - our own command

    benchmark.pedantic(run, rounds=_STARTS, iterations=1, warmup_rounds=1)
