"""Days that words of another clause part from what they date, parts of the calendar, and stamps of a headline."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode, DateBasis, EventType
from tests.reading import OF_AFGHANISTAN, days, read

DAY = date(2021, 7, 21)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On Friday night, said Karim Wali, who heads the council, two bombs went off in Kabul.", "2021-07-16"),
        ("On Friday, Karim Wali said, two bombs went off in Kabul.", "2021-07-16"),
        ("The bomb went off in Kabul, where the envoys have their homes, late on Friday.", "2021-07-16"),
        ("Two bombs went off in Kabul before dawn on Friday.", "2021-07-16"),
        ("Polls opened on Friday. Before dawn two bombs went off in Kabul.", "2021-07-16~"),
        ("Before dawn two bombs went off in Kabul.", "2021-07-21~"),
        ("On Friday two bombs went off in Kabul before dawn.", "2021-07-16"),
        ("Last evening two bombs went off in Kabul.", "2021-07-20"),
        ("On Friday the envoys met in Kabul. Two bombs had gone off in the city the evening before.", "2021-07-15"),
        ("Early last week two bombs went off in Kabul.", "2021-07-12/2021-07-15"),
        ("Earlier this week two bombs went off in Kabul.", "2021-07-19/2021-07-20"),
        ("This week two bombs went off in Kabul.", "2021-07-19/2021-07-21"),
        ("This month two bombs went off in Kabul.", "2021-07-01/2021-07-21"),
        ("In the first week of June two bombs went off in Kabul.", "2021-06-01/2021-06-07"),
        ("In the first half of 2021 two bombs went off in Kabul.", "2021-01/2021-06"),
    ],
)
def test_the_day_of_a_blast(text: str, day: str) -> None:
    """Whatever stands between the day and the blast."""
    assert days(text, EventType.BOMBING, DAY) == [day]


def test_a_day_behind_an_inner_clause_dates_the_outer_one() -> None:
    """Not the infinitive that it stands next to; a day inside a relative clause stays there."""
    (event,) = read(
        "The Taliban seized Kunduz, the last city to hold out against them, in June." + OF_AFGHANISTAN, DAY
    ).events
    assert event.date is not None
    assert (event.date.date_edtf, event.date_basis) == ("2021-06", DateBasis.STATED)
    text = "Officials blamed the Taliban, who last week had taken a village, for a bombing in Kabul."
    assert "2021-07-12/2021-07-18" not in days(text, EventType.BOMBING, DAY)


def test_a_day_behind_two_verbs_dates_both() -> None:
    """ "Killed ten and captured six on Friday"; not with a comma between the two."""
    text = "The army killed ten Taliban and wounded six in Kunduz on Friday."
    assert days(text, EventType.ARMED_CLASH, DAY) == ["2021-07-16"]


def test_what_happened_last_month_is_not_what_happened_this_week() -> None:
    """A month that does not hold the day is another happening."""
    text = "Police arrest several suspected rebels in Kunduz\n\nOn Tuesday police arrested several suspected rebels in "
    text += "Kunduz. “Last month police arrested five rebels in Kunduz,” the mayor said."
    assert days(text, EventType.ARREST, DAY) == ["2021-07-20", "2021-06"]


def test_the_stamp_of_a_headline_dates_nothing() -> None:
    """ "July 21: Forces find weapons" was written on that day; what it tells was the night before."""
    text = "July 21: Forces find bombs in Kunduz province\n\nIn Kunduz last night, a bomb exploded on a road."
    found = read(text + OF_AFGHANISTAN, DAY).events
    assert all(each.date is None or each.date.date_edtf != "2021-07-21" for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested several suspected rebels in Kunduz.",
        "Officials said several wanted men were arrested in Kunduz.",
        "Many suspected rebels were arrested in Kunduz.",
    ],
)
def test_a_past_form_behind_several_tells_of_its_noun(text: str) -> None:
    """It is no verb of its own: who was suspected was arrested."""
    modes = [
        each.assertion_mode for each in read(text + OF_AFGHANISTAN, DAY).events if each.event_type is EventType.ARREST
    ]
    assert modes == [AssertionMode.ACTUAL]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Taliban seized Farah and Kunduz, the former on Friday and the latter on Monday.", ("16", "19")),
        ("Farah and Kunduz fell to the Taliban, the first on Friday, the second on Monday.", ("16", "19")),
        ("Farah and Kunduz, the former on Friday and the latter on Monday, fell to the Taliban.", ("16", "19")),
        ("Farah and Kunduz fell, the former on Friday and the latter on Monday, officials said.", ("16", "19")),
        ("The Taliban seized Farah, Herat and Kunduz, the first two on Friday and the last on Monday.", ("16", "19")),
        ("The Taliban seized Farah and Kunduz, both on Friday.", ("16", "16")),
    ],
)
def test_words_of_order_date_each_of_a_list(text: str, told: tuple[str, str]) -> None:
    """Each has the day that stands beside its word."""
    events = read(text + OF_AFGHANISTAN, DAY).events
    found = {each.unit_id: each.date.date_edtf for each in events if each.action is not None and each.date}
    assert (found["AF-FRA"], found["AF-KDZ"]) == tuple(f"2021-07-{day}" for day in told)


@pytest.mark.parametrize("last", ["the last on Monday", "the last of them on Monday", "the latter on Monday"])
def test_the_day_of_the_last_is_no_day_of_the_rest(last: str) -> None:
    text = f"The Taliban seized Farah and Kunduz, {last}."
    events = read(text + OF_AFGHANISTAN, DAY).events
    stated = {each.unit_id for each in events if each.date and each.date_basis is DateBasis.STATED}
    assert stated == {"AF-KDZ"}
