"""Places that a sentence names and where what it tells did not happen."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode
from tests.reading import read

DAY = date(2020, 3, 10)


def _told(text: str) -> set[tuple[str, str | None]]:
    """The tag and the place of each event that happened."""
    events = (each for each in read(text, DAY).events if each.assertion_mode is AssertionMode.ACTUAL)
    return {(each.event_type.value, each.place.name if each.place else None) for each in events}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # a deed that is only spoken of
        (
            "In Kabul, the president condemned the bombing in Jalalabad that killed nine Afghans.",
            {("bombing", "Jalalabad"), ("diplomatic_action", "Kabul")},
        ),
        (
            "In Kabul, the Afghan president condemned the bombing that killed nine soldiers.",
            {("bombing", None), ("diplomatic_action", "Kabul")},
        ),
        ("In Kabul, a judge escaped a bombing that killed nine Afghan soldiers.", {("bombing", "Kabul")}),
        # where what flies, or who is sent, comes from
        ("The Taliban fired rockets from Chak district at an Afghan base in Sayedabad.", {("shelling", "Saydabad")}),
        ("Rockets were fired from Chak district at an Afghan base.", {("shelling", None)}),
        ("Rockets fired from Pakistan hit a village in Kunar, Afghan officials said.", {("shelling", "Kunar")}),
        ("Gunmen fired from a rooftop in Kunduz, killing two Afghans.", {("attack_on_civilians", "Kunduz")}),
        # a house called after a town
        ("A bomb went off at the Herat restaurant in Kabul, Afghan police said.", {("bombing", "Kabul")}),
        ("The bombing of the Jalalabad hotel in Kabul killed two Afghans.", {("bombing", "Kabul")}),
        ("A bomb exploded at the Sangin bazaar in Helmand, killing two Afghans.", {("bombing", "Sangīn")}),
        ("A bomb exploded at the Kunduz bus station, killing two Afghans.", {("bombing", "Kunduz")}),
        # where somebody comes from, or had been
        ("Gunmen killed an Afghan doctor from Bamiyan.", {("attack_on_civilians", None)}),
        ("The Taliban abducted four teachers from Bamiyan on Sunday.", {("abduction", "Bamyan")}),
        ("An Afghan colonel who once served in Helmand was killed on Monday by a bomb.", {("bombing", None)}),
        ("An Afghan colonel was killed by a bomb. He had served in Helmand.", {("bombing", None)}),
        ("An Afghan colonel was killed by a bomb. It was planted on a road in Helmand.", {("bombing", "Helmand")}),
        # who is held for a deed, or freed
        (
            "A man was arrested in Herat over a bombing that killed six people, Afghan police said.",
            {("arrest", "Herat"), ("bombing", None)},
        ),
        (
            "Two men from Baghlan were arrested on Monday for the killing of an Afghan judge in Kabul.",
            {("arrest", None), ("attack_on_civilians", "Kabul")},
        ),
        (
            "Afghan police arrested two men after a bomb killed six people in Herat.",
            {("arrest", "Herat"), ("bombing", "Herat")},
        ),
        (
            "An Afghan engineer who was abducted in Logar last month was freed on Sunday.",
            {("abduction", "Logar"), ("prisoners_freed", None)},
        ),
        (
            "The Taliban freed an Afghan doctor kidnapped in Khost last month.",
            {("abduction", "Khost"), ("prisoners_freed", None)},
        ),
        (
            "The Taliban attacked a jail in Farah on Sunday, and freed 20 inmates.",
            {("armed_clash", "Farah"), ("prisoners_freed", "Farah")},
        ),
        (
            "The bombing came a day after the Taliban attacked a bank in Khost.",
            {("bombing", None), ("attack_on_civilians", "Khost")},
        ),
    ],
)
def test_nothing_is_where_it_was_not(text: str, told: set[tuple[str, str | None]]) -> None:
    """A place is that of what its own words put there."""
    assert _told(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The Afghan governor was shot dead by his guard while he was visiting Taloqan.",
            {("attack_on_civilians", "Taloqan")},
        ),
        (
            "Gunmen killed an Afghan judge as he was inspecting a bridge in Kunduz.",
            {("attack_on_civilians", "Kunduz")},
        ),
        (
            "A bomb killed ten Afghan soldiers while the president was visiting Taloqan.",
            {("bombing", None), ("diplomatic_visit", "Taloqan")},
        ),
        (
            "A suicide bomber attacked a wedding hall last week. That attack was in Kabul, Afghan police said.",
            {("suicide_bombing", "Kabul")},
        ),
        (
            "A suicide bomber attacked a wedding hall last week. That attack was not in Kabul, Afghan police said.",
            {("suicide_bombing", None)},
        ),
        ("The Taliban shot an Afghan officer as he left Kabul for Wardak.", {("attack_on_civilians", None)}),
    ],
)
def test_who_was_somewhere_was_hit_there(text: str, told: set[tuple[str, str | None]]) -> None:
    """What he saw there, or that the next sentence says so; a group is no "he" who left."""
    assert _told(text) == told
