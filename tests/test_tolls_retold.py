"""Tolls of a sentence behind: whose dead they are, later counts and other sources; hedges and sums."""

from __future__ import annotations

from datetime import date

import pytest

from geo.text.tolls import find_tolls
from geo.vocab import EventType
from tests.reading import read

DAY = date(2021, 6, 10)
HERE = " The Afghan government spoke of war."


def _read(text: str) -> list[tuple[EventType, int | None, int | None, int | None]]:
    return [
        (each.event_type, each.fatalities.low, each.fatalities.high, each.injured.best)
        for each in read(text + HERE, DAY).events
    ]


BOMB = "A bomb exploded in Kunduz city"


@pytest.mark.parametrize(
    ("behind", "dead", "hurt"),
    [
        (". Nine soldiers were killed.", 9, None),
        (". Nine soldiers and 20 Taliban fighters were killed.", 29, None),
        (", killing three. Officials later said nine people had been killed.", 9, None),
        (", killing three. Officials now say nine people died.", 9, None),
        (". Police said three people were killed. A doctor said nine people had been killed.", 9, None),
        (", killing three. Six more people later died.", 9, None),
        (", killing nine. Officials later said three of them were women.", 9, None),
        (". All nine people aboard a bus were killed.", 9, None),
        (". Death toll: nine.", 9, None),
        (". There were 20 casualties, nine dead and 11 wounded.", 9, 11),
        (". Nine people, including a policeman, were killed and six others, among them two children, wounded.", 9, 6),
        (". Six people were wounded, one of them fatally.", 1, 6),
        (". Nine people were killed or wounded.", None, None),
        (", killing a number of people.", None, None),
    ],
)  # fmt: skip
def test_the_dead_of_a_bomb(behind: str, dead: int | None, hurt: int | None) -> None:
    """They make no event of their own, and have no doer by default."""
    assert _read(BOMB + behind) == [(EventType.BOMBING, dead, dead, hurt)]
    assert all(each.actor is None for each in read(BOMB + behind + HERE, DAY).events)


@pytest.mark.parametrize(
    "behind",
    [
        " Elsewhere nine soldiers were killed.",
        " Nine soldiers were killed in Ghazni city.",
        " Nine soldiers were killed on Sunday.",
        " The governor said nine soldiers had been killed in a clash.",
    ],
)
def test_the_dead_of_something_else(behind: str) -> None:
    """Another place or day, or another cause, is another event."""
    found = _read(f"{BOMB} on Tuesday.{behind}")
    assert found[0] == (EventType.BOMBING, None, None, None)
    assert (EventType.ARMED_CLASH, 9, 9, None) in found


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It killed a minimum of nine people.", 9, None),
        ("It killed a maximum of nine people.", None, 9),
        ("It killed tens of people.", 20, None),
        ("It killed tens of thousands of people.", 20_000, None),
    ],
)
def test_hedges_and_vague_numbers(text: str, low: int | None, high: int | None) -> None:
    """With an article before them they are not one person."""
    (toll,) = find_tolls(text)
    assert (toll.low, toll.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("The army lost nine soldiers in Kunduz city.", 9),
        ("The army lost twenty-five men in Kunduz city.", 25),
        ("The army has lost 3,500 soldiers in Kunduz city.", None),
    ],
)
def test_men_who_were_lost(text: str, dead: int | None) -> None:
    """In one fight; what has been lost so far is a total."""
    assert _read(text) == [(EventType.ARMED_CLASH, dead, dead, None)]
