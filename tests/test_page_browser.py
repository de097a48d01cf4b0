"""The page in a real Chromium, opened from a file with the network refused."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import folium
import pytest
from playwright.sync_api import expect

from maps.page import ConflictMap
from maps.scene import build_scene
from tests.pages import PHONE, choose_setting, counts, fill_of, open_pin, open_scene, pins, set_day, visit
from tests.scenes import HOSTILE, big_scene, hostile_scene, merged_scene, small_scene

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nothing_goes_wrong")]


def test_page_opens_on_the_last_day(small: Page) -> None:
    """The page has its title, the last day, 34 provinces painted by the assessed holder, and the counts in words."""
    assert small.title() == "Five days in August"
    assert small.locator("#day-words").inner_text() == "Tuesday, 10 August 2021"
    assert small.locator("path[data-province]").count() == 34
    painted = {iso: fill_of(small, iso) for iso in ("AF-NIM", "AF-KAB", "AF-PAN", "AF-FRA", "AF-NUR")}
    assert list(painted.values()) == ["fill-taliban", "fill-government", "fill-nrf", "fill-contested", "fill-unknown"]
    said = counts(small)
    assert said["taliban"] == "4 of 34 held, 1 more claimed, unconfirmed"
    assert (said["government"], said["contested"], said["unknown"]) == ("27 of 34", "1 of 34", "1 of 34")


def test_what_is_only_reported_is_hatched(small: Page) -> None:
    """Sheberghan, claimed and denied, keeps the government's fill under the Taliban's hatch; the others have none."""
    assert fill_of(small, "AF-JOW") == "fill-government"
    assert small.locator("path.hatch-taliban").count() == 1


def test_slider_moves_provinces_pins_and_counts_together(small: Page) -> None:
    """On the first day Kunduz is still the government's, has no pin, and the panel counts one capital."""
    assert any("Kunduz" in name for name in pins(small))
    set_day(small, 0)
    assert small.locator("#day-words").inner_text() == "Friday, 6 August 2021"
    assert fill_of(small, "AF-KDZ") == "fill-government"
    assert fill_of(small, "AF-NIM") == "fill-taliban"
    assert not any("Kunduz" in name for name in pins(small))
    assert counts(small)["taliban"] == "1 of 34"
    assert small.locator("#reports-count").inner_text().startswith("4 reports shown")
    set_day(small, 2)
    assert fill_of(small, "AF-KDZ") == "fill-taliban"
    assert any("Kunduz" in name for name in pins(small))
    assert counts(small)["taliban"] == "4 of 34 held, 1 more claimed, unconfirmed"


def test_slider_works_by_keyboard(small: Page) -> None:
    """Arrow keys step a day, Home and End go to the ends, and the value is told in words."""
    slider = small.locator("#day")
    slider.focus()
    small.keyboard.press("ArrowLeft")
    assert small.locator("#day-words").inner_text() == "Monday, 9 August 2021"
    small.keyboard.press("Home")
    assert slider.get_attribute("aria-valuetext") == "Friday, 6 August 2021"
    assert counts(small)["taliban"] == "1 of 34"
    small.keyboard.press("End")
    assert slider.get_attribute("aria-valuetext") == "Tuesday, 10 August 2021"


def test_buttons_step_and_play(small: Page) -> None:
    """The step buttons stop at the ends; play goes from the first day through the days of change, then rests."""
    assert small.locator("#day-on").is_disabled()
    small.locator("#day-back").click()
    assert small.locator("#day-words").inner_text() == "Monday, 9 August 2021"
    small.locator("#day-on").click()
    play = small.locator("#day-play")
    play.click()
    assert play.get_attribute("aria-label") == "Pause"
    assert small.locator("#day-words").inner_text() == "Friday, 6 August 2021"
    expect(small.locator("#day")).to_have_value("2")
    expect(play).to_have_attribute("aria-pressed", "false")


def test_chart_sets_the_day(small: Page) -> None:
    """A click on the chart of capitals goes to that day."""
    box = small.locator("#chart").bounding_box()
    assert box is not None
    small.mouse.click(box["x"] + box["width"] / 2, box["y"] + 20)
    assert small.locator("#day-words").inner_text() == "Sunday, 8 August 2021"


def test_window_narrows_pins_and_list_not_the_holders(small: Page) -> None:
    """'Of this day' leaves only the day's reports; who holds what does not change."""
    choose_setting(small, "window", "day")
    assert small.locator("#reports-count").inner_text().startswith("3 reports shown")
    assert not any("Zaranj" in name for name in pins(small))
    assert fill_of(small, "AF-NIM") == "fill-taliban"


def test_popup_shows_the_evidence(small: Page) -> None:
    """Tag, parties, date and place with precision, the quote with its words marked, who said it, link, rule."""
    popup = open_pin(small, "Zaranj")
    text = popup.inner_text()
    for words in (
        "Provincial capital seized",
        "Taliban → Government",
        "6 August 2021, to the day",
        "Zaranj, Nimroz province",
        "the town or village itself; within 5 km; province as the gazetteer has it",
        "Taliban fighters took Zaranj, the capital of Nimroz, on Friday, a lawmaker said.",
        "a lawmaker",
        "Example News",
    ):
        assert words in text
    assert "test.capital_seized" not in text
    popup.locator(".how-read > summary").click()
    expect(popup.locator(".how-read code")).to_have_text("test.capital_seized")
    expect(popup.locator(".how-read code")).to_be_visible()
    assert popup.locator("mark").inner_text() == "took Zaranj"
    link = popup.locator(".facts a")
    assert link.get_attribute("href") == "https://news.example/afghanistan/1"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_reports_of_one_spot_share_a_pin(small: Page) -> None:
    """Kunduz has one pin with two reports; the retold one says so; the second opens on demand."""
    popup = open_pin(small, "Kunduz")
    assert popup.locator("details.one").count() == 2
    assert "Demo text, retold after AP, AFP" in popup.inner_text()
    popup.locator("details.one > summary").nth(1).click()
    expect(popup.get_by_text("15 injured, as quoted")).to_be_visible()


def test_reports_of_one_thing_are_one_incident(page: Page, tmp_path: Path) -> None:
    """One pin and one row for the fall, with every quote, source and disagreement inside, and the counts of both."""
    open_scene(page, merged_scene(), tmp_path)
    assert "5 reports of 2 incidents from 3 documents" in page.locator(".period").inner_text()
    assert page.locator("#reports-count").inner_text() == "5 reports of 2 incidents shown"
    assert page.locator(".report").count() == 2
    assert "Provincial capital seized, Herat, 3 articles, 3 outlets, 2 independent origins" in pins(page)
    popup = open_pin(page, "Herat")
    text = popup.inner_text()
    for words in (
        "3 articles, 3 outlets, 2 independent origins",
        "Dates differ: 12 and 13 August 2021",
        "Asserted in 2 reports, denied in 1 report",
        "12 August 2021 to 13 August 2021",
        "Herat fell on Thursday.",
        "Herat was captured on Friday, residents said.",
        "The government denied that Herat had fallen.",
        "Wire",
        "Daily",
        "A denial, Radio, published 13 August 2021",
    ):
        assert words in text
    assert popup.locator("[data-report]").count() == 3
    assert popup.locator("[data-report=ev-0003] .mode").inner_text() == "denied"
    row = page.locator('li[data-event="ev-0001"]')
    assert "3 articles, 3 outlets, 2 independent origins" in row.inner_text()
    row.locator(".report").press("Enter")
    assert row.locator("[data-report]").count() == 3


def test_differing_figures_are_a_range(page: Page, tmp_path: Path) -> None:
    """Three dead in one report and five in another are three to five, each with its report, and never eight."""
    open_scene(page, merged_scene(), tmp_path)
    text = open_pin(page, "Kunduz").inner_text()
    assert "3 to 5 dead, as quoted" in text
    assert "Figures of the dead differ: 3 (1 report); 5 (1 report)" in text
    assert "8 dead" not in text


def test_what_did_not_happen_is_hollow_and_labelled(small: Page) -> None:
    """A denial and a fear are told as such, and alone at a spot they are drawn hollow."""
    small.locator("#search").fill("sheberghan")
    expect(small.locator(".pin")).to_have_count(1)
    popup = open_pin(small, "Sheberghan")
    assert popup.locator(".mode").first.inner_text() == "denied"
    small.locator("#find-reset").click()
    choose_setting(small, "window", "day")
    assert small.locator('.pin[aria-label*="Warning"] .mark.hollow').count() == 1


def test_near_is_a_circle_of_the_true_radius(small: Page) -> None:
    """The circle around Lashkar Gah is 10 km in radius on the ground."""
    radius = small.evaluate("""() => {
        const map = Object.entries(window).find(([name]) => name.startsWith("map_"))[1];
        let found = null;
        map.eachLayer((layer) => { if (layer.options.className === "error-circle") { found = layer; } });
        const centre = found.getLatLng();
        const east = map.layerPointToLatLng(map.latLngToLayerPoint(centre).add([found._radius, 0]));
        return [found.getRadius(), centre.distanceTo(east)];
    }""")
    assert radius[0] == 10000
    assert radius[1] == pytest.approx(10000, rel=0.1)  # Leaflet rounds the circle to whole pixels


def test_province_reports_are_never_on_the_capital(small: Page) -> None:
    """Helmand's province-level clash has no pin; its outline is marked and its popup lists the report."""
    assert not any("Armed clash" in name for name in pins(small))
    assert small.locator("path.has-reports").count() == 1
    small.locator("#provinces summary").click()
    small.get_by_role("button", name="Helmand", exact=True).click()
    popup = small.locator("#details")
    assert "Reports that name no place inside the province" in popup.inner_text()
    assert "Fighting went on across Helmand province." in popup.inner_text()


def test_province_popup_tells_both_layers_with_evidence(small: Page) -> None:
    """Jowzjan: assessed the government by the opening, reported the Taliban by a quoted claim, each with its rule."""
    small.locator("#provinces summary").click()
    small.get_by_role("button", name="Jowzjan", exact=True).click()
    layers = small.locator("#details .layer")
    assert "Assessed: Government" in layers.nth(0).inner_text()
    assert "no event stands behind this" in layers.nth(0).inner_text()
    assert "Reported: Taliban" in layers.nth(1).inner_text()
    assert "Sheberghan was held by the government at the opening." in layers.nth(0).inner_text()
    assert "own_claim" not in layers.nth(1).inner_text()
    layers.nth(1).locator("> .how-read > summary").click()
    assert "own_claim" in layers.nth(1).inner_text()
    assert "The Taliban said they had seized Sheberghan." in layers.nth(1).inner_text()
    set_day(small, 0)
    assert "Reported: Government" in small.locator("#details .layer").nth(1).inner_text()


def test_places_outside_the_map_are_listed(small: Page) -> None:
    """Doha is not squeezed onto the map; it stands in a corner and opens to its evidence."""
    small.locator("#abroad button").click()
    assert "The U.S. envoy travelled to Doha" in small.locator("#details").inner_text()


def test_list_opens_to_evidence_and_to_the_map(small: Page) -> None:
    """A report in the list opens by keyboard to its evidence and leads to its pin."""
    report = small.locator('li[data-event="ev-0008"] .report')
    report.press("Enter")
    assert report.get_attribute("aria-expanded") == "true"
    body = small.locator('li[data-event="ev-0008"] .report-body')
    assert "Kunduz fell to the Taliban on Sunday" in body.inner_text()
    body.get_by_text("Show on the map").click()
    assert "Kunduz" in small.locator("#details").inner_text()


def test_stated_counts_and_findings_are_shown(small: Page) -> None:
    """The claim stands with its verdict once it was made; problems and unplaced reports are listed, not hidden."""
    assert "AP: Taliban, 5 of 34 provincial capitals (10 August 2021)" in small.locator("#claims").inner_text()
    set_day(small, 1)
    assert small.locator("#claims").is_hidden()
    assert small.locator("#problems-head").inner_text() == "2 problems in the material"
    small.locator("#problems-head").click()
    assert "feed.jsonl, line 3" in small.locator("#problems-list").inner_text()
    small.locator("#unplaced-head").click()
    assert "Shells hit the town" in small.locator("#unplaced-list").inner_text()
    footer = small.locator("footer").inner_text()
    for words in (
        "A province counts for who holds its capital.",
        "Natural Earth",
        "GeoNames",
        "Reported, not verified",
    ):
        assert words in footer


def test_hostile_text_is_shown_as_text(page: Page, tmp_path: Path) -> None:
    """Markup in every field of a document is text everywhere, and nothing runs; its address is no link."""
    open_scene(page, hostile_scene(), tmp_path)
    shown = HOSTILE.rstrip("\u2028")
    assert shown in page.locator("h1").inner_text()
    page.locator("#legend > summary").click()
    popup = open_pin(page, "report")
    popup.locator("details.one > summary").nth(1).click()
    expect(popup.locator("details.one").nth(1).locator(".evidence")).to_be_visible()
    for part in (
        popup,
        page.locator("#claims"),
        page.locator("#counts"),
        page.locator("#legend"),
        page.locator("#abroad"),
    ):
        assert shown in part.inner_text()
    assert "address not linked: javascript:alert(3)" in popup.inner_text()
    page.locator("#problems-head").click()
    page.locator("#unplaced-head").click()
    page.locator("#provinces summary").click()
    page.get_by_role("button", name="Kunduz", exact=True).click()
    for report in page.locator(".report").all():
        report.click()
    page.wait_for_timeout(200)
    assert page.locator("img[src=x], b, a[href^=javascript]").count() == 0
    assert page.evaluate("document.querySelectorAll('script').length") == 8


def test_injected_script_would_not_run(small: Page, console_errors: list[str]) -> None:
    """The policy stands behind the escaping: an inline handler and a new script do nothing even if put in."""
    small.evaluate("""() => {
        const holder = document.createElement("div");
        holder.innerHTML = '<img src="data:," onerror="window.ran = true">';
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(holder, script);
    }""")
    small.wait_for_timeout(200)
    assert small.evaluate("window.ran") is None
    assert all("Content Security Policy" in message for message in console_errors)
    assert len(console_errors) == 2
    console_errors.clear()


@pytest.mark.parametrize("make", [small_scene, hostile_scene, merged_scene], ids=["small", "hostile", "merged"])
def test_phone_has_no_sideways_scroll(page: Page, tmp_path: Path, make: Any) -> None:  # noqa: ANN401 - a builder
    """At 360 pixels nothing is wider than the screen, opened details and popups included."""
    page.set_viewport_size(PHONE)
    open_scene(page, make(), tmp_path)
    for summary in page.locator("#provinces summary, #problems-head, #unplaced-head, #legend > summary").all():
        if summary.is_visible():
            summary.click()
    page.locator(".report").first.click()
    page.locator(".pin").first.press("Enter")
    expect(page.locator("#details")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    popup = page.locator("#details").bounding_box()
    assert popup is not None
    assert popup["width"] <= PHONE["width"]


def test_many_events_stay_usable(page: Page, tmp_path: Path) -> None:
    """With 2,000 reports the list is cut into pages, near pins share one, and a step changes what is shown."""
    open_scene(page, big_scene(), tmp_path)
    assert page.locator(".report").count() == 100
    assert page.locator("#reports-more").inner_text() == "Show 100 more"
    page.locator("#reports-more").click()
    assert page.locator(".report").count() == 200
    few = page.evaluate("window.conflictmap.live.rings().length")
    assert 0 < few < 100
    assert page.locator(".pin").count() == 0
    page.locator("#day-back").click()
    assert page.locator("#reports-count").inner_text() != "2000 reports shown"
    for _ in range(3):
        page.locator(".leaflet-control-zoom-in").click()
    assert page.evaluate("window.conflictmap.live.rings().length") > few
    for _ in range(6):
        page.locator(".leaflet-control-zoom-in").click()
    assert page.locator(".pin").count() > 0


def test_names_on_the_map_do_not_collide(small: Page) -> None:
    """No two names overlap at the first zoom or two steps in."""
    overlaps = """() => {
        const boxes = [...document.querySelectorAll(".name span")].map((name) => name.getBoundingClientRect());
        let found = 0;
        boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
            const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
            found += apart ? 0 : 1;
        }));
        return [boxes.length, found];
    }"""
    for _ in range(2):
        number, collisions = small.evaluate(overlaps)
        assert number > 20
        assert collisions == 0
        small.locator(".leaflet-control-zoom-in").click()


def test_text_has_contrast(small: Page) -> None:
    """Ink and muted text reach a contrast of 4.5 on paper and on cards, in light and in dark."""
    ratios = """() => {
        const style = getComputedStyle(document.documentElement);
        const light = (name) => {
            const hex = style.getPropertyValue(name).trim().slice(1);
            const channel = (at) => {
                const value = parseInt(hex.slice(at, at + 2), 16) / 255;
                return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
            };
            return 0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4);
        };
        const inks = ["--ink", "--muted", "--focus"];
        const pairs = inks.flatMap((ink) => ["--paper", "--card"].map((back) => [ink, back]));
        pairs.push(["--muted", "--land"], ["--ink", "--mark"]);
        return pairs.map(([a, b]) => {
            const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
            return (high + 0.05) / (low + 0.05);
        });
    }"""
    assert min(small.evaluate(ratios)) >= 4.5
    small.emulate_media(color_scheme="dark")
    assert min(small.evaluate(ratios)) >= 4.5


def test_controls_have_names_and_show_focus(small: Page) -> None:
    """Every button, field and pin has an accessible name; the focused one has an outline."""
    unnamed = small.evaluate("""() => {
        const named = (each) => each.getAttribute("aria-label") || each.textContent.trim() || each.labels?.length;
        const controls = [...document.querySelectorAll("button, select, input, .pin, summary")];
        return controls.filter((each) => !named(each)).length;
    }""")
    assert unnamed == 0
    small.keyboard.press("Tab")
    assert small.evaluate("document.activeElement.className") == "skip"
    small.locator("#day").focus()
    small.keyboard.press("Shift+Tab")
    assert small.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_page_without_any_date_opens(page: Page, tmp_path: Path) -> None:
    """Nothing dated: the provinces are drawn as unknown, the page says why, and nothing breaks."""
    nothing: dict[str, Any] = {"documents": [], "events": [], "controls": [], "counts": [], "checks": []}
    open_scene(page, small_scene(**nothing), tmp_path)
    assert fill_of(page, "AF-KAB") == "fill-unknown"
    assert page.locator("h1").inner_text() == "No event was found."
    assert "Try texts that say who took" in page.locator("#standfirst").inner_text()
    assert page.locator("#counts").is_hidden()
    assert page.locator("#time").is_hidden()


def test_without_javascript_the_counts_stand_there(small: Page, tmp_path: Path) -> None:
    """With scripts off the page holds the counts and all 34 provinces as tables."""
    assert small.context.browser is not None
    context = small.context.browser.new_context(java_script_enabled=False, offline=True)
    plain = context.new_page()
    plain.goto((tmp_path / "map.html").as_uri())
    text = plain.locator(".no-script").inner_text()
    context.close()
    assert "Taliban" in text
    assert "Daykundi" in text


def test_a_users_own_layers_are_drawn(page: Page, tmp_path: Path) -> None:
    """A folium marker with popup, a circle and a GeoJSON layer added in Python are saved and work offline."""
    made = ConflictMap.from_scene(small_scene())
    folium.Marker((34.0, 66.0), popup="My note & <b>bold</b>", tooltip="mine").add_to(made)
    folium.Circle((33.0, 65.0), radius=50_000).add_to(made)
    folium.GeoJson({"type": "Point", "coordinates": [67.0, 35.0]}).add_to(made)
    made.save(tmp_path / "own.html")
    visit(page, (tmp_path / "own.html").as_uri())
    marker = page.locator("img.leaflet-marker-icon").first
    assert str(marker.get_attribute("src")).startswith("data:image/png")
    marker.press("Enter")
    expect(page.locator(".leaflet-popup")).to_contain_text("My note & bold")
    assert page.locator(".pin").count() > 0


def test_reports_of_a_material_without_any_day_are_listed(page: Page, tmp_path: Path) -> None:
    """Nothing can be stepped through, yet every report stands in the list with its quote."""
    events = [replace(event, date=None) for event in small_scene().events]
    scene = build_scene(documents=(), events=events, controls=(), counts=(), as_of=None, rule="capital")
    open_scene(page, scene, tmp_path)
    assert page.locator("#time").is_hidden()
    listed = page.locator("#reports-list li[data-event]")
    assert listed.count() == len(scene.incidents) > 1
    expect(page.locator("#reports-list .day-head")).to_have_text("Without a date")
    listed.first.get_by_role("button").first.click()
    assert listed.first.locator("blockquote").count() >= 1
