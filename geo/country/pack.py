"""The record of one country, and what can be read from it without a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.country.actors import ActorIndex
    from geo.country.denominators import Denominator
    from geo.country.sides import Sides
    from geo.vocab import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminLevel:
    """A level of administration: 1 is the highest. `table` is the reference file of its units, `key` their id's column.

    `count` is None where no single number is right.
    """

    level: int
    kind: str
    key: str
    table: str
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """The plane in which the country is measured: a name and a PROJ string, in metres."""

    name: str
    proj: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryPack:
    """One country.

    `code` is ISO 3166-1 alpha-2, `code3` alpha-3. `demonyms` are the words for what is of the country itself,
    `foreign_demonyms` map the adjectives of other countries to their names. `utc_offset_minutes` is constant: a country
    with daylight saving time needs more. Packs of equal tables are equal. `version` and `sha256` (of all its tables)
    say which tables read a document.
    """

    code: str
    code3: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    foreign_demonyms: Mapping[str, str] = field(repr=False, compare=False)
    capital: str
    admin_levels: tuple[AdminLevel, ...]
    time_zone_name: str
    utc_offset_minutes: int
    projection: Projection
    denominators: tuple[Denominator, ...]
    sides: Sides = field(repr=False, compare=False)
    actors: ActorIndex = field(repr=False, compare=False)
    language: str
    version: str
    sha256: str

    @property
    def time_zone(self) -> timezone:
        """The country's zone: days of events are days there."""
        return timezone(timedelta(minutes=self.utc_offset_minutes), self.time_zone_name)

    def known_totals(self, unit: Unit) -> tuple[int, ...]:
        """The totals in circulation for a kind of unit, ascending; empty where none is registered.

        >>> from geo.country.load import afghanistan
        >>> from geo.vocab import Unit
        >>> afghanistan().known_totals(Unit.DISTRICT)
        (387, 397, 398, 400, 401, 407, 421)
        """
        return tuple(each.count for each in self.denominators if each.unit is unit)
