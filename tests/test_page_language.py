"""The page in Dari and Pashto, in a real Chromium: its words, its direction, its calendar, and what stays as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from maps.page import render_page
from tests.pages import PHONE, counts, last_day, open_pin, pins, visit
from tests.scenes import small_scene

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nothing_goes_wrong")]
LATIN = re.compile(r"[A-Za-z]{2,}")
READ_ALOUD = """() => {
    const foreign = "[lang]:not(html), [dir=auto], bdi, code, kbd, script, style, textarea, option, .credits, noscript";
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const within = walker.currentNode.parentElement;
        if (!within.closest(foreign)) { found.push(walker.currentNode.textContent); }
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder]")) {
        for (const name of ["aria-label", "title", "placeholder"]) { found.push(element.getAttribute(name) || ""); }
    }
    return found.map((text) => text.replace(/\\u2068[^\\u2068\\u2069]*\\u2069/g, ""));
}"""
"""Every text of the page, and every name that is read aloud, without what is marked as another language's."""


def open_in(page: Page, language: str, folder: Path, address: str = "") -> None:
    """Open the small scene's page in a language."""
    path = folder / f"{language}.html"
    path.write_text(render_page(small_scene(), language=language), encoding="utf-8")
    visit(page, path.as_uri() + (address or last_day(small_scene())))


@pytest.fixture
def dari(page: Page, tmp_path: Path) -> Page:
    """The page of the small scene in Dari, open."""
    open_in(page, "fa", tmp_path)
    return page


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fa", "rtl"), ("ps", "rtl")])
def test_page_says_its_language_and_direction(page: Page, tmp_path: Path, language: str, direction: str) -> None:
    """The root element names both, and nothing is wider than a phone."""
    page.set_viewport_size(PHONE)
    open_in(page, language, tmp_path)
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == (language, direction)
    open_pin(page, "کندز" if direction == "rtl" else "Kunduz")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize("language", ["fa", "ps"])
def test_no_word_is_left_in_english(page: Page, tmp_path: Path, language: str) -> None:
    """With a popup, a report, the filters, the table, the findings and the keys open, Latin letters are names alone."""
    open_in(page, language, tmp_path)
    for summary in ("#filters summary", "#provinces summary", "#problems-head", "#unplaced-head", "#take summary"):
        page.locator(summary).click()
    expect(page.locator("#provinces-body tbody tr")).to_have_count(34)
    page.locator(".report").first.click()
    open_pin(page, "کندز")
    page.locator("#keys-show").press("Enter")
    expected = {"Natural", "Earth", "Leaflet", "Tab", "Shift", "Enter", "Esc", "GeoJSON", "CSV", "SVG", "PNG", "Ctrl"}
    names = {"Five", "days", "in", "August", "Doha", "Example", "News", "Wire", "the", "envoy"}  # of the scene itself
    texts = page.evaluate(READ_ALOUD)
    assert len([text for text in texts if text.strip()]) > 150
    assert {word for text in texts for word in LATIN.findall(text)} <= expected | names


def test_quotes_and_explanations_keep_their_language(dari: Page) -> None:
    """A quote stands from left to right inside the mirrored page, in the language of its document."""
    popup = open_pin(dari, "زرنج")
    quote = popup.locator("blockquote").first
    assert "took Zaranj" in quote.inner_text()
    assert (quote.get_attribute("dir"), quote.get_attribute("lang")) == ("auto", "en")
    assert quote.evaluate("(each) => getComputedStyle(each).direction") == "ltr"
    assert popup.evaluate("(each) => getComputedStyle(each).direction") == "rtl"
    assert "تصرف مرکز ولایت" in popup.inner_text()
    assert "طالبان ← حکومت" in popup.inner_text()


def test_names_of_places_are_in_the_language(page: Page, tmp_path: Path) -> None:
    """Provinces, capitals and neighbours on the map, in the table and in the pins."""
    open_in(page, "ps", tmp_path)
    assert page.locator('path[data-province="AF-KDZ"]').get_attribute("aria-label") == "کندز: طالبان"
    assert any("کندز" in name for name in pins(page))
    assert "ازبکستان" in page.locator(".neighbour-name").all_inner_texts()
    page.locator("#provinces summary").click()
    page.get_by_role("button", name="پکتیا", exact=True).click()
    assert page.locator("#details h2").inner_text().startswith("پکتیا")


def test_time_runs_from_right_to_left(dari: Page) -> None:
    """The left arrow goes on, a click at the left end of the chart goes to the last day, the first stands right."""
    slider = dari.locator("#day")
    slider.focus()
    dari.keyboard.press("Home")
    assert dari.locator("#day-words").inner_text() == "جمعه، ۶ اگست ۲۰۲۱ (۱۵ اسد ۱۴۰۰)"
    dari.keyboard.press("ArrowLeft")
    assert dari.locator("#day-words").inner_text() == "شنبه، ۷ اگست ۲۰۲۱ (۱۶ اسد ۱۴۰۰)"
    box = dari.locator("#chart").bounding_box()
    assert box is not None
    dari.mouse.click(box["x"] + 12, box["y"] + 20)
    assert slider.input_value() == "4"
    first, last = (dari.locator(name).bounding_box() for name in ("#first-day", "#last-day"))
    assert first is not None
    assert last is not None
    assert first["x"] > last["x"]


def test_the_map_is_not_mirrored(dari: Page) -> None:
    """Herat stays left of Kabul, while the side panel stands left of the map and the legend left in it."""
    herat, kabul = (dari.locator(f'path[data-province="{iso}"]').bounding_box() for iso in ("AF-HER", "AF-KAB"))
    side, frame, legend = (dari.locator(name).bounding_box() for name in (".side", ".map-frame", "#legend"))
    for box in (herat, kabul, side, frame, legend):
        assert box is not None
    assert herat["x"] < kabul["x"]  # type: ignore[index]
    assert side["x"] < frame["x"]  # type: ignore[index]
    assert legend["x"] - frame["x"] < 40  # type: ignore[index]


def test_counts_are_in_the_digits_of_the_language(dari: Page) -> None:
    """The panel, the scale bar and the number on a pin have no Latin digit."""
    assert counts(dari)["taliban"] == "۴ از ۳۴ در دست، ۱ دیگر ادعاشده و تأییدنشده"
    assert re.fullmatch("[۰-۹]+ کیلومتر", dari.locator(".leaflet-control-scale-line").inner_text())
    assert "۲" in dari.locator(".badge-text").all_text_contents()


def test_the_address_does_not_depend_on_the_language(page: Page, tmp_path: Path) -> None:
    """A link made in English opens the same day, filter and report in Dari."""
    open_in(page, "fa", tmp_path, "#day=2021-08-08&window=sofar&mode=negated&open=ev-0004")
    assert page.locator("#day").input_value() == "2"
    assert page.locator("#filter-mode").input_value() == "negated"
    expect(page.locator("#details")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_link_opens_on_a_phone(page: Page, tmp_path: Path, language: str) -> None:
    """Day and open report come back at 360 pixels, the sheet lies within the screen, and nothing is wider than it."""
    page.set_viewport_size(PHONE)
    open_in(page, language, tmp_path, "#day=2021-08-08&open=ev-0008")
    popup = page.locator("#details")
    expect(popup).to_be_visible()
    box = popup.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.locator("#day").input_value() == "2"


@pytest.mark.parametrize(
    ("language", "head", "row"), [("en", "Provincial capitals on", "Taliban"), ("fa", "مراکز ولایات در", "طالبان")]
)
def test_without_script_the_counts_stand_first(
    browser: Browser, tmp_path: Path, language: str, head: str, row: str
) -> None:
    """With JavaScript off there is no empty map, but the counts and all 34 provinces as tables, in the language."""
    path = tmp_path / "plain.html"
    path.write_text(render_page(small_scene(), language=language), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator(".work").is_hidden()
    text = page.locator(".no-script").inner_text()
    assert head in text
    assert row in text
    assert page.locator(".no-script tbody").nth(1).locator("tr").count() == 34
    first = page.locator(".no-script h2").bounding_box()
    assert first is not None
    assert first["y"] < PHONE["height"] / 2
    context.close()


def test_the_solar_calendar_is_right(dari: Page) -> None:
    """Each day from 1921 to 2082 is what the browser's own calendar says; outside those years there is none."""
    wrong = dari.evaluate("""() => {
        const parts = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", {
            timeZone: "UTC", year: "numeric", month: "numeric", day: "numeric",
        });
        const found = [];
        for (let day = -17800; day < 40986; day += 1) {
            const told = parts.formatToParts(new Date(day * 86400000));
            const own = conflictmap.solarDay(day) || {};
            const names = ["year", "month", "day"];
            const number = (name) => Number.parseInt(told.find((each) => each.type === name).value);
            if (names.some((name) => number(name) !== own[name])) { found.push([day, own]); }
        }
        return found.slice(0, 3);
    }""")
    assert wrong == []
    assert dari.evaluate("[conflictmap.solarDay(-40000), conflictmap.solarDay(60000)]") == [None, None]
    assert dari.evaluate("conflictmap.solarDay(18854)") == {"year": 1400, "month": 5, "day": 24}  # 15 August 2021
