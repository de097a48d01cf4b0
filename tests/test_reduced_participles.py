"""Past forms that are participles, forms in "-ing" that are nouns, and the verbs that they would hide."""

from __future__ import annotations

import pytest

from geo.vocab import EventType
from tests.reading import AFGHAN_STORY, read, told_events

FRONTS = ["", "On Monday, ", "In Herat, ", "In Herat on Monday, ", "During a raid in Herat, ", "At dawn in Herat, "]


@pytest.mark.parametrize("front", FRONTS)
@pytest.mark.parametrize(
    "tail",
    ["accused of theft", "suspected of forging notes", "believed to be a smuggler", "wanted for fraud since 2015"],
)
def test_what_is_done_keeps_its_object(front: str, tail: str) -> None:
    """The one who is held is the object of the arrest, and no subject of a new clause."""
    found = read(f"{front}police arrested a Taliban commander {tail}." + AFGHAN_STORY).events
    (arrest,) = [each for each in found if each.event_type is EventType.ARREST]
    assert arrest.recipient is not None
    assert "commander" in arrest.recipient.name.lower()
    assert arrest.place is None or arrest.place.name == "Herat"
    assert (arrest.place is None) == ("Herat" not in front)


@pytest.mark.parametrize("front", FRONTS)
def test_another_subject_opens_a_clause(front: str) -> None:
    """Behind "and", or with an object of its own, a past form is no participle of what stands before."""
    found = read(f"{front}police arrested a baker and a smuggler killed a teacher." + AFGHAN_STORY).events
    assert sorted(str(each.event_type) for each in found) == ["arrest", "attack_on_civilians"]


@pytest.mark.parametrize("says", ["", "Officials said ", "Officials said on Tuesday ", "The mayor adds "])
@pytest.mark.parametrize(
    ("told", "events"),
    [
        ("a man armed with a knife killed a judge in Herat", {("attack_on_civilians", "Herat", 1)}),
        ("men armed with knives have killed a judge in Herat", {("attack_on_civilians", "Herat", 1)}),
        ("a truck packed with explosives hit a consulate in Herat", {("bombing", "Herat", None)}),
        ("a bomb planted by rebels exploded in Herat", {("bombing", "Herat", None)}),
        ("a mine that rebels had planted went off in Herat", {("bombing", "Herat", None)}),
        ("a mine, planted by rebels, went off in Herat", {("bombing", "Herat", None)}),
    ],
)
def test_what_is_said_has_a_verb_of_its_own(says: str, told: str, events: set[tuple[str, str, int | None]]) -> None:
    """Behind a verb that takes but a clause, the past form that is no participle is its verb."""
    text = f"{says}{told if says else told[0].upper() + told[1:]}." + AFGHAN_STORY
    assert {(tag, place, dead) for tag, place, _, dead in told_events(text)} == events


@pytest.mark.parametrize(
    "front", ["In Herat, ", "On Monday, ", "Meanwhile, ", "Separately, ", "A day later, ", "The mayor said on Monday "]
)
@pytest.mark.parametrize("tail", ["went on in Herat", "killed ten people in Herat"])
def test_fighting_in_front_is_a_noun(front: str, tail: str) -> None:
    """A deed in "-ing" whose clause has a verb of its own is the subject, whoever fights."""
    events = told_events(f"{front}fighting between the Taliban and the army {tail}." + AFGHAN_STORY)
    assert ("armed_clash", "Herat") in {(tag, place) for tag, place, _, _ in events}


def test_who_is_no_apposition_of_a_place() -> None:
    """In "In X, the reporter, who was held, was freed" tells of him; a hub "whose" market burned is the place."""
    freed = told_events("In Herat, the reporter, who was detained on Friday, was freed on Monday." + AFGHAN_STORY)
    assert ("prisoners_freed", "Herat", "2021-08-09", None) in freed
    at_hub = told_events("In Herat, a hub whose market burned, police freed two men on Monday." + AFGHAN_STORY)
    assert ("prisoners_freed", "Herat", "2021-08-09", None) in at_hub


def test_each_may_belong_to_what_stands_before() -> None:
    """Of "39 lashes each on Monday" is of one Monday, "a doctor each Monday" of all."""
    lashed = told_events("Two men received 39 lashes each on Monday in Herat." + AFGHAN_STORY)
    assert lashed == [("attack_on_civilians", "Herat", "2021-08-09", None)]
    assert told_events("Gunmen abduct a doctor in Herat each Monday." + AFGHAN_STORY) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("A mob killed a man accused of theft in Herat on Monday.", ("mob_violence", "Herat")),
        ("Gunmen killed a man suspected of theft in Herat on Monday.", ("attack_on_civilians", "Herat")),
        ("Police arrested two men armed with pistols in Herat on Monday.", ("arrest", "Herat")),
        ("Six men were taken in for questioning in Herat.", ("arrest", "Herat")),
        ("Taliban fighters stopped women from protesting in Herat.", ("protest_intervention", "Herat")),
        ("A mob killed a man accused of theft in Herat.", ("mob_violence", None)),
        ("A mob in Farah killed a man accused of theft in Herat on Monday.", ("mob_violence", "Farah")),
    ],
)
def test_a_place_behind_a_description_may_be_that_of_the_deed(text: str, event: tuple[str, str | None]) -> None:
    """With a day, or as what he is taken for; without a day nobody knows whose place it is."""
    assert [(tag, place) for tag, place, _, _ in told_events(text + AFGHAN_STORY)] == [event]
