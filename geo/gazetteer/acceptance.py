"""The one rule by which an unknown spelling is taken for a known name, and the names it is measured against.

The pool is the districts and the capital of one province that the text or the question states; a capital and its own
district are one. Nothing is accepted without a stated province. A spelling is accepted

* when its key (`geo.gazetteer.romanised`) equals a key of one place of the pool, and of no other, and is at least
  `SHORTEST_KEY` letters long; or
* when the key is at least `SHORTEST_ALIKE` letters long, its consonants are those of a name's key, rapidfuzz's `ratio`
  between the two keys is at least `LOWEST_RATIO`, and the next place is at least `MARGIN` worse; or
* when the text calls it a district, and the key is that of one place of the pool but for one letter more or less at
  its end ("Wata Pu" for "Wata Pur"), under the same conditions otherwise, with `WIDE_MARGIN`.

Each acceptance names the form that was found and the ratio, so that a person can judge it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from geo.gazetteer.fold import fold_name
from geo.gazetteer.romanised import consonants, romanised_key
from geo.model import Spelling
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from geo.gazetteer.table import Entry, Gazetteer

SHORTEST_KEY = 3
SHORTEST_ALIKE = 5
LOWEST_RATIO = 80.0
MARGIN = 8.0
WIDE_MARGIN = 20.0
EQUAL = 100.0
_LOWEST_HINT = 60.0
_AFFIXES = ("shahr", "centre", "center", "markaz", "bazar", "wuleswali", "woleswali", "district", "city", "town")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A district of the pool, or the capital of the province with its own district; one of the two may be missing."""

    district: Entry | None
    capital: Entry | None
    forms: dict[str, str]
    """The keys of all its names, each with the name that it was made from."""

    def entry(self, kind: PlaceKind | None) -> Entry | None:
        """The place of this unit that a word demands: the district where it says district, else the capital first."""
        if kind is PlaceKind.DISTRICT:
            return self.district
        return self.capital or self.district


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A place of the pool and the spelling by which it was found."""

    unit: Unit
    spelling: Spelling


_ANSWERS: WeakKeyDictionary[Gazetteer, dict[tuple[str, str, bool], Accepted | None]] = WeakKeyDictionary()
_KEPT_ANSWERS = 8_192  # the same names return in every document
_POOLS: WeakKeyDictionary[Gazetteer, dict[str, tuple[Unit, ...]]] = WeakKeyDictionary()


def accept_spelling(name: str, province: str, gazetteer: Gazetteer, *, is_district: bool = False) -> Accepted | None:
    """Find the district or capital of a province (ISO 3166-2) that an unknown spelling means, or None.

    >>> from geo.gazetteer.table import default_gazetteer
    >>> accept_spelling("Pashtoon Kowt", "AF-FYB", default_gazetteer()).spelling.form
    'Pashtun Kot'
    """
    answers = _ANSWERS.setdefault(gazetteer, {})
    key = (name, province, is_district)
    if key not in answers:
        if len(answers) >= _KEPT_ANSWERS:
            answers.clear()
        answers[key] = _accept(name, province, gazetteer, is_district=is_district)
    return answers[key]


def _accept(name: str, province: str, gazetteer: Gazetteer, *, is_district: bool) -> Accepted | None:
    pool = pool_of(province, gazetteer)
    for tried in dict.fromkeys((name, *_without_affix(name))):
        key = romanised_key(tried)
        found = _accepted(key, pool) or (_accepted(key, pool, is_cut=True) if is_district else None)
        if len(key) >= SHORTEST_KEY and found:
            unit, form, ratio = found
            return Accepted(unit=unit, spelling=Spelling(written=name, form=_shown(form), ratio=round(ratio, 1)))
    return None


def nearest_spellings(name: str, province: str, gazetteer: Gazetteer, limit: int = 3) -> tuple[str, ...]:
    """The names of the districts of a province whose spelling is most like this one: a hint, never an answer.

    Best first; a tie goes by the alphabet.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - only an unknown name needs it

    key = romanised_key(name)
    scored = []
    for unit in pool_of(province, gazetteer):
        entry = unit.district or unit.capital
        best = max((fuzz.ratio(key, form) for form in unit.forms), default=0.0)
        if entry is not None and key and best >= _LOWEST_HINT:
            scored.append((-best, entry.name))
    return tuple(name for _, name in sorted(scored)[:limit])


def pool_of(province: str, gazetteer: Gazetteer) -> tuple[Unit, ...]:
    """The districts of a province (ISO 3166-2) and its capital, by place id; the capital is one with its district."""
    pools = _POOLS.get(gazetteer)
    if pools is None:
        pools = _POOLS[gazetteer] = _pools(gazetteer)
    return pools.get(province, ())


def _accepted(key: str, pool: tuple[Unit, ...], *, is_cut: bool = False) -> tuple[Unit, str, float] | None:
    """The unit that a key means, its form and how alike they are; with `is_cut` by all but a last letter."""
    equal = [unit for unit in pool if key in unit.forms]
    if equal:
        return (equal[0], equal[0].forms[key], EQUAL) if len(equal) == 1 else None
    if len(key) < SHORTEST_ALIKE:
        return None
    from rapidfuzz import fuzz  # noqa: PLC0415 - only an unknown name needs it

    bones = consonants(key)
    ranked = []
    for number, unit in enumerate(pool):
        every = [(fuzz.ratio(key, form), form) for form in unit.forms]
        alike = [each for each in every if (_is_cut(key, each[1]) if is_cut else consonants(each[1]) == bones)]
        ranked.append((max(alike, default=(0.0, "")), max(every, default=(0.0, ""))[0], number))
    (ratio, form), _, best = max(ranked, key=lambda each: (each[0][0], -each[2]), default=((0.0, ""), 0.0, 0))
    rival = max((score for _, score, number in ranked if number != best), default=0.0)
    if ratio < LOWEST_RATIO or ratio - rival < (WIDE_MARGIN if is_cut else MARGIN):
        return None
    return pool[best], pool[best].forms[form], ratio


def _is_cut(key: str, form: str) -> bool:
    """Whether two keys differ by one last letter that only one of them has."""
    short, long = sorted((key, form), key=len)
    return len(short) >= SHORTEST_ALIKE and long[:-1] == short


def _without_affix(name: str) -> tuple[str, ...]:
    """The name without brackets and what stands in them, without a word such as "centre" at its end."""
    outside, bracket, inside = name.partition("(")
    tries = [outside.strip(), inside.rstrip(" )")] if bracket and outside.strip() else []
    words = (tries[0] if tries else name).replace("-", " ").split()
    if len(words) > 1 and words[-1].lower() in _AFFIXES:
        tries.append(" ".join(words[:-1]))
    return tuple(tries)


def _pools(gazetteer: Gazetteer) -> dict[str, tuple[Unit, ...]]:
    capitals = {each.iso_3166_2: gazetteer.capital(each.iso_3166_2 or "") for each in gazetteer.provinces()}
    districts = gazetteer.districts()
    ids = [each.place_id for each in (*districts, *(capital for capital in capitals.values() if capital))]
    names = gazetteer.names_of(ids)
    units: defaultdict[str, list[Unit]] = defaultdict(list)
    for district in districts:
        code = district.iso_3166_2 or ""
        own = gazetteer.own_district(code)
        capital = capitals.get(code) if own is not None and own.place_id == district.place_id else None
        units[code].append(Unit(district=district, capital=capital, forms=_forms((district, capital), names)))
    for province, seat in capitals.items():
        if province and seat and not any(unit.capital for unit in units[province]):
            units[province].append(Unit(district=None, capital=seat, forms=_forms((seat,), names)))
    return {code: tuple(each) for code, each in units.items()}


def _forms(places: tuple[Entry | None, ...], names: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """The keys of all names of these places; of the names that share a key a place's own stands, else the first."""
    known = [place for place in places if place is not None]
    own = [fold_name(place.name) for place in known]
    found: dict[str, str] = {}
    for name in (*own, *(name for place in known for name in names.get(place.place_id, ()))):
        if key := romanised_key(name):
            found.setdefault(key, name)
    return found


def _shown(folded: str) -> str:
    return " ".join(word.capitalize() for word in folded.split())
