"""What is told again of the same people, of a district and its town, or of a place and the part it lies in, is one."""

from __future__ import annotations

import pytest

from tests.reading import read

AFGHAN = "Kabul, Afghanistan, was quiet.\n\n"


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("Police arrested three men in Helmand province.\n\nThe three men were arrested in Sangin district.", 1),
        ("Police arrested three men in Helmand province.\n\nThree men were arrested in Sangin district.", 2),
        ("Police arrested three men in Helmand province.\n\nThe three men were arrested in Gardez.", 2),
        ("Police found 300 kg of opium in Sangin.\n\nThe opium was found by police in Sangin district.", 1),
        ("Gunmen kidnapped two doctors in Sangin.\n\nGunmen kidnapped two doctors in Sangin district.", 1),
        ("Gunmen kidnapped two doctors in Sangin.\n\nGunmen kidnapped two doctors in Kajaki district.", 2),
    ],
)
def test_deeds_told_again_at_a_place_within(text: str, records: int) -> None:
    """By who it was done to, or by the name that a district and its town share."""
    assert len(read(AFGHAN + text).events) == records


@pytest.mark.parametrize(
    ("headline", "lead", "records"),
    [
        (
            "Jets bomb Paktika",
            "Ten people were killed by air strikes in Paktika province in the east of the country.",
            1,
        ),
        ("Bomb kills ten in Gardez", "A bomb killed ten people in Gardez, in the southeast of Afghanistan.", 1),
        ("Bomb kills ten in Gardez", "A bomb killed ten people in Gardez, in the country's southeast.", 1),
    ],
)
def test_a_part_of_the_country_that_says_where_a_place_lies(headline: str, lead: str, records: int) -> None:
    """It sets nothing apart: only where no place stands before it is it somewhere else."""
    assert len(read(f"{headline}\n\nKABUL, Afghanistan -- {lead}").events) == records


def test_a_part_of_the_country_alone_is_elsewhere() -> None:
    """Nobody knows where, and it is not where the text was."""
    found = read(AFGHAN + "A bomb killed ten people in Gardez.\n\nA bomb killed six people in the west.").events
    assert [each.place is None for each in found] == [False, True]


def test_hours_later_gives_way_to_a_day() -> None:
    """The day that is named dates it, so that it is another happening."""
    text = "A bomb killed five people in Gardez on Tuesday.\n\nHours later, a bomb went off in Gardez on Wednesday."
    assert len({each.date for each in read(AFGHAN + text).events}) == len(("Tuesday", "Wednesday"))


def test_ground_that_is_held_by_those_who_took_it_is_told_once() -> None:
    """Whoever they are, of whom no side is known."""
    text = 'Militias of a warlord overran the city of Gardez on Thursday.\n\n"The city is in their control," he said.'
    assert len(read(AFGHAN + text).events) == 1
