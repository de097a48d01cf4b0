"""Whose a deed is by what the text says of it in another sentence: claims, admissions, accusations and denials."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode, EventType
from tests.reading import read

DAY = date(2015, 10, 5)
_DEEDS = {
    EventType.SUICIDE_BOMBING,
    EventType.BOMBING,
    EventType.ABDUCTION,
    EventType.ARMED_CLASH,
    EventType.AIR_STRIKE,
}


def _doers(text: str) -> set[str | None]:
    """The sides of those who did what a text tells of as its deed."""
    events = read(f"{text} The Afghan war went on.", DAY).events
    found = [each for each in events if each.event_type in _DEEDS and each.assertion_mode is AssertionMode.ACTUAL]
    return {each.actor.side if each.actor else None for each in found}


@pytest.mark.parametrize(
    ("deed", "noun"),
    [
        ("A suicide bomber killed four people in Logar on Monday.", "attack"),
        ("Gunmen kidnapped four engineers in Logar on Monday.", "abduction"),
        ("Four policemen were killed in an ambush in Logar on Monday.", "ambush"),
    ],
)
@pytest.mark.parametrize(
    ("claim", "side"),
    [
        ("Islamic State claimed responsibility.", "iskp"),
        ("Islamic State said its fighters carried out the {}.", "iskp"),
        ("Islamic State admitted carrying out the {}.", "iskp"),
        ("The United Nations said Islamic State was responsible for the {}.", "iskp"),
        ("The {} was attributed to Islamic State.", "iskp"),
        ("Tribal elders accused Islamic State of carrying out the {}.", "iskp"),
        ("Officials accused Islamic State of collecting taxes.", None),
        ("Elders accused Islamic State of sheltering men who carry out attacks.", None),
        ("Police blamed Islamic State, which denied it.", None),
        ("Elders blamed Islamic State. Islamic State denied it was behind the {}.", None),
        ("Islamic State condemned the {}.", None),
    ],
)
def test_who_is_said_to_have_done_it(deed: str, noun: str, claim: str, side: str | None) -> None:
    """A claim, an admission, an accusation of the deed; not one of something else, none that is denied."""
    text = f"{deed} {claim.format(noun)}"
    assert _doers(text) == {side}, text


def test_who_denies_it_is_no_doer_by_default() -> None:
    """The one opponent of those who died did it by default, unless the text says that he did not."""
    text = "Four policemen were killed in an ambush in Logar on Monday. The Taliban {} they were behind it."
    assert _doers(text.format("denied")) == {None}
    assert _doers("Four policemen were killed in an ambush in Logar on Monday. The Taliban met.") == {"taliban"}


def test_who_has_no_aircraft_bombed_nothing_from_the_air() -> None:
    """Whoever is accused of it."""
    assert _doers("An air strike killed four people in Logar on Monday. Elders blamed the Taliban.") == {None}
    assert _doers("An air strike killed four people in Logar on Monday. Elders blamed NATO.") == {"other:NATO"}


def test_those_who_also_died_are_others() -> None:
    """The dead of the other party change nobody to whom it was done first."""
    text = "Ten Taliban were killed in an operation in Logar on Monday. Four soldiers also died in the operation."
    (event,) = read(f"{text} The Afghan war went on.", DAY).events
    assert event.recipient is not None
    assert event.recipient.side == "taliban"


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("Islamic State claimed responsibility on Sunday for a suicide bombing in Kabul.", "Kabul", "../2015-10-04"),
        ("The Taliban claimed responsibility for a suicide bombing in Kabul on Saturday.", "Kabul", "2015-10-03"),
        ("The Taliban claimed an attack on a police post in Logar on Sunday.", "Logar", "2015-10-04"),
        ("An attack on a police post in Logar was claimed by the Taliban on Sunday.", "Logar", "../2015-10-04"),
        (
            "The Taliban on Sunday claimed responsibility for a bombing in Kabul. The attack took place on Friday.",
            "Kabul",
            "2015-10-02",
        ),
        ("A suicide attack in Kabul claimed by the Taliban killed four people on Friday.", "Kabul", "2015-10-02"),
        ("No group claimed responsibility for a suicide bombing in Kabul on Saturday.", None, None),
        ("The Taliban may claim responsibility for a suicide bombing in Kabul.", None, None),
    ],
)
def test_what_is_claimed_is_told_with_it(text: str, place: str | None, day: str | None) -> None:
    """The deed happened where the claim says, not on the day of the claim; a claim that nobody made tells nothing."""
    events = read(f"{text} The Afghan war went on.", DAY).events
    found = [each for each in events if each.event_type in _DEEDS and each.assertion_mode is AssertionMode.ACTUAL]
    told = {(each.place.name if each.place else None, each.date.date_edtf if each.date else None) for each in found}
    assert told == ({(place, day)} if place else set()), text
