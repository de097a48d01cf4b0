"""Protests, restrictions, releases, returns and diplomacy in ordinary news sentences, and where each lies."""

from __future__ import annotations

import pytest

from geo.vocab import AssertionMode
from tests.reading import AFGHAN_STORY, read, told_events

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


def test_lines_that_are_cut_are_no_broken_ties() -> None:
    """Links of a network are a restriction, links between states diplomacy; "telephone" may be a noun or a verb."""
    cut = told("Telephone and internet links with Logar province were cut on Monday, residents said.")
    assert [tag for tag, _, _ in cut] == ["restriction"]
    severed = told("Afghanistan cut its diplomatic links with Iran on Monday.")
    assert [tag for tag, _, _ in severed] == ["diplomatic_action"]


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


def actual_events(text: str) -> list[tuple[str, str | None]]:
    """Tag and place of what a text on Afghanistan tells as done, in its order."""
    return [(tag, place) for tag, place, _, _ in told_events(text + AFGHAN_STORY)]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Foreign ministers of Kenya, Chad and Peru met in Kabul on Monday.", [("talks", "Kabul")]),
        ("Envoys of Russia and China met in Kabul on Monday.", [("talks", "Kabul")]),
        ("The leaders of Iran, Iraq, Oman and Qatar met in Doha on Monday.", [("talks", "Doha")]),
        ("Envoys from India and Iran arrived in Gardez on Monday.", [("diplomatic_visit", "Gardez")]),
        ("Troops of Iran and Pakistan clashed near Zaranj on Monday.", [("armed_clash", "Zaranj")]),
        ("The envoys of Iran left, and Pakistan condemned it.", [("diplomatic_action", None)]),
        ("The president met envoys from Iran, China and India on Monday.", [("talks", None)]),
    ],
)
def test_people_of_several_countries(text: str, events: list[tuple[str, str | None]]) -> None:
    """A list of countries behind those who are of them is one subject with them."""
    assert actual_events(text) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The conference is to open in Istanbul after the release of the last captives.", []),
        ("The conference is due to open in Istanbul after the release of the last captives.", []),
        ("The rebels said they would not talk until all foreign troops had left Gardez.", []),
        ("The rebels will not lay down their arms until the army has left Gardez.", []),
        ("The mayor said he would not sign before the rebels had released the hostages.", []),
        ("The rebels did not leave until the army had left Gardez.", [("withdrawal", "Gardez")]),
        (
            "The conference opened in Istanbul after the release of the last captives.",
            [("talks", "Istanbul"), ("prisoners_freed", None)],
        ),
    ],
)
def test_what_must_come_first_has_not_come(text: str, events: list[tuple[str, str | None]]) -> None:
    """What something is only due after, or what somebody waits for, is not told as done."""
    assert actual_events(text) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The Taliban have banned unauthorised protests in Gardez.", [("restriction", "Gardez")]),
        ("The ministry banned unlicensed rallies in Gardez.", [("restriction", "Gardez")]),
        ("The ministry has banned organised protests in Gardez.", [("restriction", "Gardez")]),
        ("Police seized unregistered weapons in Gardez on Monday.", [("weapons_disrupted", "Gardez")]),
        ("The police have seized hidden weapons in Gardez.", [("weapons_disrupted", "Gardez")]),
        ("Those arrested in Gardez carried weapons.", [("arrest", "Gardez")]),
    ],
)
def test_a_participle_before_a_plural_object(text: str, events: list[tuple[str, str | None]]) -> None:
    """It describes what stands behind it: nobody "organised protests" where they are banned."""
    assert actual_events(text) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Nine hundred rebels were freed from a jail in Gardez on Monday.", [("prisoners_freed", "Gardez")]),
        ("The baker was freed in Gardez on Monday after two years in detention.", [("prisoners_freed", "Gardez")]),
        ("The detention of four bakers in Gardez on Monday ended the search.", [("arrest", "Gardez")]),
        ("The minister, who is under UN sanctions, arrived in Doha on Monday.", [("diplomatic_visit", "Doha")]),
        ("The group (under UN sanctions since 2009) held talks in Doha on Monday.", [("talks", "Doha")]),
        ("Tensions have escalated amid a surge in attacks in Gardez.", []),
        ("The dispute escalated in clashes in Gardez on Monday.", [("armed_clash", "Gardez")]),
        ("A meeting of the Doha format opened in Tashkent on Monday.", [("talks", "Tashkent")]),
        ("During his visit to Gardez the Iranian foreign minister met officials.", [("talks", "Gardez")]),
        ("A plane crashed in heavy snow near Gardez on Monday.", [("industrial_disaster", "Gardez")]),
        ("Heavy snow killed nine people in Gardez on Monday.", [("natural_disaster", "Gardez")]),
    ],
)
def test_a_state_and_its_circumstances_are_no_event(text: str, events: list[tuple[str, str | None]]) -> None:
    """What somebody is freed from or is under, what grows, and the weather of a crash happen to nobody then."""
    assert actual_events(text) == events


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Police dispersed students who marched through Gardez on Monday.", ("Gardez", "2021-08-09")),
        ("Police used tear gas to disperse students who marched in Gardez on Monday.", ("Gardez", "2021-08-09")),
        ("Police on Sunday beat protesters who had gathered in Gardez.", ("Gardez", "2021-08-08")),
    ],
)
def test_force_is_met_where_people_march(text: str, event: tuple[str, str]) -> None:
    """Where and when those were who are driven apart."""
    assert event in {(place, day) for _, place, day, _ in told_events(text + AFGHAN_STORY)}


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Police moved trucks and containers into Gardez on Monday.", []),
        ("The army moved flour into Gardez on Monday.", []),
        ("The police drove two prisoners into Gardez on Monday.", []),
        ("The rebels moved their fighters into Gardez on Monday.", [("armed_clash", "Gardez")]),
        ("The rebels fought their way into Gardez on Monday.", [("armed_clash", "Gardez")]),
        ("The rebels drove into Gardez on Monday.", [("armed_clash", "Gardez")]),
    ],
)
def test_to_move_a_thing_into_a_town_is_no_fight(text: str, events: list[tuple[str, str | None]]) -> None:
    """Men, arms and their way are fought in with; containers, flour and prisoners are not."""
    assert actual_events(text) == events


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The accord would facilitate voluntary and dignified return of refugees from Iran.", None),
        ("The accord would bring about the orderly and dignified return of refugees from Iran.", None),
        ("Some 300 refugees came back from Iran through Islam Qala on Monday.", ACTUAL),
    ],
)
def test_a_return_that_is_made_easier_has_not_come_about(text: str, mode: AssertionMode | None) -> None:
    """Two adjectives joined by "and" are no deed of their own."""
    assert ("displacement" in {tag for tag, found, _ in told(text) if found is ACTUAL}) is (mode is ACTUAL)
