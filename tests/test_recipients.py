"""To whom something is done: owners of what is attacked, who comes under fire, and who dies in fighting whom."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode, EventType
from tests.reading import read

_VIOLENCE = {
    EventType.ARMED_CLASH,
    EventType.OFFENSIVE,
    EventType.BOMBING,
    EventType.SUICIDE_BOMBING,
    EventType.AIR_STRIKE,
    EventType.SHELLING,
}


def _sides(text: str) -> list[tuple[str | None, str | None]]:
    """Who acts on whom in the violence that happened."""
    events = read(f"{text} The Afghan war went on.", date(2015, 10, 5)).events
    found = [each for each in events if each.event_type in _VIOLENCE and each.assertion_mode is AssertionMode.ACTUAL]
    return [
        (each.actor.side if each.actor else None, each.recipient.side if each.recipient else None) for each in found
    ]


@pytest.mark.parametrize(
    ("text", "doer", "side"),
    [
        ("ISIS fighters attacked an army checkpoint in Logar on Monday.", "iskp", "government"),
        ("ISIS fighters attacked posts of the police in Logar on Monday.", "iskp", "government"),
        ("ISIS fighters attacked NATO's base in Logar on Monday.", "iskp", "other:NATO"),
        ("A bomb hit a police vehicle in Logar on Monday.", None, "government"),
        ("Rockets hit a US-funded clinic in Logar on Monday.", None, None),
        ("Rockets, the army said, were fired at a building of the district in Logar.", None, None),
    ],
)
def test_whose_the_thing_is_that_is_attacked(text: str, doer: str | None, side: str | None) -> None:
    """Its owner before it or behind "of"; nobody for a hyphen or across a comma."""
    assert _sides(text) == [(doer, side)]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Police drew fire from ISIS fighters in Logar on Monday.", ("iskp", "government")),
        ("A police post came under attack from ISIS fighters in Logar on Monday.", ("iskp", "government")),
        ("Four soldiers died at the hands of ISIS in Logar on Monday.", ("iskp", "government")),
        ("The Afghan army lost 12 men to ISIS in Logar on Monday.", ("iskp", "government")),
        ("Four soldiers were killed while fighting ISIS in Logar on Monday.", ("iskp", "government")),
        ("An operation by the army began in Logar on Monday.", ("government", None)),
        ("Fighting broke out between Taliban fighters and ISIS in Logar on Monday.", ("taliban", "iskp")),
        ("Police exchanged fire with ISIS fighters in Logar on Monday.", ("government", "iskp")),
    ],
)
def test_who_undergoes_it_does_not_act(text: str, sides: tuple[str | None, str | None]) -> None:
    """Those under fire, who lose men, or die in fighting somebody; whose operation it is acts."""
    assert _sides(text) == [sides]
