"""What many tests do first, done once: the dispatches of seeds/ read by the rules.

Knows only where a run asks for the reading of one document. A test that is about what comes after the reading (the
ledger, the outputs, the commands) takes `seeds_once`; one about the reading, or that compares two readings, does not.
"""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest

from conflictmap import pipeline
from geo.events.extractor import ClauseExtractor
from geo.files import seeds_folder

if TYPE_CHECKING:
    from conflictmap.pipeline import Extraction
    from geo.errors import Problem
    from geo.events.extractor import Extractor
    from geo.model import Document
    from geo.parse import Parser
    from geo.places.corrections import Corrections

_NAMES = frozenset(path.name for path in seeds_folder().glob("*.md"))
_readings: dict[Document, Extraction | Problem] = {}
_read = pipeline.extract_or_drop


def _read_once(
    document: Document,
    corrections: Corrections | None = None,
    *,
    extractor: Extractor | None = None,
    parser: Parser | None = None,
) -> Extraction | Problem:
    """What the rules read in a document of this very content, without anything installed; else read as ever."""
    by_rules = extractor is None or type(extractor) is ClauseExtractor
    is_plain = corrections is None and parser is None and os.environ.get("CONFLICTMAP_INSTALLED") == "none"
    if not (by_rules and is_plain and PurePath(document.file or "").name in _NAMES):
        return _read(document, corrections, extractor=extractor, parser=parser)
    if document not in _readings:
        _readings[document] = _read(document, extractor=extractor)
    return _readings[document]


@pytest.fixture
def seeds_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read each document of seeds/ once for a worker; records are frozen, so that every test may have the same."""
    monkeypatch.setattr(pipeline, "extract_or_drop", _read_once)
    monkeypatch.setattr("conflictmap.engines.documents.extract_or_drop", _read_once)
