"""Strikes and blasts as armies and local officials tell them: by whom, how many died in them, and what is none."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import read

DAY = date(2018, 10, 2)
"""A Tuesday: "on Monday" is 1 October."""


def _told(text: str) -> list[tuple[str, str | None, str | None, int | None]]:
    """Tag, place, side and the dead of every event that happened, in order of the alphabet."""
    events = [each for each in read(text, DAY).events if each.assertion_mode == "actual"]
    return sorted(
        (
            each.event_type.value,
            each.place.name if each.place else None,
            each.actor.side if each.actor else None,
            each.fatalities.best,
        )
        for each in events
    )


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("killed nine militants. Officials said nine Taliban were killed in the airstrike.", 9),
        ("killed nine militants. Officials said nine Taliban fighters died in the airstrike.", 9),
        ("left nine fighters dead. Nine gunmen of the Taliban were killed in the strike, the army said.", 9),
        ("killed nine Taliban. Nine militants were killed in the airstrike, officials said.", 9),
        ("killed nine militants. Officials said four villagers were killed in the airstrike.", 13),
        ("killed nine militants. Officials said two policemen were killed in the airstrike.", 11),
        ("killed nine militants. Two Taliban commanders were also killed in the airstrike.", 11),
    ],
)
def test_unnamed_rebels_and_those_of_a_group_may_be_the_same(text: str, dead: int) -> None:
    """What is counted as "militants" and again as "Taliban" is counted once; civilians and police come on top."""
    assert [each[3] for each in _told(f"An airstrike in Ghazni province {text}")] == [dead]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Nine Taliban were killed in an air strike in Ghazni province on Monday, officials said.", "government"),
        (
            "Children died in a NATO air strike in Ghazni province. An official said five Taliban died in the strike.",
            "other:NATO",
        ),
        ("NATO was not there. Nine Taliban were killed in an air strike in Ghazni province, officials said.", None),
    ],
)
def test_officials_tell_of_the_strikes_of_allies_too(text: str, side: str | None) -> None:
    """Where the text knows of foreign forces, who speaks of a strike did not fly it for that."""
    assert [each[2] for each in _told(text)] == [side]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "Two Americans were killed in an IED strike in Ghazni province.",
            [("bombing", "Ghazni", None, 2)],
        ),
        ("A mine strike killed two soldiers in Zabul province.", [("bombing", "Zabul", None, 2)]),
        ("The strike killed an IED expert in Zabul province.", [("air_strike", "Zabul", None, 1)]),
        (
            "US forces carried out air strikes on IS militants in Zabul province, leaving at least six militants dead.",
            [("air_strike", "Zabul", "other:United States", 6)],
        ),
        (
            "The raid led to the death of nine fighters and the capture of the Taliban governor in Chora district.",
            [("armed_clash", "Chora", "government", 9)],
        ),
    ],
)
def test_what_is_no_air_strike_no_seizure_and_no_farewell_to_arms(
    text: str, events: list[tuple[str, str | None, str | None, int | None]]
) -> None:
    """An IED's strike is a bombing, a governor who is captured no district, and who is left dead left nobody."""
    assert _told(text) == events
