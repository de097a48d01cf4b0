"""Whose men somebody is: those of a party by name, of another country, of a man whom no table knows."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import STRIKES, EventType
from tests.reading import read

DAY = date(2002, 6, 4)


def _actors(text: str, day: date = DAY) -> list[tuple[str, str | None]]:
    """Who acts in the events of a text, with the side."""
    return [
        (each.actor.name, each.actor.side)
        for each in read(text + " The Afghan war goes on.", day).events
        if each.actor is not None
    ]


@pytest.mark.parametrize(
    ("who", "side"),
    [
        ("Fighters of General Abdul Rashid Dostum", "other:Junbish"),
        ("The fighters of Gulbuddin Hekmatyar", "other:Hizb-i-Islami"),
        ("The forces of Gulbuddin Hekmatyar", "other:Hizb-i-Islami"),
        ("Dostum's fighters", "other:Junbish"),
        ("Fighters of the Taliban", "taliban"),
        ("Soldiers of the Afghan army", "government"),
        ("Troops of the 209th Corps", "government"),
        ("Police of Balkh province", "government"),
        ("Pakistan's army", "other:Pakistan"),
        ("The army of Pakistan", "other:Pakistan"),
        ("The security forces of Iran", "other:Iran"),
        ("The forces of Haji Zaman", None),
        ("Fighters of Haji Zaman", None),
        ("The army of the neighbouring country", None),
        ("Qadir's fighters", None),
        ("Commander Qadir's militia", None),
        ("Balkh's police", "government"),
        ("Hekmatyar's allies", None),
        ("The Taliban's allies", None),
        ("Soldiers who had deserted", None),
        ("Policemen who had recently gone over to the Taliban", None),
        ("Taliban fighters who had defected to the government", None),
        ("Fighters who had joined the government", None),
        ("A group that broke with the Taliban", None),
        ("A breakaway Taliban faction", None),
        ("Fighters opposed to the Taliban", None),
        ("Soldiers who were opposed to the government", None),
        ("Anti-Dostum fighters", None),
        ("Anti-Rahimi gunmen", None),
        ("Soldiers fighting the Taliban", "government"),
        ("Soldiers who had joined the battle", "government"),
    ],
)
def test_men_are_of_whom_the_words_say(who: str, side: str | None) -> None:
    """By name, by country, by unit; of a man who is not known they are nobody's, never the default of the day."""
    found = _actors(f"{who} attacked Maimana city on Sunday.")
    assert {each for _, each in found} - {None} == {side} - {None}


@pytest.mark.parametrize("who", ["The forces of Haji Zaman", "Fighters of Haji Zaman", "The neighbor's army"])
def test_ground_goes_to_nobody_by_default(who: str) -> None:
    """What the men of somebody unknown take changes hands to an unknown taker."""
    (seized,) = [
        each
        for each in read(f"{who} captured Maimana city on Sunday. The Afghan war goes on.", DAY).events
        if each.action
    ]
    assert seized.taker is None


@pytest.mark.parametrize(
    ("who", "side"),
    [
        ("Fighters opposed to the government", "taliban"),
        ("Anti-government fighters", "taliban"),
        ("Insurgents who had joined the battle", "taliban"),
        ("Fighters opposed to the Taliban", None),
        ("Fighters who fight against the Islamic State", None),
        ("Anti-American fighters", None),
        ("Anti-narcotics police", "government"),
    ],
)
def test_rebels_against_the_state_only_are_the_insurgents(who: str, side: str | None) -> None:
    """Who is told as an opponent of anybody else is of no side, and a duty is no opponent."""
    found = _actors(f"{who} attacked Maimana city on Sunday.", date(2016, 6, 4))
    assert {each for _, each in found} - {None} == {side} - {None}


def test_they_are_the_gunmen_told_of_last() -> None:
    """A pronoun stands for armed people of no known side too, not for the officials who spoke before."""
    text = "Officials spoke in Kabul. Gunmen fired at workers in Ghazni city. They killed two volunteers."
    assert {side for _, side in _actors(text)} == {None}


@pytest.mark.parametrize(
    ("before", "side"),
    [
        ("Ashraf Ghani visited Ghor.", None),
        ("The Taliban met in Doha. Ashraf Ghani visited Ghor.", "taliban"),
        ("The Taliban fired at Charkh. The governor fled to Kabul.", "taliban"),
        ("Afghan forces came to Charkh. The police chief spoke.", "government"),
        ("The Taliban fired at Charkh. The government sent soldiers.", None),
        ("The Taliban fired at Charkh.", "taliban"),
        ("Fighters of the Taliban met in Doha, officials said.", "taliban"),
    ],
)
def test_they_are_no_single_person(before: str, side: str | None) -> None:
    """A plural pronoun goes on from people, past a person; past an institution it may be either."""
    events = read(f"{before} They captured Guzara on Friday. The Afghan war goes on.", date(2017, 6, 4)).events
    assert [each.taker for each in events if each.action] == [side]


def test_he_is_none_of_several() -> None:
    """A pronoun of one stands for none of the gunmen told of before, and for nobody told of before them."""
    text = "The governor went to Herat. Gunmen fired at a school. He killed two men in Guzara on Friday."
    assert {each for each, _ in _actors(text, date(2017, 6, 4))} == {"Gunmen"}
    spoken = read(text + " The Afghan war goes on.", date(2017, 6, 4)).events
    assert sum(each.actor is not None for each in spoken) == 1


def test_a_government_wins_back_what_they_retook() -> None:
    """Of rebels and an institution it is the institution that retakes something."""
    text = "The Taliban fired at Charkh. The government sent soldiers. They retook Guzara on Friday."
    events = read(text + " The Afghan war goes on.", date(2017, 6, 4)).events
    assert [each.taker for each in events if each.action] == ["government"]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Tehran said Taliban guards had killed two of its border guards in Nimroz.", ("taliban", "other:Iran")),
        ("Tehran said its border guards had killed two Taliban fighters in Nimroz.", ("other:Iran", "taliban")),
        (
            "Canberra said a Taliban infiltrator had killed three of its troops in Uruzgan.",
            ("taliban", "other:Australia"),
        ),
        (
            "London said one of its soldiers had been killed by the Taliban in Sangin.",
            ("taliban", "other:United Kingdom"),
        ),
        ("One of the soldiers was killed by the Taliban in Sangin.", ("taliban", "government")),
        ("The army said one of its soldiers had been killed by the Taliban in Sangin.", ("taliban", "government")),
        ("Soldiers killed one of the Taliban in Sangin.", ("government", "taliban")),
    ],
)
def test_its_men_are_the_speakers_whom_others_harmed(text: str, sides: tuple[str, str]) -> None:
    """A capital that speaks is its country; one of several is of their side, and no civilian."""
    (event,) = (each for each in read(text, date(2018, 6, 16)).events if each.event_type is EventType.ARMED_CLASH)
    assert (event.actor and event.actor.side, event.recipient and event.recipient.side) == sides


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Islamabad carried out air strikes in Khost province, killing three.", "other:Pakistan"),
        ("Washington carried out a drone strike in Sangin against the Taliban.", "other:United States"),
        ("Islamabad condemned air strikes in Khost province that killed three Afghans.", None),
    ],
)
def test_a_capital_acts_for_its_country(text: str, side: str | None) -> None:
    """Where it does something; who condemns it did nothing."""
    (event,) = (each for each in read(text, date(2018, 6, 16)).events if each.event_type in STRIKES)
    assert (event.actor.side if event.actor else None) == side


@pytest.mark.parametrize(
    ("text", "day", "sides"),
    [
        ("Security forces of the fallen government killed two Taliban in Balkh.", date(2022, 8, 10), (None, "taliban")),
        ("A former member of the police attacked a Taliban post in Balkh.", date(2022, 8, 10), (None, "taliban")),
        ("Security forces killed two Islamic State fighters in Balkh.", date(2022, 8, 10), ("taliban", "iskp")),
        (
            "Soldiers of the fallen Taliban regime killed two policemen in Herat.",
            date(2002, 8, 10),
            (None, "government"),
        ),
        ("Soldiers attacked a Taliban convoy in Herat.", date(2012, 8, 10), ("government", "taliban")),
    ],
)
def test_who_served_what_is_no_more_is_nobodys(text: str, day: date, sides: tuple[str | None, str | None]) -> None:
    """The forces of a state that fell are not those of the state that followed."""
    found = [each for each in read(text + " Afghanistan is at war.", day).events if "clash" in each.event_type]
    told = [(each.actor and each.actor.side, each.recipient and each.recipient.side) for each in found]
    assert told == [sides]
