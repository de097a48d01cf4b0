"""What is told with the name of a place that nobody knows is at no other place that the text names."""

from __future__ import annotations

import pytest

from geo.vocab import EventType
from tests.reading import read

BOMB = "A bomb killed seven people in Kunduz on Friday. "
WAR = " The Afghan government spoke of war."


def _places(text: str, kind: EventType) -> list[str | None]:
    return [each.place.name if each.place else None for each in read(text + WAR).events if each.event_type is kind]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Three soldiers were shot at a post in Vumbrek.", EventType.ARMED_CLASH),
        ("Near Vumbrek Bala, gunmen shot three soldiers.", EventType.ARMED_CLASH),
        ("American jets bombed Vumbrek, killing ten fighters.", EventType.AIR_STRIKE),
        ("Jets struck a place called Plinkovar and killed ten fighters.", EventType.AIR_STRIKE),
        ("Gunmen kidnapped two men in the Vumbrek district.", EventType.ABDUCTION),
    ],
)
def test_an_unknown_name_takes_no_place_from_before(told: str, kind: EventType) -> None:
    """Neither inherited from the sentence before nor merged with what that tells."""
    assert _places(BOMB + told, kind) == [None]
    assert _places(BOMB + told, EventType.BOMBING) == ["Kunduz"]


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Gunmen kidnapped two men.", EventType.ABDUCTION),
        ("Gunmen kidnapped two men in Ramadan.", EventType.ABDUCTION),
        ("Gunmen kidnapped two men at Vumbrek Hospital.", EventType.ABDUCTION),
        ("Gunmen kidnapped two men in Vumbrek, a suburb of the city.", EventType.ABDUCTION),
    ],
)
def test_what_may_be_in_the_town_goes_on_there(told: str, kind: EventType) -> None:
    """A building, or what the words put into the town, leaves the place open as before."""
    assert _places(BOMB + told, kind) == ["Kunduz"]


def test_nothing_goes_on_from_before_an_unknown_name() -> None:
    """What follows it goes on there, if anywhere."""
    text = BOMB + "Three soldiers were shot at a post in Vumbrek. Two men were kidnapped."
    assert _places(text, EventType.ABDUCTION) == [None]


def test_an_unknown_name_takes_no_place_from_behind() -> None:
    """Where all known places of a text lie at one town, an unknown one need not."""
    assert _places("Jets bombed Vumbrek. In Khost a mine went off.", EventType.AIR_STRIKE) == [None]
