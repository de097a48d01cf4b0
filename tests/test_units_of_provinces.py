"""A province before the noun of a unit whose name stands behind "of": "the Helmand town of Musa Qala" is the town."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import read

DAY = date(2018, 4, 12)


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("the Paktika district of Barmal", "Barmal"),
        ("the Kunduz district of Aliabad", "Aliabad"),
        ("the Kandahar district of Panjwayi", "Panjwayi"),
        ("the remote Nuristan district of Waygal", "Waygal"),
        ("Imam Sahib district of Kunduz", "Imam Sahib"),
        ("the Logar village of Nobody Khel", "Logar"),
        ("the Ghazni city of Ghazni", "Ghazni"),
    ],
)
@pytest.mark.parametrize("told", ["The Taliban killed two teachers in {}.", "In {} a bomb killed two men on Monday."])
def test_an_event_is_at_the_unit(where: str, place: str, told: str) -> None:
    """The name behind "of" is where it was; where nobody knows it, the province."""
    events = read(told.format(where), DAY).events
    assert {each.place.name for each in events if each.place is not None} == {place}


@pytest.mark.parametrize(("name", "unit"), [("Sangin", "district:AF3008"), ("Musa Qala", "district:AF3009")])
def test_ground_that_falls_is_the_unit(name: str, unit: str) -> None:
    """The province does not fall with it."""
    events = read(f"The Helmand district of {name} has fallen to the Taliban.", DAY).events
    assert [each.unit_id for each in events] == [unit]
