"""Names to places, one at a time, offline: one question to the gazetteer, one explained answer.

Knows how a typed name, its conditions and some context become candidates; refuses to choose by itself
(`geo.places.resolve` ranks and chooses) and to accept a near miss: similar names are told as a problem, never taken.
It reads no running text: a phrase ("20 km south of Ghazni") and the words around a name are read by a `NameReader`
that the caller brings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol
from weakref import WeakKeyDictionary

from geo.errors import Problem, ProblemKind, UsageError
from geo.gazetteer.fold import fold_name
from geo.gazetteer.table import default_gazetteer
from geo.model import Mention
from geo.places.address import read_address
from geo.places.answer import Answer, Query, shortened
from geo.places.choosing import choose, is_any_left
from geo.places.conditions import Conditions, read_conditions
from geo.places.resolve import HOME, KEPT_CANDIDATES, rank, resolve, spelled
from geo.places.similar import similar_names
from geo.vocab import MentionRole, PlaceKind, ResolutionStatus

if TYPE_CHECKING:
    from geo.gazetteer.table import Entry, Gazetteer
    from geo.model import Candidate, Place

__all__ = ["Answer", "NameReader", "Query", "geocode"]

_LONGEST_PHRASE = 500
_BROKEN_HYPHEN = re.compile(r"(?<=\w)(?: -|- )(?=\w)")
_MOST_COUNTRIES = 5
_BRACKETS = re.compile(r"(?P<name>[^()]+?)\s*\((?P<other>[^()]+)\)\s*(?P<rest>[^()]*)")


class NameReader(Protocol):
    """Who reads running text for the place names in it, in the order of the text."""

    def read_phrase(self, text: str) -> tuple[Mention, ...]:
        """Read a few words, taken as one sentence."""

    def read_context(self, text: str) -> tuple[Mention, ...]:
        """Read the text around a name; sentences count from 0."""


def geocode(query: Query | str, gazetteer: Gazetteer | None = None, reader: NameReader | None = None) -> Answer:
    """Place one name, with no network.

    The whole name is looked up first, then as an address ("Andar district, Ghazni"); what is neither is given to
    `reader`, which reads it as the text of an article. Without a country Afghanistan is assumed, unless the context
    speaks of another.

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
        asked = read_conditions(query, self.gazetteer)
        found = self._named(query, asked) or self._twice_named(query, asked) or self._described(query, asked)
        if found is None:
            problems = (*asked.problems, self._unknown(query.name))
            return Answer(
                query=query, place=None, status=ResolutionStatus.UNRESOLVED, problems=problems, unused=asked.unused
            )
        every, fitting, problems = found.every, found.fitting, asked.problems
        place, status = found.place, ResolutionStatus.RESOLVED
        if place is None:
            place, status = choose(fitting)
            problems = (*problems, *self._complaints(query, every, fitting, status))
        elif found.problem:
            problems = (*problems, found.problem)
        return Answer(
            query=query,
            place=place,
            status=status,
            candidates=(*fitting, *(each for each in every if each not in fitting))[:KEPT_CANDIDATES],
            fitting=fitting,
            problems=problems,
            unused=asked.unused,
        )

    def _named(self, query: Query, asked: Conditions) -> _Found | None:
        """The answer to a name or a short address: places of that name, else a spelling of one in the province."""
        mention, within, parts = self._exact(query.name, query.kind), Conditions(), None
        if mention is None and (parts := read_address(query.name, self.gazetteer, known_only=False)):
            # What its unit word forbids is forbidden by the reading; a town may be known only as its district.
            areas = replace(parts, kind=None)
            mention, within = self._exact(parts.name, parts.kind), read_conditions(areas, self.gazetteer)
        every: tuple[Candidate, ...] = ()
        if mention is not None:
            every = self._candidates(mention, query, asked.countries or within.countries)
        fitting = tuple(each for each in every if asked.admits(each.place) and within.admits(each.place))
        if not is_any_left(fitting):
            name, kind = (parts.name, parts.kind) if parts else (query.name, query.kind)
            province = asked.province or within.province
            spelled = self._spelled(name, kind or query.kind, province)
            if spelled and asked.admits(spelled.place) and within.admits(spelled.place):
                return _Found(every=(spelled, *every), fitting=(spelled,))
        if mention is None or (not every and parts is not None):
            return None
        return _Found(every=every, fitting=fitting)

    def _twice_named(self, query: Query, asked: Conditions) -> _Found | None:
        """The answer to a name with another of the same place in brackets: "Khost (Matun) district"."""
        found = _BRACKETS.fullmatch(query.name.strip())
        if found is None:
            return None
        outside = self._named(replace(query, name=f"{found['name']} {found['rest']}".strip()), asked)
        inside = {hit.entry.place_id for hit in self.gazetteer.lookup(found["other"])}
        both = tuple(each for each in outside.fitting if each.place.place_id in inside) if outside else ()
        return _Found(every=both, fitting=both) if both else None

    def _spelled(self, name: str, kind: PlaceKind | None, province: Entry | None) -> Candidate | None:
        """The district or capital of the stated province that an unknown spelling means."""
        if province is None or kind in {PlaceKind.COUNTRY, PlaceKind.SITE, PlaceKind.VILLAGE}:
            return None
        mention = replace(_whole(name, name, None, kind), within=_name_index(self.gazetteer, fold_name(province.name)))
        return spelled(mention, self.gazetteer)

    def _described(self, query: Query, asked: Conditions) -> _Found | None:
        """The answer to a phrase, read as the text of an article would be."""
        mentions = self._phrase(query.name)
        if not mentions:
            return None
        main = next((each for each in mentions if each.part_of is None), mentions[0])
        home = asked.countries[0] if asked.countries else HOME
        resolutions, problems = resolve(mentions, self.gazetteer, home=home)
        answer = resolutions[mentions.index(main)]
        if answer.is_unknown and answer.place is not None and asked.admits(answer.place):
            return _Found(every=answer.candidates, fitting=(), place=answer.place, problem=problems[0])
        every = answer.candidates
        if query.context is not None:
            every = self._candidates(main, query, asked.countries)
        return _Found(every=every, fitting=tuple(each for each in every if asked.admits(each.place)))

    def _exact(self, name: str, kind: PlaceKind | None) -> Mention | None:
        """The whole name as one mention, if the gazetteer has it."""
        hits = self.gazetteer.lookup(name)
        if not hits:
            return None
        return _whole(name, hits[0].name, _name_index(self.gazetteer, hits[0].name), kind)

    def _phrase(self, name: str) -> tuple[Mention, ...]:
        """The places of a phrase, in order."""
        if self.reader is None or len(name) > _LONGEST_PHRASE:
            return ()
        tidy = _BROKEN_HYPHEN.sub("-", " ".join(name.split()))
        text = tidy if any(letter.isupper() for letter in tidy) else tidy.title()
        mentions = self.reader.read_phrase(text)
        return tuple(each for each in mentions if each.role is MentionRole.PLACE)

    def _candidates(self, mention: Mention, query: Query, countries: tuple[str, ...]) -> tuple[Candidate, ...]:
        if len(countries) > 1:
            # A small town abroad is a candidate only where its country is asked for, so each country is asked alone.
            each = [self._candidates(mention, query, (code,)) for code in countries[:_MOST_COUNTRIES]]
            own = [
                c for code, found in zip(countries, each, strict=False) for c in found if c.place.country_code == code
            ]
            return tuple(sorted(own, key=lambda c: (-c.score, c.place.place_id)))
        home = countries[0] if countries else None
        if query.context is None:
            return rank(mention, self.gazetteer, home=home or HOME)
        if self.reader is None:
            raise UsageError("a reader for the context", "none", "Pass reader=conflictmap.geocoding.READER.")
        around = self.reader.read_context(query.context)
        if any(each.sentence for each in around):
            # A context of one sentence is the name's own; of a longer one nobody knows which is.
            around = tuple(replace(each, sentence=each.sentence + 1) for each in around)
        asked = replace(mention, start=-1, end=-1)  # it stands in no place of the context
        resolutions, _ = resolve((asked, *around), self.gazetteer, home=home)
        return resolutions[0].candidates

    def _complaints(
        self, query: Query, every: tuple[Candidate, ...], fitting: tuple[Candidate, ...], status: ResolutionStatus
    ) -> list[Problem]:
        if status is ResolutionStatus.RESOLVED:
            return []
        if not every:
            return [self._unknown(query.name)]
        name = shortened(query.name)
        if not fitting:
            kind = query.kind.value if query.kind else None
            words = (query.district, query.admin1, query.country and shortened(query.country))
            wanted = " and ".join(word for word in words if word) or (f"that {kind}" if kind else "the areas around it")
            found = "; ".join(_words_of(each) for each in every[:2])
            message = f'"{name}" is not known in {wanted}; elsewhere: {found}.'
            return [Problem(kind=ProblemKind.UNKNOWN_PLACE, message=message)]
        found = "; ".join(_words_of(each) for each in fitting[:2])
        message = f'"{name}" could be {found}; no place was chosen.'
        return [Problem(kind=ProblemKind.AMBIGUOUS_PLACE, message=message)]

    def _unknown(self, name: str) -> Problem:
        abroad = sorted({hit.entry.country_code for hit in self.gazetteer.lookup(name)})
        if abroad:
            message = (
                f'"{shortened(name)}" is known only as a smaller place abroad ({", ".join(abroad)}); '
                "it is taken only if its country is named."
            )
            return Problem(kind=ProblemKind.UNKNOWN_PLACE, message=message)
        similar = similar_names(name, self.gazetteer)
        hint = f" Similar names, not taken: {', '.join(similar)}." if similar else ""
        return Problem(kind=ProblemKind.UNKNOWN_PLACE, message=f'No place is known as "{shortened(name)}".{hint}')


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What was found for a query: all candidates, those that meet its conditions, perhaps a chosen place."""

    every: tuple[Candidate, ...]
    fitting: tuple[Candidate, ...]
    place: Place | None = None
    problem: Problem | None = None


def _whole(name: str, folded: str, index: int | None, kind: PlaceKind | None) -> Mention:
    """A whole query as one mention."""
    return Mention(
        start=0, end=len(name), surface=name, name=folded, name_index=index, sentence=0,
        phrase_start=0, phrase_end=len(name), reading=kind,
    )  # fmt: skip


def _words_of(candidate: Candidate) -> str:
    place = candidate.place
    return f"{place.name} ({place.kind}, {place.iso_3166_2 or place.country_code}, {candidate.score:.2f})"


_POSITIONS: WeakKeyDictionary[Gazetteer, dict[str, int]] = WeakKeyDictionary()


def _name_index(gazetteer: Gazetteer, folded: str) -> int:
    """The position of a folded name among the gazetteer's."""
    positions = _POSITIONS.get(gazetteer)
    if positions is None:
        positions = {name: index for index, name in enumerate(gazetteer.folded_names())}
        _POSITIONS[gazetteer] = positions
    return positions[folded]
