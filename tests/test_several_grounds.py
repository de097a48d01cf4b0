"""Several pieces of ground told together: "both cities", units of several provinces, capitals, buildings in each."""

from __future__ import annotations

import pytest

from tests.reading import OF_AFGHANISTAN, actual, read, territory

FIRST = "The Taliban attacked Kunduz and Taloqan. "
ANDAR, GIRO, SANGIN, ZHARI, PANJWAI = (
    "district:AF1107",
    "district:AF1112",
    "district:AF3008",
    "district:AF2705",
    "district:AF2704",
)


def _changes(text: str) -> set[tuple[str, str | None, str | None]]:
    """Action, unit and taker of what happened to ground, without attacks on it."""
    return {
        (each.action.value, each.unit_id, each.taker)
        for each in actual(text)
        if each.action is not None and each.rule_id != "attack.place"
    }


@pytest.mark.parametrize(
    ("told", "action", "taker"),
    [
        ("Both cities fell on Sunday.", "seized", "taliban"),
        ("Both fell on Sunday.", "seized", "taliban"),
        ("The two cities fell on Sunday.", "seized", "taliban"),
        ("The cities fell on Sunday.", "seized", "taliban"),
        ("They captured the two cities on Sunday.", "seized", "taliban"),
        ("They took control of both cities.", "seized", "taliban"),
        ("The army retook both cities on Sunday.", "retaken", "government"),
        ("Both cities were recaptured by the army.", "retaken", "government"),
        ("Both cities have been besieged by the Taliban.", "besieged", "taliban"),
        ("Parts of both cities fell to the Taliban.", "contested", "taliban"),
    ],
)
def test_both_cities_are_the_two_that_were_told_of(told: str, action: str, taker: str) -> None:
    assert _changes(FIRST + told) == {(action, "AF-KDZ", taker), (action, "AF-TAK", taker)}


@pytest.mark.parametrize(
    "told",
    [
        "One of the cities fell.",
        "One of the two cities fell.",
        "Neither of the cities fell.",
        "Neither city fell.",
        "None of the two cities fell.",
        "The other cities fell.",
        "The three cities fell.",
        "Two cities fell.",
        "Cities fell.",
        "The two districts fell.",
        "Both provinces fell.",
        "The two cities could fall.",
        "The two cities did not fall.",
        "The northern cities fell.",
    ],
)
def test_of_other_cities_nobody_knows_which_they_are(told: str) -> None:
    assert all(unit is None for _, unit, _ in _changes(FIRST + told))


@pytest.mark.parametrize(
    "told", ["Air strikes hit both districts.", "Bombs went off in the two districts.", "Rockets hit the districts."]
)
def test_what_happens_in_both_districts_happens_in_each(told: str) -> None:
    events = read(f"The Taliban captured Andar and Giro districts on Friday. {told}").events
    struck = {each.place.name for each in events if each.action is None and each.place is not None}
    assert struck == {"Andar", "Giro"}


@pytest.mark.parametrize(
    ("text", "units"),
    [
        (
            "The Taliban captured Andar, Giro and Sangin districts in Ghazni and Helmand provinces.",
            {ANDAR, GIRO, SANGIN},
        ),
        ("The Taliban captured Andar and Sangin districts of Ghazni and Helmand provinces.", {ANDAR, SANGIN}),
        ("The Taliban captured Andar and Sangin districts in Ghazni and Helmand.", {ANDAR, SANGIN}),
        ("The Taliban captured the districts of Andar and Sangin in Ghazni and Helmand provinces.", {ANDAR, SANGIN}),
        ("The Taliban captured the districts of Andar and Sangin in Ghazni and Helmand.", {ANDAR, SANGIN}),
        ("Andar and Sangin districts in Ghazni and Helmand provinces fell to the Taliban.", {ANDAR, SANGIN}),
        ("The Taliban captured Andar and Giro districts in Ghazni and Sangin in Helmand.", {ANDAR, GIRO, SANGIN}),
        ("The Taliban captured Andar and Giro districts in Ghazni and all of Helmand.", {ANDAR, GIRO, "AF-HEL"}),
        ("The Taliban captured Andar district in Ghazni, and Helmand province.", {ANDAR, "AF-HEL"}),
        ("The Taliban captured Sangin in Helmand and Farah provinces.", {SANGIN}),
        ("The Taliban captured Sangin in Helmand and Farah city.", {SANGIN, "AF-FRA"}),
        ("The Taliban captured Zari and Panjwai districts of Kandahar.", {ZHARI, PANJWAI}),
        ("The Taliban captured the districts of Zari and Panjwai in Kandahar.", {ZHARI, PANJWAI}),
        ("The Taliban captured Andar, Giro and Qarabagh.", {ANDAR, GIRO, "district:AF1111"}),
        ("The Taliban captured Andar and Giro.", {ANDAR, GIRO}),
    ],
)
def test_no_province_is_taken_with_its_districts(text: str, units: set[str]) -> None:
    assert {(each.unit_id, each.taker) for each in actual(text + OF_AFGHANISTAN)} == {
        (unit, "taliban") for unit in units
    }


@pytest.mark.parametrize("took", ["captured {}", "have taken {}", "are in control of {}"])
@pytest.mark.parametrize(
    "ground",
    [
        "Zaranj and Sheberghan, the capitals of Nimroz and Jawzjan provinces",
        "Zaranj and Sheberghan, capitals of Nimroz and Jawzjan provinces",
        "Zaranj and Sheberghan, the provincial capitals of Nimroz and Jawzjan",
        "the capitals of Nimroz and Jawzjan provinces",
        "the capital cities of Nimroz and Jawzjan provinces",
        "the capital cities of Nimroz and Jawzjan",
        "the cities of Zaranj and Sheberghan in Nimroz and Jawzjan provinces",
        "Zaranj, the capital of Nimroz province, and Sheberghan, the capital of Jawzjan province",
    ],
)
def test_capitals_of_provinces_are_no_provinces(took: str, ground: str) -> None:
    found = {(each.unit and each.unit.value, each.unit_id) for each in actual(f"The Taliban {took.format(ground)}.")}
    assert found == {("provincial_capital", "AF-NIM"), ("provincial_capital", "AF-JOW")}


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("The Taliban captured government buildings in the capitals of Nimroz and Jawzjan.", {"AF-NIM", "AF-JOW"}),
        ("The Taliban seized key government offices in Zaranj and Sheberghan.", {"AF-NIM", "AF-JOW"}),
        ("The Taliban captured government buildings in Zaranj.", {"AF-NIM"}),
        ("The Taliban captured buildings in Nimroz province.", set()),
    ],
)
def test_buildings_in_a_town_are_a_part_of_it(text: str, units: set[str]) -> None:
    found = {(each.action and each.action.value, each.unit_id) for each in territory(text) if each.unit_id}
    assert found == {("contested", unit) for unit in units}


@pytest.mark.parametrize(
    ("told", "tag"),
    [
        ("The crossing was closed on Tuesday.", "restriction"),
        ("Pakistan shut the crossing on Tuesday.", "restriction"),
        ("A bomb went off at the crossing on Tuesday.", "bombing"),
    ],
)
def test_the_crossing_is_the_site_that_was_told_of(told: str, tag: str) -> None:
    events = read(f"Afghan and Pakistani forces clashed at Torkham on Monday. {told}").events
    assert [each.place and each.place.name for each in events if each.event_type.value == tag] == ["Torkham"]


@pytest.mark.parametrize(
    "text",
    [
        "Troops cleared several villages in the districts and held them.",
        "Rangers cleared two hamlets in both valleys before the Taliban seized them again.",
        "The patrol cleared a few towns in the provinces before it left the provinces.",
        "After the army had cleared ten villages in both districts, the districts were calm.",
    ],
)
def test_ground_is_not_told_before_its_own_parts(text: str) -> None:
    """What "several villages in the districts" names is not told before "the districts"; asking it went in a circle."""
    assert [each.unit_id for each in territory(text) if each.unit_id is not None] == []
