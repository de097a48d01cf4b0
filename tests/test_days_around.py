"""Days of prayers and feasts, of the story so far, of a deed that somebody died in; and days that are still to come."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import EventType
from tests.reading import days

DAY = date(2021, 6, 10)
"""A Thursday."""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("During Friday prayers, a bomb exploded in Kunduz city.", "2021-06-04"),
        ("A bomb exploded in Kunduz city after Friday prayers.", "2021-06-04"),
        ("A bomb exploded in Kunduz city on the eve of Eid.", None),
        ("A bomb exploded in Kunduz city on the first day of Eid al-Fitr.", None),
        ("A bomb exploded in Kunduz city in late May.", "2021-05-21/2021-05-31"),
        ("A flood hit Herat on Tuesday. A bomb exploded in Kunduz city that same day.", "2021-06-08"),
        ("A flood hit Herat on Tuesday. The Friday before, a bomb exploded in Kunduz city.", "2021-06-04"),
        ("A flood hit Herat on Tuesday. Earlier in the day a bomb exploded in Kunduz city.", "2021-06-08"),
        ("Earlier in the day a bomb exploded in Kunduz city.", "2021-06-10"),
        ("Schools closed last month as a bomb exploded in Kunduz city.", "2021-05"),
        ("Four people were hurt in last year's bombing in Kunduz city.", "2020"),
        ("Four people were hurt in the August 12 bombing in Kunduz city.", "2020-08-12"),
        ("On May 12 troops saw a bomb explode in Kunduz city. On May 12 bombs exploded in Kunduz city.", "2021-05-12"),
    ],
)
def test_the_day_of_a_bombing(text: str, day: str | None) -> None:
    """A feast of the lunar calendar is a day that nobody can tell."""
    assert days(text, EventType.BOMBING, DAY)[-1:] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb exploded in Kunduz city ahead of elections on Saturday.",
        "A bomb exploded in Kunduz city. The dead will be buried on Saturday.",
        "A bomb exploded in Kunduz city. The president is due to visit the city on Saturday.",
        "A bomb exploded in Kunduz city as a Saturday deadline nears.",
    ],
)
def test_a_day_to_come_dates_nothing(text: str) -> None:
    """What is planned for Saturday says nothing of the day before."""
    assert days(text, EventType.BOMBING, DAY) == ["2021-06-10~"]


def test_what_happened_before_elections_has_its_own_day() -> None:
    """The day beside the verb is its own."""
    assert days(
        "A bomb exploded in Kunduz city on Tuesday ahead of elections on Saturday.", EventType.BOMBING, DAY
    ) == ["2021-06-08"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A bomb exploded in Kunduz city when a school opened in 2015.", "2015"),
        ("A bomb exploded in Kunduz city when a school opened in March.", "2021-03"),
        ("Widows recalled how a bomb exploded in Kunduz city when a school opened in 2015.", "2015"),
        ("A bomb exploded in Kunduz city on Tuesday when a school that was built in 2015 opened.", "2021-06-08"),
        ("A bomb exploded in Kunduz city as teachers prepared for exams in March.", "2021-06-10~"),
        ("A bomb exploded in Kunduz city when classes had begun in 2015.", "2021-06-10~"),
        ("A bomb exploded in Kunduz city when schools are open until July.", "2021-06-10~"),
    ],
)
def test_what_was_when_something_dated_was(text: str, day: str) -> None:
    """A clause without a day has that of the clause in the past that says when it was."""
    assert days(text, EventType.BOMBING, DAY)[-1:] == [day]
