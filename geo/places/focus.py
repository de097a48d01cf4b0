"""The place that a document is mainly about, with the reason.

Every placed mention votes for its province (abroad: for itself): 3 in the headline, 2 in the first two sentences of
the body, else 1. The province with most votes wins, a tie goes to the one named first; inside it the place named most
often, the more precise one on a tie. The dateline counts only when nothing else does.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.vocab import WHERE_PREC, MentionRole, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.model import Place, Resolution, Sentence

HEADLINE_VOTES = 3
LEAD_VOTES = 2
LEAD_SENTENCES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """The place a document is mainly about, and why."""

    place: Place
    reason: str


def find_focus(resolutions: Iterable[Resolution], sentences: Sequence[Sentence]) -> Focus | None:
    """The focus of one document, or None if no place is named.

    `sentences` and `resolutions` are the document's own. Countries count only where nothing smaller is named.
    """
    placed = [r for r in resolutions if r.place is not None]
    named = [r for r in placed if r.mention.role is MentionRole.PLACE]
    local = [r for r in named if _is_local(r)]
    for group, what in (
        (local, "named"),
        ([r for r in placed if r.mention.role is MentionRole.DATELINE and _is_local(r)], "only in the dateline"),
        (named, "named"),
    ):
        if group:
            return _winner(group, sentences, what)
    return None


def _is_local(resolution: Resolution) -> bool:
    return resolution.place is not None and resolution.place.kind is not PlaceKind.COUNTRY


def _winner(group: Sequence[Resolution], sentences: Sequence[Sentence], what: str) -> Focus:
    lead = {s.index for s in [s for s in sentences if not s.is_headline][:LEAD_SENTENCES]}
    headline = {s.index for s in sentences if s.is_headline}
    votes: dict[str, int] = defaultdict(int)
    places: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    by_id: dict[str, Place] = {}
    for resolution in group:
        place = resolution.place
        assert place is not None
        area = place.iso_3166_2 or place.place_id
        weight = (
            HEADLINE_VOTES
            if resolution.mention.sentence in headline
            else LEAD_VOTES
            if resolution.mention.sentence in lead
            else 1
        )
        votes[area] += weight
        places[area][place.place_id] += weight
        by_id.setdefault(place.place_id, place)
    area = max(votes, key=lambda code: votes[code])  # the first named wins a tie: dicts keep the order of the text
    best = max(places[area], key=lambda key: (places[area][key], -WHERE_PREC[by_id[key].place_precision]))
    total = sum(votes.values())
    return Focus(
        place=by_id[best],
        reason=f"{what} most: {votes[area]} of {total} votes for {by_id[best].admin1_name or by_id[best].name}",
    )
