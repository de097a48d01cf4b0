"""The reports of one day of a unit in one layer, put together by change, and what they do one after another.

Knows in which order the changes of a day are applied; what each does is `geo.ledger.settle`'s to say. Reports are taken
in one by one: what the last one cannot have changed is not applied anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.ledger.reports import Change
from geo.ledger.settle import apply_change, grow, is_way_in
from geo.ledger.table import RuleId
from geo.ledger.ties import NO_STANDING, is_independent_gain, is_tie, standing_of
from geo.ledger.told import Told

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from geo.ledger.reports import Alike, Report
    from geo.ledger.settle import Course, Layer
    from geo.ledger.ties import Standing

_GAIN = Change.GAIN


class _Step(NamedTuple):
    """A change that was applied: how many reports told it then, what stood before and what stood then."""

    told: Told
    size: int
    before: Course
    after: Course


class OneDay:
    """The reports of a day, in their order, on top of what stood before it.

    Where `denied` gives something else than None for a change, that is what becomes of it.
    """

    def __init__(
        self, before: Course, day: date, layer: Layer, denied: Callable[[Course, Told, date], Course | None] | None
    ) -> None:
        """Begin without a report."""
        self.before, self.day, self._layer, self._denied = before, day, layer, denied
        self.size = 0
        self._told: dict[Alike, Told] = {}
        self._gainers: set[str | None] = set()
        self._standing: dict[str, Standing] = {}
        self._steps: list[_Step] = []

    def add(self, report: Report) -> None:
        """Take in a report that comes behind all others."""
        self.size += 1
        told = self._told.get(report.alike)
        if told is None:
            self._told[report.alike] = Told(report, self._layer)
        else:
            told.add(report)
        if report.change is _GAIN and self._layer.counts(report):
            self._gainers.add(report.mover)
        if is_independent_gain(report):
            sha256 = report.order[1]
            self._standing[sha256] = max(self._standing.get(sha256, NO_STANDING), standing_of(report))

    def changes(self) -> Collection[Told]:
        """The changes that are told, each with its reports, in the order of their first ones."""
        return self._told.values()

    def take_out(self, alike: Alike) -> list[Report]:
        """Take out the reports of a change."""
        taken = self._told.pop(alike)
        left = [report for told in self._told.values() for report in told.reports]
        self._told, self._standing, self._gainers = {}, {}, set()
        for report in left:
            self.add(report)
        return taken.reports

    def settle(self) -> tuple[Course, Course]:
        """How the state from before the day ends, with what bears it out on that day, and how it stands behind the day.

        A dispute, a siege or a withdrawal of nobody named goes before a gain of the same day by the same side: it is
        the way in. Where documents of one instant contradict each other, the better standing goes last and so decides.
        """
        ordered = list(self._told.values())
        may_tie = len(self._gainers) > 1 and len({told.first.recorded_at for told in ordered}) < len(ordered)
        if may_tie:
            ordered.sort(
                key=lambda told: (told.first.recorded_at, self._standing.get(told.first.order[1], NO_STANDING))
            )
        if self._gainers and len(ordered) > 1:
            ordered.sort(key=lambda told: not is_way_in(told.first, self._gainers))
        ended = now = self.before
        steps = []
        for place, told in enumerate(ordered):
            after = self._apply(now, told, self._steps[place] if place < len(self._steps) else None)
            steps.append(_Step(told, len(told.reports), now, after))
            now = after
            if now.since == ended.since:
                ended = now
        self._steps = steps
        if may_tie and now.since == self.day and is_tie(ordered):
            now = now._replace(rule=RuleId.BETTER_SOURCE)
        return ended, now

    def _apply(self, now: Course, told: Told, last: _Step | None) -> Course:
        """What a change does; where it is told as before and by some more reports, from what it did."""
        if self._denied is not None and (denied := self._denied(now, told, self.day)) is not None:
            return denied
        if last is not None and last.told is told and last.before is now:
            new = len(told.reports) - last.size
            grown = grow(now, last.after, told, new, self._layer) if new else last.after
            if grown is not None:
                return grown
        return apply_change(now, told, self.day, self._layer)
