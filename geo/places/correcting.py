"""One correction, and what it does to an answer.

Knows the record and how the corrected answer cites it; which row a name falls under is decided by
`geo.places.corrections`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.model import Candidate
from geo.places.placing import placed_near
from geo.vocab import MentionRole, PlaceKind, ResolutionStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Place, Resolution

KEPT_CANDIDATES = 5
_DEMANDED = frozenset({PlaceKind.PROVINCE, PlaceKind.COUNTRY, PlaceKind.DISTRICT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One row. `place` is None where the name is no place; `province` is the ISO 3166-2 code of a context that is one.

    `words` are the folded words of another context. `line` is the row's line in the file, the header being line 1.
    """

    name: str
    place: Place | None
    reason: str
    author: str
    line: int
    province: str | None = None
    words: str | None = None

    @property
    def citation(self) -> str:
        """The reason that a corrected candidate carries."""
        return f"corrected by {self.author}: {self.reason}"

    @property
    def rank(self) -> int:
        """How particular the context is: the smallest rank is asked first."""
        return 0 if self.province else 1 if self.words else 2


def corrected(resolution: Resolution, row: Correction | None) -> Resolution:
    """Return the answer of a mention as its row of corrections has it, or as it is.

    A corrected place has score 1 and the citation as its reason; the other candidates stay behind it. A name that is no
    place takes the role of a person, and all its candidates cite the row. Where the words around demand a province, a
    country or a district, and the answer is one, a row with a place of another kind is not meant.
    """
    if row is None:
        return resolution
    mention = resolution.mention
    if row.place is None:
        return replace(
            resolution,
            mention=replace(mention, role=MentionRole.PERSON),
            place=None,
            status=ResolutionStatus.UNRESOLVED,
            candidates=with_citation(resolution.candidates, row),
        )
    demanded = mention.reading if mention.reading in _DEMANDED else None
    if demanded and resolution.place and resolution.place.kind is demanded is not row.place.kind:
        return resolution
    place = placed_near(row.place, mention) if mention.near else row.place
    return replace(
        resolution, place=place, status=ResolutionStatus.RESOLVED, candidates=led_by(place, resolution.candidates, row)
    )


def led_by(place: Place, others: Sequence[Candidate], row: Correction) -> tuple[Candidate, ...]:
    """The corrected place as the first candidate, the others behind it."""
    first = Candidate(place=place, score=1.0, reasons=(row.citation,))
    return (first, *(each for each in others if each.place.place_id != place.place_id))[:KEPT_CANDIDATES]


def with_citation(candidates: Sequence[Candidate], row: Correction) -> tuple[Candidate, ...]:
    """The candidates, each with the row that takes them all away."""
    return tuple(replace(each, reasons=(*each.reasons, f"no place: {row.citation}")) for each in candidates)
