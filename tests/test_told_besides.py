"""What a sentence tells beside its happening, and no second one: its rank, habits, the crowd, who stopped a bomber."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In one of the worst attacks on civilians in recent years, a car bomb killed 40 people in Kunduz.",
            [("bombing", "actual", date(2016, 6, 15), 40)],
        ),
        (
            "In the bloodiest violence since the start of the year, a bomb killed 12 people in Kunduz.",
            [("bombing", "actual", date(2016, 6, 15), 12)],
        ),
        (
            "A bomb killed 12 people in Kunduz on Monday in the worst attack in years.",
            [("bombing", "actual", date(2016, 6, 13), 12)],
        ),
        ("In recent years, bombs have killed dozens of people in Kunduz.", [("bombing", "historical", None, None)]),
        ("The Taliban have been targeting the police in Kunduz.", [("armed_clash", "historical", None, None)]),
        ("The Taliban also target teachers in Kunduz.", [("attack_on_civilians", "historical", None, None)]),
        (
            "The Taliban were targeting the police in Kunduz on Monday.",
            [("armed_clash", "actual", date(2016, 6, 13), None)],
        ),
        (
            "The Taliban also attacked a checkpoint in Kunduz on Monday.",
            [("armed_clash", "actual", date(2016, 6, 13), None)],
        ),
        (
            "At least 60 people were killed during a rally in Kunduz on Monday when two suicide bombers struck.",
            [("suicide_bombing", "actual", date(2016, 6, 13), 60)],
        ),
        (
            "Two people were killed during a protest in Kunduz on Monday when police opened fire.",
            [("protest_excessive_force", "actual", date(2016, 6, 13), 2)],
        ),
        (
            "A suicide bomber tried to enter a base in Kunduz on Monday but was shot dead by guards.",
            [("armed_clash", "actual", date(2016, 6, 13), 1)],
        ),
        (
            "Monday's bombing in Kunduz continued the violence that has killed more than 900 civilians this year.",
            [("bombing", "actual", date(2016, 6, 13), None)],
        ),
        (
            "A bomb that has killed nine people in Kunduz was hidden in a cart on Monday.",
            [("bombing", "actual", date(2016, 6, 13), 9)],
        ),
        (
            "A suicide bomber blew himself up outside a garrison in Kunduz on Monday and killed two guards.",
            [("suicide_bombing", "actual", date(2016, 6, 13), 2)],
        ),
    ],
)
def test_what_is_told_besides_is_no_second_event(
    text: str, expected: list[tuple[str, str, date | None, int | None]]
) -> None:
    """The time over which an attack ranks dates nothing, a habit is no deed, and the dead of a bomb are the bomb's."""
    events = [
        (
            each.event_type.value,
            each.assertion_mode.value,
            each.date.day if each.date and each.assertion_mode == "actual" else None,
            each.fatalities.best,
        )
        for each in read(text, date(2016, 6, 15)).events
        if each.assertion_mode in {"actual", "historical"}
    ]
    assert events == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (
            "One struck a bus in Helmand, killing four. Another hit a patrol in Faryab and killed two policemen.",
            [("Faryab", 2), ("Helmand", 4)],
        ),
        (
            "The blast in Helmand killed six civilians. On Monday a bomb killed two in Faryab.",
            [("Faryab", 2), ("Helmand", 6)],
        ),
    ],
)
def test_what_counts_several_together_is_none_of_them(parts: str, expected: list[tuple[str, int]]) -> None:
    """The dead of a whole are those of its places: neither the first of them has all, nor is it an event besides."""
    text = f"Bombs killed six people in Afghanistan on Wednesday, officials said. {parts}"
    events = [each for each in read(text, date(2016, 6, 16)).events if each.assertion_mode == "actual"]
    assert sorted((each.place.name if each.place else None, each.fatalities.best) for each in events) == expected
