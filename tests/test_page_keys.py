"""The page by keyboard and for assistive technology: shortcuts, provinces, focus, names, and axe-core's checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

import conflictmap
from tests.feed_files import ucdp, write
from tests.pages import open_pin, open_scene, set_day, violations
from tests.scenes import small_scene

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nothing_goes_wrong")]


def focused(page: Page) -> str:
    """The id of the focused element, or what province it is."""
    got = page.evaluate("document.activeElement.id || document.activeElement.dataset.province || ''")
    return str(got)


@pytest.mark.parametrize(
    ("language", "scheme", "size"),
    [
        pytest.param("en", "light", (1280, 800), id="desktop"),
        pytest.param("fa", "light", (640, 400), id="zoomed-dari"),
    ],
)
def test_axe_finds_nothing(  # noqa: PLR0917 - fixtures and the three that vary
    page: Page, tmp_path: Path, axe: str, language: str, scheme: str, size: tuple[int, int]
) -> None:
    """As it opens, then with filters, a sheet, a report, the table, findings, two days and the keys open."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_scene(page, small_scene(), tmp_path, language=language, address="")
    assert violations(page, axe) == []
    open_scene(page, small_scene(), tmp_path, language=language)
    for summary in ("#filters summary", "#provinces summary", "#problems-head", "#unplaced-head", "#take summary"):
        page.locator(summary).click()
    page.locator(".report").first.click()
    open_pin(page, "Kunduz" if language == "en" else "کندز")
    expect(page.locator("#provinces-body tbody tr")).to_have_count(34)
    assert violations(page, axe) == []
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.locator("[data-change] summary").first.click()
    page.locator("#claims summary").first.click()
    expect(page.locator("#claims blockquote").first).to_be_visible()
    expect(page.locator("[data-change] blockquote").first).to_be_visible()
    assert violations(page, axe) == []
    page.locator("#keys-show").click()
    assert violations(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_names_and_sides_apart(
    page: Page, tmp_path: Path, axe: str, scheme: Literal["light", "dark"]
) -> None:
    """Names are in the system's text colour with its ground around them, fills stay apart, axe is content."""
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    open_scene(page, small_scene(), tmp_path, address="")
    seen = page.evaluate("""() => {
        const probe = document.createElement("span");
        probe.style.cssText = "color: CanvasText; background-color: Canvas";
        document.body.append(probe);
        const { color, backgroundColor } = getComputedStyle(probe);
        const of = (where, what) => [...document.querySelectorAll(where)].map((each) => getComputedStyle(each)[what]);
        return {
            system: [color, backgroundColor],
            names: [...new Set(of(".name span", "color").concat(of(".name.fell span", "color")))],
            around: [...new Set(of(".name span", "webkitTextStrokeColor"))],
            fills: ["taliban", "government", "nrf"].map((side) => of(`path.fill-${side}`, "fill")[0]),
        };
    }""")
    assert seen["names"] == seen["system"][:1]
    assert seen["around"] == seen["system"][1:]
    assert len(set(seen["fills"])) == 3
    assert sum("url(" in fill for fill in seen["fills"]) == 2
    assert violations(page, axe) == []


def test_other_materials_are_accessible(page: Page, tmp_path: Path, axe: str) -> None:
    """A feed with its course open, one article, nothing found, an embedded page, and the form for a correction."""
    rows = [ucdp(number, date_start=f"2021-08-0{number}", date_end=f"2021-08-0{number}") for number in (1, 2)]
    feed = conflictmap.feed("ucdp", write(tmp_path / "u.csv", "ucdp", rows)).scene
    open_scene(page, feed, tmp_path)
    page.locator(".feed-course summary").click()
    assert violations(page, axe) == []
    text = "The Taliban seized the city of Kunduz on Sunday. It had rained."
    open_scene(page, conflictmap.run(text=text, published="2021-08-09").scene, tmp_path, address="")
    page.locator(".card .how-read > summary").click()
    page.locator(".card .suggest > summary").click()
    expect(page.locator(".suggest-form")).to_be_visible()
    assert violations(page, axe) == []
    open_scene(page, small_scene(events=[], controls=[], counts=[], checks=[]), tmp_path, address="")
    assert violations(page, axe) == []
    open_scene(page, small_scene(), tmp_path, address="#mode=embed")
    assert violations(page, axe) == []


def test_shortcuts_search_step_and_help(small: Page) -> None:
    """`/` goes to the search, `,` and `.` step the day, `?` lists the keys, and typing into a field is only typing."""
    small.keyboard.press(",")
    assert small.locator("#day-words").inner_text() == "Monday, 9 August 2021"
    small.keyboard.press(".")
    assert small.locator("#day-words").inner_text() == "Tuesday, 10 August 2021"
    small.keyboard.press("/")
    assert focused(small) == "search"
    small.keyboard.type(",p.?/")
    assert small.locator("#search").input_value() == ",p.?/"
    assert small.locator("#day-words").inner_text() == "Tuesday, 10 August 2021"
    small.keyboard.press("Escape")
    small.keyboard.press("?")
    dialog = small.get_by_role("dialog", name="Keyboard")
    expect(dialog).to_be_visible()
    small.keyboard.press(",")
    assert small.locator("#day-words").inner_text() == "Tuesday, 10 August 2021"
    dialog.get_by_role("checkbox").uncheck()
    small.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    small.locator("#day").focus()
    small.keyboard.press(",")
    assert small.locator("#day-words").inner_text() == "Tuesday, 10 August 2021"


def test_play_and_home_keys(page: Page, tmp_path: Path) -> None:
    """With motion as most readers have it: `p` plays and pauses; `0` shows the whole country again after zooming in."""
    page.emulate_media(reduced_motion="no-preference")
    open_scene(page, small_scene(), tmp_path)
    page.keyboard.press("p")
    assert page.locator("#day-play").get_attribute("aria-label") == "Pause"
    page.keyboard.press("p")
    assert page.locator("#day-play").get_attribute("aria-label") == "Play"
    zoom = "Object.entries(window).find(([name]) => name.startsWith('map_'))[1].getZoom()"
    first = page.evaluate(zoom)
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_function(f"() => {zoom} > {first}")
    expect(page.locator(".leaflet-zoom-anim")).to_have_count(0)
    page.keyboard.press("0")
    page.wait_for_function(f"() => {zoom} === {first}")


def test_provinces_are_walked_by_arrow_keys(small: Page) -> None:
    """One tab stop for all provinces; arrows go to neighbours, a ring shows where, Enter opens, Esc gives it back."""
    stops = small.locator('path[data-province][tabindex="0"]')
    assert stops.count() == 1
    assert small.locator('path[data-province="AF-JOW"]').get_attribute("aria-label") == (
        "Jowzjan: Government, reported Taliban"
    )
    small.locator('path[data-province="AF-KAB"]').focus()
    small.keyboard.press("ArrowLeft")
    assert focused(small) in {"AF-WAR", "AF-PAR", "AF-BAM"}
    assert small.locator("path.focus-ring").count() == 1
    small.keyboard.press("ArrowRight")
    assert stops.count() == 1
    here = focused(small)
    name = str(small.locator(f'path[data-province="{here}"]').get_attribute("aria-label")).partition(":")[0]
    small.keyboard.press("Enter")
    popup = small.get_by_role("dialog", name=name)
    expect(popup).to_be_focused()
    assert small.locator("path.focus-ring").count() == 0
    small.keyboard.press("Escape")
    expect(popup).to_be_hidden()
    assert focused(small) == here


def test_province_names_follow_the_day(small: Page) -> None:
    """What a screen reader hears of a province is who holds it on the day shown."""
    kunduz = small.locator('path[data-province="AF-KDZ"]')
    assert kunduz.get_attribute("aria-label") == "Kunduz: Taliban"
    set_day(small, 0)
    assert kunduz.get_attribute("aria-label") == "Kunduz: Government"


def test_escape_closes_a_pin_and_the_focus_returns(small: Page) -> None:
    """A pin opened by keyboard hands the focus to its sheet and has it again after Esc, also when the day changed."""
    popup = open_pin(small, "Zaranj")
    expect(popup).to_be_focused()
    small.keyboard.press(",")
    expect(popup).to_be_focused()
    small.keyboard.press("Escape")
    expect(popup).to_be_hidden()
    assert "Zaranj" in str(small.evaluate("document.activeElement.getAttribute('aria-label')"))


def test_changes_are_announced(small: Page) -> None:
    """The day and the number of reports stand in live regions, and the regions of the page have names."""
    assert small.locator("#day-words").get_attribute("aria-live") == "polite"
    assert small.get_by_role("status").filter(has_text="reports").count() == 1
    assert small.get_by_role("search", name="Find reports").count() == 1
    assert small.get_by_role("slider", name="Day").count() == 1
