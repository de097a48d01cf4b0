"""A sentence that only says where and when something was: "The attack took place in X on Sunday", "It was in X"."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode, DateBasis, PlaceBasis
from tests.reading import read

DAY = date(2021, 8, 11)
"""A Wednesday."""
BEHIND = " The road leads to Ghazni province. The Afghan government spoke of war."


def _places(text: str) -> list[str | None]:
    """Where the events that happened were."""
    events = read(text + BEHIND, DAY).events
    return [each.place.name if each.place else None for each in events if each.assertion_mode is AssertionMode.ACTUAL]


@pytest.mark.parametrize(
    "text",
    [
        "Five soldiers were killed in a Taliban ambush. The attack took place in Zhari district of Kandahar.",
        "Five soldiers were killed in a Taliban ambush. Police said the attack had taken place in Zhari district.",
        "Five soldiers were killed in a Taliban ambush. The incident happened in Zhari district of Kandahar.",
        "Five soldiers were killed in a Taliban ambush. It occurred late on Sunday in Zhari district of Kandahar.",
        "Five soldiers were killed in a Taliban ambush. It was in Zhari district of Kandahar, 25 km from the city.",
        "Five soldiers were killed in a Taliban ambush. The scene was Zhari, a district of Kandahar.",
        "Five soldiers were killed in a Taliban ambush, which took place in Zhari district of Kandahar.",
        "Five soldiers were killed in a Taliban ambush. The attack, which took place in Zhari district, shook people.",
        "A bomb killed an elder. The explosion was in Zhari, a district of Kandahar province, police said.",
        "A bomb killed an elder in Kandahar province. The blast occurred in Zhari district.",
        "An earthquake killed five people. It happened in Zhari district of Kandahar.",
        "Two journalists were arrested. The arrests took place in Zhari district on Sunday.",
    ],
)
def test_a_scene_places_what_was_told_before(text: str) -> None:
    """In any tense, with a noun, a pronoun or in a relative clause; inside a province that the event has."""
    assert _places(text) == ["Zhari"]


@pytest.mark.parametrize(
    "text",
    [
        "Five soldiers were killed in a Taliban ambush. A similar attack took place in Zhari district of Kandahar.",
        "Five soldiers were killed in a Taliban ambush. The attack did not take place in Zhari district of Kandahar.",
        "Five soldiers were killed in a Taliban ambush. The attack may have taken place in Zhari district of Kandahar.",
        "Five soldiers were killed in a Taliban ambush. It was in Zhari district of Kandahar that the governor spoke.",
        "Five soldiers were killed in a Taliban ambush. It was in revenge for a raid in Zhari district of Kandahar.",
        "Five soldiers were killed in an ambush on Sunday. The attack took place on Friday in Zhari district.",
        "An earthquake killed five people. The attack took place in Zhari district of Kandahar.",
        "Five soldiers were killed in a Taliban ambush. The price of bread rose. It was in Zhari district of Kandahar.",
        "Five soldiers were killed in a Taliban ambush. It happened on the road from Zhari to Herat.",
        "Five soldiers were killed in a Taliban ambush. It happened on the highway to Herat.",
        "Five soldiers were killed in a Taliban ambush. It happened as a mayor in Zhari district saw men there.",
    ],
)
def test_no_other_scene_does(text: str) -> None:
    """Not one of another thing, on another day, denied or only possible, nor what a cleft sentence says was there."""
    assert _places(text) == [None]


def test_a_scene_outside_the_known_province_changes_nothing() -> None:
    """What the event's own sentence says of its place binds."""
    text = "Five soldiers were killed in Khost province. The attack took place in Zhari district of Kandahar."
    assert _places(text) == ["Khost"]


def test_a_scene_is_quoted_and_dates() -> None:
    """The sentence that says where is kept as another quote; its day is the event's, which had none of its own."""
    scene = "The attack took place in Zhari district of Kandahar on Sunday."
    (event,) = read("Five soldiers were killed in a Taliban ambush. " + scene + BEHIND, DAY).events
    assert [each.exact for each in event.retellings] == [scene]
    assert len(event.retold_at) == 1
    assert event.place_basis is PlaceBasis.STATED
    assert event.date is not None
    assert (event.date.date_edtf, event.date_basis) == ("2021-08-08", DateBasis.STATED)


@pytest.mark.parametrize(
    "behind",
    [
        "The attack took place on Sunday.",
        "It happened late on Sunday, he said.",
        "The ambush was carried out on Sunday.",
        "The men were asleep when it happened late on Sunday.",
        "The attack, police said, occurred early on Sunday.",
    ],
)
def test_a_scene_dates_what_was_told_before(behind: str) -> None:
    """Its day alone, in a sentence or a clause of its own; the day of the lead's speaker gives way."""
    text = "Five soldiers were killed in an ambush in Zhari district, police said on Tuesday. "
    (killed,) = [each for each in read(text + behind + BEHIND, DAY).events if each.fatalities.low]
    assert (killed.date and killed.date.date_edtf, killed.date_basis, killed.place and killed.place.name) == (
        "2021-08-08",
        DateBasis.STATED,
        "Zhari",
    )


@pytest.mark.parametrize(
    "behind",
    [
        "A similar attack took place on Sunday.",
        "The attack did not happen on Sunday.",
        "The attack will be carried out on Sunday.",
        "The price of bread rose. It happened on Sunday.",
        "The flood occurred on Sunday.",
    ],
)
def test_no_other_day_does(behind: str) -> None:
    """Not that of another thing, of what is denied or planned, or of what a pronoun cannot mean."""
    text = "Five soldiers were killed in an ambush in Zhari district, police said on Tuesday. "
    (killed,) = [each for each in read(text + behind + BEHIND, DAY).events if each.fatalities.low]
    assert killed.date_basis is not DateBasis.STATED


def test_who_was_freed_was_taken_before() -> None:
    """The day and the place of an operation that freed people are not those of their abduction."""
    text = "Gunmen seized two men who have been freed in Zhari district. The operation was carried out on Sunday."
    kinds = {each.event_type.value: each.date_basis for each in read(text + BEHIND, DAY).events}
    assert kinds["prisoners_freed"] is DateBasis.STATED
    assert kinds["abduction"] is not DateBasis.STATED


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The first incident was in Zhari district of Kandahar. At noon gunmen shot dead a judge.", "Zhari"),
        ("Another attack happened in Zhari district of Kandahar. Gunmen shot dead a judge.", "Zhari"),
        ("Another attack was in Zhari district of Kandahar. Gunmen shot dead a judge in Logar.", "Logar"),
        ("Another attack was in Zhari district. The governor condemned it. Gunmen shot dead a judge.", None),
        ("A meeting was in Zhari district of Kandahar. Gunmen shot dead a judge.", None),
    ],
)
def test_a_scene_of_one_of_several_places_what_comes_next(text: str, place: str | None) -> None:
    """The next sentence, where it names no place; the scene is another quote of it."""
    events = [each for each in read(text + BEHIND, DAY).events if "judge" in each.quote.exact]
    assert {each.place.name if each.place else None for each in events} == {place}
    assert all(bool(each.retellings) is (place == "Zhari") for each in events)
