"""What the man who was caught had done before, what only describes who did something, and what an operation came to."""

from __future__ import annotations

import pytest

from geo.text.tolls import find_tolls
from geo.vocab import AssertionMode
from tests.reading import AFGHAN_STORY, read

ACTUAL = AssertionMode.ACTUAL


def told(text: str) -> set[tuple[str, AssertionMode, str | None, str | None]]:
    """Tag, mode, place and day of each event of a text published on Tuesday, 10 August 2021."""
    return {
        (
            str(each.event_type),
            each.assertion_mode,
            each.place.name if each.place else None,
            each.date.date_edtf if each.date else None,
        )
        for each in read(text + AFGHAN_STORY).events
    }


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("The leader coordinated roadside bombings.", "bombing"),
        ("He led ambushes against convoys, officials said.", "armed_clash"),
        ("The leader was responsible for kidnappings in the area.", "abduction"),
        ("He had kidnapped local officials.", "abduction"),
    ],
)
def test_what_a_captive_had_done_is_his_record(text: str, tag: str) -> None:
    """Deeds without number and day behind the capture of him who did them are no news."""
    found = told(f"Police arrested a Taliban leader in Herat on Monday. {text}")
    assert (tag, ACTUAL) not in {each[:2] for each in found}
    assert ("arrest", ACTUAL, "Herat", "2021-08-09") in found


@pytest.mark.parametrize("text", ["The man shot two officers in the city.", "Insurgents kidnapped local officials."])
def test_what_is_counted_or_done_by_others_is_told_as_it_is(text: str) -> None:
    """A deed with its number, or of somebody else, is news."""
    found = read(f"Police arrested a man in Herat on Monday. {text}{AFGHAN_STORY}").events
    assert [each for each in found if each.assertion_mode is ACTUAL and str(each.event_type) != "arrest"]


@pytest.mark.parametrize(
    "who",
    [
        "by police backed by foreign troops",
        "by gunmen riding motorcycles",
        "in an attack by men wearing uniforms",
        "by soldiers accompanied by advisers",
    ],
)
def test_a_form_that_describes_who_did_it_takes_no_place_and_no_day(who: str) -> None:
    """What stands behind it is where and when it was done."""
    assert ("armed_clash", ACTUAL, "Herat", "2021-08-09") in told(
        f"Nine policemen were killed {who} in Herat on Monday."
    )


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        (
            "The army launched an operation in Herat on Monday, killing six rebels and detaining four.",
            {"armed_clash", "arrest"},
        ),
        ("The army conducted an operation in Herat on Monday and detained four men.", {"arrest"}),
        ("Gunmen detonated their vests in Herat on Monday and fought with guards.", {"suicide_bombing"}),
        ("Two gunmen wearing suicide vests were killed in a gun battle in Herat on Monday.", {"armed_clash"}),
        ("Rockets fell in Herat on Monday, and two men riding a motorcycle were arrested.", {"shelling", "arrest"}),
        (
            "It is with sadness that the army must announce that two soldiers were killed in Herat on Monday.",
            {"armed_clash"},
        ),
        ("It is my sad duty to inform you that two soldiers were killed in Herat on Monday.", {"armed_clash"}),
    ],
)
def test_one_happening_has_one_tag(text: str, tags: set[str]) -> None:
    """An operation is what it came to; what must be said with sorrow is said."""
    assert {tag for tag, mode, *_ in told(text) if mode is ACTUAL} == tags


def test_what_only_ought_to_be_said_is_not_said() -> None:
    """A plain order to say so asserts nothing."""
    assert "armed_clash" not in {
        tag for tag, mode, *_ in told("The army must confirm that two soldiers were killed in Herat.") if mode is ACTUAL
    }


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A soldier from 101 Engineer Regiment was killed.", 1),
        ("Two soldiers of 3 Commando Brigade were killed.", 2),
    ],
)
def test_the_number_of_a_unit_counts_nobody(text: str, killed: int) -> None:
    """It is a part of its name."""
    assert [each.best for each in find_tolls(text)] == [killed]


def test_a_place_from_before_brings_its_day() -> None:
    """What was at the scene of what was told before was there on that day."""
    before = "The governor spoke on Tuesday.\n\nNine rebels were killed in Herat on Sunday."
    text = f"{before}\n\nThe army seized four rifles from the scene."
    assert ("weapons_disrupted", ACTUAL, "Herat", "2021-08-08~") in told(text)


_TWO_BLASTS = "people died in two blasts in Herat province on Monday. A bomb killed two men in Guzara district"


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        (f"Six {_TWO_BLASTS} and another killed four in Injil district.", {"Guzara": 2, "Injil": 4}),
        (f"Nine {_TWO_BLASTS}.", {"Herat": 9, "Guzara": 2}),
    ],
)
def test_several_told_together_and_then_each_are_told_once(text: str, killed: dict[str, int]) -> None:
    """What counts them together is none of them, if all are told."""
    found = read(text + AFGHAN_STORY).events
    assert {each.place.name: each.fatalities.low for each in found if each.place and each.fatalities.low} == killed


def test_who_secures_the_area_takes_no_district() -> None:
    """A search closes off where it is made."""
    text = "Troops came to Guzara district of Herat province to search houses on Monday and secured the area."
    assert not [each for each in read(text + AFGHAN_STORY).events if each.unit_id and each.action]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Police detained six men equipped with suicide vests in Herat on Monday.", "suicide_bombing"),
        ("The army confirmed the capture of a man whose cell moved weapons through Herat province.", "arrest"),
        (
            "The general died. A former commander, he oversaw the siege of Herat, the last battle of the war.",
            "armed_clash",
        ),
    ],
)
def test_what_only_describes_somebody_is_drawn_nowhere(text: str, tag: str) -> None:
    """His vest, where his men were, and what he once led."""
    assert not [each for each in told(text) if each[:2] == (tag, ACTUAL) and each[2] is not None]


def test_a_line_over_a_list_dates_its_items() -> None:
    """Each under its own line, and no further than the list goes."""
    text = (
        "Afghan forces caught a rebel in Herat on Sunday.\n\nIn operations yesterday:\n\n- A force detained two men in "
        "Kunduz province.\n\nIn Aug. 7 operations:\n\n- A patrol seized rifles in Ghazni province."
    )
    found = {(tag, place): day for tag, _, place, day in told(text)}
    assert found["arrest", "Kunduz"] == "2021-08-09"
    assert found["weapons_disrupted", "Ghazni"] == "2021-08-07"


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("In operations yesterday:", "2021-08-09"),
        ("In other security operations throughout the country Saturday:", "2021-08-07"),
        ("In other news throughout the country:", "2021-08-10~"),
        ("The governor told reporters on Sunday:", "2021-08-10~"),
    ],
)
def test_a_line_over_plain_paragraphs_dates_them(heading: str, day: str) -> None:
    """Up to the next such line; not where somebody only speaks on that day."""
    text = (
        f"Afghan forces caught a man in Herat city today.\n\n{heading}\n\nIn Kunduz province, police arrested two men."
        "\n\nA patrol seized rifles in Ghazni province.\n\nIn Aug. 6 operations:\n\nPolice arrested a trader in Takhar."
    )
    found = {(tag, place): day for tag, _, place, day in told(text)}
    assert found["arrest", "Kunduz"] == day
    assert found["weapons_disrupted", "Ghazni"] == day
    assert found["arrest", "Takhar"] == "2021-08-06"
