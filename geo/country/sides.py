"""The sides of a conflict by day: who governs, who is allied with and opposed to whom, whom an actor stands for.

The answers come from `data/countries/*/sides.toml`. A side is one of `geo.vocab.Side` or `other:<name>`. Every answer
that is not in the words of the text carries its basis, and where nobody can tell the side is None.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.country.classes import is_armed
from geo.country.side_records import SideReading
from geo.vocab import TakerBasis

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from geo.country.actors import ActorSpan
    from geo.country.periods import Period
    from geo.country.side_records import Alliance, Opposition, SideEntry, StandsFor

_OTHER = "other:"
_NO_REBELS = frozenset({"militia", "state_force", "police"})
"""Classes whose nouns make no rebels of "fighters": "local militia fighters"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """All relations. Read only; equal tables give equal answers.

    `foreign` are the sides of other countries: no rebels are meant by them.
    """

    entries: Mapping[str, SideEntry]
    regimes: tuple[tuple[str, Period], ...]
    counting: tuple[tuple[str, Period], ...]
    coalition: frozenset[str]
    alliances: tuple[Alliance, ...]
    oppositions: tuple[Opposition, ...]
    stands_for: tuple[StandsFor, ...]
    gone: tuple[tuple[frozenset[str], Period], ...] = ()
    foreign: frozenset[str] = frozenset()

    def side_of(self, span: ActorSpan, day: date | None, introduced: Collection[str] = ()) -> SideReading:
        """Whom an actor stands for on a day.

        A name decides first, then the class of its noun. Rebels of no side by words ("the fighters") are of the one
        armed group that the text has introduced (`introduced`: the armed sides of the text; states among them do not
        count), unless it is only a part of those whom rebels are on that day; of several nobody can tell which; of none
        the default of the day holds, if the table has one. `day` is the day of the event, not of the text, where it is
        known.

        >>> from datetime import date
        >>> from geo.country.load import afghanistan
        >>> pack = afghanistan()
        >>> (span,) = pack.actors.find("the security forces")
        >>> [pack.sides.side_of(span, date(2021, 8, day)).side for day in (10, 20)]
        ['government', 'taliban']
        """
        if span.former or span.of_another:
            return SideReading()
        if span.owner is not None:
            owner = self.side_of(span.owner, day, introduced)
            return SideReading(owner.side, TakerBasis.REFERENCE) if owner.side else SideReading()
        if span.owned and not span.rebel:
            return SideReading()
        reading = self._alone(span, day, introduced)
        if not span.partners:
            return reading
        together = self.joint([reading.side, *span.partners], day)
        return SideReading(together, TakerBasis.NAMED) if together else SideReading()

    def _alone(self, span: ActorSpan, day: date | None, introduced: Collection[str]) -> SideReading:
        """Whom an actor stands for without those who act with it."""
        if span.has_name:
            named = span.side_named(day)
            return SideReading(named, TakerBasis.NAMED) if named else SideReading()
        found = [self.of_noun(noun, noun_class, day, is_home=span.is_home) for noun, noun_class in span.nouns]
        if found and found[0] == SideReading():
            return SideReading()
        readings = [reading for reading in found if reading is not None]
        for reading in readings:
            if reading.basis is TakerBasis.REFERENCE:
                return SideReading(reading.side, TakerBasis.NAMED) if span.is_home else reading
        default = next((reading for reading in readings if reading.side), SideReading())
        if not span.rebel or any(noun_class in _NO_REBELS for _, noun_class in span.nouns):
            return default
        rebels = set(introduced) - self._states()
        if len(rebels) == 1:
            (only,) = rebels
            is_part = default.side not in {None, only} and self.joint([default.side, only], day) == default.side
            return default if is_part else SideReading(only, TakerBasis.REFERENCE)
        return SideReading() if rebels else default

    def _states(self) -> frozenset[str]:
        """The sides that are states on every day, this country's and others'."""
        return self.coalition | self.foreign | {side for side, entry in self.entries.items() if entry.is_state}

    def is_armed_group(self, side: str | None) -> bool:
        """Whether a side fights another of the table, and is no state's on every day."""
        is_party = any(side in row.first | row.second for row in self.oppositions)
        return is_party and side not in self._states()

    def introduced(self, spans: Iterable[ActorSpan], day: date | None) -> frozenset[str]:
        """The armed sides that a text names: what `side_of` and `opponent` take for whom it has introduced.

        Where it names no armed group by what it does, the groups that only speak in it are introduced too ("a Taliban
        spokesman said that the fighters ...").
        """
        armed: set[str] = set()
        speaking: set[str] = set()
        for span in spans:
            reading = self.side_of(span, day)
            if reading.side and reading.basis is TakerBasis.NAMED:
                (armed if is_armed(replace(span.actor, side=reading.side)) else speaking).add(reading.side)
        groups = armed - self._states()
        return frozenset(armed if groups else armed | (speaking - self._states()))

    def of_noun(self, noun: str, noun_class: str, day: date | None, *, is_home: bool = False) -> SideReading | None:
        """For whom a noun of a class stands on a day, by itself: rows with the noun's words first.

        `is_home`: a demonym of the country stands before it.

        None where the table does not say; a reading without a side where it says that nobody can tell.
        """
        rows = [row for row in self.stands_for if row.period.covers(day) and not (row.bare and is_home)]
        for row in rows:
            if noun in row.words:
                return row.reading
        for row in rows:
            if noun_class in row.classes:
                return row.reading
        return None

    def is_speakers_enemy(self, span: ActorSpan) -> bool:
        """Whether an actor is the enemy of whoever says so, by its noun alone ("the enemy").

        >>> from geo.country.load import afghanistan
        >>> pack = afghanistan()
        >>> [pack.sides.is_speakers_enemy(span) for span in pack.actors.find("the enemy fled from the army")]
        [True, False]
        """
        if span.has_name:
            return False
        return any(row.of_speaker and noun in row.words for row in self.stands_for for noun, _ in span.nouns)

    def opponent(self, side: str | None, day: date | None, introduced: Collection[str] = ()) -> SideReading:
        """Who fights a side on a day: the one opponent that the text introduces, else the default of the day.

        Of several opponents it is the default one; without that nobody can tell. An ally of the default opponent is
        none by itself: where only NATO is named, the Taliban take from the government.

        >>> from datetime import date
        >>> from geo.country.load import afghanistan
        >>> afghanistan().sides.opponent("government", date(2015, 9, 28))
        SideReading(side='taliban', basis=<TakerBasis.DEFAULT: 'default'>)
        >>> afghanistan().sides.opponent("taliban", date(2022, 5, 1), {"nrf", "taliban"}).basis.value
        'reference'
        """
        if side is None:
            return SideReading()
        default = self._default_opponent(side, day)
        there = {each for each in introduced if each != side and self.are_opposed(side, each, day)}
        if default in there:
            return SideReading(default, TakerBasis.REFERENCE)
        if default and all(self.are_allied(each, default, day) for each in there):
            return SideReading(default, TakerBasis.DEFAULT)
        return SideReading(next(iter(there)), TakerBasis.REFERENCE) if len(there) == 1 else SideReading()

    def _default_opponent(self, side: str, day: date | None) -> str | None:
        for row in self.oppositions:
            if row.default and row.period.covers(day):
                if side in row.first and len(row.second) == 1:
                    return next(iter(row.second))
                if row.both_ways and side in row.second and len(row.first) == 1:
                    return next(iter(row.first))
        return None

    def may_go_unnamed(self, side: str | None, day: date | None) -> bool:
        """Whether a text of a day need not name who took what a side held: its one enemy is meant.

        >>> from datetime import date
        >>> from geo.country.load import afghanistan
        >>> [afghanistan().sides.may_go_unnamed("government", date(year, 1, 1)) for year in (2001, 2015)]
        [False, True]
        """
        rows = (row for row in self.oppositions if row.unnamed and row.period.covers(day))
        return any(side in row.first | row.second for row in rows)

    def are_opposed(self, one: str, other: str, day: date | None) -> bool:
        """Whether two sides fight each other on a day, either way round."""
        return any(
            ({one} <= row.first and {other} <= row.second) or ({other} <= row.first and {one} <= row.second)
            for row in self.oppositions
            if row.period.covers(day)
        )

    def are_allied(self, one: str, other: str, day: date | None) -> bool:
        """Whether two sides are one, or fight together on a day: neither's word for the other is independent."""
        return one == other or any(
            {one, other} <= row.sides for row in self.alliances if day is None or row.period.covers(day)
        )

    def joint(self, sides: Iterable[str | None], day: date | None) -> str | None:
        """For whom several act together: "Afghan and British soldiers".

        None where one of them is unknown or they are no allies.

        >>> from datetime import date
        >>> from geo.country.load import afghanistan
        >>> afghanistan().sides.joint(["government", "other:United Kingdom"], date(2008, 5, 1))
        'government'
        """
        found = set(sides)
        if len(found) == 1:
            return next(iter(found))
        if None in found:
            return None
        if found <= self.coalition:
            return f"{_OTHER}NATO"
        for row in self.alliances:
            if row.period.covers(day) and found <= row.sides and row.joint in found:
                return row.joint
        return None

    def governs(self, side: str | None, day: date | None) -> bool | None:
        """Whether a side is the state on a day: its forces are a state's. None for an unknown side or day."""
        if side is None or day is None:
            return None
        return any(side == each and period.covers(day) for each, period in self.regimes)

    def is_state_force(self, side: str | None, day: date | None) -> bool | None:
        """Whether a side's forces are a state's, of this country or another's; None for an unknown side.

        A side that the table calls a state is one on every day: what its forces lose after their state ended they lose
        as such. On an unknown day no other side is a state.
        """
        if side is None:
            return None
        entry = self.entries.get(side)
        if side in self.coalition or (entry is not None and entry.is_state):
            return True
        return bool(self.governs(side, day))

    def regime(self, day: date | None) -> str | None:
        """Who governs on a day; None between two regimes and for an unknown day."""
        return next((side for side, period in self.regimes if day is not None and period.covers(day)), None)

    def counting_side(self, day: date | None) -> str | None:
        """Whose units a count means that names nobody."""
        return next((side for side, period in self.counting if day is None or period.covers(day)), None)

    def is_gone(self, side: str | None, day: date | None) -> bool:
        """Whether a side held ground here, and on a day holds none any more; False for an unknown day.

        >>> from datetime import date
        >>> from geo.country.load import afghanistan
        >>> [afghanistan().sides.is_gone("other:Soviet Union", date(year, 1, 1)) for year in (1985, 2015)]
        [False, True]
        """
        return day is not None and any(side in sides and period.covers(day) for sides, period in self.gone)

    def has_aircraft(self, side: str | None, day: date | None) -> bool:
        """Whether a side can bomb from the air on a day; whoever is not in the table, or unknown, may."""
        entry = self.entries.get(side or "")
        return entry is None or (any(each.covers(day) for each in entry.aircraft) if day else bool(entry.aircraft))

    def label(self, side: str) -> str:
        """A side's name for people: its label, or what follows `other:`.

        >>> from geo.country.load import afghanistan
        >>> afghanistan().sides.label("taliban"), afghanistan().sides.label("other:Turkey")
        ('Taliban', 'Turkey')
        """
        entry = self.entries.get(side)
        return entry.label if entry else side.removeprefix(_OTHER)

    def words(self, side: str) -> str:
        """A side as a sentence calls it ("the Taliban"), or what follows `other:`."""
        entry = self.entries.get(side)
        return entry.words if entry else side.removeprefix(_OTHER)
