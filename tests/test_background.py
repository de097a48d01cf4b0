"""What is no news: habits, totals over a stretch of time, earlier cases; each has its mode, and a day it can have."""

from __future__ import annotations

import pytest

from geo.vocab import AssertionMode
from tests.reading import AFGHAN_STORY, read, taken

ACTUAL, HISTORICAL = AssertionMode.ACTUAL, AssertionMode.HISTORICAL


def told(text: str) -> set[tuple[str, AssertionMode, str | None]]:
    """Tag, mode and day of each event of a text published on Tuesday, 10 August 2021."""
    return {
        (str(each.event_type), each.assertion_mode, each.date.date_edtf if each.date else None)
        for each in read(text + AFGHAN_STORY).events
    }


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen often abduct doctors in Herat.",
        "Doctors are often abducted in Herat.",
        "Doctors are regularly abducted by gunmen in Herat and sometimes freed.",
        "Gunmen have long abducted doctors in Herat.",
        "Gunmen used to abduct doctors in Herat.",
        "Gunmen abduct doctors in Herat every month.",
        "Each Monday gunmen abduct a doctor in Herat.",
        "From time to time doctors are abducted in Herat.",
        "Gunmen abducted doctors in Herat whenever the police left.",
        "Whenever the police left, gunmen abducted doctors in Herat.",
        "Every time the police left, doctors were abducted in Herat.",
        "Gunmen abducted doctors in Herat each time the police left.",
        '"Every time the police left, gunmen abducted doctors in Herat," he said.',
        "Gunmen now and then abduct doctors in Herat.",
        "Kidnappings of doctors are common in Herat.",
        "The case was the latest in a series of kidnappings of doctors in Herat.",
        "Officials say that gunmen routinely abduct doctors in Herat.",
        "Kidnappings of doctors are a daily occurrence in Herat.",
        "He was born in Herat, where gunmen frequently abduct doctors.",
        "The army searches for a gang that abducts doctors in Herat.",
        "The militants, who abduct doctors in Herat, spoke of revenge.",
    ],
)
def test_a_habit_is_background(text: str) -> None:
    """What happens again and again is told as background, on no day, in any voice and clause."""
    assert ("abduction", HISTORICAL, None) in told(text)
    assert all(mode is not ACTUAL for tag, mode, _ in told(text) if tag == "abduction")


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen abducted a doctor in Herat.",
        "Gunmen, who often attack convoys, abducted a doctor in Herat.",
        "Gunmen abducted a doctor who often worked in Herat.",
        "Gunmen used a stolen car and abducted a doctor in Herat.",
        "Gunmen abducted a doctor in Herat after a long chase.",
        "Gunmen abducted a doctor in a suburb of Herat where every house is guarded.",
        "The kidnapping of a doctor in Herat, which is often in the news, shocked the town.",
        "After a series of threats a doctor was abducted in Herat.",
        "Gunmen abducted a doctor in Herat, who had gone out whenever somebody called.",
        "Gunmen abducted two doctors in Herat, each time from their homes.",
    ],
)
def test_one_case_beside_a_habit_is_news(text: str) -> None:
    """The words of a habit hold for their own clause alone."""
    assert ("abduction", ACTUAL, "2021-08-10~") in told(text)


@pytest.mark.parametrize(
    ("text", "mode", "day"),
    [
        ("Gunmen have abducted 12 doctors in Herat this year.", ACTUAL, "2021-01-01/2021-08-10"),
        ("So far this year 12 doctors have been abducted in Herat.", ACTUAL, "2021-01-01/2021-08-10"),
        ("At least 12 doctors have been abducted in Herat since June.", ACTUAL, "2021-06-01/2021-08-10"),
        ("Since June, gunmen have abducted 12 doctors in Herat.", ACTUAL, "2021-06-01/2021-08-10"),
        ("Since Sunday the gunmen have abducted 12 doctors in Herat.", ACTUAL, "2021-08-08/2021-08-10"),
        ("Over the past month 12 doctors have been abducted in Herat.", ACTUAL, "2021-07-11/2021-08-10"),
        ("In the past three months gunmen abducted 12 doctors in Herat.", ACTUAL, "2021-05-12/2021-08-10"),
        ("In recent weeks gunmen have abducted doctors in Herat.", ACTUAL, "2021-06-29/2021-08-10"),
        ("A string of kidnappings has shaken Herat in recent weeks.", ACTUAL, "2021-06-29/2021-08-10"),
        ("Earlier this month gunmen abducted a doctor in Herat.", ACTUAL, "2021-08-01/2021-08-09"),
        ("At least 90 doctors have been abducted in Herat since 2015.", HISTORICAL, "2015-01-01/2021-08-10"),
        ("At least 90 doctors were abducted in Herat in the first year of the war.", HISTORICAL, None),
        ("As early as 2014 gunmen abducted doctors in Herat.", HISTORICAL, "2014"),
        ("Gunmen abducted a doctor in Herat as early as 2014, when the clinic opened.", HISTORICAL, "2014"),
        ("The abduction of a doctor in Herat was the third this year.", ACTUAL, "2021-08-10~"),
        ("A doctor was abducted in Herat on Monday, the third this year.", ACTUAL, "2021-08-09"),
        ("Gunmen abducted a doctor in Herat, the second kidnapping in two weeks.", ACTUAL, "2021-08-10~"),
        ("Gunmen had abducted a doctor in Herat two days earlier.", ACTUAL, "2021-08-08~"),
    ],
)
def test_totals_and_earlier_cases_have_the_stretch_that_is_told(
    text: str, mode: AssertionMode, day: str | None
) -> None:
    """A total lies in the stretch that it is counted over; one case of a series keeps its own day."""
    assert {(mode, day) for tag, mode, day in told(text) if tag == "abduction"} == {(mode, day)}


@pytest.mark.parametrize(
    "text",
    [
        "Two doctors were abducted in Herat on 2 August and released unharmed on 6 August.",
        "Two doctors were abducted in Herat on 2 August; the hostages were freed unhurt on 6 August.",
        "On 2 August two doctors were abducted in Herat, and on 6 August the hostages were released.",
    ],
)
def test_taken_and_released_have_a_day_each(text: str) -> None:
    """A release has its own day, whatever word says how the freed were."""
    days = {tag: day for tag, _, day in told(text)}
    assert (days["abduction"], days["prisoners_freed"]) == ("2021-08-02", "2021-08-06")


@pytest.mark.parametrize("opener", ["Whenever", "Every time", "Each time"])
@pytest.mark.parametrize("verb", ["attack", "attacked"])
def test_what_happens_each_time_moves_no_ground(opener: str, verb: str) -> None:
    """Neither the clause that says when it happens nor the one that says what."""
    ground = taken(f"{opener} the Taliban {verb} Kunduz, the army takes the city back." + AFGHAN_STORY)
    assert ground == []


def test_each_time_on_a_day_is_news() -> None:
    """Something done again and again on one day was done on it."""
    assert ("abduction", ACTUAL, "2021-08-06") in told("On Friday gunmen abducted a doctor in Herat whenever one came.")


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The army conducts regular air strikes in Herat province.", []),
        ("The Taliban launch frequent attacks on police posts in Herat province.", []),
        ("The army, which carries out occasional raids on the Taliban in Herat province, said no more.", []),
        ("The Taliban are launching daily attacks on police posts in Herat province.", ["armed_clash"]),
        ("The Taliban launched frequent attacks on police posts in Herat province on Monday.", ["armed_clash"]),
        ("A court tried a tailor for his ties with gangs that mount car bombings in Herat.", []),
        ("A court tried a tailor for his ties with gangs that mounted car bombings in Herat.", ["bombing"]),
        ("The meeting followed car bombings in Herat that killed nine people.", ["bombing", "talks"]),
        ("Farah province has been the scene of constant clashes over the last three months.", []),
        ("Herat province has seen fierce fighting over the past few weeks.", []),
        ("Farah province has been the scene of constant clashes since Monday.", ["armed_clash"]),
        ("Herat province has seen fierce fighting over the past three days.", ["armed_clash"]),
        ("Herat province was the scene of heavy clashes on Monday.", ["armed_clash"]),
        (
            "The roads of Herat emptied when the Taliban increased their attacks on soldiers this year.",
            [],
        ),
        ("The Taliban increased their attacks on checkpoints in Herat province last month.", []),
        ("The Taliban stepped up their attacks on soldiers in Herat province on Monday.", ["armed_clash"]),
    ],
)
def test_what_is_done_as_a_rule_or_for_months_is_background(text: str, events: list[str]) -> None:
    """Deeds that are called frequent in the present, that a description names, or that a stretch has seen."""
    assert sorted(tag for tag, mode, _ in told(text) if mode is ACTUAL) == events


@pytest.mark.parametrize(
    ("who", "mode"),
    [
        ("responsible for bombings in Herat", HISTORICAL),
        ("notorious for bombings in Herat", HISTORICAL),
        ("involved in car bombings in Herat", HISTORICAL),
        ("linked to several bombings in Herat", HISTORICAL),
        ("believed to be behind bombings in Herat", HISTORICAL),
        ("who was behind numerous bombings in Herat", HISTORICAL),
        ("with a record of bombings in Herat", HISTORICAL),
        ("responsible for the bombings in Herat", ACTUAL),
        ("involved in two bombings in Herat", ACTUAL),
        ("linked to a bombing in Herat", ACTUAL),
    ],
)
def test_what_somebody_is_known_for_is_background(who: str, mode: AssertionMode) -> None:
    """Deeds without an article or a number only say who he is; single ones happened."""
    modes = {each for tag, each, _ in told(f"Police arrested a butcher {who}.") if tag == "bombing"}
    assert modes == {mode}
