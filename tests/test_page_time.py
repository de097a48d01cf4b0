"""The time control over spans of one day, of two days across 2001-09-09, and of twenty years, in a real Chromium."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geo.dates import DateSpan
from geo.vocab import EventType
from maps.scene import build_scene
from tests.pages import choose_setting, open_scene, set_day
from tests.scenes import RULE, capital, document, event

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from maps.scene import Scene

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nothing_goes_wrong")]
TWENTY_YEARS = [
    date(2001, 8, 31),
    date(2001, 9, 8),
    date(2001, 9, 9),
    date(2001, 9, 10),
    date(2011, 1, 31),
    date(2021, 8, 15),
]
SHOWN = "Array.from(document.querySelectorAll('#reports-list .day-head'), (head) => head.textContent)"


def bombs(days: list[date]) -> Scene:
    """A bomb on each of these days, each in another city."""
    text = "A bomb went off in the city."
    source = document(1, days[-1], text)
    isos = ("AF-KAB", "AF-HER", "AF-KAN", "AF-BAL", "AF-NAN", "AF-KDZ")
    events = [
        event(number, EventType.BOMBING, source, text, "bomb", place=capital(iso), date=DateSpan.of(day))
        for number, (iso, day) in enumerate(zip(isos, days, strict=False))
    ]
    return build_scene(documents=(source,), events=events, controls=(), counts=(), as_of=None, rule=RULE, title="Bombs")


@pytest.fixture
def long(page: Page, tmp_path: Path) -> Page:
    """Twenty years of bombs, open."""
    open_scene(page, bombs(TWENTY_YEARS), tmp_path)
    return page


def test_days_are_in_order_where_seconds_get_a_digit_more(long: Page) -> None:
    """8, 9 and 10 September 2001 follow each other in the list and under the slider, latest first."""
    assert long.evaluate(SHOWN) == [
        "15 August 2021",
        "31 January 2011",
        "10 September 2001",
        "9 September 2001",
        "8 September 2001",
        "31 August 2001",
    ]
    for number, shown in ((8, 2), (9, 3), (10, 4)):
        set_day(long, number)
        expect(long.locator("#reports-count")).to_have_text(f"{shown} reports shown")
        assert long.locator(".pin").count() == shown


def test_windows_hold_across_the_digit(long: Page) -> None:
    """On 10 September 2001 'this day' has one report, the last 7 days three, the last 30 days all four."""
    set_day(long, 10)
    assert long.locator("#day-words").inner_text() == "Monday, 10 September 2001"
    for window, shown in (("day", "1 report"), ("week", "3 reports"), ("month", "4 reports"), ("year", "4 reports")):
        choose_setting(long, "window", window)
        expect(long.locator("#reports-count")).to_have_text(f"{shown} shown")


def test_slider_reaches_both_ends_of_twenty_years(long: Page) -> None:
    """The slider has a place for every day, and End, Home and Page Down go where they say."""
    slider = long.locator("#day")
    days = (TWENTY_YEARS[-1] - TWENTY_YEARS[0]).days
    assert slider.get_attribute("max") == str(days)
    slider.focus()
    long.keyboard.press("Home")
    assert long.locator("#day-words").inner_text() == "Friday, 31 August 2001"
    long.keyboard.press("End")
    assert long.locator("#day-words").inner_text() == "Sunday, 15 August 2021"
    long.keyboard.press("PageDown")
    assert long.locator("#day-words").inner_text() == "Thursday, 15 July 2021"


def test_steps_by_month_keep_to_the_calendar(long: Page) -> None:
    """Twenty years step by month at first; a month on from 31 August is 30 September, a year on the same day."""
    assert long.locator("#step").input_value() == "month"
    set_day(long, 0)
    long.locator("#day-on").click()
    assert long.locator("#day-words").inner_text() == "Sunday, 30 September 2001"
    assert long.locator("#day-on").get_attribute("aria-label") == "One month on"
    for unit, words in (
        ("week", "Sunday, 7 October 2001"),
        ("year", "Monday, 7 October 2002"),
        ("day", "Tuesday, 8 October 2002"),
    ):
        choose_setting(long, "step", unit)
        long.locator("#day-on").click()
        assert long.locator("#day-words").inner_text() == words
    choose_setting(long, "step", "year")
    long.locator("#day-back").click()
    long.locator("#day-back").click()
    assert long.locator("#day-words").inner_text() == "Friday, 31 August 2001"


def test_play_goes_on_by_the_step_until_it_is_paused(long: Page) -> None:
    """Fast play by years moves by whole years; pause holds the day."""
    set_day(long, 0)
    choose_setting(long, "step", "year")
    choose_setting(long, "speed", "fast")
    long.locator("#day-play").click()
    expect(long.locator("#day-words")).to_have_text(re.compile("31 August 20(0[2-9]|1[0-9])$"))
    long.locator("#day-play").click()
    held = long.locator("#day-words").inner_text()
    long.wait_for_timeout(700)
    assert long.locator("#day-words").inner_text() == held


def test_long_spans_are_marked_by_years_and_charted_by_months(long: Page) -> None:
    """The marks are years in rising order; the bars are months: each of the four months with bombs has one."""
    marks = long.locator("#marks span").all_inner_texts()
    assert len(marks) >= 3
    assert marks == sorted(marks)
    assert all(int(mark) % 5 == 0 for mark in marks)
    assert long.locator("#chart-unit").inner_text() == "month by month"
    assert long.locator("#tempo rect").count() == 4


def test_dragging_on_the_chart_goes_along(long: Page) -> None:
    """Pressing at the left and dragging to the right end goes from the first to the last day."""
    box = long.locator("#chart").bounding_box()
    assert box is not None
    long.mouse.move(box["x"] + 5, box["y"] + 20)
    long.mouse.down()
    assert long.locator("#day-words").inner_text() == "Friday, 31 August 2001"
    long.mouse.move(box["x"] + box["width"] - 5, box["y"] + 20, steps=4)
    long.mouse.up()
    assert long.locator("#day-words").inner_text() == "Sunday, 15 August 2021"


def test_a_single_day_has_no_way_to_go(page: Page, tmp_path: Path) -> None:
    """With one day there is nothing to step through: the controls rest and are hidden, the day's report is there."""
    open_scene(page, bombs([date(2001, 9, 9)]), tmp_path)
    assert page.locator("#day").is_disabled()
    assert page.locator("#day-back").is_disabled()
    assert page.locator("#day-on").is_disabled()
    assert page.locator("#marks").is_hidden()
    assert page.locator("#day-words").inner_text() == "Sunday, 9 September 2001"
    expect(page.locator("#chart")).to_be_hidden()
    expect(page.locator("#day-play")).to_be_hidden()
    assert page.locator(".pin").count() == 1


def test_two_months_are_marked_by_days(page: Page, tmp_path: Path) -> None:
    """Sixty days are charted day by day and marked by days with their month."""
    first = date(2001, 8, 10)
    open_scene(page, bombs([first, first + timedelta(days=30), first + timedelta(days=60)]), tmp_path)
    assert page.locator("#chart-unit").inner_text() == "day by day"
    marks = page.locator("#marks span").all_inner_texts()
    assert marks
    assert all(mark.split()[1] in {"August", "September", "October"} for mark in marks)
    assert page.locator("#step").input_value() == "day"
