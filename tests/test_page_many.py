"""The page with very many reports, in a real Chromium: what it counts is what Python counts, and every control works.

The made events are those of the benchmarks: no two quotes alike, a few thousand places, twenty years.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from bench.made_events import DAYS, FIRST_DAY, made_scene
from geo.vocab import PlacePrecision
from maps.language import number
from maps.page import render_page
from maps.symbols import group_of
from tests.pages import choose_setting, open_scene, set_day, visit

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from playwright.sync_api import Page

    from maps.scene import Scene

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nothing_goes_wrong")]
FEW, MANY = 6_000, 100_000
TOTALS = "() => window.conflictmap.live.rings().reduce((sum, ring) => sum + ring.total, 0)"
ZOOM = "Object.entries(window).find(([name]) => name.startsWith('map_'))[1].getZoom()"
COUNTS = """() => {
    const groups = window.conflictmap.live.state.scene.groups.map((group) => group.id);
    const found = Object.fromEntries(groups.map((id) => [id, 0]));
    for (const ring of window.conflictmap.live.rings()) {
        ring.counts.forEach((number, group) => { found[groups[group]] += number; });
    }
    return found;
}"""


@pytest.fixture(scope="module", params=[FEW, pytest.param(MANY, marks=pytest.mark.slow)])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Scene, str]:
    """The scene of so many events and the address of its page."""
    scene = made_scene(request.param)
    path: Path = tmp_path_factory.mktemp("many") / "map.html"
    path.write_text(render_page(scene), encoding="utf-8")
    return scene, path.as_uri()


@pytest.fixture
def many(page: Page, made: tuple[Scene, str]) -> Page:
    """The page, open, with its texts read."""
    page.set_default_timeout(60_000)
    visit(page, made[1])
    return page


def incidents_by(scene: Scene, day: date) -> int:
    """How many incidents had begun by a day, counted in Python."""
    return sum(1 for each in scene.incidents if each.date and each.date.date_start and each.date.date_start <= day)


def test_page_counts_what_python_counts(many: Page, made: tuple[Scene, str]) -> None:
    """In the middle, after a quarter and on the last day the rings add up to the incidents that Python counts."""
    scene, _ = made
    for step in (DAYS // 2, DAYS // 4):
        set_day(many, step)
        assert many.evaluate(TOTALS) == incidents_by(scene, FIRST_DAY + timedelta(days=step))
    many.locator("#day").press("End")
    assert many.evaluate(TOTALS) == len(scene.incidents)
    assert many.locator("#reports-count").inner_text().startswith(f"{number(len(scene.events))} reports")


def test_rings_count_by_kind(many: Page, made: tuple[Scene, str]) -> None:
    """The parts of all rings add up, kind by kind, to what Python counts."""
    scene, _ = made
    expected: dict[str, int] = {}
    for each in scene.incidents:
        group = group_of(each.event_type)
        expected[group] = expected.get(group, 0) + 1
    found: dict[str, int] = many.evaluate(COUNTS)
    assert {group: count for group, count in found.items() if count} == expected


def test_nearer_the_rings_part_and_lose_nobody(many: Page, made: tuple[Scene, str]) -> None:
    """A click on a ring goes nearer: there are more positions to tell apart, and far out again all are counted."""
    scene, _ = made
    before: list[dict[str, Any]] = many.evaluate("window.conflictmap.live.rings()")
    at = many.evaluate("""() => {
        const [, map] = Object.entries(window).find(([name]) => name.startsWith("map_"));
        const ring = window.conflictmap.live.rings()[0];
        const point = map.latLngToContainerPoint([ring.at[1], ring.at[0]]);
        const box = map.getContainer().getBoundingClientRect();
        return [box.left + point.x, box.top + point.y, map.getZoom()];
    }""")
    many.mouse.click(at[0], at[1])
    many.wait_for_function(f"() => {ZOOM} > {at[2]}")
    assert many.evaluate("window.conflictmap.live.rings().length") != len(before)
    many.keyboard.press("0")
    expect(many.locator(".leaflet-zoom-anim")).to_have_count(0)
    many.wait_for_function(f"() => ({TOTALS})() === {len(scene.incidents)}")


def test_rings_open_by_keys(many: Page) -> None:
    """The rings are one stop of the Tab key: an arrow names the next ring with its kinds, Enter goes nearer."""
    canvas = many.locator("canvas.crowd")
    assert "rings of reports" in str(canvas.get_attribute("aria-label"))
    canvas.focus()
    many.keyboard.press("ArrowRight")
    first = str(canvas.get_attribute("aria-label"))
    assert "Clash or offensive: " in first
    many.keyboard.press("ArrowRight")
    assert str(canvas.get_attribute("aria-label")) != first
    before = many.evaluate(ZOOM)
    many.keyboard.press("Enter")
    many.wait_for_function(f"() => {ZOOM} > {before}")


def test_the_list_is_paged_and_opens_to_its_quote(many: Page, made: tuple[Scene, str]) -> None:
    """The list holds a hundred, more on demand; the first is of the last day and opens to its whole quote."""
    scene, _ = made
    assert many.locator(".report").count() == 100
    many.locator("#reports-more").click()
    assert many.locator(".report").count() == 200
    many.locator(".report").first.click()
    lead = many.locator("li[data-event]").first
    shown = lead.get_attribute("data-event")
    wanted = next(each for each in scene.events if each.event_id == shown)
    assert wanted.quote.exact in lead.inner_text()
    assert wanted.date is not None
    assert wanted.date.day == max(each.date.day for each in scene.events if each.date and each.date.day)


def test_filter_and_search_find_what_python_finds(many: Page, made: tuple[Scene, str]) -> None:
    """A kind and a word of a quote leave as many reports as Python finds."""
    scene, _ = made
    many.locator("#filters summary").click()
    many.locator("#filter-tag").select_option("t.bombing")
    bombs = [each for each in scene.events if each.event_type == "bombing"]
    expect(many.locator("#reports-count")).to_contain_text(f"{number(len(bombs))} report")
    many.locator("#search").fill("telephone")
    told = [each for each in bombs if "telephone" in each.quote.exact.lower()]
    assert 0 < len(told) < len(bombs)
    expect(many.locator("#reports-count")).to_contain_text(f"{number(len(told))} report")


def test_a_link_restores_day_filter_and_report(many: Page, made: tuple[Scene, str]) -> None:
    """Day, window, filter, search and an open report come back from the address."""
    scene, address = made
    wanted = scene.events[len(scene.events) // 2]
    assert wanted.date is not None
    visit(many, f"{address}#day={wanted.date.day}&window=month&tag=t.{wanted.event_type}&open={wanted.event_id}")
    many.wait_for_selector(f'#details [data-event="{wanted.event_id}"]')
    assert wanted.quote.exact in many.locator("#details").inner_text()
    assert many.locator("#window").input_value() == "month"
    assert many.locator("#filter-tag").input_value() == f"t.{wanted.event_type}"


def test_downloads_hold_every_report_shown(many: Page, made: tuple[Scene, str]) -> None:
    """The GeoJSON of a month holds as many reports as Python counts, and the SVG has the rings in it."""
    scene, _ = made
    choose_setting(many, "window", "month")
    last = FIRST_DAY + timedelta(days=int(many.locator("#day").input_value()))
    shown = [each for each in scene.events if each.date and each.date.day and (last - each.date.day).days < 30]
    features = many.evaluate(
        "JSON.parse(window.conflictmap.geojsonText(window.conflictmap.live.state)).features.length"
    )
    assert features == len(shown)
    choose_setting(many, "window", "sofar")
    many.locator("#take summary").click()
    with many.expect_download() as waiting:
        many.locator("#take-svg").click()
    assert waiting.value.suggested_filename.endswith(".svg")
    rings: list[dict[str, Any]] = many.evaluate("window.conflictmap.live.rings()")
    text = waiting.value.path().read_text(encoding="utf-8")
    assert all(f">{ring['total']}<" in text for ring in rings if ring["total"] < 10_000)


def test_a_ring_of_one_kind_goes_all_round(many: Page) -> None:
    """With one kind filtered every ring is a closed circle of its colour, as wide as it is high."""
    many.locator("#filters summary").click()
    many.locator("#filter-tag").select_option("t.bombing")
    many.wait_for_function("() => window.conflictmap.live.state.filters.tag !== ''")
    boxes: list[list[float]] = many.evaluate("""() => {
        const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
        document.body.append(svg);
        svg.append(...window.conflictmap.live.ringShapes());
        const boxes = Array.from(svg.querySelectorAll("path"), (path) => path.getBBox());
        svg.remove();
        return boxes.map(({ width, height }) => [width, height]);
    }""")
    assert len(boxes) == many.evaluate("window.conflictmap.live.rings().length") > 0
    assert all(width == pytest.approx(height, abs=0.1) and width > 19 for width, height in boxes)


def test_circles_wait_behind_rings(many: Page, tmp_path: Path) -> None:
    """Reports near a place have circles when they are few; many wait behind rings until the map is nearer."""
    scene = made_scene(FEW)
    near = tuple(
        replace(each, place=replace(each.place, place_precision=PlacePrecision.NEAR, uncertainty_m=10_000))
        if each.place and each.place.longitude is not None
        else each
        for each in scene.events
    )
    open_scene(many, replace(scene, events=near), tmp_path)
    drawn = "document.querySelectorAll('path.error-circle').length + window.conflictmap.live.paleCircles()"
    words = many.locator("#legend .circle-words")
    assert many.locator("html").get_attribute("data-pins") == "rings"
    assert many.evaluate(drawn) == 0
    assert "zoom in" in str(words.text_content())
    many.evaluate("""() => {
        const [, map] = Object.entries(window).find(([name]) => name.startsWith("map_"));
        map.setView([34.5, 69.2], map.getMaxZoom(), { animate: false });
    }""")
    assert 0 < many.evaluate(drawn) <= 300
    assert words.text_content() == "somewhere inside this true radius"
    many.keyboard.press("0")
    many.wait_for_function("() => document.documentElement.dataset.circles === 'waiting'")
    set_day(many, 10)
    assert many.locator("html").get_attribute("data-pins") == "single"
    assert many.evaluate(drawn) > 0
    assert words.text_content() == "somewhere inside this true radius"


def test_many_outlined_provinces_are_no_grid(many: Page, tmp_path: Path) -> None:
    """Few outlined provinces are drawn strongly, many with thin lines; the legend says what it means."""
    scene = made_scene(FEW)
    whole = tuple(
        replace(each, place=replace(each.place, place_precision=PlacePrecision.ADMIN1)) if each.place else each
        for each in scene.events
    )
    open_scene(many, replace(scene, events=whole), tmp_path)
    width = "Number.parseFloat(getComputedStyle(document.querySelector('path.has-reports')).strokeWidth)"
    assert many.locator("path.has-reports").count() > 10
    thin = many.evaluate(width)
    assert "a report names only the province" in str(many.locator("#legend").text_content())
    set_day(many, 0)
    assert 0 < many.locator("path.has-reports").count() <= 10
    assert many.evaluate(width) > thin
