"""Where something happened whose place stands in a clause or phrase around it, and where that says nothing of it."""

from __future__ import annotations

import pytest

from geo.vocab import AssertionMode, EventType
from tests.reading import read

BEFORE = "KABUL - Two policemen were shot in Faryab in April and three farmers drowned in Ghor in March.\n\n"
"""Other places, so that no scene of a whole text answers."""
PLACES = [
    ("Zabul province", "Zabul"),
    ("Sangin district", "Sangin"),
    ("Sangin district, Helmand province", "Sangin"),
    ("the Sangin district of Helmand", "Sangin"),
    ("Farah, the capital of Farah province", "Farah"),
]


def _where(text: str, kind: EventType) -> list[str | None]:
    """The places of the events of a kind that the text behind the first paragraph tells of."""
    return [
        each.place.name if each.place else None
        for each in read(BEFORE + text).events
        if each.event_type is kind and each.assertion_mode is AssertionMode.ACTUAL and each.quote.exact not in BEFORE
    ]


@pytest.mark.parametrize(("place", "name"), PLACES)
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A bomb hit a bus that was carrying clerks in {} on Monday, killing four.", EventType.BOMBING),
        ("A bomb struck a car in which a teacher was driving in {} on Monday.", EventType.BOMBING),
        ("An arms cache was found by troops who were searching barns in {} on Monday.", EventType.WEAPONS_DISRUPTED),
        ("Armed men took two surveyors from the house where they slept in {} on Monday.", EventType.ABDUCTION),
        ("A surveyor who was staying at an inn in {} was kidnapped on Monday.", EventType.ABDUCTION),
        ("Six policemen were killed by a mine while patrolling in {} on Monday.", EventType.BOMBING),
        ("Six policemen were killed on Monday after a mine hit their car in {}.", EventType.BOMBING),
        ("Six policemen were killed by a mine as they were patrolling in {} on Monday.", EventType.BOMBING),
        ("During a raid in {}, troops arrested two militants on Monday.", EventType.ARREST),
        ("In the course of a search in {}, soldiers found an arms cache on Monday.", EventType.WEAPONS_DISRUPTED),
        ("Insurgents kidnapped nine passengers on Monday after stopping a bus in {}.", EventType.ABDUCTION),
        ("The scene was grim. {} was the scene of violence: a suicide bomber killed two.", EventType.SUICIDE_BOMBING),
    ],
)
def test_what_goes_on_around_it_says_where(text: str, kind: EventType, place: str, name: str) -> None:
    """What those did to whom it was done, a thing in the sentence, what was going on, and what heads the sentence."""
    found = _where(text.format(place), kind)
    assert found
    assert {each and each.replace("Sangīn", "Sangin") for each in found} == {name}


@pytest.mark.parametrize(("place", "_name"), PLACES[:2])
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Troops arrested a man wanted for attacks in {} on Monday.", EventType.ARREST),
        ("Troops arrested two men who were planning an attack in {} on Monday.", EventType.ARREST),
        ("A teacher born in {} was kidnapped on Monday.", EventType.ABDUCTION),
        ("A surveyor who had stayed in {} was kidnapped on Monday.", EventType.ABDUCTION),
        ("Gunmen acting on orders from a commander in {} kidnapped a teacher on Monday.", EventType.ABDUCTION),
        ("A bomb killed nine soldiers on Monday as talks went on in {}.", EventType.BOMBING),
        ("A bomb killed nine soldiers on Monday, a year after 40 died in {}.", EventType.BOMBING),
        ("A bomb killed nine soldiers on Monday, two weeks after 40 died in {}.", EventType.BOMBING),
        ("A bomb killed nine soldiers on Monday before they could deploy in {}.", EventType.BOMBING),
        ("Insurgents kidnapped nine passengers on Monday after returning from {}.", EventType.ABDUCTION),
    ],
)
def test_what_is_said_of_somebody_else_says_nothing(text: str, kind: EventType, place: str, _name: str) -> None:
    """What people are known or wanted for, what they mean to do, where they come from, and what others do."""
    assert _where(text.format(place), kind) == [None]


def test_the_outer_name_is_no_subject() -> None:
    """ "Sangin district, Helmand province" is one place: nothing happened in all of Helmand, and it says nothing."""
    text = "A bomb killed nine soldiers on Monday, officials in Sangin district, Helmand province said."
    assert "Helmand" not in _where(text, EventType.BOMBING)
    text = "The victims of a bombing in Sangin district, Helmand province were buried on Monday."
    assert "Helmand" not in _where(text, EventType.BOMBING)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Nine gunmen stormed a police post on Monday.\n\nThe assault, in Zabul province, came before dawn.", "Zabul"),
        ("Nine gunmen stormed a police post on Monday.\n\nMonday's raid in Zabul province lasted an hour.", "Zabul"),
        ("Nine gunmen stormed a police post on Monday.\n\nAn assault in Zabul province had come before.", None),
        ("Nine gunmen stormed a police post on Monday.\n\nIt recalled the assault in Zabul province.", None),
        ("Nine gunmen stormed a police post on Monday.\n\nOfficials in Zabul province condemned the assault.", None),
        ("Nine gunmen stormed a police post on Monday.\n\nThe previous assault in Zabul province failed.", None),
    ],
)
def test_what_a_sentence_speaks_of_brings_its_place(text: str, place: str | None) -> None:
    """A happening told before, as the subject with its place behind it; not another, nor where it is spoken of."""
    assert _where(text, EventType.ARMED_CLASH) == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("KABUL, Afghanistan - Gunmen kidnapped a teacher in the capital on Sunday.", "Kabul"),
        ("Prices rose in Kabul, Afghanistan. Gunmen kidnapped a teacher in the capital.", "Kabul"),
        ("KABUL, Afghanistan - Prices rose in Herat city. Gunmen kidnapped a teacher in the capital on Sunday.", None),
        ("KABUL, Afghanistan - Prices rose in Herat province. Gunmen kidnapped a teacher in the capital.", "Herat"),
    ],
)
def test_the_capital_alone_is_the_countrys(text: str, place: str | None) -> None:
    """Where no other place stands near; behind a town nobody knows which, behind a province it is that one's."""
    found = [each for each in read(text).events if each.event_type is EventType.ABDUCTION]
    assert [each.place.name if each.place else None for each in found] == [place]
