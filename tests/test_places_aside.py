"""Places that a sentence names only beside what it tells lend nothing to the sentence behind it."""

from __future__ import annotations

import pytest

from geo.vocab import EventType
from tests.reading import read

WAR = " The Afghan government spoke of war."


def _places(text: str, kind: EventType) -> list[str | None]:
    return [each.place.name if each.place else None for each in read(text + WAR).events if each.event_type is kind]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Weeks after the fall of Zaranj, the Taliban attacked Sangin. The army left it on Friday.", "Sangin"),
        ("Despite air strikes in Herat, the Taliban attacked Sangin. The army left it on Friday.", "Sangin"),
        ("With a raid on Herat, the Taliban attacked Sangin. The army left it on Friday.", "Sangin"),
        ("The Taliban attacked Sangin before they attacked Ghazni. The army left it on Friday.", "Sangin"),
        ("A week after a riot in Herat, the Taliban attacked Vumbrek. The army left it on Friday.", None),
        ("The Taliban attacked Farah. Kabul sent soldiers there. The army left the city on Friday.", "Farah"),
        ("The Taliban attacked Farah. Herat sent soldiers there. The army left the city on Friday.", "Farah"),
        ("After bombing Sangin, the Taliban rested. The army left the district on Friday.", "Sangin"),
    ],
)
def test_what_stands_for_a_place_is_that_of_the_main_clause(text: str, place: str | None) -> None:
    """Not that of what was before, of what comes with it, or of those who only sent somebody."""
    assert [each for each in _places(text, EventType.WITHDRAWAL) if each] == ([place] if place else [])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The Taliban captured Farah, a day after taking Zaranj. Gunmen kidnapped two men.", "Farah"),
        ("The Taliban captured Farah after seizing Zaranj. Gunmen kidnapped two men.", "Farah"),
        ("After seizing Zaranj, the Taliban captured Farah. Gunmen kidnapped two men.", "Farah"),
        ("Having left Zaranj, the Taliban gathered in Farah. Gunmen kidnapped two men.", None),
    ],
)
def test_what_follows_goes_on_at_the_place_of_the_main_clause(text: str, place: str | None) -> None:
    """Whatever the order in which the clauses stand."""
    assert _places(text, EventType.ABDUCTION) == [place]


def test_who_sends_somebody_is_not_where_they_go() -> None:
    """A capital as the subject stands for those who govern there."""
    assert _places("Kabul dispatched soldiers on Friday.", EventType.GROUP_CHANGE) == [None]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Soldiers retreated to Maimana on Friday.", None),
        ("Soldiers fled into Tajikistan on Friday.", None),
        ("Soldiers retreated in Faryab province on Friday.", "Faryab"),
    ],
)
def test_where_a_retreat_ends_is_not_what_was_left(text: str, place: str | None) -> None:
    """A retreat is at the place left, else nowhere."""
    assert _places(text, EventType.WITHDRAWAL) == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Two men were arrested; in Sangin district the Taliban dug in.", None),
        ("Two men were arrested; in Sangin district the Taliban killed two soldiers.", None),
        ("In Sangin district two men were arrested; near Ghazni the Taliban dug in.", "Sangin"),
    ],
)
def test_a_place_that_opens_a_clause_is_that_of_the_clause(text: str, place: str | None) -> None:
    """What stands before the semicolon was not there."""
    assert _places(text, EventType.ARREST) == [place]
