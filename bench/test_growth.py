"""How extraction and the ledger grow with what they are given; the join and the feeds have theirs beside them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bench.conftest import PROCESSOR
from bench.corpus import SEED, made_documents
from bench.test_ledger import CLAIMS, UNITS
from conflictmap.pipeline import extract

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pytest_benchmark.fixture import BenchmarkFixture

LARGEST = int(os.environ.get("BENCH_LARGEST_CORPUS", "5000"))
DOCUMENTS = [count for count in (50, 500, 5_000, 50_000) if count <= LARGEST]
SMALLER = [count for count in (10_000, 100_000) if count < CLAIMS]
_CLOCK = PROCESSOR["timer"]


@pytest.mark.benchmark(group="extract-growth", timer=_CLOCK)
@pytest.mark.parametrize("documents", DOCUMENTS)
@pytest.mark.parametrize("who", ["conflictmap", "PhraseMatcher"])
def test_extract_growth(
    benchmark: BenchmarkFixture,
    phrase_matcher: Callable[[Sequence[str]], int],
    warmed: None,  # noqa: ARG001 - the tables are loaded before the clock starts
    who: str,
    documents: int,
) -> None:
    """Whole extraction, or the matcher alone, of a stream of documents made beforehand."""
    made = list(made_documents(documents, seed=SEED))
    records, texts = [each.record() for each in made], [each.text for each in made]
    benchmark.extra_info |= {"who": who, "sentences": sum(len(each.sentences) for each in made)}
    rounds = 1 if documents > 500 else 3  # noqa: PLR2004
    if who == "conflictmap":
        run = lambda: sum(len(extract(record).events) for record in records)  # noqa: E731
    else:
        run = lambda: phrase_matcher(texts)  # noqa: E731
    assert benchmark.pedantic(run, rounds=rounds, iterations=1)


@pytest.mark.benchmark(group="ledger-growth")
@pytest.mark.parametrize("claims", SMALLER)
def test_settle_growth(benchmark: BenchmarkFixture, claims: int) -> None:
    """Fewer claims than the ledger's own benchmark, in a process of their own."""

    def run() -> None:
        command = [sys.executable, "-m", "bench.ledger_claims", str(claims), str(UNITS)]
        checkout = Path(__file__).resolve().parent.parent
        done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=True)  # noqa: S603
        benchmark.extra_info |= json.loads(done.stdout)

    benchmark.pedantic(run, rounds=1, iterations=1)
