"""The page on paper, in a real Chromium: light, the whole map with legend and counts on one A4 page, then the lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.pages import set_day

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nothing_goes_wrong")]
MM = 96 / 25.4
"""CSS pixels of a millimetre."""
SHEET = (188 * MM, 275 * MM)
"""An A4 page within its margins, in CSS pixels."""


@pytest.fixture
def printed(small: Page) -> Page:
    """The page of the small scene, read in the dark, as it goes to the printer."""
    small.set_viewport_size({"width": int(SHEET[0]), "height": 1000})
    small.emulate_media(media="print", color_scheme="dark")
    small.wait_for_selector("html.printing", state="attached")
    return small


def test_paper_is_light(printed: Page) -> None:
    """A dark screen prints as a light one does."""
    colours = printed.evaluate("""() => {
        const style = getComputedStyle(document.documentElement);
        return [style.getPropertyValue("--ink").trim(), style.getPropertyValue("--taliban").trim()];
    }""")
    assert colours == ["#1d1f22", "#bb7547"]


def test_the_whole_country_is_on_the_first_page(printed: Page) -> None:
    """Every province lies in the map, and map, legend, chart and counts end before the sheet does."""
    frame = printed.locator(".folium-map").bounding_box()
    assert frame is not None
    assert frame["width"] == pytest.approx(187 * MM, abs=2)
    for path in printed.locator(".folium-map path[data-province]").all():
        box = path.bounding_box()
        assert box is not None
        assert box["x"] >= frame["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
        assert box["y"] >= frame["y"]
        assert box["y"] + box["height"] <= frame["y"] + frame["height"]
    assert printed.locator("#legend-body").is_visible()
    counts = printed.locator("#counts").bounding_box()
    assert counts is not None
    assert counts["y"] + counts["height"] < SHEET[1]


def test_what_is_folded_up_is_printed_and_what_is_pressed_is_not(printed: Page) -> None:
    """The table of provinces and what is missing are open; buttons, sliders and the search are gone."""
    expect(printed.locator("#provinces-body tbody tr")).to_have_count(34)
    assert printed.locator("#problems-list li").first.is_visible()
    for name in ("#search", "#day", "#day-play", "#compare", ".leaflet-control-zoom"):
        assert printed.locator(name).is_hidden(), name


def test_the_screen_is_as_before_after_printing(small: Page) -> None:
    """View, folds and address come back."""
    set_day(small, 2)
    small.locator(".leaflet-control-zoom-in").click()
    small.wait_for_url(re.compile("view="))
    path = small.locator('path[data-province="AF-BAM"]')
    details = small.locator("#provinces details")
    before, url = path.bounding_box(), small.url
    made = small.pdf(prefer_css_page_size=True)
    expect(small.locator("html.printing")).to_have_count(0)
    assert before is not None
    back = """([x, width]) => {
        const box = document.querySelector('path[data-province="AF-BAM"]').getBoundingClientRect();
        return Math.abs(box.x - x) < 2 && Math.abs(box.width - width) < 2;
    }"""
    small.wait_for_function(back, arg=[before["x"], before["width"]], polling=100)
    assert path.bounding_box() == pytest.approx(before, abs=1)
    small.wait_for_timeout(500)  # an address would be written by now
    assert (small.url, details.get_attribute("open")) == (url, None)
    pages = len(re.findall(rb"/Type\s*/Page\b", made))
    assert 2 <= pages <= 6
    assert re.search(rb"/MediaBox\s*\[\s*0 0 59[45]\S* 84[12]\S*\s*\]", made)


def test_two_days_are_printed_one_above_the_other(small: Page) -> None:
    """Side by side on the screen, on paper both maps stand whole on the first page, each under its day."""
    small.keyboard.press("c")
    small.set_viewport_size({"width": int(SHEET[0]), "height": 1000})
    small.emulate_media(media="print")
    small.wait_for_selector("html.printing", state="attached")
    boxes = [small.locator(name).bounding_box() for name in ("#day-there", "#other-map", "#day-here", ".folium-map")]
    tops = [box["y"] for box in boxes if box]
    assert len(tops) == 4
    assert tops == sorted(tops)
    last = boxes[3]
    assert last is not None
    assert last["y"] + last["height"] < SHEET[1]
