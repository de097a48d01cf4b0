"""What parties only bargain for has not come about."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode
from tests.reading import read

DAY = date(2021, 8, 6)
THINGS = ("surrender of Kunduz", "handover of Kunduz", "withdrawal of the army from Kunduz")
TALKS = (
    "Afghan elders held talks with the Taliban on the {}.",
    "Afghan elders met the Taliban on Sunday for talks about the {}.",
    "Talks on the {} opened on Sunday, Afghan elders said.",
    "A meeting on the {} took place on Sunday, Afghan elders said.",
    "Afghan elders met commanders on Sunday about the {}.",
    "Afghan elders negotiated with the Taliban on Sunday over the {}.",
    "Afghan officials and the Taliban met in Doha for a conference on the {}.",
    "Afghan elders discussed the {} on Sunday.",
)


def _moved(text: str, *modes: AssertionMode) -> set[str]:
    """The tags of what the text tells of ground in one of these modes: as having happened, if none is given."""
    grounds = (each for each in read(text, DAY).events if each.action is not None)
    return {each.event_type.value for each in grounds if each.assertion_mode in (modes or (AssertionMode.ACTUAL,))}


_OPEN = (AssertionMode.HYPOTHETICAL, AssertionMode.FUTURE)


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize("talks", TALKS)
def test_ground_that_is_talked_over_does_not_change_hands(talks: str, thing: str) -> None:
    """Talks on, about and over it, as an object, behind it, and as their subject."""
    text = talks.format(thing)
    assert not _moved(text)
    assert _moved(text, *_OPEN)


@pytest.mark.parametrize(
    "text",
    [
        "Afghan elders held talks with the Taliban, and Kunduz was surrendered on Sunday.",
        "Kunduz was surrendered on Sunday after talks with Afghan elders about the handover of weapons.",
        "NATO held talks about the fall of Kunduz, an Afghan official said.",
        "Afghan officials confirmed the surrender of Kunduz on Sunday.",
        "Afghan officials told of the surrender of Kunduz on Sunday.",
        "Afghan elders met on Sunday after the surrender of Kunduz.",
        "Afghan residents protested in Kabul on Sunday following the surrender of Kunduz.",
        "Afghan elders have held talks with the Taliban since the surrender of Kunduz.",
        "Afghan elders debated on Sunday despite the surrender of Kunduz.",
    ],
)
def test_ground_that_was_given_up_beside_talks_does(text: str) -> None:
    """What the talks were not for, what they were about that is no bargain, what they came after, what is confirmed."""
    assert _moved(text) == {"capital_seized"}


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban offered Afghan elders money for the surrender of Kunduz.",
        "The Taliban gathered men for the capture of Kunduz on Sunday.",
        "Afghan troops moved north on Sunday for the recapture of Kunduz.",
        "The Taliban fired rockets for the capture of Kunduz on Sunday.",
        "Afghan elders held talks for the surrender of Kunduz on Sunday.",
        "Afghan elders worked for the surrender of Kunduz on Sunday.",
        "Afghan elders mediated in the surrender of Kunduz on Sunday.",
        "Afghan officials delayed the handover of Kunduz on Sunday.",
        "Afghan soldiers opposed the surrender of Kunduz on Sunday.",
        "Afghan protesters marched against the surrender of Kunduz on Sunday.",
        "A row over the handover of Kunduz broke out among Afghan officials on Sunday.",
        "Afghan lawmakers voted on Sunday on the withdrawal of the army from Kunduz.",
        "The Taliban and Afghan elders agreed on the surrender of Kunduz on Sunday.",
        "Afghan elders prepared the handover of Kunduz on Sunday.",
    ],
)
def test_ground_that_is_aimed_at_or_withstood_does_not_change_hands(text: str) -> None:
    """What men are gathered, paid or moved for, what is opposed, delayed, quarrelled over or voted on."""
    assert not _moved(text)
    assert _moved(text, *_OPEN)


@pytest.mark.parametrize(
    "text",
    [
        "The Afghan governor was blamed for the fall of Kunduz on Sunday.",
        "Afghan lawmakers criticised the army for the surrender of Kunduz on Sunday.",
        "The Taliban claimed responsibility for the capture of Kunduz on Sunday.",
        "Ghani sacked the general responsible for the fall of Kunduz.",
        "Afghan officers were arrested on Sunday for the surrender of Kunduz.",
        "The Taliban held a parade for the capture of Kunduz.",
        "Afghan soldiers protested against the fall of Kunduz.",
        "The Taliban celebrated the capture of Kunduz on Sunday.",
        "The Afghan army completed the handover of Kunduz on Sunday.",
    ],
)
def test_ground_for_which_somebody_answers_has_changed_hands(text: str) -> None:
    """Blame, praise, arrest and responsibility for it, protests against it, and its end."""
    assert _moved(text) == {"capital_seized"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Afghan envoys held talks in Kunduz on Monday on a ceasefire.", {"talks"}),
        ("Afghan envoys met in Kunduz on Sunday for talks on a truce.", {"talks"}),
        ("Afghan envoys met in Kunduz on Sunday for talks about the release of prisoners.", {"talks"}),
        ("Afghan envoys agreed on a ceasefire in Kunduz on Monday.", {"ceasefire"}),
        ("After talks, Afghan envoys announced a ceasefire in Kunduz on Monday.", {"ceasefire", "talks"}),
    ],
)
def test_what_is_bargained_for_is_told_where_it_came_about(text: str, told: set[str]) -> None:
    """Talks on a truce are no truce; what is agreed or announced is one."""
    events = read(text, DAY).events
    assert {each.event_type.value for each in events if each.assertion_mode is AssertionMode.ACTUAL} == told
