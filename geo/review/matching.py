"""Which event a decision is about: by id, else by its document and the words quoted there, where exactly one fits.

Words are compared folded, and a quote that differs by a corrected typing error is still the same: a decision survives a
new version of a text and a better reader. Refuses to guess between two events that fit alike.
"""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geo.decision import Decision
    from geo.model import Document, Event

_ALIKE = 0.9
"""How like two quotes must be to be the same words with a typing error corrected."""


class Targets:
    """The events that decisions may be about."""

    def __init__(self, events: Iterable[Event], documents: Mapping[str, Document]) -> None:
        """Take the events in their order, and their documents by id."""
        self._by_id: dict[str, list[Event]] = defaultdict(list)
        self._by_document: dict[str, list[Event]] = defaultdict(list)
        for event in events:
            self._by_id[event.event_id].append(event)
            self._by_document[event.document_id].append(event)
        self._documents: dict[str, list[Document]] = defaultdict(list)
        for document in documents.values():
            for name in {document.document_id, document.url, document.key, document.file} - {None}:
                self._documents[str(name)].append(document)

    def documents(self, name: str | None) -> list[Document]:
        """The documents with an id, an address, a key or a file."""
        return self._documents.get(name, []) if name is not None else []

    def find(self, decision: Decision) -> list[str]:
        """The ids of the events that fit a decision, best kind of fit first: one is what it needs."""
        if decision.target_event_id is not None and decision.target_event_id in self._by_id:
            return [decision.target_event_id]
        if decision.quote is None:
            return []
        found = [
            event
            for document in self.documents(decision.document)
            for event in self._by_document[document.document_id]
            if _fits(event, decision)
        ]
        wanted = fold(decision.quote)
        exact = [event for event in found if wanted in fold(event.quote.exact)]
        if not exact:
            exact = [event for event in found if _is_alike(wanted, fold(event.quote.exact))]
        return list(dict.fromkeys(event.event_id for event in exact))

    def nearest(self, decision: Decision) -> Event | None:
        """The event of the document whose words are most like those of the decision: what came in its place."""
        events = [
            event for document in self.documents(decision.document) for event in self._by_document[document.document_id]
        ]
        if not events or decision.quote is None:
            return None
        wanted = fold(decision.quote)
        return max(events, key=lambda event: SequenceMatcher(None, wanted, fold(event.quote.exact)).ratio())


def _fits(event: Event, decision: Decision) -> bool:
    if decision.target_action is not None and decision.target_action not in {event.action, event.event_type}:
        return False
    return decision.target_unit is None or decision.target_unit in {
        event.unit_id,
        event.place.place_id if event.place else None,
    }


def fold(text: str) -> str:
    """A text in lower case, letters and digits alone.

    >>> fold("The  Taliban took Kunduz.")
    'the taliban took kunduz'
    """
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _is_alike(one: str, other: str) -> bool:
    """Whether two quotes are the same but for a few letters; the longer one may hold more words at its ends."""
    if not one or not other:
        return False
    return SequenceMatcher(None, one, other).ratio() >= _ALIKE


def describe(events: Sequence[Event]) -> str:
    """Events in a few words, for a problem."""
    return "; ".join(
        f"{event.event_id} ({event.action or event.event_type}: {event.evidence_text})" for event in events
    )
