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
