"""One happening told several times in a document is one event, with all quotes; two happenings stay two."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geo.vocab import AssertionMode
from tests.reading import AFGHAN_STORY, read

if TYPE_CHECKING:
    from geo.model import Event

HARM = frozenset(
    {
        "suicide_bombing",
        "bombing",
        "armed_clash",
        "attack_on_civilians",
        "civilian_harm",
        "air_strike",
        "natural_disaster",
    }
)


def told(text: str) -> list[Event]:
    """The violence and disasters that a text asserts, in the order of the text."""
    events = [each for each in read(text + AFGHAN_STORY).events if each.event_type in HARM]
    return sorted(
        (each for each in events if each.assertion_mode is AssertionMode.ACTUAL), key=lambda each: each.trigger
    )


ONE = [
    "A suicide bomber struck a mosque in Kunduz on Friday, killing 30. Officials said the attack wounded 40.",
    "Suicide bombing kills 30 in Kunduz\n\nA suicide bomber killed 30 people at a mosque in Kunduz on Friday.",
    "Taliban fighters attacked an outpost in Baghlan on Sunday. Eleven soldiers were killed in the assault.",
    "Taliban fighters attacked an outpost in Baghlan on Sunday. The fighting lasted for six hours.",
    "A bomb went off at a market in Kabul on Monday. It killed at least 55 people.",
    "A bomb exploded in Kabul on Monday, killing nine people. Nine people died in Monday's bombing.",
    "An earthquake shook Paktika on Wednesday. The quake killed 12 people.",
    "Gunmen opened fire on a minibus in Herat on Friday. Three passengers were killed.",
    "An air strike in Nangarhar killed 14 people on Friday. The strike hit a farm.",
    "The air force launched air strikes in Kunduz on Friday, killing dozens of fighters.",
    "Blast kills 20 in Kabul\n\nA blast killed at least 21 people in Kabul on Friday.",
    "An air strike hit Kunduz on Friday. The bombardment destroyed a clinic.",
    "Air strikes killed 14 people in Nangarhar on Friday. At least 14 people died in the strikes, an elder said.",
    "A suicide bomber struck a court in Kunduz on Friday. A gun battle then raged for six hours, leaving ten wounded.",
    "Taliban suicide bombings and an hours-long shootout left 16 people dead in Kunduz on Friday.",
    "A bomb exploded at a bank in Kunduz on Friday. Small-arms fire and explosions were heard from inside.",
    "A bomb killed nine people in Kunduz on Friday. They had first shot a guard at the main gate.",
    "A man killed three soldiers near Kunduz on Friday. It was the first insider attack since July.",
    "Gunmen attacked a bank in Kunduz on Friday. The attack was carried out by four men and two suicide bombers.",
    "NATO carried out an air strike in Kunduz on Friday targeting a Taliban commander.",
    "A suicide bomber struck a court in Kunduz on Friday, killing five. Three police officers were also killed.",
    "A US strike hit a clinic in Kunduz last month. At least 30 people died when it was hit by a US jet on July 30.",
    "A bomb killed five people in Kunduz on Friday. Seven others were hurt, he said. A doctor said six had died.",
    "A bomb killed six people in Kunduz on Friday. Several other civilians were hurt in the explosion.",
    "A suicide bomber struck a prison in Kunduz on Friday. Militants then shot at guards at the prison.",
    "The Taliban attacked a police post in Kunduz on Friday, detonating a car bomb at the gate.",
]


@pytest.mark.parametrize("text", ONE)
def test_a_happening_told_again_is_one_event(text: str) -> None:
    """Headline and lead, the blast and the attack, its harm in a later sentence: one record, with the other quotes."""
    found = told(text)
    assert len(found) == 1, [(each.event_type.value, each.quote.exact) for each in found]
    assert found[0].place is not None


TWO = [
    "A bomb killed nine people in Kabul on Friday. Another bomb killed nine people in Kabul on Friday.",
    "A bomb killed nine people in Kabul on Friday. A bomb killed nine people in Kabul on Sunday.",
    "A bomb killed nine people in Kabul on Friday. A bomb killed nine people in Herat on Friday.",
    "A bomb killed nine people in Kabul on Friday. A bomb killed two people in Kabul on Friday.",
    "A bomb killed nine people in Kabul on Friday. In a separate attack, gunmen killed nine soldiers in Kabul.",
    "A bomb killed nine people in Kabul on Friday. An air strike killed nine people in Kabul on Friday.",
    "A bomb killed nine people in Kabul on Friday. Last month's bombing in Kabul killed nine people.",
    "The Taliban attacked a post in Baghlan on Sunday. Elsewhere, the Taliban attacked a post in Baghlan.",
    "A suicide bomber killed nine people in Kabul on Friday. The Taliban also attacked a post in Kabul, killing two.",
    "A suicide bomber killed five people in Kunduz on Friday. Fighters clashed with soldiers, leaving ten dead.",
    "A bomb killed five people in Kunduz on Friday. A gun battle raged in Herat for six hours.",
    "An air strike killed six people in Kunduz on Friday. The strike was called in after insurgents attacked troops.",
    "A bomb killed two people in Herat on Friday. The blast came days after gunmen killed three teachers in Kunduz.",
    "A bomb killed six people in Kunduz on Friday. Three other people were killed in an attack in Herat.",
    "A bomb killed six people in Kunduz on Friday. Two soldiers were also killed in Herat.",
    "Gunmen shot an official in Farah on Friday. Fighting raged in Herat. Five policemen were killed in the battle.",
    "Fighters killed ten men in Kunduz on Friday. The attack came days after 18 soldiers were killed in Kunduz.",
]


@pytest.mark.parametrize("text", TWO)
def test_two_happenings_stay_two(text: str) -> None:
    """Another day, place, number or kind, or a word that says so, keeps two happenings of one town apart."""
    found = told(text)
    assert len(found) == 2, [(each.event_type.value, each.quote.exact) for each in found]


def test_the_record_of_a_retold_happening_keeps_the_best() -> None:
    """The most specific tag, the sharpest place, the stated day, the latest toll, and the quotes of all tellings."""
    text = (
        "Blast kills 30 in Afghan province\n\nA blast killed 30 people in Kunduz province on Friday. The suicide "
        "bombing hit a mosque in Kunduz city. The death toll later rose to 46."
    )
    (found,) = told(text)
    assert (found.event_type, found.place and found.place.name, found.place and found.place.kind) == (
        "suicide_bombing",
        "Kunduz",
        "city",
    )
    assert (found.date and found.date.date_edtf, found.fatalities.best) == ("2021-08-06", 46)
    assert len(found.retellings) == 2
    assert found.quote not in found.retellings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Taliban captured Kunduz on Sunday after heavy fighting in Kunduz.", ["capital_seized"]),
        (
            "The Taliban captured Kunduz on Sunday. On Monday the Taliban attacked a post in Kunduz.",
            ["capital_seized", "armed_clash"],
        ),
        ("The Taliban captured Kunduz on Sunday. The Taliban held Kunduz for three days.", ["capital_seized"]),
        ("The Taliban captured Kunduz on Sunday. Nine soldiers were killed.", ["capital_seized"]),
        (
            "The Taliban captured Kunduz on Sunday. Nine soldiers were killed in Herat.",
            ["capital_seized", "armed_clash"],
        ),
        (
            "Nine soldiers died in clashes with the Taliban in Kunduz on Sunday. Ten Taliban died in the firefight.",
            ["armed_clash"],
        ),
        (
            "The Taliban captured Kunduz on Sunday. Government forces hold Herat.",
            ["capital_seized", "control_reported"],
        ),
    ],
)
def test_fighting_for_ground_and_holding_it(text: str, expected: list[str]) -> None:
    """Fighting told in the sentence of a gain, and that the taker holds what it took, are no events of their own."""
    events = sorted(read(text).events, key=lambda each: each.trigger)
    assert [each.event_type for each in events if each.place is not None] == expected


def test_a_claim_of_responsibility_places_what_it_claims() -> None:
    """Where only the claim names the district, the attack stands there; a claim of another attack moves nothing."""
    first = "A suicide bomber killed three soldiers in southern Afghanistan on Monday. "
    claim = "The Taliban claimed responsibility for the bomb in Deh Rawood district of Uruzgan province."
    (found,) = told(first + claim)
    assert found.place is not None
    assert (found.place.name, found.place.kind) == ("Dihrawud", "district")
    (placed,) = told(first.replace("southern Afghanistan", "Kunduz province") + claim)
    assert placed.place is not None
    assert placed.place.name == "Kunduz"


def test_a_place_told_later_belongs_to_what_its_toll_allows() -> None:
    """Of a headline on the country and a province with fewer dead the province is another happening's."""
    text = "Floods kill 60 people in Afghanistan\n\nIn Parwan province the floods killed 11 people on Monday."
    assert [each.fatalities.best for each in told(text)] == [60, 11]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("US warplanes bombed a village in Kunduz on Sunday.", "other:United States"),
        ("Pakistan carried out air strikes in Khost on Sunday.", "other:Pakistan"),
        ("The U.S. military carried out several strikes in Kunduz on Sunday.", "other:United States"),
        ("A Taliban suicide bomber killed nine people in Kunduz on Sunday.", "taliban"),
        (
            "A bomb killed nine people in Kunduz on Sunday. The Taliban claimed responsibility for the attack.",
            "taliban",
        ),
        ("A bomb killed nine people in Kunduz on Sunday. The Taliban denied responsibility for the attack.", None),
        ("A bomb killed nine people in Kunduz on Sunday. Officials blamed the Taliban for the attack.", None),
        ("A roadside bomb killed nine people in Kunduz on Sunday.", None),
        ("Taliban fighters set off a car bomb outside a court in Kunduz on Sunday.", "taliban"),
        ("A car bomb was set off by Taliban fighters outside a court in Kunduz on Sunday.", "taliban"),
        ("A blast at Taliban prayers in Kunduz killed nine people on Sunday.", None),
        ("The bombing, claimed by the Taliban, killed nine people in Kunduz on Sunday.", "taliban"),
        ("Nine people were killed on Sunday in a bombing in Kunduz claimed by the Taliban.", "taliban"),
        ("Nine people were killed in a bombing in Kunduz on Sunday that was claimed by the Taliban.", "taliban"),
    ],
)
def test_who_did_it(text: str, side: str | None) -> None:
    """Whose aircraft they are, a state by its name, who stands before the noun, and who claims it; never who denies."""
    (found,) = told(text)
    assert (found.actor.side if found.actor else None) == side


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Police arrest two men in Kunduz\n\nPolice arrested two men in Kunduz on Sunday.", 1),
        ("Police arrested two men in Kunduz on Sunday. Police arrested two men in Kunduz on Monday.", 2),
        ("Police arrested two men in Kunduz on Sunday. Police arrested two men in Herat on Sunday.", 2),
        ("Women protested in Kunduz on Sunday. The protest in Kunduz ended at noon.", 1),
        ("Women protested in Kunduz on Sunday. Another protest was held in Kunduz.", 2),
        ("Ten inmates escaped from a jail in Kunduz on Sunday. Police said the jailbreak was a disaster.", 1),
        ("Ten inmates escaped from a jail in Kunduz on Sunday. Four inmates escaped from a jail in Herat.", 2),
        ("Three people died at a protest in Kunduz on Sunday when police opened fire to disperse the crowd.", 1),
    ],
)
def test_deeds_without_dead_told_again(text: str, count: int) -> None:
    """Arrests and protests of one place are one where the days allow it, and two where the words tell of another."""
    deeds = {"arrest", "protest_peaceful", "protest_excessive_force", "armed_clash", "prisoners_freed"}
    assert len([each for each in read(text + AFGHAN_STORY).events if each.event_type in deeds]) == count


def test_what_had_been_held_is_no_more() -> None:
    """A past perfect tells who held a place before; a present tense who holds it."""
    held = [
        [each.assertion_mode.value for each in read(text).events if each.action == "held"]
        for text in (
            "The Taliban had held Kunduz for three days.",
            "The Taliban hold Kunduz.",
        )
    ]
    assert held == [["historical"], ["actual"]]


PARTS = [
    ("Two students were killed in Kunduz on Monday in a clash between demonstrators and soldiers.", ["riot"]),
    ("In a clash between protesters and police in Kunduz on Friday three people were killed.", ["riot"]),
    ("Six artillery shells were fired into Kunar province on Monday by the Pakistani army.", ["shelling"]),
    ("The foreign minister travelled to Tehran on Monday and met President Rouhani.", ["diplomatic_visit"]),
    ("The minister visited Herat on Monday, and the envoy met elders in Kabul.", ["diplomatic_visit", "talks"]),
    ("Some 2,000 people marched through Kabul on Monday and called for justice.", ["protest_peaceful"]),
    ("Five suicide bombers were arrested in Kunduz province on Monday.", ["arrest"]),
    ("Five suicide bombers arrested in Kunduz province", ["arrest"]),
    (
        "Three men were arrested after a suicide bombing in Kabul on Monday.",
        ["arrest", "suicide_bombing"],
    ),
    ("Flash floods struck Nangarhar province on Sunday; they killed four people.", ["natural_disaster"]),
    ("Flash floods struck Kabul on Sunday. They swept away houses and killed four people.", ["natural_disaster"]),
    ("An earthquake shook Herat province on Monday. It has hit ten villages badly.", ["natural_disaster"]),
    (
        "An earthquake shook Herat province on Monday. Gunmen attacked a shop there. They killed two people.",
        ["natural_disaster", "attack_on_civilians"],
    ),
    ("Nine people were lashed in Kabul on Monday for selling drugs.", ["attack_on_civilians"]),
]


@pytest.mark.parametrize(("text", "tags"), PARTS)
def test_a_part_of_a_happening_is_no_event_beside_it(text: str, tags: list[str]) -> None:
    """A visitor's talks, a march's demands, a disaster's dead, a bomber who was caught; others' deeds stay."""
    events = [each for each in read(text + AFGHAN_STORY).events if each.quote.exact in text]
    actual = [each.event_type.value for each in events if each.assertion_mode is AssertionMode.ACTUAL]
    assert sorted(actual) == sorted(tags)


def test_the_dead_of_a_part_are_counted_with_the_whole() -> None:
    """The four whom floods killed are the floods' dead, by a pronoun too."""
    story = "Flash floods struck Kabul on Sunday. They swept away houses and killed four people."
    (event,) = told(story)
    assert (event.event_type.value, event.fatalities.low) == ("natural_disaster", 4)


@pytest.mark.parametrize(
    ("text", "tag", "count"),
    [
        (
            "The police in Kabul found 20 kg of opium on Monday. In the raid police also seized heroin in Kabul.",
            "organised_crime",
            1,
        ),
        (
            "Police found 20 kg of opium in Kabul on Monday. Police found 30 kg of opium in Herat city on Monday.",
            "organised_crime",
            2,
        ),
        (
            "Forces began an operation in Herat province on Monday. The army launched an operation in Guzara district.",
            "offensive",
            1,
        ),
        (
            "Forces began an operation in Herat province on Monday. The army launched an operation in Logar province.",
            "offensive",
            2,
        ),
    ],
)
def test_what_a_text_tells_one_of_is_placed_by_its_later_telling(text: str, tag: str, count: int) -> None:
    """A haul of drugs or an offensive told again is one record; another province has its own."""
    events = [each for each in read(text + AFGHAN_STORY).events if each.event_type == tag]
    assert sum(each.assertion_mode is AssertionMode.ACTUAL for each in events) == count


ASSAULT = "Taliban fighters attacked a base in Balkh province on Friday, killing 35 soldiers. "
AMBUSH = "An ambush killed five soldiers in Shah Wali Kot district on Monday. "


@pytest.mark.parametrize(
    ("text", "records"),
    [
        (
            AMBUSH + "On Sunday, before the ambush, a bomb in Helmand province killed two guards.",
            [("armed_clash", "Shah Wali Kot", 5), ("bombing", "Helmand", 2)],
        ),
        (
            ASSAULT + "Ten of the Taliban were killed in Friday's attack.",
            [("armed_clash", "Balkh", 45)],
        ),
        (
            ASSAULT + "Ten of the Taliban were killed in an attack on Sunday in Herat city.",
            [("armed_clash", "Balkh", 35), ("armed_clash", "Herat", 10)],
        ),
        (
            "Protesters clashed with police in Kabul on Monday. The police clashed with them again, and three died.",
            [("riot", "Kabul", 3)],
        ),
        (
            "In Uruzgan province five civilians were killed by missiles, in separate attacks, in Chora district.",
            [("shelling", "Chora", 5)],
        ),
        ("Machine-gun, mortar and tank fire was heard in Kabul on Monday.", [("armed_clash", "Kabul", None)]),
        ("Mortar fire was heard in Kabul on Monday.", [("shelling", "Kabul", None)]),
    ],
)
def test_a_word_for_what_was_told_is_no_record_of_its_own(text: str, records: list[tuple[str, str, int]]) -> None:
    """An ambush told before is no second one; the dead of both parties add up; mere "attacks" tell no more."""
    events = [each for each in read(text + AFGHAN_STORY).events if each.quote.exact in text]
    found = [(each.event_type.value, each.place and each.place.name, each.fatalities.low) for each in events]
    assert sorted(found) == sorted(records)


def test_a_day_told_as_another_is_another_happening() -> None:
    """A bomb on Tuesday is not the one of "a day earlier" elsewhere, though neither names all that it did."""
    text = (
        "A soldier died on Tuesday when a bomb blew up beside a patrol. The vehicle was on a road in Paktika province "
        "when the bomb went off.\n\nA week earlier, suicide bombers had rammed cars into vehicles of the army in Herat "
        "city. Police in Kabul, Afghanistan, said so."
    )
    found = {(each.event_type.value, each.place.name if each.place else None) for each in read(text).events}
    assert ("bombing", "Paktika") in found
    assert ("suicide_bombing", "Herat") in found


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "Gunmen shot dead three clerks in Jalalabad city on Sunday. There was also an explosion in the city.",
            {"attack_on_civilians", "bombing"},
        ),
        (
            "A bomb killed a clerk in Jalalabad city on Sunday. In the past months the city has seen heavy fighting.",
            {"bombing", "armed_clash"},
        ),
        (
            "A jet bombed a camp in Jalalabad city on Sunday. Gunmen killed four teachers in the city.",
            {"air_strike", "attack_on_civilians"},
        ),
    ],
)
def test_what_comes_on_top_is_another_happening(text: str, kinds: set[str]) -> None:
    """What is "also" told as new, what is told of months, and what others did by other means."""
    found = {each.event_type.value for each in read(text + " Police in Kabul, Afghanistan, said so.").events}
    assert kinds <= found


@pytest.mark.parametrize(
    ("behind", "count"),
    [
        ("It was the third suicide bombing in Kunduz this month.", 1),
        ("This is at least the second suicide bombing in Kunduz since January.", 1),
        ("It was early in the day, and the second suicide bombing in Kunduz in three days.", 1),
        ("A second suicide bombing in Kunduz killed two men.", 2),
        ("It came before the second suicide bombing in Kunduz, which killed two men.", 2),
    ],
)
def test_which_of_a_row_it_was_is_no_other(behind: str, count: int) -> None:
    """An ordinal behind "it was" counts the happening just told; before a noun of its own it is another."""
    found = told("A suicide bomber killed nine people in Kunduz on Sunday. " + behind)
    assert len([each for each in found if each.event_type.value == "suicide_bombing"]) == count
