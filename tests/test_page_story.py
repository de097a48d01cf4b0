"""The page as a story, in a real Chromium: what it opens on and says, its cards, its chart, and how it fits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from geo.vocab import ControlBasis, EventType, Unit
from maps.scene import build_scene
from tests.pages import PHONE, open_pin, open_scene, pins, resize
from tests.scenes import (
    RULE,
    capital,
    document,
    event,
    on,
    small_documents,
    small_events,
    small_scene,
    unit_row,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, ViewportSize

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nothing_goes_wrong")]
SIZES: list[ViewportSize] = [
    {"width": width, "height": height}
    for width, height in [
        (1920, 1080),
        (1440, 900),
        (1280, 800),
        (1024, 768),
        (768, 1024),
        (640, 400),
        (360, 740),
        (740, 360),
    ]
]
STRAY = """() => {
    const marks = [...document.querySelectorAll(".folium-map path[data-capital]")].map((mark) => {
        const box = mark.getBoundingClientRect();
        return { iso: mark.dataset.capital, x: box.x + box.width / 2, y: box.y + box.height / 2 };
    });
    const away = (box, at) => Math.hypot(
        Math.max(box.left - at.x, 0, at.x - box.right), Math.max(box.top - at.y, 0, at.y - box.bottom));
    const names = [...document.querySelectorAll(".folium-map .capital-name")];
    const wrong = names.filter((name) => {
        if (name.dataset.leader !== undefined) { return false; }
        const box = name.getBoundingClientRect();
        const own = marks.find((mark) => mark.iso === name.dataset.of);
        return marks.some((mark) => mark !== own && away(box, mark) <= away(box, own));
    });
    return { names: names.length, wrong: wrong.map((name) => name.textContent) };
}"""
FITS = """() => {
    const slim = document.querySelector(".slim");
    const bar = getComputedStyle(slim).position === "fixed" ? slim.getBoundingClientRect().top : innerHeight;
    const frame = document.querySelector(".map-frame").getBoundingClientRect();
    const provinces = [...document.querySelectorAll(".folium-map path[data-province]")];
    const outlines = provinces.map((path) => path.getBoundingClientRect());
    const across = (box) => box.left >= frame.left && box.right <= frame.right;
    const along = (box) => box.top >= frame.top && box.bottom <= frame.bottom;
    return {
        share: frame.height / innerHeight,
        seen: (Math.min(frame.bottom, bar) - Math.max(frame.top, 0)) / frame.height,
        whole: outlines.every((box) => across(box) && along(box)),
    };
}"""


@pytest.fixture
def story(page: Page, tmp_path: Path) -> Page:
    """The page of the small scene as it opens by itself."""
    open_scene(page, small_scene(), tmp_path, address="")
    return page


def test_it_opens_on_the_decisive_day_and_says_what_changed(story: Page) -> None:
    """Headline, day, names, that nothing is verified; the pins are the day's; the last day is one press away."""
    assert story.locator("h1").inner_text() == "Three provincial capitals fell in one day. The Taliban hold 4 of 34."
    said = story.locator("#standfirst").inner_text()
    for words in ("Sunday, 8 August 2021.", "Kunduz, Sar-e Pol, Taloqan.", "Reported, not verified."):
        assert words in said
    assert not any("Zaranj" in name for name in pins(story))
    assert story.locator("path.deep-taliban.province").count() == 3
    assert set(story.locator(".name.fell").all_inner_texts()) == {"Kunduz", "Sar-e Pol", "Taloqan"}
    story.locator("#latest").click()
    assert story.locator("h1").inner_text() == "No provincial capital changed hands. The Taliban hold 4 of 34."
    assert "Last change: 8 August 2021 (Kunduz, Sar-e Pol, Taloqan)." in story.locator("#standfirst").inner_text()
    assert story.locator("path.deep-taliban.province").count() == 0
    expect(story.locator("#latest")).to_be_hidden()


def test_each_change_is_a_card_with_its_sentence_and_its_source(story: Page) -> None:
    """The words that tell are marked, the badge says what it rests on, and a retelling's own page is one click away."""
    assert story.locator("#changed-head").inner_text() == "What changed on 8 August 2021 · 3"
    card = story.locator('.card[data-unit="AF-KDZ"]')
    assert card.locator("h3").inner_text() == "The Taliban took Kunduz"
    assert card.locator("blockquote").inner_text() == "Kunduz fell to the Taliban on Sunday, residents said."
    assert card.locator("mark").inner_text() == "fell"
    assert card.locator(".badge-words").inner_text() == "one independent report, not yet confirmed"
    link = card.locator(".credit a")
    assert (link.inner_text(), link.get_attribute("href")) == ("news.example", "https://news.example/afghanistan/")
    card.locator(".how-read > summary").click()
    expect(card.locator(".how-read")).to_contain_text("test.capital_seized")
    assert "Harm to civilians" in story.locator("#also").inner_text()
    story.locator("#also button").first.click()
    expect(story.locator("#reports-list li[data-event]")).to_have_count(1)


def test_a_claim_says_whose_it_is(story: Page) -> None:
    """On the day of a claim the card is one side's, and the province keeps its holder's fill."""
    story.locator("#day").fill("1")
    card = story.locator('.card[data-unit="AF-JOW"]')
    assert card.get_attribute("data-kind") == "claimed"
    assert card.locator(".badge-words").inner_text() == "one side’s claim"
    assert story.locator("path.deep-taliban.province").count() == 0


def test_small_maps_and_chips_lead_on(story: Page) -> None:
    """A small map goes to its day; a chip leaves its kind and a second press brings all back."""
    minis = story.locator("#minis button")
    assert minis.count() == 3
    assert minis.nth(2).get_attribute("aria-current") == "date"
    minis.nth(0).click()
    assert story.locator("h1").inner_text().startswith("Zaranj fell to the Taliban.")
    chip = story.locator('[data-chip="g.bombing"]')
    chip.click()
    expect(story.locator("#reports-list li[data-event]")).to_have_count(1)
    assert story.locator('[data-chip="g.bombing"]').get_attribute("aria-pressed") == "true"
    story.locator('[data-chip="g.bombing"]').click()
    expect(story.locator("#find-words")).to_be_hidden()


def test_search_looks_through_all_days_and_shows_results_beside_the_box(story: Page) -> None:
    """What was reported on another day is found, the list stands under the box, and words count from their start."""
    story.locator("#search").fill("zaranj")
    expect(story.locator("#reports-list li[data-event]")).to_have_count(1)
    box, listed = (story.locator(name).bounding_box() for name in ("#find", "#reports"))
    assert box is not None
    assert listed is not None
    assert abs(box["y"] + box["height"] - listed["y"]) < 3
    story.locator("#search").fill("aranj")
    expect(story.locator("#reports-list li[data-event]")).to_have_count(0)
    assert "Nothing fits" in story.locator("#reports-list").inner_text()


def test_names_belong_to_the_nearest_mark_at_every_size(page: Page, tmp_path: Path) -> None:
    """At eight sizes no name without a line is nearer to another capital's mark than to its own."""
    open_scene(page, small_scene(), tmp_path, address="")
    for size in SIZES:
        resize(page, size)
        page.keyboard.press("0")
        found = page.evaluate(STRAY)
        assert found["wrong"] == [], size
        assert found["names"] >= 5, size


@pytest.mark.parametrize("size", [SIZES[2], SIZES[5], PHONE, SIZES[7]], ids=["desktop", "zoomed", "phone", "landscape"])
def test_the_map_has_half_the_window_and_the_whole_country(page: Page, tmp_path: Path, size: ViewportSize) -> None:
    """As it opens: at least half of the window is map, all of the country is in it, and nothing runs over the edge."""
    page.set_viewport_size(size)
    open_scene(page, small_scene(), tmp_path, address="")
    found: dict[str, Any] = page.evaluate(FITS)
    assert found["share"] >= 0.5
    assert found["whole"]
    if size["height"] > size["width"] or size["height"] >= 400:
        assert found["seen"] >= 0.9
    page.locator(".map-frame").scroll_into_view_if_needed()
    assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


def test_nothing_focused_lies_under_the_bar(page: Page, tmp_path: Path) -> None:
    """On a phone the Tab key never stops at something that the bar at the bottom covers."""
    page.set_viewport_size(PHONE)
    open_scene(page, small_scene(), tmp_path, address="")
    covered = """() => {
        const focused = document.activeElement;
        const bar = document.querySelector(".slim");
        if (bar.contains(focused) || focused.closest("#details")) { return ""; }
        const [a, b] = [focused.getBoundingClientRect(), bar.getBoundingClientRect()];
        return a.top >= b.top - 1 && a.top < b.bottom ? focused.outerHTML.slice(0, 90) : "";
    }"""
    for _ in range(45):
        page.keyboard.press("Tab")
        assert page.evaluate(covered) == ""


def test_the_time_control_is_a_few_stops_away(story: Page) -> None:
    """From the top of the page at most twelve presses of Tab reach the day's buttons; all pins are one of them."""
    assert story.locator('.pin[tabindex="0"]').count() == 1
    presses = 0
    while presses < 14 and not story.evaluate("document.activeElement.closest('#time') !== null"):
        story.keyboard.press("Tab")
        presses += 1
    assert presses <= 12
    story.locator('.pin[tabindex="0"]').focus()
    before = story.evaluate("document.activeElement.getAttribute('aria-label')")
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        story.keyboard.press(key)
    assert story.locator('.pin[tabindex="0"]').count() == 1
    assert before is not None
    assert story.evaluate("document.activeElement.classList.contains('pin')")


def test_the_wheel_scrolls_and_zooms_with_ctrl_alone(story: Page) -> None:
    """A plain wheel leaves the map as it is and says how to zoom; with Ctrl it zooms; a sheet moves nothing."""
    zoom = "Object.entries(window).find(([name]) => name.startsWith('map_'))[1].getZoom()"
    first = story.evaluate(zoom)
    story.locator(".folium-map").hover()
    story.mouse.wheel(0, -300)
    expect(story.locator("#wheel-hint")).to_be_visible()
    assert story.evaluate(zoom) == first
    story.keyboard.down("Control")
    story.mouse.wheel(0, -300)
    story.keyboard.up("Control")
    story.wait_for_function(f"() => {zoom} > {first}")
    found = "Object.entries(window).find(([name]) => name.startsWith('map_'))[1]"
    view = f"((map) => [map.getCenter().lng, map.getCenter().lat, map.getZoom()])({found})"
    before = story.evaluate(view)
    open_pin(story, "Kunduz")
    story.locator("#search").focus()
    story.keyboard.press("Escape")
    expect(story.locator("#details")).to_be_hidden()
    assert story.evaluate(view) == before


def test_material_without_control_counts_no_capitals(page: Page, tmp_path: Path) -> None:
    """Reports alone: no panel of capitals, no headline of holders; the chart is that of the reports."""
    scene = build_scene(
        documents=small_documents(),
        events=small_events(),
        controls=(),
        counts=(),
        as_of=None,
        rule=RULE,
        title="Reports",
    )
    open_scene(page, scene, tmp_path, address="")
    assert page.locator("h1").inner_text() == "Reports"
    assert "15 reports of 14 incidents from 5 documents." in page.locator("#standfirst").inner_text()
    expect(page.locator("#counts")).to_be_hidden()
    expect(page.locator("#minis")).to_be_hidden()
    assert page.locator("#chart .event-bar").count() > 0


def test_one_article_stands_beside_its_map_sentence_by_sentence(page: Page, tmp_path: Path) -> None:
    """Each sentence stands there, those that were read lead to their reports, and the map is near."""
    text = "The Taliban seized the city of Kunduz on Sunday. It had rained. A bomb went off in Kunduz on Sunday."
    source = document(1, small_scene().first_day, text)
    told = [
        event(
            1, EventType.CAPITAL_SEIZED, source, text.partition(" It")[0], "seized", place=capital("AF-KDZ"), date=on(8)
        ),
        event(
            2,
            EventType.BOMBING,
            source,
            "A bomb went off in Kunduz on Sunday.",
            "bomb",
            place=capital("AF-KDZ"),
            date=on(8),
        ),
    ]
    told = [replace(each, sentence=number) for each, number in zip(told, (0, 2), strict=True)]
    scene = build_scene(documents=(source,), events=told, controls=(), counts=(), as_of=None, rule=RULE)
    open_scene(page, scene, tmp_path, address="")
    assert page.locator("#article li").evaluate_all("all => all.map((each) => each.className)") == [
        "used",
        "unused",
        "used",
    ]
    assert page.locator("#article-words").inner_text().startswith("2 of 3 sentences")
    page.locator("#article .read-as").nth(1).click()
    expect(page.locator("#details")).to_contain_text("A bomb went off in Kunduz")
    zoom = "Object.entries(window).find(([name]) => name.startsWith('map_'))[1].getZoom()"
    near = page.evaluate(zoom)
    assert "view=" not in page.url
    page.keyboard.press("Escape")
    page.keyboard.press("0")
    assert page.evaluate(zoom) < near
    open_scene(page, small_scene(), tmp_path, address="")
    expect(page.locator("#article")).to_be_hidden()


def test_a_sentence_that_tells_again_is_used_and_folded_in_the_report(page: Page, tmp_path: Path) -> None:
    """Joined into one event, the second sentence of a happening is no unused one; the report folds both."""
    text = "A bomb went off in Kunduz on Sunday. It had rained. The explosion killed two people."
    source = document(1, small_scene().first_day, text)
    first, _, again = (part.strip(" .") + "." for part in text.split(". "))
    start = text.index(again)
    told = event(1, EventType.BOMBING, source, first, "bomb", place=capital("AF-KDZ"), date=on(8))
    quotes = (
        replace(told.quote, exact=again, start=start, end=len(text)),
        replace(told.quote, exact="Apart", start=None),
    )
    scene = build_scene(
        documents=(source,),
        events=[replace(told, sentence=0, retellings=quotes)],
        controls=(),
        counts=(),
        as_of=None,
        rule=RULE,
    )
    open_scene(page, scene, tmp_path, address="")
    marks = page.locator("#article li").evaluate_all("all => all.map((each) => each.className)")
    assert marks == ["used", "unused", "used"]
    sheet = open_pin(page, "Bombing")
    expect(sheet.locator(".again blockquote").first).to_be_hidden()
    sheet.locator(".again > summary").click()
    expect(sheet.locator(".again blockquote")).to_have_text([again, "Apart"])


def test_nothing_found_says_why_and_what_to_try(page: Page, tmp_path: Path) -> None:
    """A text without an event is no empty page: it says what was read and what kind of text would do."""
    nothing = build_scene(
        documents=(document(1, small_scene().first_day, "The weather was fine."),),
        events=(),
        controls=(),
        counts=(),
        as_of=None,
        rule=RULE,
    )
    open_scene(page, nothing, tmp_path, address="")
    assert page.locator("h1").inner_text() == "No event was found."
    assert "1 document read" in page.locator("#standfirst").inner_text()


def test_what_changed_is_named_in_its_sides_colour_and_short_days_have_their_year(page: Page, tmp_path: Path) -> None:
    """A year before its fall Zaranj was taken by the resistance: both small maps say which year, each name its side."""
    scene = small_scene()
    row = next(row for row in scene.controls if row.unit_id == "AF-NIM" and row.side == "taliban" and row.evidence)
    earlier = replace(row, control_id="earlier", side="nrf", valid_from=date(2020, 8, 6), valid_to=row.valid_from)
    both = replace(scene, controls=(*scene.controls, earlier), first_day=date(2020, 8, 1))
    open_scene(page, both, tmp_path, address="#day=2020-08-06")
    assert "deep-nrf" in str(page.locator(".name.fell").get_attribute("class")).split()
    assert page.locator("#minis .mini-words > span").first.inner_text() == "6 Aug 2020"


def test_districts_and_bases_that_changed_hands_are_shapes(page: Page, tmp_path: Path) -> None:
    """A district is a circle of its size, a crossing a sign: dark and named on their day, then mid; a claim is hatched.

    They are one stop of the keyboard, stand in a list and lead to their evidence.
    """
    held, claim, gate = "district:AF3402", "district:AF0912", "site:torkham"
    rows = [
        *(unit_row(Unit.DISTRICT, held, basis, "taliban", 8) for basis in ControlBasis),
        *(unit_row(Unit.BORDER_CROSSING, gate, basis, "taliban", 8) for basis in ControlBasis),
        unit_row(Unit.DISTRICT, claim, ControlBasis.REPORTED, "taliban", 8),
    ]
    scene = small_scene()
    open_scene(page, replace(scene, controls=(*scene.controls, *rows)), tmp_path, address="#day=2021-08-08")
    circle = page.locator(f'path.unit[data-of="{held}"]')
    classes = str(circle.get_attribute("class")).split()
    assert {"deep", "deep-taliban", "round"} <= set(classes)
    assert "hatch-taliban" in str(page.locator(f'path.unit[data-of="{claim}"]').get_attribute("class"))
    assert page.locator(f'.unit-site[data-of="{gate}"] path.deep-taliban').count() == 1
    assert {"Kang", "Torkham"} <= set(page.locator(".name.fell").all_inner_texts())
    assert page.locator('[data-of][role="button"][tabindex="0"]').count() == 1
    expect(page.locator("#key")).to_contain_text("districts, bases: changed hands on this day 2")
    page.locator("#legend > summary").click()
    expect(page.locator("#legend")).to_contain_text("district, as a circle of its size")
    expect(page.locator("#units-list li")).to_have_count(3)
    expect(page.locator(f'#units-list [data-unit="{claim}"]')).to_contain_text("Taliban, claimed, unconfirmed")
    circle.focus()
    page.keyboard.press("ArrowRight")
    other = page.evaluate("document.activeElement.dataset.of")
    assert other not in {None, held}
    circle.press("Enter")
    expect(page.locator("#details")).to_contain_text("Kang district")
    expect(page.locator("#details")).to_contain_text("Kunduz fell to the Taliban on Sunday, residents said.")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.of") == held
    page.locator("#day-on").click()
    assert str(circle.get_attribute("class")).split()[-2:] == ["fill-taliban", "round"]
    open_scene(page, scene, tmp_path, address="")
    expect(page.locator("#units")).to_be_hidden()
    assert page.locator(".unit, .unit-site").count() == 0


def test_a_single_day_has_no_chart(page: Page, tmp_path: Path) -> None:
    """With one day there is nothing to step through: the day and the settings stay, the axis goes."""
    scene = small_scene()
    first = scene.first_day
    assert first is not None
    open_scene(page, replace(scene, first_day=first, last_day=first, as_of=first), tmp_path, address="")
    assert page.locator("#chart").is_hidden()
    assert page.locator("#day-words").is_visible()
    assert page.locator("#settings").is_visible()


def test_an_embedded_page_is_headline_map_and_chart(page: Page, tmp_path: Path) -> None:
    """`mode=embed` leaves out the column and the foot; the snippet names it and follows the height."""
    open_scene(page, small_scene(), tmp_path, address="#mode=embed")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#chart")).to_be_visible()
    expect(page.locator(".period")).to_be_visible()
    expect(page.locator(".side")).to_be_hidden()
    page.locator("#day").fill("0")
    page.wait_for_url("**/map.html#mode=embed&day=2021-08-06")
    snippet = str(page.evaluate("conflictmap.embedText(conflictmap.live.state)"))
    assert snippet.count("mode=embed") == 1
    assert "day=2021-08-06" in snippet
    assert "postMessage" not in snippet
    assert "f.height=h" in snippet
