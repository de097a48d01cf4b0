"""Victims by their names: as many as are counted, their ages count nobody, and who says so stands behind them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from geo.text.ages import find_ages
from tests.reading import read

if TYPE_CHECKING:
    from geo.model import Event

DAY = date(2014, 11, 3)


def _only(text: str) -> Event:
    (event,) = read(f"{text} The Afghan government spoke of war.", DAY).events
    return event


@pytest.mark.parametrize("verb", ["killed", "wounded five guards and killed", "has killed"])
@pytest.mark.parametrize(
    ("victims", "dead"),
    [
        ("two judges, Abdul Karim and Wali Jan", 2),
        ("two British soldiers, John Smith and Tom Brown", 2),
        ("three people, Abdul Karim, Wali Jan and Nur Rahman", 3),
        ("two judges, Abdul Karim, 32, and Wali Jan, 41", 2),
        ("a judge, Abdul Karim", 1),
        ("a judge, 32, and his driver, 41", 2),
        ("a boy, six, and a girl, eight", 2),
        ("a boy aged six and a girl aged 8", 2),
        ("a six-year-old boy and his eight-year-old sister", 2),
        ("Mohammad Karim, 45, his wife, 40, and their son, nine", 3),
        ("three guards and Abdul Karim", 4),
        ("12 people", 12),
    ],
)
def test_names_and_ages_add_nobody_to_those_counted(verb: str, victims: str, dead: int) -> None:
    event = _only(f"A bomb in Herat {verb} {victims}.")
    assert (event.fatalities.best, event.place and event.place.name) == (dead, "Herat")


@pytest.mark.parametrize(
    ("victims", "dead"),
    [
        ("Two judges, Abdul Karim and Wali Jan,", 2),
        ("Two Afghan journalists, Abdul Karim, 32, and Wali Jan, 41,", 2),
        ("Abdul Karim, 32, and Wali Jan, 41,", 2),
        ("Corporal John Smith, 21, and Private Tom Brown, 19,", 2),
        ("A boy, 6, and his sister, 8,", 2),
    ],
)
def test_so_with_those_who_were_killed(victims: str, dead: int) -> None:
    assert _only(f"{victims} were killed by a bomb in Herat.").fatalities.best == dead


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Abdul Karim, 32, said so.", [", 32"]),
        ("Abdul Karim, 32, and Wali Jan, 41, were shot.", [", 32,", ", 41,"]),
        ("A judge, thirty, died.", [", thirty"]),
        ("A girl aged nine died.", [" aged nine"]),
        ("In Herat, 12, among them two children, were killed.", []),
        ("Near Kunduz city, 12, police said, were killed.", []),
        ("Soldiers, 12, were killed.", []),
        ("Abdul Karim, 140, was killed.", []),
        ("Kunduz, Balkh and Herat fell.", []),
        ("They killed 12, nine of them guards.", []),
    ],
)
def test_an_age_stands_behind_a_person(text: str, ages: list[str]) -> None:
    assert [text[start:end] for start, end in find_ages(text, text.lower())] == ages


@pytest.mark.parametrize(
    "says", ["said a spokesman", "said the governor", "said Wali Jan, a resident", "reported Tolo News"]
)
@pytest.mark.parametrize(
    "beside", [", Abdul Karim", ", who was on his way home", ", Abdul Karim, who was on his way home"]
)
def test_who_says_so_stands_behind_what_is_said_of_a_victim(beside: str, says: str) -> None:
    event = _only(f"A bomb in Herat killed a judge{beside}, {says}.")
    assert (event.event_type.value, event.fatalities.best, event.place and event.place.name) == ("bombing", 1, "Herat")


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("The general, who leads the attack in Farah, told reporters that Bala Buluk had fallen.", {"district_seized"}),
        ("The Taliban, who took Bala Buluk, said Farah had fallen.", {"district_seized", "capital_seized"}),
        ("The governor, who was in Farah, said fighters had captured Bala Buluk.", {"district_seized"}),
    ],
)
def test_who_is_described_and_then_speaks_stands_before(text: str, tags: set[str]) -> None:
    found = {each.event_type.value for each in read(text + " The Afghan government spoke of war.", DAY).events}
    assert found == tags


@pytest.mark.parametrize(
    ("text", "place", "precision"),
    [
        ("The Taliban killed the former governor of Farah in Kabul on Sunday.", "Kabul", "settlement"),
        ("A bomb killed the brother of the governor of Farah in Kabul on Sunday.", "Kabul", "settlement"),
        ("Police arrested the deputy governor of Logar in Kabul on Sunday.", "Kabul", "settlement"),
        ("Gunmen wounded the governor of Kunar near Jalalabad on Sunday.", "Jalalabad", "near"),
        ("The Taliban attacked the convoy of the mayor of Farah in Herat on Sunday.", "Herat", "settlement"),
        ("The Taliban attacked the district of Bala Buluk in Farah on Sunday.", "Bala Buluk", "admin2"),
        ("The Taliban killed the governor of Farah on Sunday.", "Farah", "admin1"),
        ("The Taliban killed the mayor of Farah on Sunday.", "Farah", "settlement"),
        ("The Taliban killed the police chief of Farah on Sunday.", "Farah", "admin1"),
        ("Gunmen ambushed the police chief of Farah on Sunday.", "Farah", "admin1"),
    ],
)
def test_an_official_is_of_his_province_and_falls_where_that_is_said(text: str, place: str, precision: str) -> None:
    event = _only(text)
    assert event.place is not None
    assert (event.place.name, event.place.place_precision.value) == (place, precision)
