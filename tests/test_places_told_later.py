"""A lead without a place, and a later sentence that names it: beside what it tells, or for whom something was done."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode
from tests.reading import read

DAY = date(2021, 6, 10)
BEHIND = "\n\nThe road leads to Ghazni province. The Afghan government spoke of war."
BOMB = "A bomb has killed five people, officials said on Tuesday.\n\n"
STRIKE = "An air strike killed eleven villagers on Tuesday, officials said.\n\n"


def _lead(text: str) -> list[str | None]:
    """Where that was of which the lead tells, for each record with a quote of the lead."""
    start = text.index("\n\n")
    return [
        each.place.name if each.place else None
        for each in read(text + BEHIND, DAY).events
        if each.assertion_mode is AssertionMode.ACTUAL
        and any((quote.start or 0) < start for quote in (each.quote, *each.retellings))
    ]


@pytest.mark.parametrize(
    "text",
    [
        BOMB + "The Taliban denied any part in the blast in Sangin district.",
        BOMB + "No group has claimed responsibility for the attack in Sangin district.",
        BOMB + "President Ghani condemned the bombing in Sangin district.",
        BOMB + '"We are shocked by the attack in Sangin district," he said.',
        BOMB + "The bomb, planted in a cart, exploded in Sangin district.",
        STRIKE + "The strike took place in Sangin district.",
        STRIKE + "The victims of the strike in Sangin district were buried.",
        STRIKE + "The government condemned it. No group spoke of it. The incident occurred in Sangin district.",
        STRIKE + "The Taliban hold Sangin district, where the strike took place.",
        STRIKE + "Sangin district, where the strike happened, is a stronghold of the Taliban.",
        "Floods have killed twelve people, officials said.\n\nThe disaster, in Sangin district, came before dawn.",
        "An earthquake killed ten people on Tuesday.\n\nThe incident occurred in Sangin district.",
        "A judge was shot dead on Tuesday, police said.\n\nThe judge, Ahmad Khan, was shot in Sangin district.",
        "Two clerks were kidnapped on Tuesday, police said.\n\nThe two were seized in Sangin district.",
        "Two clerks were kidnapped on Tuesday, officials said.\n\nThey were seized in Sangin district.",
        "Two militants have been arrested in a raid.\n\nThe two men were detained in Sangin district.",
        "Nine soldiers have been killed in an ambush.\n\nThe soldiers were attacked in Sangin district.",
    ],
)
def test_a_later_sentence_says_where_a_lead_was(text: str) -> None:
    """As the noun for it, claimed, denied or condemned, or by those whom it befell; it stays one record."""
    assert _lead(text) == ["Sangin"]


@pytest.mark.parametrize(
    "text",
    [
        BOMB + "The blast came a week after the bombing in Sangin district.",
        BOMB + "It came two days after a similar attack in Sangin district.",
        BOMB + "The bombing was the deadliest since the blast in Sangin district in May.",
        BOMB + "It was bigger than the blast in Sangin district.",
        BOMB + "It recalled the attack in Sangin district.",
        BOMB + "Witnesses of an attack in Sangin district spoke of panic.",
        BOMB + "The president condemned the attacks in Sangin district and in Kunduz.",
        BOMB + "Gunmen kidnapped three clerks on Tuesday. The president condemned the attack in Sangin district.",
        BOMB + "The dead were buried in Sangin district.",
        "A judge was shot dead on Tuesday.\n\nThe president condemned the bombing in Sangin district.",
        "Two clerks were freed on Tuesday.\n\nThe two were kidnapped in Sangin district last month.",
        "A judge was shot dead on Tuesday.\n\nThe judge was shot and wounded in Sangin district last year.",
        "Taliban fighters killed nine soldiers on Tuesday.\n\nThe fighters were killed in Sangin district.",
    ],
)
def test_another_place_is_not_that_of_the_lead(text: str) -> None:
    """Not that of what it came after or is compared with, of one of two kinds, of another day, or of who did it."""
    assert _lead(text) == [None]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The city where a bomb killed five people on Monday was Taloqan.", "Taloqan"),
        ("The village where gunmen shot dead a clerk on Monday lies in Zabul province.", "Zabul"),
        ("Forty men were killed near a pass which lies in Samangan province on Monday.", "Samangan"),
        ("The gunmen who shot dead a clerk on Monday are in Taloqan.", None),
        ("The house where a bomb killed five people on Monday is not in Zabul province.", None),
    ],
)
def test_what_a_place_is_said_to_be(text: str, place: str | None) -> None:
    """Where something was, by the clause that says what or where that place is."""
    before = "KABUL - Two policemen were shot in Faryab in April and three farmers drowned in Ghor in March.\n\n"
    events = [each for each in read(before + text, DAY).events if each.quote.exact == text]
    assert {each.place.name if each.place else None for each in events} == {place}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A bomb in Ghazni, Andar district, killed two soldiers on Monday.", "Andar"),
        ("Two soldiers were shot dead in Ghazni, Andar district.", "Andar"),
        ("A blast in Kabul, Paghman district, wounded four men on Monday.", "Paghman"),
        ("A bomb in Ghazni killed two soldiers on Monday.", "Ghazni"),
        ("Two soldiers were shot dead in Andar district, Ghazni province.", "Andar"),
        ("In Ghazni, Andar district was bombed on Monday.", "Andar"),
    ],
)
def test_a_district_may_stand_behind_its_province(text: str, place: str) -> None:
    """As in an address; at the head of a sentence it may be what is told of."""
    assert [each.place.name if each.place else None for each in read(text + BEHIND, DAY).events] == [place]
