"""Online geocoders, only where the user asks for them: after the gazetteer, and held to its rules.

Knows how a service's answer becomes a place of ours: its kind, its precision, the province by polygon. Refuses what the
gazetteer would refuse: another country or province, a place of another name, a river or a road, and a choice between
two namesakes. Only a place name, a province and a country are sent; never a text.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

from geo.errors import Problem, ProblemKind, UsageError
from geo.gazetteer.table import default_gazetteer
from geo.model import Candidate
from geo.places.address import read_address
from geo.places.answer import Answer, Query, shortened
from geo.places.answer_cache import AnswerCache, cache_key
from geo.places.choosing import choose
from geo.places.conditions import bare_name, read_conditions
from geo.places.geocode import PlaceGeocoder
from geo.places.online_place import merge_doubles, place_found, score_found
from geo.places.polite import MIN_DELAY_S, PoliteCaller, ServiceFailure
from geo.places.resolve import HOME, KEPT_CANDIDATES
from geo.places.services import SERVICES, connect, parameters, read_found, wording
from geo.vocab import ResolutionStatus

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from geo.gazetteer.table import Gazetteer
    from geo.places.conditions import Conditions
    from geo.places.services import Found, Service

NO_ANSWER = ProblemKind.SERVICE_FAILED
_LONGEST_NAME, _MOST_WORDS = 100, 8
_JOINERS = "\u200c\u200d"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A query as it is sent: the bare name, its words on the wire, and what a place must meet."""

    name: str
    words: str
    countries: tuple[str, ...]
    demands: tuple[Conditions, ...]


class OnlineService(PlaceGeocoder):
    """One online geocoder, with our cache before it and our rules behind it.

    `endpoint` is the address of another installation than the public one. Nominatim wants an own `user_agent`, GeoNames
    a `username`. Answers, empty ones too, are kept in `cache`. Delays are in seconds; a public service is never asked
    more than once a second.
    """

    def __init__(
        self,
        service: str,
        *,
        endpoint: str | None = None,
        user_agent: str | None = None,
        username: str | None = None,
        cache: AnswerCache | Path | str | None = None,
        timeout: float = 10.0,
        min_delay_seconds: float = MIN_DELAY_S,
        error_wait_seconds: float = 2.0,
        longest_wait_seconds: float = 30.0,
        gazetteer: Gazetteer | None = None,
    ) -> None:
        """Prepare; nothing is sent yet.

        Raises:
            UsageError: An unknown service, a broken endpoint, an option missing, or too short a delay.
        """
        known = SERVICES.get(service)
        if known is None:
            expected = f"one of the services {', '.join(SERVICES)}"
            raise UsageError(expected, repr(service))
        self.service: Service = known
        self.endpoint = (endpoint or known.endpoint).rstrip("/")
        if self.endpoint == known.endpoint and min_delay_seconds < MIN_DELAY_S:
            raise UsageError("at least 1 second between requests to a public service", min_delay_seconds)
        super().__init__(timeout=timeout, user_agent=user_agent)
        coder = connect(known, self.endpoint, user_agent=user_agent, username=username, timeout=timeout)
        self.table = gazetteer or default_gazetteer()
        self.cache = cache if isinstance(cache, AnswerCache) else AnswerCache(cache)
        self._secret = username or ""
        self._call = PoliteCaller(
            coder.geocode,
            min_delay_seconds=min_delay_seconds,
            error_wait_seconds=error_wait_seconds,
            longest_wait_seconds=longest_wait_seconds,
        )

    def ask(self, query: Query) -> Answer:
        """Answer one query from the cache or the service; a service that fails is a problem of the answer."""
        conditions = read_conditions(query, self.table)
        if conditions.unused:
            return self._answer(query, problems=conditions.problems, unused=conditions.unused)
        asked = self._wanted(query, conditions)
        if asked is None:
            message = f'"{shortened(query.name)}" is not sent to {self.service.label}: it cannot be a place name.'
            return self._answer(query, problems=(self._problem(message),))
        try:
            found = self._found(asked)
        except ServiceFailure as failure:
            message = f'{self.service.label} {failure}; "{shortened(query.name)}" stays without a place.'
            return self._answer(query, problems=(self._problem(message),))
        return self._chosen(query, asked, found)

    def _wanted(self, query: Query, conditions: Conditions) -> _Asked | None:
        name = _sendable(query.name)
        if name is None:
            return None
        address = read_address(name, self.table, known_only=False) or Query(name=name)
        around = read_conditions(address, self.table)
        countries = conditions.countries or around.countries or (HOME,)
        province = conditions.province or around.province
        country = self.table.entry(f"country:{countries[0]}")
        words = wording(
            self.service, address.name, province.name if province else None, country.name if country else None
        )
        demands = (replace(conditions, countries=countries), around)
        return _Asked(name=bare_name(address.name)[0], words=words, countries=countries, demands=demands)

    def _found(self, asked: _Asked) -> list[Found]:
        sent = parameters(self.service, asked.countries)
        key = cache_key(self.service.name, self.endpoint, asked.words, sent)
        kept = self.cache.find(key)
        if kept is not None:
            return [read_found(self.service, raw) for raw in kept]
        locations = self._call(asked.words, exactly_one=False, **sent) or []
        try:
            raws = _writable([location.raw for location in locations if location is not None])
            found = [read_found(self.service, raw) for raw in raws]
        except (ArithmeticError, AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
            message = "answered in a form that cannot be read"
            raise ServiceFailure(message) from error
        self.cache.keep(key, raws)
        return found

    def _chosen(self, query: Query, asked: _Asked, found: Sequence[Found]) -> Answer:
        candidates, fitting = [], []
        for each in found:
            place = place_found(each, self.table)
            if place is None:
                continue
            named = asked.name in each.names or asked.name in {bare_name(name)[0] for name in each.names}
            score, reasons = score_found(each, named=named)
            candidate = Candidate(place=place, score=score, reasons=(*reasons, f"found by {self.service.label}"))
            candidates.append(candidate)
            if named and all(demand.admits(place) for demand in asked.demands):
                fitting.append(candidate)
        ranked = merge_doubles(sorted(fitting, key=lambda each: (-each.score, each.place.place_id)))
        others = sorted(candidates, key=lambda each: (-each.score, each.place.place_id))
        place, status = choose(ranked)
        shown = (*ranked, *(each for each in others if each not in fitting))[:KEPT_CANDIDATES]
        problems = () if place else (self._complaint(query, shown, status),)
        return self._answer(query, place=place, status=status, candidates=shown, fitting=ranked, problems=problems)

    def _complaint(self, query: Query, shown: Sequence[Candidate], status: ResolutionStatus) -> Problem:
        name, label = shortened(query.name), self.service.label
        if status is ResolutionStatus.AMBIGUOUS:
            message = f'{label} knows several places called "{name}"; no place was chosen.'
            return self._problem(message, ProblemKind.AMBIGUOUS_PLACE)
        if shown:
            message = (
                f'{label} knows no "{name}" where it was looked for; other places, not taken: {shown[0].place.name}.'
            )
            return self._problem(message)
        return self._problem(f'{label} does not know "{name}" either.')

    def _problem(self, message: str, kind: ProblemKind = NO_ANSWER) -> Problem:
        """A problem in which the account is never named, also where the service echoes it."""
        return Problem(kind=kind, message=message.replace(self._secret, "…") if self._secret else message)

    def _answer(self, query: Query, **fields: Any) -> Answer:  # noqa: ANN401 - the fields of an Answer
        base: dict[str, Any] = {"place": None, "status": ResolutionStatus.UNRESOLVED}
        attribution = self.service.attribution if fields.get("candidates") else None
        return Answer(query=query, source=self.service.name, attribution=attribution, **(base | fields))


def _writable(raws: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """An answer with a question mark for each half of a pair of characters, which no encoding can write."""
    text = json.dumps(raws, ensure_ascii=False).encode("utf-8", "replace").decode()
    found: list[dict[str, Any]] = json.loads(text)
    return found


class Chain(PlaceGeocoder):
    """Geocoders one after the other: the next is asked only for what those before it leave unresolved.

    An ambiguous name is not passed on: that it is ambiguous is the answer. `reverse` is the first one's that has it.
    """

    def __init__(self, geocoders: Sequence[PlaceGeocoder]) -> None:
        """Take the geocoders in the order in which they are asked."""
        if not geocoders:
            raise UsageError("one geocoder or more", "none", "Begin with Gazetteer().")
        super().__init__()
        self.geocoders = tuple(geocoders)
        self.table = self.geocoders[0].table

    def ask(self, query: Query) -> Answer:
        """The first answer with a place or with a choice; else the last one with everything that was said."""
        answers: list[Answer] = []
        for geocoder in self.geocoders:
            answer = geocoder.ask(query)
            if answer.status is not ResolutionStatus.UNRESOLVED:
                return answer
            answers.append(answer)
            if answer.unused:
                break
        told = {problem.message: problem for each in answers for problem in each.problems}
        shown = {each.place.place_id: each for answer in answers for each in answer.candidates}
        said = [answer.attribution for answer in answers if answer.attribution]
        return replace(
            answers[0],
            candidates=tuple(shown.values())[:KEPT_CANDIDATES],
            problems=tuple(told.values()),
            attribution="; ".join(dict.fromkeys(said)) or None,
        )

    def reverse(self, query: object, **options: object) -> Any:  # noqa: ANN401 - geopy's own wide answer
        """As the first geocoder with a `reverse` answers."""
        for geocoder in self.geocoders:
            if hasattr(geocoder, "reverse"):
                return geocoder.reverse(query, **options)
        raise UsageError("a geocoder that answers for points", "none", "Put a Gazetteer() into the chain.")

    def close(self) -> None:
        """Let go of the caches."""
        for geocoder in self.geocoders:
            if isinstance(geocoder, OnlineService):
                geocoder.cache.close()

    def __enter__(self) -> Self:
        """As geopy's geocoders."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the caches."""
        self.close()


def _sendable(name: str) -> str | None:
    r"""The name without invisible direction marks; None for what is no name: empty, with control codes, or too long.

    More than eight words or a hundred letters are a text, and texts are not sent.

    >>> _sendable("\u202eKabul\u202c"), _sendable("a\x00b"), _sendable("x" * 101)
    ('Kabul', None, None)
    """
    marks = {letter for letter in name if unicodedata.category(letter) == "Cf" and letter not in _JOINERS}
    plain = "".join(letter for letter in unicodedata.normalize("NFC", name) if letter not in marks).strip()
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Co", "Cn"} for letter in plain):
        return None
    words = plain.split()
    return plain if words and len(words) <= _MOST_WORDS and len(plain) <= _LONGEST_NAME else None
