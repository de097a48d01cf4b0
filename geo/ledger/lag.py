"""What is only reported: the units where the two layers differ, and the rule that holds the assessed one back.

Knows reports and denials of one unit; decides nothing, and never says who is right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.ledger.counts import counted_as
from geo.ledger.reports import Change, Footing
from geo.ledger.rows import known_instant, row_on
from geo.ledger.table import RuleId
from geo.vocab import ControlBasis, Unit

if TYPE_CHECKING:
    from datetime import date, datetime

    from geo.ledger.book import Ledger
    from geo.ledger.reports import Denial, Report
    from geo.model import Control


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """A unit that is reported otherwise than it is assessed.

    `rule` names the row of the settling table that holds the assessed layer back; `evidence` the events that wait,
    then those that deny them. `assessed` is None where that layer knows nothing of the unit.
    """

    unit: Unit
    unit_id: str
    reported: Control
    assessed: Control | None
    rule: RuleId
    evidence: tuple[str, ...]
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Reports that cannot all be right: a change and its denial, or one change told for two days.

    `kind` is `denied` or `dates`; `events` are the ids on both sides, in the order of their publication.
    """

    unit: Unit
    unit_id: str
    kind: str
    events: tuple[str, ...]
    explanation: str


def lagging(
    ledger: Ledger,
    day: date,
    *,
    unit: Unit = Unit.PROVINCIAL_CAPITAL,
    known_at: datetime | date | None = None,
) -> tuple[Lag, ...]:
    """The units of a kind that differ between the layers on `day`, as known at `known_at` (default: now), by unit id.

    They differ in the side or in the state, as they are counted.
    """
    found: list[Lag] = []
    for kind, unit_id in ledger.units():
        if kind is not unit:
            continue
        reported, assessed = (
            row_on(ledger.history_of(unit, unit_id, basis, known_at=known_at), day)
            for basis in (ControlBasis.REPORTED, ControlBasis.ASSESSED)
        )
        if reported is not None and counted_as(reported) != counted_as(assessed):
            found.append(_hold_back(ledger, reported, assessed, known_instant(known_at)))
    return tuple(found)


def _hold_back(ledger: Ledger, reported: Control, assessed: Control | None, instant: datetime | None) -> Lag:
    """The layers differ only by words in their own cause: say which, and whether another party denies them."""
    key = (reported.unit, reported.unit_id)
    known = set(reported.evidence)
    waiting = [each for each in ledger.reports(*key) if each.event_id in known and each.footing is Footing.OWN]
    denials = [
        each
        for each in ledger.denials(*key)
        if (instant is None or each.order[0] <= instant) and any(_is_denied(claim, each) for claim in waiting)
    ]
    rule = RuleId.CLAIMED_AND_DENIED if denials else RuleId.OWN_CLAIM_WAITS
    mover = next((each.mover for each in waiting if each.mover), None)
    evidence = (*(each.event_id for each in waiting), *(each.event_id for each in denials))
    return Lag(
        unit=reported.unit,
        unit_id=reported.unit_id,
        reported=reported,
        assessed=assessed,
        rule=rule,
        evidence=tuple(dict.fromkeys(evidence)),
        explanation=ledger.table.explain(
            rule,
            unit=reported.unit,
            unit_id=reported.unit_id,
            side=reported.side,
            day=reported.valid_from,
            mover=mover,
            contested_days=ledger.contested_days,
        ),
    )


def _is_denied(claim: Report, denial: Denial) -> bool:
    """Whether a denial is of this claim: the same change and side (or none named), not earlier, by another party."""
    return (
        denial.change is claim.change
        and denial.mover in {None, claim.mover}
        and denial.day >= claim.day
        and denial.denier is not None
        and denial.denier != claim.mover
    )


def find_disagreements(ledger: Ledger) -> tuple[Disagreement, ...]:
    """Every change that a party denies, and every change that is told for two days in one stretch of control, by unit.

    Two days disagree only where the spans of the reports do not overlap. Nothing is decided by them.
    """
    found: list[Disagreement] = []
    for unit, unit_id in ledger.units():
        reports = ledger.reports(unit, unit_id)
        for denial in ledger.denials(unit, unit_id):
            denied = [each for each in reports if _is_denied(each, denial)]
            if denied:
                words = f"{len(denied)} report(s) say it and {denial.denier} denies it."
                events = (*(each.event_id for each in denied), denial.event_id)
                found.append(Disagreement(unit=unit, unit_id=unit_id, kind="denied", events=events, explanation=words))
        for row in ledger.history_of(unit, unit_id, ControlBasis.REPORTED):
            found.extend(_differing_dates(row, reports))
    return tuple(found)


def _differing_dates(row: Control, reports: tuple[Report, ...]) -> list[Disagreement]:
    """The reports of one change whose days do not meet."""
    standing = [
        each
        for each in reports
        if each.event_id in row.evidence and each.change is Change.GAIN and each.mover == row.side
    ]
    first = min(standing, key=lambda each: (each.day, each.order), default=None)
    if first is None:
        return []
    later = [each for each in standing if each.first_day is not None and each.first_day > first.day]
    if not later:
        return []
    days = ", ".join(sorted({each.day.isoformat() for each in (first, *later)}))
    ordered = sorted((first, *later), key=lambda each: each.order)
    return [
        Disagreement(
            unit=row.unit,
            unit_id=row.unit_id,
            kind="dates",
            events=tuple(each.event_id for each in ordered),
            explanation=f"Reports give different days for the same change: {days}. The earliest stands.",
        )
    ]
