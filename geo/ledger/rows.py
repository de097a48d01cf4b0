"""The rows of one unit in one layer: its timeline as it was known at each instant, so that nothing is lost.

Knows ledger time: a row is recorded at the instant at which its news was published, and superseded at the instant at
which other news made it say something else. Rows are only added and closed; what was known at an earlier instant
stays readable.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property, partial
from operator import attrgetter
from typing import TYPE_CHECKING, cast

from geo.dates import KABUL, end_of_day
from geo.ledger.reports import Denial, Report
from geo.ledger.table import RuleId
from geo.ledger.timeline import Timeline
from geo.ledger.versions import History
from geo.model import Control
from geo.vocab import ControlState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from geo.ledger.opening import Opening
    from geo.ledger.settle import Layer
    from geo.ledger.table import SettlingTable
    from geo.ledger.units import UnitKey
    from geo.ledger.versions import Version

_ID_LENGTH = 16
_SEPARATOR = "\x1f"
_order = attrgetter("order")


@dataclass(frozen=True, kw_only=True)
class RowWriter:
    """Writes the rows of one unit in one layer from its reports."""

    key: UnitKey
    layer: Layer
    table: SettlingTable
    opening: Opening | None = None

    def begin(self) -> Writing:
        """The rows before any report: those of the opening state, if that names the unit."""
        return Writing(self)

    def unknown(self, day: date) -> Control:
        """The answer for a day of which nothing is known; it is no row of the ledger."""
        basis = self.layer.basis
        return Control(
            control_id=_hash((self._named, day.isoformat(), RuleId.NO_EVIDENCE)),
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

    def record(self, version: Version, size: int, superseded_at: datetime | None) -> Control:
        """A version as a record, with the first `size` pieces of its evidence."""
        segment = version.segment
        evidence = list(segment.evidence.upto(size))
        if version.control_id is None:
            version.control_id = self._control_id(version, evidence[: version.first_size])
        return Control(
            control_id=version.control_id,
            unit=self.key[0],
            unit_id=self.key[1],
            basis=self.layer.basis,
            side=segment.side,
            state=segment.state,
            valid_from=segment.valid_from,
            valid_to=segment.valid_to,
            recorded_at=version.recorded_at,
            superseded_at=superseded_at,
            rule=segment.rule,
            evidence=tuple(dict.fromkeys(evidence)),
            explanation=self._explain(segment.rule, segment.side, segment.valid_from),
        )

    def _control_id(self, version: Version, first: list[str]) -> str:
        """A hash of what the row said when it was recorded; evidence that came later does not change it."""
        segment, until = version.segment, version.segment.valid_to
        said = (segment.valid_from.isoformat(), until.isoformat() if until else "", segment.rule)
        begun = (self._named, version.recorded_at.isoformat(), segment.side or "", segment.state)
        return _hash((*begun, *said, *dict.fromkeys(first)))

    @cached_property
    def _named(self) -> str:
        """The beginning of what each row's id is made of."""
        return _SEPARATOR.join((*self.key, self.layer.basis))

    def _explain(self, rule: RuleId, side: str | None, day: date) -> str:
        return self.table.explain(
            rule,
            unit=self.key[0],
            unit_id=self.key[1],
            side=side,
            day=day,
            contested_days=self.layer.contested_days,
        )


class Writing:
    """The rows of one unit in one layer while news come in, in the order of supersession.

    Nothing is known before the opening state's own instant, so a report published earlier that day counts from then.
    A report that those who made it take back counts until then and no longer.
    """

    def __init__(self, writer: RowWriter) -> None:
        """Begin with the opening state, or with nothing."""
        opening = writer.opening
        holder = opening.holders.get(writer.key[1]) if opening and opening.unit is writer.key[0] else None
        self._begin = opening.recorded_at if opening and holder is not None else None
        self._blank = partial(Timeline, writer.layer, holder=holder, opening_day=opening.day if opening else None)
        self._timeline = self._blank()
        self._last: datetime | None = self._begin
        self._live: list[Report] = []
        self._can_strike = False
        self.history = History(writer.record, reach=writer.layer.contested_days)
        if self._begin is not None:
            self.history.advance(self._begin, 0, self._timeline.segments(), ())

    def can_follow(self, news: Iterable[Report | Denial]) -> bool:
        """Whether news can be taken in as they are: all of later instants, and none takes a report back."""
        return not self._can_strike and all(
            isinstance(each, Report) and (self._last is None or each.recorded_at > self._last) for each in news
        )

    def take(self, reports: Iterable[Report], denials: Iterable[Denial] = ()) -> None:
        """Take in news, instant by instant."""
        takers = [each for each in denials if each.can_take_back]
        self._can_strike = bool(takers)
        group: list[Report | Denial] = []
        news: list[Report | Denial] = [*reports, *takers]
        news.sort(key=_order)
        for each in news:
            instant = each.order[0]
            if self._begin is not None and instant < self._begin:
                instant = self._begin
            if group and instant != self._last:
                self._take_in(group)
                group = []
            self._last = instant
            group.append(each)
        if group:
            self._take_in(group)

    def _take_in(self, group: list[Report | Denial]) -> None:
        """What comes at the instant `_last`."""
        assert self._last is not None
        # Without a denial that can take back, all news are reports.
        came = cast("list[Report]", group)
        if self._can_strike:
            came = [each for each in group if isinstance(each, Report)]
            self._live += came
        news = [each.event_id for each in came]
        if self._can_strike and _strike(self._live, group):
            self._timeline = self._blank()
            came = self._live
        kept = self._timeline.add(came)
        self.history.advance(self._last, kept, self._timeline.segments(kept), news)


def _strike(live: list[Report], came: list[Report | Denial]) -> bool:
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


def known_instant(known_at: datetime | date | None) -> datetime | None:
    """The instant that `known_at` means: a day means its end in Kabul, None means now."""
    if known_at is None:
        return None
    if isinstance(known_at, datetime):
        return known_at.astimezone(KABUL)
    return end_of_day(known_at)


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256(_SEPARATOR.join(parts).encode()).hexdigest()[:_ID_LENGTH]
