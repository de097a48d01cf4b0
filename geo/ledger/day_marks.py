"""How a unit stood in one layer before a day, kept so that news of later days are settled from there.

Knows how such a mark is written as one line of JSON and read back, which of many are worth keeping, and which of them
news may begin from; settles nothing and knows no SQL. The days of the marks lie the wider apart the further they are
back, so that there are few of them, and what is settled anew is at most some times what the news change.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from geo.dates import KABUL
from geo.ledger.kept import pack, unpack_report
from geo.ledger.settle import Course
from geo.ledger.table import RuleId
from geo.ledger.timeline import Base
from geo.ledger.trail import EMPTY, Trail
from geo.vocab import ControlState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.ledger.reports import Report
    from geo.ledger.timeline import Timeline

LEAST_REPORTS = 16
"""A mark has at least so many reports behind it, and the next one at least so many more."""
LEAST_DAYS = timedelta(days=14)
"""A mark lies at least so long before the last day: most news are of the last week, and look back another week."""


class Mark(NamedTuple):
    """How a unit stood in one layer before the day of the base (None: from its first report on).

    It says what is known from the instant `known` on (None: from the first), and `before` how many reports stand on the
    days before it.
    """

    base: Base | None
    known: datetime | None
    before: int


ROOT = Mark(None, None, 0)
"""Nothing is settled before it."""


def new_marks(
    timeline: Timeline, after: date | None, changes: Sequence[tuple[datetime, date | None]]
) -> Iterator[Mark]:
    """The marks of a timeline from its beginning to its last day, the last day first.

    All lie behind the day `after`, that of an opening state. `changes` are the first days that were changed at each
    instant.
    """
    days = list(timeline.days())
    total = sum(count for _, count in days)
    counted, wanted = 0, LEAST_REPORTS
    for day, count in days[:-1]:
        counted += count
        if counted < wanted or day > days[0][0] - LEAST_DAYS:
            continue
        if after is not None and day <= after:
            return
        known = max((instant for instant, first in changes if first is not None and first < day), default=None)
        yield Mark(timeline.base_at(day), known, total - counted)
        wanted = 2 * counted


def next_mark(timeline: Timeline, before: int, known: datetime, after: date | None) -> Mark | None:
    """The mark to set behind the one from which a timeline began; None while too little has come since.

    So many reports stand `before` that one. All marks lie behind the day `after`, that of an opening state.
    """
    days = list(timeline.days())
    total = sum(count for _, count in days)
    counted = 0
    for day, count in days:
        counted += count
        if counted < LEAST_REPORTS or day > days[0][0] - LEAST_DAYS:
            continue
        is_far = total - counted >= LEAST_REPORTS and (after is None or day > after)
        return Mark(timeline.base_at(day), known, before + total - counted) if is_far else None
    return None


def to_drop(sizes: Sequence[int]) -> list[int]:
    """Which of some marks are dispensable, by how many reports lie behind each, ascending.

    Of the kept ones the next but one has more than twice as many behind it.

    >>> to_drop([16, 20, 30, 35, 100])
    [1]
    """
    dropped: list[int] = []
    kept = 0
    for place in range(1, len(sizes) - 1):
        if sizes[place + 1] <= 2 * sizes[kept]:
            dropped.append(place)
        else:
            kept = place
    return dropped


def lowest_day(reports: Iterable[Report], reach: timedelta) -> date:
    """The first day that reports may change by themselves, if votes reach so far back."""
    lowest = date.max
    for each in reports:
        lowest = min(lowest, each.day - reach, each.first_day or each.day)
    return lowest


def pack_base(base: Base | None) -> str:
    """A base as one line of JSON; "" for none."""
    if base is None:
        return ""
    course = base.course
    told = {
        "side": course.side,
        "state": course.state,
        "since": _iso(course.since),
        "rule": course.rule,
        "evidence": list(course.evidence),
        "held": None if course.held == course.evidence else list(course.held),
        "lapses": _iso(course.lapses),
        "claims": [[side, _iso(order[0]), *order[1:], event] for side, order, event in course.claims],
        "waiting": [[_iso(day), *map(pack, reports)] for day, reports in base.waiting],
        "anchors": sorted(pack(each) for each in base.anchors),
    }
    return json.dumps(told, ensure_ascii=True, separators=(",", ":"))


def unpack_base(floor: str, line: str) -> Base | None:
    """The base before the day `floor` that `pack_base` wrote.

    Raises:
        ValueError, KeyError, TypeError: It is none.
    """
    if not line:
        return None
    told = json.loads(line)
    evidence = EMPTY.plus(told["evidence"])
    course = Course(
        side=told["side"],
        state=ControlState(told["state"]),
        since=_day(told["since"]),
        rule=RuleId(told["rule"]),
        evidence=evidence,
        held=evidence if told["held"] is None else EMPTY.plus(told["held"]),
        lapses=_day(told["lapses"]),
        claims=Trail.of(map(_claim, told["claims"])),
    )
    waiting = tuple((date.fromisoformat(day), tuple(map(unpack_report, lines))) for day, *lines in told["waiting"])
    return Base(date.fromisoformat(floor), course, waiting, tuple(map(unpack_report, told["anchors"])))


def _claim(told: Sequence[Any]) -> tuple[str | None, tuple[datetime, str, int, str], str]:
    side, recorded_at, sha256, offset, order_event, event = told
    return side, (datetime.fromisoformat(recorded_at).astimezone(KABUL), sha256, offset, order_event), event


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None


def _iso(moment: date | None) -> str | None:
    return moment.isoformat() if moment is not None else None
