"""What came days after something, or is only spoken of, is not told with the day, place or dead of the other."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode
from tests.reading import read

DAY = date(2021, 8, 9)
SUNDAY = "2021-08-08"


def _told(text: str) -> set[tuple[str, str | None, int | None]]:
    events = [each for each in read(text, DAY).events if each.assertion_mode is AssertionMode.ACTUAL]
    return {(e.event_type.value, e.place.name if e.place else None, e.fatalities.best) for e in events}


@pytest.mark.parametrize("long_before", ["a day", "two days", "three weeks", "hours", "several days"])
@pytest.mark.parametrize("told", ["a blast in Herat", "a blast wounded ten men in Herat", "a bombing hit Herat"])
def test_who_was_killed_long_after_a_blast_elsewhere_did_not_die_of_it(told: str, long_before: str) -> None:
    """By a noun and by a clause, with every length of time."""
    text = f"Five Afghan villagers were killed in Farah on Sunday, {long_before} after {told}."
    assert _told(text) == {("bombing", "Herat", None), ("civilian_harm", "Farah", 5)}


@pytest.mark.parametrize(
    "text",
    [
        "Five Afghan villagers were killed in Farah on Sunday after a blast.",
        "Five Afghan villagers were killed in Farah yesterday after a blast.",
        "Five Afghan villagers were killed on Sunday after a blast in Farah.",
        "Five Afghan villagers were killed in Farah after a blast on Sunday.",
        "Five Afghan villagers were killed in Farah province on Sunday when a blast hit Farah.",
    ],
)
def test_who_was_killed_after_a_blast_died_of_it(text: str) -> None:
    """Where no time lies between, and the places do not differ."""
    assert _told(text) == {("bombing", "Farah", 5)}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Afghan elders in Ghazni met on Sunday about the killing of a judge in Wardak.", "Maidan Wardak"),
        ("Afghan elders in Ghazni talked on Sunday over the bombing of a bank in Khost.", "Khost"),
        ("The UN held a session on Sunday on the bombing of a school in Kabul, Afghanistan.", "Kabul"),
        ("Afghan lawmakers held a hearing on Sunday about the attack on a mosque in Herat.", "Herat"),
    ],
)
def test_the_day_of_talks_is_not_that_of_what_they_are_about(text: str, place: str) -> None:
    """It was before: at the latest on that day."""
    deeds = [each for each in read(text, DAY).events if each.event_type.value in {"attack_on_civilians", "bombing"}]
    assert [each.place.name for each in deeds if each.place] == [place]
    assert all(each.date is None or str(each.date.date_start) != SUNDAY for each in deeds)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A car bomb driven from Logar exploded in Kabul, Afghanistan, on Sunday.", {("bombing", "Kabul", None)}),
        ("An Afghan patrol drove over a mine in Khost on Sunday.", {("bombing", "Khost", None)}),
        ("An Afghan family's car ran onto a mine in Khost on Sunday.", {("bombing", "Khost", None)}),
        ("A man drove a car bomb into an Afghan base in Khost on Sunday.", {("suicide_bombing", "Khost", None)}),
        ("A truck bomb was driven into an Afghan base in Khost on Sunday.", {("suicide_bombing", "Khost", None)}),
        ("A man drove a car bomb to Khost, Afghanistan, on Sunday.", set()),
    ],
)
def test_a_bomb_on_the_road_is_none_that_somebody_hit(text: str, told: set[tuple[str, str | None, int | None]]) -> None:
    """Who drives over a mine hits it; who drives a bomb into something sets it off; on its way it has not gone off."""
    assert _told(text) == told


@pytest.mark.parametrize("when", ["on Sunday", "yesterday", "on Sunday morning", "on 8 August", "late on Sunday"])
def test_a_day_before_after_is_the_day_of_what_was_done(when: str) -> None:
    """Only a length of time says how long before it was: "two days after a blast"."""
    (event,) = read(f"Five Afghan villagers were killed in Farah {when} after a blast.", DAY).events
    assert (event.date is not None and str(event.date.date_start), event.fatalities.best) == (SUNDAY, 5)
