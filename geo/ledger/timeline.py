"""The timeline of one unit in one layer, kept up as reports come in.

Knows on which day each report stands and in which order; what a report does is `geo.ledger.settle`'s to say. The
result is a function of the set of reports: the order in which they are given never matters. Only the days from the
first one touched are settled anew.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from geo.ledger.reports import Change
from geo.ledger.settle import Course, Segment, apply_change, lapse, open_course
from geo.ledger.table import RuleId
from geo.ledger.ties import NO_STANDING, is_tie, standings
from geo.ledger.trail import EMPTY
from geo.vocab import ControlState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from geo.ledger.reports import Order, Report
    from geo.ledger.settle import Layer

_GAIN = Change.GAIN  # looking a member up in its class takes longer than what is asked of it
_Alike = tuple[Change, str | None, str | None]


@dataclass(slots=True)
class _Wide:
    """A report that gives a span, the day on which it stands, and whether a sharper one holds it there."""

    report: Report
    day: date
    is_anchored: bool


class _Kin:
    """The reports of one change: those that count, and those that give a span; both ascending by their own day."""

    __slots__ = ("_sharp", "_sharp_days", "_wide", "_wide_days")

    def __init__(self) -> None:
        """Begin without a report. The days stand in lists of their own: searching those is fast."""
        self._sharp: list[Report] = []
        self._sharp_days: list[date] = []
        self._wide: list[_Wide] = []
        self._wide_days: list[date] = []

    def add_sharp(self, report: Report) -> None:
        """Take in a report that others may be retellings of."""
        place = bisect_right(self._sharp_days, report.day)
        self._sharp_days.insert(place, report.day)
        self._sharp.insert(place, report)

    def add_wide(self, wide: _Wide) -> None:
        """Take in a report that may be a retelling."""
        place = bisect_right(self._wide_days, wide.report.day)
        self._wide_days.insert(place, wide.report.day)
        self._wide.insert(place, wide)

    def first_within(self, wide: Report) -> date | None:
        """The day of the first sharper report inside the days of this one."""
        if wide.first_day == wide.day:
            return None
        start = bisect_left(self._sharp_days, wide.first_day) if wide.first_day is not None else 0
        for place in range(start, bisect_right(self._sharp_days, wide.day)):
            if _is_within(self._sharp[place], wide):
                return self._sharp_days[place]
        return None

    def around(self, sharp: Report) -> list[_Wide]:
        """The reports whose days hold those of a sharper one."""
        start = bisect_left(self._wide_days, sharp.day)
        if start == len(self._wide):
            return []
        return [each for each in self._wide[start:] if _is_within(sharp, each.report)]


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
        self._by_day: dict[date, list[Report]] = {}
        self._marks: list[tuple[int, Course]] = []
        self._closed: list[Segment] = []
        self._kin: dict[_Alike, _Kin] = {}
        self._past: list[Report] = []
        if self._opening_day is not None:
            self._reports_of(self._opening_day)
            self._settle_from(self._opening_day)

    def add(self, reports: Iterable[Report]) -> int:
        """Take in reports and settle anew; returns how many leading segments are surely as before."""
        first: date | None = None
        for report in sorted(reports, key=_order):
            if not report.historical:
                day = self._place(report)
                first = day if first is None or day < first else first
            elif report.change is Change.GAIN and self._layer.counts(report):
                insort(self._past, report, key=lambda each: (each.first_day or each.day, each.order))
        kept = self._settle_from(first) if first is not None else len(self._closed)
        return 0 if self._past else kept

    def segments(self, skip: int = 0) -> tuple[Segment, ...]:
        """The timeline from its segment number `skip` on, ascending, without overlap.

        The last segment of the present course of events is open; an unsettled dispute is followed by its lapse.
        """
        now = self._marks[-1][1] if self._marks else Course()
        first = 0 if self._past else skip
        present = self._closed[first:]
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

    def _place(self, report: Report) -> date:
        """Put a report on its day; returns the first day that changes.

        A report that gives a span ("earlier this month") stands with the first sharper report of the same change inside
        the span, if there is one: it retells that change and is no second one.
        """
        alike = _alike(report)
        kin = self._kin.get(alike)
        if kin is None:
            kin = self._kin[alike] = _Kin()
        anchor = kin.first_within(report)
        first = day = self._put(report, report.day if anchor is None else anchor)
        if report.first_day is not None and self._layer.counts(report):
            kin.add_sharp(report)
            first = self._draw_in(report, kin, day)
        if report.first_day != report.day:
            kin.add_wide(_Wide(report, day, is_anchored=anchor is not None))
        return first

    def _draw_in(self, sharp: Report, kin: _Kin, first: date) -> date:
        """Move the reports of a span that holds a newly come sharper one to its day; returns the first day changed."""
        for wide in kin.around(sharp):
            target = min(wide.day, sharp.day) if wide.is_anchored else sharp.day
            wide.is_anchored = True
            if target != wide.day:
                self._by_day[wide.day].remove(wide.report)
                first = min(first, wide.day, self._put(wide.report, target))
                wide.day = target
        return first

    def _put(self, report: Report, day: date) -> date:
        reports = self._reports_of(day)
        if not reports or reports[-1].order < report.order:
            reports.append(report)
        else:
            insort(reports, report, key=_order)
        return day

    def _reports_of(self, day: date) -> list[Report]:
        reports = self._by_day.get(day)
        if reports is None:
            index = bisect_left(self._days, day)
            if index < len(self._marks):
                self._forget_from(index)
            self._days.insert(index, day)
            reports = self._by_day[day] = []
        return reports

    def _settle_from(self, day: date) -> int:
        """Settle all days from `day` on; returns the number of segments that ended before."""
        start = bisect_left(self._days, day)
        kept, now = self._forget_from(start)
        for place in range(start, len(self._days)):
            now = self._settle_day(now, self._days[place])
            self._marks.append((len(self._closed), now))
        return kept

    def _forget_from(self, index: int) -> tuple[int, Course]:
        """Drop what was settled from day number `index` on; the mark behind each day tells how it stood then."""
        kept, now = self._marks[index - 1] if index else (0, Course())
        del self._marks[index:]
        del self._closed[kept:]
        return kept, now

    def _settle_day(self, now: Course, day: date) -> Course:
        if now.lapses is not None and now.lapses <= day:
            now = self._turn(now, lapse(now))
        reports = self._by_day[day]
        if len(reports) == 1:
            now = self._turn(now, apply_change(now, reports, day, self._layer))
        elif reports:
            groups = self._groups(reports)
            for group in groups:
                now = self._turn(now, apply_change(now, group, day, self._layer))
            if now.since == day and is_tie(groups, self._layer):
                now = now._replace(rule=RuleId.BETTER_SOURCE)
        if day == self._opening_day and self._holder is not None:
            now = self._turn(now, open_course(self._holder, day))
        return now

    def _turn(self, now: Course, following: Course) -> Course:
        """Close what ended; what lasted no day at all leaves no trace."""
        if following.since != now.since and now.since is not None:
            self._closed.append(_segment(now, now.since, following.since))
        return following

    def _groups(self, reports: list[Report]) -> list[list[Report]]:
        """The day's reports, those of the same change together, in the order of the first report of each.

        A dispute, a siege or a withdrawal of nobody named goes before a gain of the same day by the same side: it is
        the way in. Where documents of one instant contradict each other, the better standing goes last and so decides.
        """
        groups: dict[_Alike, list[Report]] = {}
        for report in reports:
            groups.setdefault(_alike(report), []).append(report)
        gainers = {each.mover for each in reports if each.change is _GAIN and self._layer.counts(each)}
        found = list(groups.values())
        standing = standings(found) if len(gainers) > 1 else {}
        return sorted(
            found,
            key=lambda group: (
                not _is_way_in(group[0], gainers),
                group[0].recorded_at,
                standing.get(group[0].order[1], NO_STANDING),
                group[0].order,
            ),
        )


def settle(
    reports: Iterable[Report],
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


def _order(report: Report) -> Order:
    return report.order


def _alike(report: Report) -> _Alike:
    """What makes two reports tell the same change."""
    return (report.change, report.mover, report.loser if report.change is Change.WITHDRAWAL else None)


def _is_way_in(report: Report, gainers: set[str | None]) -> bool:
    if report.change in {Change.DISPUTE, Change.SIEGE}:
        return report.mover in gainers or (report.mover is None and bool(gainers))
    return report.change is Change.WITHDRAWAL and report.loser is None and bool(gainers)


def _is_within(sharp: Report, wide: Report) -> bool:
    """Whether the days of `sharp` lie inside those of `wide` and are fewer."""
    if sharp.first_day is None or wide.first_day == wide.day or sharp.day > wide.day:
        return False
    if wide.first_day is None:
        return True
    return sharp.first_day >= wide.first_day and sharp.day - sharp.first_day < wide.day - wide.first_day


def _segment(course: Course, since: date, until: date | None) -> Segment:
    return Segment(course.side, course.state, since, until, course.rule, course.evidence)
