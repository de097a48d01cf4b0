"""The corpus that the benchmarks measure on: its stated shares hold in its texts, and nothing in it repeats."""

import re

import pytest

from bench.corpus import PLACE_SHARE, TRIGGER_SHARE, TRIGGER_WORDS, made_documents, texts
from conflictmap.pipeline import extract
from geo.documents import read_sources
from geo.files import seeds_folder
from geo.gazetteer.fold import fold
from geo.language import default_language
from geo.mentions.scan import default_scanner
from geo.reading.clauses import matching
from geo.reading.clauses.matching import trigger_words
from geo.reading.frames import default_frames

_DOCUMENTS = list(made_documents(300))
_SENTENCES = [sentence for document in _DOCUMENTS for sentence in document.sentences]
_WITHIN = 0.02


def test_share_of_places() -> None:
    """The scanner finds a name in half of the sentences: those, and only those, into which a place was drawn."""
    scanner = default_scanner()
    found = [bool(scanner.scan(sentence.text)) for sentence in _SENTENCES]
    assert abs(sum(found) / len(found) - PLACE_SHARE) <= _WITHIN
    wrong = [s.text for s, has in zip(_SENTENCES, found, strict=True) if has is not s.has_place]
    assert len(wrong) <= _WITHIN * len(found), wrong[:3]


def test_share_of_trigger_words() -> None:
    """A trigger word stands in 30 % of the sentences, as whole words tell it."""
    pattern = re.compile(rf"\b(?:{'|'.join(TRIGGER_WORDS)})\b")
    found = [bool(pattern.search(sentence.text)) for sentence in _SENTENCES]
    assert abs(sum(found) / len(found) - TRIGGER_SHARE) <= _WITHIN
    assert found == [sentence.has_trigger for sentence in _SENTENCES]


def test_trigger_words_wake_frames() -> None:
    """Most trigger words make a sentence worth parsing, so the measured work is real work."""
    evoking = trigger_words(default_frames(), default_language())
    awake = [word for word in TRIGGER_WORDS if any(part in evoking for part in word.split())]
    assert len(awake) >= len(TRIGGER_WORDS) * 2 / 3


def test_nothing_repeats() -> None:
    """All documents are distinct, and nearly all sentences."""
    found = [document.text for document in _DOCUMENTS]
    assert len(set(found)) == len(found)
    assert len({sentence.text for sentence in _SENTENCES}) > 0.99 * len(_SENTENCES)


def test_same_seed_same_corpus() -> None:
    """The same seed gives the same corpus whatever its size, another seed another one."""
    assert list(made_documents(5)) == _DOCUMENTS[:5]
    assert next(made_documents(1, seed=1)).text != _DOCUMENTS[0].text


def test_size_by_characters() -> None:
    """A corpus of so many characters holds them, and not a document more."""
    found = texts(10_000)
    assert sum(map(len, found)) >= 10_000 > sum(map(len, found[:-1]))


def test_record_is_the_text() -> None:
    """The record for the pipeline holds the text that was made, with its offsets unchanged."""
    record = _DOCUMENTS[0].record()
    assert record.text == _DOCUMENTS[0].text
    assert record.offsets.to_original(0, len(record.text)) == (0, len(record.text))


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.slow)])
def test_shortcut_changes_nothing(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Sentences that are not parsed could have told of nothing: with every sentence parsed, the same comes out."""
    seeds = [document for document, _ in read_sources([seeds_folder()]) if document is not None]
    documents = [*(made.record() for made in _DOCUMENTS[:40:step]), *seeds[::step]]
    quick = [extract(document).events for document in documents]
    everything = frozenset(word for document in documents for word in re.findall(r"[^\W\d_]+", fold(document.text)))
    monkeypatch.setattr(matching, "trigger_words", lambda *_: everything)
    assert [extract(document).events for document in documents] == quick
