"""Where something happened that its text only refers to: nearby, in the same street, in the provincial capital."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import read

DAY = date(2019, 3, 14)
BEFORE = "Two policemen were shot in Faryab in April and three farmers drowned in Ghor in March.\n\n"
BOMB = "A bomb killed six people in a bazaar in Taloqan on Wednesday.\n\n"
COURT = "Gunmen stormed a court in Farah on Wednesday and killed 44 people.\n\n"
TROOPS = "Troops detained a commander in Sabari district on Wednesday.\n\n"


def _last(text: str) -> str | None:
    """The place of what the text tells last."""
    event = max(read(text, DAY).events, key=lambda each: each.trigger)
    return event.place.name if event.place else None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (BOMB + "An hour later a second device was defused nearby.", "Taloqan"),
        (BOMB + "Police found a second device at the scene.", "Taloqan"),
        (BOMB + "Last month a bomb killed two people in the same neighbourhood.", "Taloqan"),
        (BOMB + "Last month a bomb killed two people.", None),
        (TROOPS + "They found a cache of weapons.", "Sabri"),
        (TROOPS + "The force found a cache of weapons.", "Sabri"),
        (TROOPS + "Weapons were seized during the operation.", "Sabri"),
        (TROOPS + "Last month a cache of weapons was found.", None),
        (COURT + '"They came in uniforms," a witness said.\n\nTwo gunmen who tried to flee were shot dead.', "Farah"),
        (COURT + '"They came in uniforms," a witness said.\n\nTwo policemen were shot dead.', None),
        ("Women marched through Herat on Wednesday.\n\nTaliban fighters fired into the air to scatter them.", "Herat"),
    ],
)
def test_goes_back_to_what_was_told(text: str, place: str | None) -> None:
    """Words for where the text is, and those who were there, lead back to it; nothing else does."""
    assert _last(BEFORE + text) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "A mine killed two in Rodat district. A bomb killed three outside a bank in the provincial capital.",
            "Jalalabad",
        ),
        ("Herat's governor spoke. Six men were shot by gunmen in the provincial capital.", "Herat"),
        ("TALOQAN: Six men were shot by gunmen in the provincial capital.", "Taloqan"),
        ("Mines killed two in Rodat district and three in Sangin. A bomb killed four in the provincial capital.", None),
        ("KABUL: A man blew himself up in Sangin. In the capital, a bomb killed four.", "Kabul"),
        ("KABUL: A man blew himself up in Lashkar Gah. In the capital, a bomb killed four.", None),
        ("KABUL: A bomb killed four people near a bank. Shops in the capital were shut.", "Kabul"),
        ("KABUL: A bomb killed four people near a bank. The ministry said no more.", None),
        ("TALOQAN: A bomb killed four people near a bank. The ministry said no more.", "Taloqan"),
        ("TALOQAN: A bomb killed four people near a bank. The attack was in Herat.", "Herat"),
    ],
)
def test_which_capital(text: str, place: str | None) -> None:
    """The provincial capital is that of the province told of last, the capital that of the country."""
    assert {each.place.name if each.place else None for each in read(text, DAY).events} >= {place}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Worshippers had gathered in Taloqan on Friday when a man walked in and blew himself up.", "Taloqan"),
        ("Shoppers were crowding a market in Taloqan on Friday when two men opened fire and killed ten.", "Taloqan"),
        (
            "Villagers in Taloqan were digging a well on Friday when a shell landed among them and killed six.",
            "Taloqan",
        ),
        ("Ministers were meeting in Taloqan on Friday when a bomb killed ten people.", None),
        ("The president was speaking in Taloqan on Friday when gunmen killed a governor.", None),
    ],
)
def test_among_people(text: str, place: str | None) -> None:
    """What comes upon many people happens where they are; who confers may be elsewhere."""
    assert _last(BEFORE + text) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The envoy works for the president, who was driven from Kabul by the Taliban. Troops retook the town.", None),
        (
            "The Taliban attacked Charikar on Tuesday, a rocket hit Kabul. Troops of the president retook the town.",
            "Charikar",
        ),
        ("The Taliban attacked Charikar on Tuesday. Troops of the president retook the town.", "Charikar"),
    ],
)
def test_the_town_is_not_the_capital_of_the_country(text: str, place: str | None) -> None:
    """Whatever was last told of Kabul, "the town" is another place."""
    found = [event for event in read(text, date(1996, 8, 16)).events if event.event_type == "territory_retaken"]
    assert [event.place.name if event.place else None for event in found] == [place]
