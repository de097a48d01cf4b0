"""The ledger: a million claims posted and settled for 400 units in one process, then questions, and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

CLAIMS = int(os.environ.get("BENCH_CLAIMS", "1000000"))
UNITS = 400


@pytest.mark.benchmark(group="ledger")
def test_settle_claims(benchmark: BenchmarkFixture) -> None:
    """In a process of its own, so that the memory is the ledger's; the figures stand beside the result."""

    def run() -> None:
        command = [sys.executable, "-m", "bench.ledger_claims", str(CLAIMS), str(UNITS)]
        checkout = Path(__file__).resolve().parent.parent
        done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=True)  # noqa: S603
        benchmark.extra_info |= json.loads(done.stdout)

    benchmark.pedantic(run, rounds=1, iterations=1)
    assert benchmark.extra_info["claims"] == CLAIMS
    assert benchmark.extra_info["units"] == UNITS
