"""What all benchmarks share: the corpus, and the peers to measure beside, each with the same names."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from ahocorasick_rs import AhoCorasick, MatchKind

from bench.corpus import SEED, made_documents
from geo.gazetteer.table import ScanRule, default_gazetteer
from geo.mentions.scan import default_scanner

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bench.corpus import MadeDocument
    from geo.mentions.scan import Scanner
    from geo.model import Document

DOCUMENTS = int(os.environ.get("BENCH_DOCUMENTS", "200"))


class Corpus(NamedTuple):
    """The documents that every benchmark reads, as made, as records and as texts."""

    made: list[MadeDocument]
    records: list[Document]
    texts: list[str]

    @property
    def size(self) -> dict[str, int]:
        """Bytes, sentences and documents, kept beside each result."""
        return {
            "bytes": sum(len(text.encode()) for text in self.texts),
            "sentences": sum(len(document.sentences) for document in self.made),
            "documents": len(self.made),
        }


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The corpus; `BENCH_DOCUMENTS` says how many documents (default 200)."""
    made = list(made_documents(DOCUMENTS, seed=SEED))
    return Corpus(made, [document.record() for document in made], [document.text for document in made])


@pytest.fixture(scope="session")
def scanner() -> Scanner:
    """The scanner of the bundled gazetteer."""
    return default_scanner()


@pytest.fixture(scope="session")
def names() -> Sequence[str]:
    """Every folded name that running text is searched for."""
    gazetteer = default_gazetteer()
    found = gazetteer.folded_names()
    return [name for row, name in enumerate(found) if gazetteer.scan_rule(row) is not ScanRule.NEVER]


@pytest.fixture(scope="session")
def phrase_matcher(names: Sequence[str]) -> Callable[[Sequence[str]], int]:
    """SpaCy's PhraseMatcher on a blank English pipeline with the same names, as its own documentation has it."""
    import spacy  # noqa: PLC0415 - only where texts are measured
    from spacy.matcher import PhraseMatcher  # noqa: PLC0415

    pipeline = spacy.blank("en")
    matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
    matcher.add("PLACE", list(pipeline.tokenizer.pipe(names)))

    def spot(texts: Sequence[str]) -> int:
        return sum(len(matcher(document)) for document in pipeline.pipe(texts))

    return spot


@pytest.fixture(scope="session")
def bare_automaton(names: Sequence[str]) -> Callable[[Sequence[str]], int]:
    """A plain Aho-Corasick run over the raw text: no folding, no word boundaries. Nothing can be faster here."""
    automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)

    def run(texts: Sequence[str]) -> int:
        return sum(len(automaton.find_matches_as_indexes(text)) for text in texts)

    return run


@pytest.fixture(scope="session")
def warmed(corpus: Corpus, phrase_matcher: Callable[[Sequence[str]], int]) -> None:
    """Every table loaded and every pattern met once, for both sides alike."""
    from conflictmap.pipeline import extract  # noqa: PLC0415 - the cold start must not load it first

    phrase_matcher(corpus.texts[:20])
    for document in corpus.records[:20]:
        extract(document)


@pytest.fixture(autouse=True)
def _warm(request: pytest.FixtureRequest) -> None:
    """Warm up before anything with texts is measured; what has no texts does without spaCy."""
    if {"corpus", "names"} & set(request.fixturenames):
        request.getfixturevalue("warmed")


# Processor time: on a busy machine the wall clock measures the neighbours.
PROCESSOR: dict[str, Any] = {"timer": time.process_time, "disable_gc": False, "min_rounds": 7}
