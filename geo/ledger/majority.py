"""The counting rule `districts-majority`: a province counts for the side that holds more than half of its districts.

Knows the rows of the districts and the table of them. The whole is every district of the province in the table, the
ones that nobody is known to hold included, so a side is never given a province on the strength of the few districts
that are in the news. Refuses to read anything into a capital or into a report about the province as a whole.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from geo.dates import end_of_day
from geo.ledger.counts import counted_as
from geo.ledger.rows import row_on
from geo.ledger.table import RuleId
from geo.model import Control
from geo.vocab import ControlState, Unit
from geo.wording import NamedSide, NamedState, Several, Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from geo.ledger.table import SettlingTable
    from geo.vocab import ControlBasis

_ID_LENGTH = 16
_HELD = frozenset({ControlState.CONTROLLED, ControlState.BESIEGED})


@dataclass(frozen=True, slots=True)
class Tally:
    """How the districts of a province stand on a day. `held` counts sides, besieged districts for their holders."""

    held: Mapping[str, int]
    contested: int
    unknown: int

    @property
    def total(self) -> int:
        """All districts of the province in the table."""
        return sum(self.held.values()) + self.contested + self.unknown

    @property
    def majority(self) -> int:
        """The smallest number that is more than half."""
        return self.total // 2 + 1

    def outcome(self) -> tuple[str | None, ControlState]:
        """Who holds the province: a side with more than half; else unknown while one could have it, else contested.

        >>> Tally({"taliban": 4}, 0, 3).outcome(), Tally({"taliban": 3}, 0, 4).outcome()
        (('taliban', <ControlState.CONTROLLED: 'controlled'>), (None, <ControlState.UNKNOWN: 'unknown'>))
        >>> Tally({"taliban": 3, "government": 3}, 0, 0).outcome()[1]
        <ControlState.CONTESTED: 'contested'>
        """
        most = max(self.held.values(), default=0)
        if most >= self.majority:
            return next(side for side, count in self.held.items() if count == most), ControlState.CONTROLLED
        open_still = most + self.unknown >= self.majority
        return None, ControlState.UNKNOWN if open_still else ControlState.CONTESTED

    def told(self) -> Several:
        """The tally, sides by name, then what is contested and unknown."""
        held = sorted(self.held.items())
        parts = [Wording.of("tally.held", side=NamedSide(side), count=count) for side, count in held]
        parts += [Wording.of("tally.contested", count=self.contested)] if self.contested else []
        parts += [Wording.of("tally.unknown", count=self.unknown)] if self.unknown else []
        return Several(tuple(parts))


def province_rows(
    province: str,
    timelines: Sequence[tuple[Control, ...]],
    basis: ControlBasis,
    table: SettlingTable,
) -> tuple[Control, ...]:
    """The rows of a province under this rule, ascending and without overlap, from those of its districts.

    `timelines` hold, for each district of the table (empty where nothing is known), its rows ascending. A row begins
    on the day on which the tally changes; it is recorded when the last of the district rows was that it stands on.
    Before the first of them there is no row: nothing is known.
    """
    edges = {row.valid_from for rows in timelines for row in rows}
    edges |= {row.valid_to for rows in timelines for row in rows if row.valid_to is not None}
    days = sorted(edges)
    found: list[Control] = []
    for index, day in enumerate(days):
        until = days[index + 1] if index + 1 < len(days) else None
        found.append(_row(province, timelines, (day, until), basis, table))
    return tuple(found)


def tally_on(timelines: Sequence[tuple[Control, ...]], day: date) -> Tally:
    """How the districts stand on a day."""
    counted = [counted_as(row_on(rows, day)) for rows in timelines]
    held = Counter(side for side, state in counted if side is not None and state in _HELD)
    contested = sum(state is ControlState.CONTESTED for _, state in counted)
    return Tally(dict(sorted(held.items())), contested, len(counted) - held.total() - contested)


def no_district_known(province: str, total: int, basis: ControlBasis, day: date, table: SettlingTable) -> Control:
    """The answer for a day on which nobody is known to hold any district of the province; no row of the ledger."""
    return _row(province, [()] * total, (day, day + timedelta(days=1)), basis, table)


def _row(
    province: str,
    timelines: Sequence[tuple[Control, ...]],
    span: tuple[date, date | None],
    basis: ControlBasis,
    table: SettlingTable,
) -> Control:
    day, until = span
    tally = tally_on(timelines, day)
    side, state = tally.outcome()
    standing = [row for rows in timelines if (row := row_on(rows, day)) is not None]
    outcome = (
        Wording.of("tally.holds", side=NamedSide(side)) if side else Wording.of("tally.open", state=NamedState(state))
    )
    told = table.tell(
        RuleId.DISTRICTS_MAJORITY,
        unit=Unit.PROVINCE,
        unit_id=province,
        side=side,
        day=day,
        contested_days=0,
        total=tally.total,
        tally=tally.told(),
        majority=tally.majority,
        outcome=outcome,
    )
    said = (province, basis, day, until, RuleId.DISTRICTS_MAJORITY, *(row.control_id for row in standing))
    return Control(
        control_id=hashlib.sha256("\x1f".join(map(str, said)).encode()).hexdigest()[:_ID_LENGTH],
        unit=Unit.PROVINCE,
        unit_id=province,
        basis=basis,
        side=side,
        state=state,
        valid_from=day,
        valid_to=until,
        recorded_at=max((row.recorded_at for row in standing), default=end_of_day(day)),
        superseded_at=None,
        rule=RuleId.DISTRICTS_MAJORITY,
        evidence=tuple(dict.fromkeys(event_id for row in standing for event_id in row.evidence)),
        explanation=table.words(told),
        told=told,
    )
