"""What the next sentence takes back happened not; what it only adds to, or somebody denies, stands."""

from __future__ import annotations

import pytest

from geo.vocab import AssertionMode, EventType
from tests.reading import OF_AFGHANISTAN, read

GROUND = "Reports said on Sunday that Kunduz had fallen to the Taliban."
ATTACK = "Word spread that gunmen had killed ten people in Herat city."


def _modes(text: str) -> set[AssertionMode]:
    """How what was told first is asserted."""
    kinds = {EventType.CAPITAL_SEIZED, EventType.ATTACK_ON_CIVILIANS}
    return {each.assertion_mode for each in read(text + OF_AFGHANISTAN).events if each.event_type in kinds}


@pytest.mark.parametrize("told", [GROUND, ATTACK])
@pytest.mark.parametrize(
    "behind",
    [
        "It is untrue.",
        "That was not so.",
        "It never happened.",
        "It had never happened.",
        "This did not happen.",
        "No such thing happened.",
        "Nothing of the kind had happened.",
        "There was no truth in it.",
        "There is no truth to the reports.",
        "The reports were false.",
        "The story turned out to be a hoax.",
        "These rumours have since proved to be unfounded.",
        "But the claim was entirely baseless.",
        "None of it was true.",
        "All of it was made up.",
        "In fact, the news was later shown to be false.",
    ],
)
def test_what_a_text_takes_back_did_not_happen(told: str, behind: str) -> None:
    """It is negated, whatever it was, and so is never drawn or counted."""
    assert _modes(f"{told} {behind}") == {AssertionMode.NEGATED}


@pytest.mark.parametrize("told", [GROUND, ATTACK])
@pytest.mark.parametrize(
    "behind",
    [
        "It never happened again.",
        "It happened at dawn.",
        "It is untrue that nobody helped.",
        "The claim that they had help was false.",
        "The reports were true.",
        "It is not known whether it is untrue.",
        "That was wrong.",
        "The governor called it a lie.",
        "Reports of a second attack were false.",
        "The school was quiet. It is untrue.",
    ],
)
def test_what_adds_to_it_or_denies_it_takes_nothing_back(told: str, behind: str) -> None:
    """A detail, another report, an opinion, what a party says, or a sentence on something else."""
    assert AssertionMode.ACTUAL in _modes(f"{told} {behind}")
