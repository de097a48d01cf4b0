"""Which day a change stands on, what a bound may do, what a state says, and what a denial throws doubt on."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from geo.dates import DateSpan
from geo.ledger import Ledger, RuleId
from geo.vocab import Action, AssertionMode, ControlBasis, ControlState, DateBasis, TakerBasis, Unit
from tests.ledger_events import GOVERNMENT, NRF, TALIBAN, day, opening, report

if TYPE_CHECKING:
    from datetime import date

    from geo.model import Control, Event

SHEBERGHAN, CAPITAL = "AF-JOW", Unit.PROVINCIAL_CAPITAL
HELD = opening({SHEBERGHAN: GOVERNMENT}, day(1))


def told(happened: date | DateSpan, source: str, *, taker: str = TALIBAN, **more: object) -> Event:
    """Say in an outlet's own voice that the town was taken on a day."""
    made = report(Action.SEIZED, SHEBERGHAN, happened, taker=taker, published=day(20))
    return replace(made, source=source, event_id=f"{source} {happened}", **more)  # type: ignore[arg-type]


def bound(last: date, source: str, *, taker: str = TALIBAN) -> Event:
    """Take for granted that the town was taken by a day."""
    return told(DateSpan.until(last), source, taker=taker, date_basis=DateBasis.BOUND)


def row(events: list[Event], on: date, basis: ControlBasis = ControlBasis.ASSESSED) -> Control:
    """Tell how the town stands at the end of a day."""
    ledger = Ledger(HELD)
    ledger.post(events)
    return ledger.as_of(on, basis=basis)[SHEBERGHAN]


FOUR = [told(day(7), source) for source in ("AP", "Reuters", "AFP", "BBC")]
EARLY, LATE = told(day(6), "Xinhua"), told(day(9), "Dawn")


@pytest.mark.parametrize("basis", list(ControlBasis))
def test_the_day_that_most_sources_give_stands(basis: ControlBasis) -> None:
    """One early and one late report do not move the day that four give."""
    events = [EARLY, *FOUR, LATE]
    assert row(events, day(6), basis).side == GOVERNMENT
    assert (row(events, day(7), basis).side, row(events, day(7), basis).valid_from) == (TALIBAN, day(7))


def test_order_of_posting_decides_no_day() -> None:
    """Every order of four reports gives the same day."""
    events = [EARLY, *FOUR[:2], LATE]
    assert {row(list(each), day(10)).valid_from for each in permutations(events)} == {day(7)}


def test_copies_of_one_outlet_are_one_voice() -> None:
    """Three reports of one outlet do not outweigh one of another: the earlier of two equal days stands."""
    copies = [replace(told(day(7), "AP"), event_id=f"copy {number}") for number in range(3)]
    copies = [replace(each, document_sha256=str(number)) for number, each in enumerate(copies)]
    assert row([EARLY, *copies], day(10)).valid_from == day(6)


def test_only_the_most_precise_reports_choose_the_day() -> None:
    """Three reports of a week do not outweigh one that names the day."""
    wide = [told(DateSpan.of(day(4), day(10)), source) for source in ("AP", "Reuters", "AFP")]
    assert row([*wide, told(day(8), "BBC")], day(10)).valid_from == day(8)


def test_no_vote_reaches_over_another_holder() -> None:
    """A fall on the 6th that was reversed on the 7th is no early version of the fall that most tell of the 8th."""
    back = report(Action.RETAKEN, SHEBERGHAN, day(7), taker=GOVERNMENT, published=day(20))
    events = [EARLY, back, *(told(day(8), source) for source in ("AP", "Reuters"))]
    assert [row(events, day(number)).side for number in (6, 7, 8)] == [TALIBAN, GOVERNMENT, TALIBAN]


def test_a_majority_that_comes_later_is_known_later() -> None:
    """What was known before the majority keeps its day."""
    early = replace(EARLY, recorded_at=report(Action.SEIZED, SHEBERGHAN, day(6)).recorded_at)
    ledger = Ledger(HELD)
    ledger.post([early, *FOUR])
    then = ledger.as_of(day(6), known_at=day(10), basis=ControlBasis.REPORTED)[SHEBERGHAN]
    now = ledger.as_of(day(6), basis=ControlBasis.REPORTED)[SHEBERGHAN]
    assert (then.side, now.side) == (TALIBAN, GOVERNMENT)


def test_a_bound_fills_what_no_dated_report_says() -> None:
    """By the 19th: held from that day on, by a rule of its own."""
    found = row([bound(day(19), "AP")], day(19))
    assert (found.side, found.valid_from, found.rule) == (TALIBAN, day(19), RuleId.BY_THEN)
    assert row([bound(day(19), "AP")], day(18)).side == GOVERNMENT


def test_a_bound_stands_with_the_last_dated_report_before_it() -> None:
    """However many take it for granted, the day that one report gives stands."""
    events = [*(bound(day(19), source) for source in ("AP", "Reuters", "AFP")), told(day(14), "BBC")]
    found = row(events, day(19))
    assert (found.valid_from, len(found.evidence)) == (day(14), 4)


def test_a_bound_never_overrides_a_dated_report() -> None:
    """A town that is reported retaken on the 15th stays with who retook it."""
    back = report(Action.RETAKEN, SHEBERGHAN, day(15), taker=GOVERNMENT, published=day(20))
    assert row([told(day(10), "AP"), back, bound(day(19), "BBC", taker=NRF)], day(19)).side == GOVERNMENT


def test_a_day_of_publication_gives_way_to_a_stated_one() -> None:
    """A clause without a time expression stands with the day that another report states."""
    rough = told(DateSpan.of(day(12), day(13), edtf="2021-08-13~"), "AP", date_basis=DateBasis.PUBLICATION)
    assert row([rough, told(day(11), "BBC")], day(13)).valid_from == day(11)
    assert row([rough], day(13)).valid_from == day(13)


def test_a_state_fills_the_unknown_and_changes_no_holder() -> None:
    """Said to be in a side's hands: that fills an unknown, bears out a holder, and moves nothing else."""
    state = report(Action.HELD, SHEBERGHAN, day(12), published=day(12))
    unknown = Ledger()
    unknown.post([state])
    found = unknown.as_of(day(12), basis=ControlBasis.ASSESSED)[SHEBERGHAN]
    assert (found.side, found.rule) == (TALIBAN, RuleId.SAID_TO_HOLD)
    assert row([state], day(12)).side == GOVERNMENT
    assert len(row([told(day(10), "AP"), state], day(12)).evidence) == 2


def test_a_taker_that_nobody_names_confirms_no_claim() -> None:
    """A party's claim goes on waiting; a report with a named taker confirms it."""
    claim = report(Action.SEIZED, SHEBERGHAN, day(8), by=TALIBAN)
    guess = told(day(8), "AP", taker_basis=TakerBasis.DEFAULT)
    assert row([claim, guess], day(20)).side == GOVERNMENT
    assert row([claim, told(day(8), "AP")], day(20)).rule == RuleId.CLAIM_CONFIRMED


def denial(by: str | None, on: date) -> Event:
    """Deny that the Taliban took the town."""
    return report(Action.SEIZED, SHEBERGHAN, on, by=by, mode=AssertionMode.NEGATED)


def test_a_denial_contests_the_claim_that_it_names() -> None:
    """Claimed by one party, denied by the other: contested until a report after the denial settles it, or it lapses."""
    claim = report(Action.SEIZED, SHEBERGHAN, day(8), by=TALIBAN)
    events = [claim, denial(GOVERNMENT, day(9))]
    reported = ControlBasis.REPORTED
    found = row(events, day(8), reported)
    assert (found.state, found.side, found.rule) == (ControlState.CONTESTED, GOVERNMENT, RuleId.CLAIM_DENIED)
    assert "The Taliban is said to have taken Sheberghan" in found.explanation
    assert row(events, day(8), ControlBasis.ASSESSED).side == GOVERNMENT
    assert row([*events, told(day(10), "AP")], day(10), reported).side == TALIBAN
    assert row(events, day(30), reported).rule == RuleId.DISPUTE_LAPSED


def test_a_partys_denial_contests_no_independent_report() -> None:
    """Who gains by a denial cannot undo what a voice that belongs to no party says; another such voice can."""
    assert row([told(day(8), "AP"), denial(GOVERNMENT, day(21))], day(22)).side == TALIBAN
    assert row([told(day(8), "AP"), denial(None, day(21))], day(21)).rule == RuleId.CLAIM_DENIED


def test_a_denial_before_the_report_contests_nothing() -> None:
    """What is published after a denial says so in spite of it."""
    assert row([denial(None, day(7)), told(day(8), "AP")], day(9)).side == TALIBAN
