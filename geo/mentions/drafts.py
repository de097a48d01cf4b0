"""A mention while its surroundings are being read, and what is asked of those surroundings.

Knows how far a reader looks: a bounded window of the sentence, so that the work is linear in the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.vocab import MentionRole

if TYPE_CHECKING:
    from geo.gazetteer.table import Gazetteer, Hit
    from geo.mentions.scan import NameMatch
    from geo.model import Sentence
    from geo.vocab import PlaceKind

WINDOW = 120
"""Characters to either side of a name."""


@dataclass(slots=True)
class Draft:
    """A mention while its surroundings are being read. `left` and `right` bound its noun phrase.

    `units` is the kind of those units of a province that are meant: "three districts of Farah, A, B and C".
    """

    match: NameMatch
    sentence: Sentence
    left: int
    right: int
    role: MentionRole = MentionRole.PLACE
    reading: PlaceKind | None = None
    capital: bool = False
    plural: bool = False
    units: PlaceKind | None = None
    within: int | None = None
    part_of: int | None = None
    near: bool = False
    near_km: float | None = None
    bearing_deg: float | None = None
    is_part: bool = False
    foreign: bool = False


class Surroundings:
    """The text around the names of one document, as written and folded."""

    def __init__(self, text: str, folded: str, gazetteer: Gazetteer) -> None:
        """Take the text, `geo.gazetteer.fold.fold` of it, and the gazetteer that the names were found in."""
        self.text = text
        self.folded = folded
        self.gazetteer = gazetteer
        self._kinds: dict[int, frozenset[PlaceKind]] = {}

    def hits(self, draft: Draft) -> tuple[Hit, ...]:
        """The places of the name; none if the gazetteer lacks it."""
        return () if draft.match.name_index is None else self.gazetteer.hits(draft.match.name_index)

    def left(self, draft: Draft) -> str:
        """The folded text before the noun phrase, in its sentence."""
        return self.folded[max(draft.sentence.start, draft.left - WINDOW) : draft.left]

    def right(self, draft: Draft, text: str | None = None) -> str:
        """The text behind the noun phrase, in its sentence: folded, or `text` as given."""
        return (text or self.folded)[draft.right : min(draft.sentence.end, draft.right + WINDOW)]

    def kinds(self, draft: Draft) -> frozenset[PlaceKind]:
        """The kinds of the places of the name."""
        index = draft.match.name_index
        if index is None:
            return frozenset()
        known = self._kinds.get(index)
        if known is None:
            known = self._kinds[index] = frozenset(hit.entry.kind for hit in self.gazetteer.hits(index))
        return known
