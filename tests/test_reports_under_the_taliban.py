"""What news since 2021 tells in other words: who attacked, where a sentence was carried out, strikes reported."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode
from tests.reading import AFGHAN_STORY, read

DAY = date(2024, 11, 2)
Told = tuple[str, str | None, str | None]


def told(text: str) -> list[Told]:
    """Tag, place and side of what a text of that day on Afghanistan tells as happened, in order."""
    events = [each for each in read(text + AFGHAN_STORY, DAY).events if each.assertion_mode is AssertionMode.ACTUAL]
    found = [
        (
            each.event_type.value,
            each.place.name if each.place is not None else None,
            each.actor.side if each.actor is not None else None,
        )
        for each in events
    ]
    return sorted(found, key=str)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Rebels attacked a Taliban post in Ghazni on Friday.", None),
        ("Insurgents killed two Taliban fighters in Ghazni on Friday.", None),
        ("Rebels clashed with the Taliban in Ghazni on Friday.", None),
        ("Taliban fighters attacked a Taliban post in Ghazni on Friday.", "taliban"),
    ],
)
def test_attackers_of_their_own_side(text: str, side: str | None) -> None:
    """Whom no name tells apart is not of the side that he attacks."""
    assert told(text) == [("armed_clash", "Ghazni", side)]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The bombing of a Taliban convoy in Ghazni on Friday killed a child.", None),
        ("A Taliban bombing in Ghazni on Friday killed a child.", "taliban"),
    ],
)
def test_whose_vehicle_was_bombed(text: str, side: str | None) -> None:
    """A bombing of somebody's vehicle is not his deed."""
    assert told(text) == [("bombing", "Ghazni", side)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A man was flogged in Ghor province. The sentence was carried out in Shahrak district.", "Shahrak"),
        ("A man was flogged in Ghor province. His punishment had been carried out in Shahrak district.", "Shahrak"),
        ("A man was flogged in Ghor province. Such a sentence will be carried out in Shahrak district.", "Ghor"),
    ],
)
def test_where_a_sentence_was_carried_out(text: str, place: str) -> None:
    """The district in which a punishment was carried out is told in the next sentence."""
    assert [each[:2] for each in told(text)] == [("attack_on_civilians", place)]


def test_each_of_several_strikes() -> None:
    """Strikes told together first have one doer wherever they were."""
    first = "Six people were killed in Pakistani air strikes on Friday. "
    assert told(first + "The strikes hit houses in Kunar and Khost.") == [
        ("air_strike", "Khost", "other:Pakistan"),
        ("air_strike", "Kunar", "other:Pakistan"),
        ("air_strike", None, "other:Pakistan"),
    ]


def test_reported_strikes() -> None:
    """Strikes that were reported are no mere harm to civilians; nobody says whose those of taxi drivers are."""
    first = "Pakistani jets bombed a house in Khost on Friday. "
    assert told(first + "Other strikes were reported in Kunar province, wounding five civilians.") == [
        ("air_strike", "Khost", "other:Pakistan"),
        ("air_strike", "Kunar", None),
    ]
    assert told("Strikes by drivers were reported in Herat on Friday.") == []


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Pakistan closed a border crossing with Afghanistan on Friday.", [("restriction", None, "other:Pakistan")]),
        ("Pakistan closed the Torkham crossing on Friday.", [("restriction", "Torkham", "other:Pakistan")]),
    ],
)
def test_state_that_closes_a_border(text: str, events: list[Told]) -> None:
    """A state abroad is not at home what it does at a border."""
    assert told(text) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "The Taliban arrested nine reporters in Herat on Friday. A photographer is also among those arrested.",
            [("arrest", "Herat", "taliban")],
        ),
        (
            "The Taliban arrested nine activists in Herat on Friday. The activists had gathered in a home.",
            [("arrest", "Herat", "taliban")],
        ),
        (
            "The Taliban arrested nine activists in Herat on Friday ahead of upcoming protests.",
            [("arrest", "Herat", "taliban")],
        ),
    ],
)
def test_arrested_for_what_was_to_come(text: str, events: list[Told]) -> None:
    """One of those arrested is no second arrest, and what was only planned no protest."""
    assert told(text) == events


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("In recent months, the rebels have stepped up attacks on the Taliban in Ghazni and Herat.", []),
        ("The group has ramped up bombings in Ghazni.", []),
        ("The Taliban stepped up attacks on army posts in Ghazni on Friday.", ["armed_clash"]),
        ("The Islamic State has carried out frequent attacks in Ghazni since the takeover.", []),
        ("The Islamic State has carried out two attacks in Ghazni.", ["armed_clash"]),
        ("Rebels have fought the Taliban in deadly battles in Ghazni many times since the takeover.", []),
        ("Detentions of civilians have intensified in Ghazni.", []),
        ("Clashes have intensified in Ghazni.", ["armed_clash"]),
    ],
)
def test_what_has_been_done_for_months(text: str, tags: list[str]) -> None:
    """A round-up of what somebody has stepped up is background, fighting that has intensified goes on."""
    assert [tag for tag, _, _ in told(text)] == tags
