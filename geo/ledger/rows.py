"""The rows of one unit in one layer: its timeline as it was known at each instant, so that nothing is lost.

Knows ledger time: a row is recorded at the instant at which its news was published, and superseded at the instant at
which other news made it say something else. Rows are only added and closed; what was known at an earlier instant
stays readable.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING

from geo.dates import end_of_day
from geo.ledger.reports import Denial, Report
from geo.ledger.table import RuleId
from geo.ledger.timeline import Timeline
from geo.model import Control
from geo.vocab import ControlState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from geo.ledger.opening import Opening
    from geo.ledger.reports import Order
    from geo.ledger.settle import Layer, Segment
    from geo.ledger.table import SettlingTable
    from geo.ledger.units import UnitKey

_ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class _Version:
    """A row while it is written: the segment, since when it is known, and when it was superseded."""

    segment: Segment
    recorded_at: datetime
    superseded_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowWriter:
    """Writes the rows of one unit in one layer from its reports."""

    key: UnitKey
    layer: Layer
    table: SettlingTable
    opening: Opening | None = None

    def write(self, reports: Sequence[Report], denials: Sequence[Denial] = ()) -> tuple[Control, ...]:
        """All rows, by `recorded_at`, then `valid_from`. `reports` and `denials` stand in the order of supersession.

        A report that those who made it take back counts until then and no longer.

        Nothing is known before the opening state's own instant, so a report published earlier that day counts from
        then.
        """
        opening = self.opening
        holder = opening.holders.get(self.key[1]) if opening and opening.unit is self.key[0] else None
        begin = opening.recorded_at if opening and holder is not None else None
        blank = partial(Timeline, self.layer, holder=holder, opening_day=opening.day if opening else None)
        timeline = blank()
        standing = [_Version(each, begin) for each in timeline.segments()] if begin else []
        done: list[_Version] = []
        live: list[Report] = []
        takers = [each for each in denials if each.can_take_back]
        news: Iterable[Report | Denial] = merge(reports, takers, key=_order) if takers else reports
        for instant, group in groupby(news, key=lambda each: max(each.order[0], begin or each.order[0])):
            came = tuple(group)
            live.extend(each for each in came if isinstance(each, Report))
            if _strike(live, came):
                timeline = blank()
                kept = timeline.add(live)
            else:
                kept = timeline.add(each for each in came if isinstance(each, Report))
            wanted = timeline.segments(kept)
            former = {version.segment: version for version in standing[kept:]}
            gone = former.keys() - set(wanted)
            done.extend(replace(former[segment], superseded_at=instant) for segment in gone)
            standing[kept:] = [former.get(segment) or _Version(segment, instant) for segment in wanted]
        rows = (self._row(each) for each in (*done, *standing))
        return tuple(sorted(rows, key=lambda row: (row.recorded_at, row.valid_from, row.control_id)))

    def unknown(self, day: date) -> Control:
        """The answer for a day of which nothing is known; it is no row of the ledger."""
        basis = self.layer.basis
        return Control(
            control_id=_hash((*self.key, basis, day, RuleId.NO_EVIDENCE)),
            unit=self.key[0],
            unit_id=self.key[1],
            basis=basis,
            side=None,
            state=ControlState.UNKNOWN,
            valid_from=day,
            valid_to=day + timedelta(days=1),
            recorded_at=end_of_day(day),
            superseded_at=None,
            rule=RuleId.NO_EVIDENCE,
            evidence=(),
            explanation=self._explain(RuleId.NO_EVIDENCE, None, day),
        )

    def _row(self, version: _Version) -> Control:
        segment = version.segment
        return Control(
            control_id=self._control_id(segment, version.recorded_at),
            unit=self.key[0],
            unit_id=self.key[1],
            basis=self.layer.basis,
            side=segment.side,
            state=segment.state,
            valid_from=segment.valid_from,
            valid_to=segment.valid_to,
            recorded_at=version.recorded_at,
            superseded_at=version.superseded_at,
            rule=segment.rule,
            evidence=segment.evidence,
            explanation=self._explain(segment.rule, segment.side, segment.valid_from),
        )

    def _control_id(self, segment: Segment, recorded_at: datetime) -> str:
        said = (segment.side, segment.state, segment.valid_from, segment.valid_to, segment.rule, *segment.evidence)
        return _hash((*self.key, self.layer.basis, recorded_at.isoformat(), *said))

    def _explain(self, rule: RuleId, side: str | None, day: date) -> str:
        return self.table.explain(
            rule,
            unit=self.key[0],
            unit_id=self.key[1],
            side=side,
            day=day,
            contested_days=self.layer.contested_days,
        )


def _order(each: Report | Denial) -> Order:
    return each.order


def _strike(live: list[Report], came: tuple[Report | Denial, ...]) -> bool:
    """Strike from `live` what the denials among `came` take back; whether there was any."""
    denials = [each for each in came if isinstance(each, Denial)]
    left = [each for each in live if not any(denial.takes_back(each) for denial in denials)] if denials else live
    struck = len(left) < len(live)
    if struck:
        live[:] = left
    return struck


def row_on(rows: tuple[Control, ...], day: date) -> Control | None:
    """The row that covers `day`, of rows that ascend by `valid_from` without overlap; None where none does."""
    index = bisect_right(rows, day, key=lambda row: row.valid_from) - 1
    if index < 0:
        return None
    row = rows[index]
    return row if row.valid_to is None or day < row.valid_to else None


def standing_rows(rows: Iterable[Control], known_at: datetime | None) -> tuple[Control, ...]:
    """The rows that stand at `known_at` (None: now), ascending by `valid_from`.

    A row is known from `recorded_at`, inclusive, until `superseded_at`, exclusive. It is given as it was written
    then, without what superseded it later, so that later news changes no earlier answer.
    """
    if known_at is None:
        found = [row for row in rows if row.superseded_at is None]
    else:
        found = [
            replace(row, superseded_at=None)
            for row in rows
            if row.recorded_at <= known_at and (row.superseded_at is None or known_at < row.superseded_at)
        ]
    return tuple(sorted(found, key=lambda row: row.valid_from))


def known_instant(known_at: datetime | date | None) -> datetime | None:
    """The instant that `known_at` means: a day means its end in Kabul, None means now."""
    if known_at is None or isinstance(known_at, datetime):
        return known_at
    return end_of_day(known_at)


def _hash(parts: Iterable[object]) -> str:
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:_ID_LENGTH]
