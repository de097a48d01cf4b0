"""Which documents are versions of one another, in which order, and from when each counts.

Knows the texts and the days of the documents that share a key. A changed text under a known key is a version only if
its day of publication is the same or at least half of its sentences are; else it is another document (a file that is
written over every day with other news). Versions are ordered by the instant at which they are said to have been
changed, else by their publication, and only where neither tells by their arrival.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from geo.model import Document

_SAME_TEXT = 0.5
_END = re.compile(r"(?<=[.!?])\s+|\n+")


class Standing(NamedTuple):
    """From when a document counts, until when, and the number of the version that takes its place (None: the last)."""

    since: datetime
    until: datetime | None
    by: int | None


def is_version(new: Document, known: Document) -> bool:
    """Whether a text under the key of another one is a version of that: of the same day, or half of it the same."""
    if new.published is not None and new.published == known.published:
        return True
    sentences = _sentences(new.text)
    return bool(sentences) and len(sentences & _sentences(known.text)) >= _SAME_TEXT * len(sentences)


def stand(documents: Sequence[Document]) -> tuple[list[Standing], list[int]]:
    """How the documents of one key stand, in the order of their arrival, and which of them began another document.

    All have a date.
    """
    chains: list[list[int]] = []
    for number, document in enumerate(documents):
        fitting = [chain for chain in chains if any(is_version(document, documents[each]) for each in chain)]
        if fitting:
            max(fitting, key=lambda chain: chain[-1]).append(number)
        else:
            chains.append([number])
    standings: dict[int, Standing] = {}
    for chain in chains:
        standings |= _in_turn(documents, chain)
    return [standings[number] for number in range(len(documents))], [chain[0] for chain in chains[1:]]


def _in_turn(documents: Sequence[Document], chain: Sequence[int]) -> dict[int, Standing]:
    """Each version counts from its own instant until the next one's."""
    ordered = sorted(chain, key=lambda number: (_instant(documents[number]), number))
    found: dict[int, Standing] = {}
    for place, number in enumerate(ordered):
        document = documents[number]
        assert document.recorded_at is not None
        since = document.recorded_at if place == 0 else max(document.recorded_at, _instant(document))
        following = ordered[place + 1] if place + 1 < len(ordered) else None
        until = None
        if following is not None:
            after = documents[following]
            assert after.recorded_at is not None
            until = max(after.recorded_at, _instant(after))
        found[number] = Standing(since, until, following)
    return found


def _instant(document: Document) -> datetime:
    found = document.modified or document.recorded_at
    assert found is not None
    return found


@lru_cache(maxsize=256)
def _sentences(text: str) -> frozenset[str]:
    """The sentences of a text, folded: letters and digits in lower case."""
    folded = (re.sub(r"\W+", " ", each.casefold()).strip() for each in _END.split(text))
    return frozenset(each for each in folded if each)
