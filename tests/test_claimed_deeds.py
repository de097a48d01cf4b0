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
        ("No group claimed responsibility for a suicide bombing in Kabul on Saturday.", "Kabul", "2015-10-03"),
        ("The group has never claimed an attack in Kabul.", None, None),
        ("The Taliban may claim responsibility for a suicide bombing in Kabul.", None, None),
    ],
)
def test_what_is_claimed_is_told_with_it(text: str, place: str | None, day: str | None) -> None:
    """The deed happened where the claim says, not on the day of the claim; also where nobody has made it yet."""
    events = read(f"{text} The Afghan war went on.", DAY).events
    found = [each for each in events if each.event_type in _DEEDS and each.assertion_mode is AssertionMode.ACTUAL]
    told = {(each.place.name if each.place else None, each.date.date_edtf if each.date else None) for each in found}
    assert told == ({(place, day)} if place else set()), text


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("The Taliban denied involvement and the Islamic State claimed the bombing in Kabul on Saturday.", {"iskp"}),
        ("The Islamic State claimed the bombing in Kabul on Saturday and the Taliban denied a role.", {"iskp"}),
        ("No group claimed the bombing in Kabul on Saturday, but officials blamed the Taliban.", {None}),
        ("The Taliban denied responsibility for the bombing in Kabul on Saturday.", {None}),
        ("The Taliban denied claiming the bombing in Kabul on Saturday.", {None}),
        ("The Taliban were not behind the blast in Kabul on Saturday.", {None}),
        ("If the Taliban were behind the blast in Kabul on Saturday, talks will end.", {None}),
        ("The Taliban said it had nothing to do with the bombing in Kabul on Saturday.", {None}),
        ("The Taliban denied involvement in attacks in Kabul.", set()),
        ("The Taliban denied a role in the alleged bombing in Kabul on Saturday.", set()),
        ("The Taliban did not bomb the mosque in Kabul on Saturday.", set()),
        ("Officials denied that there had been a bombing in Kabul on Saturday.", set()),
    ],
)
def test_a_deed_that_is_denied_by_somebody_happened(text: str, doers: set[str | None]) -> None:
    """Only the claim is denied where the deed is told as one; whose it is nobody knows who only denies or doubts it."""
    assert _doers(text) == doers


def test_a_claim_and_a_denial_are_both_told() -> None:
    """Each with its own party."""
    text = "The Taliban denied involvement and the Islamic State claimed the bombing in Kabul on Saturday."
    found = [each for each in read(text, DAY).events if each.event_type is EventType.ATTRIBUTION]
    told = {(each.actor.side, each.assertion_mode) for each in found if each.actor}
    assert told == {("taliban", AssertionMode.ACTUAL), ("iskp", AssertionMode.ACTUAL)}


@pytest.mark.parametrize(
    "charge",
    [
        "The government accused the Taliban of kidnapping.",
        "The Taliban were accused of kidnapping and murder.",
        "The army accused the Taliban of murder, kidnapping and extortion.",
        "The governor blamed the Taliban for kidnappings.",
        "A court convicted the men of kidnapping.",
    ],
)
def test_what_somebody_is_accused_of_is_no_deed(charge: str) -> None:
    """No abduction in the place of the next sentence; one that is told of is."""
    assert _doers(f"{charge} The two sides met in Maruf district on Saturday.") == set()
    assert _doers("The Taliban kidnapped two teachers. The two sides met in Maruf district.") == {"taliban"}
