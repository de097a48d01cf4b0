"""How a document was read, sentence by sentence: the reading, and what became of it. For `explain`.

A `Trace` is handed to the tagger and listens; it decides nothing itself. Without one the tagger does no work for it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Claim, Event
    from geo.reading.predication import SentenceReading
    from geo.text import AnnotatedDocument


@dataclass(slots=True, kw_only=True)
class SentenceTrace:
    """One sentence: how it was read, and the ids of the events and stated counts that came of it."""

    reading: SentenceReading
    event_ids: list[str] = field(default_factory=list)
    claim_ids: list[str] = field(default_factory=list)


class Trace:
    """Listens to the tagger while it reads one document; `sentences` is what it heard."""

    def __init__(self) -> None:
        """Start with nothing heard."""
        self.annotated: AnnotatedDocument | None = None
        self.sentences: list[SentenceTrace] = []

    def begin(self, annotated: AnnotatedDocument) -> None:
        """Hear which document is read."""
        self.annotated = annotated

    def hear(self, reading: SentenceReading, events: Iterable[Event], claims: Iterable[Claim]) -> None:
        """Hear how a sentence was read."""
        self.sentences.append(
            SentenceTrace(
                reading=reading,
                event_ids=[event.event_id for event in events],
                claim_ids=[claim.claim_id for claim in claims],
            )
        )
