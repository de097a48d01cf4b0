"""Who took or holds which place, and on which day, where the text says so in passing: each names all its changes.

An entry is the tag of the action, the place, the side that took it and the day; `~` marks a day that nobody states.
"""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode
from tests.reading import read

DAY = date(2018, 9, 20)  # a Thursday


def _told(text: str, day: date = DAY) -> set[str]:
    """What a text tells of ground as done."""
    return {
        f"{each.action.value} {each.place.name if each.place else '-'} {each.taker or '-'} "
        f"{each.date.date_edtf if each.date else '-'}"
        for each in read(text, day).events
        if each.assertion_mode is AssertionMode.ACTUAL and each.action is not None
    }


def _expected(told: str) -> set[str]:
    return {each.strip() for each in told.split(",") if each.strip()}


LEFT = [
    (
        "Army units fell back to their barracks on Wednesday, leaving the Taliban in charge of Taloqan after they stormed"
        " the town.",
        "seized Taloqan taliban 2018-09-19",
    ),
    (
        "Police fled to the airport, leaving the militants in control of Farah since they overran the city on Tuesday.",
        "seized Farah taliban 2018-09-18",
    ),
    (
        "The Taliban fled to the hills, leaving the army in control of Farah after they retreated on Tuesday.",
        "seized Farah government 2018-09-18~",
    ),
]
"""Who is left somewhere is who came there, who leaves is who lost it."""

AGO = [
    (
        "Troops are searching houses, two days after the army recaptured Guzara district.",
        "retaken Guzara government 2018-09-18~",
    ),
    (
        "Troops are searching houses, a day after the army claimed to have recaptured Guzara district.",
        "retaken Guzara government 2018-09-19~",
    ),
    ("A day after the Taliban captured Guzara district, shops remain shut.", "seized Guzara taliban 2018-09-19~"),
    (
        "Troops searched houses on Tuesday, two days after the army recaptured Guzara district.",
        "retaken Guzara government 2018-09-16",
    ),
]
"""So many days before what is told without a day, which is as old as the text."""


@pytest.mark.parametrize(("text", "told"), [*LEFT, *AGO])
def test_changes_told_in_passing(text: str, told: str) -> None:
    """The text tells of these changes and of no others."""
    assert _told(text) == _expected(told)
