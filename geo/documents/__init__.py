"""The first stage: text in, with an offset map back to the original.

Knows files, feeds, cleaning and sentences; knows no places and no events. `read_sources` streams documents with their
problems, `split_sentences` gives the sentences of one.
"""

from __future__ import annotations

from geo.documents.clean import clean
from geo.documents.files import read_sources
from geo.documents.sentences import split_sentences

__all__ = ["clean", "read_sources", "split_sentences"]
