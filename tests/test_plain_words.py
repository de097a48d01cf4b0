"""Events told in plain words, beside the nearest thing that is none: returns, people led away, people found dead."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode, EventType
from tests.reading import AFGHAN_STORY, read

UNDER_THE_REPUBLIC, UNDER_THE_TALIBAN = date(2016, 6, 7), date(2023, 6, 6)
"""Both Tuesdays."""


def kinds(text: str, published: date = UNDER_THE_REPUBLIC) -> list[str]:
    """Give the tags of the events of an Afghan story that are asserted to have happened."""
    events = read(text + AFGHAN_STORY, published).events
    return sorted(event.event_type.value for event in events if event.assertion_mode is AssertionMode.ACTUAL)


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Some 3,400 people returned through the Torkham crossing on Monday.", "3,400"),
        ("On Monday 2,100 families came through the gate at Torkham.", "2,100"),
        ("Islam Qala counted 2,210 arrivals on Monday.", "2,210"),
        ("At Islam Qala, 2,210 arrivals were registered on Monday.", "2,210"),
        ("Pakistan has sent back 900 Afghans through Spin Boldak.", "900"),
        ("About 90 families had left Yahyakhel district by Monday.", "90"),
    ],
)
def test_those_who_return_or_leave_are_counted_and_not_dead(sentence: str, people: str) -> None:
    """Displacement names its people with their figure, and has no toll."""
    (event,) = read(sentence + AFGHAN_STORY, UNDER_THE_TALIBAN).events
    assert event.event_type is EventType.DISPLACEMENT
    assert event.recipient is not None
    assert people in event.recipient.name
    assert event.fatalities.best is None


@pytest.mark.parametrize(
    "sentence",
    [
        "The lorries came through the gate at Torkham on Monday.",
        "Hundreds of people came through the gate of the stadium in Kabul on Monday.",
        "Some 300 pupils were sent home in Kabul on Monday.",
        "Pakistan may send back 900 Afghans through Spin Boldak.",
        "A family left a restaurant in Kabul on Monday.",
        "Some 200 people arrived at Kabul airport on Monday.",
    ],
)
def test_who_only_travels_is_not_displaced(sentence: str) -> None:
    """Goods, visitors and plans are no return."""
    assert kinds(sentence, UNDER_THE_TALIBAN) == []


def test_two_counts_of_one_crossing_are_two() -> None:
    """Those of a day are not those of a month; the same count told again is one event."""
    first = "Some 90,000 people returned through the Torkham crossing in May."
    text = f"{first} On Monday 2,100 people returned through the Torkham crossing."
    assert kinds(text, UNDER_THE_TALIBAN) == ["displacement", "displacement"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Taliban fighters took away three villagers in Logar on Monday.",
        "Three villagers were led away by Taliban fighters in Logar on Monday.",
        "In Logar, the Taliban have dragged 30 people off a bus.",
    ],
)
def test_who_governs_arrests_and_who_does_not_abducts(sentence: str) -> None:
    """The Taliban of 2016 abduct whom those of 2023 arrest."""
    assert kinds(sentence, UNDER_THE_REPUBLIC) == ["abduction"]
    assert kinds(sentence, UNDER_THE_TALIBAN) == ["arrest"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Masked men snatched 24 travellers in Ghazni on Monday.", ["abduction"]),
        ("A trader was bundled into a car by gunmen in Herat on Monday.", ["abduction"]),
        ("Two reporters were detained by armed men in Herat on Monday.", ["abduction"]),
        ("Two reporters were detained in Herat on Monday.", ["arrest"]),
        ("Two reporters were detained in Herat by men from the army on Monday.", ["arrest"]),
        ("Police rounded up 30 traders in Herat on Monday.", ["arrest"]),
        ("A cameraman was locked up in Herat on Monday.", ["arrest"]),
        ("Firemen led away 31 children in Kabul on Monday.", []),
        ("The soldiers took away the barriers in Kabul on Monday.", []),
        ("Soldiers took away two wounded men to a hospital in Kabul on Monday.", []),
    ],
)
def test_people_led_away(sentence: str, expected: list[str]) -> None:
    """Light verbs tell of an abduction or an arrest only where armed people take somebody."""
    assert kinds(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Two elders were found shot dead in Nimroz on Monday.", ["attack_on_civilians"]),
        ("Police found the bullet-riddled bodies of two men in Nangarhar on Monday.", ["attack_on_civilians"]),
        ("Soldiers shot dozens of villagers in Kunar on Monday.", ["attack_on_civilians"]),
        ("Dozens of villagers were shot by soldiers in Kunar on Monday.", ["attack_on_civilians"]),
        ("Two tourists were attacked in Bamyan on Monday.", ["attack_on_civilians"]),
        ("Two climbers were found dead in Badakhshan on Monday.", []),
        ("Two tourists were attacked by dogs in Bamyan on Monday.", []),
        ("Two tourists could be attacked in Bamyan.", []),
    ],
)
def test_people_found_or_attacked(sentence: str, expected: list[str]) -> None:
    """Who is found shot was attacked; who is found dead may have frozen."""
    assert kinds(sentence) == expected
