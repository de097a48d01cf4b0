"""Settling: what one reported change does to where a unit stands, by the rules of `data/settling.toml`.

Knows the states and the two layers; nothing of when what was known (that is `geo.ledger.book`), of texts, or of other
units. Every function here is pure: a course and the reports of one change in, the next course out. Where nothing is
reported it says nothing; it fills no gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from geo.ledger.reports import Change, Footing
from geo.ledger.table import RuleId
from geo.ledger.trail import EMPTY, Trail
from geo.vocab import ControlBasis, ControlState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from geo.ledger.reports import Order, Report


# Members of enumerations by names of their own: looking one up in its class takes longer than what is asked of it.
_REPORTED: Final = ControlBasis.REPORTED
_OWN: Final = Footing.OWN
_GAIN: Final = Change.GAIN
_CONTROLLED: Final = ControlState.CONTROLLED

_Claim = tuple[str | None, "Order", str]
"""Who claims a gain for itself, the order of the report, and its event."""

_NO_CLAIMS: Trail[_Claim] = Trail()


class Segment(NamedTuple):
    """Who holds the unit over `[valid_from, valid_to)`, by which rule and on which events (empty for an opening state).

    A contested segment keeps the last holder as its `side`; an unknown one has none.
    """

    side: str | None
    state: ControlState
    valid_from: date
    valid_to: date | None
    rule: RuleId
    evidence: Trail[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """The terms of settling: which layer, and for how many days a dispute stands without a new report of it."""

    basis: ControlBasis
    contested_days: int = 14

    def counts(self, report: Report) -> bool:
        """Whether a report moves anything in this layer: in the assessed one a word in its own cause does not."""
        return self.basis is _REPORTED or report.footing is not _OWN

    def lapse(self, day: date) -> date:
        """The day on which a dispute last reported on `day` lapses."""
        return day + timedelta(days=self.contested_days)


class Course(NamedTuple):
    """Where a unit stands after a day.

    `held` is the evidence by which the side holds, `lapses` the day on which a dispute ends by itself, `claims` the
    words in their own cause that wait for a confirmation. Nothing is known before the first `since`.
    """

    side: str | None = None
    state: ControlState = ControlState.UNKNOWN
    since: date | None = None
    rule: RuleId = RuleId.NO_EVIDENCE
    evidence: Trail[str] = EMPTY
    held: Trail[str] = EMPTY
    lapses: date | None = None
    claims: Trail[_Claim] = _NO_CLAIMS

    def add(self, more: Iterable[Report]) -> Course:
        """The same state with more evidence."""
        grown = self.evidence
        for report in more:
            grown = Trail(grown, report.event_id)
        held = grown if self.state is _CONTROLLED else self.held
        return Course(self.side, self.state, self.since, self.rule, grown, held, self.lapses, self.claims)

    def claim(self, more: Iterable[_Claim]) -> Course:
        """The same state with more claims that wait."""
        claims = self.claims.plus(more)
        return Course(self.side, self.state, self.since, self.rule, self.evidence, self.held, self.lapses, claims)


def open_course(holder: str, day: date) -> Course:
    """The opening state: it decides from its day on, whatever was reported of that day or earlier ones."""
    return Course(side=holder, state=_CONTROLLED, since=day, rule=RuleId.OPENING)


def lapse(now: Course) -> Course:
    """An unsettled dispute ends: back to the last holder, or to unknown."""
    return now._replace(
        state=_CONTROLLED if now.side is not None else ControlState.UNKNOWN,
        since=now.lapses,
        rule=RuleId.DISPUTE_LAPSED,
        evidence=now.held.plus(now.evidence),
        lapses=None,
    )


def apply_change(now: Course, reports: Sequence[Report], day: date, layer: Layer) -> Course:
    """One change of one day, told by one or more reports in their order, meets where the unit stands.

    A changed state begins on `day`; a confirmation keeps the earlier beginning and adds evidence.
    """
    counting = reports
    if layer.basis is not _REPORTED:
        counting = [each for each in reports if each.footing is not _OWN]
    change = reports[0].change
    if change is _GAIN:
        return _gain(now, reports, counting, day, layer)
    if not counting:
        return now
    match change:
        case Change.WITHDRAWAL:
            return _withdraw(now, counting, day)
        case Change.SIEGE:
            return _besiege(now, counting, day)
        case Change.DISPUTE:
            return _dispute(now, counting, day, layer)
        case Change.REPELLED:
            return _repel(now, counting, day)


def _gain(now: Course, reports: Sequence[Report], counting: Sequence[Report], day: date, layer: Layer) -> Course:
    side = reports[0].mover
    if now.state is _CONTROLLED and now.side == side:
        return now.add(counting) if counting else now
    if len(counting) < len(reports):
        now = now.claim([(side, each.order, each.event_id) for each in reports if not layer.counts(each)])
    if not counting:
        return now
    first = counting[0]
    evidence = EMPTY.plus([each.event_id for each in counting])
    if layer.basis is _REPORTED:
        rule = RuleId.REPORT_AT_ITS_WORD
    elif first.footing is Footing.ADVERSE:
        rule = RuleId.ADMISSION
    elif earlier := [event_id for who, order, event_id in now.claims if who == side and order < first.order]:
        rule, evidence = RuleId.CLAIM_CONFIRMED, EMPTY.plus(earlier).plus(evidence)
    else:
        rule = RuleId.INDEPENDENT_REPORT
    return Course(side, _CONTROLLED, day, rule, evidence, evidence)


def _withdraw(now: Course, reports: Sequence[Report], day: date) -> Course:
    if now.side is None or reports[0].loser not in {None, now.side}:
        return now
    evidence = EMPTY.plus(each.event_id for each in reports)
    return Course(since=day, rule=RuleId.NO_SUCCESSOR, evidence=evidence, claims=now.claims)


def _besiege(now: Course, reports: Sequence[Report], day: date) -> Course:
    if now.side is None or reports[0].mover == now.side:
        return now
    if now.state is ControlState.BESIEGED:
        return now.add(reports)
    evidence = now.held.plus(each.event_id for each in reports)
    return now._replace(state=ControlState.BESIEGED, since=day, rule=RuleId.SIEGE, evidence=evidence, lapses=None)


def _dispute(now: Course, reports: Sequence[Report], day: date, layer: Layer) -> Course:
    lapses = layer.lapse(day)
    if now.state is ControlState.CONTESTED:
        return now.add(reports)._replace(lapses=lapses)
    if now.side is not None and reports[0].mover == now.side:
        return now
    return now._replace(
        state=ControlState.CONTESTED,
        since=day,
        rule=RuleId.DISPUTE,
        evidence=EMPTY.plus(each.event_id for each in reports),
        lapses=lapses,
    )


def _repel(now: Course, reports: Sequence[Report], day: date) -> Course:
    defended = now.side is not None and reports[0].mover in {None, now.side}
    if now.state is not ControlState.CONTESTED or not defended:
        return now
    evidence = now.held.plus(each.event_id for each in reports)
    return now._replace(
        state=_CONTROLLED,
        since=day,
        rule=RuleId.ATTACK_REPELLED,
        evidence=evidence,
        held=evidence,
        lapses=None,
    )
