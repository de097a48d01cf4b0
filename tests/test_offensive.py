"""Made reports of an offensive: which unit each one says was taken, by whom and when; a wrong unit or side is worst."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import TRANSFERS, AssertionMode
from tests.reading import read

DAY = date(2021, 6, 30)
"""A Wednesday."""


def _taken(text: str, published: date = DAY) -> list[tuple[str | None, str | None, str]]:
    """Of each change of control that is told as actual and has a place: its unit, who took it, and the day."""
    return sorted(
        (each.unit_id, each.taker, each.date.date_edtf if each.date is not None else "")
        for each in read(text, published).events
        if each.action in TRANSFERS and each.assertion_mode is AssertionMode.ACTUAL and each.place is not None
    )


@pytest.mark.parametrize(
    "text",
    [
        "Taliban take two capitals\n\nKabul: The insurgents took both cities after long fighting on Monday.",
        "Army regains districts\n\nKabul [Afghanistan], June 21 (ANI): Soldiers have regained two districts.",
        "Taliban captures sixth provincial capital\n\nKABUL - Militants captured another provincial capital on Monday.",
        "Kabul would be the largest city captured by the insurgents.",
        "Kabul may be the next capital to be seen as one of the cities taken by the insurgents.",
        "The insurgents overran three districts in Parwan and Kabul provinces on Monday.",
        "The insurgents overran three districts (in Parwan and Kabul provinces) on Monday.",
        "The insurgents overran three districts - in Parwan and Kabul provinces - on Monday.",
        "The insurgents have overrun nine out of ten districts of Ghazni city.",
    ],
)
def test_no_unit_is_taken_that_the_words_only_stand_beside(text: str) -> None:
    """A dateline, what a city would be, and the provinces around unnamed districts are not what was taken."""
    assert [unit for unit, _, _ in _taken(text) if unit is not None] == []


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        (
            "Soldiers in an overnight raid have recaptured Bangi district.",
            [("district:AF1804", "government", "2021-06-29/2021-06-30~")],
        ),
        (
            "The Islam Qala border town and the Bangi district have fallen to the Taliban.",
            [("district:AF1804", "taliban", "2021-06-30~"), ("geonames:1142404", "taliban", "2021-06-30~")],
        ),
        (
            "The Taliban took Kaldar district on Tuesday. The head of the Balkh council confirmed the district's loss.",
            [("district:AF2113", "taliban", "2021-06-29")],
        ),
        (
            "Bangi district had fallen to the Taliban, but the army retook it on June 21.",
            [("district:AF1804", "government", "2021-06-21"), ("district:AF1804", "taliban", "../2021-06-21")],
        ),
        (
            "The army retook Bangi district on June 21. The Taliban had captured the district.",
            [("district:AF1804", "government", "2021-06-21"), ("district:AF1804", "taliban", "../2021-06-21")],
        ),
        (
            "The army retook Bangi district on June 21. On Monday the Taliban captured the district.",
            [("district:AF1804", "government", "2021-06-21"), ("district:AF1804", "taliban", "2021-06-28")],
        ),
        (
            "Bangi and Chal districts have fallen to the Taliban since the start of the pullout on May 1.",
            [("district:AF1804", "taliban", "2021-06-30~"), ("district:AF1805", "taliban", "2021-06-30~")],
        ),
        ("The Taliban have captured a small town called Nowabad in Kandahar.", [(None, "taliban", "2021-06-30~")]),
        (
            "Herat became the third city taken by the Taliban this week.",
            [("AF-HER", "taliban", "2021-06-28/2021-06-30")],
        ),
        (
            "Three more provincial capitals of Afghanistan -- the cities of Jalalabad and Nili -- fell to the Taliban.",
            [("AF-DAY", "taliban", "2021-06-30~"), ("AF-NAN", "taliban", "2021-06-30~")],
        ),
        (
            "The Taliban took a total of two districts - Bangi and Chal - in Takhar province on Monday.",
            [("district:AF1804", "taliban", "2021-06-28"), ("district:AF1805", "taliban", "2021-06-28")],
        ),
        (
            "The Taliban have taken many cities, mainly in the north of the country, including Kunduz and Taloqan.",
            [("AF-KDZ", "taliban", "2021-06-30~"), ("AF-TAK", "taliban", "2021-06-30~")],
        ),
        ("The Taliban took control of two districts in Takhar and Faryab.", [(None, "taliban", "2021-06-30~")] * 2),
        (
            "The Taliban took over the Torkham border post, leaving Kabul airport the only way out of the country.",
            [("site:torkham", "taliban", "2021-06-30~")],
        ),
        (
            "Lost:\n\n- June 6 - ZARANJ. The Taliban take the city.\n\n- June 8 - TALOQAN. The city falls to them.",
            [("AF-NIM", "taliban", "2021-06-06"), ("AF-TAK", "taliban", "2021-06-08")],
        ),
        (
            "Insurgents stormed Ghazni, captured Bangi district, and freed some prisoners.",
            [("district:AF1804", "taliban", "2021-06-30~")],
        ),
        (
            "Insurgents seized Zaranj city on Tuesday, becoming the first capital to be taken by the Taliban.",
            [("AF-NIM", "taliban", "2021-06-29")],
        ),
        (
            "The Taliban have regained Bangi district. On Sunday officials said the army had retaken the district.",
            [("district:AF1804", "government", "../2021-06-29"), ("district:AF1804", "taliban", "2021-06-30~")],
        ),
        (
            "On Monday the militants captured Aybak. They had already taken Zaranj.",
            [("AF-NIM", "taliban", "../2021-06-28"), ("AF-SAM", "taliban", "2021-06-28")],
        ),
        (
            "The Taliban said that they have “captured the district of Muqur” in the province of Ghazni.",
            [("district:AF1115", "taliban", "2021-06-30~")],
        ),
        (
            "“Kunduz fell to the Taliban, and all officials retreated,” said an officer.",
            [("AF-KDZ", "taliban", "2021-06-30~")],
        ),
    ],
)
def test_what_was_taken_by_whom_and_when(text: str, taken: list[tuple[str | None, str | None, str]]) -> None:
    assert _taken(text) == taken


def test_a_town_by_an_unknown_name_is_not_in_the_city_of_its_province() -> None:
    (event,) = read("The Taliban have captured a small town called Nowabad in Kandahar.", DAY).events
    assert event.place is not None
    assert event.place.place_precision == "admin1"


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("The Taliban stormed Ghazni, seized key offices, and freed 60 prisoners.", {"armed_clash", "prisoners_freed"}),
        ("Taliban fighters were the first to enter Ghazni on Monday.", {"armed_clash"}),
        ("The Taliban captured the said districts in Baghlan on Monday.", {"territory_seized"}),
        ("The army retook Bangi district, captured last week, and killed nine insurgents.", {"territory_retaken"}),
        ("The Taliban took Zaranj, becoming the first city to be taken by insurgents.", {"capital_seized"}),
    ],
)
def test_who_takes_ground_is_not_taken_himself(text: str, tags: set[str]) -> None:
    """A past form with an object in a series of deeds is a deed of the same doers, done to nobody of them."""
    told = read(text, DAY).events
    assert {each.event_type.value for each in told if each.assertion_mode is AssertionMode.ACTUAL} == tags


def test_what_is_done_to_scatter_a_crowd_is_done_where_that_is() -> None:
    told = read("Taliban fighters fired tear gas to break up a women's protest in Kabul on Monday.", DAY).events
    actual = [each for each in told if each.assertion_mode is AssertionMode.ACTUAL]
    assert [each.place.name for each in actual if each.place is not None] == ["Kabul"]


def test_the_first_of_several_villages_is_no_district_of_its_name() -> None:
    (event,) = read("Warplanes hit the Murghab and Atma villages on the outskirts of Sheberghan.", DAY).events
    assert event.place is not None
    assert event.place.admin1_name == "Jowzjan"


def test_a_part_of_a_possible_number_is_the_part() -> None:
    claims = read("The Taliban control 224 out of a possible 421 districts.", DAY).claims
    assert [(each.count, each.of) for each in claims] == [(224, 421)]


def test_an_afghan_provincial_capital_is_not_the_countrys() -> None:
    told = read("Taliban attack Afghan provincial capital\n\nOfficials in Kabul said so.", DAY).events
    assert all(each.place is None or each.place.name != "Kabul" for each in told)
