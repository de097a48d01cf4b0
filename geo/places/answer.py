"""The question and the answer of a geocoder, whoever answers.

Knows their fields and nothing else: who finds, ranks and chooses stands in `lookup` (offline) and `online`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.errors import Problem
    from geo.model import Candidate, Place
    from geo.vocab import PlaceKind, ResolutionStatus

GAZETTEER = "gazetteer"
"""The `source` of an answer that was found offline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A name to place. `query_id` is handed back as it came.

    `admin1` is an Afghan province: its ISO 3166-2 code, its P-code or its name. `country` is an ISO 3166-1 code of two
    letters, several of them with commas between, or a name. `district` is the name of a district, `kind` what the
    place must be (city, town and village are one). All four are conditions: a place elsewhere is never chosen.
    `context` is text whose places speak for their neighbours.
    """

    name: str
    query_id: str | int | None = None
    admin1: str | None = None
    country: str | None = None
    district: str | None = None
    kind: PlaceKind | None = None
    context: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The chosen place or None, and all candidates, best first.

    `fitting` are those candidates that meet the conditions of the query. `unused` are conditions that nobody knows and
    that therefore were not applied. `problems` say why nothing was chosen, or what was not used. `source` is who
    answered, `attribution` what its licence wants to be said.
    """

    query: Query
    place: Place | None
    status: ResolutionStatus
    candidates: tuple[Candidate, ...] = ()
    fitting: tuple[Candidate, ...] = ()
    problems: tuple[Problem, ...] = ()
    unused: tuple[str, ...] = ()
    source: str = GAZETTEER
    attribution: str | None = None


def source_of(candidate: Candidate) -> str:
    """Who named this candidate: an online service, as its place id says, or the gazetteer.

    An id of an online answer begins with `online:` and the name of the service.
    """
    words = candidate.place.place_id.split(":")
    return words[1] if words[0] == ONLINE else GAZETTEER


ONLINE = "online"
"""How the place id of an online answer begins."""

_SHOWN = 60


def shortened(text: str) -> str:
    """The text as a message quotes it: at most 60 characters.

    >>> shortened("x" * 100)[-3:], len(shortened("x" * 100))
    ('xx…', 60)
    """
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
