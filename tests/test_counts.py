"""Stated totals: which words state one, for whom, how firmly, and which only look like one."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import conflictmap
from geo.events.counts import stated_counts
from geo.files import seeds_folder
from geo.ledger import Ledger, reconcile
from geo.vocab import ClaimScope, Qualifier, Verdict
from tests.reading import read

if TYPE_CHECKING:
    from pathlib import Path

CAPITALS, PROVINCES, DISTRICTS = "provincial_capital", "province", "district"


@pytest.mark.parametrize(
    ("sentence", "side"),
    [
        (
            "The Afghan forces hold most towns and all 34 provincial capitals, but the Taliban have the roads.",
            "government",
        ),
        ("The government held on to 20 provincial capitals, but the Taliban took three.", "government"),
        ("The army fled and the Taliban now hold 14 of 34 provincial capitals.", "taliban"),
        ("The government said the Taliban hold 14 of 34 provincial capitals.", "taliban"),
        ("Afghan officials said 14 provincial capitals were held by the Taliban.", "taliban"),
    ],
)
def test_a_total_is_of_whoever_holds_it(sentence: str, side: str) -> None:
    """The party before "hold" has what is counted, whoever else the sentence names."""
    assert [claim.side for claim in read(sentence).claims][:1] == [side]


@pytest.mark.parametrize(
    ("sentence", "unit", "count", "of", "qualifier", "bounds"),
    [
        ("The Taliban hold five out of 34 provincial capitals.", CAPITALS, 5, 34, "exact", (5, 5)),
        ("The Taliban hold nine of Afghanistan's 34 provincial capitals.", CAPITALS, 9, 34, "exact", (9, 9)),
        ("Five of the 34 provincial capitals have fallen to the Taliban.", CAPITALS, 5, 34, "exact", (5, 5)),
        ("The Taliban hold all 34 provincial capitals.", CAPITALS, 34, 34, "exact", (34, 34)),
        ("The Taliban control all but three of the 34 provincial capitals.", CAPITALS, 31, 34, "all_but", (31, 31)),
        ("The Taliban hold all but one of the country's 34 provinces.", PROVINCES, 33, 34, "all_but", (33, 33)),
        ("The Taliban control half of the country's 400-odd districts.", DISTRICTS, 200, 400, "about", (180, 220)),
        ("The Taliban hold more than 200 of the 398 districts.", DISTRICTS, 200, 398, "more_than", (201, None)),
        ("The Taliban hold some 230 of about 400 districts.", DISTRICTS, 230, 400, "about", (207, 253)),
        ("The Taliban have captured at least six provincial capitals.", CAPITALS, 6, None, "at_least", (6, None)),
        ("Nearly 20 provincial capitals have fallen to the Taliban.", CAPITALS, 20, None, "about", (18, 22)),
        ("The Taliban took 18 provincial capitals in nine days.", CAPITALS, 18, None, "exact", (18, 18)),
        ("The Taliban now hold twenty-five provincial capitals.", CAPITALS, 25, None, "exact", (25, 25)),
        (
            "The number of provincial capitals under the Taliban stands at 12 of 34.",
            CAPITALS,
            12,
            34,
            "exact",
            (12, 12),
        ),
    ],
)
def test_a_stated_total(  # noqa: PLR0917 - one column of the table each
    sentence: str, unit: str, count: int, of: int | None, qualifier: str, bounds: tuple[int, int | None]
) -> None:
    """Number, whole, hedge and bounds, as the words give them."""
    (claim,) = read(sentence).claims
    assert (claim.unit, claim.count, claim.of, claim.qualifier) == (unit, count, of, qualifier)
    assert (claim.count_low, claim.count_high) == bounds
    assert (claim.side, claim.ordinal, claim.as_of) == ("taliban", False, date(2021, 8, 10))


@pytest.mark.parametrize(
    ("sentence", "count", "day"),
    [
        ("The Taliban captured Kunduz on Sunday, the third provincial capital to fall.", 3, 8),
        ("Taloqan, the 5th provincial capital to fall, was captured by the Taliban on Sunday.", 5, 8),
        ("Aybak was the sixth provincial capital in four days to fall to the Taliban.", 6, 10),
        ("Kandahar and Herat were the 11th and 12th provincial capitals to fall to the Taliban.", 12, 10),
        ("The Taliban captured their tenth provincial capital, Ghazni, on Sunday.", 10, 8),
        ("The Taliban now hold a twenty-first provincial capital.", 21, 10),
    ],
)
def test_an_ordinal_is_a_total(sentence: str, count: int, day: int) -> None:
    """The third capital to fall means three by that day."""
    (claim,) = read(sentence).claims
    assert (claim.count, claim.ordinal, claim.as_of) == (count, True, date(2021, 8, day))


def test_the_capital_with_an_ordinal_is_a_place_as_well() -> None:
    """ "Their tenth provincial capital, Ghazni" counts, and Ghazni is seized."""
    extraction = read("The Taliban captured their tenth provincial capital, Ghazni, on Sunday.")
    assert [event.unit_id for event in extraction.events if event.event_type == "capital_seized"] == ["AF-GHA"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Taliban have threatened another 11 provincial capitals.",
        "The Taliban attacked three provincial capitals.",
        "The Taliban could seize ten provincial capitals.",
        "The Taliban will soon hold 30 of 34 provincial capitals.",
        "The Taliban did not capture five provincial capitals.",
        "The Taliban do not hold five of the 34 provincial capitals.",
        "Officials from five provincial capitals met the Taliban.",
        "Taliban fighters seized three districts in Takhar on Monday.",
        "Taliban fighters seized three districts of Takhar on Monday.",
        "Kunduz would become the third provincial capital to fall to the Taliban.",
        "The Taliban control 85 percent of Helmand province.",
        "Afghanistan has 34 provinces and the Taliban have spokesmen.",
    ],
)
def test_no_total_is_stated(sentence: str) -> None:
    """Threats, attacks, plans, denials and counts of something else state no total."""
    assert read(sentence).claims == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Of Afghanistan's 407 districts the Taliban control 223, the government holds 73, and 113 are contested.",
        "The Taliban hold 223 of 407 districts, the government 73 and 113 are contested.",
        "The Taliban control 223 of the 407 districts; 73 are under government control and 113 are contested.",
    ],
)
def test_counts_that_do_not_fit_are_inconsistent(sentence: str) -> None:
    """223 + 73 + 113 = 409 of 407: each share is read with its side and state, and the sum is found out."""
    claims = read(sentence).claims
    assert [(each.count, each.of, each.state) for each in claims] == [
        (223, 407, "controlled"),
        (73, 407, "controlled"),
        (113, 407, "contested"),
    ]
    assert [each.side for each in claims[:2]] == ["taliban", "government"]
    checks = reconcile(claims, Ledger())
    assert {each.verdict for each in checks} == {Verdict.INCONSISTENT}
    assert all("223 + 113 + 73 = 409 districts of 407" in each.explanation for each in checks)


@pytest.mark.parametrize(
    ("sentence", "side", "bounds", "of"),
    [
        ("The Taliban control 65 percent of the districts.", "taliban", (251, 274), None),
        ("The Taliban control 50% of the country's 34 provinces.", "taliban", (17, 17), 34),
        ("The Taliban hold more than 50 percent of the 400 districts.", "taliban", (200, None), 400),
        ("The Taliban have seized all but three of the provincial capitals.", "taliban", (31, 31), None),
        ("The Taliban hold more than half of the country's 421 districts.", "taliban", (211, None), 421),
        ("The Afghan government holds only 73 districts.", "government", (73, 73), None),
    ],
)
def test_parts_of_a_whole(sentence: str, side: str, bounds: tuple[int, int | None], of: int | None) -> None:
    """A percentage is what it comes to by every total in circulation, unless the text states one."""
    (claim,) = read(sentence).claims
    assert (claim.side, (claim.count_low, claim.count_high), claim.of) == (side, bounds, of)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Taliban could control 65 percent of the districts by September.",
        "The Taliban hold all but three districts.",
    ],
)
def test_parts_of_nothing_countable(sentence: str) -> None:
    """A possibility is no total, and "all but three" of an unknown number none either."""
    assert read(sentence).claims == ()


@pytest.mark.parametrize("tail", [", killed 20, and 30 were wounded.", " and 113 fled.", ", and 40 percent are men."])
def test_other_numbers_are_no_shares(tail: str) -> None:
    """What goes on to count people counts no units."""
    (claim,) = read(f"The Taliban hold five provincial capitals{tail}").claims
    assert claim.count == 5


@pytest.mark.usefixtures("seeds_once")
def test_a_count_overtaken_is_stale_not_wrong() -> None:
    """ "Five", printed on the 10th and true on the 8th."""
    result = conflictmap.run(seeds_folder())
    found = [each for each in result.checks if each.claim.count == 5 and each.claim.of == 34]
    assert [each.verdict for each in found] == [Verdict.STALE]
    assert "was right on 2021-08-08" in found[0].explanation


@pytest.mark.parametrize(
    ("sentence", "count", "bounds", "of"),
    [
        ("The Taliban control a third of Afghanistan's 421 districts.", 140, (126, 155), 421),
        ("About two thirds of the country's 34 provincial capitals are in Taliban hands.", 23, (20, 25), 34),
        ("The Taliban now control half of the provincial capitals.", 17, (15, 19), None),
        ("The Taliban have seized more than a quarter of the provincial capitals.", 8, (9, None), None),
        ("The Taliban hold at least three quarters of the 400 districts.", 300, (300, None), 400),
    ],
)
def test_a_fraction_of_units(sentence: str, count: int, bounds: tuple[int, int | None], of: int | None) -> None:
    """A part in words is that part of the units: not the units themselves, and no share of the land."""
    (claim,) = read(sentence).claims
    assert (claim.count, (claim.count_low, claim.count_high), claim.of) == (count, bounds, of)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Taliban have captured several districts.",
        "The Taliban hold many provincial capitals.",
        "The Taliban made gains in the northern half of the country.",
        "The Taliban hold the other half of the districts.",
        "The Taliban hold five of Helmand's 14 districts.",
        "The Taliban hold Helmand's 14 districts.",
        "The Taliban control less than a third of the districts.",
    ],
)
def test_no_number_of_the_country_is_stated(sentence: str) -> None:
    """A vague word is no number, a half on the map no share, and a province's districts are not the country's."""
    assert read(sentence).claims == ()


@pytest.mark.parametrize(
    ("sentence", "since", "as_of"),
    [
        ("The Taliban captured six provincial capitals in a single day.", date(2021, 8, 9), date(2021, 8, 10)),
        ("The Taliban took nine provincial capitals in three days.", date(2021, 8, 7), date(2021, 8, 10)),
        ("In less than a week, the Taliban captured ten provincial capitals.", date(2021, 8, 3), date(2021, 8, 10)),
        ("The Taliban took six districts last week.", date(2021, 8, 2), date(2021, 8, 8)),
        ("The Taliban have captured five provincial capitals since Friday.", date(2021, 8, 6), date(2021, 8, 10)),
        ("The Taliban seized 50 districts in May.", date(2021, 5, 1), date(2021, 5, 31)),
        ("The Taliban seized three provincial capitals on Sunday.", date(2021, 8, 8), date(2021, 8, 8)),
    ],
)
def test_what_is_counted_over_a_period(sentence: str, since: date, as_of: date) -> None:
    """What was gained in a day, a week, a month or since a day is counted from its first day to its last."""
    (claim,) = read(sentence).claims
    assert (claim.scope, claim.since, claim.as_of) == (ClaimScope.PERIOD, since, as_of)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Taliban hold five provincial capitals since Friday.",
        "The Taliban hold 18 of 34 provincial capitals.",
        "The Taliban have captured five provincial capitals and attacked another on Sunday.",
        "The Taliban have captured five provincial capitals, most recently Kunduz on Sunday.",
        "The Taliban hold half of the country this week.",
    ],
)
def test_what_is_a_total(sentence: str) -> None:
    """Holding is no gain, and a date of another clause says nothing of the count."""
    (claim,) = read(sentence).claims
    assert (claim.scope, claim.since) == (ClaimScope.CUMULATIVE, None)


def test_a_period_is_held_against_what_was_gained_in_it(tmp_path: Path) -> None:
    """Two in a day are two, though three have fallen by then."""
    days = {
        "2021-08-06": "Taliban fighters captured Zaranj on Friday.",
        "2021-08-08": "Taliban fighters captured Kunduz on Sunday. Taliban fighters captured Taloqan on Sunday."
        " The Taliban captured two provincial capitals in a single day. The Taliban hold two provincial capitals.",
    }
    lines = [json.dumps({"id": day, "published": day, "text": text}) for day, text in days.items()]
    source = tmp_path / "days.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")
    found = {check.claim.scope: check for check in conflictmap.run(source).checks}
    assert found[ClaimScope.PERIOD].verdict is Verdict.EXACT
    assert found[ClaimScope.PERIOD].named == ("AF-KDZ", "AF-TAK")
    assert found[ClaimScope.CUMULATIVE].verdict is not Verdict.EXACT


def test_a_number_and_the_fraction_that_it_is_agree() -> None:
    """ "18 of 34" beside "half of" are no contradiction: the fraction allows the number."""
    text = (
        "The Taliban hold 18 of 34 provincial capitals. The Taliban hold half of the country's 34 provincial capitals."
    )
    exact, part = read(text).claims
    assert part.count_low is not None
    assert part.count_high is not None
    assert part.count_low <= exact.count <= part.count_high
    assert Verdict.INCONSISTENT not in {check.verdict for check in reconcile((exact, part), Ledger())}


def test_threatened_units_do_not_add_to_held_ones() -> None:
    """Only the five that are held are counted."""
    (claim,) = read("The Taliban hold five provincial capitals and threaten another 11.").claims
    assert claim.count == 5


@pytest.mark.parametrize(
    ("sentence", "claimant"),
    [
        ("The Taliban hold five out of 34 provincial capitals, the AP says.", "AP"),
        ("The Taliban hold five out of 34 provincial capitals, according to Reuters.", "Reuters"),
        ("The Taliban hold five out of 34 provincial capitals, officials said.", "officials"),
        ("The Taliban said they held five out of 34 provincial capitals.", "Taliban"),
        ("The Taliban hold five out of 34 provincial capitals.", None),
    ],
)
def test_who_counts(sentence: str, claimant: str | None) -> None:
    """The claimant is who says the number; the outlet itself is None."""
    (claim,) = read(sentence).claims
    assert claim.claimant == claimant


def test_a_claim_quotes_its_sentence() -> None:
    """The quote stands word for word in the original."""
    text = "Fear spread. The Taliban hold five out of 34 provincial capitals."
    (claim,) = read(text).claims
    assert text[claim.quote.start : claim.quote.end] == claim.quote.exact


def test_counts_of_one_sentence_do_not_overlap() -> None:
    """A number is counted once, by the most telling pattern."""
    found = list(stated_counts("⟦A0⟧ hold five of the 34 provincial capitals and all 34 provincial capitals"))
    assert [(count.count, count.rule_id) for count in found] == [(5, "count.of"), (34, "count.all")]
    assert found[0].end <= found[1].start


@given(st.integers(1, 34), st.sampled_from(["", "at least ", "more than ", "about ", "all but "]))
def test_bounds_hold_the_count(number: int, hedge: str) -> None:
    """Whatever the hedge, the bounds hold what the words say, and never more than the whole with "all but"."""
    (count,) = stated_counts(f"⟦A0⟧ hold {hedge}{number} of the 34 provincial capitals")
    if count.qualifier is Qualifier.MORE_THAN:
        assert count.low == count.count + 1
    else:
        assert (count.low or 0) <= count.count <= (count.high if count.high is not None else 34)
    if count.qualifier is Qualifier.ALL_BUT:
        assert count.count == 34 - number


@given(st.text(alphabet="⟦⟧APD0123456789 abcdefhiklnoprstuvwy,.'", max_size=200))
def test_any_text_is_searched(masked: str) -> None:
    """No text makes the search fail."""
    for count in stated_counts(masked + " provincial capitals held"):
        assert count.start < count.end
