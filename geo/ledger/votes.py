"""On which day a change stands that several reports date differently: the day that most independent sources give.

Knows the days, the precision and the voices of the reports of one unit's changes of holder. One party is one voice, one
outlet is one voice, and a voice that gains nothing by what it says goes before any number of words in their own cause.
Refuses to reach over a day
on which another side is reported to have taken the unit: what lies behind that is another change.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING

from geo.ledger.reports import Footing

if TYPE_CHECKING:
    from datetime import date

    from geo.ledger.reports import Alike, Report
    from geo.ledger.settle import Layer

SAME_CHANGE = timedelta(days=7)
"""Reports of the same change that lie no further apart tell one change, not two."""

_Precision = tuple[bool, int]
"""How precisely a report is dated, less is better: whether no expression states the day, how many days it leaves."""

_OPEN = 1_000_000
_LEAST_PRECISE: _Precision = (True, _OPEN + 1)
_NO_DAYS: list[date] = []


class Heard(Enum):
    """What a report has changed of the votes: nothing, the count of a day of its change, or where changes end too."""

    NOTHING = "nothing"
    VOICE = "voice"
    DAY = "day"


class _Voices:
    """The voices for one day, each counted once: `counts` says how many gain nothing by it, and how many do."""

    __slots__ = ("_heard", "counts")

    def __init__(self) -> None:
        self._heard: set[tuple[bool, str]] = set()
        self.counts = (0, 0)

    def add(self, voice: str, *, is_independent: bool) -> bool:
        """Hear a voice; whether it is a new one."""
        if (is_independent, voice) in self._heard:
            return False
        self._heard.add((is_independent, voice))
        others, own = self.counts
        self.counts = (others + 1, own) if is_independent else (others, own + 1)
        return True


class Votes:
    """The voices for each day of each change of one unit, in one layer."""

    def __init__(self, layer: Layer) -> None:
        """Begin without a report."""
        self._layer = layer
        self._days: dict[Alike, list[date]] = {}
        self._told: dict[Alike, dict[date, dict[_Precision, _Voices]]] = {}

    def add(self, report: Report) -> Heard:
        """Take in a report of a change of holder, by the day that it gives itself; what it may have changed."""
        if not self._layer.counts(report):
            return Heard.NOTHING
        alike, day = report.alike, report.day
        by_day = self._told.get(alike)
        if by_day is None:
            by_day = self._told[alike] = {}
            self._days[alike] = []
        told = by_day.get(day)
        heard = Heard.VOICE
        if told is None:
            told = by_day[day] = {}
            insort(self._days[alike], day)
            heard = Heard.DAY
        precision = (report.is_rough, (day - report.first_day).days if report.first_day is not None else _OPEN)
        voices = told.get(precision)
        if voices is None:
            voices = told[precision] = _Voices()
        is_new = voices.add(report.voice, is_independent=report.footing is not Footing.OWN)
        return heard if is_new else Heard.NOTHING

    def day_of(self, alike: Alike, first: date) -> date:
        """The day on which a change stands whose first report is of `first`: `first` itself, or a later one.

        Only the most precisely dated reports of the change have a voice. Of days with as many voices the earliest
        stands.
        """
        days = self._days.get(alike, _NO_DAYS)
        place = bisect_left(days, first)
        candidates = days[place : bisect_right(days, first + SAME_CHANGE, place)]
        if not candidates or (len(candidates) == 1 and candidates[0] == first):
            return first
        chosen, best, most = first, _LEAST_PRECISE, (0, 0)
        end, by_day = self._end(alike, first), self._told[alike]
        for day in candidates:
            if day > end:
                break
            told = by_day[day]
            precision = min(told)
            if precision > best:
                continue
            counts = told[precision].counts
            if precision < best or counts > most:
                chosen, best, most = day, precision, counts
        return chosen

    def _end(self, alike: Alike, first: date) -> date:
        """The last day on which a report may tell of the same change."""
        end = first + SAME_CHANGE
        for other, days in self._days.items():
            if other != alike:
                place = bisect_left(days, first)
                if place < len(days):
                    end = min(end, days[place])
        return end
