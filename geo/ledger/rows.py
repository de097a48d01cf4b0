"""The rows of one unit in one layer: its timeline as it was known at each instant, so that nothing is lost.

Knows ledger time: a row is recorded at the instant at which its news was published, and superseded at the instant at
which other news made it say something else. Rows are only added and closed; what was known at an earlier instant
stays readable.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property, partial
from operator import attrgetter
from typing import TYPE_CHECKING, TypedDict

from geo.dates import KABUL, end_of_day
from geo.decision import Editorial
from geo.ledger.counting import Counting, is_plain
from geo.ledger.day_marks import ROOT, new_marks
from geo.ledger.editorial import decision_of, set_over
from geo.ledger.reports import Report
from geo.ledger.table import RuleId
from geo.ledger.timeline import Timeline
from geo.ledger.versions import History
from geo.model import Control
from geo.vocab import ControlState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from geo.decision import Preference
    from geo.ledger.day_marks import Mark
    from geo.ledger.opening import Opening
    from geo.ledger.reports import Denial
    from geo.ledger.settle import Layer
    from geo.ledger.table import SettlingTable
    from geo.ledger.timeline import Base
    from geo.ledger.units import UnitKey
    from geo.ledger.versions import Standing, Version
    from geo.wording import Wording


class Told(TypedDict):
    """The rule's sentence of a row, in English and before it is in words."""

    explanation: str
    told: Wording


_ID_LENGTH = 16
_SEPARATOR = "\x1f"
_order = attrgetter("order")


@dataclass(frozen=True, kw_only=True)
class RowWriter:
    """Writes the rows of one unit in one layer from its reports.

    `cited` are the decisions that changed events, `movers` the sides that act in them, both by event id. With
    `with_marks` it is kept which days each instant has changed.
    """

    key: UnitKey
    layer: Layer
    table: SettlingTable
    opening: Opening | None = None
    cited: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    movers: Mapping[str, str | None] = field(default_factory=dict)
    with_marks: bool = False

    def begin(self) -> Writing:
        """The rows before any report: those of the opening state, if that names the unit."""
        return Writing(self)

    def resume(self, base: Base | None, reports: Iterable[Report], rows: Sequence[Standing]) -> Writing | None:
        """Take up work where rows that were written left off; None where those are not what the reports give.

        All are plain reports. With a `base` they are those that are needed from its day on, and the rows those that end
        behind it. Rows that were superseded are not made again: they stay as they were written.
        """
        writing = Writing(self, base)
        return writing if writing.resume(reports, rows) else None

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
            **self._explained(RuleId.NO_EVIDENCE, None, day),
        )

    def record(self, version: Version, size: int, superseded_at: datetime | None) -> Control:
        """A version as a record, with the first `size` pieces of its evidence."""
        segment = version.segment
        evidence = list(segment.evidence.upto(size))
        decisions = [each for each in map(decision_of, evidence) if each is not None]
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
            evidence=tuple(each for each in dict.fromkeys(evidence) if not decisions or decision_of(each) is None),
            decisions=self._decided(decisions, evidence) if decisions or self.cited else (),
            **self._explained(segment.rule, segment.side, segment.valid_from, evidence, decisions),
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

    def _decided(self, own: Iterable[str], evidence: Iterable[str]) -> tuple[str, ...]:
        """The decisions that a row rests on: its own, and those that changed its evidence."""
        return tuple(sorted({*own, *(each for event_id in evidence for each in self.cited.get(event_id, ()))}))

    def _explained(
        self, rule: RuleId, side: str | None, day: date, evidence: Iterable[str] = (), decisions: Iterable[str] = ()
    ) -> Told:
        movers = {self.movers.get(each) for each in evidence} - {None} if rule is RuleId.CLAIM_DENIED else set()
        told = self.table.tell(
            rule,
            unit=self.key[0],
            unit_id=self.key[1],
            side=side,
            day=day,
            contested_days=self.layer.contested_days,
            mover=min(movers, key=str, default=None),
            decision=", ".join(decisions),
        )
        return {"explanation": self.table.words(told), "told": told}


class Writing:
    """The rows of one unit in one layer while news come in, in the order of supersession.

    Nothing is known before the opening state's own instant, so a report published earlier that day counts from then.
    Denials, reports that count over a span of instants alone, and what people set or prefer make every instant be
    settled from all that counts at it (`geo.ledger.counting`).
    """

    def __init__(self, writer: RowWriter, base: Base | None = None) -> None:
        """Begin with the opening state, or with nothing; with a `base` behind it, from there."""
        opening = writer.opening
        holder = opening.holders.get(writer.key[1]) if opening and opening.unit is writer.key[0] else None
        self._begin = opening.recorded_at if opening and holder is not None else None
        self._blank = partial(Timeline, writer.layer, holder=holder, opening_day=opening.day if opening else None)
        self.basis = writer.layer.basis
        self.timeline = self._blank(base=base)
        self.opened_on = opening.day if opening and holder is not None else None
        """The day of the opening state that names the unit (None: none does)."""
        self._changes: list[tuple[datetime, date | None]] | None = [] if writer.with_marks else None
        self._last: datetime | None = self._begin
        self._is_plain = True
        self.history = History(writer.record, reach=writer.layer.contested_days)
        if self._begin is not None:
            self.history.advance(self._begin, 0, self.timeline.segments(), ())

    def can_follow(self, news: Iterable[Report | Denial]) -> bool:
        """Whether news can be taken in as they are: all plain reports of later instants, and nothing else was there."""
        return self._is_plain and all(
            isinstance(each, Report) and is_plain(each) and (self._last is None or each.recorded_at > self._last)
            for each in news
        )

    def resume(self, reports: Iterable[Report], rows: Sequence[Standing]) -> bool:
        """Take in what written rows know already; whether those are what the reports give."""
        self.timeline.load(tuple(reports))
        return self.history.resume(self.timeline.segments(), rows)

    def marks(self) -> list[Mark]:
        """The days from which news may be settled, from the first on; none where the unit is not plain."""
        if not self._is_plain or self._changes is None or self.timeline.has_past:
            return []
        return [ROOT, *new_marks(self.timeline, self.opened_on, self._changes)]

    def take(
        self,
        reports: Iterable[Report],
        denials: Iterable[Denial] = (),
        decided: Iterable[Editorial | Preference] = (),
    ) -> None:
        """Take in news, instant by instant."""
        news = sorted(reports, key=_order)
        others = [*denials, *(each for each in decided if not isinstance(each, Editorial) or self.basis in each.bases)]
        self._is_plain = not others and all(map(is_plain, news))
        if self._is_plain:
            self._take_plain(news)
        else:
            self._take_each(Counting([*news, *others], begin=self._begin))

    def _take_plain(self, news: Iterable[Report]) -> None:
        group: list[Report] = []
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

    def _take_in(self, came: list[Report]) -> None:
        """The reports that come at the instant `_last`."""
        assert self._last is not None
        kept = self.timeline.add(came)
        if self._changes is not None:
            self._changes.append((self._last, self.timeline.changed_from))
        self.history.advance(self._last, kept, self.timeline.segments(kept), [each.event_id for each in came])

    def _take_each(self, counting: Counting) -> None:
        """Settle every instant at which something changes; from all that counts then, unless reports only come in."""
        for moment in counting.moments():
            self._last = moment.instant
            if moment.is_growth:
                kept = self.timeline.add(moment.came)
            else:
                self.timeline = self._blank(denials=moment.denials)
                kept = self.timeline.add(moment.reports)
            news = [*(each.event_id for each in moment.came), *(each.event_id for each in moment.denials)]
            if moment.editorials:
                segments = set_over(self.timeline.segments(), moment.editorials)
                self.history.advance(moment.instant, 0, segments, news)
            else:
                kept = 0 if moment.was_set else kept
                self.history.advance(moment.instant, kept, self.timeline.segments(kept), news)


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
