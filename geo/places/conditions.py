"""What a query demands of a place: a country, a province, a district, a kind.

Knows how those words are looked up and when a place meets them; ranks nothing. A word that nobody knows is told, never
silently dropped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import Problem, ProblemKind, UsageError
from geo.gazetteer.fold import fold_name
from geo.places.answer import shortened
from geo.places.areas import Area, other_provinces
from geo.places.resolve import HOME
from geo.vocab import SETTLEMENT_KINDS, PlaceKind

if TYPE_CHECKING:
    from geo.gazetteer.table import Entry, Gazetteer
    from geo.model import Place
    from geo.places.answer import Query

_CODE_LENGTH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Conditions that are known; `unused` are the words that are not. No condition admits everything."""

    countries: tuple[str, ...] = ()
    province: Entry | None = None
    districts: tuple[Entry, ...] = ()
    kind: PlaceKind | None = None
    unused: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    def admits(self, place: Place) -> bool:
        """Whether the place meets them all."""
        return (
            (not self.countries or place.country_code in self.countries)
            and (self.province is None or self.province.iso_3166_2 in _provinces_of(place))
            and (self.kind is None or is_of_kind(place.kind, self.kind))
            and (not self.districts or any(_is_in(place, district) for district in self.districts))
        )


def read_conditions(query: Query, gazetteer: Gazetteer) -> Conditions:
    """Look the words of a query's conditions up."""
    unused: list[tuple[str, str]] = []
    countries = find_countries(query.country, gazetteer) if query.country else ()
    if query.country and not countries:
        unused.append(("country", query.country))
    at_home = not countries or HOME in countries
    province = find_province(query.admin1, gazetteer) if query.admin1 and at_home else None
    if query.admin1 and province is None:
        unused.append(("Afghan province", query.admin1))
    districts = find_districts(query.district, gazetteer, province) if query.district and at_home else ()
    if query.district and not districts:
        unused.append(("Afghan district", query.district))
    return Conditions(
        countries=countries,
        province=province,
        districts=districts,
        kind=query.kind,
        unused=tuple(words for _, words in unused),
        problems=tuple(_not_used(what, words) for what, words in unused),
    )


def find_countries(words: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """ISO 3166-1 codes: of one country by name, or as given, with commas between. Codes are not checked.

    >>> from geo.gazetteer.table import default_gazetteer
    >>> find_countries("af,pk", default_gazetteer()), find_countries("Iran", default_gazetteer())
    (('AF', 'PK'), ('IR',))
    """
    parts = [part.strip() for part in words.split(",")]
    if all(len(part) == _CODE_LENGTH and part.isascii() and part.isalpha() for part in parts):
        return tuple(part.upper() for part in parts)
    hits = [hit.entry for hit in gazetteer.lookup(words)]
    return tuple(entry.country_code for entry in hits if entry.kind is PlaceKind.COUNTRY)[:1]


def find_province(words: str, gazetteer: Gazetteer) -> Entry | None:
    """The province of a code or a name, with or without the word for province."""
    try:
        return gazetteer.province(words.strip().upper())
    except UsageError:
        hits = [hit.entry for name in (words, bare_name(words)[0]) for hit in gazetteer.lookup(name)]
        return next((entry for entry in hits if entry.kind is PlaceKind.PROVINCE), None)


def find_districts(words: str, gazetteer: Gazetteer, province: Entry | None) -> tuple[Entry, ...]:
    """The districts of a name, all of them or those of one province."""
    hits = [hit.entry for hit in gazetteer.lookup(bare_name(words)[0])]
    return tuple(
        entry
        for entry in hits
        if entry.kind is PlaceKind.DISTRICT and (province is None or entry.iso_3166_2 == province.iso_3166_2)
    )


_UNIT_WORDS = {
    "district": PlaceKind.DISTRICT,
    "ولسوالی": PlaceKind.DISTRICT,
    "province": PlaceKind.PROVINCE,
    "ولایت": PlaceKind.PROVINCE,
    "city": PlaceKind.CITY,
    "town": PlaceKind.TOWN,
    "شهر": PlaceKind.CITY,
    "ښار": PlaceKind.CITY,
}


def bare_name(words: str) -> tuple[str, PlaceKind | None]:
    """A name without the word that says what it is, and what that is.

    >>> bare_name("Andar District")
    ('andar', <PlaceKind.DISTRICT: 'district'>)
    """
    first, _, rest = (folded := fold_name(words)).partition(" ")
    before, _, last = folded.rpartition(" ")
    if before and last in _UNIT_WORDS:
        return before, _UNIT_WORDS[last]
    if rest and first in _UNIT_WORDS and not first.isascii():
        return rest, _UNIT_WORDS[first]
    return folded, None


def is_of_kind(kind: PlaceKind, wanted: PlaceKind) -> bool:
    """Whether a place of this kind is what was wanted; city, town and village are one."""
    return kind is wanted or (kind in SETTLEMENT_KINDS and wanted in SETTLEMENT_KINDS)


def _provinces_of(place: Place) -> frozenset[str | None]:
    """The province that a place lies in, and those that its district belonged to."""
    return frozenset({place.iso_3166_2}) | other_provinces(place.admin2_pcode)


def _is_in(place: Place, district: Entry) -> bool:
    return place.place_id == district.place_id or Area.of(district).holds(place)


def _not_used(what: str, words: str) -> Problem:
    message = f'No {what} is known as "{shortened(words)}"; it was not used.'
    return Problem(kind=ProblemKind.UNKNOWN_PLACE, message=message)
