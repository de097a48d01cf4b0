"""The timeline of one unit in one layer, kept up as reports come in.

Knows on which day each report stands and in which order; what a report does is `geo.ledger.settle`'s to say. The
result is a function of the set of reports: the order in which they are given never matters. Only the days from the
first one touched are settled anew, and a timeline can begin at a day, from how it stood before (`Base`).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from datetime import date, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from geo.ledger.one_day import OneDay
from geo.ledger.reports import Change
from geo.ledger.retelling import Kin, Wide
from geo.ledger.settle import Course, Segment, apply_change, deny_change, lapse, open_course
from geo.ledger.table import RuleId
from geo.ledger.told import Told
from geo.ledger.trail import EMPTY
from geo.ledger.votes import SAME_CHANGE, Heard, Votes
from geo.vocab import ControlState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from geo.ledger.reports import Alike, Denial, Report
    from geo.ledger.settle import Layer

_UNHEARD = Heard.NOTHING
_GAIN = Change.GAIN  # looking a member up in its class takes longer than what is asked of it
_VOTED = frozenset({Change.GAIN, Change.WITHDRAWAL})
_order = attrgetter("order")

Waiting = tuple[tuple[date, tuple["Report", ...]], ...]
"""Reports whose day most sources give otherwise, with the day on which they stand."""

_Choice = tuple["Alike", date]
"""A change that was asked for, and the day on which it stands by the votes."""
_Mark = tuple[int, Course, Waiting]
"""How it stood behind a day: how many segments were closed, the course, and what waits for a later day."""


class Base(NamedTuple):
    """How a unit stood in one layer before the day `floor`: the course, and what waits for that day or a later one.

    `anchors` are, of each change, the last report before that day which others may retell.
    """

    floor: date
    course: Course
    waiting: Waiting
    anchors: tuple[Report, ...]


class BelowFloorError(Exception):
    """News change days before the one at which a timeline begins."""


class Timeline:
    """Who held one unit, settled from its reports in one layer.

    `holder` is who held the unit at the end of `opening_day` (None: no opening state names one). With a `base`, which
    lies behind the opening day, it begins there: its first segment is the one that stood then, and what was reported
    before is not needed but for `load`.
    """

    def __init__(
        self,
        layer: Layer,
        *,
        holder: str | None = None,
        opening_day: date | None = None,
        denials: Sequence[Denial] = (),
        base: Base | None = None,
    ) -> None:
        """Begin with the opening state, or with nothing. `denials` are those that may throw doubt on a gain."""
        self.changed_from: date | None = None
        """The first day that the reports which were added last have changed (None: none)."""
        self._floor = base.floor if base is not None else date.min
        self._is_loading = False
        self._layer = layer
        self._denials = denials
        self._votes = Votes(layer)
        self._looks: list[date] = []  # the days on which the votes were asked, ascending,
        self._chosen: list[tuple[_Choice, ...]] = []  # and what they said
        self._holder = holder
        self._opening_day = opening_day if holder is not None else None
        self._days: list[date] = []
        self._told: list[list[Report]] = []  # of each day
        self._marks: list[_Mark] = []
        self._closed: list[Segment] = []
        self._latest: tuple[Course, OneDay] | None = None  # the day that was settled last, and what stood before it
        self._kin: dict[Alike, Kin] = {}
        self._past: list[Report] = []
        self._start: _Mark = (0, base.course, base.waiting) if base is not None else (0, Course(), ())
        if base is not None:
            self.load(base.anchors)
        elif self._opening_day is not None:
            self._days.append(self._opening_day)
            self._told.append([])
            self._settle_from(0)

    def load(self, reports: Collection[Report]) -> None:
        """Take in what the base was settled with: those of days before it are only there to be retold."""
        self._is_loading = True
        for when, _ in self._start[2]:
            self._open_day(when)
        self.add(reports)
        self._is_loading = False

    def add(self, reports: Collection[Report]) -> int:
        """Take in reports and settle anew; returns how many leading segments are surely as before.

        Raises:
            BelowFloorError: They change days before the base. The timeline is of no use any more.
        """
        first = touched = 0 if self._is_loading else len(self._days)
        for report in sorted(reports, key=_order) if len(reports) > 1 else reports:
            if not report.historical:
                first = min(first, self._place(report))
                if report.change in _VOTED:
                    heard = self._votes.add(report)
                    self._check(report.day - SAME_CHANGE)
                    looks = self._looks
                    place = bisect_left(looks, report.day - SAME_CHANGE)
                    if place < len(looks) and looks[place] <= report.day:
                        touched = min(touched, bisect_left(self._days, looks[place]))
                        if heard is not _UNHEARD:
                            first = min(first, self._chosen_anew(place, report, heard))
            elif report.change is _GAIN and self._layer.counts(report):
                insort(self._past, report, key=lambda each: (each.first_day or each.day, each.order))
        touched = min(touched, first)
        self.changed_from = self._days[touched] if touched < len(self._days) else None
        kept = self._settle_from(first)
        return 0 if self._past else kept

    def _chosen_anew(self, place: int, report: Report, heard: Heard) -> int:
        """The number of the first day, from look number `place` on, on which the votes say otherwise by a report."""
        looks, alike = self._looks, report.alike
        while place < len(looks) and looks[place] <= report.day:
            day = looks[place]
            for asked, chosen in self._chosen[place]:
                if (heard is Heard.DAY or asked == alike) and self._votes.day_of(asked, day) != chosen:
                    return bisect_left(self._days, day)
            place += 1
        return len(self._days)

    def base_at(self, floor: date) -> Base:
        """How it stands before a day that lies behind the opening day, as a base from which to begin."""
        index = bisect_left(self._days, floor)
        _, course, waiting = self._marks[index - 1] if index else self._start
        anchors = (kin.last_sharp_before(floor) for kin in self._kin.values())
        return Base(floor, course, waiting, tuple(each for each in anchors if each is not None))

    def days(self) -> Iterator[tuple[date, int]]:
        """The days from the last to the first (none before the base), with how many reports stand on each."""
        yield from zip(reversed(self._days), map(len, reversed(self._told)), strict=True)

    @property
    def has_past(self) -> bool:
        """Whether it holds changes of the past at their own closed spans."""
        return bool(self._past)

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
            nearer = max if wide.report.first_day is None else min
            target = nearer(wide.day, sharp.day) if wide.is_anchored else sharp.day
            wide.is_anchored = True
            if target != wide.day:
                self._check(wide.day)
                if wide.day >= self._floor:
                    self._told[bisect_left(self._days, wide.day)].remove(wide.report)
                    self._latest = None
                self._put(wide.report, target)
                first = min(first, wide.day, target)
                wide.day = target
        return first

    def _put(self, report: Report, day: date) -> int:
        """Put a report on a day, by its order; returns the day's number."""
        days = self._days
        if day < self._floor:
            self._check(day)
            return 0
        if not days or days[-1] < day:  # the ordinary course: news of a later day
            days.append(day)
            self._told.append([report])
            return len(days) - 1
        index = self._open_day(day)
        reports = self._told[index]
        if reports and report.order < reports[-1].order:
            self._latest = None
            insort(reports, report, key=_order)
        else:
            reports.append(report)
        return index

    def _open_day(self, day: date) -> int:
        """See that a day has a place, be it without a report of its own; returns its number."""
        days = self._days
        index = bisect_left(days, day)
        if index == len(days) or days[index] != day:
            if index < len(self._marks):
                self._forget_from(index)
            days.insert(index, day)
            self._told.insert(index, [])
        return index

    def _check(self, day: date) -> None:
        """See that a day which changes lies behind the base.

        Raises:
            BelowFloorError: It does not.
        """
        if day < self._floor and not self._is_loading:
            raise BelowFloorError

    def _settle_from(self, start: int) -> int:
        """Settle all days from day number `start` on; returns the number of segments that ended before."""
        kept, now, waiting = self._forget_from(start)
        if start < len(self._days):
            look = bisect_left(self._looks, self._days[start])
            del self._looks[look:]
            del self._chosen[look:]
        place = start
        while place < len(self._days):  # a day on which what waits is to stand may be opened on the way
            day = self._days[place]
            late = []
            if waiting:
                late = [each for when, reports in waiting if when == day for each in reports]
                waiting = tuple(each for each in waiting if each[0] > day)
            now, later = self._settle_day(now, day, late, self._told[place])
            if later:
                for when, _ in later:
                    self._open_day(when)
                waiting = (*waiting, *later)
            self._marks.append((len(self._closed), now, waiting))
            place += 1
        return kept

    def _forget_from(self, index: int) -> _Mark:
        """Drop what was settled from day number `index` on; the mark behind each day tells how it stood then."""
        mark = self._marks[index - 1] if index else self._start
        if index < len(self._marks):
            del self._marks[index:]
            del self._closed[mark[0] :]
        return mark

    def _settle_day(self, now: Course, day: date, late: list[Report], told: list[Report]) -> tuple[Course, Waiting]:
        """How it stands behind a day, and the reports that stand with a later one. Those that are `late` go first."""
        if late:
            self._latest = None
        reports = [*late, *told] if late else told
        latest, self._latest = self._latest, None
        is_so_far = latest is not None and latest[0] is now and latest[1].day == day
        one_day, begun = latest[1] if latest is not None and is_so_far else None, now
        if now.lapses is not None and now.lapses <= day:
            now = self._turn(now, lapse(now))
        if one_day is None and len(reports) == 1:  # most days
            return self._settle_alone(now, day, reports[0])
        if one_day is None:
            one_day = OneDay(now, day, self._layer, self._denied if self._denials else None)
        for report in reports[one_day.size :]:
            one_day.add(report)
        later = self._put_off(one_day)
        if not later and not late:
            self._latest = begun, one_day
        now = self._turn(*one_day.settle())
        return self._open(now, day), later

    def _settle_alone(self, now: Course, day: date, report: Report) -> tuple[Course, Waiting]:
        """How it stands behind the day of a single report, where that does not stand with a later one."""
        if _would_change(now, report):
            chosen = self._votes.day_of(report.alike, day)
            self._looks.append(day)
            self._chosen.append(((report.alike, chosen),))
            if chosen > day:
                return self._open(now, day), ((chosen, (report,)),)
        elif report.change is _GAIN and not self._denials:  # it bears out who holds it
            return self._open(now.add((report,)) if self._layer.counts(report) else now, day), ()
        told = Told(report, self._layer)
        denied = self._denied(now, told, day) if self._denials else None
        return self._open(self._turn(now, denied or apply_change(now, told, day, self._layer)), day), ()

    def _open(self, now: Course, day: date) -> Course:
        """How it stands once the opening state, if it is of that day, has decided."""
        if day == self._opening_day and self._holder is not None:
            return self._turn(now, open_course(self._holder, day))
        return now

    def _put_off(self, one_day: OneDay) -> Waiting:
        """Take out the reports of a change that most sources date later, with the day on which they stand.

        Only what would begin a new state is asked for; a report that confirms stands where it is.
        """
        now = one_day.before
        alikes = [each.first.alike for each in one_day.changes() if _would_change(now, each.first)]
        if not alikes:
            return ()
        choices = tuple((alike, self._votes.day_of(alike, one_day.day)) for alike in sorted(alikes, key=str))
        self._looks.append(one_day.day)
        self._chosen.append(choices)
        return tuple((chosen, tuple(one_day.take_out(alike))) for alike, chosen in choices if chosen > one_day.day)

    def _denied(self, now: Course, told: Told, day: date) -> Course | None:
        """What becomes of a gain all reports of which are denied later: it is contested; None where they are not."""
        if told.first.change is not _GAIN:
            return None
        within = self._layer.contested_days
        denials = [each for each in self._denials if any(each.contests(report, within) for report in told.counting)]
        if denials and all(any(each.contests(report, within) for each in denials) for report in told.counting):
            return deny_change(now, told.counting, denials, day, self._layer)
        return None

    def _turn(self, now: Course, following: Course) -> Course:
        """Close what ended; what lasted no day at all leaves no trace."""
        if following.since != now.since and now.since is not None:
            self._closed.append(_segment(now, now.since, following.since))
        return following


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


def _would_change(now: Course, report: Report) -> bool:
    """Whether a report of a change of holder would begin a new state, rather than bear out the present one."""
    if report.change not in _VOTED:
        return False
    if report.change is _GAIN:
        return now.state is not ControlState.CONTROLLED or now.side != report.mover
    return now.side is not None and report.loser in {None, now.side}


def _segment(course: Course, since: date, until: date | None) -> Segment:
    return Segment(course.side, course.state, since, until, course.rule, course.evidence)
