"""A bearing away from a place is some region, near it with "just" or a distance; one inside of it is in it."""

from __future__ import annotations

import pytest

from geo.vocab import PlacePrecision
from tests.reading import read

AFGHAN = "Kabul, Afghanistan, was quiet.\n\n"
NEAR, REGION, TOWN = PlacePrecision.NEAR, PlacePrecision.REGION, PlacePrecision.SETTLEMENT


@pytest.mark.parametrize(
    ("where", "precision"),
    [
        ("north of Kunduz", REGION),
        ("to the north of Kunduz", REGION),
        ("just south-west of the city of Kunduz", NEAR),
        ("on a road southeast of Kunduz", REGION),
        ("20 km north of Kunduz", NEAR),
        ("in the north of Kunduz", TOWN),
        ("in the far north of Kunduz", TOWN),
        ("in north Kunduz", TOWN),
        ("in Charikar, north of Kabul", TOWN),
    ],
)
def test_a_bearing_without_a_distance(where: str, precision: PlacePrecision) -> None:
    """It had been drawn as the town itself, and then as ten kilometres around it."""
    (event,) = read(f"{AFGHAN}A bomb exploded {where} on Tuesday.").events
    assert event.place is not None
    assert event.place.place_precision is precision


@pytest.mark.parametrize("ground", ["villages north of Kunduz", "hills to the east of the city of Taloqan"])
def test_ground_beside_a_capital_is_not_that_capital(ground: str) -> None:
    """Nobody took the city."""
    (event,) = read(f"{AFGHAN}The Taliban captured {ground} on Tuesday.").events
    assert event.unit_id is None
