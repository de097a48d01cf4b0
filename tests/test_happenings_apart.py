"""Neighbouring happenings stay apart: by time and means, by whose dead are counted, by who tells of what was where."""

from __future__ import annotations

import pytest

from geo.vocab import AssertionMode
from tests.reading import AFGHAN_STORY, read

BOMB, SUICIDE, GUNS, CLASH = "bombing", "suicide_bombing", "attack_on_civilians", "armed_clash"
STRIKE, FORCE, RIOT, MARCH, FLOOD = (
    "air_strike",
    "protest_excessive_force",
    "riot",
    "protest_peaceful",
    "natural_disaster",
)
IN_GHAZNI = "A bomb killed four people in Ghazni on Monday. "
BOMBER = "A suicide bomber struck the gate of a bank in Ghazni on Monday. "
POST = "Taliban fighters attacked a police post in Khost on Monday, killing four. "
HOUSE = "An air strike hit a house in Farah on Monday. "


def _told(text: str) -> set[tuple[str, str | None, int | None]]:
    events = [each for each in read(text + AFGHAN_STORY).events if each.assertion_mode is AssertionMode.ACTUAL]
    return {(e.event_type.value, e.place.name if e.place else None, e.fatalities.best) for e in events}


IN_TIME = {
    "A cleric was gunned down in Khost on Sunday. Hours later a bomb exploded, wounding eight.": {
        (GUNS, "Khost", 1),
        (BOMB, "Khost", None),
    },
    "Gunmen killed a judge in Khost on Sunday. Eight men were wounded when a bomb went off hours later.": {
        (GUNS, "Khost", 1),
        (BOMB, "Khost", None),
    },
    IN_GHAZNI + "Soon after, gunmen shot at an aid vehicle.": {(BOMB, "Ghazni", 4), (GUNS, "Ghazni", None)},
    IN_GHAZNI + "Shortly afterwards, gunmen opened fire on a police patrol.": {
        (BOMB, "Ghazni", 4),
        (CLASH, "Ghazni", None),
    },
    BOMBER + "Moments later gunmen stormed the building. Nine people died.": {(SUICIDE, "Ghazni", 9)},
    BOMBER + "Shortly afterwards gunmen opened fire on the survivors.": {(SUICIDE, "Ghazni", None)},
    BOMBER + "It later emerged that a second man had been with him.": {(SUICIDE, "Ghazni", None)},
    IN_GHAZNI + "Hours later, two of the wounded died.": {(BOMB, "Ghazni", 6)},
}


@pytest.mark.parametrize(("text", "told"), IN_TIME.items())
def test_what_came_later_is_another(text: str, told: set[tuple[str, str | None, int | None]]) -> None:
    """Hours part two deeds, a short while does where others are attacked; the parts of one attack stay one."""
    assert _told(text) == told


def test_no_gunmen_are_the_bombers() -> None:
    """Who shot at others soon after a blast did not set it off."""
    (bomb,) = [each for each in read(IN_GHAZNI + "Soon after, gunmen shot at a car.").events if each.event_type == BOMB]
    assert bomb.actor is None


CROWDS = {
    "Protesters threw stones in Taloqan on Monday and police opened fire, killing 11.": {(FORCE, "Taloqan", 11)},
    "Protesters threw stones in Taloqan on Monday. Police opened fire, killing 11.": {(FORCE, "Taloqan", 11)},
    "Rioters threw stones at police in Taloqan on Monday, killing one officer.": {(RIOT, "Taloqan", 1)},
    "Hundreds of people marched and burned a police post in Khost on Monday.": {(RIOT, "Khost", None)},
    "Residents marched through Khost on Monday and burned down a police post.": {(RIOT, "Khost", None)},
    "People marched in Khost on Monday, days after the Taliban burned a police post.": {(MARCH, "Khost", None)},
}


@pytest.mark.parametrize(("text", "told"), CROWDS.items())
def test_the_dead_are_theirs_who_fired(text: str, told: set[tuple[str, str | None, int | None]]) -> None:
    """Those killed by the police died of force on a crowd; marchers who burn are no peaceful ones."""
    assert _told(text) == told


TOLLS = {
    HOUSE + "The army said the raid had foiled a suicide bomber; villagers said it had killed six boys.": {
        (STRIKE, "Farah", 6)
    },
    HOUSE + "Some 1,500 civilians died in the first six months, the UN said.": {(STRIKE, "Farah", None)},
    HOUSE + "The toll for the year is 1,500 killed.": {(STRIKE, "Farah", None)},
    HOUSE + "Twelve people were killed in the first minutes.": {(STRIKE, "Farah", 12)},
    "Floods hit the north. Jowzjan was the worst hit with 40 deaths, while 25 people died in Faryab.": {
        (FLOOD, None, None),
        (FLOOD, "Faryab", 25),
    },
    "Two bombs, one in Khost and another in Ghazni, killed 12 people.": {(BOMB, "Khost", None), (BOMB, "Ghazni", None)},
    "Two bombs killed 12 people, one in Khost and the other in Ghazni.": {
        (BOMB, "Khost", None),
        (BOMB, "Ghazni", None),
    },
    "Two bombs, one in a car and another in a cart, killed 12 people in Khost.": {(BOMB, "Khost", 12)},
    "Three policemen died in a blast in Helmand. Two NATO soldiers also died in the east.": {(BOMB, "Helmand", 3)},
    "A bomb left three dead in Helmand. Two NATO soldiers also died in the south.": {(BOMB, "Helmand", 5)},
}


@pytest.mark.parametrize(("text", "told"), TOLLS.items())
def test_a_toll_is_that_of_its_place_and_time(text: str, told: set[tuple[str, str | None, int | None]]) -> None:
    """What half a year, another province or another part of the country counts is no part of what was told."""
    assert _told(text) == told


PLACES = {
    POST + "Islamabad said militants had killed 13 of its soldiers.": {(CLASH, "Khost", 4), (CLASH, None, 13)},
    POST + "Pakistan's army said militants had killed 13 soldiers.": {(CLASH, "Khost", 4), (CLASH, None, 13)},
    POST + "Islamabad said 13 of its soldiers had died.": {(CLASH, "Khost", 4)},
    "Afghan and Pakistani troops clashed in Khost on Monday. Islamabad said two of its soldiers had been killed.": {
        (CLASH, "Khost", 2)
    },
    IN_GHAZNI + "Iran said the bomb had been planted by the Taliban.": {
        (BOMB, "Ghazni", 4),
        ("attribution", None, None),
    },
    IN_GHAZNI + "On the other side of the country, gunmen killed a judge.": {(BOMB, "Ghazni", 4), (GUNS, None, 1)},
    "Gunmen killed two drivers. Kandahar province holds elections next week.": {(GUNS, None, 2)},
    "The governor was in Ghazni when gunmen attacked his home.": {(GUNS, None, None)},
    "The governor was in Ghazni when gunmen attacked him.": {(GUNS, "Ghazni", None)},
}


@pytest.mark.parametrize(("text", "told"), PLACES.items())
def test_what_was_elsewhere_is_not_put_here(text: str, told: set[tuple[str, str | None, int | None]]) -> None:
    """What a neighbour tells of its own ground, what comes next week, where somebody only was: no place of a deed."""
    assert _told(text) == told


SHELLS, LATER = "shelling", "The army shelled a village in Sangin"
FOES = {
    LATER + " after the Taliban killed a policeman.": {(SHELLS, "Sangīn", None), (CLASH, "Sangīn", 1)},
    "After the Taliban killed a policeman, the army shelled a village in Sangin.": {
        (SHELLS, "Sangīn", None),
        (CLASH, "Sangīn", 1),
    },
    LATER + " after four soldiers were killed in an ambush.": {(SHELLS, "Sangīn", None), (CLASH, "Sangīn", 4)},
    LATER + ", killing four Taliban.": {(SHELLS, "Sangīn", 4)},
    "Four Taliban were killed when the army shelled a village in Sangin.": {(SHELLS, "Sangīn", 4)},
    "The army shelled its own post in Sangin, killing four soldiers.": {(SHELLS, "Sangīn", 4)},
}


@pytest.mark.parametrize(("text", "told"), FOES.items())
def test_what_foes_did_before_is_no_part_of_a_strike(text: str, told: set[tuple[str, str | None, int | None]]) -> None:
    """Nor are those whom they killed its dead."""
    assert _told(text) == told
