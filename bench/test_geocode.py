"""Names to places: a thousand of them, and the table they stand in."""

from __future__ import annotations

import random
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
