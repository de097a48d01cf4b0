"""Days that are told beside what they date: counted from another, ended by a year, in headings, in a later telling."""

from __future__ import annotations

from datetime import date

import pytest

from geo.vocab import AssertionMode, DateBasis, EventType
from tests.reading import OF_AFGHANISTAN, days, read

DAY = date(2021, 8, 11)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Two bombs went off in Kabul a day before Monday's talks.", "2021-08-08"),
        ("Two bombs went off in Kabul two days after Friday's talks.", "2021-08-08"),
        ("Two bombs went off in Kabul two days before the talks on Tuesday.", "2021-08-08"),
        ("Two bombs went off in Kabul the day after the vote of August 7.", "2021-08-08"),
        ("A day before Monday's talks, two bombs went off in Kabul.", "2021-08-08"),
        ("Two bombs went off in Kabul a day before the envoy came on Monday.", "2021-08-08"),
        ("Two bombs went off in Kabul only hours before Monday's talks.", "2021-08-09~"),
        ("Two bombs went off in Kabul on Sunday, two days after Thursday's talks.", "2021-08-08"),
        ("On Sunday two bombs went off in Kabul, a day before the talks on Tuesday.", "2021-08-08"),
    ],
)
def test_a_day_counted_from_another(text: str, day: str) -> None:
    """Whatever names the other day and wherever it stands; a day of its own goes first."""
    assert days(text, EventType.BOMBING, DAY) == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("In 1994 the Taliban came together, and by 1998 they had taken Mazar-i-Sharif.", "../1998-12-31"),
        ("In May the Taliban came together and by July had taken Mazar-i-Sharif.", "../2021-07-31"),
        ("In 1994 the Taliban came together, and in 1998 they took Mazar-i-Sharif.", "1998"),
    ],
)
def test_what_was_done_by_a_time_is_not_of_the_time_before(text: str, day: str) -> None:
    """A clause's own end of a time bounds it; the time of the clause before it is not lent."""
    assert days(text, EventType.CAPITAL_SEIZED, DAY) == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("In October 2020 bombs hit a mosque in Kandahar city during Friday prayers.", "2020-10"),
        ("In 2019 bombs hit a mosque in Kandahar city during Friday prayers.", "2019"),
        ("Bombs hit a mosque in Kandahar city during Friday prayers.", "2021-08-06"),
        ("In August 2021 bombs hit a mosque in Kandahar city during Friday prayers.", "2021-08-06"),
    ],
)
def test_a_weekday_of_a_time_long_past_is_not_last_week(text: str, day: str) -> None:
    """A weekday beside a month or year that it does not lie in is one of that time."""
    assert days(text, EventType.BOMBING, DAY) == [day]


@pytest.mark.parametrize(
    ("behind", "day"),
    [
        ("In that year, too, gunmen kidnapped a worker in Kunar province.", "2019"),
        ("The next day gunmen kidnapped a worker in Kunar province.", "2019-05-06"),
        ("Two days later, gunmen kidnapped a worker in Kunar province.", "2019-05-07"),
        ("On Sunday gunmen kidnapped a worker in Kunar province.", "2021-08-08"),
    ],
)
def test_days_count_from_a_time_long_past(behind: str, day: str) -> None:
    """What counts from the text's last day counts from one years ago, if the paragraph told of it last."""
    text = "A doctor was shot in Kabul on Monday.\n\nOn 5 May 2019 a bomb killed ten people in Badakhshan province. "
    assert days(text + behind, EventType.ABDUCTION, DAY) == [day]


def test_a_later_telling_gives_the_day() -> None:
    """A fall told of "several days ago" takes the day that lies in that time, not one outside it."""
    text = "The Taliban overran Ghormach district several days ago. The Taliban took control of the district on {}."
    assert days(text.format("Aug. 5"), EventType.DISTRICT_SEIZED, DAY) == ["2021-08-05"]
    assert "2021-07-05" in days(text.format("July 5"), EventType.DISTRICT_SEIZED, DAY)


ENTRIES = """{}

Gunmen killed a judge in Kabul.

{}

A bomb went off in Kunduz city. It killed two men. On Sunday a flood killed five people in Ghazni province.
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Aug. 4, Kabul Province: one civilian killed", "Aug. 3, Kunduz Province: two civilians killed"),
        ("Wednesday, Aug. 4", "Tuesday, Aug. 3"),
        ("4 August 2021", "3 August 2021"),
        ("- August 4", "- August 3"),
    ],
)
def test_headings_date_what_stands_under_them(first: str, second: str) -> None:
    """Of a text told day by day; a day that a sentence or a heading with an event names itself goes first."""
    basis = DateBasis.STATED if "killed" in first else DateBasis.INHERITED
    found = read("All incidents of a week in Afghanistan.\n\n" + ENTRIES.format(first, second), DAY).events
    dated = {
        each.event_type: (each.date and each.date.date_edtf, each.date_basis) for each in found if each.fatalities.low
    }
    assert dated[EventType.ATTACK_ON_CIVILIANS] == ("2021-08-04", basis)
    assert dated[EventType.BOMBING] == ("2021-08-03", basis)
    assert dated[EventType.NATURAL_DISASTER] == ("2021-08-08", DateBasis.STATED)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Aug. 4: Kabul", "Elsewhere"),
        ("On Aug. 4 the army was quiet.", "On Aug. 3 the army was quiet."),
        ("Aug. 1\n\nAug. 4: A judge killed\n\nAug. 3: A fall", "Elsewhere"),
    ],
)
def test_other_lines_with_days_do_not(first: str, second: str) -> None:
    """One line alone may date the text; sentences are no headings, and a list of titles heads nothing."""
    found = read("All incidents of a week in Afghanistan.\n\n" + ENTRIES.format(first, second), DAY).events
    (day,) = [each.date for each in found if each.event_type is EventType.BOMBING]
    assert day is not None
    assert day.date_edtf.endswith("~")


def test_an_entry_long_past_is_historical() -> None:
    """The heading's day decides the mode, as a day in the sentence would."""
    found = read("A chronology of Afghanistan.\n\n" + ENTRIES.format("4 August 2019", "3 August 2019"), DAY).events
    modes = {each.event_type: each.assertion_mode for each in found}
    assert modes[EventType.BOMBING] is AssertionMode.HISTORICAL


def test_that_year_is_the_one_it_was_done_by() -> None:
    """What came by a year is of that year's tale: the next sentence counts from it."""
    text = "In 1994 the Taliban took Kandahar and by 1996 they held Kabul. That year they also captured Jalalabad."
    found = read(text + OF_AFGHANISTAN, date(2001, 10, 25)).events
    dated = {each.unit_id: each.date.date_edtf for each in found if each.date and each.action}
    assert dated["AF-NAN"] == "1996"
