"""A spaCy pipeline of the user's own as a parser of documents.

The only module that imports spaCy, and only where a pipeline is named. Knows how to load one and how to feed it; what
a parse is used for is up to the stages.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from geo.errors import UsageError
from geo.parse import join_parses, read_parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.model import Document
    from geo.parse import Parse

PIECE = 50_000
"""So many characters at most are parsed at once: a parser's memory grows with the text."""


class SpacyParser:
    """Parses documents with a spaCy pipeline."""

    def __init__(self, name: str, pipeline: Any = None) -> None:  # noqa: ANN401 - spaCy's type, which need not be there
        """Take the pipeline's name; `pipeline` is the pipeline itself where it is loaded already."""
        self.name = name
        self._own = pipeline

    @classmethod
    def load(cls, name: str) -> SpacyParser:
        """The parser of an installed pipeline.

        Raises:
            UsageError: spaCy, or that pipeline, is not installed.
        """
        _load(name)
        return cls(name)

    def __call__(self, document: Document) -> Parse:
        """The people and organisations of a document's text."""
        pipeline = self._own or _load(self.name)
        return join_parses(read_parse(pipeline(document.text[at:end]), at) for at, end in _pieces(document.text))

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process by name, and load there; a pipeline made by hand travels itself."""
        return type(self), (self.name, self._own)


@cache
def _load(name: str) -> Any:  # noqa: ANN401 - spaCy's type, which need not be there
    try:
        import spacy  # noqa: PLC0415 - the user's own, and not needed otherwise
    except ImportError as error:
        hint = "Install it beside conflictmap (pip install spacy), then the pipeline (python -m spacy download NAME)."
        raise UsageError("spaCy for --pipeline", "an environment without it", hint) from error
    try:
        return spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        hint = f"Try: python -m spacy download {name}"
        raise UsageError("an installed spaCy pipeline", repr(name), hint) from error


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Spans of at most `PIECE` characters, cut between paragraphs where that can be, else at a blank."""
    start = 0
    while start < len(text):
        end = start + PIECE
        if end < len(text):
            cuts = (text.rfind("\n\n", start, end), text.rfind(" ", start, end))
            end = next((cut for cut in cuts if cut > start), end)
        yield start, min(end, len(text))
        start = end
