"""A document more in a ledger's file, by what it holds already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.added import SIZES, UNITS, measure

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_benchmark.fixture import BenchmarkFixture


@pytest.mark.benchmark(group="added")
@pytest.mark.parametrize("documents", SIZES)
@pytest.mark.parametrize("units", UNITS)
def test_add_document(benchmark: BenchmarkFixture, tmp_path: Path, documents: int, units: int) -> None:
    """In processes of their own; the figures stand beside the result."""

    def run() -> None:
        benchmark.extra_info |= {"documents": documents, "units": units, **measure(documents, units, tmp_path)}

    benchmark.pedantic(run, rounds=1, iterations=1)
    assert benchmark.extra_info["first_ms"] > 0
