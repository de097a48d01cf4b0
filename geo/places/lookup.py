"""Names to places, one at a time, offline: one question to the gazetteer, one explained answer.

Knows how a typed name, a province, a country and some context become candidates; refuses to choose by itself
(`geo.places.resolve` ranks and chooses) and to accept a near miss: similar names are told as a problem, never taken.
It reads no running text: a phrase ("20 km south of Ghazni") and the words around a name are read by a `NameReader`
that the caller brings.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol
from weakref import WeakKeyDictionary

from geo.errors import Problem, ProblemKind, UsageError
from geo.gazetteer.fold import fold_name
from geo.gazetteer.table import default_gazetteer
from geo.model import Mention
from geo.places.resolve import HOME, KEPT_CANDIDATES, choose, rank, resolve
from geo.vocab import MentionRole, PlaceKind, ResolutionStatus

if TYPE_CHECKING:
    from geo.gazetteer.table import Entry, Gazetteer
    from geo.model import Candidate, Place

_CODE_LENGTH = 2
_SUGGESTIONS = 3


class NameReader(Protocol):
    """Who reads running text for the place names in it, in the order of the text."""

    def read_phrase(self, text: str) -> tuple[Mention, ...]:
        """Read a few words, taken as one sentence."""

    def read_context(self, text: str) -> tuple[Mention, ...]:
        """Read the text around a name; sentences count from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A name to place. `query_id` is handed back as it came.

    `admin1` is an Afghan province: its ISO 3166-2 code, its P-code or its name. `country` is an ISO 3166-1 code of
    two letters or a name. Both are conditions: a place elsewhere is never chosen. `context` is text whose places
    speak for their neighbours.
    """

    name: str
    query_id: str | int | None = None
    admin1: str | None = None
    country: str | None = None
    context: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The chosen place or None, and all candidates, best first.

    `problems` say why nothing was chosen, or what was not used.
    """

    query: Query
    place: Place | None
    status: ResolutionStatus
    candidates: tuple[Candidate, ...] = ()
    problems: tuple[Problem, ...] = ()


def geocode(query: Query | str, gazetteer: Gazetteer | None = None, reader: NameReader | None = None) -> Answer:
    """Place one name, with no network.

    The whole name is looked up first; what is not a name is given to `reader`, which reads it as the text of an
    article. Without a country Afghanistan is assumed, unless the context speaks of another.

    Raises:
        UsageError: The query has a context and there is no reader for it.

    >>> geocode("Kunduz").place.iso_3166_2
    'AF-KDZ'
    >>> geocode(Query(name="Faizabad", admin1="AF-BDS")).place.capital_of
    'AF-BDS'
    """
    asked = Query(name=query) if isinstance(query, str) else query
    return _Lookup(gazetteer or default_gazetteer(), reader).answer(asked)


class _Lookup:
    """Answers queries from one gazetteer."""

    def __init__(self, gazetteer: Gazetteer, reader: NameReader | None) -> None:
        self.gazetteer = gazetteer
        self.reader = reader

    def answer(self, query: Query) -> Answer:
        province, country, problems = self._conditions(query)
        mention = self._exact(query.name) or self._phrase(query.name)
        if mention is None:
            problems.append(self._unknown(query.name))
            return Answer(query=query, place=None, status=ResolutionStatus.UNRESOLVED, problems=tuple(problems))
        if province is not None and mention.within is None:
            mention = replace(mention, within=_name_index(self.gazetteer, fold_name(province.name)))
        every = self._candidates(mention, query, country)
        fitting = tuple(each for each in every if _fits(each.place, province, country))
        place, status = choose(fitting)
        problems.extend(self._complaints(query, every, fitting, status))
        shown = (*fitting, *(each for each in every if each not in fitting))[:KEPT_CANDIDATES]
        return Answer(query=query, place=place, status=status, candidates=shown, problems=tuple(problems))

    def _conditions(self, query: Query) -> tuple[Entry | None, str | None, list[Problem]]:
        """The province and the country code that the query demands, and what of them is not known."""
        problems = []
        country = self._country(query.country) if query.country else None
        if query.country and country is None:
            problems.append(_not_used("country", query.country))
        province = self._province(query.admin1) if query.admin1 and country in {None, HOME} else None
        if query.admin1 and province is None:
            problems.append(_not_used("Afghan province", query.admin1))
        return province, country, problems

    def _province(self, words: str) -> Entry | None:
        try:
            return self.gazetteer.province(words.strip().upper())
        except UsageError:
            bare = words.strip()
            names = (bare, bare.removesuffix(" province").removesuffix(" Province"))
            hits = [hit.entry for name in names for hit in self.gazetteer.lookup(name)]
            return next((entry for entry in hits if entry.kind is PlaceKind.PROVINCE), None)

    def _country(self, words: str) -> str | None:
        bare = words.strip()
        if len(bare) == _CODE_LENGTH and bare.isascii() and bare.isalpha():
            return bare.upper()
        hits = [hit.entry for hit in self.gazetteer.lookup(bare)]
        return next((entry.country_code for entry in hits if entry.kind is PlaceKind.COUNTRY), None)

    def _exact(self, name: str) -> Mention | None:
        """The whole name as one mention, if the gazetteer has it."""
        hits = self.gazetteer.lookup(name)
        if not hits:
            return None
        return Mention(
            start=0,
            end=len(name),
            surface=name,
            name=hits[0].name,
            name_index=_name_index(self.gazetteer, hits[0].name),
            sentence=0,
            phrase_start=0,
            phrase_end=len(name),
        )

    def _phrase(self, name: str) -> Mention | None:
        """The first place of a phrase that is not merely the province or country around another."""
        if self.reader is None:
            return None
        text = name if any(letter.isupper() for letter in name) else name.title()
        mentions = self.reader.read_phrase(text)
        places = [each for each in mentions if each.role is MentionRole.PLACE]
        return next((each for each in places if each.part_of is None), places[0] if places else None)

    def _candidates(self, mention: Mention, query: Query, country: str | None) -> tuple[Candidate, ...]:
        if query.context is None:
            return rank(mention, self.gazetteer, home=country or HOME)
        if self.reader is None:
            raise UsageError("a reader for the context", "none", "Pass reader=conflictmap.geocoding.READER.")
        around = [replace(each, sentence=each.sentence + 1) for each in self.reader.read_context(query.context)]
        resolutions, _ = resolve((mention, *around), self.gazetteer, home=country)
        return resolutions[0].candidates

    def _complaints(
        self, query: Query, every: tuple[Candidate, ...], fitting: tuple[Candidate, ...], status: ResolutionStatus
    ) -> list[Problem]:
        if status is ResolutionStatus.RESOLVED:
            return []
        if not every:
            return [self._unknown(query.name)]
        if not fitting:
            wanted = " and ".join(words for words in (query.admin1, query.country) if words)
            found = "; ".join(_described(each) for each in every[:2])
            message = f'"{query.name}" is not known in {wanted}; elsewhere: {found}.'
            return [Problem(kind=ProblemKind.UNKNOWN_PLACE, message=message)]
        found = "; ".join(_described(each) for each in fitting[:2])
        message = f'"{query.name}" could be {found}; no place was chosen.'
        return [Problem(kind=ProblemKind.AMBIGUOUS_PLACE, message=message)]

    def _unknown(self, name: str) -> Problem:
        similar = [display for display, _ in self.gazetteer.suggest(name, _SUGGESTIONS)]
        hint = f" Similar names, not taken: {', '.join(similar)}." if similar else ""
        return Problem(kind=ProblemKind.UNKNOWN_PLACE, message=f'No place is known as "{name}".{hint}')


def _fits(place: Place, province: Entry | None, country: str | None) -> bool:
    if country is not None and place.country_code != country:
        return False
    return province is None or place.iso_3166_2 == province.iso_3166_2


def _described(candidate: Candidate) -> str:
    place = candidate.place
    return f"{place.name} ({place.kind}, {place.iso_3166_2 or place.country_code}, {candidate.score:.2f})"


def _not_used(what: str, words: str) -> Problem:
    message = f'No {what} is known as "{words}"; it was not used.'
    return Problem(kind=ProblemKind.UNKNOWN_PLACE, message=message)


_POSITIONS: WeakKeyDictionary[Gazetteer, dict[str, int]] = WeakKeyDictionary()


def _name_index(gazetteer: Gazetteer, folded: str) -> int:
    """The position of a folded name among the gazetteer's."""
    positions = _POSITIONS.get(gazetteer)
    if positions is None:
        positions = {name: index for index, name in enumerate(gazetteer.folded_names())}
        _POSITIONS[gazetteer] = positions
    return positions[folded]
