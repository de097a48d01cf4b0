"""A list under a heading tells of each of its entries what the heading tells of the group."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode
from tests.reading import territory

DAY = date(2021, 8, 13)


def _changes(text: str) -> set[tuple[str, str | None, str | None, str | None]]:
    """Tag, unit, taker and day of what happened to known units."""
    return {
        (each.event_type.value, each.unit_id, each.taker, each.date.date_edtf if each.date else None)
        for each in territory(text, DAY)
        if each.unit_id is not None and each.assertion_mode is AssertionMode.ACTUAL
    }


_ENTRIES = "\n\n{}Aug. 6 - Zaranj: in Nimroz.\n\n{}Aug. 11 - Faizabad: capital of Badakhshan. Many left it in May."


@pytest.mark.parametrize("bullet", ["", "* ", "- ", "\N{BULLET} "])
@pytest.mark.parametrize(
    "heading",
    [
        "Provincial capitals that the Taliban have taken so far:",
        "Cities captured by the Taliban",
        "Seized by the Taliban",
        "Cities lost to the Taliban",
        "Here are the cities that have fallen to the Taliban.",
        "The Taliban have captured the following cities:",
        "Here is a timeline of cities that fell to the Taliban:",
        "A list of the provincial capitals captured by the Taliban so far:",
    ],
)
def test_a_heading_is_told_of_each_entry(heading: str, bullet: str) -> None:
    assert _changes(heading + _ENTRIES.format(bullet, bullet)) == {
        ("capital_seized", "AF-NIM", "taliban", "2021-08-06"),
        ("capital_seized", "AF-BDS", "taliban", "2021-08-11"),
    }


def test_an_entry_has_its_day_behind_its_name_too() -> None:
    text = "Fallen so far:\n\n1. Aybak (Samangan), Aug 9\n\n2. Herat - fell on Thursday\n\n3. Taloqan, in Takhar"
    assert {each[1:2] + each[3:] for each in _changes(text)} == {
        ("AF-SAM", "2021-08-09"),
        ("AF-HER", "2021-08-12"),
        ("AF-TAK", "2021-08-13~"),
    }


def test_the_districts_of_a_province_are_listed_behind_its_name() -> None:
    text = "Districts seized by the Taliban this week:\n\nHerat: Gulran and Kushk\n\nTakhar: Bangi"
    changes = _changes(text)
    assert {each[0] for each in changes} == {"district_seized"}
    assert len(changes) == 3


def test_a_list_of_what_was_retaken_or_is_besieged() -> None:
    retaken = _changes("Retaken by government forces:\n\nKarukh (Herat) on Tuesday\n\nGuzara (Herat) on Sunday")
    assert {each[:1] + each[2:] for each in retaken} == {
        ("territory_retaken", "government", "2021-08-10"),
        ("territory_retaken", "government", "2021-08-08"),
    }
    besieged = _changes("Under siege by the Taliban:\n\nKandahar: since July.\n\nGhazni: from the south.")
    assert {each[:2] for each in besieged} == {("siege", "AF-KAN"), ("siege", "AF-GHA")}


def test_the_quote_holds_the_heading_and_the_entry() -> None:
    event = territory("Seized by the Taliban\n\nAug. 6 - Zaranj: in Nimroz.\n\nAug. 9 - Aybak: in Samangan.", DAY)[-1]
    assert event.quote.exact == "Seized by the Taliban \N{HORIZONTAL ELLIPSIS} Aug. 9 - Aybak: in Samangan."
    assert event.quote.start is None


@pytest.mark.parametrize(
    "entry",
    [
        "still contested",
        "the attack was beaten off",
        "the governor denies it",
        "it may be lost by now",
        "not confirmed",
        "nearly lost",
        "under pressure",
        "the governor is resisting",
    ],
)
def test_an_entry_that_speaks_against_its_heading_tells_nothing(entry: str) -> None:
    text = f"Cities captured by the Taliban:\n\n- Gardez: {entry}\n\n- Herat: fell on Thursday"
    assert _changes(text) == {("capital_seized", "AF-HER", "taliban", "2021-08-12")}


@pytest.mark.parametrize(
    "heading",
    [
        "Provincial capitals that the Taliban have not taken:",
        "Cities that the Taliban may take next:",
        "Cities seized or under threat:",
        "Officials denied that these cities had been captured by the Taliban:",
        "Cities to be captured by the Taliban before winter:",
        "If the Taliban capture these cities:",
        "Other cities:",
        "Parts of the following cities were captured by the Taliban:",
        "The army killed 30 men in districts that the Taliban had captured.",
    ],
)
def test_other_headings_tell_of_no_change(heading: str) -> None:
    assert _changes(f"{heading}\n\n- Gardez: capital of Paktia\n\n- Jalalabad: in the east") == set()


def test_a_line_that_is_no_entry_closes_the_list() -> None:
    text = "Cities captured by the Taliban:\n\n- Herat: in the west\n\nContested\n\n- Gardez: capital of Paktia"
    assert {each[1] for each in _changes(text)} == {"AF-HER"}


def test_lines_that_tell_of_people_by_the_name_of_a_place_are_no_entries() -> None:
    text = "Here are the cities that have fallen to the Taliban.\n\nHerat residents fled.\n\nKabul officials met."
    assert _changes(text) == set()
