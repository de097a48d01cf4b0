"""What a vague word means in its text: a clash amid protests, and what "was hit" near a strike or a blast."""

from __future__ import annotations

import pytest

from geo.vocab import AssertionMode, EventType
from tests.reading import OF_AFGHANISTAN, read


def _tags(text: str) -> set[tuple[str, str | None]]:
    found = (each for each in read(text + OF_AFGHANISTAN).events if each.assertion_mode is AssertionMode.ACTUAL)
    return {(each.event_type.value, each.place.name if each.place else None) for each in found}


@pytest.mark.parametrize(
    "told",
    [
        "Demonstrators took to the streets of Herat on Thursday. Clashes with police left two dead.",
        "Students protested in Herat on Thursday. Four were injured in clashes with riot police.",
        "A rally in Herat turned violent on Thursday. In the clashes 12 people were hurt.",
        "Crowds attacked an office in Herat on Thursday. Clashes erupted in the city and five people were killed.",
        "Demonstrators clashed with police in Herat on Thursday. The clashes went on at night.",
    ],
)
def test_a_clash_amid_protests_is_a_riot(told: str) -> None:
    """Told once, with its harm, and no battle."""
    assert _tags(told) == {("riot", "Herat")}


def test_a_clash_with_the_police_elsewhere() -> None:
    """In the next sentence, in each of the places that it names."""
    told = "Students protested in Kabul on Thursday. One was killed in Ghor and two in Nuristan in a clash with police."
    assert {("riot", "Ghor"), ("riot", "Nuristan")} < _tags(told)


@pytest.mark.parametrize(
    "other",
    [
        "In Ghazni, clashes with the Taliban went on.",
        "In Ghazni, four Taliban fighters were killed in a clash with police.",
        "Clashes between the army and insurgents killed ten in Ghazni.",
        "In Ghazni clashes went on for a third day.",
        "In Ghazni police fought a gun battle with kidnappers.",
    ],
)
def test_other_fights_stay_fights(other: str) -> None:
    """Where somebody armed is named, or where nobody is and it is another place."""
    tags = _tags("Students protested in Kabul on Thursday. " + other)
    assert ("armed_clash", "Ghazni") in tags
    assert "riot" not in {tag for tag, _ in tags}


@pytest.mark.parametrize(
    ("told", "tag"),
    [
        ("An air strike killed nine people in Ghazni on Sunday. The army said only fighters were hit.", "air_strike"),
        ("A pickup truck was hit in Ghazni on Sunday. The governor said a drone had fired a missile.", "air_strike"),
        ("Rockets landed in Ghazni on Sunday. A convoy was hit, officials said.", "shelling"),
        ("A bomb exploded in Ghazni on Sunday. An army bus was hit, police said.", "bombing"),
    ],
)
def test_what_was_hit_was_hit_as_told(told: str, tag: str) -> None:
    """By the strike or the blast that the text tells of beside it, before or behind."""
    assert _tags(told) == {(tag, "Ghazni")}


@pytest.mark.parametrize(
    "other",
    [
        "In Ghor, a police post was hit by the Taliban.",
        "In Ghor, a convoy was hit.",
        "A convoy was hit in Ghor last May.",
    ],
)
def test_what_was_hit_elsewhere_is_another_deed(other: str) -> None:
    """In another province, or by somebody who is named."""
    assert ("armed_clash", "Ghor") in _tags("An air strike killed nine people in Ghazni on Sunday. " + other)


@pytest.mark.parametrize(
    "outcome",
    [
        "More than 300 people died in the province.",
        "Another 20 people were reported dead, officials said on Sunday.",
        "Several houses collapsed.",
        "Officials confirmed the destruction of hundreds of houses.",
    ],
)
def test_what_people_and_houses_come_to_in_a_flood_is_the_flood(outcome: str) -> None:
    """No harm, no accident and no looting of its own."""
    assert _tags(f"Flash floods swept through Baghlan province. {outcome}") == {("natural_disaster", "Baghlan")}


def test_a_later_toll_elsewhere_is_of_the_day_of_the_disaster() -> None:
    """The day on which it is said is not its own."""
    told = "Floods swept through Baghlan on Friday. Ten people were reported dead in Takhar, officials said on Sunday."
    events = read(told + OF_AFGHANISTAN).events
    days = {each.date.day for each in events if each.event_type is EventType.NATURAL_DISASTER and each.date is not None}
    assert len(days) == 1


@pytest.mark.parametrize(
    ("other", "tag"),
    [
        ("Gunmen burned houses in Takhar on Saturday.", "looting_destruction"),
        ("A bomb exploded in Takhar on Saturday. Five people were wounded.", "bombing"),
    ],
)
def test_what_people_do_after_a_flood_is_none(other: str, tag: str) -> None:
    """A deed, and what came of it."""
    assert (tag, "Takhar") in _tags("Flash floods swept through Baghlan province on Friday. " + other)
