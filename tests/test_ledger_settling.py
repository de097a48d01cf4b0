"""Each settling rule, alone, with hand-made events; the table of rules in words against the code."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from geo.dates import DateSpan
from geo.errors import ProblemKind, ReferenceDataError
from geo.files import reference_file
from geo.ledger import Ledger, RuleId, find_disagreements, lagging, read_table
from geo.vocab import Action, AssertionMode, ControlBasis, ControlState, EventType, Unit
from tests.ledger_events import GOVERNMENT, NRF, TALIBAN, day, opening, report

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from geo.model import Control, Event

REPORTED, ASSESSED = ControlBasis.REPORTED, ControlBasis.ASSESSED
CONTROLLED, CONTESTED = ControlState.CONTROLLED, ControlState.CONTESTED
KUNDUZ = "AF-KDZ"


def ledger_of(*events: Event, opened: bool = True, contested_days: int = 14, history: bool = False) -> Ledger:
    """Post events and expect no problem."""
    ledger = Ledger(opening() if opened else None, contested_days=contested_days, history=history)
    assert ledger.post(events) == ()
    return ledger


def kunduz(ledger: Ledger, on: dt.date, basis: ControlBasis = REPORTED) -> Control:
    """Ask for Kunduz."""
    return ledger.as_of(on, basis=basis)[KUNDUZ]


def test_rule_table_and_code_know_the_same_rules() -> None:
    """Every rule in words can decide, and every rule that decides has words, its layers and what would change it."""
    table = tomllib.loads(reference_file("settling.toml").read_text(encoding="utf-8"))
    assert set(table["rule"]) == set(RuleId)
    for rule in read_table().rules.values():
        assert rule.basis
        assert rule.when
        assert rule.effect
        assert rule.explanation
        assert rule.would_change_it


def test_a_table_with_an_unknown_rule_is_refused(tmp_path: Path) -> None:
    """A rule that the code does not know is named, not ignored."""
    text = reference_file("settling.toml").read_text(encoding="utf-8")
    path = tmp_path / "settling.toml"
    path.write_text(text.replace("[rule.siege]", "[rule.sieges]"), encoding="utf-8")
    with pytest.raises(ReferenceDataError, match="siege"):
        read_table(path)


def test_opening_decides_until_a_report() -> None:
    """The opening state holds from its day on in both layers, with its own rule and no event as evidence."""
    ledger = ledger_of()
    for basis in ControlBasis:
        row = kunduz(ledger, day(5), basis)
        assert (row.side, row.state, row.rule, row.evidence) == (GOVERNMENT, CONTROLLED, RuleId.OPENING, ())
        assert ledger.as_of(day(4), basis=basis)[KUNDUZ].state is ControlState.UNKNOWN


def test_without_opening_everything_is_unknown() -> None:
    """Without an opening state all 34 are answered, all unknown, and nothing stands in the rows."""
    ledger = Ledger()
    found = ledger.as_of(day(10))
    assert len(found) == 34
    assert {(row.side, row.state, row.rule) for row in found.values()} == {
        (None, ControlState.UNKNOWN, RuleId.NO_EVIDENCE)
    }
    assert ledger.rows() == ()


def test_reported_takes_a_claim_at_its_word_and_assessed_waits() -> None:
    """A party's claim of its own gain moves the reported layer only."""
    ledger = ledger_of(report(Action.SEIZED, KUNDUZ, day(8), by=TALIBAN))
    assert kunduz(ledger, day(8)).side == TALIBAN
    assert kunduz(ledger, day(8)).rule == RuleId.REPORT_AT_ITS_WORD
    assert kunduz(ledger, day(8), ASSESSED).side == GOVERNMENT
    (lag,) = lagging(ledger, day(8))
    assert (lag.unit_id, lag.rule) == (KUNDUZ, RuleId.OWN_CLAIM_WAITS)
    assert lag.evidence == kunduz(ledger, day(8)).evidence
    assert "the Taliban" in lag.explanation
    assert lagging(ledger, day(7)) == ()


@pytest.mark.parametrize(
    ("by", "rule"), [(None, RuleId.INDEPENDENT_REPORT), (GOVERNMENT, RuleId.ADMISSION), (NRF, RuleId.ADMISSION)]
)
def test_independent_and_adverse_sources_count_at_once(by: str | None, rule: RuleId) -> None:
    """Nobody's word and an admission against interest move both layers on the event's day."""
    ledger = ledger_of(report(Action.SEIZED, KUNDUZ, day(8), by=by))
    assert (kunduz(ledger, day(8), ASSESSED).side, kunduz(ledger, day(8), ASSESSED).rule) == (TALIBAN, rule)
    assert kunduz(ledger, day(7), ASSESSED).side == GOVERNMENT
    assert lagging(ledger, day(8)) == ()


def test_a_claim_is_confirmed_for_the_confirmed_day_and_known_later() -> None:
    """A later independent report moves the assessed layer back to the day it gives, but only for who knows it."""
    said = report(Action.SEIZED, KUNDUZ, day(12), by=TALIBAN)
    confirmed = report(Action.SEIZED, KUNDUZ, day(12), published=day(14))
    ledger = ledger_of(said, confirmed)
    row = kunduz(ledger, day(12), ASSESSED)
    assert (row.side, row.rule, row.valid_from) == (TALIBAN, RuleId.CLAIM_CONFIRMED, day(12))
    assert row.evidence == (said.event_id, confirmed.event_id)
    assert ledger.as_of(day(12), known_at=day(13), basis=ASSESSED)[KUNDUZ].side == GOVERNMENT
    assert lagging(ledger, day(12)) == ()
    assert [lag.unit_id for lag in lagging(ledger, day(12), known_at=day(13))] == [KUNDUZ]


def test_a_vague_confirmation_does_not_inherit_the_claimed_day() -> None:
    """Residents who say "this week" confirm the fall by the end of that span, not for the claimant's day."""
    span = DateSpan.of(day(9), day(15))
    ledger = ledger_of(
        report(Action.SEIZED, KUNDUZ, day(12), by=TALIBAN), report(Action.SEIZED, KUNDUZ, span, published=day(16))
    )
    assert kunduz(ledger, day(14), ASSESSED).side == GOVERNMENT
    assert kunduz(ledger, day(15), ASSESSED).side == TALIBAN
    assert kunduz(ledger, day(12)).side == TALIBAN


def test_claimed_and_denied_is_named_and_both_are_kept() -> None:
    """Bazarak: claimed by the taker, denied by the other party; the layers differ by that rule and both quotes stay."""
    said = report(Action.SEIZED, "AF-PAN", day(6, 9), by=TALIBAN)
    denied = report(Action.SEIZED, "AF-PAN", None, by=NRF, published=day(6, 9), mode=AssertionMode.NEGATED)
    ledger = ledger_of(said, denied)
    (lag,) = lagging(ledger, day(6, 9))
    assert (lag.unit_id, lag.rule) == ("AF-PAN", RuleId.CLAIMED_AND_DENIED)
    assert lag.evidence == (said.event_id, denied.event_id)
    assert lag.assessed is not None
    assert lag.assessed.side == GOVERNMENT
    (found,) = find_disagreements(ledger)
    assert (found.kind, found.events) == ("denied", (said.event_id, denied.event_id))


def test_a_denial_does_not_undo_an_independent_report() -> None:
    """What the loser denies stays taken where nobody's source reports it."""
    ledger = ledger_of(
        report(Action.SEIZED, KUNDUZ, day(8)),
        report(Action.SEIZED, KUNDUZ, day(8), by=GOVERNMENT, published=day(9), mode=AssertionMode.NEGATED),
    )
    assert kunduz(ledger, day(9), ASSESSED).side == TALIBAN
    assert lagging(ledger, day(9)) == ()


def test_the_claimants_own_denial_is_no_denial_by_another() -> None:
    """A denial by the side that claims is not another party's."""
    ledger = ledger_of(
        report(Action.SEIZED, KUNDUZ, day(8), by=TALIBAN),
        report(Action.SEIZED, KUNDUZ, day(8), by=TALIBAN, published=day(9), mode=AssertionMode.NEGATED),
    )
    assert [lag.rule for lag in lagging(ledger, day(9), known_at=day(8))] == [RuleId.OWN_CLAIM_WAITS]
    assert lagging(ledger, day(9)) == ()  # it took its claim back


def test_retaking_is_symmetric() -> None:
    """The government's word that it retook a city waits as the Taliban's does; residents settle it."""
    fallen = report(Action.SEIZED, KUNDUZ, day(8))
    retaken = report(Action.RETAKEN, KUNDUZ, day(10), taker=GOVERNMENT, by=GOVERNMENT)
    ledger = ledger_of(fallen, retaken)
    assert kunduz(ledger, day(10)).side == GOVERNMENT
    assert kunduz(ledger, day(10), ASSESSED).side == TALIBAN
    ledger.post([report(Action.RETAKEN, KUNDUZ, day(10), taker=GOVERNMENT, published=day(11))])
    assert kunduz(ledger, day(10), ASSESSED).side == GOVERNMENT
    assert kunduz(ledger, day(9), ASSESSED).side == TALIBAN


def test_an_allys_word_is_not_independent() -> None:
    """A U.S. statement that the government retook a city is a word in the same cause; that it fell is an admission."""
    ally = "other:United States"
    ledger = ledger_of(
        report(Action.SEIZED, KUNDUZ, day(8), by=ally),
        report(Action.RETAKEN, KUNDUZ, day(9), taker=GOVERNMENT, by=ally),
    )
    assert kunduz(ledger, day(8), ASSESSED).rule == RuleId.ADMISSION
    assert kunduz(ledger, day(9), ASSESSED).side == TALIBAN
    assert read_table().speaks_for(NRF, GOVERNMENT, day(15))
    assert not read_table().speaks_for(NRF, GOVERNMENT, day(14))


def test_confirmation_keeps_the_earlier_day_and_adds_evidence() -> None:
    """A second report of the same holder never moves the day later; an earlier-dated one moves it earlier."""
    first, later, earlier = (report(Action.SEIZED, KUNDUZ, day(n), published=day(14 + n)) for n in (12, 13, 11))
    ledger = ledger_of(first, later)
    row = kunduz(ledger, day(20))
    assert (row.valid_from, row.evidence) == (day(12), (first.event_id, later.event_id))
    ledger.post([earlier])
    assert kunduz(ledger, day(20)).valid_from == day(11)
    assert [found.kind for found in find_disagreements(ledger)] == ["dates"]


def test_overnight_counts_from_the_second_day() -> None:
    """A city that fell overnight on 12 to 13 August counts from the 13th."""
    ledger = ledger_of(report(Action.SEIZED, KUNDUZ, DateSpan.of(day(12), day(13))))
    assert kunduz(ledger, day(12)).side == GOVERNMENT
    assert kunduz(ledger, day(13)).side == TALIBAN


def test_a_retelling_with_a_span_is_no_second_fall() -> None:
    """A fall told as earlier this month, after a retaking, confirms the old fall and does not undo the retaking."""
    month = DateSpan.of(day(1), day(31))
    ledger = ledger_of(
        report(Action.SEIZED, KUNDUZ, day(8)),
        report(Action.RETAKEN, KUNDUZ, day(12), taker=GOVERNMENT),
        report(Action.SEIZED, KUNDUZ, month, published=day(17)),
    )
    assert kunduz(ledger, day(20)).side == GOVERNMENT
    assert len(kunduz(ledger, day(9)).evidence) == 2


def test_a_span_ends_at_the_latest_with_its_publication() -> None:
    """A span that runs on past the publication ends there: it had happened by then."""
    ledger = ledger_of(report(Action.SEIZED, KUNDUZ, DateSpan.of(day(1), day(31)), published=day(17)))
    assert kunduz(ledger, day(17)).valid_from == day(17)


def test_a_same_day_retelling_after_a_retaking_is_no_new_fall() -> None:
    """Seized and retaken on one day, then told again days later: the order is that of the first reports."""
    ledger = ledger_of(
        report(Action.SEIZED, KUNDUZ, day(8), offset=1),
        report(Action.RETAKEN, KUNDUZ, day(8), taker=GOVERNMENT, published=day(9)),
        report(Action.SEIZED, KUNDUZ, day(8), published=day(12)),
    )
    assert kunduz(ledger, day(8)).side == GOVERNMENT


@pytest.mark.parametrize("taker", [None, TALIBAN])
def test_a_withdrawal_gives_unknown_unless_somebody_takes_over(taker: str | None) -> None:
    """Without a successor nobody is known to hold the town; with one, the successor does."""
    ledger = ledger_of(report(Action.VACATED, KUNDUZ, day(9), taker=taker, loser=GOVERNMENT))
    row = kunduz(ledger, day(9))
    assert row.side == taker
    assert row.state is (CONTROLLED if taker else ControlState.UNKNOWN)
    assert row.rule == (RuleId.REPORT_AT_ITS_WORD if taker else RuleId.NO_SUCCESSOR)


@pytest.mark.parametrize("loser", [GOVERNMENT, None])
def test_the_losers_leaving_does_not_unseat_the_taker(loser: str | None) -> None:
    """ "Fell on Sunday ... troops left the town": the withdrawal told after the fall changes nothing."""
    ledger = ledger_of(
        report(Action.SEIZED, KUNDUZ, day(8), offset=1),
        report(Action.VACATED, KUNDUZ, day(8), taker=None, loser=loser, offset=90),
    )
    assert kunduz(ledger, day(8)).side == TALIBAN


def test_an_enemys_word_that_the_holder_left_waits() -> None:
    """A withdrawal is assessed when the leaving side or nobody's source says so, not when its enemy does."""
    said = report(Action.VACATED, KUNDUZ, day(9), taker=None, loser=GOVERNMENT, by=TALIBAN)
    ledger = ledger_of(said)
    assert kunduz(ledger, day(9)).state is ControlState.UNKNOWN
    assert kunduz(ledger, day(9), ASSESSED).side == GOVERNMENT
    ledger.post([report(Action.VACATED, KUNDUZ, day(9), taker=None, loser=GOVERNMENT, by=GOVERNMENT)])
    assert kunduz(ledger, day(9), ASSESSED).state is ControlState.UNKNOWN


def test_a_siege_leaves_the_holder() -> None:
    """A besieged city is its holder's, until it falls; the besieger cannot besiege what it holds."""
    ledger = ledger_of(
        report(Action.BESIEGED, KUNDUZ, day(7)),
        report(Action.SEIZED, KUNDUZ, day(9)),
        report(Action.BESIEGED, KUNDUZ, day(10)),
    )
    row = kunduz(ledger, day(8))
    assert (row.side, row.state, row.rule) == (GOVERNMENT, ControlState.BESIEGED, RuleId.SIEGE)
    assert (kunduz(ledger, day(10)).side, kunduz(ledger, day(10)).state) == (TALIBAN, CONTROLLED)


def test_a_dispute_lapses_after_contested_days() -> None:
    """Contested keeps the last holder in the row and goes back to it after contested_days, which both rows name."""
    ledger = ledger_of(report(Action.CONTESTED, KUNDUZ, day(8)), contested_days=5)
    row = kunduz(ledger, day(12))
    assert (row.side, row.state, row.rule, row.valid_to) == (GOVERNMENT, CONTESTED, RuleId.DISPUTE, day(13))
    assert "5 days (contested_days)" in row.explanation
    back = kunduz(ledger, day(13))
    assert (back.side, back.state, back.rule) == (GOVERNMENT, CONTROLLED, RuleId.DISPUTE_LAPSED)
    assert "5 days (contested_days)" in back.explanation


def test_a_dispute_goes_on_with_new_reports_and_ends_with_a_settling_one() -> None:
    """Each report of fighting inside extends the dispute; a fall or a repelled attack ends it."""
    disputes = [report(Action.CONTESTED, KUNDUZ, day(n)) for n in (8, 12)]
    ledger = ledger_of(*disputes, contested_days=5)
    assert kunduz(ledger, day(16)).state is CONTESTED
    assert kunduz(ledger, day(17)).state is CONTROLLED
    ledger.post([report(Action.SEIZED, KUNDUZ, day(14))])
    assert kunduz(ledger, day(13)).state is CONTESTED
    assert kunduz(ledger, day(14)).side == TALIBAN
    held = ledger_of(*disputes, report(Action.REPELLED, KUNDUZ, day(13), taker=GOVERNMENT), contested_days=5)
    assert kunduz(held, day(13)).rule == RuleId.ATTACK_REPELLED
    assert kunduz(held, day(13)).side == GOVERNMENT


def test_the_way_in_does_not_unsettle_the_fall_of_the_same_day() -> None:
    """Entered and seized on one day, in either order, is a fall; the loser's word that it fights on is a dispute."""
    fallen = report(Action.SEIZED, KUNDUZ, day(8), offset=1)
    ledger = ledger_of(fallen, report(Action.CONTESTED, KUNDUZ, day(8), offset=50))
    assert kunduz(ledger, day(8)).side == TALIBAN
    assert kunduz(ledger, day(8)).state is CONTROLLED
    fighting = report(Action.CONTESTED, KUNDUZ, day(9), taker=GOVERNMENT, by=GOVERNMENT)
    disputed = ledger_of(fallen, fighting)
    assert (kunduz(disputed, day(9)).state, kunduz(disputed, day(9)).side) == (CONTESTED, TALIBAN)
    assert kunduz(disputed, day(9), ASSESSED).state is CONTROLLED


def test_an_attack_repelled_where_nothing_was_disputed_changes_nothing() -> None:
    """A repelled attack leaves the opening state's own row."""
    ledger = ledger_of(report(Action.REPELLED, KUNDUZ, day(8), taker=GOVERNMENT))
    assert kunduz(ledger, day(8)).rule == RuleId.OPENING


@pytest.mark.parametrize("kind", [EventType.ARMED_CLASH, EventType.OFFENSIVE, EventType.AIR_STRIKE])
def test_fighting_alone_never_moves_the_ledger(kind: EventType) -> None:
    """A clash, an offensive and an air strike carry no action: no row, no problem."""
    ledger = ledger_of(report(None, KUNDUZ, day(8), event_type=kind), opened=False)
    assert ledger.rows() == ()


@pytest.mark.parametrize(
    "mode", [AssertionMode.FUTURE, AssertionMode.HYPOTHETICAL, AssertionMode.NEGATED, AssertionMode.HISTORICAL]
)
def test_only_what_is_asserted_moves(mode: AssertionMode) -> None:
    """What will, may, did not or long ago happened moves nothing and is no problem."""
    ledger = ledger_of(report(Action.SEIZED, KUNDUZ, day(8), mode=mode), opened=False)
    assert ledger.rows() == ()


def test_history_counts_for_its_own_closed_span() -> None:
    """With history a change of the past holds over exactly its span, and not where the present course speaks."""
    span = DateSpan.of(day(1, 7), day(10, 7))
    past = report(Action.SEIZED, KUNDUZ, span, published=day(9), mode=AssertionMode.HISTORICAL)
    ledger = ledger_of(past, history=True)
    found = {on: kunduz(ledger, on).side for on in (day(30, 6), day(1, 7), day(10, 7), day(11, 7), day(5))}
    assert list(found.values()) == [None, TALIBAN, TALIBAN, None, GOVERNMENT]
    assert kunduz(ledger, day(5, 7)).rule == RuleId.HISTORICAL
    late = report(Action.SEIZED, KUNDUZ, DateSpan.of(day(1), day(8)), published=day(9), mode=AssertionMode.HISTORICAL)
    assert kunduz(ledger_of(late, history=True), day(6)).rule == RuleId.OPENING


def test_units_do_not_touch_each_other() -> None:
    """A district of the same id and a province-level report flip no capital; the capital decides for its province."""
    ledger = ledger_of(
        report(Action.SEIZED, KUNDUZ, day(8), unit=Unit.DISTRICT),
        report(Action.SEIZED, KUNDUZ, day(8), unit=Unit.PROVINCE),
    )
    assert kunduz(ledger, day(8)).side == GOVERNMENT
    assert ledger.as_of(day(8), unit=Unit.PROVINCE)[KUNDUZ].side == GOVERNMENT
    assert ledger.history_of(Unit.PROVINCE, KUNDUZ, REPORTED)[0].side == TALIBAN
    assert ledger.as_of(day(8), unit=Unit.DISTRICT)[KUNDUZ].side == TALIBAN


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        (report(Action.SEIZED, KUNDUZ, day(8), dated=False), ProblemKind.NO_DATE),
        (report(Action.SEIZED, KUNDUZ, day(8), taker=None), ProblemKind.UNCLEAR_TAKER),
        (report(Action.SEIZED, None, day(8)), ProblemKind.UNCLEAR_TAKER),
        (report(Action.SEIZED, KUNDUZ, day(8), unit=None), ProblemKind.UNCLEAR_TAKER),
        (report(Action.SEIZED, "Kunduz", day(8)), ProblemKind.UNKNOWN_PLACE),
        (report(Action.SEIZED, KUNDUZ, None), ProblemKind.UNDATED_EVENT),
        (report(Action.SEIZED, KUNDUZ, day(8), published=day(7)), ProblemKind.UNDATED_EVENT),
    ],
)
def test_what_cannot_be_posted_is_a_problem(event: Event, kind: ProblemKind) -> None:
    """A territory event without what it needs moves nothing and says why, with its quote and document."""
    ledger = Ledger()
    (problem,) = ledger.post([event])
    assert problem.kind is kind
    assert event.quote.exact in problem.message
    assert problem.document_id == event.document_id
    assert ledger.rows() == ()
