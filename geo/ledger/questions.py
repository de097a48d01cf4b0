"""Questions to a ledger, answered by typed records: who holds what, what changed between two days, what was known when.

Knows the ledger's rows and puts them side by side; settles nothing and words nothing. Every answer names the counting
rule that it used and the instant as of which it was known.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.errors import UsageError
from geo.ledger.counts import LONGEST_DAILY, counted_as
from geo.ledger.districts import districts
from geo.ledger.lag import lagging
from geo.ledger.rows import known_instant
from geo.ledger.units import PROVINCE_UNITS, unit_words
from geo.model import DayCount
from geo.vocab import ClaimScope, ControlBasis, ControlState, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from geo.ledger.book import Ledger
    from geo.ledger.lag import Lag
    from geo.ledger.units import UnitKey
    from geo.model import Claim, Control

BOTH = tuple(ControlBasis)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Who holds one unit on one day in one layer, as known at an instant (None: now), under a named counting rule."""

    day: date
    known_at: datetime | None
    rule: str
    name: str
    row: Control

    @property
    def side(self) -> str | None:
        """The side that it counts for: None for contested and unknown."""
        return counted_as(self.row)[0]

    @property
    def state(self) -> ControlState:
        """How it is held."""
        return self.row.state


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChange:
    """A unit that stands otherwise at the end of the second day than at the end of the first, in one layer.

    `evidence` are the ids of the events that the later state stands on and the earlier one did not.
    """

    name: str
    before: Control
    after: Control
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawnClaim:
    """A party's claim that waited on the first day and no longer does on the second.

    `outcome` says why: `confirmed` (the assessed layer gives it to the claimant), `overtaken` (another side, or nobody,
    is reported there) or `taken_back`.
    """

    lag: Lag
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed from the end of one day to the end of another, both as known at the same instant.

    `changes` by layer and unit id. `new_claims` wait for a confirmation on the second day and did not on the first.
    `new_counts` are the totals stated for the days between, the second included; `withdrawn_counts` those that stood on
    the first day and that the same claimant has replaced since.
    """

    first: date
    second: date
    known_at: datetime | None
    unit: Unit
    rule: str
    changes: tuple[UnitChange, ...]
    new_claims: tuple[Lag, ...]
    withdrawn_claims: tuple[WithdrawnClaim, ...]
    new_counts: tuple[Claim, ...]
    withdrawn_counts: tuple[Claim, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed: no unit, no claim, no stated count."""
        claims = (*self.new_claims, *self.withdrawn_claims, *self.new_counts, *self.withdrawn_counts)
        return not (self.changes or claims)


def who_holds(
    ledger: Ledger,
    day: date,
    *,
    known_at: datetime | date | None = None,
    unit: Unit = Unit.PROVINCIAL_CAPITAL,
    rule: str = "capital",
    bases: Sequence[ControlBasis] = BOTH,
) -> tuple[Answer, ...]:
    """Who holds each unit of a kind at the end of `day`, by layer and unit id.

    All 34 capitals or provinces; of other kinds those of which the ledger knows anything.
    """
    return tuple(
        Answer(day=day, known_at=known_instant(known_at), rule=rule, name=unit_words(unit, unit_id), row=row)
        for basis in bases
        for unit_id, row in ledger.as_of(day, known_at=known_at, basis=basis, unit=unit, rule=rule).items()
    )


def count_units(
    ledger: Ledger,
    days: Iterable[date],
    *,
    known_at: datetime | date | None = None,
    unit: Unit = Unit.PROVINCIAL_CAPITAL,
    rule: str = "capital",
    bases: Sequence[ControlBasis] = BOTH,
) -> tuple[DayCount, ...]:
    """How many units of a kind each side holds on each of the days; for each day and layer they add up to the total.

    The total is 34 for capitals and provinces, every district of the bundled table for districts (the unknown ones
    counted as such), and else the number of units that the ledger knows.
    """
    wanted = sorted(set(days))
    if not wanted:
        return ()
    if unit in PROVINCE_UNITS:
        is_long = (wanted[-1] - wanted[0]).days >= LONGEST_DAILY  # then not every day between is counted
        spans = [(day, day) for day in wanted] if is_long else [(wanted[0], wanted[-1])]
        counted = (each for span in spans for each in ledger.counts(*span, rule, known_at=known_at))
        return tuple(each for each in counted if each.unit is unit and each.basis in bases and each.day in set(wanted))
    found: list[DayCount] = []
    for day in wanted:
        for basis in bases:
            answers = who_holds(ledger, day, known_at=known_at, unit=unit, rule=rule, bases=(basis,))
            found.extend(_tally(answers, day, unit, rule, basis))
    return tuple(found)


def _tally(answers: Sequence[Answer], day: date, unit: Unit, rule: str, basis: ControlBasis) -> Iterable[DayCount]:
    counts = Counter((answer.side, answer.state) for answer in answers)
    named = {answer.row.unit_id for answer in answers}
    unnamed = len(districts().keys() - named) if unit is Unit.DISTRICT else 0
    total = counts.total() + unnamed
    if unnamed:
        counts[None, ControlState.UNKNOWN] += unnamed
    for (side, state), count in sorted(counts.items(), key=lambda item: (item[0][0] is None, *map(str, item[0]))):
        yield DayCount(day=day, rule=rule, basis=basis, unit=unit, side=side, state=state, count=count, total=total)


def history(
    ledger: Ledger,
    key: UnitKey,
    *,
    known_at: datetime | date | None = None,
    bases: Sequence[ControlBasis] = BOTH,
) -> tuple[Control, ...]:
    """All rows ever written of a unit up to `known_at`, superseded ones too, by layer, `recorded_at`, `valid_from`.

    A row that was superseded later than `known_at` is given as it stood then.
    """
    instant = known_instant(known_at)
    found: list[Control] = []
    for row in ledger.rows_of(*key):
        if row.basis not in bases or (instant is not None and row.recorded_at > instant):
            continue
        later = instant is not None and row.superseded_at is not None and row.superseded_at > instant
        found.append(replace(row, superseded_at=None) if later else row)
    return tuple(found)


def compare(
    ledger: Ledger,
    first: date,
    second: date,
    *,
    claims: Iterable[Claim] = (),
    known_at: datetime | date | None = None,
    unit: Unit = Unit.PROVINCIAL_CAPITAL,
    rule: str = "capital",
    bases: Sequence[ControlBasis] = BOTH,
) -> Difference:
    """What changed from the end of `first` to the end of `second`. Both are asked with the same knowledge.

    Raises:
        UsageError: The second day is before the first.
    """
    if second < first:
        expected = f"a second day of {first} or later"
        raise UsageError(expected, second, "Swap the two days.")
    before, after = (
        {
            (each.row.basis, each.row.unit_id): each
            for each in who_holds(ledger, day, known_at=known_at, unit=unit, rule=rule, bases=bases)
        }
        for day in (first, second)
    )
    waiting = [
        {
            (lag.unit_id, lag.reported.side, lag.reported.state): lag
            for lag in lagging(ledger, day, unit=_asked(unit, rule), known_at=known_at)
        }
        for day in (first, second)
    ]
    instant = known_instant(known_at)
    stated = [each for each in claims if each.unit is unit and _is_known(each, instant)]
    standing = [_standing(stated, day) for day in (first, second)]
    return Difference(
        first=first,
        second=second,
        known_at=instant,
        unit=unit,
        rule=rule,
        changes=tuple(_changes(before, after)),
        new_claims=tuple(lag for key, lag in sorted(waiting[1].items(), key=str) if key not in waiting[0]),
        withdrawn_claims=tuple(
            WithdrawnClaim(lag=lag, outcome=_outcome(ledger, lag, second, known_at))
            for key, lag in sorted(waiting[0].items(), key=str)
            if key not in waiting[1]
        ),
        new_counts=tuple(each for each in stated if each.as_of is not None and first < each.as_of <= second),
        withdrawn_counts=tuple(claim for who, claim in standing[0].items() if standing[1].get(who) is not claim),
    )


def _asked(unit: Unit, rule: str) -> Unit:
    """Under the rule `capital` a province stands for its capital, claims included."""
    return Unit.PROVINCIAL_CAPITAL if unit is Unit.PROVINCE and rule == "capital" else unit


def _changes(
    before: dict[tuple[ControlBasis, str], Answer], after: dict[tuple[ControlBasis, str], Answer]
) -> Iterable[UnitChange]:
    for key, now in after.items():
        then = before[key]
        if counted_as(then.row) != counted_as(now.row) or then.row.side != now.row.side:
            evidence = tuple(each for each in now.row.evidence if each not in then.row.evidence)
            yield UnitChange(name=now.name, before=then.row, after=now.row, evidence=evidence)


def _outcome(ledger: Ledger, lag: Lag, day: date, known_at: datetime | date | None) -> str:
    assessed, reported = (
        ledger.as_of(day, known_at=known_at, basis=basis, unit=lag.unit)[lag.unit_id]
        for basis in (ControlBasis.ASSESSED, ControlBasis.REPORTED)
    )
    if assessed.side == lag.reported.side and assessed.state is lag.reported.state:
        return "confirmed"
    taken_back = any(
        denial.takes_back(each)
        for denial in ledger.denials(lag.unit, lag.unit_id)
        for each in ledger.reports(lag.unit, lag.unit_id)
        if each.event_id in lag.evidence
    )
    return "taken_back" if taken_back and reported.side != lag.reported.side else "overtaken"


def _is_known(claim: Claim, instant: datetime | None) -> bool:
    return instant is None or (claim.recorded_at is not None and claim.recorded_at <= instant)


def _standing(claims: Iterable[Claim], day: date) -> dict[tuple[str | None, str, ControlState], Claim]:
    """The last total that each claimant states for each side and state up to a day."""
    found: dict[tuple[str | None, str, ControlState], Claim] = {}
    dated = [each for each in claims if each.as_of is not None and each.as_of <= day]
    for claim in sorted(dated, key=lambda each: (each.as_of, str(each.recorded_at), each.claim_id)):
        if claim.scope is ClaimScope.CUMULATIVE and not claim.ordinal:
            found[claim.claimant or claim.source, claim.side, claim.state] = claim
    return found
