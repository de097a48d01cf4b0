"""The same deed told in other constructions is the same event, whatever leads in and whoever says so."""

from __future__ import annotations

import pytest

from tests.reading import OF_AFGHANISTAN, told_events

DEEDS = [
    "gunmen attacked a graduation ceremony in Ghazni on Monday",
    "forty children were poisoned by milk at a school in Herat on Monday",
    "a man lobbed a hand grenade at a checkpoint in Kabul on Monday",
    "an attack killed 40 people in Herat on Monday",
    "the assault on Kunduz began before dawn on Monday",
    "a blast at a factory in Kabul killed three workers on Monday",
    "control of Kunduz passed to the Taliban on Sunday",
    "fighting between the Taliban and government forces went on in Ghazni on Monday",
    "clashes between villagers over land in Kunduz on Monday left six people hurt",
    "guns on the hills hammered Charikar on Monday",
    "two soldiers died from Taliban fire in Zabul province on Monday",
    "the two sides came to an agreement in Kunar on Monday",
]
CONSTRUCTIONS = [
    "{}, according to police",
    "According to police, {}",
    "Meanwhile, {}",
    "But {}",
    "A spokesman said in a statement that {}",
    "The mayor confirmed on Tuesday that {}",
    "As shops opened, {}",
    "Hours after the mayor spoke, {}",
    "The mayor spoke and {}",
    '"{}," said a witness',
]


def _told(text: str) -> list[tuple[str, str | None, str | None, int | None]]:
    return sorted(told_events(f"{text[0].upper()}{text[1:]}.{OF_AFGHANISTAN}"), key=str)


@pytest.mark.parametrize("construction", CONSTRUCTIONS)
@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_is_the_same_however_it_is_told(deed: str, construction: str) -> None:
    """Tag, place, day and dead are those of the plain sentence, which tells of one event at least."""
    plain = _told(deed)
    assert plain
    assert all(place is not None for _, place, _, _ in plain)
    told = construction.format(deed if not construction.startswith("{}") else deed[0].upper() + deed[1:])
    assert _told(told) == plain
