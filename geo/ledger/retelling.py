"""Which report of a change retells another: one that gives a span stands with a sharper one inside it.

Knows the days of the reports of one change of one unit. "Earlier this month" and "on Sunday" tell one fall, not two.
Refuses to compare texts; whether reports have one origin is no question of days.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from geo.ledger.reports import Report


@dataclass(slots=True)
class Wide:
    """A report that gives a span, the day on which it stands, and whether a sharper one holds it there."""

    report: Report
    day: date
    is_anchored: bool


class Kin:
    """The reports of one change: those that count, and those that give a span; both ascending by their own day."""

    __slots__ = ("_sharp", "_sharp_days", "_wide", "_wide_days")

    def __init__(self) -> None:
        """Begin without a report. The days stand in lists of their own: searching those is fast."""
        self._sharp: list[Report] = []
        self._sharp_days: list[date] = []
        self._wide: list[Wide] = []
        self._wide_days: list[date] = []

    def add_sharp(self, report: Report) -> None:
        """Take in a report that others may be retellings of."""
        days, day = self._sharp_days, report.day
        if not days or days[-1] <= day:
            days.append(day)
            self._sharp.append(report)
        else:
            place = bisect_right(days, day)
            days.insert(place, day)
            self._sharp.insert(place, report)

    def add_wide(self, wide: Wide) -> None:
        """Take in a report that may be a retelling."""
        place = bisect_right(self._wide_days, wide.report.day)
        self._wide_days.insert(place, wide.report.day)
        self._wide.insert(place, wide)

    def first_within(self, wide: Report) -> date | None:
        """The day of the first sharper report inside the days of this one; the last where it only gives a last day."""
        if wide.first_day == wide.day:
            return None
        start = bisect_left(self._sharp_days, wide.first_day) if wide.first_day is not None else 0
        places = range(start, bisect_right(self._sharp_days, wide.day))
        for place in places if wide.first_day is not None else reversed(places):
            if _is_within(self._sharp[place], wide):
                return self._sharp_days[place]
        return None

    def last_sharp_before(self, day: date) -> Report | None:
        """The last of those before a day that others may be retellings of; None where there is none."""
        place = bisect_left(self._sharp_days, day)
        return self._sharp[place - 1] if place else None

    def around(self, sharp: Report) -> list[Wide]:
        """The reports whose days hold those of a sharper one."""
        days = self._wide_days
        if not days or days[-1] < sharp.day:
            return []
        return [each for each in self._wide[bisect_left(days, sharp.day) :] if _is_within(sharp, each.report)]


def _is_within(sharp: Report, wide: Report) -> bool:
    """Whether the days of `sharp` lie inside those of `wide` and are fewer."""
    if sharp.first_day is None or wide.first_day == wide.day or sharp.day > wide.day:
        return False
    if wide.first_day is None:
        return True
    return sharp.first_day >= wide.first_day and sharp.day - sharp.first_day < wide.day - wide.first_day
