"""Reports that came out false, towns that their own government enters, and claims of other deeds are no news."""

from __future__ import annotations

import pytest

from geo.vocab import AssertionMode, EventType
from tests.reading import read

AFGHAN = " Kabul, Afghanistan, was quiet."


def _modes(text: str) -> set[AssertionMode]:
    return {each.assertion_mode for each in read(text + AFGHAN).events if each.action is not None}


@pytest.mark.parametrize(
    "text",
    [
        "Reports that Maidan Shahr had fallen turned out to be wrong.",
        "Reports that the Taliban had taken Ghazni proved false, said a spokesman.",
        "A report that Gardez had been captured has proved untrue.",
        "Claims that Taloqan had been captured did not hold up.",
        "News that the Taliban had seized Aybak turned out to be a hoax.",
    ],
)
def test_a_report_that_came_out_false_is_denied(text: str) -> None:
    """Whatever verb says what came of it."""
    assert _modes(text) == {AssertionMode.NEGATED}


@pytest.mark.parametrize(
    "text",
    [
        "Reports that the Taliban had taken Ghazni turned out to be true.",
        "The fall of Kunduz turned out to be a wrong turn for the army.",
        "The capture of Ghazni proved costly.",
    ],
)
def test_what_came_out_otherwise_stands(text: str) -> None:
    """A report that proved true, and what a real fall proved to be."""
    assert _modes(text) == {AssertionMode.ACTUAL}


def test_who_governs_may_enter_its_own_town() -> None:
    """Nothing is seized or fought for by that; others who enter unresisted take it."""
    assert _modes("Government forces entered Lashkar Gah unopposed to reinforce the garrison.") == set()
    assert _modes("The Taliban entered Herat without resistance.") == {AssertionMode.ACTUAL}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("A bomb killed a clerk in Kabul. The Taliban claimed responsibility for the attack.", "taliban"),
        (
            "A bomb killed a clerk in Kabul. The Taliban, who claimed responsibility for killing two men, spoke.",
            None,
        ),
        (
            "A bomb killed a clerk in Kabul and a mine a cook in Ghazni. The Taliban claimed responsibility.",
            None,
        ),
    ],
)
def test_a_claim_is_of_its_own_deed(text: str, side: str | None) -> None:
    """Not of one told nowhere else, and of neither of two."""
    deeds = [each for each in read(text + AFGHAN).events if each.event_type is EventType.BOMBING]
    assert deeds
    assert {each.actor.side if each.actor else None for each in deeds} == {side}


def test_people_led_away_are_no_ground() -> None:
    """ "Took them from the house" seizes none of the provinces told of before; "took them from the army" does."""
    told = "Two policemen were shot in Faryab province, and three in Ghor province. "
    assert _modes(told + "Armed men took them from the house where they lived.") == set()
    lost = "The army lost Andar and Muqur districts in Ghazni. "
    assert AssertionMode.ACTUAL in _modes(lost + "The Taliban took them from the army on Sunday.")


def test_who_is_taken_off_a_list_is_not_taken() -> None:
    """Nor who is taken to court; a court or a list in the sentence says nothing against a real capture."""
    assert _modes("Herat has been taken off the list of safe cities.") == set()
    assert _modes("Herat was taken to court over its taxes.") == set()
    for told in ("Kunduz city, its court and its jail on Sunday.", "Kunduz city, the latest on a long list."):
        assert _modes(f"The Taliban captured {told}") == {AssertionMode.ACTUAL}
