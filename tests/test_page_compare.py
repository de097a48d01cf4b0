"""Two days side by side, in a real Chromium: both maps, what changed between them, the address, keys and phones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

import conflictmap
from geo.files import seeds_folder
from maps.page import render_page
from maps.symbols import side_label
from tests.pages import PHONE, open_scene, set_day, visit
from tests.scenes import small_scene

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nothing_goes_wrong")]


def listed(page: Page) -> set[tuple[str, str]]:
    """The changes that the page lists, as (basis, province)."""
    rows = page.locator("[data-change]").all()
    return {
        (basis, str(row.get_attribute("data-change")))
        for row in rows
        for basis in str(row.get_attribute("data-bases")).split()
    }


def fill_on(page: Page, holder: str, iso: str) -> str:
    """The class of a province's fill on one of the two maps."""
    classes = str(page.locator(f'{holder} path[data-province="{iso}"]').get_attribute("class"))
    return next(name for name in classes.split() if name.startswith("fill-"))


@pytest.fixture
def compared(small: Page) -> Page:
    """The small scene's page on 10 August beside 6 August."""
    small.locator("#compare").click()
    small.locator("#other-map").wait_for()
    return small


def test_both_days_are_drawn(compared: Page) -> None:
    """The second map shows who held what on the first day, the main one the day of the slider; both carry their day."""
    assert compared.locator("#compare").get_attribute("aria-pressed") == "true"
    assert compared.locator("#other-map path[data-province]").count() == 34
    assert (fill_on(compared, "#other-map", "AF-KDZ"), fill_on(compared, ".folium-map", "AF-KDZ")) == (
        "fill-government",
        "fill-taliban",
    )
    assert (compared.locator("#day-there").inner_text(), compared.locator("#day-here").inner_text()) == (
        "6 August 2021",
        "10 August 2021",
    )
    there, here = (compared.locator(name).bounding_box() for name in ("#other-map", ".folium-map"))
    assert there is not None
    assert here is not None
    assert there["x"] + there["width"] <= here["x"] + 2
    assert abs(there["width"] - here["width"]) < 3


def test_what_changed_is_listed_and_outlined(compared: Page) -> None:
    """Kunduz went over in both layers, Sheberghan in the reported one alone; each is outlined on both maps."""
    text = compared.locator("#changes").inner_text()
    assert "Changed between 6 August 2021 and 10 August 2021" in text
    assert "Kunduz: Government → Taliban" in text
    assert "contested, last held by" not in text
    assert {("assessed", "AF-KDZ"), ("reported", "AF-KDZ"), ("reported", "AF-JOW")} <= listed(compared)
    assert ("assessed", "AF-JOW") not in listed(compared)
    changed = {iso for _, iso in listed(compared)}
    for holder in ("#other-map", ".folium-map"):
        assert compared.locator(f"{holder} path.changed").count() == len(changed)
    compared.locator('[data-change="AF-KDZ"] summary').click()
    expect(compared.locator('[data-change="AF-KDZ"] blockquote').first).to_be_visible()
    compared.locator('[data-change="AF-KDZ"] button').click()
    expect(compared.get_by_role("dialog", name="Kunduz")).to_be_visible()


def test_changes_follow_both_sliders(compared: Page) -> None:
    """Either slider changes the list; the same day twice says that nothing changed; off again, one map is left."""
    compared.locator("#other-day").fill("2")
    assert "Changed between 8 August 2021 and 10 August 2021" in compared.locator("#changes").inner_text()
    assert ("assessed", "AF-KDZ") not in listed(compared)
    set_day(compared, 2)
    assert listed(compared) == set()
    assert "Nothing changed hands" in compared.locator("#changes").inner_text()
    assert compared.locator("path.changed").count() == 0
    set_day(compared, 0)
    assert "Changed between 6 August 2021 and 8 August 2021" in compared.locator("#changes").inner_text()
    assert ("assessed", "AF-KDZ") in listed(compared)
    compared.locator("#compare").click()
    expect(compared.locator("#other-map")).to_be_hidden()
    expect(compared.locator("#changes")).to_be_hidden()
    assert compared.locator("path.changed").count() == 0


def test_both_handles_stand_on_one_axis(compared: Page) -> None:
    """The second handle lies on the slider of the first; dragging it moves the other day alone."""
    box, other = (compared.locator(name).bounding_box() for name in ("#day", "#other-day"))
    assert box is not None
    assert box == other
    middle = box["y"] + box["height"] / 2
    compared.mouse.move(box["x"] + 8, middle)
    compared.mouse.down()
    compared.mouse.move(box["x"] + box["width"] / 2, middle, steps=3)
    compared.mouse.up()
    assert compared.locator("#day-there").inner_text() == "8 August 2021"
    assert compared.locator("#day-here").inner_text() == "10 August 2021"


def test_maps_move_together(compared: Page) -> None:
    """Zooming the main map zooms the other, about the same place."""
    compared.locator(".leaflet-control-zoom-in").click()
    boxes = [
        compared.locator(f'{name} path[data-province="AF-BAM"]').bounding_box()
        for name in ("#other-map", ".folium-map")
    ]
    frames = [compared.locator(name).bounding_box() for name in ("#other-map", ".folium-map")]
    here, there = (
        (box["x"] - frame["x"], box["width"]) for box, frame in zip(boxes, frames, strict=True) if box and frame
    )
    assert here[0] == pytest.approx(there[0], abs=3)
    assert here[1] == pytest.approx(there[1], abs=2)


def test_the_address_keeps_the_comparison(compared: Page, tmp_path: Path) -> None:
    """The other day stands in the address and is restored from it; a day outside the period is left out."""
    compared.locator("#other-day").fill("1")
    expect(compared).to_have_url(re.compile("compare=2021-08-07"))
    address = compared.url
    visit(compared, address)
    assert compared.locator("#day-there").inner_text() == "7 August 2021"
    visit(compared, (tmp_path / "map.html").as_uri() + "#compare=1999-01-01")
    expect(compared.locator("#other-map")).to_be_hidden()


def test_comparison_by_keyboard(small: Page) -> None:
    """`c` begins and ends it, the second slider steps by arrows, the other map's provinces have a tab stop."""
    small.keyboard.press("c")
    slider = small.get_by_role("slider", name="Compare with")
    slider.focus()
    small.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext") == "Saturday, 7 August 2021"
    assert small.locator('#other-map path[tabindex="0"]').count() == 1
    small.locator('#other-map path[data-province="AF-KDZ"]').focus()
    small.keyboard.press("Enter")
    popup = small.locator("#details")
    expect(popup).to_be_focused()
    assert "Government" in popup.inner_text()
    small.keyboard.press("Escape")
    expect(popup).to_be_hidden()
    small.keyboard.press("c")
    expect(small.locator("#other-map")).to_be_hidden()


def test_maps_are_stacked_on_a_phone(page: Page, tmp_path: Path) -> None:
    """On a phone the other day stands above, nothing is wider than the screen, and both maps are to be seen."""
    page.set_viewport_size(PHONE)
    open_scene(page, small_scene(), tmp_path)
    page.locator("#compare").click()
    there, here = (page.locator(name).bounding_box() for name in ("#other-map", ".folium-map"))
    assert there is not None
    assert here is not None
    assert there["y"] + there["height"] <= here["y"] + 2
    assert there["width"] == PHONE["width"]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize(("first", "second"), [("2021-08-08", "2021-08-13"), ("2021-08-14", "2021-09-06")])
@pytest.mark.usefixtures("seeds_once")
def test_changes_are_those_of_the_command_line(page: Page, tmp_path: Path, first: str, second: str) -> None:
    """On the seeds the page lists the same units and layers, with the same sides, as `conflictmap control --diff`."""
    result = conflictmap.run(seeds_folder())
    path = tmp_path / "map.html"
    path.write_text(render_page(result.scene), encoding="utf-8")
    visit(page, path.as_uri() + f"#day={second}&compare={first}")
    changes = result.compare(first, second).changes
    assert changes
    assert listed(page) == {(each.after.basis.value, each.after.unit_id) for each in changes}
    for each in changes:
        row = page.locator(f'[data-change="{each.after.unit_id}"][data-bases*="{each.after.basis}"]')
        assert side_label(str(each.after.side)) in row.inner_text().split("→")[1]
        assert row.locator("summary").count() == bool(each.evidence)
