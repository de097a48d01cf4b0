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


NOUNS = ("capture", "fall", "surrender")


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize(
    "text",
    [
        "The Taliban are close to the {} of Kunduz.",
        "Taliban fighters were near to the {} of Kunduz.",
        "The Taliban moved closer to the {} of Kunduz on Sunday.",
        "The Taliban are intent on the {} of Kunduz.",
        "The Taliban shelled Taloqan with an eye to the {} of Kunduz.",
        "The Taliban set their sights on the {} of Kunduz.",
        "The Taliban concentrated on the {} of Kunduz.",
        "The Taliban are focusing on the {} of Kunduz.",
        "The Taliban pushed towards the {} of Kunduz.",
        "The Taliban offered money in return for the {} of Kunduz.",
        "Afghan shops closed on Sunday in anticipation of the {} of Kunduz.",
        "US planes delayed the {} of Kunduz, an Afghan officer said.",
        "The {} of Kunduz was delayed by US planes, an Afghan officer said.",
        "The Taliban made the {} of Kunduz a priority.",
        "The only option left is the {} of Kunduz, an Afghan officer said.",
        "The next step is the {} of Kunduz, the Taliban said.",
        "The Taliban, whose target is the {} of Kunduz, gathered men.",
        "The {} of Kunduz depends on the weather, a Taliban commander said.",
        "The {} of Kunduz could take weeks, a Taliban commander said.",
        "The {} of Kunduz is vital to the Taliban.",
        "The Afghan governor neither confirmed nor denied the {} of Kunduz.",
    ],
)
def test_a_change_of_hands_that_is_still_to_come_does_not_move_the_map(text: str, noun: str) -> None:
    """What somebody is near, after, offers something for or delays, what is needed for it, and what nobody confirms."""
    assert not _moved(text.format(noun))
    assert _moved(text.format(noun), *_OPEN)


@pytest.mark.parametrize(
    "text",
    [
        "The {} of Kunduz took weeks, a Taliban commander said.",
        "The {} of Kunduz was vital to the Taliban.",
        "The {} of Kunduz could have grave consequences for the Afghan army.",
        "The worst blow was the {} of Kunduz, an Afghan officer said.",
        "The Taliban hastened the {} of Kunduz by freeing prisoners.",
        "The Taliban are celebrating the {} of Kunduz.",
        "Taliban fighters were celebrating the {} of Kunduz on Sunday.",
        "The Afghan ministry is investigating the {} of Kunduz.",
        "The {} of Kunduz is being mourned across Afghanistan.",
        "The Afghan general denied responsibility for the {} of Kunduz.",
        "The Afghan governor did not deny the {} of Kunduz.",
        "The Taliban made the {} of Kunduz a symbol of their rise.",
        "The Taliban let the Afghan governor leave in return for the {} of Kunduz on Thursday.",
        "Afghan officials could not prevent the {} of Kunduz.",
        "The {} of Kunduz brought the Taliban close to the road to Kabul.",
    ],
)
@pytest.mark.parametrize("noun", NOUNS)
def test_a_change_of_hands_that_is_looked_back_on_does(text: str, noun: str) -> None:
    """The nearest neighbours: the past of the same verbs, what is said of it, who answers for it."""
    assert _moved(text.format(noun)) == {"capital_seized"}


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban failed in the capture of Kunduz on Sunday.",
        "The capture of Kunduz was halted by the Afghan army.",
        "The fall of Kunduz was averted by US planes, Afghan officers said.",
        "The seizure of Kunduz was thwarted by the Afghan army.",
        "Afghan commandos forestalled the fall of Kunduz on Sunday.",
    ],
)
def test_a_change_of_hands_that_was_kept_from_coming_about_is_denied(text: str) -> None:
    """In the passive too."""
    assert not _moved(text)
    assert _moved(text, AssertionMode.NEGATED) == {"capital_seized"}


@pytest.mark.parametrize(
    "text",
    ["The Afghan army is completing the recapture of Kunduz.", "The Taliban are carrying out the capture of Kunduz."],
)
def test_a_change_of_hands_that_is_under_way_is_not_over(text: str) -> None:
    """Only what is done about it may be under way while it is over."""
    assert not _moved(text)
    assert _moved(text, *_OPEN)
