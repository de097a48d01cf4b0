"""Whole extraction, beside spaCy's PhraseMatcher that spots the same names alone; and that memory stays flat."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest

from bench.conftest import DOCUMENTS, PROCESSOR
from bench.corpus import made_documents
from conflictmap.pipeline import extract

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pytest_benchmark.fixture import BenchmarkFixture

    from bench.conftest import Corpus

_UNSEEN = 7
"""A seed of its own: the documents of the memory run stand in no other."""


@pytest.mark.benchmark(group="extract", **PROCESSOR)
def test_extract(benchmark: BenchmarkFixture, corpus: Corpus) -> None:
    """Sentences, mentions, places, events and claims of every document, in one process."""
    benchmark.extra_info |= corpus.size
    assert benchmark(lambda: sum(len(extract(document).events) for document in corpus.records))


@pytest.mark.benchmark(group="extract", **PROCESSOR)
def test_phrase_matcher(
    benchmark: BenchmarkFixture, corpus: Corpus, phrase_matcher: Callable[[Sequence[str]], int]
) -> None:
    """The peer."""
    benchmark.extra_info |= corpus.size
    assert benchmark(phrase_matcher, corpus.texts)


@pytest.mark.benchmark(group="memory")
@pytest.mark.parametrize("times", [1, 2])
def test_memory(benchmark: BenchmarkFixture, times: int) -> None:
    """The peak of what a stream of documents allocates, for so many documents and for twice as many."""

    def run() -> int:
        tracemalloc.start()
        events = sum(len(extract(made.record()).events) for made in made_documents(DOCUMENTS * times, seed=_UNSEEN))
        benchmark.extra_info["peak_bytes"] = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return events

    benchmark.extra_info["documents"] = DOCUMENTS * times
    assert benchmark.pedantic(run, rounds=1, iterations=1)
