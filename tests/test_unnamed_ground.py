"""Ground without a name of its own lies where its own words put it, and moves nothing: "five villages in X"."""

from __future__ import annotations

import pytest

from geo.vocab import EventType
from tests.reading import OF_AFGHANISTAN, actual


def _told(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """Tag, place, province and side of each change, with nothing that the ledger could move."""
    found = actual(text + OF_AFGHANISTAN)
    assert [(each.unit, each.unit_id) for each in found] == [(None, None)] * len(found)
    return [
        (
            each.event_type.value,
            each.place.name if each.place else None,
            each.place.admin1_name if each.place else None,
            each.taker,
        )
        for each in found
    ]


@pytest.mark.parametrize("where", ["in Andar district", "in the Andar district of Ghazni"])
@pytest.mark.parametrize("what", ["five villages", "dozens of checkpoints", "most of the villages", "a police post"])
@pytest.mark.parametrize(
    "told",
    [
        "The Taliban captured {what} {where} on Sunday.",
        "On Sunday {what} {where} were overrun by the Taliban.",
        "Government forces lost {what} {where} to the Taliban.",
        "The capture of {what} {where} by the Taliban alarmed elders.",
        "On Sunday the Taliban took control of {what} {where}.",
    ],
)
def test_some_units_lie_in_the_place_behind_them(told: str, what: str, where: str) -> None:
    """In all voices, as verb and as noun, whatever counts them."""
    told = told.format(what=what, where=where)
    assert _told(told) == [("territory_seized", "Andar", "Ghazni", "taliban")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("In Helmand province the Taliban captured several villages on Sunday.", "Helmand"),
        ("The Taliban captured several villages in the north of Helmand province.", "Helmand"),
        ("The Taliban captured several villages on the outskirts of Lashkar Gah.", "Lashkar Gah"),
        ("The Taliban captured two posts 10 km north of Lashkar Gah.", "Lashkar Gah"),
        ("The Taliban captured three posts of Sangin district.", "Sangin"),
        ("The Taliban captured large swathes of territory in Helmand province.", "Helmand"),
        ("The Taliban captured villages in Sangin.", "Sangin"),
        ("Fighting went on in Andar district for days. The Taliban took several villages in the district.", "Andar"),
    ],
)
def test_what_puts_them_somewhere(text: str, place: str) -> None:
    """What stands first, bearings, outskirts, "of", and a word that refers to a place told of before."""
    assert [each[:2] for each in _told(text)] == [("territory_seized", place)]


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban captured two hills of Helmand province.",
        "The Taliban captured a hill of Sangin.",
        "The Taliban captured a position of Sangin.",
        "The Taliban captured several regions of Sangin.",
        "The Taliban captured the stronghold of Sangin.",
    ],
)
def test_a_spot_of_a_place_is_not_that_place(text: str) -> None:
    """It had been the district or province itself that fell, and the map moved."""
    assert [each[0] for each in _told(text)] == [EventType.TERRITORY_SEIZED.value]


@pytest.mark.parametrize("what", ["two districts in", "a district in", "the districts of"])
def test_districts_lie_in_the_province_of_that_name(what: str) -> None:
    """No district lies in the town of Kunduz, or in the district around it."""
    assert _told(f"The Taliban captured {what} Kunduz.") == [("territory_seized", "Kunduz", "Kunduz", "taliban")]
    (event,) = actual(f"The Taliban captured {what} Kunduz." + OF_AFGHANISTAN)
    assert event.place is not None
    assert event.place.place_id == "AF-KDZ"


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban captured two districts on Sunday after fighting in Kunduz.",
        "Fighting raged in Kunduz as the Taliban captured two districts.",
        "The Taliban captured two districts, the governor said in Kunduz.",
        "In Kabul, officials said the Taliban had captured two districts.",
        "The Taliban captured every district around Qala-e-Naw.",
    ],
)
def test_it_borrows_no_place_from_elsewhere_in_its_sentence(text: str) -> None:
    """Where others fought or spoke says nothing of the districts; nor do districts lie in a town."""
    assert [each[1] for each in _told(text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban did not capture five villages in Andar district.",
        "The Taliban could capture most of the villages in Andar district.",
        "The army denied that the Taliban had captured dozens of checkpoints in Andar district.",
        "Temperatures in several areas of Kabul fell on Sunday.",
        "The Taliban took weapons from two posts in Sangin.",
        "Farmers lost land in Helmand province.",
    ],
)
def test_what_is_denied_possible_or_another_sense_takes_nothing(text: str) -> None:
    """Nothing is asserted of them."""
    assert _told(text) == []


def test_what_is_left_out_is_not_taken() -> None:
    """The airport was not taken with the rest, so the town is contested and the airport is nobody's gain."""
    found = actual("The Taliban have taken all of Kunduz but the airport." + OF_AFGHANISTAN)
    assert [(each.event_type, each.unit_id) for each in found] == [(EventType.ARMED_CLASH, "AF-KDZ")]


@pytest.mark.parametrize(
    "how_many", ["more than 20", "at least 20", "up to 20", "nearly 20", "over 20", "as many as 20"]
)
def test_a_noun_tells_of_many(how_many: str) -> None:
    """Words for about how many do not part "of" from its noun."""
    told = _told(f"The capture of {how_many} posts in Andar district by the Taliban on Sunday alarmed elders.")
    assert told == [("territory_seized", "Andar", "Ghazni", "taliban")]
