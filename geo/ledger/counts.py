"""How many units each side holds, day by day.

Knows the counting rules by name. `capital`: a province counts for who holds its capital, and a report about a province
moves no capital. `districts-majority`: for who holds more than half of its districts (`geo.ledger.majority`). Adds up
to the number of provinces on every day; what nobody is known to hold is counted as unknown, never left out.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from geo.errors import UsageError
from geo.model import DayCount
from geo.vocab import ControlState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from geo.model import Control
    from geo.vocab import ControlBasis, Unit

COUNTING_RULES = ("capital", "districts-majority")
"""The named counting rules, the default first.

A province counts for who holds its capital, or for who holds more than half of its districts.
"""

DISTRICTS_MAJORITY = COUNTING_RULES[1]
LONGEST_DAILY = 20 * 366
"""Up to so many days, some 20 years, each one is counted; over more, the days of changes."""

_Held = tuple[str | None, ControlState]


def check_rule(rule: str) -> None:
    """Let the name of a counting rule pass.

    Raises:
        UsageError: There is no rule of that name.
    """
    if rule not in COUNTING_RULES:
        expected = f"one of the counting rules {', '.join(COUNTING_RULES)}"
        raise UsageError(expected, repr(rule), f"The default is {COUNTING_RULES[0]}.")


def count_days(
    standing: Mapping[tuple[ControlBasis, Unit], Sequence[Sequence[Control]]],
    first_day: date,
    last_day: date,
    rule: str,
) -> tuple[DayCount, ...]:
    """Count the days from `first_day` to `last_day`, both inclusive, for each layer and kind of unit in `standing`.

    `standing` holds the rows of the timeline of each unit, ascending and without overlap; empty where nothing is known.
    Which days have a row, `counted_days` says.
    """
    found: list[DayCount] = []
    rows_of_all = (row for timelines in standing.values() for rows in timelines for row in rows)
    days = counted_days(first_day, last_day, rows_of_all)
    tallies = {key: _tallies(rows, days) for key, rows in standing.items()}
    for step, day in enumerate(days):
        for (basis, unit), by_day in tallies.items():
            found.extend(
                DayCount(
                    day=day,
                    rule=rule,
                    basis=basis,
                    unit=unit,
                    side=side,
                    state=state,
                    count=count,
                    total=len(standing[basis, unit]),
                )
                for (side, state), count in sorted(by_day[step].items(), key=_held_order)
            )
    return tuple(found)


def counted_days(first_day: date, last_day: date, rows: Iterable[Control]) -> tuple[date, ...]:
    """The days that are counted, ascending, from the first to the last, both inclusive.

    Every day; over more than `LONGEST_DAILY` days only the first, the last and those on which one of the `rows` begins
    or ends: on the days between, nothing differs from the counted day before. The work is bounded by the material, not
    by how far apart its days lie.

    >>> from datetime import date
    >>> [len(counted_days(date(year, 8, 6), date(2021, 8, 8), ())) for year in (2021, 1901)]
    [3, 2]
    """
    length = (last_day - first_day).days + 1
    if length <= LONGEST_DAILY:
        return tuple(first_day + timedelta(days=step) for step in range(length))
    changes = {day for row in rows for day in (row.valid_from, row.valid_to) if day is not None}
    return tuple(sorted({first_day, last_day, *(day for day in changes if first_day < day < last_day)}))


def counted_as(row: Control | None) -> _Held:
    """The side and state under which a row counts: contested and unknown have no side."""
    if row is None:
        return (None, ControlState.UNKNOWN)
    has_holder = row.state in {ControlState.CONTROLLED, ControlState.BESIEGED}
    return (row.side if has_holder else None, row.state)


def _tallies(timelines: Sequence[Sequence[Control]], days: Sequence[date]) -> list[Counter[_Held]]:
    """One tally per day: each unit is walked through once."""
    tallies: list[Counter[_Held]] = [Counter() for _ in days]
    for rows in timelines:
        for tally, held in zip(tallies, _walk(rows, days), strict=True):
            tally[held] += 1
    return tallies


def _walk(rows: Sequence[Control], days: Sequence[date]) -> Iterator[_Held]:
    index = 0
    for day in days:
        while index < len(rows) and _is_over(rows[index], day):
            index += 1
        row = rows[index] if index < len(rows) and rows[index].valid_from <= day else None
        yield counted_as(row)


def _is_over(row: Control, day: date) -> bool:
    return row.valid_to is not None and row.valid_to <= day


def _held_order(item: tuple[_Held, int]) -> tuple[bool, str, str]:
    (side, state), _ = item
    return (side is None, side or "", state)
