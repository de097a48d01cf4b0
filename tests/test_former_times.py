"""What was so at a former time that nobody names is historical and undated; what names its day is dated by it."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode
from tests.reading import read

AFGHAN = "Kabul, Afghanistan, was quiet.\n\n"
DAY = date(2021, 8, 14)


def _told(text: str) -> list[tuple[AssertionMode, bool]]:
    """The mode of what a text tells, and whether it has a day."""
    return [(each.assertion_mode, each.date is not None) for each in read(AFGHAN + text, published=DAY).events]


@pytest.mark.parametrize(
    ("past", "now"),
    [
        ("The Taliban have captured Ghazni before.", "The Taliban have captured Ghazni before dawn."),
        ("The Taliban captured Ghazni once before.", "The Taliban captured Ghazni the day before."),
        ("Ghazni has fallen before.", "Ghazni has fallen."),
        ("Ghazni has changed hands before.", "Ghazni has changed hands."),
        ("Ghazni was captured twice before.", "Ghazni was captured again."),
        ("The Taliban once captured Ghazni.", "The Taliban once again captured Ghazni."),
        ("Ghazni, once captured by the Taliban, was calm.", "Ghazni, captured by the Taliban, was calm."),
        ("The Taliban previously captured Ghazni.", "The Taliban previously captured Ghazni on Friday."),
        ("In the past the Taliban captured Ghazni.", "In the past week the Taliban captured Ghazni."),
        ("In the past rebel fighters captured Ghazni.", "In the past few weeks rebel fighters captured Ghazni."),
        ("Ghazni was captured by rebels in the past.", "Ghazni was captured by rebels in the past 24 hours."),
        ("The Taliban have twice captured Ghazni.", "The Taliban have just captured Ghazni."),
        ("The Taliban have captured Ghazni several times.", "The Taliban have captured Ghazni for the first time."),
        ("The last time the Taliban captured Ghazni, it burned.", "The moment the Taliban captured Ghazni, it burned."),
        ("He was a boy when the Taliban captured Ghazni.", "He was a judge when the Taliban captured Ghazni."),
        (
            "She fled as a child when the Taliban captured Ghazni.",
            "She fled at night when the Taliban captured Ghazni.",
        ),
        ("He remembered how the Taliban captured Ghazni.", "He saw how the Taliban captured Ghazni."),
        ("She remembered how a bomb went off in Ghazni.", "Witnesses recalled how a bomb went off in Ghazni."),
        ("A bomb has gone off in Ghazni before.", "A bomb has gone off in Ghazni before noon."),
        ("Bombers have struck in Ghazni several times.", "Bombers struck in Ghazni twice."),
    ],
)
def test_a_former_time_that_nobody_names(past: str, now: str) -> None:
    """By adverbs, counts and "the last time"; the neighbour tells of now."""
    assert _told(past)[:1] == [(AssertionMode.HISTORICAL, False)]
    assert [mode for mode, _ in _told(now)][:1] == [AssertionMode.ACTUAL]


def test_a_relative_clause_of_a_former_time_takes_no_day_from_around() -> None:
    """The attack was on Friday; the capture was not."""
    told = _told("The Taliban, who have captured Ghazni before, attacked Khost on Friday.")
    assert sorted(told) == [(AssertionMode.ACTUAL, True), (AssertionMode.HISTORICAL, False)]
