"""Where a lead happened that names no place: where its title says, and where it does not."""

from __future__ import annotations

import pytest

from geo.vocab import EventType, PlaceBasis
from tests.reading import OF_AFGHANISTAN, read

TITLE = "Afghan police seize arms in Sangin"


def _places(text: str, title: str = TITLE) -> list[tuple[str, PlaceBasis | None] | None]:
    """Of each arrest its place, and what says so."""
    events = read(text + OF_AFGHANISTAN, title=title).events
    found = [each for each in events if each.event_type is EventType.ARREST]
    return [(each.place.name, each.place_basis) if each.place is not None else None for each in found]


@pytest.mark.parametrize(
    "text",
    [
        "Troops arrested four men on Sunday. The road leads to Kabul and to Ghazni.",
        "Troops arrested four men in southern Afghanistan. The road leads to Kabul and to Ghazni.",
        "It was early on Sunday. Troops arrested four men. The road leads to Kabul and to Ghazni.",
    ],
)
def test_a_lead_is_at_the_place_of_its_title(text: str) -> None:
    """Where it names none itself, or only the part of the country in which that lies."""
    ((name, basis),) = [each for each in _places(text) if each is not None]
    assert name.startswith("Sang")
    assert basis is PlaceBasis.INHERITED


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Troops arrested four men in northern Afghanistan. The road leads to Kabul and to Ghazni.", TITLE),
        ("Troops arrested four men in separate raids. The road leads to Kabul and to Ghazni.", TITLE),
        ("The road leads to Kabul. It was early on Sunday. Troops had arrested four men in the capital.", TITLE),
        ("Troops arrested four men in Qwxyzabad. The road leads to Kabul and to Ghazni.", TITLE),
        (
            "Troops arrested four men. The road leads to Kabul and to Ghazni.",
            "Afghan police seize arms in Sangin and Khost",
        ),
        ("Troops arrested four men. The road leads to Kabul and to Ghazni.", "Afghan police seize arms in Doha"),
        ("Troops arrested four men. The road leads to Kabul and to Ghazni.", "Afghan police seize arms"),
    ],
)
def test_what_is_elsewhere_or_several_is_not(text: str, title: str) -> None:
    """Another part of the country, several raids, an unknown name; titles that name two places, one abroad or none."""
    assert [
        each for each in _places(text, title) if each is not None and each[0].startswith(("Sang", "Khost", "Doha"))
    ] == []
