"""The many words for fights and killings: each tells of its event, and its nearest other sense of none."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode
from tests.reading import read

DAY = date(2021, 8, 14)
CLASH, KILLING = "armed_clash", "attack_on_civilians"
FIGHTS = (
    "Taliban fighters rushed a police checkpoint",
    "Insurgents took potshots at an army patrol",
    "Militants threw themselves against the army's lines",
    "Insurgents tried to storm a police post",
    "A patrol was caught in a trap",
    "Police shot it out with insurgents",
    "Soldiers and insurgents came to blows",
    "Four policemen were slaughtered at their post",
    "Six soldiers lay dead after a raid",
    "Twenty-five insurgents were accounted for",
    "The Taliban were sent packing",
    "A Taliban commander was killed",
    "The police chief of the district was shot dead",
    "Two Canadians were killed",
    "A recruit let off a burst at French soldiers",
    "The insurgents left behind nine bodies",
    "A sniper's bullet killed a soldier",
    "The loss of nine soldiers was confirmed",
    "Mullah Sattar, a Taliban commander, was shot dead",
)
KILLINGS = (
    "Gunmen butchered twelve villagers",
    "A judge was felled by two bullets",
    "A judge fell victim to gunmen",
    "A judge was done to death",
    "Gunmen ended the life of a judge",
    "A judge was found dead with his hands bound",
    "A former soldier died in Taliban custody",
    "A death sentence was carried out in public",
    "A night raid killed four brothers",
    "Border guards shot dead three Afghans",
    "An elder was on his way home when he was shot",
)
NEITHER = (
    "The army charged a soldier with theft",
    "Taliban delegates descended on the town for a wedding",
    "Insurgents tried their luck at farming",
    "A family fell into a trap of debt",
    "The company shot it out in court",
    "Relatives saw off the soldiers",
    "Some 300 people were taken out",
    "A judge fell to his knees",
    "A judge was found dead in his bed",
    "A former soldier died of cancer in custody",
    "Farmers butchered twelve sheep",
    "The minister did away with a tax",
    "A soldier died when he fell out of a helicopter",
    "The insurgents left behind nine rifles",
    "The loss of nine votes was confirmed",
)


def actual_tags(text: str) -> set[str]:
    """The tags of what a text asserts."""
    return {each.event_type.value for each in read(text, DAY).events if each.assertion_mode is AssertionMode.ACTUAL}


@pytest.mark.parametrize(
    ("told", "tag"), [*((each, CLASH) for each in FIGHTS), *((each, KILLING) for each in KILLINGS)]
)
def test_who_is_attacked_or_killed_in_other_words(told: str, tag: str) -> None:
    """A verb, a noun or a turn of phrase of its class tells of the event, and with "could" of none."""
    assert tag in actual_tags(f"{told} in Panjwai district of Kandahar province on Monday.")


@pytest.mark.parametrize("told", NEITHER)
def test_the_same_words_in_another_sense(told: str) -> None:
    """Who is charged with theft, seen off by kin or found dead in bed was not attacked."""
    assert not {CLASH, KILLING} & actual_tags(f"{told} in Panjwai district of Kandahar province on Monday.")
