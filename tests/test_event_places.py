"""Where events without a change of control happened: each place of a list, none between two, none of another clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.vocab import AssertionMode
from tests.reading import read

if TYPE_CHECKING:
    from geo.model import Event


def _told(text: str) -> list[Event]:
    return [each for each in read(text).events if each.assertion_mode is AssertionMode.ACTUAL]


CASES = [
    # several places, one after the other or behind a preposition of their own
    (
        "Protests were held in Kabul, Herat and Mazar-i-Sharif on Friday, Afghan police said.",
        {"Kabul", "Herat", "Mazar-i-Sharif"},
    ),
    ("Bombs exploded in Kabul and in Jalalabad, Afghan police said.", {"Kabul", "Jalalabad"}),
    (
        "Air strikes hit Taliban positions in Helmand, Kandahar and Uruzgan provinces.",
        {"Helmand", "Kandahar", "Uruzgan"},
    ),
    ("Soldiers in Kunduz, Taloqan and Faizabad were killed in Taliban attacks.", {"Kunduz", "Taloqan", "Fayzabad"}),
    ("Afghan police arrested two men in Kabul and a woman in Herat.", {"Kabul", "Herat"}),
    # neither end of a stretch is the place
    ("Taliban fighters attacked a convoy on the road between Kabul and Ghazni.", {None}),
    ("Taliban fighters attacked a convoy near Ghazni.", {"Ghazni"}),
    # what is done after a fight was not where they fought
    ("After the fighting, the Taliban governor visited Torkham.", {None}),
    ("After the fighting in Torkham, the Taliban governor visited the camp.", {"Torkham"}),
    ("In Kunduz, the Taliban withdrew after heavy fighting with Afghan troops.", {"Kunduz"}),
    # nor is it where something else was done that the clause speaks of
    ("Hundreds of Afghans blocked a road in Gardez, protesting against arrests in Zurmat.", {"Gardez", "Zurmat"}),
    (
        "Missiles struck Taliban camps near Khost in answer to the bombings of embassies in Nairobi.",
        {"Khost", "Nairobi"},
    ),
    ("The insurgents fled after air strikes, according to the Afghan army corps in Mazar-i-Sharif.", {None}),
    ("Afghan villagers blocked the road to Sharana in protest.", {None}),
    # of two places, one inside the other, the inner one
    ("In Helmand, Taliban fighters attacked a post in Sangin.", {"Sangīn"}),
    ("In Farah, the Afghan police seized 470 kilos of opium in Bakwa.", {"Bakwa"}),
    (
        "A bombing at a compound of the Afghan army in Maidan Shahr, west of Kabul, killed more than 100.",
        {"Maidan Shahr"},
    ),
    # what a distance only describes
    ("A bomb went off outside a house in Khanabad district of Kunduz, 20 km east of Kunduz city.", {"Khanabad"}),
    ("An explosion took place in Khanabad district of Kunduz, 20 km east of the city of Kunduz.", {"Khanabad"}),
    ("The Taliban attacked the capital of the southern province of Uruzgan.", {"Tarinkot"}),
    ("Two guards died when a suicide bomber tried to enter an army base in Khost.", {"Khost"}),
    ("A suicide bomber blew himself up in Logar after he tried to reach Kabul.", {"Logar"}),
    # nor is it what was left alone
    ("Herat was not affected by the earthquake, Afghan officials said.", {None}),
    # what is told to have been done there, or of what the object does
    ("Fighting went on in Sangin. Ten soldiers were killed there by the Taliban.", {"Sangīn"}),
    ("A bomb hit a bus carrying teachers in Kabul, Afghan police said.", {"Kabul"}),
    ("Four Afghan soldiers died in Sangin when their car hit a mine.", {"Sangīn"}),
    ("The Afghan president was in Doha when a bomb exploded.", {None}),
    ("Fighting went on in Sangin. A blast there killed ten Afghan soldiers.", {"Sangīn"}),
    ("There was fighting in Kunduz, Afghan officials said.", {"Kunduz"}),
    ("Afghan officials said there had been fighting in Kunduz.", {"Kunduz"}),
    # how men died is told in a clause of its own, or with "and"
    ("Several Afghan soldiers were killed when Taliban fighters ambushed their truck in Zabul.", {"Zabul"}),
    ("Two Taliban were killed as Afghan police raided a house in Sangin district of Helmand.", {"Sangin"}),
    ("The Afghan minister resigned after the Taliban killed two men in Zabul.", {"Zabul"}),
    ("A U.S. soldier was killed and two more were wounded in Sangin district of Helmand.", {"Sangin"}),
    ("At least 12 Taliban were killed and two policemen wounded in the operation in Sangin district.", {"Sangin"}),
    ("Three Afghan policemen were killed on Saturday, and two were wounded in Kunduz city on Sunday.", {None}),
    # what an operation is for
    ("Afghan forces launched an operation to clear Sangin district.", {"Sangin"}),
    ("Afghan officials held talks to end the siege of Sangin district.", {None}),
    # a description puts an unknown place where it lies
    ("Five Taliban died in a clearing operation in Naw Gholi, a village in the Almar district of Faryab.", {"Almar"}),
    ("An avalanche in Hanbar, a village of Khwahan district, killed three Afghans.", {"Khwahan"}),
    ("An avalanche in Hanbar, a place nobody knows, killed three Afghans.", {None}),
    ("Fighting raged inside the governor's building in Qaisar district of Faryab.", {"Qaysar"}),
    # a name that is also a word is a place where the text has said so
    ("The army cleared Nawa district in Helmand. A soldier was killed in Nawa.", {"Nawa-i-Barakzai"}),
    # a bare name beside a province is the province, but for the country's capital
    ("Bombs exploded in Kabul, Kunduz and Helmand on Friday, Afghan officials said.", {"Kabul", "Kunduz", "Helmand"}),
    # where somebody comes from is not where he arrives
    ("A Taliban delegation flew from Kabul to Doha for talks.", {"Doha"}),
    ("The embassy evacuated its Afghan staff from Kabul.", {"Kabul"}),
]


@pytest.mark.parametrize(("text", "places"), CASES)
def test_an_event_stands_at_the_places_that_its_clause_lists(text: str, places: set[str | None]) -> None:
    events = [each for each in _told(text) if each.action is None]
    assert {each.place.name if each.place else None for each in events} == places


TOLLS = [
    (
        "Floods killed 26 Afghans in Baghlan, 12 in Takhar and three in Badakhshan.",
        {"Baghlan": 26, "Takhar": 12, "Badakhshan": 3},
    ),
    (
        "A bomb killed two soldiers in Kunduz and a policeman in Herat, Afghan officials said.",
        {"Kunduz": 2, "Herat": 1},
    ),
    (
        "The earthquake killed 26 Afghans in Baghlan province and 12 people in neighbouring Takhar.",
        {"Baghlan": 26, "Takhar": 12},
    ),
]


@pytest.mark.parametrize(("text", "dead"), TOLLS)
def test_each_listed_place_has_its_own_dead(text: str, dead: dict[str, int]) -> None:
    assert {each.place.name: each.fatalities.best for each in _told(text) if each.place} == dead


def test_the_dead_of_several_places_together_are_the_most_that_one_has() -> None:
    events = _told("Floods killed 26 people in Baghlan and Takhar, Afghan officials said.")
    assert {each.place.name for each in events if each.place} == {"Baghlan", "Takhar"}
    assert all((each.fatalities.low, each.fatalities.best, each.fatalities.high) == (None, None, 26) for each in events)


def test_a_bare_name_in_a_list_with_a_province_is_the_province() -> None:
    """Kunduz beside Helmand is known to the province only, Kabul and a named city are not."""
    text = "Bombs exploded in Kabul, Kunduz and Helmand on Friday, Afghan officials said."
    found = {each.place.name: each.place.place_precision.value for each in _told(text) if each.place}
    assert found == {"Kabul": "settlement", "Kunduz": "admin1", "Helmand": "admin1"}
    text = "Bombs exploded in Kunduz city and Helmand on Friday, Afghan officials said."
    found = {each.place.name: each.place.place_precision.value for each in _told(text) if each.place}
    assert found == {"Kunduz": "settlement", "Helmand": "admin1"}


SHAKEN = " The Afghan government spoke of war."


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("An earthquake that struck Kunar province killed 600 people in Afghanistan.", ["Kunar"]),
        ("The floods which hit Baghlan and Takhar provinces killed 60 people in Afghanistan.", ["Baghlan", "Takhar"]),
        (
            "An earthquake struck the provinces of Kunar and Nangarhar in the east of Afghanistan.",
            ["Kunar", "Nangarhar"],
        ),
        ("Ghazni was quiet on Friday. On Saturday rockets struck the city and killed nine people.", ["Ghazni"]),
        ("Ghazni was quiet on Friday. On Saturday jets bombed the city.", ["Ghazni"]),
        ("Rockets struck the Afghan capital on Saturday. Kabul was tense.", ["Kabul"]),
        ("Doctors in Jalalabad treated five people hurt by a bomb.", []),
        ("Three women wounded in an air strike were brought to a hospital in Jalalabad.", []),
        ("The Taliban attacked a post in Zabul's mountains, 245 km northeast of Kandahar, on Sunday.", ["Zabul"]),
        ("The Taliban attacked two posts in Herat, a province in the west.", ["Herat"]),
        ("The Taliban attacked a border post in the county of Zabol.", []),
        ("Police blamed gunmen for the attack in Jalalabad, which killed two policemen.", ["Jalalabad"]),
        ("In Kandahar gunmen killed a judge.", ["Kandahar"]),
        ("On Sunday in Kunduz Taliban fighters attacked a post.", ["Kunduz"]),
        ("In Ghazni city local police arrested three men.", ["Ghazni"]),
        ("In Kunduz province gunmen have killed a judge.", ["Kunduz"]),
        ("In Ghazni clashes killed ten soldiers.", ["Ghazni"]),
        ("People fled the fighting in which the army and the Taliban contend for Ghazni.", ["Ghazni"]),
        ("The minister condemned the killing of a judge in Ghazni.", []),
        ("The envoys, who met in Doha, have condemned the attack in Ghazni.", ["Doha"]),
        ("Kabul has so far released 400 Taliban prisoners.", []),
        ("Four hundred Taliban prisoners in Kabul were released on Monday.", ["Kabul"]),
        ("Talks between Kabul and the Taliban began on Monday.", []),
        ("Talks between the Taliban and Kabul began in Doha on Monday.", ["Doha"]),
    ],
)
def test_where_a_clause_puts_what_it_tells(text: str, places: list[str]) -> None:
    """The part of a country that another phrase names, what "the city" stands for; no hospital, no mere distance."""
    events = read(text + SHAKEN).events
    assert sorted({each.place.name for each in events if each.place and each.place.kind != "country"}) == places
