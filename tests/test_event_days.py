"""When it happened, where another clause tells it: "Monday, when ...", "since Monday", "on the 30th", the past."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode, EventType
from tests.reading import read

DAYS = [
    # the day right before "when" is the day of its clause, whatever it bounds
    ("Bangi held out until Sunday evening, when the Taliban took it.", "district_seized", "2021-08-08"),
    (
        "It is the first attack in Afghanistan since June 6, when a bomb in Kabul killed five people.",
        "bombing",
        "2021-06-06",
    ),
    ("Four Afghan commandos died on Monday in Qaisar when their Humvee hit a mine.", "bombing", "2021-08-09"),
    # what has been done since a day was done on it; what goes on since then is told with its span
    ("Afghan shops have been closed in Kabul since Monday.", "restriction", "2021-08-09"),
    (
        "Girls above the age of ten have been barred from schools in Kabul since the beginning of July.",
        "restriction",
        "2021-07-01/2021-07-10",
    ),
    # a day without its month is one of the month told before, where that is long past
    (
        "In April the Taliban seized Musa Qala, held it for five days, and lost it on the 30th to Afghan commandos.",
        "territory_retaken",
        "2021-04-30",
    ),
    ("The Taliban took Taloqan on the 9th, officials said.", "capital_seized", "2021-08-09"),
]


@pytest.mark.parametrize(("text", "kind", "day"), DAYS)
def test_a_day_belongs_to_the_clause_that_it_dates(text: str, kind: str, day: str) -> None:
    found = [each for each in read(text, date(2021, 8, 14)).events if each.event_type == kind]
    assert [each.date.date_edtf if each.date else None for each in found] == [day]


PAST = "In November 2001 he led Northern Alliance fighters against the Taliban near Jalalabad. "
MODES = [
    ("They then captured Jalalabad.", AssertionMode.HISTORICAL),
    ("They were the first to enter Jalalabad after the Taliban fled the city.", AssertionMode.HISTORICAL),
    ("Officials said on Monday that the Taliban attacked Jalalabad.", AssertionMode.ACTUAL),
    ("They have since captured Jalalabad.", AssertionMode.ACTUAL),
    ("On Sunday the Taliban captured Jalalabad.", AssertionMode.ACTUAL),
]


@pytest.mark.parametrize(("text", "mode"), MODES)
def test_a_tale_of_long_ago_goes_on_until_something_says_otherwise(text: str, mode: AssertionMode) -> None:
    """The simple past goes on from a day long past; the perfect, a new day and somebody's word do not."""
    told = [each for each in read(PAST + text, date(2018, 9, 21)).events if each.sentence == 1]
    assert told
    assert {each.assertion_mode for each in told} == {mode}


def test_floods_of_a_month_before_are_no_retelling_of_a_quake() -> None:
    text = (
        "The quake in the Belcheragh district of Faryab killed 40 people, the Taliban said. "
        "Flash floods in May killed 66 people in Faryab."
    )
    found = [each for each in read(text, date(2024, 6, 25)).events if each.event_type is EventType.NATURAL_DISASTER]
    assert sorted(each.fatalities.best or 0 for each in found) == [40, 66]


@pytest.mark.parametrize(
    ("text", "count", "of"),
    [
        ("The Taliban now hold about 120 of the country's roughly 400 districts.", 120, 400),
        ("The Taliban hold half of Afghanistan's nearly 400 districts.", 200, 400),
        ("The Taliban control roughly 400 districts in Afghanistan.", 400, None),
    ],
)
def test_a_rough_whole_is_no_count_of_its_own(text: str, count: int, of: int | None) -> None:
    assert [(each.count, each.of) for each in read(text, date(2021, 7, 5)).claims] == [(count, of)]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The army says it has won back 11 districts in ten days from the Taliban.", "government"),
        ("Government troops have wrested back eleven districts from the Taliban.", "government"),
        ("Afghan officials say the Taliban have taken back five districts.", "taliban"),
        ("The army said the Taliban hold 120 districts.", "taliban"),
    ],
)
def test_what_is_won_back_is_counted_for_whoever_won_it(text: str, side: str) -> None:
    assert [each.side for each in read(text, date(2021, 7, 20)).claims] == [side]


def test_a_day_that_cannot_be_read_hides_no_other_of_its_clause() -> None:
    text = "Three rockets hit a palace in Kabul during the Eid prayer on Tuesday, Afghan officials said."
    (found,) = (each for each in read(text, date(2021, 7, 22)).events if each.event_type is EventType.SHELLING)
    assert found.date is not None
    assert found.date.date_edtf == "2021-07-20"


def test_a_day_months_off_one_of_long_ago_is_of_the_text() -> None:
    text = "Kunduz, which fell to the Taliban on September 28, 2015, was captured by them again on August 8."
    found = {each.date.date_edtf for each in read(text, date(2021, 8, 14)).events if each.date}
    assert found == {"2015-09-28", "2021-08-08"}


@pytest.mark.parametrize(("word", "day"), [("latest", "2021-08-14~"), ("first", "2021-08-08~")])
def test_the_latest_of_a_series_is_of_the_day_of_the_text(word: str, day: str) -> None:
    text = f"On August 8, the Taliban took Sharana. The {word} provincial capital to fall to the Taliban was Nili."
    found = {each.unit_id: each.date.date_edtf for each in read(text, date(2021, 8, 14)).events if each.date}
    assert found == {"AF-PKA": "2021-08-08", "AF-DAY": day}


def test_the_name_of_a_mosque_is_no_day() -> None:
    text = "On Wednesday gunmen killed the imam of the Friday mosque in Kunduz, Afghan officials said."
    days = {each.date.date_edtf for each in read(text, date(2021, 7, 24)).events if each.date}
    assert days == {"2021-07-21"}


def test_a_day_beside_one_of_long_ago_is_of_that_year() -> None:
    text = "On Aug. 20, 1998, missiles struck Taliban camps near Khost after the bombing in Nairobi on Aug. 7."
    found = {each.date.date_edtf for each in read(text, date(2001, 11, 27)).events if each.date}
    assert found <= {"1998-08-20", "1998-08-07"}
