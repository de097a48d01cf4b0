"""News since August 2021: strikes from abroad, killings and punishments, prisoners, crossings and returns."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode, EventType
from tests.reading import read

DAY = date(2024, 4, 6)
"""A Saturday."""
_SAID = frozenset({EventType.ATTRIBUTION, EventType.DIPLOMATIC_ACTION})


def _told(text: str, day: date = DAY) -> set[tuple[str, str | None]]:
    """The tag and the place of each deed that happened."""
    return {
        (each.event_type.value, each.place.name if each.place else None)
        for each in read(text, day).events
        if each.assertion_mode is AssertionMode.ACTUAL and each.event_type not in _SAID
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Khaama Press: three people were killed by a flood in Ghor on Monday.", {("natural_disaster", "Ghor")}),
        ("A man was flogged in public in Logar on Monday, Pajhwok wrote.", {("attack_on_civilians", "Logar")}),
        ("Three people were killed by a flood in Ghor on Monday.", {("natural_disaster", None)}),
        ("Khaama Press: a flood killed three people in Jordan on Monday.", {("natural_disaster", "Jordan")}),
    ],
)
def test_a_paper_of_the_country_says_that_a_short_name_is_at_home(text: str, told: set[tuple[str, str]]) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    "words",
    [
        "Night air strikes also hit frontier areas of Kunar and Paktika on Monday and hurt six Afghan shepherds.",
        "Air strikes hit remote areas of Kunar and Paktika on Monday.",
        "Drone strikes then hit Afghan border posts in Kunar and Paktika on Monday.",
        "Air raids hit houses in Kunar and Paktika in Afghanistan on Monday.",
        "Air strikes hit the border areas of Kunar and Paktika on Monday.",
    ],
)
def test_strikes_before_hit_are_no_verb(words: str) -> None:
    assert _told(words) == {("air_strike", "Kunar"), ("air_strike", "Paktika")}


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban brutally shot a former soldier in Taloqan on Friday.",
        "Taliban members have killed a former soldier in Taloqan. He was shot and killed on Friday in Taloqan city.",
        "Two Taliban members killed a teacher in Taloqan on Friday. He was shot dead in Taloqan city.",
        "Taliban fighters shot dead a former traffic police officer in Taloqan on Friday.",
        "A former special police officer was shot dead by the Taliban in Taloqan on Friday.",
    ],
)
def test_who_served_once_and_is_he_is_a_civilian_and_no_protester(text: str) -> None:
    assert _told(text) == {("attack_on_civilians", "Taloqan")}


def test_a_commander_is_he() -> None:
    assert _told("A Taliban commander was in Taloqan. He was shot dead on Friday in Taloqan city.") == {
        ("armed_clash", "Taloqan")
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Children found a hand grenade in Taloqan on Friday and took it home.", set()),
        ("Shepherds discovered two mortars in Taloqan on Friday.", set()),
        ("The Taliban found a mine in Taloqan on Friday.", {("weapons_disrupted", "Taloqan")}),
        ("Ten mines were found in Taloqan on Friday.", {("weapons_disrupted", "Taloqan")}),
        (
            (
                "A mine killed a boy in Taloqan on Friday, Taliban officials said. In a like case in Kunduz on Friday, "
                "boys found a can; it burst and killed one child."
            ),
            {("bombing", "Taloqan"), ("civilian_harm", None)},
        ),
    ],
)
def test_children_who_find_a_shell_disrupt_no_weapons_and_officials_are_not_it(
    text: str, told: set[tuple[str, str]]
) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The Torkham crossing between Afghanistan and Pakistan was reopened to trade Friday.", AssertionMode.NEGATED),
        (
            "Pakistan reopened the Torkham border crossing to traffic Friday, Afghan traders said.",
            AssertionMode.NEGATED,
        ),
        ("The Torkham crossing to Afghanistan reopened to all traffic on Friday.", AssertionMode.NEGATED),
        ("The Torkham crossing to Afghanistan was closed to travel on Friday.", AssertionMode.ACTUAL),
        ("Pakistan shut the Torkham crossing to transit on Friday, Afghan traders said.", AssertionMode.ACTUAL),
    ],
)
def test_what_a_crossing_is_opened_or_closed_to_is_no_deed(text: str, mode: AssertionMode) -> None:
    told = [
        (
            each.event_type,
            each.assertion_mode,
            each.place.name if each.place else None,
            each.date and each.date.date_start,
        )
        for each in read(text, DAY).events
    ]
    assert told == [(EventType.RESTRICTION, mode, "Torkham", date(2024, 4, 5))]


@pytest.mark.parametrize(
    "text",
    [
        "The Afghanistan provinces of Paktika and Khost near the frontier were struck by airstrikes on Friday.",
        "Pakistan bombed the Afghanistan provinces of Paktika and Khost on Friday.",
        "The Afghan provinces of Paktika and Khost were hit by airstrikes on Friday.",
    ],
)
def test_a_country_before_its_provinces_is_no_place_of_the_deed(text: str) -> None:
    assert _told(text) == {("air_strike", "Khost"), ("air_strike", "Paktika")}


@pytest.mark.parametrize(
    "text",
    [
        "The crossings at Torkham and Ghulam Khan have been sealed, halting transport and trade, Afghan traders said.",
        "The border points at Torkham and Ghulam Khan were closed on Friday, suspending trade, Afghan traders said.",
    ],
)
def test_trade_that_a_closed_crossing_halts_is_no_break_of_relations(text: str) -> None:
    assert _told(text) == {("restriction", "Torkham"), ("restriction", "Ghulam Khan")}


def test_a_state_that_halts_trade_breaks_off_relations() -> None:
    text = "Pakistan suspended trade with Afghanistan on Friday."
    assert [each.event_type for each in read(text, DAY).events] == [EventType.DIPLOMATIC_ACTION]


@pytest.mark.parametrize(
    "text",
    [
        "Taliban in the southern provinces of Helmand and Kandahar have banned music.",
        "The Taliban in Helmand and Kandahar banned music on Friday.",
        "Taliban officials in Helmand and Kandahar have banned music.",
    ],
)
def test_a_party_in_two_provinces_acts_in_both(text: str) -> None:
    assert _told(text) == {("restriction", "Helmand"), ("restriction", "Kandahar")}


def test_a_clause_behind_the_place_of_a_party_keeps_its_own() -> None:
    text = "The Taliban attacked the army in Helmand and Kandahar fell."
    assert _told(text, date(2021, 8, 14)) == {("armed_clash", "Helmand"), ("capital_seized", "Kandahar")}


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed a teacher on Friday.\n\nAfghan officials have confirmed it. He was killed in Taloqan city.",
        "Taliban men killed a former soldier.\n\nSources confirmed it. He was shot and killed in Taloqan city.",
    ],
)
def test_where_who_was_killed_died_stands_behind_a_sentence_that_confirms_it(text: str) -> None:
    assert _told(text) == {("attack_on_civilians", "Taloqan")}
