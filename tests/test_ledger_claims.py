"""Stated counts against the ledger: every verdict, what is named, what could be meant, and the registry of totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.country import afghanistan
from geo.ledger import Ledger, province_ids, reconcile
from geo.vocab import Action, ControlState, Qualifier, Unit, Verdict
from tests.ledger_events import GOVERNMENT, NRF, TALIBAN, claim, day, opening, report

if TYPE_CHECKING:
    from geo.model import Claim, ClaimCheck, Event

# Who fell when, as the press had it: 6, 7 August one each, 8 August three.
FALLS = {"AF-NIM": 6, "AF-JOW": 7, "AF-KDZ": 8, "AF-SAR": 8, "AF-TAK": 8, "AF-SAM": 9}


def war(*more: Event, opened: bool = True) -> Ledger:
    """The first days of the war, with every capital held by the government before."""
    ledger = Ledger(opening(dict.fromkeys(province_ids(), GOVERNMENT)) if opened else None)
    events = [report(Action.SEIZED, unit_id, day(fell)) for unit_id, fell in FALLS.items()]
    assert ledger.post([*events, *more]) == ()
    return ledger


def check(stated: Claim, ledger: Ledger | None = None) -> ClaimCheck:
    """Hold one claim against the war."""
    (found,) = reconcile([stated], ledger or war())
    assert found.claim is stated
    assert found.explanation.endswith(".")
    return found


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        (claim(5, day(8), of=34), Verdict.EXACT),
        (claim(6, day(8), of=34), Verdict.SHORT),
        (claim(4, day(8)), Verdict.STALE),
        (claim(5, day(10), of=34), Verdict.STALE),
        (claim(2, day(12)), Verdict.STALE),
        (claim(0, day(12)), Verdict.STALE),
        (claim(28, day(9), side=GOVERNMENT), Verdict.EXACT),
        (claim(34, day(9), side=GOVERNMENT), Verdict.STALE),
        (claim(20, day(9), side=GOVERNMENT), Verdict.OVER),
        (claim(1, day(9), side=NRF), Verdict.SHORT),
        (claim(5, day(8), unit=Unit.PROVINCE, of=34), Verdict.EXACT),
    ],
)
def test_cumulative_counts(stated: Claim, verdict: Verdict) -> None:
    """Right at the day's end, passed or right earlier, or named too few or too many by the evidence."""
    assert check(stated).verdict is verdict


@pytest.mark.parametrize(
    ("count", "on", "verdict"),
    [
        (3, 8, Verdict.EXACT),
        (5, 8, Verdict.EXACT),
        (1, 6, Verdict.EXACT),
        (6, 8, Verdict.SHORT),
        (3, 10, Verdict.STALE),
        (2, 8, Verdict.STALE),
    ],
)
def test_ordinals(count: int, on: int, verdict: Verdict) -> None:
    """The third capital is right on the day on which the count passed three, stale after it, short before."""
    assert check(claim(count, day(on), ordinal=True)).verdict is verdict


@pytest.mark.parametrize(
    ("count", "qualifier", "bounds", "verdict"),
    [
        (4, Qualifier.AT_LEAST, (None, None), Verdict.EXACT),
        (5, Qualifier.AT_LEAST, (5, None), Verdict.EXACT),
        (4, Qualifier.MORE_THAN, (None, None), Verdict.EXACT),
        (5, Qualifier.MORE_THAN, (None, None), Verdict.SHORT),
        (5, Qualifier.MORE_THAN, (6, None), Verdict.SHORT),
        (6, Qualifier.ABOUT, (5, 7), Verdict.EXACT),
        (8, Qualifier.ABOUT, (7, 9), Verdict.SHORT),
        (5, Qualifier.ALL_BUT, (5, 5), Verdict.EXACT),
    ],
)
def test_hedges(count: int, qualifier: Qualifier, bounds: tuple[int | None, int | None], verdict: Verdict) -> None:
    """What the words allow decides, both ends inclusive, an open end by the hedge."""
    assert check(claim(count, day(8), qualifier=qualifier, bounds=bounds)).verdict is verdict


def test_a_stale_count_names_the_last_day_it_was_right() -> None:
    """A five printed on the 10th was right at the end of the 8th, not on the 9th that only began with it."""
    assert "was right on 2021-08-08" in check(claim(5, day(10))).explanation
    assert "passed earlier that day" in check(claim(4, day(8))).explanation
    assert "was right on 2021-08-07" in check(claim(2, day(8))).explanation


def test_the_seed_story_without_an_opening() -> None:
    """One capital named, five stated: four not named, and each of the 33 others could be among them."""
    ledger = Ledger()
    ledger.post([report(Action.SEIZED, "AF-KDZ", day(8), published=day(10))])
    five, third = reconcile([claim(5, day(10), of=34), claim(3, day(10), ordinal=True)], ledger)
    assert (five.verdict, five.named, five.not_named) == (Verdict.SHORT, ("AF-KDZ",), 4)
    assert set(five.candidates) == set(province_ids()) - {"AF-KDZ"}
    assert (third.verdict, third.not_named) == (Verdict.SHORT, 2)


def test_candidates_leave_out_what_is_reported_held() -> None:
    """A capital that was reported retaken is no candidate; those that only the opening state gives to somebody are."""
    ledger = war(report(Action.RETAKEN, "AF-NIM", day(7), taker=GOVERNMENT), report(Action.CONTESTED, "AF-HER", day(8)))
    found = check(claim(6, day(8)), ledger)
    assert found.named == ("AF-JOW", "AF-KDZ", "AF-SAR", "AF-TAK")
    assert found.not_named == 2
    assert "AF-NIM" not in found.candidates
    assert {"AF-HER", "AF-KAB"} <= set(found.candidates)
    assert not set(found.named) & set(found.candidates)


def test_nothing_missing_means_no_candidates() -> None:
    """A claim that the evidence bears out has nobody unnamed."""
    found = check(claim(5, day(8)))
    assert (len(found.named), found.not_named, found.candidates) == (5, 0, ())


def test_a_period_counts_what_was_gained_since() -> None:
    """Three since Sunday the 8th are three, though five are held."""
    assert check(claim(3, day(8), since=day(8))).verdict is Verdict.EXACT
    assert check(claim(3, day(8), since=day(8))).named == ("AF-KDZ", "AF-SAR", "AF-TAK")
    assert check(claim(5, day(8), since=day(6))).verdict is Verdict.EXACT


def test_contested_units_are_counted_by_state() -> None:
    """A count of contested capitals is held against the contested ones, whoever holds them."""
    ledger = war(*(report(Action.CONTESTED, unit_id, day(8)) for unit_id in ("AF-HER", "AF-HEL")))
    found = check(claim(2, day(8), state=ControlState.CONTESTED), ledger)
    assert (found.verdict, found.named) == (Verdict.EXACT, ("AF-HEL", "AF-HER"))


def test_a_total_that_nobody_uses_is_a_mismatch() -> None:
    """Five of 33 capitals, and 200 of 410 districts; 200 of 407 is a known total."""
    assert check(claim(5, day(8), of=33)).verdict is Verdict.DENOMINATOR_MISMATCH
    found = check(claim(200, day(8), unit=Unit.DISTRICT, of=410))
    assert found.verdict is Verdict.DENOMINATOR_MISMATCH
    assert "387, 397, 398, 400, 401, 407, 421" in found.explanation
    known = check(claim(200, day(8), unit=Unit.DISTRICT, of=407))
    assert (known.verdict, known.named, known.not_named, known.candidates) == (Verdict.SHORT, (), 200, ())


def test_sums_that_exceed_their_total_are_inconsistent() -> None:
    """223 + 73 + 113 = 409 of 407 districts cannot all be right; in two documents nobody contradicts themselves."""
    stated = [
        claim(223, day(8), unit=Unit.DISTRICT, of=407),
        claim(73, day(8), unit=Unit.DISTRICT, side=GOVERNMENT),
        claim(113, day(8), unit=Unit.DISTRICT, state=ControlState.CONTESTED),
    ]
    found = reconcile(stated, war())
    assert {each.verdict for each in found} == {Verdict.INCONSISTENT}
    assert "223 + 113 + 73 = 409 districts of 407" in found[0].explanation
    apart = [stated[0], claim(186, day(8), unit=Unit.DISTRICT, side=GOVERNMENT, document="another")]
    assert Verdict.INCONSISTENT not in {each.verdict for each in reconcile(apart, war())}
    fitting = [stated[0], claim(184, day(8), unit=Unit.DISTRICT, side=GOVERNMENT)]
    assert Verdict.INCONSISTENT not in {each.verdict for each in reconcile(fitting, war())}


def test_two_counts_for_one_side_do_not_add_up() -> None:
    """ "20 at noon" and "22 in the evening" in one document are two counts of the same thing, not 42 of 34."""
    found = reconcile([claim(20, day(8)), claim(22, day(8))], war())
    assert {each.verdict for each in found} == {Verdict.SHORT}


def test_a_claim_without_a_day_is_held_against_nothing() -> None:
    """No day and no publication: nothing can be named, and the explanation says why."""
    found = check(claim(5, None))
    assert (found.verdict, found.named, found.not_named, found.candidates) == (Verdict.SHORT, (), 5, ())
    assert "no day" in found.explanation


def test_order_of_answers_is_that_of_the_claims() -> None:
    """Each claim gets its answer at its own place."""
    stated = [claim(5, day(8)), claim(6, day(9), side=TALIBAN), claim(34, day(5), side=GOVERNMENT)]
    found = reconcile(stated, war())
    assert [each.claim for each in found] == stated
    assert {each.verdict for each in found} == {Verdict.EXACT}


def test_the_registry_names_its_sources() -> None:
    """34 provinces and capitals, and the district totals in circulation, each with who uses it."""
    assert afghanistan().known_totals(Unit.PROVINCE) == afghanistan().known_totals(Unit.PROVINCIAL_CAPITAL) == (34,)
    assert afghanistan().known_totals(Unit.DISTRICT) == (387, 397, 398, 400, 401, 407, 421)
    assert afghanistan().known_totals(Unit.VILLAGE) == ()
    assert all(each.source and each.note for each in afghanistan().denominators)
