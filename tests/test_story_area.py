"""The province that a text is about: what happened there without a place of its own, and what did not."""

from __future__ import annotations

import pytest

from geo.vocab import EventType, PlaceBasis
from tests.reading import OF_AFGHANISTAN, read

TOLD = (
    "Gunmen attacked a police post in Sangin district of Helmand province on Sunday. A bomb went off in Lashkar Gah."
    " The governor of Helmand province visited a school. The road leads to Kabul. The price of bread rose."
)


def _places(text: str, kind: EventType) -> list[tuple[str, str, str] | None]:
    """Of each event of a kind its place, what it is drawn as, and what says so."""
    return [
        (each.place.name, each.place.place_precision.value, each.place_basis.value)
        if each.place is not None and each.place_basis is not None
        else None
        for each in read(text + OF_AFGHANISTAN).events
        if each.event_type is kind
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Troops arrested four men.", EventType.ARREST),
        ("Gunmen also kidnapped two engineers.", EventType.ABDUCTION),
        ("Aircraft bombed insurgent hideouts.", EventType.AIR_STRIKE),
        ("Hundreds of people protested on Sunday.", EventType.PROTEST_PEACEFUL),
    ],
)
def test_what_happened_in_a_text_on_one_province_was_there(text: str, kind: EventType) -> None:
    """It is drawn as the province, never at a point, and says that it is inherited."""
    assert _places(f"{TOLD} {text}", kind) == [("Helmand", "admin1", PlaceBasis.INHERITED.value)]


@pytest.mark.parametrize(
    "text",
    [
        "The road from Kabul to Helmand is long. Sangin and Helmand province are dry. Troops arrested four men.",
        "Troops arrested men in southern Afghanistan. Sangin and Helmand province are dry. Helmand is far off Kabul.",
        TOLD + " Children play in Qwxyzabad. Prices rose in Helmand province. Troops arrested four men.",
        TOLD + " Sangin is dry. Prices rose in Helmand province. The envoys spoke in Doha. Troops arrested four men.",
    ],
)
def test_names_alone_tell_what_a_text_is_about(text: str) -> None:
    """Where it places nothing else, a lead in that part of the country, and a name elsewhere that is far away."""
    assert _places(text, EventType.ARREST) == [("Helmand", "admin1", PlaceBasis.INHERITED.value)]


@pytest.mark.parametrize(
    "text",
    [
        "Prices rose in Helmand province. Prices rose in Ghazni province. Troops arrested four men.",
        "Troops arrested four men. The road from Kabul to Helmand is long. Sangin and Helmand province are dry.",
        "Troops arrested four men in northern Afghanistan. Prices rose in Helmand province. Helmand is dry.",
        TOLD + " Children play in Qwxyzabad. Troops arrested four men.",
    ],
)
def test_names_alone_do_not_tell_where_something_else_was(text: str) -> None:
    """Two provinces, a lead that says nothing or another part, an unknown name right before."""
    assert [each for each in _places(text, EventType.ARREST) if each and each[1] == "admin1"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Elsewhere troops arrested four men.",
        "Troops arrested four men in another province.",
        "Troops arrested four men in the north of the country.",
        "Troops arrested four men across the country.",
        "Troops arrested four men in Qwxyzabad.",
        "Troops arrested four men in separate raids in different provinces.",
        "In March troops arrested four men.",
        "Troops will arrest four men.",
        "Troops arrested four men. The road leads to Kabul, to Herat and to Kunduz city and Faryab province.",
        "Troops arrested four men. The envoys spoke in Doha.",
    ],
)
def test_what_may_have_been_elsewhere_has_no_place(text: str) -> None:
    """Words, a day or a name that lead elsewhere, and texts that are on several places or name one abroad."""
    assert _places(f"{TOLD} {text}", EventType.ARREST) == [None]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Taliban captured two districts.", EventType.TERRITORY_SEIZED),
        ("The ministry banned music at weddings.", EventType.RESTRICTION),
        ("Six people drowned in a flood.", EventType.NATURAL_DISASTER),
    ],
)
def test_ground_orders_and_disasters_have_no_place_from_it(text: str, kind: EventType) -> None:
    """Ground never borrows a place, an order holds for the country, and no disaster is part of what people do."""
    assert _places(f"{TOLD} {text}", kind) == [None]
