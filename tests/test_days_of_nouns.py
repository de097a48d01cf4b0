"""Days of what a noun tells of: before it, in a clause that belongs to it, set apart by "it was"; who acts there."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import EventType
from tests.reading import OF_AFGHANISTAN, days, read

DAY = date(2021, 6, 10)
"""A Thursday."""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The May 5 bombing in Kunduz city left two people dead.", "2021-05-05"),
        ("Two people were hurt in the 5 May bombing in Kunduz city.", "2021-05-05"),
        ("Shops are shut after the May 5 bombing in Kunduz city.", "2021-05-05"),
        ("The bombing that took place in Kunduz city last month left two dead.", "2021-05"),
        ("The bombing, which happened in Kunduz city on Sunday, left two dead.", "2021-06-06"),
        ("The bombing carried out in Kunduz city on Sunday left two dead.", "2021-06-06"),
        ("The bombing in Kunduz city that killed two people on Sunday was the worst this year.", "2021-06-06"),
        ("It was on Sunday that a bomb exploded in Kunduz city.", "2021-06-06"),
        ("It was last month that a bomb exploded in Kunduz city.", "2021-05"),
        ("A bomb went off in Kunduz city in the first week of May while a flood hit Herat.", "2021-05-01/2021-05-07"),
    ],
)  # fmt: skip
def test_the_day_of_a_bombing(text: str, day: str) -> None:
    """Whichever clause names it."""
    assert days(text, EventType.BOMBING, DAY) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "The bombing in Kunduz city, which the mayor condemned on Sunday, killed two people.",
        "The mayor, who was appointed on May 5, said that a bomb exploded in Kunduz city.",
        "It was clear on May 5 that a bomb would explode in Kunduz city. A bomb exploded in Kunduz city.",
    ],
)
def test_days_of_something_else(text: str) -> None:
    """What was done about it, or with somebody, on another day dates it not."""
    assert all(day is None or day.endswith("~") for day in days(text, EventType.BOMBING, DAY))
    assert "2021-05-05~" not in days(text, EventType.BOMBING, DAY)


@pytest.mark.parametrize(
    ("front", "day"),
    [
        ("on the previous Sunday", "2021-06-06"),
        ("at dawn the next day", "2021-06-09"),
        ("also on Monday", "2021-06-07"),
        ("in a separate incident on Monday", "2021-06-07"),
        ("in the north on Monday", "2021-06-07"),
    ],
)
def test_a_day_behind_and_opens_the_next_clause(front: str, day: str) -> None:
    """However many words stand between the two."""
    text = f"A flood hit Herat province on Tuesday, and {front} gunmen attacked a checkpoint in Kunduz city."
    assert days(text, EventType.ARMED_CLASH, DAY) == [day]
    assert days(text, EventType.NATURAL_DISASTER, DAY) == ["2021-06-08"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In a separate incident gunmen killed a judge in Kunduz city.", EventType.ATTACK_ON_CIVILIANS),
        ("In a second incident unknown armed men killed a judge in Kunduz city.", EventType.ATTACK_ON_CIVILIANS),
        ("At noon gunmen killed a judge in Kunduz city.", EventType.ATTACK_ON_CIVILIANS),
        ("In the evening rockets hit a house in Kunduz city.", EventType.SHELLING),
        ("A flood hit Herat and in another case gunmen killed a judge in Kunduz city.", EventType.ATTACK_ON_CIVILIANS),
        ("In the rocket attacks launched on Monday, ten men died in Kunduz city.", EventType.SHELLING),
        ("The drone strike in Kunduz city that killed four people was condemned.", EventType.AIR_STRIKE),
        ("Shops are shut after Monday's air strike in Kunduz city.", EventType.AIR_STRIKE),
    ],
)  # fmt: skip
def test_nouns_beside_each_other(text: str, kind: EventType) -> None:
    """The noun behind a phrase that opens its clause is the subject; a thing in the singular has no verb without -s."""
    (found,) = [each for each in read(text + OF_AFGHANISTAN, DAY).events if each.event_type is kind]
    assert found.place is not None
    assert found.place.name == "Kunduz"


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("The victims of the bombing were buried in Kunduz city on Monday.", None, "2021-06-07~"),
        ("The victims of Tuesday's bombing were buried in Kunduz city.", None, "2021-06-08"),
        ("The planner of the bombing was killed in Kunduz city on Monday.", None, "2021-06-07~"),
        ("The victims of the bombing near Kunduz city were buried on Monday.", "Kunduz", "2021-06-07~"),
        ("The victims of the bombing in Kunduz city on Tuesday were buried on Wednesday.", "Kunduz", "2021-06-08"),
        ("The number of the dead in the bombing in Kunduz city rose to two on Monday.", "Kunduz", "2021-06-07"),
    ],
)
def test_what_is_over_was_elsewhere(text: str, place: str | None, day: str) -> None:
    """Where and when the dead are buried says nothing of where they died."""
    (found,) = [each for each in read(text + OF_AFGHANISTAN, DAY).events if each.event_type is EventType.BOMBING]
    assert (found.place and found.place.name, found.date and found.date.date_edtf) == (place, day)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Police freed the man on Monday after protests in Herat on Sunday.",
            {("prisoners_freed", "2021-06-07"), ("protest_peaceful", "2021-06-06")},
        ),
        (
            "Police freed the man on Monday after protests in Herat on Saturday and Sunday.",
            {("prisoners_freed", "2021-06-07"), ("protest_peaceful", "2021-06-05/2021-06-06")},
        ),
        (
            "Police arrested a man on Monday over the killing of two teachers in Herat in January.",
            {("arrest", "2021-06-07"), ("civilian_harm", "2021-01")},
        ),
        (
            "Police on Monday arrested a man for the bombing of a bank in Herat in 2015.",
            {("arrest", "2021-06-07"), ("bombing", "2015")},
        ),
        (
            "The president condemned on Tuesday the bombing of a mosque in Herat on Sunday that killed nine.",
            {("diplomatic_action", "2021-06-08"), ("bombing", "2021-06-06")},
        ),
        (
            "Residents fled Sangin on Monday following clashes there on Friday and Saturday.",
            {("displacement", "2021-06-07"), ("armed_clash", "2021-06-04/2021-06-05")},
        ),
        (
            "Police arrested ten men in Herat in a raid on a bank on Monday.",
            {("arrest", "2021-06-07")},
        ),
    ],
)  # fmt: skip
def test_the_clause_and_what_it_only_answers_have_each_its_day(text: str, told: set[tuple[str, str]]) -> None:
    """Of two days in one clause the one right behind the noun is the noun's; "in a raid" tells of the same."""
    found = read(text + OF_AFGHANISTAN, DAY).events
    assert {(each.event_type.value, each.date.date_edtf if each.date is not None else "") for each in found} == told
