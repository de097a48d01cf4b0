"""The ledger: who holds what, since when, who says so, and who knew when.

Knows every report that was posted and the instants at which they were published. Its rows are append-only in ledger
time: what becomes known at an instant closes rows at that instant and adds others, and changes nothing of what was
known before. The order in which documents arrive plays no part. Refuses to read texts; the settling itself is
`geo.ledger.timeline`.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from geo.country import afghanistan
from geo.decision import Statement
from geo.errors import UsageError
from geo.ledger.counts import DISTRICTS_MAJORITY, check_rule, count_days
from geo.ledger.districts import districts_by_province
from geo.ledger.grades import read_grades
from geo.ledger.majority import no_district_known, province_rows
from geo.ledger.reports import Denial, Report, read_report
from geo.ledger.rows import RowWriter, known_instant, row_on
from geo.ledger.settle import Layer
from geo.ledger.table import read_table
from geo.ledger.units import PROVINCE_UNITS, UnitKey, province_ids
from geo.vocab import ControlBasis, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from geo.country import CountryPack
    from geo.decision import Editorial, Preference
    from geo.errors import Problem
    from geo.ledger.day_marks import Mark
    from geo.ledger.grades import GradeTable
    from geo.ledger.opening import Opening
    from geo.ledger.rows import Writing
    from geo.ledger.table import SettlingTable
    from geo.ledger.timeline import Base
    from geo.ledger.units import UnitKey
    from geo.ledger.versions import History
    from geo.model import Control, DayCount, Event


_Own = tuple[Any, ...]
"""The order of a report, and since when it counts, where that is not from its publication on."""


@dataclass(slots=True)
class _Settled:
    """The rows of a unit in a layer, how many reports and denials they have taken in, and what takes in more.

    `marks` are those from which news may be settled; None where `writing` can tell.
    """

    history: History
    taken: tuple[int, int]
    writing: Writing | None
    marks: list[Mark] | None


@contextmanager
def without_collecting() -> Iterator[None]:
    """No search for cycles: settling makes millions of objects and none that hold each other."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Ledger:
    """Who holds each unit, in both layers, over valid time and ledger time.

    `opening` says who held what before the first report; without one every unit is unknown until there is evidence.
    `contested_days` is how long a dispute stands without a new report of it. With `history`, changes of the past
    count for their own closed spans. `country` (default: the bundled one) says who is allied with whom and which totals
    are in circulation. `grades` of sources break ties between independent reports. With `with_marks` it can tell from
    which days on news may be settled (`marks_of`).
    """

    def __init__(
        self,
        opening: Opening | None = None,
        *,
        contested_days: int = 14,
        history: bool = False,
        country: CountryPack | None = None,
        table: SettlingTable | None = None,
        grades: GradeTable | None = None,
        with_marks: bool = False,
    ) -> None:
        """Begin with the opening state and no report."""
        if contested_days < 1:
            raise UsageError("1 or more contested_days", contested_days, "The default is 14.")
        self.opening = opening
        self.contested_days = contested_days
        self.history = history
        self.country = country or afghanistan()
        self.table = table or read_table(sides=self.country.sides)
        self.grades = grades or read_grades()
        self._with_marks = with_marks
        self._reports: dict[UnitKey, dict[_Own, Report]] = {}
        self._denials: dict[UnitKey, dict[_Own, Denial]] = {}
        self._decided: dict[UnitKey, list[Editorial | Preference]] = {}
        self._cited: dict[str, tuple[str, ...]] = {}
        self._settled: dict[tuple[UnitKey, ControlBasis], _Settled] = {}

    def post(self, events: Iterable[Event | Statement]) -> tuple[Problem, ...]:
        """Take in events; returns a problem for each territory event that lacks what it needs to move anything.

        An event that was posted before is not posted twice. What is no territory event, or not asserted to have
        happened, moves nothing and is no problem; a denied change is kept as a denial. A statement counts over its own
        span of instants; what is wrong with one that counts no more is no problem.
        """
        problems: list[Problem] = []
        # Of a list nothing is left to be made but reports; a stream may make anything.
        with without_collecting() if isinstance(events, (list, tuple)) else nullcontext():
            for each in events:
                if not isinstance(each, Statement):
                    self._take(self.read(each), problems)
                    continue
                if each.event.decisions:
                    self._cited[each.event.event_id] = each.event.decisions
                found = self.read(each.event)
                if isinstance(found, Report):
                    found = found._replace(since=each.since, until=each.until)
                elif isinstance(found, Denial):
                    found = replace(found, since=each.since, until=each.until)
                elif each.until is not None:
                    continue
                self._take(found, problems)
        return tuple(problems)

    def _take(self, found: Report | Denial | Problem | None, problems: list[Problem]) -> None:
        if isinstance(found, Report):
            own = found.order if found.since is None else (*found.order, found.since)
            self._reports.setdefault(found.key, {}).setdefault(own, found)
        elif isinstance(found, Denial):
            own = found.order if found.since is None else (*found.order, found.since)
            self._denials.setdefault(found.key, {}).setdefault(own, found)
        elif found is not None:
            problems.append(found)

    def take(self, said: Iterable[Report | Denial]) -> None:
        """Take in what `read` has made of events before; what is there already is not taken twice."""
        for each in said:
            self._take(each, [])

    def decide(self, decided: Iterable[Editorial | Preference]) -> None:
        """Take in what people set or prefer; what is there already is not taken twice."""
        for each in decided:
            known = self._decided.setdefault((each.unit, each.unit_id), [])
            if each not in known:
                known.append(each)
                self._settled = {key: row for key, row in self._settled.items() if key[0] != (each.unit, each.unit_id)}

    def marks_of(self, key: UnitKey) -> dict[ControlBasis, list[Mark]]:
        """The days from which news of a unit may be settled in each layer; none where it is not plain.

        It is plain where all that is known of it are reports of the present that count from their publication on.
        """
        if self._decided.get(key) or any(each.historical for each in self._reports.get(key, {}).values()):
            return {}
        found = {}
        for basis in ControlBasis:
            self._history(key, basis)
            settled = self._settled[key, basis]
            if settled.marks is None and settled.writing is not None:
                settled.marks = settled.writing.marks()
            found[basis] = settled.marks or []
        return found

    def base_at(self, key: UnitKey, basis: ControlBasis, floor: date) -> Base:
        """How a plain unit stands in a layer before a day behind that of the opening state."""
        writing = self.writer(key, basis).begin()
        writing.timeline.add(self.reports(*key))
        return writing.timeline.base_at(floor)

    def settle(self) -> None:
        """Settle all that was posted; without it, each unit is settled when it is first asked for."""
        with without_collecting():
            for key in self.units():
                for basis in ControlBasis:
                    self._history(key, basis).arrange()

    def read(self, event: Event) -> Report | Denial | Problem | None:
        """What an event is to this ledger; nothing is posted. None for what does not concern it."""
        return read_report(event, self.table, history=self.history, grades=self.grades)

    def units(self) -> tuple[UnitKey, ...]:
        """The units of which anything is known, ascending by kind and id."""
        opened = [(self.opening.unit, unit_id) for unit_id in self.opening.holders] if self.opening else []
        return tuple(sorted({*self._reports, *self._decided, *opened}))

    def reports(self, unit: Unit, unit_id: str) -> tuple[Report, ...]:
        """The reports of one unit in the order of supersession."""
        found = self._reports.get((unit, unit_id), {})
        return tuple(found[order] for order in sorted(found))

    def denials(self, unit: Unit, unit_id: str) -> tuple[Denial, ...]:
        """The denials about one unit in the order of supersession."""
        found = self._denials.get((unit, unit_id), {})
        return tuple(found[order] for order in sorted(found))

    def rows(self) -> tuple[Control, ...]:
        """All rows ever written, by unit, layer, `recorded_at` and `valid_from`; ends of intervals are exclusive.

        The rows without `superseded_at` are what is known now. A unit without a row is unknown.
        """
        return tuple(row for key in self.units() for basis in ControlBasis for row in self._history(key, basis).rows())

    def spoken_of(self) -> tuple[UnitKey, ...]:
        """The units that any report or denial names, ascending by kind and id."""
        return tuple(sorted({*self._reports, *self._denials}))

    def rows_of(self, unit: Unit, unit_id: str) -> tuple[Control, ...]:
        """All rows ever written of one unit, in the order of `rows`."""
        return tuple(row for basis in ControlBasis for row in self._history((unit, unit_id), basis).rows())

    def history_of(
        self,
        unit: Unit,
        unit_id: str,
        basis: ControlBasis,
        *,
        known_at: datetime | date | None = None,
    ) -> tuple[Control, ...]:
        """The rows of one unit in one layer that stand at `known_at` (default: now), ascending and without overlap.

        A day means its end in Kabul; a document published at that very instant is known.
        """
        return self._history((unit, unit_id), basis).standing(known_instant(known_at))

    def as_of(
        self,
        day: date,
        *,
        known_at: datetime | date | None = None,
        basis: ControlBasis = ControlBasis.REPORTED,
        unit: Unit = Unit.PROVINCIAL_CAPITAL,
        rule: str = "capital",
    ) -> dict[str, Control]:
        """What is known at `known_at` (default: now) about `day`: the row of every unit of the kind, by unit id.

        For capitals and provinces all 34 are answered; what nothing is known of has a row for that one day with the
        state unknown and the rule `no_evidence`. Of other kinds only the units that the ledger knows. Under the rule
        `capital` a province is answered by the row of its capital, under `districts-majority` by a row made from those
        of its districts (`geo.ledger.majority`).
        """
        check_rule(rule)
        if unit is Unit.PROVINCE and rule == DISTRICTS_MAJORITY:
            return self._by_districts(day, basis, known_at)
        asked = Unit.PROVINCIAL_CAPITAL if unit is Unit.PROVINCE else unit
        ids = province_ids() if unit in PROVINCE_UNITS else [each for kind, each in self.units() if kind is unit]
        found: dict[str, Control] = {}
        instant = known_instant(known_at)
        for unit_id in ids:
            row = self._history((asked, unit_id), basis).on(day, instant)
            found[unit_id] = row or self.no_evidence((asked, unit_id), basis, day)
        return found

    def no_evidence(self, key: UnitKey, basis: ControlBasis, day: date) -> Control:
        """The answer for a day on which nothing is known of a unit; it is no row of the ledger."""
        return self.writer(key, basis).unknown(day)

    def counts(
        self,
        first_day: date,
        last_day: date,
        rule: str = "capital",
        *,
        known_at: datetime | date | None = None,
    ) -> tuple[DayCount, ...]:
        """How many capitals and provinces each side holds on each day from `first_day` to `last_day`, both inclusive.

        For each day, layer and kind of unit the counts add up to 34. Contested and unknown have no side; besieged
        counts for its holder under its own state. Ordered by day, layer, kind, then sides by name with none last,
        then state.
        """
        check_rule(rule)
        if last_day < first_day:
            expected = f"a last day of {first_day} or later"
            raise UsageError(expected, last_day, "Swap the two days.")
        standing = {}
        for basis in ControlBasis:
            standing[basis, Unit.PROVINCIAL_CAPITAL] = capitals = [
                self.history_of(Unit.PROVINCIAL_CAPITAL, each, basis, known_at=known_at) for each in province_ids()
            ]
            standing[basis, Unit.PROVINCE] = (
                [self.province_history(each, basis, known_at=known_at) for each in province_ids()]
                if rule == DISTRICTS_MAJORITY
                else capitals
            )
        return count_days(standing, first_day, last_day, rule)

    def province_history(
        self, province: str, basis: ControlBasis, *, known_at: datetime | date | None = None
    ) -> tuple[Control, ...]:
        """The rows of a province under the rule `districts-majority`, as known at `known_at` (default: now)."""
        timelines = [
            self.history_of(Unit.DISTRICT, each, basis, known_at=known_at) for each in districts_by_province()[province]
        ]
        return province_rows(province, timelines, basis, self.table)

    def _by_districts(self, day: date, basis: ControlBasis, known_at: datetime | date | None) -> dict[str, Control]:
        found: dict[str, Control] = {}
        for province, members in districts_by_province().items():
            row = row_on(self.province_history(province, basis, known_at=known_at), day)
            found[province] = row or no_district_known(province, len(members), basis, day, self.table)
        return found

    def _history(self, key: UnitKey, basis: ControlBasis) -> History:
        """The rows of a unit in a layer, with all that was posted.

        News of later instants follow on what is settled; where others came, the unit is settled from its first report.
        From the second time on the timeline is kept for that: a ledger that is filled at once has no use for it.
        """
        reports, denials = self._reports.get(key, {}), self._denials.get(key, {})
        settled = self._settled.get((key, basis))
        taken = (len(reports), len(denials))
        if settled is not None and settled.taken == taken:
            return settled.history
        writing = settled.writing if settled else None
        if settled is not None and writing is not None:
            news: list[Report | Denial] = [*islice(reports.values(), settled.taken[0], None)]
            news += islice(denials.values(), settled.taken[1], None)
            if writing.can_follow(news):
                writing.take(each for each in news if isinstance(each, Report))
                settled.taken, settled.marks = taken, None
                return settled.history
        writing = self.writer(key, basis).begin()
        writing.take(reports.values(), denials.values(), self._decided.get(key, ()))
        marks = writing.marks() if self._with_marks else []
        self._settled[key, basis] = _Settled(writing.history, taken, writing if settled else None, marks)
        return writing.history

    def writer(self, key: UnitKey, basis: ControlBasis) -> RowWriter:
        """What writes the rows of a unit in a layer on the terms of this ledger."""
        layer = Layer(basis=basis, contested_days=self.contested_days)
        movers = {each.event_id: each.mover for each in self._reports.get(key, {}).values()} if self._denials else {}
        return RowWriter(
            key=key,
            layer=layer,
            table=self.table,
            opening=self.opening,
            cited=self._cited,
            movers=movers,
            with_marks=self._with_marks,
        )
