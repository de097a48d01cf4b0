"""Stated counts held against the ledger: right, short, over, overtaken, or counted out of another total.

Knows the `reported` layer and the registry of totals. Checks capitals and provinces against the ledger, because only
of these all members are known; of other kinds only the total and the sums. Refuses to invent: what a claim counts
beyond the evidence is a number and a list of places that could be meant, never a holder.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from geo.dates import kabul_day
from geo.ledger.counts import counted_as
from geo.ledger.english import english
from geo.ledger.rows import row_on
from geo.ledger.table import RuleId
from geo.ledger.units import PROVINCE_UNITS, province_ids
from geo.model import ClaimCheck
from geo.vocab import ClaimScope, ControlBasis, ControlState, Qualifier, Unit, Verdict
from geo.wording import NamedSide, NamedState, Several, UnitKind, Wording

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from geo.country import CountryPack
    from geo.ledger.book import Ledger
    from geo.model import Claim, Control

_MANY = 2
"""Where a kind of unit is named and not counted."""
_WHOLE_LAND = 100
_DAY = timedelta(days=1)


def reconcile(claims: Iterable[Claim], ledger: Ledger) -> tuple[ClaimCheck, ...]:
    """Hold each claim against the ledger's reported layer as it is known now; answers stand in the order of the claims.

    The verdict is the evidence's: `exact` if the count of the claim's day lies within the claim's bounds (both
    inclusive), or an ordinal was passed on that day; else `stale` if it was right earlier, that day or before, and
    has been overtaken; else `short` if the evidence names fewer, `over` if it names more. Before these,
    `denominator_mismatch` if the stated total is nobody's, and `inconsistent` if the claims of one document for one
    kind and day add up to more than their total. A share of the territory is `not_comparable`: it names an area, no
    units. A claim without a day is taken for the day of its document; without
    either it is `short`, with nothing named. A count over a period counts the units gained since the day before
    `since`.

    `candidates` are the units that could be among those not named: unknown that day, or held otherwise by no more
    than the opening state.
    """
    held = tuple(claims)
    excess = _find_excess(held, ledger.country)
    standing = _Standing(ledger)
    return tuple(_check(claim, standing, excess.get(claim.claim_id)) for claim in held)


def _check(claim: Claim, standing: _Standing, excess: Wording | None) -> ClaimCheck:
    if claim.unit is Unit.TERRITORY:
        return _not_comparable(claim, excess)
    day = _day_of(claim)
    named = standing.named(claim, day) if day is not None else ()
    not_named = max(0, claim.count - len(named))
    verdict, told = _judge(claim, standing, day, len(named))
    totals = standing.ledger.country.known_totals(claim.unit)
    if claim.of is not None and totals and claim.of not in totals:
        verdict = Verdict.DENOMINATOR_MISMATCH
        units = UnitKind(claim.unit, _MANY)
        told = Wording.of("reason.unknown_total", stated=claim.of, units=units, totals=Several(tuple(totals)))
    elif excess is not None:
        verdict, told = Verdict.INCONSISTENT, excess
    return ClaimCheck(
        claim=claim,
        verdict=verdict,
        named=named,
        not_named=not_named,
        candidates=standing.candidates(claim, day, named) if day is not None and not_named else (),
        explanation=english(told),
        told=told,
    )


def _not_comparable(claim: Claim, excess: Wording | None) -> ClaimCheck:
    """A share of the territory is an area; units are named places of any size, so no number of them bears it out."""
    told = excess or Wording.of("reason.area", stated=claim.count)
    return ClaimCheck(
        claim=claim,
        verdict=Verdict.NOT_COMPARABLE if excess is None else Verdict.INCONSISTENT,
        named=(),
        not_named=0,
        candidates=(),
        explanation=english(told),
        told=told,
    )


@dataclass(frozen=True)
class _Standing:
    """The reported layer of the capitals, as claims ask for it. A province counts for who holds its capital."""

    ledger: Ledger

    @cached_property
    def rows(self) -> dict[str, tuple[Control, ...]]:
        """The standing rows of each capital."""
        unit, basis = Unit.PROVINCIAL_CAPITAL, ControlBasis.REPORTED
        return {unit_id: self.ledger.history_of(unit, unit_id, basis) for unit_id in province_ids()}

    @cached_property
    def first_day(self) -> date | None:
        """The first day of which anything is known."""
        return min((rows[0].valid_from for rows in self.rows.values() if rows), default=None)

    def held(self, claim: Claim, day: date) -> frozenset[str]:
        """The units in the claim's state on a day; of controlled ones those of its side, the besieged included."""
        found = {unit_id: counted_as(row_on(rows, day)) for unit_id, rows in self.rows.items()}
        if claim.state in {ControlState.CONTESTED, ControlState.UNKNOWN}:
            return frozenset(unit_id for unit_id, (_, state) in found.items() if state is claim.state)
        states = {claim.state, ControlState.BESIEGED}
        return frozenset(each for each, (side, state) in found.items() if side == claim.side and state in states)

    def named(self, claim: Claim, day: date) -> tuple[str, ...]:
        """The units that the evidence names for the claim on `day`, ascending; only of kinds known in full."""
        if claim.unit not in PROVINCE_UNITS:
            return ()
        found = self.held(claim, day)
        if claim.scope is ClaimScope.PERIOD and claim.since is not None:
            found -= self.held(claim, claim.since - _DAY)
        return tuple(sorted(found))

    def count(self, claim: Claim, day: date) -> int:
        """How many units the evidence names for the claim on `day`."""
        return len(self.named(claim, day))

    def candidates(self, claim: Claim, day: date, named: tuple[str, ...]) -> tuple[str, ...]:
        """Units not named of which no report says that day that they stand otherwise; ascending."""
        if claim.unit not in PROVINCE_UNITS:
            return ()
        rows = {unit_id: row_on(found, day) for unit_id, found in self.rows.items() if unit_id not in named}
        return tuple(unit_id for unit_id, row in sorted(rows.items()) if row is None or _is_open(row))


def _is_open(row: Control) -> bool:
    """Whether a row leaves room for a claim: nobody is reported to hold the unit."""
    return row.rule == RuleId.OPENING or row.state in {ControlState.UNKNOWN, ControlState.CONTESTED}


def _judge(claim: Claim, standing: _Standing, day: date | None, named: int) -> tuple[Verdict, Wording]:
    """The verdict by numbers alone, and its sentence."""
    if day is None:
        return Verdict.SHORT, Wording.of("reason.no_day")
    if claim.unit not in PROVINCE_UNITS:
        return Verdict.SHORT, Wording.of("reason.not_known_in_full", units=UnitKind(claim.unit, _MANY))
    names = Wording.of("reason.named", day=day, count=named, units=UnitKind(claim.unit, named), state=_state(claim))
    if claim.state in {ControlState.CONTROLLED, ControlState.BESIEGED}:
        names = Wording("reason.named_for", (*names.values, ("side", NamedSide(claim.side))))
    stated = claim.count
    if _is_right(claim, standing, day, end=True):
        if claim.ordinal:
            return Verdict.EXACT, Wording.of("reason.ordinal_passed", named=names, stated=stated)
        return Verdict.EXACT, Wording.of("reason.agrees", named=names)
    earlier = _right_before(claim, standing, day)
    if earlier == day:
        return Verdict.STALE, Wording.of("reason.passed_that_day", named=names, stated=stated)
    if earlier is not None:
        return Verdict.STALE, Wording.of("reason.overtaken", named=names, stated=stated, earlier=earlier)
    if named < _bounds(claim)[0]:
        return Verdict.SHORT, Wording.of("reason.short", named=names, stated=stated)
    return Verdict.OVER, Wording.of("reason.over", named=names, stated=stated)


def _state(claim: Claim) -> NamedState:
    return NamedState(claim.state)


def _is_right(claim: Claim, standing: _Standing, day: date, *, end: bool) -> bool:
    """Whether a claim is right for a day: at its end, or (not `end`) on the way from one end of day to the next."""
    after = standing.count(claim, day)
    low, high = _bounds(claim)
    opening = standing.ledger.opening
    if opening is not None and day <= opening.day and (claim.ordinal or not end):
        return False  # an opening state comes as one piece: nothing was passed on the way to it
    if claim.ordinal:
        return standing.count(claim, day - _DAY) < claim.count <= after
    if end:
        return low <= after <= high
    before = standing.count(claim, day - _DAY)
    return min(before, after) < high and low < max(before, after) and abs(after - before) > 1


def _right_before(claim: Claim, standing: _Standing, day: date) -> date | None:
    """The last day, `day` included, on which the claim was right at some moment that was overtaken."""
    if not claim.ordinal and _is_right(claim, standing, day, end=False):
        return day
    first = standing.first_day
    asked = day - _DAY
    while first is not None and asked >= first:
        if _is_right(claim, standing, asked, end=True) or _is_right(claim, standing, asked, end=False):
            return asked
        asked -= _DAY
    return None


def _bounds(claim: Claim) -> tuple[int, float]:
    """What the words allow, both inclusive; an end that the claim leaves open is closed by a count without a hedge."""
    closed = claim.qualifier in {Qualifier.EXACT, Qualifier.ABOUT, Qualifier.ALL_BUT}
    least = claim.count + 1 if claim.qualifier is Qualifier.MORE_THAN else claim.count
    low = claim.count_low if claim.count_low is not None else least
    high = claim.count_high if claim.count_high is not None else (claim.count if closed else float("inf"))
    return low, high


def _find_excess(claims: tuple[Claim, ...], country: CountryPack) -> dict[str, Wording]:
    """By claim id, why the cumulative claims of one document for one kind and day cannot all be right."""
    together: dict[tuple[str, Unit, date | None], list[Claim]] = {}
    for claim in claims:
        if claim.scope is ClaimScope.CUMULATIVE and not claim.ordinal:
            together.setdefault((claim.document_id, claim.unit, _day_of(claim)), []).append(claim)
    found: dict[str, Wording] = {}
    for (_, unit, _), group in together.items():
        shares: dict[tuple[str, ControlState], int] = {}
        for claim in group:
            share = (claim.side if claim.state is not ControlState.CONTESTED else "", claim.state)
            low = _bounds(claim)[0]
            shares[share] = min(low, shares.get(share, low))
        total = max(
            (claim.of for claim in group if claim.of is not None),
            default=_WHOLE_LAND if unit is Unit.TERRITORY else max(country.known_totals(unit), default=None),
        )
        if len(shares) > 1 and total is not None and sum(shares.values()) > total:
            told = Wording.of(
                "reason.excess",
                sums=Several(tuple(sorted(shares.values(), reverse=True)), is_sum=True),
                sum=sum(shares.values()),
                units=UnitKind(unit, _MANY),
                total=total,
            )
            found |= {claim.claim_id: told for claim in group}
    return found


def _day_of(claim: Claim) -> date | None:
    if claim.as_of is not None:
        return claim.as_of
    return kabul_day(claim.recorded_at) if claim.recorded_at is not None else None
