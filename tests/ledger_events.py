"""Hand-made events for the tests of the ledger: one short call says who reports what of which unit, and when."""

from __future__ import annotations

import datetime as dt
import hashlib

from geo.dates import DateSpan, end_of_day
from geo.ledger import Opening
from geo.model import Claim, Event, Quote
from geo.vocab import Action, AssertionMode, ClaimScope, ControlState, EventType, Qualifier, Unit

TALIBAN, GOVERNMENT, NRF = "taliban", "government", "nrf"
_TYPES = {
    Action.SEIZED: EventType.CAPITAL_SEIZED,
    Action.SURRENDERED: EventType.CAPITAL_SEIZED,
    Action.RETAKEN: EventType.TERRITORY_RETAKEN,
    Action.VACATED: EventType.WITHDRAWAL,
    Action.REPELLED: EventType.ARMED_CLASH,
    Action.BESIEGED: EventType.SIEGE,
    Action.CONTESTED: EventType.ARMED_CLASH,
    Action.HELD: EventType.CONTROL_REPORTED,
}


def day(number: int, month: int = 8) -> dt.date:
    """Give a day of 2021, by default of August."""
    return dt.date(2021, month, number)


def report(
    action: Action | None,
    unit_id: str | None,
    happened: dt.date | DateSpan | None,
    *,
    taker: str | None = TALIBAN,
    loser: str | None = None,
    by: str | None = None,
    published: dt.date | dt.datetime | None = None,
    unit: Unit | None = Unit.PROVINCIAL_CAPITAL,
    mode: AssertionMode = AssertionMode.ACTUAL,
    offset: int = 0,
    dated: bool = True,
    event_type: EventType | None = None,
) -> Event:
    """Make an event that the side `by` reports (None: nobody's), published on the day it happened by default."""
    span = DateSpan.of(happened) if isinstance(happened, dt.date) else happened
    out = published or (span.day if span else None) or day(31, 12)
    recorded = out if isinstance(out, dt.datetime) else end_of_day(out)
    words = f"{action} {unit_id} {unit} by {taker} from {loser}, {span}, says {by}, {mode}"
    sha = hashlib.sha256(f"{words} {recorded} {dated}".encode()).hexdigest()
    return Event(
        event_id=hashlib.sha256(f"{words} {recorded} {offset}".encode()).hexdigest()[:12],
        event_type=event_type or (_TYPES[action] if action else EventType.ARMED_CLASH),
        assertion_mode=mode,
        action=action,
        unit=unit,
        unit_id=unit_id,
        taker=taker,
        loser=loser,
        date=span,
        quote=Quote(exact=words),
        trigger=(offset, offset + 6),
        rule_id="by-hand",
        source_side=by,
        sentence=0,
        document_id=f"doc-{sha[:8]}",
        document_sha256=sha,
        recorded_at=recorded if dated else None,
    )


def opening(holders: dict[str, str] | None = None, on: dt.date | None = None) -> Opening:
    """Make an opening state; by default the government holds Kunduz, Herat and Bazarak on 5 August."""
    return Opening(
        day=on or day(5),
        unit=Unit.PROVINCIAL_CAPITAL,
        holders=holders or dict.fromkeys(("AF-HER", "AF-KDZ", "AF-PAN"), GOVERNMENT),
        source_title="by hand",
    )


def claim(
    count: int,
    as_of: dt.date | None,
    *,
    side: str = TALIBAN,
    unit: Unit = Unit.PROVINCIAL_CAPITAL,
    state: ControlState = ControlState.CONTROLLED,
    of: int | None = None,
    qualifier: Qualifier = Qualifier.EXACT,
    bounds: tuple[int | None, int | None] = (None, None),
    ordinal: bool = False,
    since: dt.date | None = None,
    document: str = "doc-claims",
) -> Claim:
    """Make a stated count."""
    words = f"{qualifier} {count} of {of} {unit} {state} {side} on {as_of} ordinal {ordinal} since {since}"
    return Claim(
        claim_id=hashlib.sha256(f"{words} {document}".encode()).hexdigest()[:12],
        unit=unit,
        side=side,
        state=state,
        count=count,
        count_low=bounds[0],
        count_high=bounds[1],
        of=of,
        qualifier=qualifier,
        ordinal=ordinal,
        scope=ClaimScope.PERIOD if since else ClaimScope.CUMULATIVE,
        since=since,
        as_of=as_of,
        claimant="by hand",
        quote=Quote(exact=words),
        rule_id="by-hand",
        document_id=document,
        document_sha256=hashlib.sha256(document.encode()).hexdigest(),
        recorded_at=end_of_day(as_of) if as_of else None,
    )
