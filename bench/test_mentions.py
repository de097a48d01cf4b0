"""Place names found, read and resolved, beside spaCy's PhraseMatcher that only finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.conftest import PROCESSOR
from geo.documents import split_sentences
from geo.mentions import find_mentions
from geo.places.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pytest_benchmark.fixture import BenchmarkFixture

    from bench.conftest import Corpus

pytestmark = pytest.mark.benchmark(group="mentions", **PROCESSOR)


def test_mentions_and_resolution(benchmark: BenchmarkFixture, corpus: Corpus) -> None:
    """Mentions with role and reading, and their places; the sentences are given."""
    sentences = [split_sentences(document)[0] for document in corpus.records]

    def run() -> int:
        return sum(
            len(resolve(find_mentions(document, spans))[0])
            for document, spans in zip(corpus.records, sentences, strict=True)
        )

    benchmark.extra_info |= corpus.size
    assert benchmark(run)


def test_phrase_matcher(
    benchmark: BenchmarkFixture, corpus: Corpus, phrase_matcher: Callable[[Sequence[str]], int]
) -> None:
    """The peer."""
    benchmark.extra_info |= corpus.size
    assert benchmark(phrase_matcher, corpus.texts)
