"""Plain facts behind a title, a phrase that opens the sentence, or what somebody was doing."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reading import read

DAY = date(2017, 8, 9)
Told = tuple[str, str, str | None]


def _told(text: str, day: date = DAY) -> list[Told]:
    """Tag, mode and place of every event, in order of the alphabet."""
    events = read(text, day).events
    return sorted((each.event_type, each.assertion_mode, each.place.name if each.place else None) for each in events)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Troops under Gen. Sharif took Spin Boldak back from the Taliban.",
            [("territory_retaken", "actual", "Spin Boldak")],
        ),
        (
            "Taliban gunmen killed Dr. Wali Zia, a surgeon, in Gardez on Sunday.",
            [("attack_on_civilians", "actual", "Gardez")],
        ),
        (
            "A bomb went off near the car of Lt. Col. Noor Gul in Gardez on Sunday, killing two Afghan guards.",
            [("bombing", "actual", "Gardez")],
        ),
        ("The Taliban beheaded Mullah A. Karim in Chora on Sunday.", [("attack_on_civilians", "actual", "Chora")]),
        ("It was Gen. Sharif. The Taliban left Chora on Sunday.", [("withdrawal", "actual", "Chora")]),
    ],
)
def test_a_title_that_is_cut_short_ends_no_clause(text: str, expected: list[Told]) -> None:
    """Nor does an initial; the day and the place behind the name are those of the verb."""
    assert _told(text) == expected
    assert {each.date_basis for each in read(text, DAY).events} <= {"stated", "publication"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "In the Sangin district of Helmand gunmen killed two Afghan teachers.",
            [("attack_on_civilians", "actual", "Sangin")],
        ),
        (
            "Near the Chora district of Uruzgan province Afghan troops were attacked.",
            [("armed_clash", "actual", "Chora")],
        ),
        ("In the city of Kunduz rebels killed two Afghan judges.", [("attack_on_civilians", "actual", "Kunduz")]),
        ("The police chief of Kunduz province said the Taliban left Chora.", [("withdrawal", "actual", "Chora")]),
    ],
)
def test_who_stands_behind_a_place_in_a_place_is_the_subject(text: str, expected: list[Told]) -> None:
    """A name behind "of" in the phrase that opens a sentence is no part of the noun behind it."""
    assert _told(text) == expected


def test_a_model_is_no_subject_of_a_base_form() -> None:
    """What stands behind the number of a rifle's model is its noun: the place is that of the verb before."""
    text = "The Afghan army seized arms, including nine AK-47 assault rifles, in Kunar and lost Chora to the Taliban."
    assert ("weapons_disrupted", "actual", "Kunar") in _told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Taliban have had Chora district under siege since Monday.", [("siege", "actual", "Chora")]),
        ("Taliban fighters were holding Sangin under siege.", [("siege", "actual", "Sangin")]),
        ("Ghazni has been put under siege by the Taliban.", [("siege", "actual", "Ghazni")]),
        ("The Taliban no longer have Ghazni under siege.", [("siege", "negated", "Ghazni")]),
        ("The Taliban want to put Ghazni under siege.", [("siege", "hypothetical", "Ghazni")]),
        ("The Taliban kept ten soldiers under siege in Chora district.", []),
    ],
)
def test_whoever_has_ground_under_siege_besieges_it(text: str, expected: list[Told]) -> None:
    """And does not hold it; people under siege are no ground."""
    assert _told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Afghan police barred lorries from entering Ghazni.", [("restriction", "actual", "Ghazni")]),
        ("Afghan police may bar lorries from entering Ghazni.", [("restriction", "hypothetical", "Ghazni")]),
        ("Afghan protesters stopped lorries from entering Ghazni.", []),
        ("Snow stopped Afghan lorries from entering Ghazni.", []),
        (
            "The mayor of Farah surrendered to the Taliban in Farah city.",
            [("agreement", "actual", "Farah")],
        ),
        ("The mayor of Farah refused to surrender to the Taliban.", [("agreement", "negated", "Farah")]),
        ("A mayor surrendered to the Afghan police in Farah city.", []),
    ],
)
def test_vehicles_are_kept_out_and_officials_give_themselves_up(text: str, expected: list[Told]) -> None:
    """By those who rule; to rebels."""
    assert _told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Afghan police killed nine of the insurgents in Chora and the rest fled the district.",
            [("armed_clash", "actual", "Chora"), ("withdrawal", "actual", "Chora")],
        ),
        (
            "The Taliban freed six soldiers in Chora and shot the rest.",
            [("armed_clash", "actual", "Chora"), ("prisoners_freed", "actual", "Chora")],
        ),
        ("The rest of the Taliban are in Chora.", []),
    ],
)
def test_the_rest_is_of_those_told_before(text: str, expected: list[Told]) -> None:
    """Of the last ones who were several."""
    assert _told(text) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Gunmen shot dead an Afghan nurse as she walked to work in Gardez.", "Gardez"),
        ("An Afghan nurse was on her way to work in Gardez when gunmen shot her dead.", "Gardez"),
        ("A bomb went off as the Afghan governor was driving through Gardez.", "Gardez"),
        ("A mine exploded while Afghan boys were playing in Khost, killing two.", "Khost"),
        ("A bomb exploded in Herat as the Afghan minister was travelling to Khost.", "Herat"),
        ("A bomb exploded as Afghan envoys were meeting in Doha.", None),
        ("Taliban fighters who had held out in Chora surrendered.", "Chora"),
        ("Taliban fighters who were trapped in Chora surrendered.", "Chora"),
        ("Taliban fighters who once fought in Chora surrendered.", None),
        ("Afghan troops killed two Taliban who hid in a barn in Chora.", "Chora"),
        ("Afghan officials in Kunduz confirmed the clashes in Hazargul.", None),
        ("Afghan officials in Kunduz confirmed the clashes.", "Kunduz"),
    ],
)
def test_where_those_were_whom_it_befell(text: str, place: str | None) -> None:
    """What they were doing says it; an unknown name says that it was not where officials are."""
    happened = {"attack_on_civilians", "bombing", "agreement", "armed_clash"}
    found = [(each.event_type, each.place and each.place.name) for each in read(text, DAY).events]
    basis = {each.place_basis for each in read(text, DAY).events if each.event_type in happened}
    assert [name for tag, name in found if tag in happened] == [place]
    assert basis == ({"stated"} if place else {None})
