"""The present tense of chronologies and headlines: what a clause with "when" tells of is no rule, but happened."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import read

DAY = date(2014, 11, 24)


def _told(text: str) -> list[tuple[str, str, int | None]]:
    """The tag, the mode and the dead of each event."""
    return [(event.event_type, event.assertion_mode, event.fatalities.best) for event in read(text, DAY).events]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A suicide blast tears through a bazaar in Paktika; 31 traders are killed.", "suicide_bombing 31"),
        ("Ten are killed when gunmen attack a bus in Qaisar.", "attack_on_civilians 10"),
        ("Nov. 23, 2014: 14 shopkeepers die when a suicide bomber strikes a bazaar in Qaisar.", "suicide_bombing 14"),
        ("14 shopkeepers died when a suicide bomber struck a bazaar in Qaisar.", "suicide_bombing 14"),
    ],
)
def test_counted_victims_make_it_one_happening(text: str, told: str) -> None:
    """A number of victims, or a day, is of one happening."""
    tag, dead = told.split()
    assert _told(text) == [(tag, "actual", int(dead))]


@pytest.mark.parametrize(
    "text",
    [
        "People panic when bombs explode in Qaisar.",
        "The mayor must resign if 20 people die when a bomb explodes in Qaisar.",
        "3,000 troops will go home when a bomb explodes in Qaisar.",
    ],
)
def test_without_them_it_is_told_of_no_happening(text: str) -> None:
    """A rule, a condition and a plan stay what they are."""
    modes = [mode for tag, mode, _ in _told(text) if tag == "bombing"]
    assert modes
    assert "actual" not in modes


def test_a_show_of_strength_is_no_protest() -> None:
    """ "A demonstration of their ability" fills no street."""
    text = "The raid on Kunduz on Sunday was a demonstration of the rebels' skill."
    assert [tag for tag, _, _ in _told(text)] == ["armed_clash"]
    assert ("protest_peaceful", "actual", None) in _told("A demonstration of women was held in Kabul on Sunday.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A bomb in Kandahar killed several, the mayor and a doctor said.", "bombing None None"),
        (
            "A bomb in Kandahar killed the mayor, his son and a guard, the governor and a doctor said.",
            "bombing mayor 3",
        ),
        ("A bomb in Kandahar killed a guard, the mayor and a doctor.", "bombing mayor 3"),
        ("Rebels unleashed a hail of rockets on the town of Gardez, killing six.", "shelling None 6"),
        ("Rebels unleashed a hail of insults on the town of Gardez.", ""),
    ],
)
def test_those_who_say_so_are_no_victims(text: str, told: str) -> None:
    """Behind a list of victims "A and B said" begins what is no part of it; rockets may be unleashed too."""
    shown = [
        (each.event_type, each.recipient.name if each.recipient else None, each.fatalities.best)
        for each in read(text, DAY).events
    ]
    assert [f"{tag} {name} {dead}" for tag, name, dead in shown] == ([told] if told else [])
