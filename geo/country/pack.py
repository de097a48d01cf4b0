"""The record of one country, and what can be read from it without a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

from geo.country.side_records import SideReading
from geo.vocab import TakerBasis

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from geo.country.actors import ActorIndex
    from geo.country.denominators import Denominator
    from geo.country.sides import Sides
    from geo.model import Actor
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


_NEAR_MIDDLE = 0.5
"""Degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Projection:
    """The plane in which the country is measured: a name and a PROJ string, in metres."""

    name: str
    proj: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryPack:
    """One country.

    `code` is ISO 3166-1 alpha-2, `code3` alpha-3. `demonyms` are the words for what is of the country itself,
    `foreign_demonyms` map the adjectives of other countries to their names and `foreign_capitals` their capitals,
    `neighbours` the codes of those around it to theirs. `utc_offset_minutes` is constant: a country with daylight
    saving time needs more. Packs of equal tables are equal. `version` and `sha256` (of all its tables) say which tables
    read a document.
    """

    code: str
    code3: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    foreign_demonyms: Mapping[str, str] = field(repr=False, compare=False)
    capital: str
    foreign_capitals: Mapping[str, str] = field(repr=False, compare=False)
    neighbours: Mapping[str, str] = field(repr=False, compare=False)
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

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the country as (longitude, latitude) in degrees: the origin of its projection.

        >>> from geo.country.load import afghanistan
        >>> afghanistan().centre
        (67.0, 34.0)
        """
        values = dict(re.findall(r"\+(lon_0|lat_0)=(-?[\d.]+)", self.projection.proj))
        return float(values["lon_0"]), float(values["lat_0"])

    def is_in_part(self, part: str, longitude: float, latitude: float) -> bool:
        """Whether a point may be told of as in a part of the country by the points of the compass in its name.

        Half a degree around the middle lies on either side of it.

        >>> from geo.country.load import afghanistan
        >>> [afghanistan().is_in_part(part, 68.9, 36.7) for part in ("northeastern", "southern")]
        [True, False]
        """
        east, north = longitude - self.centre[0], latitude - self.centre[1]
        sides = (("north", north), ("south", -north), ("east", east), ("west", -east))
        return all(far > -_NEAR_MIDDLE for word, far in sides if word in part)

    def side_of(self, actor: Actor, day: date | None, introduced: Collection[str] = ()) -> SideReading:
        """Whom an actor stands for on the day of an event, which need not be the day of the text.

        The actor's words are read for that day, see `Sides.side_of`; where they are no words of the index, the actor's
        own side stands as named.

        >>> from datetime import date
        >>> from geo.country.load import afghanistan
        >>> from geo.model import Actor
        >>> police = Actor(name="police", side="taliban", actor_class="police")
        >>> afghanistan().side_of(police, date(2021, 7, 20)).side
        'government'
        """
        spans = self.actors.find(actor.name, day)
        if len(spans) == 1 and len(spans[0].actor.name) == len(actor.name):
            return self.sides.side_of(spans[0], day, introduced)
        return SideReading(actor.side, TakerBasis.NAMED) if actor.side else SideReading()

    def government_of(self, country_code: str | None, surface: str, day: date | None) -> str | None:
        """The side of a capital or country that acts ("Kabul said"): here who governs on the day, else `other:<name>`.

        None where two regimes have a claim to the name, or none has.

        >>> from datetime import date
        >>> from geo.country.load import afghanistan
        >>> afghanistan().government_of("AF", "Kabul", date(1999, 5, 1))
        'taliban'
        >>> afghanistan().government_of("PK", "Islamabad", date(1999, 5, 1))
        'other:Islamabad'
        """
        return self.sides.regime(day) if country_code == self.code else f"other:{surface}"

    def known_totals(self, unit: Unit) -> tuple[int, ...]:
        """The totals in circulation for a kind of unit, ascending; empty where none is registered.

        >>> from geo.country.load import afghanistan
        >>> from geo.vocab import Unit
        >>> afghanistan().known_totals(Unit.DISTRICT)
        (387, 397, 398, 400, 401, 407, 421)
        """
        return tuple(each.count for each in self.denominators if each.unit is unit)
