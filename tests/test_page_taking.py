"""What a reader takes along from the page: events as GeoJSON and CSV, the map as SVG and PNG, a snippet to embed."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import expect

import conflictmap
from geo.review import read_decisions_file
from geo.vocab import AssertionMode, ControlBasis, EventType, Unit
from maps.exports.events import events_geojson
from maps.page import render_page
from tests.pages import PHONE, choose_setting, open_scene, pins, set_day, visit
from tests.scenes import HOSTILE, hostile_scene, merged_scene, small_scene, unit_row

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from maps.scene import Scene

SVG = "{http://www.w3.org/2000/svg}"
pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nothing_goes_wrong")]


def take(page: Page, what: str) -> tuple[str, bytes]:
    """The name and the bytes of a download."""
    if page.locator("#take").get_attribute("open") is None:
        page.locator("#take summary").click()
    with page.expect_download() as waiting:
        page.locator(f"#take-{what}").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def rows_of(page: Page) -> list[dict[str, str]]:
    """The rows of the CSV download."""
    return list(csv.DictReader(io.StringIO(take(page, "csv")[1].decode("utf-8"), newline="")))


def test_geojson_holds_what_is_shown(small: Page) -> None:
    """One feature a report, with its evidence; a point only where the page draws one; the filter holds here too."""
    name, content = take(small, "geojson")
    assert name == "events-2021-08-10.geojson"
    features = {each["properties"]["event_id"]: each for each in json.loads(content)["features"]}
    assert len(features) == 15
    zaranj = features["ev-0001"]
    assert zaranj["geometry"]["coordinates"] == pytest.approx([61.86, 30.96], abs=0.05)
    assert zaranj["properties"]["quote_exact"].startswith("Taliban fighters took Zaranj")
    assert zaranj["properties"]["url"] == "https://news.example/afghanistan/1"
    assert features["ev-0002"]["properties"]["radius_m"] == 10000
    assert features["ev-0006"]["geometry"] is None
    assert features["ev-0005"]["properties"]["assertion_mode"] == "negated"
    assert features["ev-0005"]["properties"]["lead_event_id"] == "ev-0004"
    small.locator("#search").fill("zaranj")
    expect(small.locator("#reports-count")).to_contain_text("1 report shown")
    assert [each["properties"]["event_id"] for each in json.loads(take(small, "geojson")[1])["features"]] == ["ev-0001"]


def test_csv_follows_the_filters_and_keeps_every_report(page: Page, tmp_path: Path) -> None:
    """All reports of an incident are rows of their own, with the point of their place; a filter leaves its own."""
    open_scene(page, merged_scene(), tmp_path)
    rows = rows_of(page)
    assert sorted(row["event_id"] for row in rows if row["lead_event_id"] == "ev-0001") == [
        "ev-0001",
        "ev-0002",
        "ev-0003",
    ]
    assert len(rows) == 5
    herat = next(row for row in rows if row["event_id"] == "ev-0001")
    assert float(herat["longitude"]) == pytest.approx(62.2, abs=0.2)
    assert {row["retold"] for row in rows} == {"false"}
    page.locator("#filters summary").click()
    page.locator("#filter-tag").select_option("g.air")
    assert [row["event_id"] for row in rows_of(page)] == ["ev-0004", "ev-0005"]


def test_csv_is_inert_in_a_spreadsheet(page: Page, tmp_path: Path) -> None:
    """No text begins like a formula, quotes and line ends survive, and hostile text comes back letter by letter."""
    open_scene(page, hostile_scene(), tmp_path)
    rows = rows_of(page)
    assert {row["document_title"] for row in rows} == {HOSTILE}
    assert page.evaluate("""() => {
        const state = window.conflictmap.live.state;
        const row = state.scene.tables.events.Row.prototype;
        Object.defineProperty(row, "place", { get: () => '=HYPERLINK("x")' });
        Object.defineProperty(row, "who", { get: () => "\\uff0d1+1\\r" });
        return window.conflictmap.csvText(state);
    }""").count('"\'=HYPERLINK(""x"")"') == len(rows)
    changed = rows_of(page)
    assert {row["parties"] for row in changed} == {"'\uff0d1+1\r"}


@pytest.mark.parametrize("make", [small_scene, merged_scene, hostile_scene])
def test_columns_that_are_the_files_have_the_files_values(
    page: Page, tmp_path: Path, make: Callable[[], Scene]
) -> None:
    """Each column of the downloads that `events.geojson` has too has its value there, report by report."""
    scene = make()
    open_scene(page, scene, tmp_path)
    files = {each["id"]: each for each in json.loads(events_geojson(scene))["features"]}
    taken = json.loads(take(page, "geojson")[1])["features"]
    assert {each["properties"]["event_id"] for each in taken} == set(files)
    shared = set(taken[0]["properties"]) & set(next(iter(files.values()))["properties"])
    assert {"event_id", "event_type", "assertion_mode", "quote_exact", "url", "source", "retold"} <= shared
    for each in taken:
        ours = files[each["properties"]["event_id"]]
        for name in sorted(shared - {"url"}):
            assert each["properties"][name] == ours["properties"][name], name
        assert each["properties"]["url"] in {ours["properties"]["url"], None}
        if each["geometry"] is not None:
            assert each["geometry"]["coordinates"] == pytest.approx(ours["geometry"]["coordinates"], abs=1e-4)
        else:
            assert ours["geometry"] is None
    by_csv = {row["event_id"]: row for row in rows_of(page)}
    assert set(by_csv) == set(files)
    assert {each["properties"]["event_type"] for each in taken} == {row["event_type"] for row in by_csv.values()}


def test_svg_carries_what_a_reader_needs(small: Page) -> None:
    """Title, counts, each row of the legend, scale, sources and rule stand on the sheet, none over another."""
    content = take(small, "svg")[1]
    root = ET.fromstring(content)  # noqa: S314 -- our own
    assert root[0].tag == f"{SVG}title"
    texts = list(root.iter(f"{SVG}text"))
    said = ["".join(each.itertext()) for each in texts]
    legend = [each for each in small.locator("#legend-body li, #legend-body .legend-head").all_text_contents() if each]
    assert len(legend) > 10
    assert set(legend) <= set(said)
    for words in (" km", "A province counts for who holds its capital.", "Made with Natural Earth", "Example News"):
        assert any(words in each for each in said), words
    height = float(root.get("height", "0"))
    under = [each for each in texts if "".join(each.itertext()) in legend]
    spots = {(float(each.get("x", "0")), float(each.get("y", "0"))) for each in under}
    assert len(spots) == len(under)
    assert all(y < height for _, y in spots)
    assert sum("pattern" in each.tag for each in root.iter()) >= 2


def test_svg_of_a_phone_and_of_dari_stays_on_its_sheet(page: Page, tmp_path: Path) -> None:
    """On a narrow page and in Dari each line of the foot lies inside the picture, measured as drawn."""
    for size, language in ((PHONE, "en"), (PHONE, "fa")):
        page.set_viewport_size(size)
        path = tmp_path / f"{language}.html"
        path.write_text(render_page(small_scene(), language=language), "utf-8")
        visit(page, path.as_uri())
        outside = page.evaluate("""() => {
            const map = Object.entries(window).find(([name]) => name.startsWith("map_"))[1];
            const { svgText, live } = window.conflictmap;
            const parsed = new DOMParser().parseFromString(svgText(map, live.state), "image/svg+xml");
            const holder = document.createElement("div");
            holder.append(document.importNode(parsed.documentElement, true));
            document.body.append(holder);
            const sheet = holder.firstChild.getBoundingClientRect();
            const sticksOut = (text) => {
                const box = text.getBoundingClientRect();
                return box.left < sheet.left - 1 || box.right > sheet.right + 1 || box.bottom > sheet.bottom;
            };
            return [...holder.querySelectorAll("svg > text")].filter(sticksOut).map((text) => text.textContent);
        }""")
        assert outside == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_svg_is_the_map_as_it_stands(small: Page, scheme: str) -> None:
    """A whole SVG: 34 fills, a path for each pin, names, day and counts; no class, no script, no outside address."""
    small.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    set_day(small, 2)
    name, content = take(small, "svg")
    assert name == "map-2021-08-08.svg"
    root = ET.fromstring(content)  # noqa: S314 -- our own
    texts = ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]
    assert any(text.startswith("Five days in August, 8 August 2021. Reported, not verified.") for text in texts)
    assert any("Taliban 4 of 34 held, 1 more claimed, unconfirmed" in text for text in texts)
    assert "Kandahar" in texts
    assert len(list(root.iter(f"{SVG}path"))) >= 34 * 2 + len(pins(small))
    fills = [each.get("fill", "") for each in root.iter(f"{SVG}path")]
    held, taken = small.evaluate("""["--taliban", "--taliban-deep"].map((name) => {
        const probe = document.createElement("i");
        probe.style.color = `var(${name})`;
        document.body.append(probe);
        return getComputedStyle(probe).color;
    })""")
    assert (fills.count(held), fills.count(taken)) == (1, 3)
    assert any("#hatch-taliban" in fill for fill in fills)
    assert not any(each.get("class") or each.get("style") for each in root.iter())
    assert b"<script" not in content
    assert b"var(" not in content
    assert content.replace(b"http://www.w3.org/", b"").count(b"http") == 0


def test_svg_has_the_districts_and_signs_of_the_day(page: Page, tmp_path: Path) -> None:
    """A district and a crossing that changed hands stand in the picture as on the map, dark."""
    scene = small_scene()
    shown = ((Unit.DISTRICT, "district:AF3402"), (Unit.BORDER_CROSSING, "site:torkham"))
    rows = [unit_row(unit, unit_id, ControlBasis.ASSESSED, "taliban", 8) for unit, unit_id in shown]
    open_scene(page, replace(scene, controls=(*scene.controls, *rows)), tmp_path, address="#day=2021-08-08")
    root = ET.fromstring(take(page, "svg")[1])  # noqa: S314 -- our own
    taken = page.evaluate("getComputedStyle(document.querySelector('path.unit.deep')).fill")
    assert [each.get("fill") for each in root.iter(f"{SVG}path")].count(taken) == 5
    assert not any(each.get("data-of") for each in root.iter())


def test_png_is_a_picture_with_the_provinces_colours(small: Page) -> None:
    """The canvas is not tainted: a PNG of twice the page's own SVG, foot included, with the holders' colours in it."""
    name, content = take(small, "png")
    assert name == "map-2021-08-10.png"
    assert content.startswith(b"\x89PNG\r\n")
    map_height = small.evaluate(
        "(([map]) => map.getSize())(Object.entries(window).filter(([n]) => n.startsWith('map_')).map(([, m]) => m)).y"
    )
    drawing = ET.fromstring(take(small, "svg")[1])  # noqa: S314 -- our own
    svg_width, svg_height = (float(drawing.get(each, "0")) for each in ("width", "height"))
    width, height = int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    # How high the foot is depends on the machine's fonts: the SVG says it, and a browser draws whole pixels.
    assert svg_height > map_height
    assert width == 2 * svg_width
    assert height == pytest.approx(2 * svg_height, abs=2)
    found = small.evaluate("""async () => {
        const page = window.conflictmap;
        const map = Object.entries(window).find(([name]) => name.startsWith("map_"))[1];
        const bitmap = await createImageBitmap(await page.pngBlob(map, page.live.state));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext("2d");
        context.drawImage(bitmap, 0, 0);
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        let taliban = 0;
        for (let at = 0; at < data.length; at += 4) {
            taliban += data[at] === 187 && data[at + 1] === 117 && data[at + 2] === 71 ? 1 : 0;
        }
        return taliban / (data.length / 4);
    }""")
    assert found > 0.01


def test_paper_has_the_map_and_no_controls(small: Page) -> None:
    """On paper the map keeps its height, the counts stand there, and what can only be clicked does not."""
    small.emulate_media(media="print")
    small.wait_for_function("() => document.querySelector('.map-frame').getBoundingClientRect().height > 400")
    for hidden in ("#search", "#day-play", "#day", ".leaflet-control-zoom", "#keys-show"):
        expect(small.locator(hidden)).to_be_hidden()
    expect(small.locator("#counts")).to_be_visible()


class Frames(HTMLParser):
    """The iframes of a piece of markup."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append({"": tag, **dict(attrs)})


def test_embed_snippet_opens_what_is_shown(page: Page, tmp_path: Path) -> None:
    """The snippet is a frame with the file's name, the state and the title, whatever that holds, and its follower."""
    page.set_viewport_size(PHONE)
    open_scene(page, hostile_scene(), tmp_path)
    choose_setting(page, "window", "week")
    page.locator("#take summary").click()
    page.locator("#embed").focus()
    frame, follower = Frames(page.locator("#embed").input_value()).found
    assert follower == {"": "script"}
    assert frame[""] == "iframe"
    assert frame["src"] == "map.html#mode=embed&window=week"
    assert frame["title"] == HOSTILE
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_a_suggested_correction_is_what_the_next_run_goes_by(page: Page, tmp_path: Path) -> None:
    """The form of a report gives one row, as TOML and as CSV; a run with it tells the correction and who made it."""
    folder = tmp_path / "news"
    folder.mkdir()
    head = "---\npublished: 2021-08-09\nsource: Example News\nurl: https://news.example/kunduz\n---\n"
    told = "Taliban fighters seized the city of Kunduz on Sunday, residents said."
    (folder / "kunduz.md").write_text(head + told + "\n", encoding="utf-8")
    open_scene(page, conflictmap.run(folder).scene, tmp_path, address="")
    card = page.locator('.card[data-unit="AF-KDZ"]')
    expect(card.locator(".decided")).to_have_count(0)
    card.locator(".how-read > summary").click()
    card.locator(".suggest > summary").click()
    form = card.locator(".suggest-form")
    expect(form.get_by_role("button", name="TOML")).to_be_disabled()
    value = form.get_by_label("What is right")
    for wrong, choices in (("what happened", len(EventType)), ("whether it happened", len(AssertionMode))):
        form.get_by_label("What is wrong").select_option(wrong)
        expect(value.locator("option")).to_have_count(choices + 1)
        assert {value.locator("option").nth(1).get_attribute("value")} <= {*EventType, *AssertionMode}
    form.get_by_label("What is wrong").select_option("who took it")
    value.select_option("taliban")
    assert 'value = "taliban"' in form.get_by_label("Row of the decisions file").input_value()
    form.get_by_label("What is wrong").select_option("who acted")
    assert value.get_attribute("list") == form.locator("datalist").get_attribute("id")
    form.get_by_label("What is wrong").select_option("the day")
    value.fill("2021-08-07")
    form.get_by_label("Your name").fill("A. Editor")
    form.get_by_label("Why").fill('the bureau saw "it" on Saturday')
    files = []
    for name in ("TOML", "CSV"):
        with page.expect_download() as waiting:
            form.get_by_role("button", name=name).click()
        files.append(tmp_path / waiting.value.suggested_filename)
        waiting.value.save_as(files[-1])
    read = [read_decisions_file(each) for each in files]
    assert [each.problems for each in read] == [(), ()]
    by_toml, by_csv = (each.decisions[0] for each in read)
    assert replace(by_toml, origin="", decision_id="") == replace(by_csv, origin="", decision_id="")
    assert (by_toml.document, by_toml.quote, by_toml.value) == ("https://news.example/kunduz", told, "2021-08-07")
    open_scene(page, conflictmap.run(folder, decisions=files[0]).scene, tmp_path, address="")
    assert page.locator("#day-words").inner_text() == "Saturday, 7 August 2021"
    expect(card.locator(".badge-words")).to_have_text("corrected by an editor")
    expect(card.locator("> .decided")).to_have_text(
        re.compile('^Corrected by A. Editor on .*: the bureau saw "it" on Saturday[.]$')
    )
    assert {row["decision_id"] for row in rows_of(page)} == {by_toml.decision_id}
