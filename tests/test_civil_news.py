"""Protests, restrictions, releases, returns and diplomacy in ordinary news sentences, and where each lies."""

from __future__ import annotations

import pytest

from geo.vocab import AssertionMode
from tests.reading import AFGHAN_STORY, read

ACTUAL, NEGATED = AssertionMode.ACTUAL, AssertionMode.NEGATED


def told(text: str) -> set[tuple[str, AssertionMode, str | None]]:
    """Tag, mode and place of each event of a text on Afghanistan."""
    return {
        (str(each.event_type), each.assertion_mode, each.place.name if each.place else None)
        for each in read(text + AFGHAN_STORY).events
    }


@pytest.mark.parametrize(
    ("text", "tag", "place"),
    [
        ("The Taliban told women in Herat to stay at home, an official said.", "restriction", "Herat"),
        ("An official said the Taliban told women in Herat to stay at home.", "restriction", "Herat"),
        ("Girls in Gardez were sent home from their schools, residents say.", "restriction", "Gardez"),
        ("Some 300 people held placards in Herat, residents said on Monday.", "protest_peaceful", "Herat"),
        ("The reporter was let go after a night in prison in Herat, his outlet said.", "prisoners_freed", "Herat"),
    ],
)
def test_who_says_it_may_stand_behind(text: str, tag: str, place: str) -> None:
    """The words that a frame asks for stand in the clause that is told, wherever the source stands."""
    assert (tag, ACTUAL, place) in told(text)


@pytest.mark.parametrize(
    ("text", "tag", "place"),
    [
        ("Kabul and Islamabad agreed on Monday on an exchange of prisoners.", "agreement", None),
        ("Delegates of both sides agreed in Kabul on Monday on an exchange of prisoners.", "agreement", "Kabul"),
        ("Kabul appealed to Islamabad on Monday to open the border.", "demand", None),
        ("Islamabad lodged a formal protest with Kabul on Monday.", "diplomatic_action", None),
        ("Hundreds of people shouted slogans against Pakistan on Monday.", "protest_peaceful", None),
        ("Hundreds of people in Kabul shouted slogans against Pakistan on Monday.", "protest_peaceful", "Kabul"),
        ("A protest against Pakistan was held in Kabul on Monday.", "protest_peaceful", "Kabul"),
        ("Hundreds of people demonstrated against Pakistan on Monday.", "protest_peaceful", None),
        ("More than 18,000 Afghans came home from Iran in a day.", "displacement", None),
        ("More than 18,000 Afghans came home from Iran through Nimroz in a day.", "displacement", "Nimroz"),
    ],
)
def test_a_party_is_no_place(text: str, tag: str, place: str | None) -> None:
    """A capital that stands for its government, a country that is shouted at or left: nothing happened there."""
    assert {where for found, _, where in told(text) if found == tag} == {place}


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Women in Zabul may no longer travel without a male relative.", ACTUAL),
        ("The ministry said women in Zabul can no longer work for charities.", ACTUAL),
        ("Women in Zabul are no longer admitted to parks.", ACTUAL),
        ("Trade resumed at the Torkham crossing on Friday.", NEGATED),
        ("Lorries may cross again at Torkham, officials said.", NEGATED),
    ],
)
def test_what_may_no_longer_be_done_is_restricted(text: str, mode: AssertionMode) -> None:
    """A permission that is taken is a restriction; one that is given back ends it."""
    assert {found for tag, found, _ in told(text) if tag == "restriction"} == {mode}


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("A group of women demonstrated in Herat on Monday.", "protest_peaceful"),
        ("A large group of students marched in Herat on Monday.", "protest_peaceful"),
        ("A group of fighters attacked a police post in Herat on Monday.", "armed_clash"),
        ("A group of armed men attacked a police post in Herat on Monday.", "armed_clash"),
    ],
)
def test_a_group_is_those_whom_it_is_made_of(text: str, tag: str) -> None:
    """ "A group of women" is no armed group."""
    assert (tag, ACTUAL, "Herat") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lecturers in Herat resigned on Monday over the ban on girls' education.",
        "Lecturers in Herat spoke out against the ban on girls' education.",
        "Lecturers in Herat condemned the ban on girls' education.",
    ],
)
def test_what_is_protested_at_is_not_told_anew(text: str) -> None:
    """A ban that somebody acts against is no new ban on that day and at that place."""
    assert not [tag for tag, _, _ in told(text) if tag == "restriction"]


@pytest.mark.parametrize(
    "text",
    [
        "Women in Zabul may travel again.",
        "Women in Zabul would no longer travel.",
        "Women in Zabul can no longer travel because of the snow.",
        "Fighting resumed at the Torkham crossing on Friday.",
        "Girls in Gardez were sent home from their schools because of the snow.",
    ],
)
def test_what_nobody_forbids_is_no_restriction(text: str) -> None:
    """The nearest sentences that tell of no ban, and of none that ended."""
    assert not [tag for tag, _, _ in told(text) if tag == "restriction"]


@pytest.mark.parametrize(
    ("text", "tag", "place"),
    [
        ("Acting governor Haji Yusuf was arrested in Herat on Monday.", "arrest", "Herat"),
        ("Guards used a water cannon against protesting women in Kabul on Monday.", "protest_intervention", "Kabul"),
        ("Protesting students were arrested in Herat on Monday.", "arrest", "Herat"),
    ],
)
def test_a_form_in_ing_before_a_noun_describes_it(text: str, tag: str, place: str) -> None:
    """ "Acting" and "protesting" before a noun open no clause, which would swallow place and day."""
    assert (tag, ACTUAL, place) in told(text)
