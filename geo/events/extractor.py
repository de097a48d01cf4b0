"""The seam for whatever reads events out of a text, and the rules as what does so by default.

Knows what goes in (a document, its sentences, its place names with their answers) and what comes out (events, stated
counts, problems). Refuses to know where an extractor comes from; `conflictmap.extractors` looks them up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from geo.country import afghanistan
from geo.events.tag import tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.country import CountryPack
    from geo.errors import Problem
    from geo.events.trace import Trace
    from geo.model import Claim, Document, Event, Resolution, Sentence
    from geo.reading.predication import Reader

    Found = tuple[tuple[Event, ...], tuple[Claim, ...], tuple[Problem, ...]]


@runtime_checkable
class Extractor(Protocol):
    """Whatever reads events and stated counts out of one document at a time.

    It raises nothing for a fault in the material: such a fault is a problem that names the document. An extractor that
    is to run in several processes must be picklable.
    """

    @property
    def name(self) -> str:
        """What made the events, for the manifest and the page: "rules", "openai:<model>"."""
        ...

    def extract(self, document: Document, sentences: Sequence[Sentence], resolutions: Sequence[Resolution]) -> Found:
        """The events by salience, the stated counts in the order of the text, and the problems, of one document.

        `sentences` and `resolutions` are the document's own. A place is one of the resolutions' places, never another.
        """
        ...


@dataclass(frozen=True, slots=True)
class ClauseExtractor:
    """The built-in reader of clauses with its frames: offline, and the same answer every time.

    `reader` reads the sentences (default: clause by clause). `trace` hears how one document was read.
    """

    reader: Reader | None = None
    trace: Trace | None = None
    country: CountryPack = field(default_factory=afghanistan)

    @property
    def name(self) -> str:
        """What made the events."""
        return "rules"

    def extract(self, document: Document, sentences: Sequence[Sentence], resolutions: Sequence[Resolution]) -> Found:
        """The events, stated counts and problems that the frames find: see `geo.events.tag`."""
        return tag(document, sentences, resolutions, country=self.country, reader=self.reader, trace=self.trace)
