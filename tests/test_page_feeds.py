"""The page of a feed in a real Chromium: the row as evidence, the counts by day and province, the attribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

import conflictmap
from maps.feeds import feed_deaths
from tests.feed_files import SEIZED, acled, gdelt, ucdp, write
from tests.pages import choose_setting, nothing_goes_wrong, open_scene, set_day  # noqa: F401 - a fixture that watches every test

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_evidence_shows_the_row(page: Page, tmp_path: Path) -> None:
    """In the list and in the card of the change a row says which one it is and that it is no quote; notes stay text."""
    hostile = "<img src=x onerror=alert(1)> `${1}`"
    rows = [acled(1, sub_event_type=SEIZED, notes=hostile), acled(2, sub_event_type=SEIZED, notes="Told again.")]
    path = write(tmp_path / "a.csv", "acled", rows)
    scene = conflictmap.feed("acled", path, i_may_redistribute=True).scene
    open_scene(page, scene, tmp_path, address="#day=2021-08-08")
    page.locator(".report").first.click()
    page.locator(".card .one summary").first.click()
    for shown in (page.locator(".report-body .feed-row").first, page.locator(".card > .feed-row")):
        expect(shown.locator(".row-of")).to_have_text("Feed row, not a quote: ACLED, a.csv, row 1, id AFG1")
        expect(shown.locator(".notes")).to_have_text(hostile)
    expect(page.locator(".card .telling .feed-row .notes")).to_have_text("Told again.")
    page.locator(".card .how-read > summary").click()
    expect(page.locator(".card .how-read .feed-row").first).to_be_visible()
    assert page.locator("blockquote").count() == 0
    assert "Source: ACLED" in page.locator("#feeds .attribution").inner_text()


def test_withheld_rows_show_their_id_alone(page: Page, tmp_path: Path) -> None:
    """Without leave to pass rows on, a change of territory names the row, and the counts stand as discs."""
    path = write(tmp_path / "a.csv", "acled", [acled(1, sub_event_type=SEIZED), acled(2)])
    open_scene(page, conflictmap.feed("acled", path).scene, tmp_path)
    page.locator(".report").first.click()
    assert "id AFG1" in page.locator(".report-body .row-of").inner_text()
    assert page.locator(".report-body .notes").count() == 0
    assert "2 of 2 rows are kept; 0 of them are shown" in page.locator("#feeds").inner_text()
    assert page.locator("path.feed-count").count() == 1


def test_counts_follow_the_day(page: Page, tmp_path: Path) -> None:
    """GDELT's counts are discs and a table; both count the days shown."""
    rows = [gdelt(1, SQLDATE="20210801"), gdelt(2, SQLDATE="20210804"), gdelt(3, SQLDATE="20210804")]
    rows.append(gdelt(4, SQLDATE="20210804", ActionGeo_ADM1Code="AF11", ActionGeo_Type=5))
    path = write(tmp_path / "g.export.CSV", "gdelt", rows)
    scene = conflictmap.feed("gdelt", path).scene
    open_scene(page, scene, tmp_path)
    assert "4 rows in the days shown" in page.locator("#feeds summary").first.inner_text()
    assert page.locator("path.feed-count").count() == 2
    assert page.locator("#chart .event-bar").count() == 2
    assert page.locator("h1").inner_text().startswith("4 rows of GDELT")
    assert scene.title in page.locator("#standfirst").inner_text()
    assert page.locator("#title").is_hidden()
    choose_setting(page, "window", "month")
    assert "4 rows in the days shown" in page.locator("#feeds summary").first.inner_text()
    page.locator("#feeds summary").first.click()
    expect(page.locator("#feeds tr:visible")).to_have_text(["Kunduz3", "Herat1"])
    set_day(page, 0)
    assert "1 row in the days shown" in page.locator("#feeds summary").first.inner_text()
    assert page.locator("path.feed-count").count() == 1
    assert page.locator(".report").count() == 0


def test_discs_have_a_legend_and_the_list_says_that_rows_are_counted(page: Page, tmp_path: Path) -> None:
    """With counts alone the legend explains the discs, their areas are as the numbers, and no "0 reports" is said."""
    rows = [gdelt(number, SQLDATE="20210804") for number in range(1, 5)]
    rows.append(gdelt(5, SQLDATE="20210804", ActionGeo_ADM1Code="AF11", ActionGeo_Type=5))
    path = write(tmp_path / "g.export.CSV", "gdelt", rows)
    scene = conflictmap.feed("gdelt", path).scene
    open_scene(page, scene, tmp_path)
    mark = page.locator("#key li", has=page.locator("circle.feed-count"))
    expect(mark).to_contain_text("disc area = number")
    expect(mark).to_be_in_viewport()
    assert page.locator("#legend-body").text_content() == mark.text_content()
    widths = sorted(
        page.locator("path.feed-count").evaluate_all("paths => paths.map((path) => path.getBBox().width)"),
    )
    assert widths[1] / widths[0] == pytest.approx(2, rel=0.1)
    assert page.locator("#reports-count").inner_text() == "Counted, not shown one by one"
    assert "5 rows of GDELT, counted and not shown one by one" in page.locator("header").first.inner_text()
    assert page.locator("#feeds summary").first.inner_text() == "5 rows in the days shown, by province"
    open_scene(page, scene, tmp_path, language="fa")
    assert page.locator("#reports-count").inner_text() == "شمرده شده، نه یکایک نشان داده شده"
    expect(page.locator("#key")).to_contain_text("مساحت دایره = شمار")


def test_a_feed_has_its_course(page: Page, tmp_path: Path) -> None:
    """Rows and dead by month, as charts and as a table with lowest and highest figures; the headline adds up."""
    figures = [("2021-06-01", 1, 2, 4), ("2021-06-20", 0, 3, 3), ("2021-08-30", 5, 5, 5)]
    rows = [
        ucdp(number, date_start=day, date_end=day, low=low, best=best, high=high)
        for number, (day, low, best, high) in enumerate(figures, 1)
    ]
    scene = conflictmap.feed("ucdp", write(tmp_path / "u.csv", "ucdp", rows)).scene
    assert feed_deaths(scene.feeds)[0] == {"feed": 0, "day": 18779, "low": 1, "best": 2, "high": 4}
    open_scene(page, scene, tmp_path)
    assert page.locator("h1").inner_text() == "3 reports from 3 rows of UCDP GED. 10 dead (6 to 12)."
    course = page.locator(".feed-course")
    assert course.locator("figcaption").inner_text() == "Rows and dead, month by month"
    course.locator("summary").click()
    expect(course.locator("tr")).to_have_text(["June 202125 dead (1 to 7)", "August 202115 dead"])
    assert course.locator("svg rect").count() == 3
    assert course.locator("path.dead-band").count() == 1


def test_the_header_tells_rows_of_a_feed(page: Page, tmp_path: Path) -> None:
    """Reports of a feed come from its rows, not from a document; all kept rows shown need no disc in the legend."""
    path = write(tmp_path / "a.csv", "acled", [acled(1, sub_event_type=SEIZED), acled(2)])
    open_scene(page, conflictmap.feed("acled", path, i_may_redistribute=True).scene, tmp_path)
    assert "from 2 rows of ACLED" in page.locator("header").first.inner_text()
    assert page.locator("#legend circle.feed-count, #key circle.feed-count").count() == 0
