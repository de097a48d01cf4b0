"""`conflictmap.map`: what it can be made of, what it may carry, and that it works in a notebook's frame."""

from __future__ import annotations

import builtins
import html
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import folium
import pytest
from folium.plugins import HeatMap, MarkerCluster
from playwright.sync_api import expect

import conflictmap
from conflictmap.frame_events import read_frame
from geo.errors import ProblemKind, UsageError
from geo.files import seeds_folder
from maps.page import NetworkNeededError
from maps.payload import build_payload
from tests.pages import visit
from tests.scenes import HOSTILE, small_scene

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Dialog, FrameLocator, Page

    from maps.page import ConflictMap

ENVOY = seeds_folder() / "2021-08-10-envoy.md"
pytestmark = pytest.mark.usefixtures("seeds_once")
TRICKS = ["`+window.ran('backtick')+`", "${window.ran('dollar')}", "\\\\`+window.ran('slash')+`", "</script><script>"]


def point(note: str) -> dict[str, Any]:
    """A GeoJSON collection of one point with a note."""
    geometry = {"type": "Point", "coordinates": [66.0, 34.5]}
    feature = {"type": "Feature", "properties": {"note": note}, "geometry": geometry}
    return {"type": "FeatureCollection", "features": [feature]}


def remote() -> folium.GeoJson:
    """A layer whose data the browser would fetch."""
    layer = folium.GeoJson(point("far"))
    layer.embed, layer.embed_link = False, "https://data.example/a.geojson"
    return layer


def layers(made: ConflictMap) -> ConflictMap:
    """Add what folium users add most: markers, circles, GeoJSON, a group and its control, with hostile texts."""
    group = folium.FeatureGroup(name=f"Mine {HOSTILE}").add_to(made)
    folium.Marker((34.5, 66.0), popup=HOSTILE, tooltip=HOSTILE).add_to(group)
    for number, trick in enumerate(TRICKS):
        folium.CircleMarker((33.0 + number, 65.0), radius=9, popup=trick, tooltip=trick).add_to(group)
    folium.Marker((33.5, 64.0), popup=folium.Popup(folium.Html(TRICKS[0] + HOSTILE), max_width=200)).add_to(group)
    folium.GeoJson(point(HOSTILE), tooltip=folium.GeoJsonTooltip(["note"]), popup=folium.GeoJsonPopup(["note"])).add_to(
        group
    )
    folium.LayerControl(collapsed=False).add_to(made)
    return made


def note_dialogs(page: Page, dialogs: list[str]) -> None:
    """Note what a dialog says, and close it."""

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)


def in_notebook(page: Page, made: ConflictMap, folder: Path) -> FrameLocator:
    """Open a page that holds the map as a notebook's output does: in a frame with `srcdoc`."""
    path = folder / "notebook.html"
    path.write_text(f"<!doctype html><meta charset=utf-8><title>notebook</title>{made._repr_html_()}", "utf-8")
    page.goto(path.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("html[data-texts]").wait_for(state="attached")
    return frame


def test_each_material_gives_the_same_map() -> None:
    """A path, a list of paths, a result and a scene of the same source have the same page."""
    result = conflictmap.run(ENVOY)
    pages = {conflictmap.map(material).get_root().render() for material in (str(ENVOY), [ENVOY], result, result.scene)}
    assert len(pages) == 1
    assert isinstance(conflictmap.map(result), folium.Map)


def test_options_of_reading_reach_the_run() -> None:
    """`published` and `as_of` work as in `run`; beside anything else than sources they are refused."""
    assert str(conflictmap.map(ENVOY, as_of="2021-08-09").scene.as_of) == "2021-08-09"
    with pytest.raises(UsageError, match="options of reading beside sources alone, got as_of"):
        conflictmap.map(small_scene(), as_of="2021-08-09")
    with pytest.raises(UsageError, match=r"sources, a Result, a Scene.* got int"):
        conflictmap.map([1, 2])
    with pytest.raises(UsageError, match="NoneType"):
        conflictmap.map(None)


def test_python_s_own_map_stays() -> None:
    """Neither the package nor a star import hides the builtin from others."""
    assert "map" not in conflictmap.__all__
    assert "map" in dir(conflictmap)
    assert builtins.map is map
    code = "from conflictmap import *; import builtins, conflictmap; assert map is builtins.map; conflictmap.map"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_events_alone_have_no_ledger() -> None:
    """Event records are drawn and listed; nobody holds anything."""
    made = conflictmap.map(small_scene().events)
    assert len(made.scene.events) == len(small_scene().events)
    assert made.scene.controls == ()
    assert len(made.scene.incidents) == len(small_scene().incidents)
    assert conflictmap.map([]).scene.events == ()


def test_a_geodataframe_comes_back_as_it_went_out() -> None:
    """Events written to a GeoDataFrame and read again keep id, tag, mode, day, place, parties, quote and document."""
    result = conflictmap.run(seeds_folder())
    frame = result.geodataframe()
    found = read_frame(frame.to_crs(3857))
    assert found.problems == ()
    kept = {each.event_id: each for each in found.events}
    assert list(kept) == [each.event_id for each in result.scene.events]
    for event in result.scene.events:
        again = kept[event.event_id]
        for name in ("event_type", "assertion_mode", "action", "unit", "unit_id", "taker", "actor", "recipient"):
            assert getattr(again, name) == getattr(event, name), name
        for name in ("fatalities", "injured", "rule_id", "source", "source_original", "document_id", "recorded_at"):
            assert getattr(again, name) == getattr(event, name), name
        assert again.quote.exact == event.quote.exact
        for end in ("date_start", "date_end"):
            assert getattr(again.date, end, None) == getattr(event.date, end, None)
        if event.place is not None and event.place.place_precision in {"site", "settlement", "near"}:
            assert again.place is not None
            assert again.place.longitude == pytest.approx(event.place.longitude, abs=1e-6)
            assert again.place.uncertainty_m == event.place.uncertainty_m
    told = {each.document_id for each in result.events}
    urls = {each.document_id: each.url for each in result.documents if each.document_id in told}
    assert {each.document_id: each.url for each in found.documents} == urls


def test_a_feed_s_row_stands_in_place_of_a_quote() -> None:
    """A row without words is an event where the evidence columns name the feed's row, and is shown as that."""
    frame = conflictmap.run(ENVOY).geodataframe().head(1)
    frame = frame.assign(quote_exact="", evidence_row=7, evidence_id="X1", evidence_file="a.csv", evidence_notes=None)
    (event,) = read_frame(frame).events
    assert event.feed_row is not None
    assert (event.feed_row.row, event.feed_row.row_id, event.feed_row.notes) == (7, "X1", None)
    (shown,) = build_payload(conflictmap.map(frame).scene)["events"]
    assert shown["row"].startswith("Feed row, not a quote")


def test_a_table_that_lacks_something_is_told() -> None:
    """A missing column or CRS is misuse; a row without quote or with an unknown tag is a problem, no more."""
    frame = conflictmap.run(ENVOY).geodataframe()
    with pytest.raises(UsageError, match="Expected the column quote_exact"):
        conflictmap.map(frame.drop(columns="quote_exact"))
    with pytest.raises(UsageError, match="a GeoDataFrame with a CRS"):
        conflictmap.map(frame.set_crs(None, allow_override=True))
    broken = frame.copy()
    broken.loc[0, "quote_exact"] = None
    broken.loc[1, "event_type"] = "coup"
    made = conflictmap.map(broken)
    assert len(made.scene.events) == len(frame) - 2
    assert [each.kind for each in made.scene.problems] == [ProblemKind.BROKEN_ROW] * 2
    assert [each.line for each in made.scene.problems] == [1, 2]


def test_two_builds_give_the_same_bytes(tmp_path: Path) -> None:
    """Without foreign layers a map saved twice, and one made anew after another was polluted, are equal."""
    written = []
    for number in range(2):
        made = conflictmap.map(ENVOY)
        path = tmp_path / f"{number}.html"
        made.save(path)
        written.append(path.read_bytes())
        noise = folium.Map()
        noise.add_js_link(f"leak{number}", "https://cdn.example/leak.js")
        layers(conflictmap.map(small_scene())).get_root().render()
    try:
        assert written[0] == written[1]
        assert "cdn.example" not in conflictmap.map(ENVOY).get_root().render()
        iconic = conflictmap.map(ENVOY)
        folium.Marker((34.0, 66.0), icon=folium.Icon()).add_to(iconic)
        assert "cdn.example" not in iconic.get_root().render(allow_network=True)
    finally:
        folium.Map.default_js[:] = [each for each in folium.Map.default_js if not each[0].startswith("leak")]


@pytest.mark.parametrize(
    ("layer", "address"),
    [
        (lambda: MarkerCluster([(34.0, 66.0)]), "markercluster"),  # type: ignore[no-untyped-call]
        (lambda: HeatMap([(34.0, 66.0)]), "heat"),  # type: ignore[no-untyped-call]
        (remote, "https://data.example/a.geojson"),
        (lambda: folium.WmsTileLayer("https://wms.example/wms", layers="a"), "https://wms.example/wms"),
        (
            lambda: folium.Marker((34.0, 66.0), icon=folium.CustomIcon("https://img.example/i.png")),
            "https://img.example/i.png",
        ),
        (
            lambda: folium.Marker((34.0, 66.0), popup="<img src='https://img.example/p.png'>"),
            "https://img.example/p.png",
        ),
    ],
    ids=["cluster", "heat", "remote data", "wms", "custom icon", "picture in a popup"],
)
def test_what_would_ask_the_network_is_refused_by_address(layer: Any, address: str, tmp_path: Path) -> None:  # noqa: ANN401
    """The notebook view and `save` raise and name it, and write nothing; allowed, the page says whom it asks."""
    made = conflictmap.map(small_scene())
    made.add_child(layer())
    with pytest.raises(NetworkNeededError, match=re.escape(address)):
        made._repr_html_()
    with pytest.raises(NetworkNeededError, match=re.escape(address)):
        made.save(tmp_path / "map.html")
    assert list(tmp_path.iterdir()) == []
    made.save(tmp_path / "map.html", allow_network=True)
    text = (tmp_path / "map.html").read_text("utf-8")
    assert re.search(r'class="notice"[^>]*>[^<]*https://', text)


def test_an_address_cannot_add_to_the_policy() -> None:
    """A host with a semicolon or a space in it is refused, allowed network or not."""
    made = conflictmap.map(small_scene(), allow_network=True)
    icon = folium.CustomIcon("https://a.example;script-src 'unsafe-inline'/i.png")
    folium.Marker((34.0, 66.0), icon=icon).add_to(made)
    with pytest.raises(UsageError, match="a plain host"):
        made.get_root().render()


@pytest.mark.browser
@pytest.mark.usefixtures("nothing_goes_wrong")
def test_notebook_frame_works(page: Page, tmp_path: Path) -> None:
    """Inside an iframe's srcdoc the page draws, the slider moves, a pin opens; nothing is asked or complained of."""
    frame = in_notebook(page, conflictmap.map(small_scene()), tmp_path)
    expect(frame.locator("path[data-province]")).to_have_count(34)
    frame.locator("#day").fill("0")
    expect(frame.locator("#day-words")).to_have_text("Friday, 6 August 2021")
    frame.locator('.pin[aria-label*="Zaranj"]').first.press("Enter")
    expect(frame.locator("#details")).to_contain_text("took Zaranj")


@pytest.mark.browser
@pytest.mark.usefixtures("nothing_goes_wrong")
def test_added_layers_show_and_their_texts_are_inert(page: Page, tmp_path: Path) -> None:
    """Marker, circles, GeoJSON and control are there and can be opened and switched; no text of theirs runs."""
    ran: list[str] = []
    page.expose_function("ran", lambda words: ran.append(words))  # noqa: PLW0108 - a method takes no mark
    quiet = [text.replace("onerror", "title") for text in (HOSTILE,)]
    made = conflictmap.map(small_scene())
    group = folium.FeatureGroup(name="Mine").add_to(made)
    for number, trick in enumerate([*TRICKS, *quiet]):
        folium.CircleMarker((33.0 + number / 2, 65.0), radius=9, popup=trick, tooltip=trick).add_to(group)
    folium.Marker((33.5, 64.0), popup=folium.Popup(folium.Html(TRICKS[0]), max_width=200)).add_to(group)
    folium.GeoJson(point("plain"), tooltip=folium.GeoJsonTooltip(["note"])).add_to(group)
    folium.LayerControl(collapsed=False).add_to(made)
    path = tmp_path / "map.html"
    made.save(path)
    visit(page, path.as_uri())
    circles = page.locator(".leaflet-overlay-pane path")
    expect(circles).to_have_count(len(TRICKS) + 1)
    expect(page.locator(".leaflet-marker-pane img")).to_have_count(2)
    for number in range(len(TRICKS)):
        circles.nth(number).dispatch_event("click")
        expect(page.locator(".leaflet-popup").last).to_be_visible()
    circles.nth(0).dispatch_event("click")
    expect(page.locator(".leaflet-popup-content").last).to_contain_text("`+window.ran('backtick')+`")
    page.locator(".leaflet-control-layers input[type=checkbox]").first.uncheck()
    expect(circles).to_have_count(0)
    assert ran == []


@pytest.mark.browser
def test_hostile_markup_of_added_layers_runs_nothing(
    page: Page, tmp_path: Path, refused_requests: list[str], console_errors: list[str]
) -> None:
    """Handlers, script elements and javascript: links in popups, tooltips, names and properties do nothing at all."""
    dialogs: list[str] = []
    note_dialogs(page, dialogs)
    made = layers(conflictmap.map(small_scene()))
    folium.Marker((32.0, 63.0), popup="<a id=lure href='javascript:alert(9)'>more</a>").add_to(made)
    path = tmp_path / "map.html"
    made.save(path)
    visit(page, path.as_uri())
    expect(page.locator("path[data-province]")).to_have_count(34)
    for marker in page.locator(".leaflet-marker-pane img").all():
        marker.dispatch_event("mouseover")
        marker.dispatch_event("click")
        page.wait_for_timeout(80)
    page.locator("#lure").dispatch_event("click")
    page.wait_for_timeout(200)
    assert dialogs == []
    assert refused_requests == [each for each in refused_requests if each.startswith("file:")]
    assert all("Content Security Policy" in each or "ERR_" in each for each in console_errors), console_errors
    assert page.locator("script").count() == page.evaluate("document.scripts.length")
    assert html.unescape(page.locator("h1").inner_text()).endswith("The Taliban hold 4 of 34.")


@pytest.mark.browser
def test_a_frame_in_a_popup_is_shown_and_runs_nothing(
    page: Page, tmp_path: Path, refused_requests: list[str], console_errors: list[str]
) -> None:
    """folium's IFrame is a document in a data address: it is shown, and the page's policy holds in it."""
    made = conflictmap.map(small_scene())
    inside = folium.IFrame("<p id=said>Said inside</p><script>alert(1)</script>", width="200px", height="80px")
    folium.Marker((32.0, 63.0), popup=folium.Popup(inside)).add_to(made)
    dialogs: list[str] = []
    note_dialogs(page, dialogs)
    path = tmp_path / "map.html"
    made.save(path)
    visit(page, path.as_uri())
    page.locator(".leaflet-marker-pane img").dispatch_event("click")
    expect(page.frame_locator(".leaflet-popup iframe").locator("#said")).to_have_text("Said inside")
    page.wait_for_timeout(200)
    assert dialogs == []
    assert refused_requests == []
    assert all("Content Security Policy" in each for each in console_errors)
