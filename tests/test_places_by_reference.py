"""Where "the mosque", "the city", "the district" and "there" are that were told of in a sentence before."""

from __future__ import annotations

import pytest

from geo.vocab import AssertionMode
from tests.reading import read

BEFORE = "Aid workers met in Bamyan and in Nuristan province on Saturday.\n\n" + "Nobody expects help. " * 5 + "\n\n"
"""Other places, too far before to be meant."""


def _where(text: str) -> list[str | None]:
    """The places of what the last sentence of a text tells."""
    last = text.rstrip(".").rsplit(". ", 1)[-1]
    return [
        each.place.name.replace("ī", "i") if each.place else None
        for each in read(BEFORE + text).events
        if last in each.quote.exact and each.assertion_mode is AssertionMode.ACTUAL
    ]


THINGS = ["mosque", "village"]


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("A {} in the city of Herat was rebuilt last month.", "Herat city"),
        ("Work on a {} in Taloqan began in May.", "Taloqan"),
        ("In Taloqan, many people came to a {} on Monday.", "Taloqan"),
        ("Taloqan's old {} was closed on Monday.", "Taloqan"),
        ("The minister saw a {} in the Nad Ali district of Helmand on Monday. The {} is old.", "Nad Ali"),
    ],
)
@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize(
    "told",
    [
        "A bomb killed two policemen in the {} on Tuesday.",
        "Gunmen attacked the {} on Tuesday.",
        "The {} was hit by rockets on Tuesday.",
        "On Tuesday troops raided the same {} and arrested two men.",
        "A suicide bomber blew himself up at the gate of the {} on Tuesday.",
    ],
)
def test_a_thing_is_where_it_was_told_of(before: str, name: str, thing: str, told: str) -> None:
    """A noun with "the" stands for the thing that the nearest sentence with the noun puts at a place."""
    found = _where(f"{before.format(thing, thing)} {told.format(thing)}")
    assert found
    assert {each and each.removesuffix(" city") for each in found} == {name.removesuffix(" city")}


@pytest.mark.parametrize("thing", THINGS)
@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("A {} in the city of Herat was rebuilt last month.", "Gunmen attacked another {} on Tuesday."),
        ("A {} in the city of Herat was rebuilt last month.", "Gunmen attacked the German {} on Tuesday."),
        ("A {} in the city of Herat was rebuilt last month.", "Gunmen attacked the {} in Hanbarak on Tuesday."),
        ("Two {}s in the city of Herat were rebuilt last month.", "Gunmen attacked the {} on Tuesday."),
        ("The {} was rebuilt, an official in Herat said.", "Gunmen attacked the {} on Tuesday."),
        ("A {} was rebuilt by workers from Herat.", "Gunmen attacked the {} on Tuesday."),
        ("A {} in the city of Herat was rebuilt. The army guards a {}.", "Gunmen attacked the {} on Tuesday."),
        ("A {} in the city of Herat was rebuilt.", "The {} sent men who killed two militants on Tuesday."),
        ("A {} in the city of Herat was rebuilt.", "A bomb killed two men on the way to the {} on Tuesday."),
    ],
)
def test_another_thing_is_nowhere(before: str, told: str, thing: str) -> None:
    """One of several, a new one, one elsewhere, one that no sentence puts at a place, and one that acts."""
    assert set(_where(f"{before.format(thing, thing)} {told.format(thing)}")) <= {None}


@pytest.mark.parametrize(("place", "noun"), [("Zabul province", "province"), ("Sangin district", "district")])
@pytest.mark.parametrize("thing", ["there", "in the {}"])
@pytest.mark.parametrize(
    "between",
    [
        "",
        "The interior ministry in Kabul did not comment. ",
        "According to a spokesman in Kabul, nobody was there. ",
        "A spokesman in Islamabad said nothing. ",
        "Food is scarce. ",
    ],
)
def test_who_speaks_elsewhere_does_not_move_the_scene(place: str, noun: str, thing: str, between: str) -> None:
    """The seat of those who speak for the whole country, and a voice from abroad, are not where it was."""
    found = _where(
        f"Shops were shut in {place} on Monday. {between}Gunmen shot a doctor {thing.format(noun)} on Tuesday."
    )
    assert found == [place.split(maxsplit=1)[0]]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Officials in Lashkar Gah said shops were open. Gunmen shot a doctor in the city on Tuesday.", "Lashkar Gah"),
        ("Shops were shut in Lashkar Gah. The governor of Balkh was absent. Gunmen shot a doctor there.", None),
        ("Shops were shut in Zabul province. The governor of Balkh spoke. Gunmen shot a doctor in the province.", None),
        ("Shops were shut in Lashkar Gah and Ghazni. Gunmen shot a doctor in the city on Tuesday.", None),
        ("The road from Lashkar Gah to Ghazni was shut. Gunmen shot a doctor in the city on Tuesday.", None),
        ("Shops were shut in Zabul and Uruzgan provinces. Gunmen shot a doctor in the province.", None),
        ("Shops were shut in Lashkar Gah, the capital of Helmand. Gunmen shot a doctor there.", "Lashkar Gah"),
        ("Shops were shut in Lashkar Gah. The minister flew to Tehran. Gunmen shot a doctor in the city.", None),
    ],
)
def test_a_noun_that_may_be_either_is_nowhere(text: str, name: str | None) -> None:
    """Two of one list, two that are told of by place and by voice, and a place abroad that is nearer."""
    assert _where(text) == [name]


UNITS = [
    ("Sangin district of Helmand", "the district"),
    ("Zabul province", "the provincial"),
    ("Lashkar Gah", "the city"),
]


@pytest.mark.parametrize(("place", "unit"), UNITS)
@pytest.mark.parametrize("thing", ["hospital", "police station", "police chief's house", "council office"])
@pytest.mark.parametrize(
    "told", ["A bomb killed two people outside {} {} on Tuesday.", "Gunmen attacked {} {} on Tuesday."]
)
def test_a_thing_by_the_name_of_its_unit(place: str, unit: str, thing: str, told: str) -> None:
    """What is called by a unit that was told of before is there."""
    found = _where(f"Shops were shut in {place} on Monday. {told.format(unit, thing)}")
    assert found
    assert all(each and place.startswith(each.rsplit(" district")[0]) for each in found)


@pytest.mark.parametrize(
    "told",
    [
        "The provincial hospital received nine people killed by a bomb on Tuesday.",
        "A bomb killed two people outside a provincial hospital on Tuesday.",
        "A bomb killed two people outside the provincial hospital in Hanbarak on Tuesday.",
        "Gunmen attacked the provincial capital of Hanbarak on Tuesday.",
    ],
)
def test_a_unit_in_a_name_places_nothing_else(told: str) -> None:
    """Who sees to the dead, one of several, and one whose words say where it is."""
    assert set(_where(f"Shops were shut in Zabul province on Monday. {told}")) == {None}
