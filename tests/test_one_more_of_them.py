"""One more of the bombs, blasts or strikes told before, without its noun: "another in X killed three"."""

from __future__ import annotations

from datetime import date

import pytest

from geo.text.tolls import find_tolls
from geo.vocab import AssertionMode
from tests.reading import AFGHAN_STORY, read

DAY = date(2019, 3, 19)
Told = tuple[str, str | None, int | None]


def told(text: str) -> list[Told]:
    """Tag, place and dead of what a text of that Tuesday on Afghanistan tells as happened, in order."""
    events = read(text + AFGHAN_STORY, DAY).events
    found = [
        (each.event_type.value, each.place.name if each.place is not None else None, each.fatalities.best)
        for each in events
        if each.assertion_mode is AssertionMode.ACTUAL
    ]
    return sorted(found, key=str)


@pytest.mark.parametrize(
    "another",
    [
        "{} on Monday. Another in Zabul province killed three.",
        "{} on Monday and another in Zabul province killed three.",
        "{} on Monday, and another one killed three civilians in Zabul province.",
        "{} on Monday. A second one killed three in Zabul province.",
        "{} on Monday. The second killed three in Zabul province.",
        "{} on Monday. The other, in Zabul province, killed three.",
        "{} on Monday and one in Zabul province killed three.",
    ],
)
@pytest.mark.parametrize(
    ("first", "tag"),
    [
        ("A roadside bomb killed four people in Herat province", "bombing"),
        ("A blast killed four people in Herat province", "bombing"),
        ("A suicide bomber killed four people in Herat province", "suicide_bombing"),
    ],
)
def test_one_more_is_of_its_kind(first: str, tag: str, another: str) -> None:
    assert told(another.format(first)) == [(tag, "Herat", 4), (tag, "Zabul", 3)]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "Two suicide attacks hit Kabul and Khost. One in Kabul killed four and the other in Khost killed six men.",
            [("suicide_bombing", "Kabul", 4), ("suicide_bombing", "Khost", 6)],
        ),
        (
            "Two bombs hit Herat province. One killed four in Guzara district; the other killed six in Obe district.",
            [("bombing", "Guzara", 4), ("bombing", "Obe", 6)],
        ),
        (
            "A rocket killed two people in Herat province on Monday. Another hit a house in Zabul, killing three.",
            [("shelling", "Herat", 2), ("shelling", "Zabul", 3)],
        ),
        (
            "A gunman killed two people in Herat province on Monday. Another in Zabul province killed five.",
            [("attack_on_civilians", "Herat", 2), ("attack_on_civilians", "Zabul", 5)],
        ),
    ],
)
def test_one_of_several_and_what_did_no_bomb(text: str, events: list[Told]) -> None:
    assert told(text) == events


@pytest.mark.parametrize(
    "behind",
    [
        "Another in Zabul province was defused.",
        "Another could have killed dozens in Zabul province.",
        "Another wounded man was brought to Zabul province.",
        "Police defused another in Zabul province.",
    ],
)
def test_what_killed_nobody_or_was_killed_is_no_other(behind: str) -> None:
    assert told(f"A bomb killed two people in Herat province on Monday. {behind}") == [("bombing", "Herat", 2)]


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("One in Herat killed four and one in Zabul killed six.", [4, 6]),
        ("A bomb killed four in Herat and one in Zabul killed at least six.", [4, 6]),
        ("The rebels killed four and one in Zabul.", [5]),
        ("Two were killed and one injured three days ago.", [2, 1]),
    ],
)
def test_one_that_killed_is_none_of_the_dead(sentence: str, counts: list[int]) -> None:
    assert [each.best for each in find_tolls(sentence)] == counts


@pytest.mark.parametrize(
    "did",
    [
        "burned their rifles",
        "wrecked a motorcycle",
        "seized three pistols",
        "arrested two others",
    ],
)
def test_who_kills_and_does_more_does_both_there(did: str) -> None:
    """The dead are not pinned where the next clause tells of others."""
    text = f"Guards killed four rebels and {did} in Andar district, while police killed two gunmen in Zabul province."
    found = [each for each in told(text) if each[0] == "armed_clash"]
    assert found == [("armed_clash", "Andar", 4), ("armed_clash", "Zabul", 2)]


def test_what_is_done_elsewhere_says_not_where() -> None:
    text = "Soldiers killed nine Taliban in Zabul province and destroyed two vehicles in Sangin district."
    assert ("armed_clash", "Zabul", 9) in told(text)
