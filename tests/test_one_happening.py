"""One happening told in parts is one record with the sharpest day and place, the most telling tag, the last toll."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.text.tolls import find_tolls
from geo.vocab import AssertionMode
from tests.reading import AFGHAN_STORY, read

if TYPE_CHECKING:
    from geo.model import Event

SAID = {"attribution", "diplomatic_action", "looting_destruction"}


def told(text: str) -> list[Event]:
    """What a text asserts to have happened, without what is only said of it."""
    found = [each for each in read(text + AFGHAN_STORY).events if each.assertion_mode is AssertionMode.ACTUAL]
    return [each for each in found if each.event_type not in SAID]


def places(text: str) -> list[str]:
    """The names of the places of what a text tells."""
    return sorted(each.place.name if each.place else "-" for each in told(text))


ONE = {
    "A bomb killed 63 people at a Kabul wedding on Saturday. "
    "The blast in the west of Kabul left 182 wounded.": "bombing",
    "Four American soldiers were killed in Zabul on Sunday. The shooting happened at an outpost.": "armed_clash",
    "A lorry exploded in Ghazni on Tuesday, killing 89. The bomber had been chased by police.": "suicide_bombing",
    "A car blew up in Ghazni on Tuesday, killing 89. The suicide attack wrecked shops.": "suicide_bombing",
    "A fuel tanker exploded in Ghazni on Tuesday, killing 19. The blast broke windows.": "industrial_disaster",
    "Taliban jets carried out a raid on Taloqan on Thursday, killing nine people.": "air_strike",
    "Nine people died in Taloqan on Thursday in a raid by Taliban jets.": "air_strike",
    "Planes struck Taloqan on Thursday. The bombing killed nine people.": "air_strike",
    "Gunmen stormed a courthouse in Farah on Wednesday and killed 44 people. "
    "The raid began when two bombers blew up their vehicle at the gate.": "suicide_bombing",
    "Fighters attacked a police post in Kandahar on Monday. One of the attackers detonated his vest at the entrance. "
    "The others were shot dead.": "suicide_bombing",
    "A car bomb exploded outside a hotel in Kabul on Monday. Armed men then forced their way in and fired on guests. "
    "Police killed the last attacker at midnight.": "bombing",
    "Gunmen attacked a hotel in Kabul on Monday, killing nine people. "
    "Police shot dead all four attackers.": "attack_on_civilians",
}


@pytest.mark.parametrize(("text", "tag"), ONE.items())
def test_a_happening_told_in_parts_is_one_of_its_kind(text: str, tag: str) -> None:
    """The parts of an attack, a blast and the bomber, planes and the bombing: one record with the telling tag."""
    found = told(text)
    assert [each.event_type.value for each in found] == [tag], [
        (each.event_type.value, each.quote.exact) for each in found
    ]
    assert found[0].place is not None


TWO = [
    "A bomb killed 63 people at a Kabul wedding on Saturday. The blast in the south of Afghanistan left 12 wounded.",
    "Fighters attacked a police post in Kandahar on Monday. A suicide bomber struck in Helmand on the same day.",
    "Fighters attacked a police post in Kandahar on Monday. On Sunday a suicide bomber killed six people in the city.",
    "A car bomb exploded outside a hotel in Kabul on Monday. Gunmen killed two policemen in Khost.",
    "A tanker caught fire in Ghazni on Tuesday. A bomb exploded in Khost, killing two.",
    "A bomb killed eight people in the city of Farah on Wednesday. The blast in Bakwa district also injured a child.",
    "A bomb killed eight people in Farah on Wednesday. A blast in Bakwa district killed six.",
]


@pytest.mark.parametrize("text", TWO)
def test_two_happenings_stay_two(text: str) -> None:
    """What was elsewhere, on another day, or told as new is no part of what was told before."""
    assert len(told(text)) == 2


NAMESAKES = {
    "A bomb killed eight guards in Farah. The explosion occurred in Bakwa district.": ["Bakwa"],
    "A bomb killed eight guards in Farah. The incident took place in Bakwa district.": ["Bakwa"],
    "A bomb killed eight people in Imam Sahib district of Kunduz. The explosion in Kunduz injured 12 others.": [
        "Imam Sahib"
    ],
    "Bomb kills eight in Farah\n\nA bomb killed eight people in Bakwa district on Thursday.": ["Bakwa"],
    "A bomb killed eight people in the city of Farah. The explosion occurred in Bakwa district.": ["Bakwa", "Farah"],
}


@pytest.mark.parametrize(("text", "names"), NAMESAKES.items())
def test_a_bare_name_of_a_province_is_no_city_where_the_text_says_which_district(text: str, names: list[str]) -> None:
    """A name that may be the province's takes the district that is told for the same; "the city of" stays."""
    assert places(text) == names


DATED = [
    "The attack, which began on Wednesday morning, lasted three hours.",
    "The gun battle raged for three hours after the attack, which began on Wednesday morning.",
    "The attack came on Wednesday as the lorries stopped for fuel.",
    "The incident dates from Wednesday.",
    "The assault started late on Wednesday.",
    "Wednesday's ambush was the third this month.",
]


@pytest.mark.parametrize("sentence", DATED)
def test_a_later_sentence_says_the_day(sentence: str) -> None:
    """When the attack began, came or was: its day, not the one on which the police spoke of it."""
    lead = "Insurgents attacked a convoy in Bakwa district of Farah, killing eight guards, the police said on Thursday."
    (event,) = told(f"{lead} {sentence}")
    assert event.date is not None
    assert event.date.day is not None
    assert event.date.day.strftime("%A") == "Wednesday"


TOTALS = {
    "By Wednesday morning the ministry had raised the count to 55, with 94 hurt.": 55,
    "By Sunday afternoon the figure had climbed to 54.": 54,
    "On Wednesday the ministry of health revised that figure to 24.": 24,
    "The figure was revised downwards to 12.": 12,
    "The dead now number 24, the ministry said.": 24,
    "The tally was later increased to 24 by the ministry.": 24,
    "The total reached 24 after more bodies were found.": 24,
    "Officials now give the toll as 24.": 24,
    "They raised the number of troops to 60.": None,
    "The figure for rice rose to 60.": None,
    "The number of polling stations has been raised to 54.": None,
    "The figure has risen to 24 injured.": None,
}


@pytest.mark.parametrize(("sentence", "dead"), TOTALS.items())
def test_a_figure_told_before_changes(sentence: str, dead: int | None) -> None:
    """A count that rises, is revised or reaches a number is the toll so far; other figures count nobody."""
    assert next((each.best for each in find_tolls(sentence) if each.harm == "killed" and each.is_total), None) == dead


def test_who_fights_a_state_boasts() -> None:
    """What the insurgents say of the dead does not take the place of what was counted; a later count does."""
    (event,) = told(
        "A bomb killed 20 people in Kabul. The Taliban claimed that 40 policemen had been killed in the bombing."
    )
    assert event.fatalities.best == 20
    (event,) = told(
        "A bomb killed 20 people in Kabul. Officials later said that 24 people had been killed in the bombing."
    )
    assert event.fatalities.best == 24


GROUND = {
    "Heavy fighting raged in Aybak on Monday. By evening the city had been lost to the Taliban.": "capital_seized",
    "The Taliban attacked Aybak on Monday. The attack ended with the capture of the city.": "capital_seized",
    "Aybak fell to the Taliban on Monday. The insurgents entered the city at noon.": "capital_seized",
    "The Taliban captured Aybak on Monday. They had attacked the city from three sides at dawn.": "capital_seized",
    "The Taliban were pushed out of Nahrin district of Baghlan. "
    "Security forces are now in control of the district.": "territory_retaken",
}


@pytest.mark.parametrize(("text", "tag"), GROUND.items())
def test_the_fight_for_ground_is_told_with_it(text: str, tag: str) -> None:
    """How ground fell, told before or right behind, and that its takers hold it, is no other event."""
    assert [each.event_type.value for each in told(text)] == [tag]


@pytest.mark.parametrize(
    "text",
    [
        "Heavy fighting raged in Aybak on Sunday. On Monday the city fell to the Taliban.",
        "Aybak fell to the Taliban on Monday. Fighting continued in the city on Tuesday.",
        "The Taliban captured Aybak on Monday. Soldiers attacked them in the city, officials said.",
    ],
)
def test_fighting_of_another_day_or_side_stays(text: str) -> None:
    """What was fought on another day, or by those who did not take it, is an event of its own."""
    assert {each.event_type.value for each in told(text)} == {"capital_seized", "armed_clash"}


THERE = {
    "A gathering of clerics in Ghazni was torn apart on Monday when a man blew himself up.": "Ghazni",
    "A guard at a school in Ghazni was on duty on Monday when a bomb exploded.": "Ghazni",
    "People waiting in Ghazni were torn apart on Monday when a man blew himself up.": "Ghazni",
    "A suicide bomber mingled with people waiting to enter a compound in Ghazni and set off his charge.": "Ghazni",
    "The governor of Ghazni was travelling on Monday when a bomb went off.": "-",
}


@pytest.mark.parametrize(("text", "name"), THERE.items())
def test_what_breaks_in_happens_where_those_are(text: str, name: str) -> None:
    """A bomb that breaks into what people did was where they were; whose governor one is says nothing."""
    bombs = [each for each in told(text) if each.event_type.value in {"bombing", "suicide_bombing"}]
    assert [each.place.name if each.place else "-" for each in bombs] == [name]


EARLIER = [
    "Police arrested four men in Herat on Monday over the murder of a judge.",
    "Three men were detained in Herat on Monday for an attack on a clinic that left two dead.",
    "Hundreds marched in Herat on Monday against the murder of a cleric.",
]


@pytest.mark.parametrize("text", EARLIER)
def test_what_something_is_done_over_was_earlier(text: str) -> None:
    """The murder that men are arrested or march over has not their day."""
    (deed,) = (each for each in told(text) if each.event_type.value == "attack_on_civilians")
    assert deed.date is None or deed.date.date_start is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 8 July there was panic in a hospital in Ghazni, where three nurses were shot dead.", "2021-07-08~"),
        ("On July 8 the gate was shut in Ghazni after men began looting shops.", "2021-07-08~"),
    ],
)
def test_a_clause_without_a_day_has_that_of_the_one_before_it(text: str, day: str) -> None:
    """What a clause tells that belongs to another is of about its day, not of the day of the text."""
    (event, *_) = read(text + AFGHAN_STORY).events
    assert event.date is not None
    assert event.date.date_edtf == day


DEEDS = {
    "Thousands took to the streets of Kabul. “We want justice,” chanted the crowd. The rally ended peacefully. "
    "Tuesday's march was led by women.": ["protest_peaceful"],
    "Ten rebels were killed in an operation in Andar district of Ghazni. The operation was carried out by commandos.": [
        "armed_clash"
    ],
    "A string of strong tremors razed villages in Zindajan district of Herat.": ["natural_disaster"],
    "The ground shook in Paktika at half past one. The earthquake killed 12 people.": ["natural_disaster"],
}


@pytest.mark.parametrize(("text", "tags"), DEEDS.items())
def test_a_deed_or_disaster_is_told_once(text: str, tags: list[str]) -> None:
    """The crowd of a march, the operation in which men died, the tremors that razed houses: one record."""
    assert [each.event_type.value for each in told(text)] == tags


def test_an_outpost_stormed_is_attacked() -> None:
    """Ground without a name and the attack on it are told by one verb: one of the two stays."""
    (event,) = told("Taliban insurgents stormed an outpost in Kandahar on Sunday.")
    assert event.event_type.value == "armed_clash"
    assert event.place is not None


def test_who_condemns_a_deed_is_not_where_it_was() -> None:
    """What a deed draws from others is told of them."""
    text = "A judge was murdered in Ghazni on Tuesday. The assassination drew condemnation from Washington to Tehran."
    assert set(places(text)) == {"Ghazni"}
