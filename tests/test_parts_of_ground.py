"""Words that take a part away from a unit belong to the ground or to its taking, not to what stands beside them."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import Action, AssertionMode
from tests.reading import read

DAY = date(2021, 8, 14)
BEHIND = " The road leads to Ghazni province. The Afghan government spoke of war."


def _actions(text: str) -> list[Action | None]:
    """What was done to Kunduz, as far as it happened and not long ago."""
    return [
        each.action
        for each in read(text + BEHIND, DAY).events
        if each.unit_id == "AF-KDZ" and each.assertion_mode is AssertionMode.ACTUAL
    ]


@pytest.mark.parametrize("nearly", ["almost", "nearly", "virtually", "practically"])
@pytest.mark.parametrize(
    "text",
    [
        "Kunduz fell to the Taliban on Sunday, {} 20 years after they were driven from it.",
        "Kunduz fell to the Taliban {} two decades after the invasion.",
        "The Taliban captured Kunduz after {} three weeks of fighting.",
        "The Taliban seized Kunduz {} without a fight.",
        "The Taliban captured Kunduz {} at once.",
        "The Taliban took Kunduz {} unopposed.",
        "The Taliban captured Kunduz, killing {} 20 soldiers.",
        "The Taliban captured Kunduz and {} all its checkpoints.",
    ],
)
def test_an_adverb_of_something_else_makes_no_part(text: str, nearly: str) -> None:
    assert Action.SEIZED in _actions(text.format(nearly))
    assert Action.CONTESTED not in _actions(text.format(nearly))


@pytest.mark.parametrize("nearly", ["almost", "nearly", "virtually", "practically"])
@pytest.mark.parametrize(
    "text",
    [
        "The Taliban captured {} all of Kunduz.",
        "The Taliban captured {} the whole of Kunduz.",
        "The Taliban hold {} the entire city of Kunduz.",
        "{} the whole city of Kunduz is in Taliban hands.",
        "The Taliban captured Kunduz {} entirely.",
        "Kunduz is {} entirely under Taliban control.",
        "Kunduz is {} under Taliban control.",
    ],
)
def test_nearly_all_is_a_part(text: str, nearly: str) -> None:
    told = text.format(nearly)
    assert _actions(told[0].upper() + told[1:]) == [Action.CONTESTED]


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban captured all of Kunduz.",
        "The Taliban captured the whole of Kunduz.",
        "The Taliban captured the entire city of Kunduz.",
        "The Taliban captured Kunduz entirely.",
    ],
)
def test_all_is_the_whole(text: str) -> None:
    assert _actions(text) == [Action.SEIZED]


@pytest.mark.parametrize(
    ("text", "actions"),
    [
        ("Taliban fighters held the Spinzar Hotel in Kunduz for hours on Friday.", []),
        ("Taliban fighters seized the Spinzar Hotel in Kunduz on Friday.", []),
        ("Taliban fighters seized the police headquarters in Kunduz on Friday.", [Action.CONTESTED]),
    ],
)
def test_who_holds_a_hotel_disputes_nobody_the_town(text: str, actions: list[Action]) -> None:
    assert _actions(text) == actions


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("The Taliban captured all parts of Kunduz.", Action.SEIZED),
        ("All parts of Kunduz are under Taliban control.", Action.HELD),
        ("The Taliban captured most parts of Kunduz.", Action.CONTESTED),
        ("The Taliban captured nearly all parts of Kunduz.", Action.CONTESTED),
    ],
)
def test_all_parts_are_the_whole(text: str, action: Action) -> None:
    assert _actions(text) == [action]


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban captured all but the airport of Kunduz.",
        "The Taliban captured all except for the airport of Kunduz.",
        "The Taliban captured all but two villages in Kunduz.",
        "The Taliban captured all of Kunduz but two villages.",
        "All of Kunduz but two villages fell to the Taliban.",
        "The army was driven from all but the bazaar of Kunduz by the Taliban.",
        "The army lost all but the centre of Kunduz.",
        "The Taliban control all but the centre of Kunduz.",
    ],
)
def test_what_was_spared_takes_a_part_away(text: str) -> None:
    """Neither all of it, nor what was spared."""
    assert _actions(text) in ([Action.CONTESTED], [])


def test_nobody_is_abducted_from_what_was_spared() -> None:
    """Forces driven from a place are no captives."""
    text = "Government forces were forced out of all but the bazaar of Kunduz."
    assert all(each.event_type != "abduction" for each in read(text + BEHIND, DAY).events)


def _ground(text: str, published: date) -> list[tuple[str, str, str | None]]:
    """What a text tells of the control of ground: the tag, the place and whose it is."""
    return sorted(
        (event.event_type, event.place.name if event.place else "-", event.taker)
        for event in read(text, published).events
        if event.event_type in {"siege", "withdrawal", "control_reported", "capital_seized", "district_seized"}
    )


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("The governor's private army surrounded the home of a rival in Herat.", []),
        ("Soldiers have surrounded the compound of the Kunduz governor and the home of his brother.", []),
        ("The Taliban have surrounded the house of an elder in Kunduz city.", [("siege", "Kunduz", None)]),
        ("The Taliban have surrounded Kunduz city.", [("siege", "Kunduz", "taliban")]),
        ("The Taliban took Herat, leaving Kabul as the last city in government hands.", ["Herat"]),
        (
            "The Taliban have overrun Herat, leaving Kabul the sole large city under government control.",
            ["Herat"],
        ),
    ],
)
def test_men_around_a_house_besiege_no_town(text: str, ground: list[tuple[str, str, str | None] | str]) -> None:
    """And what somebody's enemies are left with he has not left."""
    told = [each if isinstance(each, tuple) else ("capital_seized", each, "taliban") for each in ground]
    assert _ground(text, date(2021, 8, 13)) == told


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "Fighting goes on in Qaisar, Ghormach and Bala Murghab district, which is held by the Taliban.",
            ["Bala Murghab"],
        ),
        ("The alliance attacked Khost and Takhar province, which was held by the Taliban.", ["Takhar"]),
        ("The alliance attacked Ghor and Takhar, which were held by the Taliban.", ["Ghor", "Takhar"]),
        ("The alliance attacked Takhar, which was held by the Taliban.", ["Takhar"]),
    ],
)
def test_which_with_a_singular_verb_is_the_last_of_a_list(text: str, held: list[str]) -> None:
    """ "A and B, which was theirs" says nothing of A."""
    told = [place for tag, place, taker in _ground(text, date(2021, 7, 25)) if tag == "control_reported" and taker]
    assert told == held
