"""The page's state behind the `#` of its address: written, reopened, gone back to, and safe against anything there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from maps.page import render_page
from tests.pages import choose_setting, fill_of, open_pin, set_day, visit
from tests.scenes import HOSTILE, small_scene

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nothing_goes_wrong")]


@pytest.fixture
def address(tmp_path: Path) -> str:
    """The address of the small scene's page, as a file."""
    path = tmp_path / "map.html"
    path.write_text(render_page(small_scene()), encoding="utf-8")
    return path.as_uri()


def shown(page: Page) -> dict[str, str]:
    """The members of the address."""
    return {name: values[0] for name, values in parse_qs(page.url.partition("#")[2]).items()}


def wait_for(page: Page, words: str) -> None:
    """Wait until the address holds these words."""
    page.wait_for_url(re.compile(re.escape(words)))


def open_at(page: Page, address: str, words: str) -> None:
    """Open the page anew at this state."""
    visit(page, f"{address}#{words}")


def test_plain_page_has_a_plain_address(page: Page, address: str) -> None:
    """Opening the page and doing nothing writes nothing; going to a day and back leaves nothing behind."""
    visit(page, address)
    page.wait_for_timeout(500)
    assert "#" not in page.url
    set_day(page, 1)
    wait_for(page, "#day=2021-08-07")
    set_day(page, 2)
    page.wait_for_url(address)


def test_a_link_reopens_what_was_shown(page: Page, address: str) -> None:
    """Day, window, view, search, filters and the open incident come back in a fresh page from the address alone."""
    visit(page, address)
    set_day(page, 3)
    choose_setting(page, "window", "week")
    page.locator(".leaflet-control-zoom-in").click()
    page.locator("#filters summary").click()
    page.locator("#filter-side").select_option("taliban")
    page.locator("#search").fill("fell “kunduz”")
    wait_for(page, "q=fell")
    open_pin(page, "Kunduz")
    wait_for(page, "open=ev-0008")
    page.wait_for_timeout(600)
    before = shown(page)
    assert before.keys() == {"day", "window", "view", "q", "side", "open"}
    view = "(([map]) => [map.getCenter().lng, map.getCenter().lat, map.getZoom()])"
    found = "Object.entries(window).filter(([name]) => name.startsWith('map_')).map(([, map]) => map)"
    seen = page.evaluate(f"{view}({found})")
    link = page.url
    open_at(page, address, link.partition("#")[2])
    assert page.locator("#day-words").inner_text() == "Monday, 9 August 2021"
    assert page.locator("#window").input_value() == "week"
    assert page.locator("#search").input_value() == "fell “kunduz”"
    assert page.locator("#filter-side").input_value() == "taliban"
    assert page.locator("#reports-count").inner_text().startswith("1 report shown, of")
    assert "Kunduz fell to the Taliban" in page.locator("#details").inner_text()
    assert page.evaluate(f"{view}({found})") == pytest.approx(seen, abs=0.01)
    page.wait_for_timeout(600)
    assert shown(page) == before


@pytest.mark.parametrize(
    ("key", "words"),
    [("AF-JOW", "own_claim"), ("ev-0012", "The U.S. envoy travelled to Doha")],
    ids=["province", "abroad"],
)
def test_provinces_and_places_abroad_reopen(page: Page, address: str, key: str, words: str) -> None:
    """A link to a province or to an incident outside the map opens its sheet."""
    open_at(page, address, f"day=2021-08-10&window=sofar&open={key}")
    page.evaluate("document.querySelectorAll('#details details').forEach((each) => { each.open = true; })")
    expect(page.locator("#details")).to_contain_text(words)


def test_a_report_without_a_point_reopens_in_the_list(page: Page, address: str) -> None:
    """A link to what has no pin opens it in the list; opening it there writes the same link."""
    open_at(page, address, "open=ev-0015")
    report = page.locator('li[data-event="ev-0015"]')
    assert "Shells hit the town" in report.locator(".report-body").inner_text()
    report.locator(".report").click()
    page.wait_for_url(address)
    report.locator(".report").click()
    wait_for(page, "#open=ev-0015")


def test_back_and_forward_step_through_what_was_opened(page: Page, address: str) -> None:
    """Each opened pin is a step: back returns to the state before it, forward opens it again."""
    visit(page, address + "#window=sofar")
    set_day(page, 3)
    wait_for(page, "#day=2021-08-09")
    open_pin(page, "Zaranj")
    wait_for(page, "open=ev-0001")
    set_day(page, 0)
    wait_for(page, "day=2021-08-06")
    page.go_back()
    expect(page.locator("#details")).to_be_hidden()
    expect(page.locator("#day-words")).to_have_text("Monday, 9 August 2021")
    page.go_forward()
    expect(page.locator("#details")).to_contain_text("took Zaranj")
    expect(page.locator("#day-words")).to_have_text("Friday, 6 August 2021")


@pytest.mark.parametrize(
    "words",
    [
        HOSTILE.rstrip("\u2028"),
        f"q=%3Cimg%20src=x%20onerror=alert(1)%3E&open={HOSTILE[:-1]}&tag={HOSTILE[:-1]}",
        "day=2021-99-99&view=1e9,NaN,Infinity&window=__proto__&open=constructor",
        "day=1999-01-01&view=179,-89,12&mode=toString&side=__proto__",
        "day=%E0%A4%A&q=%00%ff%fe&view=,,&%%%=%",
        "q=" + "(" * 5000,
        "day[]=1&__proto__[x]=1&open=ev-0001%22%5D",
    ],
)
def test_hostile_addresses_are_ignored(page: Page, address: str, words: str) -> None:
    """Whatever does not fit the scene leaves the page as it opens: the decisive day, whole country, nothing open."""
    open_at(page, address, words)
    assert page.locator("#day-words").inner_text() == "Sunday, 8 August 2021"
    assert page.locator("#window").input_value() == "day"
    assert fill_of(page, "AF-KDZ") == "fill-taliban"
    assert page.locator("#details:not([hidden]), img").count() == 0
    assert len(page.locator("#search").input_value()) <= 200
    assert page.evaluate("({}).x") is None


def test_an_anchor_of_the_page_changes_nothing(page: Page, address: str) -> None:
    """The skip link's own anchor is no state: the day stays."""
    visit(page, address)
    set_day(page, 1)
    wait_for(page, "#day=2021-08-07")
    page.locator(".skip").press("Enter")
    wait_for(page, "#reports")
    assert page.locator("#day-words").inner_text() == "Saturday, 7 August 2021"
