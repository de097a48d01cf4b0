"""Lists of places behind one noun or verb: behind "on" and "of", around what is told of one of them, in their units."""

from __future__ import annotations

import pytest

from geo.vocab import AssertionMode
from tests.reading import AFGHAN_STORY, read, taken

FLOOD, CLASH, STRIKE = "natural_disaster", "armed_clash", "air_strike"
_Told = set[tuple[str, str | None, int | None]]


def _told(text: str, mode: AssertionMode = AssertionMode.ACTUAL) -> _Told:
    events = [each for each in read(text + AFGHAN_STORY).events if each.assertion_mode is mode]
    return {
        (each.event_type, each.place.name if each.place else None, each.fatalities.best or each.fatalities.high)
        for each in events
    }


CASES: list[tuple[str, _Told]] = [
    # in brackets
    (
        "The Taliban took two districts (Almar and Qaysar) of Faryab.",
        {("district_seized", "Almar", None), ("district_seized", "Qaysar", None)},
    ),
    (
        "Air strikes were carried out in three provinces (Helmand, Ghor and Faryab).",
        {(STRIKE, "Helmand", None), (STRIKE, "Ghor", None), (STRIKE, "Faryab", None)},
    ),
    (
        "The Taliban took the districts of Almar (Faryab) and Sancharak (Sari Pul).",
        {("district_seized", "Almar", None), ("district_seized", "Sangcharak", None)},
    ),
    ("The group (a movement under UN sanctions) took Almar in Faryab.", {("district_seized", "Almar", None)}),
    # a preposition for each
    (
        "There were targeted attacks in Spin Boldak and in Kandahar city.",
        {("attack_on_civilians", "Spīn Bōldak", None), ("attack_on_civilians", "Kandahar", None)},
    ),
    # what is told of one between commas
    (
        "The floods also reached Baghlan, where two people died, and Takhar.",
        {(FLOOD, "Baghlan", 2), (FLOOD, "Takhar", None)},
    ),
    (
        "Fighting also reached Baghlan, where two soldiers died, and Takhar province.",
        {(CLASH, "Baghlan", 2), (CLASH, "Takhar", None)},
    ),
    (
        "Clashes broke out in Baghlan, where two soldiers died, and in Takhar.",
        {(CLASH, "Baghlan", 2), (CLASH, "Takhar", None)},
    ),
    (
        "Floods hit Baghlan, which lost 20 houses, Takhar and Samangan.",
        {(FLOOD, "Baghlan", None), (FLOOD, "Takhar", None), (FLOOD, "Samangan", None)},
    ),
    (
        "Protests were held in Kabul, where police fired shots, in Herat and in Jalalabad.",
        {
            ("protest_intervention", "Kabul", None),
            ("protest_peaceful", "Herat", None),
            ("protest_peaceful", "Jalalabad", None),
        },
    ),
    (
        "The Taliban attacked posts in Faryab and Takhar, killing ten soldiers.",
        {(CLASH, "Faryab", 10), (CLASH, "Takhar", 10)},
    ),
    # the relative clause of what struck them
    (
        "The earthquake, which with several aftershocks struck the provinces of Paktika and Khost, killed 900.",
        {(FLOOD, "Paktika", 900), (FLOOD, "Khost", 900)},
    ),
    (
        "The earthquake which, with aftershocks, struck the provinces of Paktika and Khost in the east has killed 900.",
        {(FLOOD, "Paktika", 900), (FLOOD, "Khost", 900)},
    ),
    # names that nobody knows, each in its district
    (
        "The army carried out air strikes in the villages of Kalay in Nad Ali district and Kakrak in Garmser district.",
        {(STRIKE, "Nad Ali", None), (STRIKE, "Garmser", None)},
    ),
    (
        "The army struck Taliban posts in the villages of Kalay in Nad Ali district and Kakrak in Garmser district.",
        {(CLASH, "Nad Ali", None), (CLASH, "Garmser", None)},
    ),
]


@pytest.mark.parametrize(("text", "told"), CASES)
def test_each_place_of_a_list(text: str, told: _Told) -> None:
    """Each place has an event; a toll of all together is of each at most, one of one place is that place's."""
    assert _told(text) == told


MODES = [
    ("An assault on the neighbouring areas of Farkhar and Rustaq will soon follow.", AssertionMode.FUTURE),
    ("An attack on the districts of Farkhar and Rustaq is expected.", AssertionMode.HYPOTHETICAL),
]


@pytest.mark.parametrize(("text", "mode"), MODES)
def test_what_is_still_to_come_at_several_places(text: str, mode: AssertionMode) -> None:
    """The verb of a list behind "on" says whether it happened, for every place."""
    assert _told(text) == set()
    assert {place for _, place, _ in _told(text, mode)} in ({"Farkhar", "Rustaq"}, {"Farkhār", "Rustāq"})


def test_what_is_near_several_towns() -> None:
    """A word of nearness holds for each town of its list; what has fallen beside it is no part of the list."""
    events = read("US jets hit targets near Kabul, Kandahar and Herat." + AFGHAN_STORY).events
    assert {(each.place.name, each.place.place_precision) for each in events if each.place} == {
        ("Kabul", "near"),
        ("Kandahar", "near"),
        ("Herat", "near"),
    }
    assert taken("The Taliban are near Kunduz and Herat has fallen.") == [("seized", "AF-HER", "taliban")]
    assert {place for _, place, _ in _told("A bomb exploded near Kabul and in Herat.")} == {"Kabul", "Herat"}


def test_ground_goes_on_behind_what_is_told_of_a_part_of_it() -> None:
    """Towns on both sides of a relative clause are taken alike; what one lost is not the list."""
    assert taken("The Taliban captured Zaranj, where the jail was opened, and Sheberghan.") == [
        ("seized", "AF-NIM", "taliban"),
        ("seized", "AF-JOW", "taliban"),
    ]


def test_what_follows_a_list_is_at_neither_place() -> None:
    """A sentence without a place goes on from one place, not from the last of several: it is in their province."""
    told = _told(
        "There were targeted attacks in Spin Boldak and in Kandahar city. Seven civilians were hurt by a bomb."
    )
    assert ("bombing", "Kandahar", None) in told
    events = read(
        "There were targeted attacks in Spin Boldak and in Kandahar city. Seven civilians were hurt by a bomb."
    ).events
    assert {each.place.place_precision for each in events if each.place and each.event_type == "bombing"} == {"admin1"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Two districts in Ghazni, Jaghatu and Rashidan, were retaken by the army.", {"Bahrami Shahid", "Rashidan"}),
        ("The army retook two districts in Ghazni province, Jaghatu and Rashidan.", {"Bahrami Shahid", "Rashidan"}),
        ("In Ghazni, two districts, Jaghatu and Rashidan, fell to the Taliban.", {"Bahrami Shahid", "Rashidan"}),
        ("Four districts in Balkh, among them Sholgara and Chimtal, fell to the Taliban.", {"Sholgara", "Chimtal"}),
        ("Four districts in Balkh, Sholgara and Chimtal among them, fell to the Taliban.", {"Sholgara", "Chimtal"}),
        ("The Taliban overran four districts of Balkh, most notably Sholgara and Chimtal.", {"Sholgara", "Chimtal"}),
        (
            "Four districts in Balkh have fallen to the Taliban, among them Sholgara and Chimtal.",
            {"Sholgara", "Chimtal"},
        ),
        ("The Taliban have taken four districts in Balkh, among them Sholgara and Chimtal.", {"Sholgara", "Chimtal"}),
        ("Five districts in Balkh, Samangan and Takhar fell to the Taliban.", set()),
        ("Three districts in Balkh, Samangan and Takhar fell to the Taliban.", set()),
        ("Three villages in Ghazni, Jaghatu and Rashidan fell to the Taliban.", set()),
    ],
)
def test_the_units_of_a_count_behind_their_province(text: str, names: set[str]) -> None:
    """As many as it counts, or some of them; no further provinces that they lie in."""
    events = [each for each in read(text + AFGHAN_STORY).events if each.action is not None]
    assert {each.place.name for each in events if each.place and each.place.place_precision == "admin2"} == names
