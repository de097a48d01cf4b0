"""Made sentences by construction: which changes of control each one asserts, and for whom.

The rows stand in `readings/constructions.txt`, which says how a row is written. They were made for these tests: no
sentence is from a newspaper. A row names every change of the text, so a change too many fails as well as a change
too few.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from geo.vocab import Unit
from tests.reading import actual

if TYPE_CHECKING:
    from geo.model import Event

ROWS = Path(__file__).parent / "readings" / "constructions.txt"
GROUPS = (
    "verb groups",
    "noun phrases and lists",
    "subordinate and relative clauses",
    "nominals and states",
    "headlines and timelines",
    "reference",
    "asserted or not",
    "sides",
    "ellipsis",
    "days between",
    "handed over",
    "speakers",
    "described",
    "questions",
    "units of a province",
    "who speaks behind a pronoun",
    "behind a fronted place",
    "who says so between subject and verb",
    "a side of a place",
    "on condition",
    "lies",
    "what was done before",
)
MOVING = frozenset({"seized", "retaken", "surrendered", "vacated"})


def rows_by_group() -> dict[str, list[tuple[date, list[str], str]]]:
    """The rows under their headings: publication day, changes in order of the alphabet, text."""
    groups: dict[str, list[tuple[date, list[str], str]]] = {}
    rows: list[tuple[date, list[str], str]] = []
    for line in ROWS.read_text("utf-8").splitlines():
        if line.startswith("["):
            rows = groups.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            day, changes, text = line.split(" | ", 2)
            rows.append((date.fromisoformat(day), [] if changes == "-" else sorted(changes.split("; ")), text))
    return groups


BY_GROUP = rows_by_group()


def unit_words(event: Event) -> str:
    """The unit as a row writes it."""
    if event.unit is None:
        return "?"
    if event.unit_id is None:
        return event.unit.value
    if event.unit is Unit.PROVINCIAL_CAPITAL:
        return event.unit_id
    return f"{event.unit.value}:{event.unit_id.split(':')[-1]}"


def changes(text: str, published: date) -> list[str]:
    """The asserted changes of control of a text as a row writes them, in order of the alphabet."""
    return sorted(
        f"{event.action.value} {unit_words(event)} {event.taker or '-'}"
        for event in actual(text, published)
        if event.action is not None and event.action.value in MOVING
    )


def cases() -> list[object]:
    """One parameter set a row, named after its group and its first words."""
    return [
        pytest.param(day, want, text, id=f"{group}: {text[:60]}")
        for group, rows in BY_GROUP.items()
        for day, want, text in rows
    ]


@pytest.mark.parametrize(("day", "want", "text"), cases())
def test_a_sentence_asserts_exactly_its_changes(day: date, want: list[str], text: str) -> None:
    """Action, unit and taker of every change that a sentence asserts are read, and no other change."""
    assert changes(text, day) == want


def test_rows_cover_every_construction_once() -> None:
    """Each group has rows, no sentence stands twice on a day, and both answers are asked: some change, and none."""
    assert tuple(BY_GROUP) == GROUPS
    rows = [row for group in BY_GROUP.values() for row in group]
    assert all(BY_GROUP.values())
    assert max(Counter((day, text) for day, _, text in rows).values()) == 1
    assert {bool(want) for _, want, _ in rows} == {True, False}


@pytest.mark.parametrize("text", [row[2] for row in BY_GROUP["headlines and timelines"]])
def test_a_headline_in_another_city_names_that_city(text: str) -> None:
    """The reading hangs on no one name: with Taloqan for Kunduz, Khost and Ghazni the same changes are of Taloqan."""
    day = date(2021, 8, 14)
    other = text
    for name in ("Kunduz", "Khost", "Ghazni"):
        other = other.replace(name, "Taloqan").replace(name.upper(), "TALOQAN")
    renamed = {"AF-KDZ": "AF-TAK", "AF-KHO": "AF-TAK", "AF-GHA": "AF-TAK"}
    want = [" ".join(renamed.get(word, word) for word in change.split()) for change in changes(text, day)]
    assert changes(other, day) == sorted(want)
