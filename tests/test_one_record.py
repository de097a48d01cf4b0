"""Told twice is one record, told of another happening is two, and neither lends the other its place, day or dead."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import told_events

DAY = date(2017, 3, 15)
"""A Wednesday."""
BOMB = "A bomb exploded near a shrine in Kabul on Wednesday, wounding six Afghans. "
TODAY = ("bombing", "Kabul", "2017-03-15", None)


@pytest.mark.parametrize(
    "background",
    [
        "The worst attack on Shiites was in July last year, when 84 people died.",
        "The worst attack on Shi'ites was in July last year, when 84 people died.",
        "It was the worst attack in the city since July, when 84 people died.",
        "It was the deadliest attack since last July, in which 84 people were killed.",
        "The worst of those attacks, last July, killed 84 people.",
    ],
)
def test_the_dead_of_long_ago_are_not_those_of_today(background: str) -> None:
    """Whatever word tells of both."""
    assert told_events(BOMB + background, DAY) == [TODAY]


@pytest.mark.parametrize(
    ("end", "told"),
    [
        (
            "The siege ended the following morning when the last attacker was shot. Nine people died in the assault.",
            [("attack_on_civilians", "Kabul", "2017-03-13", 9)],
        ),
        (
            "Police shot the two remaining gunmen at dawn on Tuesday.",
            [("attack_on_civilians", "Kabul", "2017-03-13", None)],
        ),
        (
            "On Tuesday police shot the last attacker in Gardez.",
            [("attack_on_civilians", "Kabul", "2017-03-13", None), ("armed_clash", "Gardez", "2017-03-14", None)],
        ),
    ],
)
def test_how_an_attack_ended_the_day_after_is_no_second_one(
    end: str, told: list[tuple[str, str, str, int | None]]
) -> None:
    """Not where it is told of another place."""
    assert told_events(f"Gunmen stormed an Afghan guesthouse in Kabul late on Monday. {end}", DAY) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            """Two men who were kidnapped in Takhar on March 5 were freed on Tuesday, police said. The men were let go
            by elders. They had been abducted in Khwaja Ghar district.""",
            {("abduction", "Khwaja Ghar", "2017-03-05")},
        ),
        (
            "Two men were freed in Takhar on Tuesday. They had been abducted in Khwaja Ghar district.",
            {("abduction", "Khwaja Ghar", "../2017-03-14"), ("prisoners_freed", "Takhar", "2017-03-14")},
        ),
        (
            """Two doctors were kidnapped in Takhar on March 5. Four teachers were freed in Kunduz on Tuesday. They had
            been abducted in Khanabad district.""",
            {
                ("abduction", "Takhar", "2017-03-05"),
                ("abduction", "Khanabad", "../2017-03-14"),
                ("prisoners_freed", "Kunduz", "2017-03-14"),
            },
        ),
    ],
)
def test_what_had_been_done_to_those_who_are_told_of(text: str, told: set[tuple[str, str, str]]) -> None:
    """The past perfect goes back: to what was told of them before, else to no later than what befell them now."""
    found = {each[:3] for each in told_events(text + " The Afghan government was glad.", DAY)}
    assert told <= found
    assert len([each for each in found if each[0] == "abduction"]) == len(
        [each for each in told if each[0] == "abduction"]
    )


PARKS = "The Taliban on Sunday barred women from entering parks in Kabul. "
STONING = "The Taliban publicly executed an Afghan man in Farah city on Tuesday. "
PLANES = "Planes bombed villages in Khost province, Afghanistan, on Saturday, killing 40 people. "
FLIGHT = "About 2,100 Afghan families fled Charkh on Friday. "


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PARKS + "The ban was announced by the ministry of vice.", [("restriction", "Kabul")]),
        (
            PARKS + "Another ban, on music, was announced in Herat on Monday.",
            [("restriction", "Kabul"), ("restriction", "Herat")],
        ),
        (
            STONING + "It was the second public execution since the Taliban returned to power.",
            [("attack_on_civilians", "Farah")],
        ),
        (
            STONING + "A second execution took place in Ghor on Monday.",
            [("attack_on_civilians", "Farah"), ("attack_on_civilians", "Ghor")],
        ),
        (PLANES + "The bombardment hit Spera district.", [("air_strike", "Spira")]),
        (PLANES + "An earlier bombardment killed six in Kunar.", [("air_strike", "Khost"), ("shelling", "Kunar")]),
        (FLIGHT + "Residents left on foot, a witness said.", [("displacement", "Charkh")]),
        (
            FLIGHT + "In Archi, residents fled too.",
            [("displacement", "Charkh"), ("displacement", "Chīchkah")],
        ),
        (
            "Pakistan deported 230 Afghans through Torkham on Tuesday. The expulsions are part of a campaign.",
            [("displacement", "Torkham")],
        ),
        (
            "Hundreds of Afghans took to the streets of Kabul on Tuesday to protest against the government.",
            [("protest_peaceful", "Kabul")],
        ),
        ("Some 300 Afghans gathered in Kabul to demonstrate on Tuesday.", [("protest_peaceful", "Kabul")]),
        ("Thirty Afghans were killed in an attack in Kabul on Friday.", [("attack_on_civilians", "Kabul")]),
        (
            "Police arrested ten Afghans in a raid on a house in Herat on Monday.",
            [("arrest", "Herat")],
        ),
    ],
)
def test_a_noun_for_a_deed_tells_of_it_again(text: str, told: list[tuple[str, str]]) -> None:
    """ "The ban", "the bombardment", "the second execution": what is told as another stays another."""
    assert [each[:2] for each in told_events(text, DAY)] == told
