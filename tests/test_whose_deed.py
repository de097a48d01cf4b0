"""Whose deed it is that a noun tells of, before it, behind it or in a clause of its own; and to whom it was done."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode, EventType
from tests.reading import read

DAY = date(2015, 10, 5)
LATER = date(2023, 5, 10)
_FIGHTS = {EventType.ARMED_CLASH, EventType.ATTACK_ON_CIVILIANS, EventType.OFFENSIVE}
_VIOLENCE = _FIGHTS | {EventType.BOMBING, EventType.SUICIDE_BOMBING, EventType.AIR_STRIKE, EventType.SHELLING}


def _sides(text: str, day: date = DAY) -> list[tuple[str | None, str | None]]:
    """Who acts, and to whom it is done, in the violence that happened."""
    events = read(f"{text} The Afghan war went on.", day).events
    found = [each for each in events if each.event_type in _VIOLENCE and each.assertion_mode is AssertionMode.ACTUAL]
    return [
        (each.actor.side if each.actor else None, each.recipient.side if each.recipient else None) for each in found
    ]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Four Taliban fighters were killed in a US raid in Logar on Monday.", "other:United States"),
        ("Four Taliban fighters were killed in an American assault in Logar on Monday.", "other:United States"),
        ("Four Taliban fighters were killed by an army sniper in Logar on Monday.", "government"),
        ("Four Taliban fighters were killed when an ISIS mine hit their car in Logar on Monday.", "iskp"),
        ("Four Taliban fighters were killed in NATO's night raid in Logar on Monday.", "other:NATO"),
        ("Four Taliban fighters were killed in an attack claimed by Islamic State in Logar on Monday.", "iskp"),
        ("Four Taliban fighters were killed in an operation of the Afghan army in Logar on Monday.", "government"),
        ("An ISIS-claimed rocket attack killed four Taliban fighters in Logar on Monday.", "iskp"),
        ("A US-led raid killed four Taliban fighters in Logar on Monday.", "other:United States"),
        ("Four Taliban fighters were killed in a raid by unknown gunmen in Logar on Monday.", None),
        ("Four Taliban fighters were killed in a Taliban-style ambush in Logar. NATO troops were near.", None),
        ("Four Taliban fighters died in an ambush at a NATO base in Logar. The Islamic State was near.", None),
    ],
)
def test_the_noun_says_whose_deed_it_was(text: str, side: str | None) -> None:
    """Its owner acts, never the opponent by default; those who are like somebody, or were its target, do not."""
    assert _sides(text) == [(side, "taliban")]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("A Pakistani air strike killed four people in Khost on Monday.", "other:Pakistan"),
        ("Pakistan's cross-border shelling killed four people in Khost on Monday.", "other:Pakistan"),
        ("Iranian shelling killed four people in Nimroz province on Monday.", "other:Iran"),
        ("Four people died in an explosion in Khost on Monday, days after a Pakistani bombing.", None),
        ("A bomb killed four people in Khost on Monday. The Pakistani agency said so.", None),
    ],
)
def test_a_countrys_adjective_says_whose_fire_it_was(text: str, side: str | None) -> None:
    """Before what forces do it names those forces; before what may be done there it names the country."""
    assert {each for each, _ in _sides(text, LATER)} <= {side}
    assert side is None or _sides(text, LATER)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Four soldiers died in an ambush in Logar on Monday.", "government"),
        ("Four soldiers were killed when a rocket hit their post in Logar on Monday.", "government"),
        ("A soldier died when a bomb blew up beside a patrol in Logar on Monday.", "government"),
        ("Four soldiers were killed a week after a bomb went off at a market in Logar.", None),
        ("The army came to Logar. He died when a bomb went off there on Monday.", None),
    ],
)
def test_whom_a_happening_kills_it_is_done_to(text: str, side: str | None) -> None:
    """The clause around says who died in it; not before it, and nobody whom only a pronoun names."""
    kinds = {each for _, each in _sides(text)}
    assert kinds == {side} if side else side in kinds or not kinds


def test_who_dies_in_his_own_attack_was_killed_by_the_opponent() -> None:
    """The Taliban's attack in which Taliban were killed: the army did that."""
    assert _sides("Four Taliban fighters were killed in a Taliban attack in Logar on Monday.") == [
        ("government", "taliban")
    ]


@pytest.mark.parametrize(
    ("claim", "side"),
    [
        ("Residents blamed NATO for the air strike.", "other:NATO"),
        ("The air strike was the work of NATO.", "other:NATO"),
        ("NATO denied involvement.", None),
    ],
)
def test_an_air_strike_is_blamed_on_somebody_too(claim: str, side: str | None) -> None:
    """As bombs and ambushes are."""
    assert {each for each, _ in _sides(f"An air strike killed four people in Logar on Monday. {claim}")} == {side}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The UN said an attack by Taliban fighters in Bakwa district of Farah killed 30 civilians.", "taliban"),
        ("The UN says rocket fire by insurgents on Ghazni city wounded 12 children.", "taliban"),
        ("The Taliban said shelling by Afghan soldiers in Bakwa district killed three children.", "government"),
        ("The governor said shelling by insurgents in Bakwa district killed three children.", "taliban"),
        ("According to the UN, shelling by Afghan soldiers in Bakwa district killed three children.", "government"),
        ("According to elders, bombing by US jets in Bakwa district killed three children.", "other:United States"),
        ("According to the Taliban, shelling in Bakwa district killed three children.", None),
        ("In Bakwa district, shelling Taliban positions, soldiers killed three men.", "government"),
    ],
)
def test_who_did_what_is_told_of_is_not_who_tells_it(text: str, side: str | None) -> None:
    """Behind a verb of saying too, "by" between a subject and its verb says whose deed the subject was."""
    assert [doer for doer, _ in _sides(text)] == [side]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("A mine planted by the Taliban for soldiers killed six villagers in Garmser district.", "taliban"),
        ("A bomb that the Taliban had hidden in a cart killed two shopkeepers in Herat city.", "taliban"),
        ("Two shopkeepers died in Herat city when a bomb planted by the Taliban went off.", "taliban"),
        ("Their vehicle hit a Taliban mine in Baghlan province, killing two German soldiers.", "taliban"),
        ("A bomb planted by unknown men killed two Taliban in Herat city.", None),
        ("A bomb found by the police killed two of them in Herat city.", None),
        ("Taliban fighters planted a bomb in a police car in Herat city; it killed two officers.", "taliban"),
        ("The army fired a rocket at a house in Ghazni city and it killed four children.", "government"),
    ],
)
def test_whose_bomb_it_was(text: str, side: str | None) -> None:
    """Who laid, hid or fired it did what it does, also where "it" is the bomb; whoever found it did nothing."""
    assert [doer for doer, _ in _sides(text)] == [side]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("A raid that the army said was led by commandos killed nine Taliban in Ghazni.", ("government", "taliban")),
        (
            "A bomb that police said had been planted by the Taliban killed two soldiers in Ghazni.",
            ("taliban", "government"),
        ),
        ("The army found a bomb in Ghazni; it killed two policemen as they defused it.", (None, "government")),
        ("A man who police said was a Taliban commander was killed by soldiers in Ghazni.", ("government", "taliban")),
        ("A gang of robbers shot dead two policemen in Ghazni.", (None, "government")),
    ],
)
def test_what_is_said_within_a_description_is_told_of_what_it_describes(
    text: str, sides: tuple[str | None, str | None]
) -> None:
    """Who laid the bomb is not killed by it, and who found it killed nobody."""
    assert _sides(text) == [sides]
