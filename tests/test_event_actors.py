"""Who does what an event tells of, where no subject names him: owners, opponents, and those who announce it."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode, EventType
from tests.reading import read

BEFORE = date(2010, 10, 22)
AFTER = date(2023, 10, 20)


def _sides(text: str, day: date, kind: EventType) -> list[str | None]:
    """The sides of those who act in the events of a kind that happened."""
    events = read(text + " The Afghan government spoke of war.", day).events
    found = [each for each in events if each.event_type is kind and each.assertion_mode is AssertionMode.ACTUAL]
    return [each.actor.side if each.actor else None for each in found]


@pytest.mark.parametrize(
    ("text", "kind", "side"),
    [
        ("Kabul airport was bombed by jets of the ruling Taliban.", EventType.AIR_STRIKE, "taliban"),
        ("Helicopters of the Taliban fired at villages in Kunduz province.", EventType.AIR_STRIKE, "taliban"),
        ("An airstrike of the Afghan Air Force hit a village in Kunduz province.", EventType.AIR_STRIKE, "government"),
        ("Military operations of the Afghan army went on in Kunduz province.", EventType.OFFENSIVE, "government"),
        ("Ten Taliban were killed in clashes with Afghan forces in Zabul.", EventType.ARMED_CLASH, "government"),
        ("Four soldiers were killed in fighting with the Taliban in Zabul.", EventType.ARMED_CLASH, "taliban"),
        ("Four soldiers were killed in an attack by the Taliban in Zabul.", EventType.ARMED_CLASH, "taliban"),
        ("Heavy fighting with Taliban insurgents went on in Zabul province.", EventType.ARMED_CLASH, "taliban"),
    ],
)
def test_who_owns_the_weapons_or_stands_behind_a_noun_acts(text: str, kind: EventType, side: str) -> None:
    """Whose jets they are, whose operation it is, with whom somebody fought."""
    assert _sides(text, BEFORE, kind) == [side]


@pytest.mark.parametrize(
    ("text", "kind", "side"),
    [
        ("Three men were arrested in Logar province, police said.", EventType.ARREST, "government"),
        ("The Interior Ministry announced that three men had been arrested in Logar.", EventType.ARREST, "government"),
        ("Two suspects were detained in Logar province, ISAF said.", EventType.ARREST, "other:NATO"),
        ("Ten insurgents were killed in Logar, the Defense Ministry said.", EventType.ARMED_CLASH, "government"),
        ("Ten soldiers were killed in Logar, a Taliban spokesman said.", EventType.ARMED_CLASH, "taliban"),
        ("An air strike killed ten Taliban in Logar, the Defense Ministry said.", EventType.AIR_STRIKE, "government"),
    ],
)
def test_a_side_announces_what_its_forces_did(text: str, kind: EventType, side: str) -> None:
    """Arrests by those who govern, and losses of the opponent."""
    assert _sides(text, BEFORE, kind) == [side]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ten soldiers were killed in Logar, the Defense Ministry said.", EventType.ARMED_CLASH),
        ("Three men were arrested in Logar province, the Taliban said.", EventType.ARREST),
        ("Three men were arrested in Logar province, the United Nations said.", EventType.ARREST),
        ("Two Afghans were arrested in Iran, Afghan officials said.", EventType.ARREST),
        ("Two policemen were arrested in Logar province, police said.", EventType.ARREST),
        ("Attacks on soldiers went on in Logar province.", EventType.ARMED_CLASH),
    ],
)
def test_nobody_acts_where_no_side_can_be_told(text: str, kind: EventType) -> None:
    """Not for its own losses, not by those who do not govern or take no side, not abroad; no victim acts."""
    assert set(_sides(text, BEFORE, kind)) <= {None}


def test_who_governs_changes_with_the_day() -> None:
    """After 15 August 2021 the police who announce an arrest are the Taliban's."""
    assert _sides("Three men were arrested in Logar province, police said.", AFTER, EventType.ARREST) == ["taliban"]
