"""How many died where a sentence names them one by one, beside numbers or without."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import read

DAY = date(2012, 6, 5)


def _killed(text: str) -> list[tuple[int | None, int | None]]:
    """The least and the most who were killed, of each event that has any."""
    found = read(text + " The Afghan war goes on.", DAY).events
    return [(each.fatalities.low, each.fatalities.high) for each in found if each.fatalities.low is not None]


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("The governor and two other people were killed by a bomb in Kunduz city.", 3),
        ("A bomb in Kunduz city killed the governor and two other people.", 3),
        ("Abdul Majid, the police chief, and 12 other policemen were killed by the Taliban in Kunduz city.", 13),
        ("A bomb killed Mohammad Kochi, the chief of police, along with his bodyguard in Kunduz city.", 2),
        ("Gunmen killed a judge, his driver and two guards in Kunduz city.", 4),
        ("A teacher and his two sons were shot dead by gunmen in Kunduz city.", 3),
        ("A U.S. soldier was killed and two more were wounded in a Taliban attack in Kunduz city.", 1),
        ("A contractor and two Afghan soldiers were killed in Kunduz city.", 3),
        ("Two policemen and a child were killed in a bombing in Kunduz city.", 3),
        ("An attack killed 10 foreign workers, six Americans among them, in Kunduz city.", 10),
        ("An attack killed 10 foreign workers, including six Americans, in Kunduz city.", 10),
        ("An attack killed 10 foreign workers, six of them Americans, in Kunduz city.", 10),
        ("Mullah Rahim, a former judge, was shot dead by gunmen in Kunduz city together with his three brothers.", 4),
        ("Qari Jalil, a commander, perished along with four guards in a drone strike in Kunduz city.", 5),
        ("Karim Wali was killed along with two cousins when a bomb went off in Kunduz city.", 3),
        ("A bomb in Kunduz city killed the mayor, and with him the five guards who were in his car.", 6),
        (
            "The governor of Kunduz, in the north, and three other people lost their lives in a bombing in Kunduz.",
            4,
        ),
        ("Five traders, a baker and the owner of an inn among them, were shot dead by gunmen in Kunduz city.", 5),
        ("A bomb in Kunduz city killed nine people along with 20 sheep.", 9),
    ],
)
def test_each_of_a_list_counts(text: str, dead: int) -> None:
    """With its number or as one; who is among those counted is not counted again."""
    assert _killed(text) == [(dead, dead)]


@pytest.mark.parametrize(
    "text",
    [
        "A shell killed his wife in their kitchen in Kunduz city.",
        "Gunmen murdered the imam of the mosque in Kunduz city.",
        "The judge Karim Wali was killed when a bomb went off in Kunduz city.",
        "A roadside bomb killed the driver of a bus in Kunduz city.",
    ],
)
def test_somebody_who_is_one_counts_as_one(text: str) -> None:
    """By whom he belongs to, by what he is, or by his name."""
    assert _killed(text) == [(1, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed the enemy in Kunduz city.",
        "A bomb killed his family in Kunduz city.",
        "Soldiers were killed when a bomb went off in Kunduz city.",
        "Gunmen killed the mayor together with a number of others in Kunduz city.",
        "Gunmen killed the governor and several guards in Kunduz city.",
        "Soldiers and policemen were killed in a Taliban attack in Kunduz city.",
        "Gunmen killed a family in Kunduz city.",
        "Gunmen may have killed a judge and his driver in Kunduz city.",
    ],
)
def test_who_cannot_be_counted_gives_no_sum(text: str) -> None:
    """Several, mere plurals, a family; and nobody counts who may live."""
    assert all(low is None or high is None for low, high in _killed(text))
