"""The dead and injured as a sentence counts them: low, best and high, and never what did the killing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.events.figures import injured, killed, number_of
from geo.model import Figures
from tests.reading import read

NONE = (None, None, None)


def counted(figures: Figures) -> tuple[int | None, int | None, int | None]:
    """Give the three figures as a row."""
    return (figures.low, figures.best, figures.high)


@pytest.mark.parametrize(
    ("masked", "dead", "hurt"),
    [
        ("an air strike killed 20 ⟦C0⟧ in ⟦P1⟧", (20, 20, 20), NONE),
        ("a roadside bomb killed five ⟦C0⟧", (5, 5, 5), NONE),
        ("a bomb has killed five ⟦C0⟧", (5, 5, 5), NONE),
        ("three bombs killed 12 people", (12, 12, 12), NONE),
        ("at least 20 ⟦C0⟧ were killed and 50 wounded in fighting", (20, None, None), (50, 50, 50)),
        ("20 people, including 5 children, were killed on ⟦D0⟧.", (20, 20, 20), NONE),
        ("killing at least five ⟦C0⟧ and wounding 12.", (5, None, None), (12, 12, 12)),
        ("the blast left 20 people dead and 30 injured.", (20, 20, 20), (30, 30, 30)),
        ("dozens of ⟦C0⟧ were killed", (24, None, None), NONE),
        ("a dozen ⟦A0⟧ were killed", (12, 12, 12), NONE),
        ("two dozen ⟦A0⟧ were killed.", (24, 24, 24), NONE),
        ("hundreds died", (200, None, None), NONE),
        ("more than 100 people died", (100, None, None), NONE),
        ("up to 15 ⟦A0⟧ were killed", (None, None, 15), NONE),
        ("as many as 50 were hurt", NONE, (None, None, 50)),
        ("about 30 people were killed", (None, 30, None), NONE),
        ("an estimated 40 people died", (None, 40, None), NONE),
        ("between 20 and 30 people were killed", (20, None, 30), NONE),
        ("20 30 people killed in the blast", (20, None, 30), NONE),
        ("killed 1,200 people", (1200, 1200, 1200), NONE),
        ("one soldier killed, two wounded", (1, 1, 1), (2, 2, 2)),
        ("a ⟦A0⟧ was killed", (1, 1, 1), NONE),
        ("27 children have been killed in three days", (27, 27, 27), NONE),
        ("five dead", (5, 5, 5), NONE),
        ("they found 12 bodies", (12, 12, 12), NONE),
        ("no one was killed", NONE, NONE),
        ("many people were killed", NONE, NONE),
        ("20 people were killed or wounded.", NONE, NONE),
        ("the attack killed or wounded 20 people", NONE, NONE),
        ("killed three days ago", NONE, NONE),
        ("killed in three attacks", NONE, NONE),
        ("⟦A0⟧ were killed in ⟦P0⟧", NONE, NONE),
    ],
)
def test_figures(masked: str, dead: tuple[int | None, ...], hurt: tuple[int | None, ...]) -> None:
    """The number that goes with the word for killed or wounded, bounded as the words bound it."""
    assert (counted(killed(masked)), counted(injured(masked))) == (dead, hurt)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("5", 5),
        ("1,200", 1200),
        ("eleven", 11),
        ("twenty", 20),
        ("twenty seven", 27),
        ("ninety nine", 99),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("dozens", 24),
        ("many", None),
        ("lots", None),
        ("", None),
    ],
)
def test_number_words(word: str, number: int | None) -> None:
    """Figures, words and vague words; what is no number is None, not zero."""
    assert number_of(word) == number


@given(st.integers(0, 999_999))
def test_figures_written_with_or_without_commas(number: int) -> None:
    """The thousands comma changes nothing."""
    assert number_of(str(number)) == number_of(f"{number:,}") == number


@given(st.text(alphabet="⟦⟧AC0123456789 ,.'abdeiklnoprtuwy", max_size=200))
def test_bounds_are_in_order(masked: str) -> None:
    """Whatever is read, low never exceeds high, and best lies between where all three are known."""
    for figures in (killed(masked), injured(masked)):
        known = [value for value in counted(figures) if value is not None]
        assert known == sorted(known)


def test_events_carry_the_figures_of_their_sentence() -> None:
    """An event that did harm carries the count; it is never summed over sentences."""
    text = "A roadside bomb killed five civilians in Ghazni. Another blast in Kabul killed at least seven people."
    found = {
        event.place.name: event.fatalities
        for event in read(text).events
        if event.place and event.event_type == "bombing"
    }
    assert (found["Ghazni"].best, found["Kabul"].low, found["Kabul"].best) == (5, 7, None)


def test_what_did_not_happen_kills_nobody() -> None:
    """A feared attack carries no dead."""
    events = read("Officials fear that a bomb will kill five people in Kabul.").events
    assert all(event.fatalities == Figures() for event in events)
