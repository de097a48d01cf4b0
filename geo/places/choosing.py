"""The choice among ranked candidates: which is admitted, how far it must be ahead, and when nothing is chosen.

Scores run from 0 to 1 and are sums of the table `WEIGHTS`. A name with two equally good places stays ambiguous.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.vocab import PlaceKind, ResolutionStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Candidate, Place

MARGIN = 0.05
"""Two places of different provinces whose scores lie closer than this are ambiguous."""
WEIGHTS = {
    "base": 0.30,
    "primary name": 0.10,
    "reading fits": 0.20,
    "a town by the name of its district": 0.05,
    "reading does not fit": -0.30,
    "inside the place named with it": 0.25,
    "not inside the place named with it": -0.30,
    "settled elsewhere in the text": -0.30,
    "spelling": 0.10,
    "in the home country": 0.15,
    "not in the home country": -0.10,
    "a province of the same sentence": 0.12,
    "a province of the document": 0.08,
    "provincial capital": 0.08,
    "country": 0.10,
    "national capital": 0.10,
    "province": 0.04,
    "region": 0.04,
    "settlement": 0.03,
    "a village with the name of a large city": -0.35,
    "a city by the name of its province": -0.15,
    "from an installed gazetteer": -0.10,
    "no population on record": -0.10,
}
VETOES = frozenset({"reading does not fit", "not inside the place named with it"})
"""Reasons for which a candidate is never chosen; it stays in the list so that a person sees it."""


def choose(candidates: Sequence[Candidate], *, minimum: float = 0.0) -> tuple[Place | None, ResolutionStatus]:
    """The best candidate if it stands clear of the next in another province; else nothing.

    A candidate that the text forbids, or with a score below `minimum`, is none. A city and the province of the same
    name are no rivals: the better one is taken. Between districts that are told apart by nothing but whose own name it
    is, nothing is chosen.
    """
    good = [c for c in admitted(candidates) if c.score >= minimum]
    if not good:
        return None, ResolutionStatus.UNRESOLVED
    best = good[0]
    rivals = [
        c
        for c in good[1:]
        if (c.place.iso_3166_2, c.place.country_code) != (best.place.iso_3166_2, best.place.country_code)
    ]
    if any(_lead(best, rival) < MARGIN for rival in rivals):
        ahead = [rival for rival in rivals if _is_clear(rival, (best, *rivals))]
        return (ahead[0].place, ResolutionStatus.RESOLVED) if ahead else (None, ResolutionStatus.AMBIGUOUS)
    namesakes = [
        c
        for c in good[1:]
        if c.place.kind is best.place.kind
        and c.place.iso_3166_2 == best.place.iso_3166_2
        and best.score - c.score < MARGIN
    ]
    if namesakes and best.place.kind not in {PlaceKind.PROVINCE, PlaceKind.COUNTRY}:
        return None, ResolutionStatus.AMBIGUOUS
    return best.place, ResolutionStatus.RESOLVED


def _is_clear(one: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether a district is clear of all others, but for what a first name gives them: "Nawa" in a text on Helmand."""
    rest = [other for other in others if other is not one]
    is_among_districts = all(other.place.kind is PlaceKind.DISTRICT for other in (one, *rest))
    return is_among_districts and all(_lead(one, other) >= MARGIN for other in rest)


def _lead(best: Candidate, rival: Candidate) -> float:
    """How far the best is ahead; between districts of one name, without the bonus for its being the first name."""
    both = {best.place.kind, rival.place.kind} == {PlaceKind.DISTRICT}
    own = sum(WEIGHTS["primary name"] * sign for c, sign in ((best, 1), (rival, -1)) if "primary name" in c.reasons)
    return best.score - rival.score - (own if both else 0.0)


def admitted(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those that nothing in the text forbids, in their order."""
    return [candidate for candidate in candidates if VETOES.isdisjoint(candidate.reasons)]


def is_any_left(candidates: Sequence[Candidate]) -> bool:
    """Whether some candidate is not forbidden by what the text says."""
    return bool(admitted(candidates))
