"""Blasts, air strikes, shelling, finds of arms and disasters in less usual words, and what only looks like them."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode
from tests.reading import read

DAY = date(2021, 8, 14)


def _told(text: str) -> set[tuple[str, str | None]]:
    """Tag and place of what happened."""
    return {
        (each.event_type.value, each.place.name if each.place is not None else None)
        for each in read(f"News from Afghanistan.\n\n{text}", DAY).events
        if each.assertion_mode is AssertionMode.ACTUAL
    }


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("A bus rolled over a mine in {} on Monday.", "bombing"),
        ("A shepherd stumbled upon a landmine in {} on Monday.", "bombing"),
        ("A lieutenant fell victim to a mine in {} on Monday.", "bombing"),
        ("Two farmers lost their legs to a landmine in {} on Monday.", "bombing"),
        ("A roadside bomb took nine lives in {} on Monday.", "bombing"),
        ("A bomb put an end to the life of a judge in {} on Monday.", "bombing"),
        ("Nobody survived the roadside bomb in {} on Monday.", "bombing"),
        ("Insurgents touched off a roadside bomb in {} on Monday.", "bombing"),
        ("A bomb demolished the wall of an office in {} on Monday.", "bombing"),
        ("Three policemen are dead after a roadside bomb in {} on Monday.", "bombing"),
        ("Gunners opened up on the market of {} on Monday.", "shelling"),
        ("A patrol took indirect fire in {} on Monday.", "shelling"),
        ("Soldiers greeted the governor of {} with 20 rockets on Monday.", "shelling"),
        ("Dozens of guests were cut down from the air in {} on Monday.", "air_strike"),
        ("Warplanes put an end to the lives of seven boys in {} on Monday.", "air_strike"),
        ("A B-52 emptied its bays over Taliban positions in {} on Monday.", "air_strike"),
        ("A tip led police to a stash of explosives in {} on Monday.", "weapons_disrupted"),
        ("A search in {} on Monday yielded ten rifles.", "weapons_disrupted"),
        ("The earth shook for a minute in {} on Monday.", "natural_disaster"),
        ("Eight children died of cold in {} on Monday.", "natural_disaster"),
        ("The wells in {} have run dry.", "natural_disaster"),
        ("The driver of a minibus missed a bend in {} on Monday.", "industrial_disaster"),
        ("A bus ran into a lorry in {} on Monday.", "industrial_disaster"),
        ("An airliner vanished from the radar over {} on Monday.", "industrial_disaster"),
    ],
)
def test_what_is_told_in_other_words_is_read(text: str, tag: str) -> None:
    assert (tag, "Rustaq") in _told(text.format("Rustaq district"))


@pytest.mark.parametrize(
    "text",
    [
        "A lieutenant could fall victim to a mine in Rustaq district.",
        "The bunker would survive a bomb in Rustaq district.",
        "The mayor of Rustaq survived a vote on Monday.",
        "Police defused a bomb in Rustaq district and nobody is dead.",
        "The soldiers greeted the governor with flowers in Rustaq district on Monday.",
        "Shops opened up in Rustaq district on Monday.",
        "The guests were filmed from the air in Rustaq district on Monday.",
        "A tip led police to a well in Rustaq district on Monday.",
        "The wells in Rustaq district were drilled last year.",
        "A minibus took the road in Rustaq district on Monday.",
    ],
)
def test_what_only_looks_like_it_is_not(text: str) -> None:
    blasts = {"bombing", "shelling", "air_strike", "natural_disaster", "industrial_disaster", "suicide_bombing"}
    assert not {tag for tag, _ in _told(text)} & blasts


@pytest.mark.parametrize("outlet", ["Pajhwok Afghan News", "Ariana News", "Tolo News on Monday", "reporters"])
def test_what_an_outlet_is_told_is_asserted(outlet: str) -> None:
    """The name of an outlet is no noun of what is only reported: "told Ariana News that"."""
    told = f"Amiri told {outlet} that gunmen killed three villagers in Rustaq district."
    assert ("attack_on_civilians", "Rustaq") in _told(told)


def test_a_total_of_several_provinces_is_at_no_one_place() -> None:
    one = "A flood killed four people in Rustaq district on Monday. "
    assert ("natural_disaster", "Rustaq") in _told(one)
    told = read(f"{one}\n\nOfficials said that 71 people died in floods and slides in nine provinces this month.", DAY)
    assert {each.place for each in told.events if each.sentence} == {None}


def test_what_a_place_is_cut_off_from_is_not_where_it_is() -> None:
    assert ("natural_disaster", "Taloqan") not in _told("Ten villages were cut off from Taloqan by heavy snow.")
    assert ("natural_disaster", "Taloqan") in _told("Ten villages were cut off near Taloqan by heavy snow.")


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("the Kunar district of Dangam", "Dangam"),
        ("the Helmand town of Sangin", "Sangīn"),
        ("the Kunduz district of Imam Sahib", "Imam Sahib"),  # a district is called Kunduz as well
        ("the Nuristan village of Mirdesh", "Nuristan"),  # which nobody knows
        ("Kunduz district of Kunduz province", "Kunduz"),
        ("Imam Sahib district of Kunduz", "Imam Sahib"),
    ],
)
def test_a_unit_named_behind_its_province_is_that_unit(unit: str, name: str) -> None:
    assert ("natural_disaster", name) in _told(f"A flash flood hit {unit} on Monday.")


def test_a_district_named_behind_its_province_is_what_falls() -> None:
    told = read("News from Afghanistan.\n\nThe Taliban captured the Kunduz district of Imam Sahib on Monday.", DAY)
    (fall,) = (each for each in told.events if each.action is not None)
    assert fall.place is not None
    assert (fall.event_type.value, fall.place.name) == ("district_seized", "Imam Sahib")


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("What killed the three policemen in {} on Monday was a roadside bomb.", "bombing"),
        ("Dug out of a dry well at {} on Monday: 31 mines and a rocket launcher.", "weapons_disrupted"),
        ("Roadside bomb in {}: four dead.", "bombing"),
        ("Air support was called in and nine insurgents were killed in {} on Monday.", "air_strike"),
        ("The mayor was the target of a roadside bomb in {} on Monday.", "bombing"),
        ("The attacker detonated at the gate of the base in {} on Monday.", "suicide_bombing"),
        ("A volley of rockets hit the bazaar in {} on Monday.", "shelling"),
        ("Two hundred houses were washed away in {} on Monday.", "natural_disaster"),
        ("Nine miners were trapped underground in {} on Monday.", "industrial_disaster"),
        ("Soldiers did not stop shelling the village in {} on Monday.", "shelling"),
    ],
)
def test_what_is_told_in_other_constructions_is_read(text: str, tag: str) -> None:
    assert (tag, "Rustaq") in _told(text.format("Rustaq district"))


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers refrained from shelling the village in Rustaq district on Monday.",
        "There was no truth in the report of a bombing in Rustaq district on Monday.",
        "Roadside bomb in Rustaq district defused.",
        "What killed the plan in Rustaq district on Monday was a vote.",
    ],
)
def test_what_other_constructions_do_not_assert_is_not(text: str) -> None:
    assert not {tag for tag, _ in _told(text)} & {"bombing", "shelling"}


def _doings(text: str, day: date) -> set[tuple[str, str | None]]:
    """Tag and side of what happened."""
    return {
        (each.event_type.value, each.actor.side if each.actor is not None else None)
        for each in read(f"News of the war.\n\n{text}", day).events
        if each.assertion_mode is AssertionMode.ACTUAL
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Taliban fire killed two soldiers in Ghazni on Tuesday.", {("armed_clash", "taliban")}),
        ("Two soldiers were killed by insurgent fire in Ghazni on Tuesday.", {("armed_clash", "taliban")}),
        ("Two soldiers died from Taliban fire in Ghazni on Tuesday.", {("armed_clash", "taliban")}),
        ("NATO fire killed four villagers in Ghazni on Tuesday.", {("attack_on_civilians", "other:NATO")}),
        ("A fire killed two soldiers in Ghazni on Tuesday.", {("industrial_disaster", None)}),
        ("Two people were killed by a fire in Ghazni on Tuesday.", {("industrial_disaster", None)}),
        ("Afghan fire killed two soldiers in Ghazni on Tuesday.", set()),
        ("Soldiers shot dead two suicide bombers in Ghazni on Tuesday.", {("armed_clash", "government")}),
        ("Two suicide bombers were shot dead by soldiers in Ghazni on Tuesday.", {("armed_clash", "government")}),
        ("Afghan police killed a suicide bomber before he could set off his vest.", {("armed_clash", "government")}),
        ("A suicide bomber killed two soldiers in Ghazni on Tuesday.", {("suicide_bombing", None)}),
        ("Three suicide bombers attacked a post in Ghazni and were shot dead.", {("suicide_bombing", None)}),
    ],
)
def test_whose_fire_it_was_and_who_was_stopped(text: str, told: set[tuple[str, str | None]]) -> None:
    """Fire of a party is no fire in a house; a bomber who is shot dead has set off nothing."""
    assert _doings(text, date(2012, 5, 16)) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Taliban attacked an election rally in Charikar on Tuesday.", {("attack_on_civilians", "taliban")}),
        ("An election rally in Charikar was attacked by the Taliban.", {("attack_on_civilians", "taliban")}),
        ("IS gunmen opened fire on a Shia rally in Kabul on Tuesday.", {("attack_on_civilians", "iskp")}),
        ("Islamic State fighters stormed a Shia procession in Kabul.", {("attack_on_civilians", "iskp")}),
        ("Police opened fire on protesters in Kabul on Tuesday.", {("protest_excessive_force", "government")}),
        ("Soldiers fired on a rally in Kabul on Tuesday.", {("protest_excessive_force", "government")}),
        (
            "Police used tear gas in Kabul on Monday and four demonstrators were wounded.",
            {("protest_intervention", "government")},
        ),
        (
            "Four demonstrators were wounded when police used tear gas in Herat on Monday.",
            {("protest_intervention", "government")},
        ),
        (
            "Police used tear gas in Kabul on Monday and two demonstrators were killed.",
            {("protest_excessive_force", "government")},
        ),
    ],
)
def test_who_does_what_to_a_crowd(text: str, told: set[tuple[str, str | None]]) -> None:
    """Insurgents attack civilians; who keeps order steps in, or uses excessive force."""
    assert _doings(text, date(2019, 9, 18)) == told


def test_who_governs_uses_force_on_a_rally() -> None:
    """The Taliban since they govern."""
    text = "Taliban fighters opened fire on a demonstration in Jalalabad on Tuesday."
    assert _doings(text, date(2021, 9, 8)) == {("protest_excessive_force", "taliban")}
