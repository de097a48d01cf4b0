"""Lists of the dead: one behind a number says who was counted, one of single people is their sum."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import read


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("A blast killed 31, 20 pupils, seven nurses and four cooks, in Ghazni.", 31),
        ("A raid in Ghazni killed 60, 12 troops, three officers and 45 villagers.", 60),
        ("A mine exploded in Farah, killing eleven, ten troops and a cook.", 11),
        ("A bomb killed two, a woman and a girl, in Herat.", 2),
        ("A shell killed five, a father and his four sons, in Khost.", 5),
        ("Nine, four women and five boys, died in a bombing in Herat.", 9),
        ("At least 24 people, 15 students and nine teachers, were killed in a blast in Ghazni.", 24),
        ("A bomb killed 12 people, seven women and three children, in Ghazni.", 12),
        ("A bomb killed 12 civilians, seven women and five children, in Ghazni.", 12),
        ("A bomb killed three people, two policemen in Ghazni.", 3),
        ("A bomb killed two soldiers, a policeman and a civilian in Ghazni.", 4),
        ("A bomb killed 12 soldiers, seven policemen and three children in Ghazni.", 22),
        ("A bomb killed three people as well as two soldiers in Ghazni.", 5),
        ("Two guards, three clerks and a cook were killed in a blast in Ghazni.", 6),
        ("A bomb killed a judge, two guards and a cook in Ghazni.", 4),
    ],
)
def test_what_a_list_breaks_down(text: str, dead: int) -> None:
    """A list behind a number that counts nobody in particular is that number; behind "two soldiers" it goes on."""
    assert {each.fatalities.low for each in read(text, date(2019, 5, 4)).events} == {dead}


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("The governor of Ghazni, his brother and a driver were killed when their car struck a mine in Ghazni.", 3),
        ("The mayor of Herat and two guards were killed when a bomb exploded in Herat on Monday.", 3),
        ("A judge, his wife and a guard were killed as rebels attacked a post in Herat.", 3),
        ("Five people, a judge and his four sons, were killed when a mine exploded in Herat.", 5),
        ("Two policemen and a cook were killed when a mine exploded in Herat.", 3),
        ("The mayor of Herat and several others were killed when a bomb exploded in Herat on Monday.", 3),
        ("A judge, his wife and a guard were not killed when a mine exploded in Herat.", None),
        ("The mayor of Herat was wounded when a bomb exploded in Herat on Monday.", None),
    ],
)
def test_who_was_killed_when_something_happened(text: str, dead: int | None) -> None:
    """Those who "were killed when a bomb went off" are the dead of the bomb, each of the list."""
    assert {each.fatalities.low for each in read(text, date(2019, 5, 4)).events} == {dead}
