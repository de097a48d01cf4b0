"""What is only reported: the units where the two layers differ, and the rule that holds the assessed one back.

Knows reports and denials of one unit; decides nothing, and never says who is right.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.ledger.counts import counted_as
from geo.ledger.english import english
from geo.ledger.reports import Change, Footing
from geo.ledger.rows import known_instant, row_on
from geo.ledger.table import RuleId
from geo.ledger.ties import is_contradiction
from geo.ledger.units import side_words
from geo.vocab import ControlBasis, Unit
from geo.wording import NamedSide, Several, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime

    from geo.ledger.book import Ledger
    from geo.ledger.reports import Denial, Report
    from geo.ledger.units import UnitKey
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
    told: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Reports that cannot all be right; nothing is lost by settling between them.

    `kind` is `denied` (a change and its denial by another party, or by a source that is none), `taken_back` (a change
    and its denial by those who reported it), `dates` (one change told for two days) or `holders` (two sides given the
    unit by independent reports of one day and one instant). `events` are the ids on both sides: reports in the order of
    their publication, then what denies them.
    """

    unit: Unit
    unit_id: str
    kind: str
    events: tuple[str, ...]
    told: Wording

    @property
    def explanation(self) -> str:
        """What differs, as an English sentence."""
        return english(self.told)


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
    told = ledger.table.tell(
        rule,
        unit=reported.unit,
        unit_id=reported.unit_id,
        side=reported.side,
        day=reported.valid_from,
        mover=next((each.mover for each in waiting if each.mover), None),
        contested_days=ledger.contested_days,
    )
    evidence = (*(each.event_id for each in waiting), *(each.event_id for each in denials))
    return Lag(
        unit=reported.unit,
        unit_id=reported.unit_id,
        reported=reported,
        assessed=assessed,
        rule=rule,
        evidence=tuple(dict.fromkeys(evidence)),
        explanation=ledger.table.words(told),
        told=told,
    )


def _is_denied(claim: Report, denial: Denial) -> bool:
    """Whether a denial is of this claim: the same change and side (or none named), not earlier, by another party."""
    return (
        denial.may_mean(claim)
        and denial.change is claim.change
        and denial.mover in {None, claim.mover}
        and denial.day >= claim.day
        and denial.denier is not None
        and denial.denier != claim.mover
    )


def find_disagreements(ledger: Ledger, *, only: UnitKey | None = None) -> tuple[Disagreement, ...]:
    """Every contradiction between the reports of a unit, by unit (`only`: of that one).

    Two days disagree only where the spans of the reports do not overlap. Nothing is decided by them.
    """
    found: list[Disagreement] = []
    for unit, unit_id in ledger.units() if only is None else (only,):
        reports = ledger.reports(unit, unit_id)
        for denial in ledger.denials(unit, unit_id):
            found.extend(_denied(denial, reports))
        found.extend(_differing_holders(reports))
        for row in ledger.history_of(unit, unit_id, ControlBasis.REPORTED):
            found.extend(_differing_dates(row, reports))
    return tuple(found)


def _denied(denial: Denial, reports: tuple[Report, ...]) -> Iterator[Disagreement]:
    back = [each for each in reports if denial.takes_back(each)]
    if back:
        told = Wording.of("contradiction.taken_back", reports=len(back))
        yield _disagreement(denial.key, "taken_back", (*back, denial), told)
    denied = [each for each in reports if each not in back and (_is_denied(each, denial) or _is_doubted(each, denial))]
    if denied:
        if denial.denier is None:
            told = Wording.of("contradiction.denied_by_source", reports=len(denied))
        else:
            told = Wording.of("contradiction.denied", reports=len(denied), side=NamedSide(denial.denier))
        yield _disagreement(denial.key, "denied", (*denied, denial), told)


def _is_doubted(report: Report, denial: Denial) -> bool:
    """Whether a source that belongs to no party says that a reported gain did not happen, that day or later."""
    same = denial.change is report.change is Change.GAIN and denial.mover in {None, report.mover}
    same = same and denial.may_mean(report)
    return same and denial.denier is None and denial.day >= report.day


def _differing_holders(reports: tuple[Report, ...]) -> Iterator[Disagreement]:
    """Two sides given the unit by independent reports that nothing but their grades tells apart."""
    gains: dict[tuple[date, datetime], list[Report]] = {}
    for each in reports:
        if each.change is Change.GAIN and each.footing is Footing.INDEPENDENT:
            gains.setdefault((each.day, each.recorded_at), []).append(each)
    for (day, _), group in gains.items():
        rivals = [each for each in group if any(is_contradiction(each, other) for other in group)]
        if rivals:
            sides = sorted({each.mover for each in rivals}, key=side_words)
            told = Wording.of("contradiction.holders", sides=Several(tuple(map(NamedSide, sides))), day=day)
            yield _disagreement(rivals[0].key, "holders", rivals, told)


def _disagreement(key: UnitKey, kind: str, between: Iterable[Report | Denial], told: Wording) -> Disagreement:
    events = tuple(each.event_id for each in between)
    return Disagreement(unit=key[0], unit_id=key[1], kind=kind, events=events, told=told)


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
    days = Several(tuple(sorted({each.day for each in (first, *later)})))
    ordered = sorted((first, *later), key=lambda each: each.order)
    return [
        Disagreement(
            unit=row.unit,
            unit_id=row.unit_id,
            kind="dates",
            events=tuple(each.event_id for each in ordered),
            told=Wording.of("contradiction.dates", days=days, day=row.valid_from),
        )
    ]
