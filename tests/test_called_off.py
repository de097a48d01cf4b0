"""What is called off, only to go on, or long past; whom a disaster befell; who was nobody's prisoner."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode, EventType
from tests.reading import OF_AFGHANISTAN, read

FIGHTING = {EventType.ARMED_CLASH, EventType.AIR_STRIKE, EventType.SHELLING, EventType.BOMBING, EventType.OFFENSIVE}
HARM = FIGHTING | {EventType.CIVILIAN_HARM, EventType.ATTACK_ON_CIVILIANS, EventType.SUICIDE_BOMBING}


def _modes(text: str, kinds: set[EventType], published: date | None = None) -> set[AssertionMode]:
    events = read(text + OF_AFGHANISTAN, published or date(2021, 8, 10)).events
    return {each.assertion_mode for each in events if each.event_type in kinds}


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban called off an attack on Kunduz city.",
        "The Taliban halted their attack on Kunduz city on Sunday.",
        "The Taliban broke off their attack on Kunduz city on Sunday.",
        "The Taliban aborted an attack on Kunduz city.",
        "The army suspended air strikes in Kunduz on Sunday.",
        "The Taliban ceased attacks on Kunduz on Sunday.",
        "The Taliban vowed to keep attacking Kunduz.",
        "The Taliban threatened to continue attacking Kunduz city.",
        "The Taliban will keep attacking convoys in Kunduz, a spokesman said.",
        "The Taliban urged fighters to keep attacking troops in Kunduz.",
        "The Taliban will resume attacking Kunduz.",
    ],
)
def test_what_is_called_off_or_only_to_go_on_did_not_happen(text: str) -> None:
    """Whatever the words: nothing actual."""
    assert AssertionMode.ACTUAL not in _modes(text, FIGHTING)


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban kept attacking Kunduz on Sunday.",
        "The Taliban continued to attack Kunduz on Sunday.",
        "Troops halted a Taliban attack on Kunduz city on Sunday.",
        "The Taliban did not stop attacking Kunduz on Sunday.",
    ],
)
def test_what_goes_on_or_is_met_happened(text: str) -> None:
    """The nearest neighbours."""
    assert _modes(text, FIGHTING) == {AssertionMode.ACTUAL}


@pytest.mark.parametrize("could", ["could", "could not"])
def test_aid_that_may_come_leaves_the_disaster_as_it_is(could: str) -> None:
    """Its victims are there because it was, by the day of the aid at the latest."""
    text = f"The Taliban halted attacks in Kunar on Saturday so that aid {could} reach victims of the earthquake."
    (found,) = (each for each in read(text).events if each.event_type is EventType.NATURAL_DISASTER)
    assert found.assertion_mode is AssertionMode.ACTUAL
    assert found.date is not None
    assert found.date.date_edtf == "../2021-08-07"


@pytest.mark.parametrize(
    "text",
    [
        "He was behind a 2007 bombing in Kabul that killed 70 people.",
        "The commander masterminded a 2006 raid in Kunduz that left 17 policemen dead.",
        "He was involved in a 2010 attack in Badakhshan in which ten doctors were killed.",
        "He was linked to a 2009 suicide bombing that left eight dead in Khost.",
        "He led a 2010 ambush, killing ten soldiers in Kunar.",
        "He was responsible for the deaths of 70 people in a 2007 bombing in Baghlan.",
        "In a 2010 attack in Badakhshan ten doctors were killed.",
    ],
)
def test_the_year_of_a_deed_is_that_of_its_harm(text: str) -> None:
    """An old deed and all that it did."""
    assert _modes(text, HARM, date(2012, 5, 10)) <= {AssertionMode.HISTORICAL}


@pytest.mark.parametrize(
    "text",
    [
        "A bombing at a 2007 memorial in Kabul killed 70 people on Tuesday.",
        "He was behind a Tuesday bombing in Kabul that killed 70 people.",
        "Insurgents killed two men in Khost on Tuesday, years after a 2007 bombing.",
        "Troops in Khost killed a militant who was behind a 2009 bombing that killed seven people.",
    ],
)
def test_the_year_of_another_thing_is_not(text: str) -> None:
    """What is of today stays so."""
    assert AssertionMode.ACTUAL in _modes(text, HARM, date(2012, 5, 10))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "The governor said Tuesday that 33 died in floods in Baghlan, up from 20 on Monday.",
            "2014-05-06~",
        ),
        ("Floods in Baghlan have killed 33 people, compared with 20 on Monday.", "2014-05-06~"),
        ("Floods in Baghlan killed 33 people on Sunday, up from 20 reported on Monday.", "2014-05-04"),
        ("Afghanistan mourned on Sunday for the victims of a landslide in Badakhshan.", "../2014-05-04"),
        ("Aid reached the survivors of floods in Baghlan on Sunday.", "../2014-05-04"),
        ("Helicopters on Sunday delivered food to people cut off by floods in Baghlan.", "../2014-05-04"),
        ("On Sunday villagers buried 33 people who died in floods in Baghlan.", "../2014-05-04"),
        ("Villagers buried on Sunday 33 people who were killed on Friday in floods in Baghlan.", "2014-05-02"),
        ("Sunday's landslide in Badakhshan killed 350 people, officials said on Monday.", "2014-05-04"),
    ],
)
def test_the_day_of_a_toll_or_of_mourning_is_not_that_of_the_disaster(text: str, day: str) -> None:
    """The disaster was no later; its own day goes first."""
    found = [each for each in read(text, date(2014, 5, 6)).events if each.event_type is EventType.NATURAL_DISASTER]
    assert [each.date.date_edtf for each in found if each.date is not None] == [day]


@pytest.mark.parametrize("name", ["Qwxyz", "Karim Kala", "Haji Wali"])
@pytest.mark.parametrize("what", ["a village in Gulistan district", "a cluster of villages in Gulistan district"])
def test_a_village_that_nobody_knows_is_not_abducted(name: str, what: str) -> None:
    """What is told to be ground is nobody."""
    assert not _modes(f"The Taliban captured {name}, {what}.", {EventType.ABDUCTION})


@pytest.mark.parametrize(
    "text",
    [
        "Villagers rescued ten people from floods in Baghlan on Sunday.",
        "Soldiers rescued 30 people from the rubble in Badakhshan on Sunday.",
        "Soldiers freed ten people trapped by an avalanche in Salang on Sunday.",
        "Police freed a boy who was trapped under rubble in Baghlan on Sunday.",
    ],
)
def test_who_is_brought_out_of_a_flood_was_no_prisoner(text: str) -> None:
    """Only who was held is freed."""
    assert not _modes(text, {EventType.PRISONERS_FREED})


@pytest.mark.parametrize("whom", ["ten hostages", "a boy from kidnappers"])
def test_who_was_held_is_freed(whom: str) -> None:
    """The nearest neighbours."""
    assert _modes(f"Police rescued {whom} in Baghlan on Sunday.", {EventType.PRISONERS_FREED})


def test_a_fight_over_water_is_no_disaster() -> None:
    """Nor does the drought before it kill those who fight."""
    text = "Two people died in a fight for water in Takhar after months of drought."
    assert not _modes(text, {EventType.NATURAL_DISASTER})
