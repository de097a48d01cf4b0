"""Made sentences of violence, force, crime and disaster: which events each one asserts, one record for one happening.

The rows stand in `readings/plain_tags.txt`, which says how a row is written. They were made for these tests: no
sentence is from a newspaper. A row names every tag, so a second record of one happening fails as well as a wrong tag.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geo.vocab import AssertionMode
from tests.reading import read

ROWS = Path(__file__).parent / "readings" / "plain_tags.txt"


def rows() -> list[object]:
    """One parameter set a row: publication day, tags in order of the alphabet, text."""
    found: list[object] = []
    for line in ROWS.read_text("utf-8").splitlines():
        if line and line[0] not in "#[":
            day, tags, text = line.split(" | ", 2)
            found.append(pytest.param(date.fromisoformat(day), [] if tags == "-" else tags.split("; "), text, id=text))
    return found


@pytest.mark.parametrize(("day", "want", "text"), rows())
def test_a_sentence_has_exactly_its_tags(day: date, want: list[str], text: str) -> None:
    """Every event that a sentence asserts is read once, under its tag, and no other."""
    events = read(text, day).events
    assert sorted(each.event_type.value for each in events if each.assertion_mode is AssertionMode.ACTUAL) == want


@pytest.mark.parametrize(
    ("text", "actor", "killed"),
    [
        ("NATO helicopters struck a Taliban convoy in Zabul province on Monday, killing eight.", "NATO", 8),
        ("U.S. bombing in Zabul province killed 14 Taliban fighters on Monday.", "U.S.", 14),
        ("Pakistani artillery shelled Afghan villages in Kunar province on Monday, killing six.", "Pakistani", 6),
        ("A NATO helicopter was shot down in Zabul province of Afghanistan, killing 30.", None, 30),
        ("An army post in Zabul province of Afghanistan was attacked by the Taliban, killing two.", "Taliban", 2),
    ],
)
def test_whose_weapons_strike_is_the_actor(text: str, actor: str | None, killed: int) -> None:
    """Whose aircraft or guns strike acts, and what a passive led to is the toll of its event."""
    (event,) = read(text, date(2012, 6, 4)).events
    assert (event.actor.name if event.actor else "").startswith(actor or "")
    assert (event.actor is None) is (actor is None)
    assert event.fatalities.low == killed


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Three Afghan women who worked for a station were gunned down in Kunduz city.", 3),
        ("An Afghan imam who had spoken against rebels was gunned down in Kunduz city.", 1),
        ("The Afghan journalist Karim Rahimi was shot dead in Kunduz city.", 1),
        ("An Afghan family that had spoken against rebels was gunned down in Kunduz city.", None),
    ],
)
def test_victims_are_counted_by_their_own_number(text: str, killed: int | None) -> None:
    """Where words stand between the victims and what was done, their own number or name counts them."""
    assert [each.fatalities.low for each in read(text, date(2012, 6, 4)).events] == [killed]


def test_an_object_is_not_who_does_it() -> None:
    """Whom "them" stands for is the other party of the sentence, never its doer."""
    (event,) = read("Taliban fighters dragged two men off a bus in Ghazni province and shot them.").events
    assert event.recipient is not None
    assert event.recipient.name == "men"


def test_a_withdrawal_from_unnamed_posts_lies_where_they_lie() -> None:
    """Posts without a name are no unit, so nothing changes hands; the record stands at their district."""
    (event,) = read("Afghan forces withdrew from four checkpoints in Nad Ali district of Helmand on Monday.").events
    assert (event.unit, event.unit_id, event.place is not None and event.place.name) == (None, None, "Nad Ali")
