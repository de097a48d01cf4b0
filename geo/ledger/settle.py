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
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from geo.ledger.reports import Denial, Order, Report
    from geo.ledger.told import Told


# Members of enumerations by names of their own: looking one up in its class takes longer than what is asked of it.
_REPORTED: Final = ControlBasis.REPORTED
_OWN: Final = Footing.OWN
_GAIN: Final = Change.GAIN
_CONTROLLED: Final = ControlState.CONTROLLED
_YIELD_TO_A_BOUND: Final = frozenset({RuleId.OPENING, RuleId.BY_THEN, RuleId.SAID_TO_HOLD})
"""What is known otherwise than by a dated report of a change: the only states that a bound may change."""

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


def apply_change(now: Course, told: Told, day: date, layer: Layer) -> Course:
    """One change of one day, told by one or more reports, meets where the unit stands.

    A changed state begins on `day`; a confirmation keeps the earlier beginning and adds evidence.
    """
    change = told.first.change
    if change is _GAIN:
        return _gain(now, told, day, layer)
    if not told.counting:
        return now
    match change:
        case Change.WITHDRAWAL:
            return _withdraw(now, told, day)
        case Change.SIEGE:
            return _besiege(now, told, day)
        case Change.DISPUTE:
            return _dispute(now, told, day, layer)
        case Change.REPELLED:
            return _repel(now, told, day)
        case Change.HELD:
            return _hold(now, told, day)


def grow(now: Course, after: Course, told: Told, new: int, layer: Layer) -> Course | None:
    """What a change does to `now`, where without its last `new` reports it led to `after`.

    None where all its reports have to be looked at. The new ones are of later instants than the others.
    """
    came, side = told.reports[-new:], told.first.mover
    if any(each is told.dated or (told.counting and each is told.counting[0]) for each in came):
        return None  # another report decides now
    counting = [each for each in came if layer.counts(each)]
    if told.first.change is _GAIN and not (now.state is _CONTROLLED and now.side == side):
        if after.state is _CONTROLLED and after.side == side:
            return after.add(counting) if counting else after
        if counting:
            return None
        return after.claim([(side, each.order, each.event_id) for each in came])
    return after if after is now or not counting else after.add(counting)


def is_way_in(report: Report, gainers: Collection[str | None]) -> bool:
    """Whether a report tells how a side came in that is reported to have gained the unit on that day."""
    change = report.change
    if change is _GAIN:
        return False
    if change is Change.DISPUTE or change is Change.SIEGE:
        return report.mover in gainers or report.mover is None
    return change is Change.WITHDRAWAL and report.loser is None


def deny_change(now: Course, reports: Sequence[Report], denials: Sequence[Denial], day: date, layer: Layer) -> Course:
    """A reported gain that is denied: contested from its day, until somebody says after the denial who holds it."""
    if now.state is _CONTROLLED and now.side == reports[0].mover:
        return now
    evidence = EMPTY.plus((*(each.event_id for each in reports), *(each.event_id for each in denials)))
    return now._replace(
        state=ControlState.CONTESTED,
        since=day,
        rule=RuleId.CLAIM_DENIED,
        evidence=evidence,
        lapses=layer.lapse(max(each.day for each in denials)),
    )


def _hold(now: Course, told: Told, day: date) -> Course:
    """A state that is reported: it fills what is unknown and bears out what is known; it changes nothing else."""
    side = told.first.mover
    if now.state is ControlState.UNKNOWN and now.side is None:
        evidence = told.evidence
        return Course(side, _CONTROLLED, day, RuleId.SAID_TO_HOLD, evidence, evidence, claims=now.claims)
    return now.add(told.counting) if now.state is _CONTROLLED and now.side == side else now


def _gain(now: Course, told: Told, day: date, layer: Layer) -> Course:
    side, counting = told.first.mover, told.counting
    if now.state is _CONTROLLED and now.side == side:
        return now.add(counting) if counting else now
    if told.own:
        now = now.claim([(side, each.order, each.event_id) for each in told.own])
    if not counting:
        return now
    if told.dated is None and now.state is not ControlState.UNKNOWN and now.rule not in _YIELD_TO_A_BOUND:
        return now
    deciding = told.deciding
    earlier = [event_id for who, order, event_id in now.claims if who == side and order < deciding.order]
    rule = _gain_rule(told, layer, is_claimed=bool(earlier))
    if rule is None:
        return now
    evidence = told.evidence
    if rule is RuleId.CLAIM_CONFIRMED:
        evidence = EMPTY.plus(earlier).plus(each.event_id for each in counting)
    return Course(side, _CONTROLLED, day, rule, evidence, evidence)


def _gain_rule(told: Told, layer: Layer, *, is_claimed: bool) -> RuleId | None:
    """The rule by which a gain decides; None where nobody named bears out what a party claims."""
    first = told.deciding
    if first.is_bound:
        return RuleId.BY_THEN
    if layer.basis is _REPORTED:
        return RuleId.REPORT_AT_ITS_WORD
    if first.footing is Footing.ADVERSE:
        return RuleId.ADMISSION
    if not is_claimed:
        return RuleId.INDEPENDENT_REPORT
    # A taker that nobody names confirms nobody's claim.
    return None if told.is_guess else RuleId.CLAIM_CONFIRMED


def _withdraw(now: Course, told: Told, day: date) -> Course:
    if now.side is None or told.first.loser not in {None, now.side}:
        return now
    return Course(since=day, rule=RuleId.NO_SUCCESSOR, evidence=told.evidence, claims=now.claims)


def _besiege(now: Course, told: Told, day: date) -> Course:
    if now.side is None or told.first.mover == now.side:
        return now
    if now.state is ControlState.BESIEGED:
        return now.add(told.counting)
    evidence = now.held.plus(each.event_id for each in told.counting)
    return now._replace(state=ControlState.BESIEGED, since=day, rule=RuleId.SIEGE, evidence=evidence, lapses=None)


def _dispute(now: Course, told: Told, day: date, layer: Layer) -> Course:
    lapses = layer.lapse(day)
    if now.state is ControlState.CONTESTED:
        return now.add(told.counting)._replace(lapses=lapses)
    if now.side is not None and told.first.mover == now.side:
        return now
    return now._replace(
        state=ControlState.CONTESTED,
        since=day,
        rule=RuleId.DISPUTE,
        evidence=told.evidence,
        lapses=lapses,
    )


def _repel(now: Course, told: Told, day: date) -> Course:
    defended = now.side is not None and told.first.mover in {None, now.side}
    if now.state is not ControlState.CONTESTED or not defended:
        return now
    evidence = now.held.plus(each.event_id for each in told.counting)
    return now._replace(
        state=_CONTROLLED,
        since=day,
        rule=RuleId.ATTACK_REPELLED,
        evidence=evidence,
        held=evidence,
        lapses=None,
    )
