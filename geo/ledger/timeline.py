"""The timeline of one unit in one layer, kept up as reports come in.

Knows on which day each report stands and in which order; what a report does is `geo.ledger.settle`'s to say. The
result is a function of the set of reports: the order in which they are given never matters. Only the days from the
first one touched are settled anew.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from datetime import timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from geo.ledger.reports import Change
from geo.ledger.retelling import Kin, Wide
from geo.ledger.settle import Course, Segment, apply_change, lapse, open_course
from geo.ledger.table import RuleId
from geo.ledger.ties import NO_STANDING, is_tie, standings
from geo.ledger.trail import EMPTY
from geo.vocab import ControlState

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from geo.ledger.reports import Alike, Report
    from geo.ledger.settle import Layer

_GAIN = Change.GAIN  # looking a member up in its class takes longer than what is asked of it
_order = attrgetter("order")


class Timeline:
    """Who held one unit, settled from its reports in one layer.

    `holder` is who held the unit at the end of `opening_day` (None: no opening state names one).
    """

    def __init__(self, layer: Layer, *, holder: str | None = None, opening_day: date | None = None) -> None:
        """Begin with the opening state, or with nothing."""
        self._layer = layer
        self._holder = holder
        self._opening_day = opening_day if holder is not None else None
        self._days: list[date] = []
        self._told: list[list[Report]] = []  # of each day
        self._marks: list[tuple[int, Course]] = []
        self._closed: list[Segment] = []
        self._kin: dict[Alike, Kin] = {}
        self._past: list[Report] = []
        if self._opening_day is not None:
            self._days.append(self._opening_day)
            self._told.append([])
            self._settle_from(0)

    def add(self, reports: Collection[Report]) -> int:
        """Take in reports and settle anew; returns how many leading segments are surely as before."""
        first = len(self._days)
        for report in sorted(reports, key=_order) if len(reports) > 1 else reports:
            if not report.historical:
                first = min(first, self._place(report))
            elif report.change is _GAIN and self._layer.counts(report):
                insort(self._past, report, key=lambda each: (each.first_day or each.day, each.order))
        kept = self._settle_from(first)
        return 0 if self._past else kept

    def segments(self, skip: int = 0) -> tuple[Segment, ...]:
        """The timeline from its segment number `skip` on, ascending, without overlap.

        The last segment of the present course of events is open; an unsettled dispute is followed by its lapse.
        """
        now = self._marks[-1][1] if self._marks else Course()
        if now.lapses is None and now.since is not None and skip == len(self._closed) and not self._past:
            return (_segment(now, now.since, None),)
        present = self._closed[0 if self._past else skip :]
        if now.lapses is not None and now.since is not None:
            present.append(_segment(now, now.since, now.lapses))
            now = lapse(now)
        if now.since is not None:
            present.append(_segment(now, now.since, None))
        return tuple(present) if not self._past else (*self._past_segments(present), *present)[skip:]

    def _past_segments(self, present: list[Segment]) -> list[Segment]:
        """Changes of the past at their own closed spans, only where the present course of events says nothing."""
        found: list[Segment] = []
        for report in self._past:
            assert report.first_day is not None
            start = max([report.first_day, *(each.valid_to for each in found[-1:] if each.valid_to)])
            end = min([report.day + timedelta(days=1), *(each.valid_from for each in present[:1])])
            if start < end:
                past = Segment(
                    side=report.mover,
                    state=ControlState.CONTROLLED,
                    valid_from=start,
                    valid_to=end,
                    rule=RuleId.HISTORICAL,
                    evidence=EMPTY.plus((report.event_id,)),
                )
                found.append(past)
        return found

    def _place(self, report: Report) -> int:
        """Put a report on its day; returns the number of the first day that changes.

        A report that gives a span ("earlier this month") stands with the first sharper report of the same change inside
        the span, if there is one: it retells that change and is no second one.
        """
        alike = report.alike
        kin = self._kin.get(alike)
        if kin is None:
            kin = self._kin[alike] = Kin()
        day, begin = report.day, report.first_day
        if begin == day:
            first = self._put(report, day)
        else:
            anchor = kin.first_within(report)
            day = day if anchor is None else anchor
            first = self._put(report, day)
            kin.add_wide(Wide(report, day, is_anchored=anchor is not None))
        if begin is not None and self._layer.counts(report):
            if around := kin.around(report):
                first = bisect_left(self._days, self._draw_in(report, around, day))
            kin.add_sharp(report)
        return first

    def _draw_in(self, sharp: Report, around: list[Wide], first: date) -> date:
        """Move the reports of a span that holds a newly come sharper one to its day; returns the first day changed."""
        for wide in around:
            target = min(wide.day, sharp.day) if wide.is_anchored else sharp.day
            wide.is_anchored = True
            if target != wide.day:
                self._told[bisect_left(self._days, wide.day)].remove(wide.report)
                self._put(wide.report, target)
                first = min(first, wide.day, target)
                wide.day = target
        return first

    def _put(self, report: Report, day: date) -> int:
        """Put a report on a day, by its order; returns the day's number."""
        days = self._days
        if not days or days[-1] < day:  # the ordinary course: news of a later day
            days.append(day)
            self._told.append([report])
            return len(days) - 1
        index = bisect_left(days, day)
        if days[index] != day:
            if index < len(self._marks):
                self._forget_from(index)
            days.insert(index, day)
            self._told.insert(index, [report])
        elif (reports := self._told[index]) and report.order < reports[-1].order:
            insort(reports, report, key=_order)
        else:
            reports.append(report)
        return index

    def _settle_from(self, start: int) -> int:
        """Settle all days from day number `start` on; returns the number of segments that ended before."""
        kept, now = self._forget_from(start)
        for place in range(start, len(self._days)):
            now = self._settle_day(now, self._days[place], self._told[place])
            self._marks.append((len(self._closed), now))
        return kept

    def _forget_from(self, index: int) -> tuple[int, Course]:
        """Drop what was settled from day number `index` on; the mark behind each day tells how it stood then."""
        mark = self._marks[index - 1] if index else (0, Course())
        if index < len(self._marks):
            del self._marks[index:]
            del self._closed[mark[0] :]
        return mark

    def _settle_day(self, now: Course, day: date, reports: list[Report]) -> Course:
        if now.lapses is not None and now.lapses <= day:
            now = self._turn(now, lapse(now))
        if len(reports) == 1:
            now = self._turn(now, apply_change(now, reports, day, self._layer))
        elif reports:
            now = self._settle_many(now, day, reports)
        if day == self._opening_day and self._holder is not None:
            now = self._turn(now, open_course(self._holder, day))
        return now

    def _turn(self, now: Course, following: Course) -> Course:
        """Close what ended; what lasted no day at all leaves no trace."""
        if following.since != now.since and now.since is not None:
            self._closed.append(_segment(now, now.since, following.since))
        return following

    def _settle_many(self, now: Course, day: date, reports: list[Report]) -> Course:
        """The reports of a day, those of the same change together, in the order of the first report of each.

        A dispute, a siege or a withdrawal of nobody named goes before a gain of the same day by the same side: it is
        the way in. Where documents of one instant contradict each other, the better standing goes last and so decides.
        """
        together: dict[Alike, list[Report]] = {}
        for report in reports:
            together.setdefault(report.alike, []).append(report)
        groups = list(together.values())
        gainers = {each.mover for each in reports if each.change is _GAIN and self._layer.counts(each)}
        may_tie = len(gainers) > 1 and len({group[0].recorded_at for group in groups}) < len(groups)
        if may_tie:
            standing = standings(groups)
            groups.sort(key=lambda group: (group[0].recorded_at, standing.get(group[0].order[1], NO_STANDING)))
        if gainers and len(groups) > 1:
            groups.sort(key=lambda group: not _is_way_in(group[0], gainers))
        for group in groups:
            now = self._turn(now, apply_change(now, group, day, self._layer))
        if may_tie and now.since == day and is_tie(groups, self._layer):
            now = now._replace(rule=RuleId.BETTER_SOURCE)
        return now


def settle(
    reports: Collection[Report],
    layer: Layer,
    *,
    holder: str | None = None,
    opening_day: date | None = None,
) -> tuple[Segment, ...]:
    """The timeline of one unit in one layer: ascending, without overlap; the last segment of the present is open.

    All reports are of one unit. `holder` held it at the end of `opening_day`; None means that no opening state names
    one.
    """
    timeline = Timeline(layer, holder=holder, opening_day=opening_day)
    timeline.add(reports)
    return timeline.segments()


def _is_way_in(report: Report, gainers: set[str | None]) -> bool:
    change = report.change
    if change is _GAIN:
        return False
    if change is Change.DISPUTE or change is Change.SIEGE:
        return report.mover in gainers or report.mover is None
    return change is Change.WITHDRAWAL and report.loser is None


def _segment(course: Course, since: date, until: date | None) -> Segment:
    return Segment(course.side, course.state, since, until, course.rule, course.evidence)
