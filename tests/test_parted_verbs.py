"""A time between an auxiliary and its verb, a subject behind a verb of being, and nouns that look like verbs."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode
from tests.reading import read

DAY = date(2021, 8, 14)
PLACE = "in Barmal district of Paktika"


def told(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    """Tag, taker or side of who acts, place and day of what a text asserts."""
    return [
        (
            each.event_type.value,
            each.actor.side if each.actor else None,
            each.place.name if each.place else None,
            each.date.date_edtf if each.date else None,
        )
        for each in read(text, DAY).events
        if each.assertion_mode is AssertionMode.ACTUAL
    ]


@pytest.mark.parametrize(
    ("text", "side", "day"),
    [
        ("The Taliban have since Monday been attacking army posts", "taliban", "2021-08-09/2021-08-14"),
        ("The Taliban have for the past three days been attacking army posts", "taliban", "2021-08-11/2021-08-14"),
        ("Insurgents have on Monday killed two soldiers", "taliban", "2021-08-09"),
        ("Two soldiers were late on Monday shot dead by insurgents", "taliban", "2021-08-09"),
        ("The Taliban have been attacking army posts", "taliban", "2021-08-14~"),
    ],
)
def test_a_time_parts_no_verb_from_its_auxiliary(text: str, side: str, day: str) -> None:
    """Who "has since Monday been attacking" acts, and is not attacked."""
    assert [(tag, who, when) for tag, who, _, when in told(f"{text} {PLACE}.")] == [("armed_clash", side, day)]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Killed {} on Monday were four soldiers.", "armed_clash"),
        ("Among those killed {} on Monday was the district's police chief.", "armed_clash"),
        ("Captured by the Taliban on Monday was Barmal district of Paktika.", "district_seized"),
    ],
)
def test_what_befell_a_subject_that_stands_behind(text: str, tag: str) -> None:
    """A participle that opens its sentence tells of the subject behind the verb of being."""
    assert [(kind, where, when) for kind, _, where, when in told(text.format(PLACE))] == [(tag, "Barmal", "2021-08-09")]


@pytest.mark.parametrize("text", ["Wounded {} was the pride of many.", "Expected {} on Monday are four soldiers."])
def test_a_participle_that_tells_of_no_event(text: str) -> None:
    """Who is only expected was not attacked."""
    assert not told(text.format(PLACE))


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Fighting that raged {} on Monday left nine dead.", "armed_clash"),
        ("Nine children were killed in air raids that went on for hours {} on Monday.", "air_strike"),
        ("Four soldiers died in attacks that insurgents mounted {} on Monday.", "armed_clash"),
        ("Upwards of 30 fighters were killed {} on Monday.", "armed_clash"),
        ("Clad in army fatigues, nine gunmen stormed an army base {} on Monday.", "armed_clash"),
        ("Twelve policemen mown down by the Taliban {} on Monday.", "armed_clash"),
    ],
)
def test_nouns_that_look_like_verbs(text: str, tag: str) -> None:
    """What "that" describes is a noun, also where it opens the sentence or stands behind another noun."""
    assert tag in {each[0] for each in told(text.format(PLACE))}


@pytest.mark.parametrize("text", ["There have been clashes in the past {}."])
def test_what_there_was_at_a_former_time(text: str) -> None:
    """What there has been in the past is no news."""
    assert not told(text.format(PLACE))


@pytest.mark.parametrize("base", ["an army base", "the army base", "a police post", "two posts"])
def test_a_base_without_a_name_that_is_stormed(base: str) -> None:
    """Ground without a name and the fight for it are one event, told once and placed."""
    found = told(f"Nine gunmen stormed {base} {PLACE} on Monday.")
    assert [(tag, where) for tag, _, where, _ in found] == [("armed_clash", "Barmal")]
