"""Scanning text for every name of the gazetteer, beside spaCy's PhraseMatcher and a bare Aho-Corasick run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.conftest import PROCESSOR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pytest_benchmark.fixture import BenchmarkFixture

    from bench.conftest import Corpus
    from geo.mentions.scan import Scanner

pytestmark = pytest.mark.benchmark(group="scan", **PROCESSOR)


def test_scan(benchmark: BenchmarkFixture, corpus: Corpus, scanner: Scanner) -> None:
    """Our scanner: folded, whole words, longest name, capitals."""
    benchmark.extra_info |= corpus.size
    assert benchmark(lambda: sum(len(scanner.scan(text)) for text in corpus.texts))


def test_phrase_matcher(
    benchmark: BenchmarkFixture, corpus: Corpus, phrase_matcher: Callable[[Sequence[str]], int]
) -> None:
    """The peer."""
    benchmark.extra_info |= corpus.size
    assert benchmark(phrase_matcher, corpus.texts)


def test_bare_automaton(
    benchmark: BenchmarkFixture, corpus: Corpus, bare_automaton: Callable[[Sequence[str]], int]
) -> None:
    """The ceiling."""
    benchmark.extra_info |= corpus.size
    assert benchmark(bare_automaton, corpus.texts)
