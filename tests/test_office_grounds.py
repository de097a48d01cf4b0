"""What "the city" is that an official gives up: it is his own, wherever he is."""

from __future__ import annotations

import pytest

from geo.vocab import AssertionMode
from tests.reading import OF_AFGHANISTAN, territory


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Police in Wardak arrested the governor of Ghazni for handing over the province to the Taliban.", "AF-GHA"),
        ("The governor of Herat fled to Farah after he had surrendered the city to the Taliban.", "Herat"),
        ("Herat's governor fled to Farah after he handed the city over to the Taliban.", "Herat"),
        ("In Farah police arrested the governor of Herat, who had surrendered the city to the Taliban.", "Herat"),
        ("Officials in Farah said that the governor of Ghazni had handed over the province to the Taliban.", "AF-GHA"),
        ("Haji Gul, the governor of Ghazni, handed over the province to the Taliban and left for Wardak.", "AF-GHA"),
    ],
)
def test_an_official_gives_up_what_is_his(text: str, unit: str) -> None:
    """Not the place that was named last."""
    (event,) = [each for each in territory(text + OF_AFGHANISTAN) if each.assertion_mode is AssertionMode.ACTUAL]
    assert event.place is not None
    assert unit in {event.place.name, event.place.place_id}
    assert event.taker == "taliban"


def test_an_official_of_a_name_that_is_not_read_gives_up_no_other_place() -> None:
    """What stands before his title is not read as a place."""
    text = "The Herat police chief fled to Farah after he had surrendered the city to the Taliban."
    assert [event.unit_id for event in territory(text + OF_AFGHANISTAN)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "After the governor of Herat had visited Farah, the army surrendered the city to the Taliban.",
        "The governor of Herat said that the army in Farah had surrendered the city to the Taliban.",
    ],
)
def test_others_give_up_what_was_told_of(text: str) -> None:
    """An official who is only named beside them has nothing to do with it."""
    assert [each.place.name for each in territory(text + OF_AFGHANISTAN) if each.place is not None] == ["Farah"]
