"""Plain facts that stand where the reader has to look twice for their place, their doer or their day."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode
from tests.reading import read

DAY = date(2019, 3, 19)
"""A Tuesday."""
Told = tuple[str, str | None]


def _told(text: str) -> list[Told]:
    """Tag and place of every event that happened, in order of the alphabet."""
    events = [each for each in read(text, DAY).events if each.assertion_mode is AssertionMode.ACTUAL]
    return sorted((each.event_type.value, each.place.name if each.place else None) for each in events)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("An Afghan patrol came under fire in Gardez on Monday.", [("armed_clash", "Gardez")]),
        ("Two Afghan convoys have come under attack in Gardez.", [("armed_clash", "Gardez")]),
        ("The Afghan town of Gardez came under rocket fire on Monday.", [("shelling", "Gardez")]),
        ("Three Afghan women were shot and killed in Gardez on Monday.", [("attack_on_civilians", "Gardez")]),
        (
            "An Afghan doctor was stabbed and killed in Gardez on Monday.",
            [("attack_on_civilians", "Gardez")],
        ),
        ("A device planted under a bridge in Gardez, Afghanistan, exploded on Monday.", [("bombing", "Gardez")]),
        (
            "A mine laid by rebels under a commander in Gardez exploded on Monday, Afghan police said.",
            [("bombing", None)],
        ),
        ("Afghan forces pushed the Taliban fighters back in Farah on Monday.", [("armed_clash", "Farah")]),
        ("The Afghan minister was back in Farah on Monday.", []),
    ],
)
def test_the_place_is_that_of_the_deed(text: str, expected: list[Told]) -> None:
    """Behind "came under fire", behind the second of two verbs, behind what a bomb lay under."""
    assert _told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The police headquarters in Andar district fell to the Taliban on Monday.", [("district_seized", "Andar")]),
        ("The Taliban seized the police headquarters in Andar district on Monday.", [("district_seized", "Andar")]),
        ("The police headquarters in Andar district have been under siege since Monday.", [("siege", "Andar")]),
        ("The police headquarters in Andar district did not fall to the Taliban on Monday.", []),
    ],
)
def test_the_headquarters_in_a_district_are_its_seat(text: str, expected: list[Told]) -> None:
    assert _told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Gardez, a bomb hidden on a donkey went off on Monday, Afghan police said.", [("bombing", "Gardez")]),
        ("In the Afghan town of Gardez, a mine hidden in a cart was set off on Monday.", [("bombing", "Gardez")]),
        (
            "In Gardez, a judge working for the Afghan court was shot dead on Monday.",
            [("attack_on_civilians", "Gardez")],
        ),
        ("In Gardez, a convoy carrying food to the Afghan army was ambushed on Monday.", [("armed_clash", "Gardez")]),
        # what stands between commas says what the place is
        ("In Gardez, a town hidden in the Afghan hills, a bomb went off on Monday.", [("bombing", "Gardez")]),
    ],
)
def test_what_a_participle_tells_of_behind_a_place_is_no_description_of_it(text: str, expected: list[Told]) -> None:
    assert _told(text) == expected


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Two men suspected of planting bombs were arrested in Gardez on Monday, Afghan police said.", "arrest"),
        ("Two men accused of laying mines were arrested in Gardez on Monday, Afghan police said.", "arrest"),
        (
            "A teacher accused of insulting God was shot dead in Gardez on Monday, Afghan police said.",
            "attack_on_civilians",
        ),
    ],
)
def test_who_is_accused_of_something_is_who_it_is_done_to(text: str, tag: str) -> None:
    """Not what he was accused of doing something to: no bomb is arrested, no house released."""
    assert (tag, "Gardez") in _told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A judge was shot dead at Herat University on Monday, Afghan police said.",
            [("attack_on_civilians", "Herat")],
        ),
        ("Hundreds of Afghan students rallied at Herat University on Monday.", [("protest_peaceful", "Herat")]),
        (
            "A professor at Herat University was shot dead in Kabul on Monday, Afghan police said.",
            [("attack_on_civilians", "Kabul")],
        ),
        (
            "Clashes closed the Torkham crossing to Afghans on Monday.",
            [("armed_clash", "Torkham"), ("restriction", "Torkham")],
        ),
        ("Repairs closed the Torkham crossing to Afghans on Monday.", []),
        ("Afghan security forces kicked off a sweep in Gardez on Monday.", [("offensive", "Gardez")]),
        ("Gunmen grabbed an Afghan aid worker in Gardez on Monday.", [("abduction", "Gardez")]),
        ("The Taliban grabbed attention in Gardez on Monday.", []),
        ("Afghans of all kinds came out on Monday in the streets of Gardez.", [("protest_peaceful", "Gardez")]),
        ("A former Afghan policeman was tortured to death in Gardez on Monday.", [("attack_on_civilians", "Gardez")]),
    ],
)
def test_deeds_by_other_verbs(text: str, expected: list[Told]) -> None:
    assert _told(text) == expected
