"""When each event of a text happened: the day of its own clause, of what it continues, or of what it is counted from."""

from __future__ import annotations

import pytest

from tests.reading import AFGHAN_STORY, read


def days(text: str) -> dict[str, str | None]:
    """The day of the first event at each place of a text, in EDTF; published on Tuesday, 10 August 2021."""
    found: dict[str, str | None] = {}
    for event in sorted(read(text + AFGHAN_STORY).events, key=lambda each: each.trigger):
        if event.place is not None:
            found.setdefault(event.place.name, event.date.date_edtf if event.date else None)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On August 5 the Taliban seized Farah, and on August 6 they took Kunduz.",
            {"Farah": "2021-08-05", "Kunduz": "2021-08-06"},
        ),
        (
            "On August 5, the Taliban seized Farah, and on the following day gained control of Kunduz.",
            {"Farah": "2021-08-05", "Kunduz": "2021-08-06"},
        ),
        (
            "On Friday the Taliban seized Farah but on Sunday the army retook Kunduz.",
            {"Farah": "2021-08-06", "Kunduz": "2021-08-08"},
        ),
        (
            "The Taliban seized Farah on Friday, on Saturday they took Kunduz.",
            {"Farah": "2021-08-06", "Kunduz": "2021-08-07"},
        ),
        ("The Taliban seized Farah on Friday, and on Saturday officials confirmed it.", {"Farah": "2021-08-06"}),
    ],
)
def test_each_clause_has_its_own_day(text: str, expected: dict[str, str]) -> None:
    """A date that opens the second of two clauses dates that one, and never the first."""
    assert days(text) == expected
