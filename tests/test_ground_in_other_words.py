"""Changes of control told in the words of reports: what has not come, what stands behind "of", lists, spellings."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import read, told_events

DAY = date(2021, 8, 10)


def _told(text: str, title: str | None = None) -> list[tuple[str, str | None, str | None]]:
    """Mode, place and taker of what is told of ground, in the order of the text."""
    found = sorted(read(text, DAY, title=title).events, key=lambda each: each.trigger)
    return [
        (each.assertion_mode.value, each.place.name if each.place is not None else None, each.taker)
        for each in found
        if each.action is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels on the brink of seizing Gardez", [("hypothetical", "Gardez", "taliban")]),
        ("Gardez on the verge of falling to the Taliban", [("hypothetical", "Gardez", "taliban")]),
        ("Taliban a day from overrunning Gardez", [("hypothetical", "Gardez", "taliban")]),
        ("The Taliban edged closer to seizing Gardez.", [("hypothetical", "Gardez", "taliban")]),
        ("The Taliban admitted to seizing Gardez.", [("actual", "Gardez", "taliban")]),
        ("The Taliban turned to Khost after seizing Gardez.", [("actual", "Gardez", "taliban")]),
        ("Gardez was the last city to be in government hands.", [("historical", "Gardez", "government")]),
        ("Gardez is the last city to remain in government hands.", [("actual", "Gardez", "government")]),
        ("Zurmat was the last district to fall to the Taliban.", [("actual", "Zurmat", "taliban")]),
        ("The army ended the Taliban's takeover of Gardez.", []),
        ("The Taliban takeover of Gardez on Monday ended in plunder.", [("actual", "Gardez", "taliban")]),
    ],
)
def test_what_is_near_or_over_is_told_as_such(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert _told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops retook the Paktia province district of Zurmat.", [("actual", "Zurmat", "government")]),
        ("The Taliban took the Kandahar border town of Spin Boldak.", [("actual", "Spin Boldak", "taliban")]),
        ("Rebels seized the Zurmat district of Paktia.", [("actual", "Zurmat", "taliban")]),
        ("The Taliban captured Zurmat, a Paktia district.", [("actual", "Zurmat", "taliban")]),
        ("The Taliban captured a Paktia district.", [("actual", "Paktia", "taliban")]),
        ("The Taliban seized the Torkham crossing point.", [("actual", "Torkham", "taliban")]),
        ("The militants overran the customs port in Torghandi.", [("actual", "Torghundi", "taliban")]),
        ("The Kona bazaar region of Zurmat district fell to the Taliban.", [("actual", "Zurmat", "taliban")]),
        ("The govt. recaptured Zurmat district.", [("actual", "Zurmat", "government")]),
        ("The country's flag was raised back on Zurmat.", []),
        ("The Taliban flag was raised over Zurmat.", [("actual", "Zurmat", "taliban")]),
    ],
)
def test_the_unit_is_the_one_that_is_named(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert _told(text) == expected


def test_a_named_region_of_a_district_is_a_part_of_it() -> None:
    assert [each[:2] for each in told_events("The Kona region of Zurmat district fell to the Taliban.", DAY)] == [
        ("armed_clash", "Zurmat")
    ]


SIX = "Six districts fell to the Taliban, sources said. "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{SIX}The districts include Rustaq and Bangi in Takhar and Zurmat in Paktia.", {"Rustaq", "Bangi", "Zurmat"}),
        (f"{SIX}They include Rustaq in Takhar.", {"Rustaq"}),
        (f"{SIX}Among them is Rustaq in Takhar.", {"Rustaq"}),
        (f"{SIX}The dead include the governor of Rustaq.", {None}),
        ("The Taliban seized the districts of Andar in the south and Ajrestan in the west.", {"Andar", "Ajristan"}),
        ("Khost, one of the eastern cities, and Gardez, one of the largest, fell to the Taliban.", {"Khost", "Gardez"}),
        ("The Taliban took the province of Kunar, including its capital Asadabad.", {"Kunar", "Asadabad"}),
        ("Kunar province, including its capital Asadabad, fell to the Taliban.", {"Kunar", "Asadabad"}),
        ("The Taliban took Kunar province, including three tanks.", {"Kunar"}),
        ("The Taliban took the districts of Lash Jawin, Mianshin and Khawaja Omari.",
         {"Lash Wa Juwayn", "Miya Nishin", "Khwaja Umari"}),
    ],
)  # fmt: skip
def test_each_unit_of_a_list_is_told(text: str, expected: set[str | None]) -> None:
    assert {place for mode, place, _ in _told(text) if mode == "actual"} == expected


def test_a_town_and_a_colon_over_a_story_is_no_entry_of_its_title() -> None:
    text = "Gardez :\n\nThe new gains worried the neighbours. Few had expected them."
    assert _told(text, "Rebels take three more Afghan provincial capitals") == [("actual", None, "taliban")]


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("The insurgency has overrun a district in Paktia.", "Rebels seize district in Paktia", 1),
        ("The insurgency has overrun a district in Paktia.", "Rebels seize two districts in Paktia", 2),
        ("The army retook a district in Paktia.", "Rebels seize district in Paktia", 2),
    ],
)
def test_a_district_without_a_name_is_told_once(text: str, title: str, expected: int) -> None:
    assert len(_told(text, title)) == expected


def test_what_points_into_itself_is_read() -> None:
    text = "Earlier the rebels had taken some villages in the districts facing the river, forcing troops to leave."
    assert _told(text)[0] == ("actual", None, "taliban")


@pytest.mark.parametrize("speakers", ["officials and residents said", "local officials and the media confirmed"])
def test_two_who_say_so_are_nobody_that_ground_fell_to(speakers: str) -> None:
    assert _told(f"Zurmat district has fallen to the Taliban, {speakers}.") == [("actual", "Zurmat", "taliban")]


@pytest.mark.parametrize("speaker", ["The group", "The insurgent group", "The insurgents"])
def test_a_group_speaks_of_itself(speaker: str) -> None:
    assert _told(f"The Taliban went north. {speaker} said they had seized Gardez.") == [("actual", "Gardez", "taliban")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rebels captured Zurmat district couple of days ago.",
            [("district_seized", "Zurmat", "2021-08-07/2021-08-08")],
        ),
        (
            "Troops set out, a day after the rebels overran Gardez in their first gain since being ousted in 2001.",
            [("capital_seized", "Gardez", "2021-08-09~")],
        ),
    ],
)
def test_the_day_is_that_of_the_deed(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [each[:3] for each in told_events(text, DAY) if each[0].endswith("_seized")] == expected


def test_a_statement_that_speaks_of_ammunition_is_no_force() -> None:
    text = 'The rebels left Gardez to avoid, as a statement put it, "needless use of ammunition".'
    assert [each[0] for each in told_events(text, DAY)] == ["withdrawal"]
