"""A past form behind an object says who it is, whatever stands in front: "In X, police arrested a man accused of"."""

from __future__ import annotations

import pytest

from geo.vocab import EventType
from tests.reading import AFGHAN_STORY, read

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
