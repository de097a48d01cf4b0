"""Who was driven from, left or besieged a unit."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode
from tests.reading import read

DAY = date(2021, 8, 14)


def _told(text: str) -> set[tuple[str, str | None]]:
    """Tag and unit of what happened."""
    return {
        (each.event_type.value, each.unit_id)
        for each in read(text, DAY).events
        if each.assertion_mode is AssertionMode.ACTUAL
    }


@pytest.mark.parametrize(
    ("text", "tag", "unit"),
    [
        ("Gardez was abandoned by the army on Monday.", "withdrawal", "AF-PIA"),
        ("The Taliban were repelled from Gardez on Monday.", "armed_clash", "AF-PIA"),
        ("Troops beat off two attacks on Gardez on Monday.", "armed_clash", "AF-PIA"),
        ("Gardez had been besieged by the Taliban since morning, officials said.", "siege", "AF-PIA"),
    ],
)
def test_what_happened_to_a_unit_is_read(text: str, tag: str, unit: str | None) -> None:
    assert (tag, unit) in _told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gardez was abandoned by its people on Monday.",
        "Gardez is one of three cities that the Taliban have not captured.",
        "Gardez is not among the cities that the Taliban have captured.",
        "Gardez may be one of the cities that the Taliban have captured.",
        "The army hopes to repel the Taliban from Gardez.",
    ],
)
def test_what_did_not_happen_to_a_unit_is_not_read(text: str) -> None:
    assert all(unit != "AF-PIA" for _, unit in _told(text))


def test_what_somebody_is_told_of_is_asserted() -> None:
    assert ("armed_clash", None) in _told("Residents told reporters of fierce fighting in Gardez.")
    assert ("armed_clash", None) not in _told("Residents warned reporters of fierce fighting in Gardez.")


@pytest.mark.parametrize(
    "text",
    [
        "Insurgents who captured Gardez on Tuesday were pushed out by evening.",
        "Taliban fighters who had seized Gardez on Tuesday were driven out on Thursday.",
        "The Taliban, who captured Gardez on Tuesday, were forced out on Thursday.",
        "Afghan commandos expelled Taliban fighters who had captured Gardez on Tuesday.",
        "The Taliban captured Gardez on Tuesday. By Thursday they had been driven out.",
        "The Taliban captured Gardez on Tuesday. The army drove them out on Thursday.",
        "The Taliban captured Gardez on Tuesday. By Thursday the insurgents had been pushed out by commandos.",
    ],
)
def test_those_who_took_it_are_driven_out(text: str) -> None:
    """The unit stands where they took it."""
    assert ("territory_retaken", "AF-PIA") in _told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Taliban fighters who tried to capture Gardez on Tuesday were driven out.",
        "Taliban fighters who captured part of Gardez on Tuesday were driven out.",
        "Taliban fighters who captured Gardez and Farah on Tuesday were driven out.",
        "The Taliban captured Gardez on Tuesday. By Thursday they had been driven out of the bazaar.",
        "The Taliban captured Farah on Monday and Gardez on Tuesday. They were expelled on Thursday.",
        "The Taliban captured Gardez on Tuesday. In Farah they were driven out.",
        "The Taliban captured Gardez on Tuesday. They could be driven out by Thursday.",
        "The Taliban captured Gardez on Tuesday. By Thursday they had been pushed back.",
        "The Taliban attacked Gardez on Tuesday. By Thursday they had been driven out.",
        "The Taliban captured Gardez on Tuesday. Officials were driven out on Thursday.",
    ],
)
def test_where_nobody_says_of_what_they_are_driven_it_stands(text: str) -> None:
    assert ("territory_retaken", "AF-PIA") not in _told(text)
