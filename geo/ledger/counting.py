"""Which reports of a unit count at which instant: denials, decisions of people and later versions make that change.

Knows instants; settles nothing. A report comes in at `known_from` and goes at `until`; a denial takes it back or throws
doubt on it; where a source is preferred the others do not count.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.decision import Editorial, Preference
from geo.ledger.reports import Denial, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

_News = Report | Denial | Editorial | Preference


def is_plain(report: Report) -> bool:
    """Whether a report counts from its publication on, for good."""
    return report.since is None and report.until is None


@dataclass(slots=True)
class Moment:
    """What counts from an instant on.

    `came` are the reports that come in at it; with `is_growth` nothing else is changed, and the denials are those of
    the moment before, so that the reports can be added to what is settled. `was_set` says that people had set something
    just before.
    """

    instant: datetime
    came: list[Report] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    denials: list[Denial] = field(default_factory=list)
    editorials: list[Editorial] = field(default_factory=list)
    is_growth: bool = False
    was_set: bool = False


class Counting:
    """The news of one unit over ledger time."""

    def __init__(self, news: Iterable[_News], *, begin: datetime | None = None) -> None:
        """Take all news; nothing counts before `begin`."""
        self._changes: dict[datetime, tuple[list[_News], list[_News]]] = {}
        for each in news:
            start = each.known_from if isinstance(each, (Report, Denial)) else each.since
            until = each.until if isinstance(each, (Report, Denial)) else None
            if until is not None and (until <= start or (begin is not None and until <= begin)):
                continue
            at = start if begin is None else max(start, begin)
            self._changes.setdefault(at, ([], []))[0].append(each)
            if until is not None:
                self._changes.setdefault(until, ([], []))[1].append(each)

    def moments(self) -> Iterator[Moment]:
        """Every instant at which something changes, ascending."""
        live: list[_News] = []
        counted: list[Report] = []
        denials: list[Denial] = []
        was_set = False
        for instant in sorted(self._changes):
            came, went = self._changes[instant]
            live = [each for each in live if not any(each is gone for gone in went)] + came if went else live + came
            moment = _moment(instant, live)
            # The order of dictionaries and of supersession differ: what came is told in that of the reports.
            arrived = [each for each in moment.reports if any(each is one for one in came)]
            others = any(not isinstance(each, Report) for each in came)
            moment.came = arrived
            moment.is_growth = not went and not others and len(counted) + len(arrived) == len(moment.reports)
            moment.is_growth = moment.is_growth and moment.denials == denials
            moment.was_set = was_set
            was_set, counted, denials = bool(moment.editorials), moment.reports, moment.denials
            yield moment


def _moment(instant: datetime, live: list[_News]) -> Moment:
    """What counts of all that is known at an instant."""
    denials = [each for each in live if isinstance(each, Denial)]
    preferences = [each for each in live if isinstance(each, Preference)]
    reports = [each for each in live if isinstance(each, Report)]
    if denials:
        takers = [each for each in denials if any(map(each.takes_back, reports))]
        reports = [each for each in reports if not any(denial.takes_back(each) for denial in takers)]
        denials = [each for each in denials if each not in takers]  # who takes back a report speaks of that one alone
    for each in preferences:
        reports = list(_preferred(reports, each))
    return Moment(
        instant=instant,
        reports=sorted(reports, key=lambda each: each.order),
        denials=sorted(denials, key=lambda each: each.order),
        editorials=[each for each in live if isinstance(each, Editorial)],
    )


def _preferred(reports: list[Report], preference: Preference) -> Iterator[Report]:
    """The reports that count beside a preference: in its days only those of its source, if that says anything there."""

    def is_inside(report: Report) -> bool:
        first, last = preference.first_day, preference.last_day
        return (first is None or report.day >= first) and (last is None or report.day <= last)

    speaks = any(each.outlet == preference.source and is_inside(each) for each in reports)
    return (each for each in reports if not speaks or not is_inside(each) or each.outlet == preference.source)
