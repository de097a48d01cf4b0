"""Who held ground until it changed hands is background: "captured X, which the army held since May"."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import Action, AssertionMode
from tests.reading import read

DAY = date(2021, 8, 11)
"""A Wednesday."""
BEHIND = " The road leads to Ghazni province. The Afghan government spoke of war."
CHANGES = {Action.SEIZED, Action.RETAKEN, Action.SURRENDERED, Action.VACATED, Action.HELD}


def _moves(text: str) -> list[tuple[str, str | None]]:
    """What moves the map: the place and who then holds it."""
    return [
        (each.place.name, each.taker)
        for each in read(text + BEHIND, DAY).events
        if each.action in CHANGES and each.assertion_mode is AssertionMode.ACTUAL and each.place is not None
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban captured Kunduz, which the government held since 2001.",
        "The Taliban captured Kunduz, which was held by the government since 2001.",
        "The Taliban captured Kunduz held since 2001 by the government.",
        "The Taliban captured Kunduz held by the government.",
        "The Taliban have captured Kunduz, which the army held until Sunday.",
        "Kunduz, which the government held since 2001, fell to the Taliban on Sunday.",
        "Kunduz, held by the government since 2001, fell to the Taliban on Sunday.",
        "Kunduz, a city held since 2001 by the army, fell to the Taliban.",
        "Kunduz, a city held by the army since May, was captured by the Taliban.",
        "Kunduz, a city controlled by the army, was seized by the Taliban on Sunday.",
    ],
)
def test_a_holder_until_then_holds_nothing(text: str) -> None:
    assert _moves(text) == [("Kunduz", "taliban")]


def test_the_rebels_are_no_holders_of_what_was_retaken() -> None:
    text = "Government forces recaptured Kunduz, which the Taliban held since May, on Sunday."
    assert _moves(text) == [("Kunduz", "government")]


@pytest.mark.parametrize(
    ("text", "moves"),
    [
        (
            "The Taliban captured Kunduz, which is now held by the government.",
            [("Kunduz", "taliban"), ("Kunduz", "government")],
        ),
        (
            "The Taliban captured Kunduz on May 3, which the army held again on August 10.",
            [("Kunduz", "taliban"), ("Kunduz", "government")],
        ),
        (
            "The Taliban captured Kunduz in May but the army held it on Sunday.",
            [("Kunduz", "taliban"), ("Kunduz", "government")],
        ),
        ("The Taliban did not capture Kunduz, which the army held.", [("Kunduz", "government")]),
        ("The Taliban attacked Kunduz, which the army held.", [("Kunduz", "government")]),
        ("The Taliban captured Kunduz, which they held for three days.", [("Kunduz", "taliban")]),
        (
            "The Taliban captured Taloqan from Kunduz, which the army held.",
            [("Taloqan", "taliban"), ("Kunduz", "government")],
        ),
    ],
)
def test_what_is_held_now_later_or_elsewhere_stays(text: str, moves: list[tuple[str, str]]) -> None:
    assert sorted(_moves(text)) == sorted(moves)


@pytest.mark.parametrize("when", ["since 2009", "since May", "last year", "on Sunday", "for three weeks"])
@pytest.mark.parametrize("verb", ["held", "captured", "jailed"])
def test_what_stands_behind_the_object_describes_it(verb: str, when: str) -> None:
    freed = [
        each
        for each in read(f"The army freed 20 soldiers {verb} {when} in Kapisa province.", DAY).events
        if each.rule_id == "prisoners_freed"
    ]
    assert [(each.place.name if each.place else None, each.assertion_mode) for each in freed] == [
        ("Kapisa", AssertionMode.ACTUAL)
    ]


@pytest.mark.parametrize("when", ["since Sunday", "on Sunday", "for a week"])
def test_a_described_subject_has_its_verb(when: str) -> None:
    events = read(f"Sangin, a district attacked {when}, fell to the Taliban in Helmand.", DAY).events
    assert [each.taker for each in events if each.action is Action.SEIZED] == ["taliban"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The Taliban captured Kunduz in May, which the army now holds.", "2021-08-11~"),
        ("The Taliban captured Kunduz in May, which is now held by the army.", "2021-08-11~"),
        ("The Taliban captured Kunduz in May, which the army currently holds.", "2021-08-11~"),
        ("The Taliban captured Kunduz in May, which the army held from Sunday.", "2021-08-08"),
    ],
)
def test_what_is_held_now_is_not_of_the_day_of_the_change(text: str, day: str) -> None:
    held = [each for each in read(text + BEHIND, DAY).events if each.action is Action.HELD]
    assert [(each.taker, each.date.date_edtf if each.date else None) for each in held] == [("government", day)]
