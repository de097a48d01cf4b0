"""One decision on what a name means, and what it does to an answer.

Knows the record and how the corrected answer cites it; which row a name falls under is decided by
`geo.places.corrections`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.gazetteer.fold import fold_name
from geo.model import Candidate
from geo.places.placing import placed_near
from geo.vocab import MentionRole, PlaceKind, ResolutionStatus

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from geo.model import Event, Place, Resolution

KEPT_CANDIDATES = 5
_DEMANDED = frozenset({PlaceKind.PROVINCE, PlaceKind.COUNTRY, PlaceKind.DISTRICT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a name means; `place` is None where it is no place.

    `province` is the ISO 3166-2 code of a context that is one, `words` the folded words of another one;
    `decision_id` is the decision of a person that says so.
    """

    name: str
    place: Place | None
    reason: str
    author: str
    decision_id: str
    province: str | None = None
    words: str | None = None

    @property
    def citation(self) -> str:
        """The reason that a corrected candidate carries."""
        return f"corrected by {self.author}: {self.reason}"

    @property
    def key(self) -> tuple[str, str | None, str | None]:
        """The folded name with its context: of two rows with one key the later counts."""
        return (fold_name(self.name), self.province, self.words)

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


def cited(
    events: Sequence[Event], resolutions: Sequence[Resolution], rows: Mapping[int, Correction]
) -> tuple[Event, ...]:
    """The events of a text, each with the decisions on names by which it has its place; `rows` are by mention's start.

    Where other names of the text mean the same place, only an event in the sentence of the decided name cites it.
    """
    by_row: dict[str, list[tuple[int, str]]] = {}
    others: set[str] = set()
    for each in resolutions:
        if each.place is None:
            continue
        row = rows.get(each.mention.start)
        if row is not None and row.place is not None and row.place.place_id == each.place.place_id:
            by_row.setdefault(each.place.place_id, []).append((each.mention.sentence, row.decision_id))
        else:
            others.add(each.place.place_id)
    return tuple(_citing(event, by_row, others) for event in events) if by_row else tuple(events)


def _citing(event: Event, by_row: Mapping[str, Sequence[tuple[int, str]]], others: Container[str]) -> Event:
    place_id = event.place.place_id if event.place is not None else event.unit_id
    if place_id is None or place_id not in by_row:
        return event
    ids = [
        decision_id
        for sentence, decision_id in by_row[place_id]
        if sentence == event.sentence or place_id not in others
    ]
    return replace(event, decisions=tuple(dict.fromkeys((*event.decisions, *ids))))
