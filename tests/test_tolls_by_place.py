"""The dead of a happening counted place by place in a later sentence, behind a colon or a comma."""

from __future__ import annotations

import pytest

from geo.vocab import AssertionMode
from tests.reading import AFGHAN_STORY, read

FLOOD, CLASH, STRIKE, HARM = "natural_disaster", "armed_clash", "air_strike", "civilian_harm"
ARMY = "The army killed 90 insurgents in several provinces, the ministry said. "
FLOODS = "Floods killed 18 people across Afghanistan. "


def _told(text: str) -> set[tuple[str, str | None, int | None, int | None]]:
    events = [each for each in read(text + AFGHAN_STORY).events if each.assertion_mode is AssertionMode.ACTUAL]
    return {
        (each.event_type, each.place.name if each.place else None, each.fatalities.best, each.fatalities.high)
        for each in events
    }


WHOLE = (CLASH, None, 90, 90)
WATER = (FLOOD, "Afghanistan", 18, 18)

CASES = [
    # some of the dead, with "be" and with a verb of falling
    (
        FLOODS + "Of the dead, ten were in Logar, five in Khost and three in Ghor province.",
        {WATER, (FLOOD, "Logar", 10, 10), (FLOOD, "Khost", 5, 5), (FLOOD, "Ghor", 3, 3)},
    ),
    (FLOODS + "Ten of them were in Logar and eight in Ghor.", {WATER, (FLOOD, "Logar", 10, 10), (FLOOD, "Ghor", 8, 8)}),
    (
        ARMY + "Of the dead insurgents at least 40 fell in Logar province, nine in Ghor and five in Khost.",
        {WHOLE, (CLASH, "Logar", 40, 40), (CLASH, "Ghor", 9, 9), (CLASH, "Khost", 5, 5)},
    ),
    # more of them elsewhere
    (
        ARMY + "In Ghazni, in Andar and Giro districts, there were nine more.",
        {WHOLE, (CLASH, "Andar", None, 9), (CLASH, "Giro", None, 9)},
    ),
    (ARMY + "Another 17 were killed in the district of Andar in Ghazni.", {WHOLE, (CLASH, "Andar", 17, 17)}),
    (ARMY + "Nine others died in Khost.", {WHOLE, (CLASH, "Khost", 9, 9)}),
    (
        "Air strikes killed 60 fighters on Monday. Twenty were killed in Logar, and 40 in Khost.",
        {(STRIKE, None, 60, 60), (STRIKE, "Logar", 20, 20), (STRIKE, "Khost", 40, 40)},
    ),
    (
        "Floods killed 40 people in Takhar. In Herat two more were killed, he said, and one in Ghor province.",
        {(FLOOD, "Takhar", 40, 40), (FLOOD, "Herat", 2, 2), (FLOOD, "Ghor", 1, 1)},
    ),
    # behind a colon or a comma the parts stand for the whole
    (
        "The floods left 30 dead: 20 in Logar, six in Khost and four in Ghor.",
        {(FLOOD, "Logar", 20, 20), (FLOOD, "Khost", 6, 6), (FLOOD, "Ghor", 4, 4)},
    ),
    (
        "The quake has killed 600 people, 588 in Kunar province and 12 in Nangarhar.",
        {(FLOOD, "Kunar", 588, 588), (FLOOD, "Nangarhar", 12, 12)},
    ),
    (
        "The quake has killed 600 people, 12 in Nangarhar and nine in Kunar.",
        {(FLOOD, None, 600, 600), (FLOOD, "Nangarhar", 12, 12), (FLOOD, "Kunar", 9, 9)},
    ),
    ("The floods left 30 dead: 20 in Logar.", {(FLOOD, None, 30, 30), (FLOOD, "Logar", 20, 20)}),
    # what lies in a province that the text names first
    (
        "The army killed 40 insurgents in Ghazni province, in the districts of Andar, Giro and Nawa.",
        {(CLASH, "Andar", None, 40), (CLASH, "Giro", None, 40), (CLASH, "Nawa", None, 40)},
    ),
    (
        "Afghan forces killed 17 insurgents in Andar district and five in further operations in Logar and Ghor.",
        {(CLASH, "Andar", 17, 17), (CLASH, "Logar", None, 5), (CLASH, "Ghor", None, 5)},
    ),
    # neighbours
    (FLOODS + "Ten of them were in hospital in Logar.", {WATER}),
    (FLOODS + "Two of the dead were from Logar.", {WATER}),
    (FLOODS + "There were nine schools in Logar.", {WATER}),
    (
        "A bomber killed 12 people in Kabul. Another three were killed in Logar.",
        {("suicide_bombing", "Kabul", 12, 12)},
    ),
    ("Another nine were killed in Logar on Monday.", set()),
]


@pytest.mark.parametrize(("text", "told"), CASES)
def test_the_dead_by_place(text: str, told: set[tuple[str, str | None, int | None, int | None]]) -> None:
    """Each place has the tag of the happening and its own toll; nothing is added to the whole."""
    assert _told(text) == told


def test_who_acted_is_told_of_each_place() -> None:
    """A part has the parties of what it is a part of."""
    events = read(ARMY + "Another 17 were killed in the district of Andar in Ghazni." + AFGHAN_STORY).events
    assert {(each.actor.side, each.recipient.side) for each in events if each.actor and each.recipient} == {
        ("government", "taliban")
    }


def test_what_was_feared_has_no_parts() -> None:
    """Nothing goes on from what nobody says happened."""
    found = read("Floods could kill 18 people in Afghanistan. Ten of them were in Logar." + AFGHAN_STORY).events
    assert AssertionMode.ACTUAL not in {each.assertion_mode for each in found}


BOMB = "bombing"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A mine killed 17 in a bus in Farah and six in a taxi in Zabul.", {("Farah", 17), ("Zabul", 6)}),
        ("A bomb killed nine outside a bank in Khost and five outside a court in Farah.", {("Khost", 9), ("Farah", 5)}),
        (
            "Bombs killed nine people in a mosque in Farah, six in a school in Zabul and two at a petrol pump in Ghor.",
            {("Farah", 9), ("Zabul", 6), ("Ghor", 2)},
        ),
        (
            "A bomb killed five at a bus on a street near a river in Kabul and eight at a post near a dam in Kunduz.",
            {("Kabul", 5)},
        ),
        ("A bomb killed two policemen in Farah and a guard.", {("Farah", 3)}),
        ("A bomb killed nine in Farah and five in a hospital in Kabul died of wounds.", {("Farah", 9)}),
        ("A bomb killed nine people in a bus in Farah, a doctor in a hospital in Herat said.", {("Farah", 9)}),
    ],
)
def test_the_dead_at_what_of_each_place(text: str, told: set[tuple[str, int]]) -> None:
    """In "five in a car in X" the car is where they were of X: each place has its own, and none has the sum."""
    found = [each for each in read(text + AFGHAN_STORY).events if each.event_type == BOMB]
    assert {(each.place.name if each.place else None, each.fatalities.best) for each in found} == told


ATTACK = "Fighters attacked a checkpoint in Sangin in Helmand on Monday. "


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ATTACK + "Three guards were killed there and seven in Farah.", {("Sangin", 3), ("Farah", 7)}),
        (ATTACK + "Three guards were killed there, five in Herat and seven in Farah.", None),
        (ATTACK + "Three guards were killed there.", {("Sangin", 3)}),
        ("Three guards were killed there and seven in Farah.", {(None, 3), ("Farah", 7)}),
    ],
)
def test_there_and_another_place(text: str, told: set[tuple[str | None, int]]) -> None:
    """The first number stays "there", and the one behind it is of the place that it names."""
    found = [each for each in read(text + AFGHAN_STORY).events if each.event_type == CLASH]
    names = {(each.place.name.replace("ī", "i") if each.place else None, each.fatalities.best) for each in found}
    assert names == (told or {("Sangin", 3), ("Herat", 5), ("Farah", 7)})
