"""Whoever is told of by name is what the words beside it call him; what lies around ground does not besiege it."""

from __future__ import annotations

import pytest

from geo.vocab import AssertionMode
from tests.reading import read


def _events(text: str) -> list[tuple[str, str | None, int | None]]:
    """Tag, place and dead of what happened."""
    deeds = [each for each in read(text).events if each.assertion_mode is AssertionMode.ACTUAL]
    told = ((each.place, each.fatalities, each.event_type.value) for each in deeds)
    return [(tag, place.name if place else None, dead.best) for place, dead, tag in told]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Nasim Shah, the governor of Shinkay, was killed in Zabul province on Monday.", ("attack_on_civilians", 1)),
        ("Nasim Shah, a tribal elder, was killed in Zabul province on Monday.", ("attack_on_civilians", 1)),
        ("Gunmen killed Nasim Shah, a midwife, in Zabul province on Monday.", ("attack_on_civilians", 1)),
        ("Nasim Shah, the district police chief, was killed in Zabul province on Monday.", ("armed_clash", 1)),
        ("Troops killed Nasim Shah, a rebel commander, in Zabul province on Monday.", ("armed_clash", 1)),
        ("Nasim Shah, district police chief, and two officers were killed in Zabul province.", ("armed_clash", 3)),
        ("The police chief of Shinkay and six officers were shot dead in Zabul province.", ("armed_clash", 7)),
        ("Two officers and a police chief were killed in Zabul province on Monday.", ("armed_clash", 3)),
        ("Nasim Shah, 45, a farmer, was killed when a mine exploded in Zabul province on Monday.", ("bombing", 1)),
    ],
)
def test_a_name_is_what_stands_beside_it(text: str, want: tuple[str, int]) -> None:
    """In both voices, alone and in a list, with and without an article."""
    assert _events(text) == [(want[0], "Zabul", want[1])]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Rebels attacked a checkpoint in surrounding areas of Ghazni on Monday.", [("armed_clash", "Ghazni", None)]),
        ("Fighting raged in Ghazni and surrounding villages on Monday.", [("armed_clash", "Ghazni", None)]),
        ("The Taliban have positions surrounding Ghazni.", []),
        ("The Taliban attacked posts in the villages surrounding Ghazni.", [("armed_clash", None, None)]),
        ("Taliban fighters are surrounding Ghazni.", [("siege", "Ghazni", None)]),
        ("The Taliban succeeded in surrounding Ghazni on Monday.", [("siege", "Ghazni", None)]),
        ("Taliban fighters surrounding Ghazni shouted slogans on Monday.", [("siege", "Ghazni", None)]),
    ],
)
def test_what_lies_around_besieges_nobody(text: str, want: list[tuple[str, str | None, int | None]]) -> None:
    """Villages that surround a city are where they are; fighters who do so besiege it."""
    assert _events(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The raid drew a renewed protest from the Afghan president in Kandahar on Wednesday.", []),
        ("The new law drew protests from the Afghan government on Wednesday.", []),
        ("Teachers staged a protest in Kandahar on Wednesday.", ["protest_peaceful"]),
        ("The new law prompted protests from villagers in Kandahar on Wednesday.", ["protest_peaceful"]),
    ],
)
def test_the_protest_of_a_state_is_no_crowd(text: str, want: list[str]) -> None:
    """What comes from a government or its head is said; the people go into the street."""
    assert [tag for tag, _, _ in _events(text)] == want


@pytest.mark.parametrize("plane", ["Fighter aircraft", "A fighter plane", "Fighter jets"])
def test_a_plane_is_no_fighter(plane: str) -> None:
    """A warplane whose name has the word for a rebel in it is nobody's by that word."""
    (event,) = read(f"{plane} killed 20 villagers in Kunar province on Monday.").events
    assert (event.event_type.value, event.actor) == ("air_strike", None)


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Nine people died when their bus hit an explosive device in Zabul province.", ("bombing", "Zabul", 9)),
        ("His vehicle hit an improvised explosive device in Zabul province.", ("bombing", "Zabul", None)),
        ("Nine people died when their bus hit a tree in Zabul province.", ("industrial_disaster", "Zabul", 9)),
        ("Hundreds of Afghans chanted slogans like 'Death to Iran' on Friday.", ("protest_peaceful", None, None)),
        ("The army has succeeded in driving the Taliban out of Zhari district.", ("territory_retaken", "Zhari", None)),
        ("The army has made progress in driving the Taliban out of Zhari district.", None),
        ("The army is making headway in retaking Zhari district.", None),
        ("Troops claimed progress in ousting rebels from strongholds around Kandahar city.", None),
    ],
)
def test_what_the_words_around_make_of_it(text: str, want: tuple[str, str | None, int | None] | None) -> None:
    """A bomb that is driven over is no accident, whom a slogan wishes death no place, and progress no success."""
    assert _events(text) == ([want] if want else [])


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Avalanches hit the Salang Pass. Some 200 people have been rescued.", ["natural_disaster", "evacuation"]),
        ("Floods hit Baghlan province. Forty villagers were freed by soldiers.", ["natural_disaster", "evacuation"]),
        ("Gunmen seized nine villagers in Baghlan province. Two were freed.", ["abduction", "prisoners_freed"]),
    ],
)
def test_whom_a_disaster_trapped_was_nobodys_prisoner(text: str, want: list[str]) -> None:
    """Where a text tells of nothing but a disaster, those who are freed are rescued from it."""
    assert [tag for tag, _, _ in _events(text)] == want
