"""Which place that was told of before a noun or pronoun stands for: "the city", "there", "it".

The nearest sentence with a place of the kind decides, and in it the place that something happened to. Of several that
stand in one list it may be any. A place that only says of whom something is heard, or where he sits, is meant where its
own sentence goes on with the noun, or where nothing else can be.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.crossings import is_crossing
from geo.reading.clauses.whereabouts import place_words
from geo.vocab import SETTLEMENT_KINDS, PlaceKind, PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.model import Resolution
    from geo.reading.clauses.reference import Told

PLACE_REACH = 3
"""So many sentences back a place is looked for."""
KINDS = {
    "city": SETTLEMENT_KINDS,
    "town": SETTLEMENT_KINDS,
    "capital": SETTLEMENT_KINDS,
    "centre": SETTLEMENT_KINDS | {PlaceKind.DISTRICT},
    "center": SETTLEMENT_KINDS | {PlaceKind.DISTRICT},
    "headquarters": frozenset({PlaceKind.DISTRICT}),
    "seat": SETTLEMENT_KINDS,
    "hub": SETTLEMENT_KINDS,
    "village": frozenset({PlaceKind.VILLAGE}),
    "district": frozenset({PlaceKind.DISTRICT}),
    "province": frozenset({PlaceKind.PROVINCE}),
    "base": frozenset({PlaceKind.SITE}),
    "airport": frozenset({PlaceKind.SITE}),
    "crossing": frozenset({PlaceKind.SITE}),
    "port": frozenset({PlaceKind.SITE}),
    "post": frozenset({PlaceKind.SITE}),
    "area": SETTLEMENT_KINDS | {PlaceKind.DISTRICT},
    "it": SETTLEMENT_KINDS | {PlaceKind.DISTRICT, PlaceKind.PROVINCE, PlaceKind.SITE},
    "there": SETTLEMENT_KINDS | {PlaceKind.DISTRICT, PlaceKind.PROVINCE, PlaceKind.SITE},
    "they": SETTLEMENT_KINDS | {PlaceKind.DISTRICT, PlaceKind.PROVINCE, PlaceKind.SITE},
}
_PRONOUNS = frozenset({"it", "there", "they"})
_THINGS = frozenset({"it", "they"})
_TYPED = frozenset({"crossing", "port", "airport"})
"""Nouns that a site must carry in its name to be meant by them."""
_CROSSINGS = frozenset({"crossing", "port"})
_HOUSES = frozenset({"centre", "center"})
_AROUND = frozenset({"district", "centre", "center", "headquarters"})
_PLURALS = frozenset(f"{noun}s" for noun in KINDS) | {"cities", "of"}
_WORDS = place_words()
_WORD = re.compile(r"[^\W\d_][\w'’-]*|[,;:.]")  # noqa: RUF001
_NOT_HERE = frozenset({PlacePrecision.NEAR, PlacePrecision.REGION, PlacePrecision.COUNTRY})


class PlacesTold:
    """Looks for the places that a document's sentences told of."""

    def __init__(self, country_code: str, seat: Resolution | None) -> None:
        """Take the country, and its capital where the text names it."""
        self.country_code = country_code
        self.seat = seat

    def find(self, noun: str, before: int, told: Sequence[Told]) -> Resolution | None:
        """The place that a noun stands for at a position of the text; none abroad."""
        kinds = KINDS.get(noun, frozenset())
        heard: list[Resolution] = []
        for back, each in enumerate(reversed(told[-PLACE_REACH - 1 :]) if kinds else ()):
            if noun in _HOUSES and _tells_of_house(each, before):
                return None  # "stormed a training centre ... held the centre"
            if noun in _PRONOUNS and each.opens_aside and each.places and not each.lends(each.places):
                return None  # "a month after a riot in X, they took Y", a name that nobody knows
            earlier = self._meant(_fitting(_lent(each, each.units, back), before, kinds, noun), noun)
            found = self._meant(_fitting(_lent(each, each.places, back), before, kinds, noun), noun)
            if earlier:
                return _done_to(each, earlier, found, back)
            spoken = [one for one in found if each.is_voice(one)]
            found = [one for one in found if one not in spoken]
            if found:
                chosen = last_inner(found) if back == 0 else first_inner(found)
                others = [one for one in heard if one.place != chosen.place and not self._is_seat(one)]
                return None if others or _is_listed(chosen, found, each) else chosen
            if noun not in _THINGS and self._is_abroad(each, before, kinds, noun):
                return None
            if noun in _AROUND:
                spoken = [one for one in spoken if not _is_province_too(one)]
            if spoken and back == 0 and not self._is_seat(spoken[-1]):
                return last_inner(spoken)
            heard += spoken
        return heard[0] if heard else None

    def _meant(self, found: list[Resolution], noun: str) -> list[Resolution]:
        """Those of some places that a noun may mean: nobody calls the country's capital a town."""
        return [each for each in found if noun != "town" or not self._is_seat(each)]

    def _is_seat(self, found: Resolution) -> bool:
        """Whether a place is the country's capital, where those sit who speak of all of it."""
        return self.seat is not None and found.place == self.seat.place

    def _is_abroad(self, told: Told, before: int, kinds: frozenset[PlaceKind], noun: str) -> bool:
        """Whether a sentence told of a place in another country, and not only that somebody speaks there."""
        abroad = (
            each
            for each in told.named
            if each.place is not None
            and each.place.country_code not in {None, self.country_code}
            and each.place.place_precision not in _NOT_HERE
            and not told.is_voice(each)
        )
        return bool(_fitting(abroad, before, kinds, noun))


def _tells_of_house(told: Told, before: int) -> bool:
    """Whether a sentence told, before a position of the text, of a centre that is a house: "a cultural centre"."""
    words = _WORD.findall(told.text[: max(0, before - told.start)])
    return any(word in _WORDS.housed and noun.removesuffix("s") in _HOUSES for word, noun in pairwise(words))


def _lent(told: Told, found: Sequence[Resolution], back: int) -> Sequence[Resolution]:
    """Those places of a sentence that a later one may mean, all where there are no others."""
    lent = told.lends(found) if back else found
    return lent if told.lends(told.places) else found


def _is_province_too(found: Resolution) -> bool:
    """Whether a name is a province's as well: its officials speak of all districts ("the Balkh council chief")."""
    return any(each.place.kind is PlaceKind.PROVINCE for each in found.candidates)


def _fitting(found: Iterable[Resolution], before: int, kinds: frozenset[PlaceKind], noun: str) -> list[Resolution]:
    return [each for each in found if each.mention.start < before and fits(each, kinds, noun)]


def _done_to(told: Told, earlier: Sequence[Resolution], found: Sequence[Resolution], back: int) -> Resolution | None:
    """The last place that something happened to; of several cities that may fall, or have not fallen, none."""
    sure = [each for each in earlier if each not in told.possible]
    if back and len({each.place for each in earlier}) > 1 and not sure:
        return None
    chosen = (sure or earlier)[-1]
    return None if back and _is_listed(chosen, found, told) else chosen


def _is_listed(chosen: Resolution, found: Sequence[Resolution], told: Told) -> bool:
    """Whether a place stands in one list with another of its kind: "in X and Y", "from X to Y"."""
    others = (each for each in _inner(found) if each.place != chosen.place)
    return any(_are_beside(each, chosen, told) or _are_beside(chosen, each, told) for each in others)


def _are_beside(first: Resolution, second: Resolution, told: Told) -> bool:
    """Whether only words that link them stand between a place and one behind it."""
    start, end = first.mention.end - told.start, second.mention.start - told.start
    words = set(_WORD.findall(told.text[start:end])) if start < end else set()
    return bool(words & _WORDS.listing) and words <= _WORDS.listing | _WORDS.at | _WORDS.known | KINDS.keys() | _PLURALS


def last_inner(found: Sequence[Resolution]) -> Resolution:
    """Of the places of the sentence so far the last that is no mere container of another."""
    return (_inner(found) or found)[-1]


def first_inner(found: Sequence[Resolution]) -> Resolution:
    """Of the places of an earlier sentence the first that is no mere container."""
    return (_inner(found) or found)[0]


def _inner(found: Sequence[Resolution]) -> list[Resolution]:
    outer = {each.mention.within for each in found}
    return [each for each in found if each.mention.part_of is None and each.mention.name_index not in outer]


def fits(resolution: Resolution, kinds: frozenset[PlaceKind], noun: str) -> bool:
    """Whether a place is of the kind of a noun."""
    place = resolution.place
    if place is None:
        return False
    if place.kind not in kinds:  # a town may share its name with the district around it
        return noun in _AROUND and any(
            each.place.kind is PlaceKind.DISTRICT and each.place.admin1_pcode == place.admin1_pcode
            for each in resolution.candidates
        )
    if (
        place.kind is PlaceKind.SITE
        and noun in _TYPED
        and noun not in f"{place.name} {resolution.mention.surface}".lower()
    ):
        return noun in _CROSSINGS and is_crossing(place)
    return not (noun == "capital" and not place.capital_of)
