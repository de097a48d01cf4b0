"""Tile base maps: closed by default, opened for one host alone, refused where a key or an attribution is missing."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from conflictmap.cli import main
from geo.errors import UsageError
from geo.files import seeds_folder
from maps.page import render_page
from maps.tiles import tile_source
from tests.pages import fill_of, set_day
from tests.scenes import small_scene

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

OWN = "https://{s}.tiles.example/{z}/{x}/{y}{r}.png"


def policy(page: str) -> dict[str, list[str]]:
    """The directives of a page's policy."""
    content = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert content is not None
    return {each.split()[0]: each.split()[1:] for each in content[1].replace("&#39;", "'").split("; ")}


def test_only_images_of_the_one_host_are_admitted() -> None:
    """With tiles the policy differs in one directive alone, and the page names the host; without, it names nobody."""
    closed, opened = (render_page(small_scene(), tiles=tiles) for tiles in (None, tile_source("OpenStreetMap.Mapnik")))
    without, by_tiles = policy(closed), policy(opened)
    assert by_tiles.pop("img-src") == [*without.pop("img-src"), "https://tile.openstreetmap.org"]
    by_tiles.pop("script-src")
    assert without.pop("script-src")
    assert by_tiles == without
    assert "This page asks the network: https://tile.openstreetmap.org" in opened
    assert "openstreetmap.org/copyright" in opened
    assert "openstreetmap" not in closed
    assert "asks the network" not in closed


def test_the_same_tiles_give_the_same_bytes() -> None:
    """The tile layer has no random id."""
    first, second = (render_page(small_scene(), tiles=tile_source(OWN, "Own")) for _ in range(2))
    assert first == second


def test_every_subdomain_is_written_out() -> None:
    """No wildcard: the policy names the hosts that Leaflet will ask."""
    assert tile_source(OWN, "Own").hosts == tuple(f"https://{each}.tiles.example" for each in "abc")
    assert "*" not in policy(render_page(small_scene(), tiles=tile_source(OWN, "Own")))["img-src"]


@pytest.mark.parametrize(
    ("name", "attribution", "message"),
    [
        ("OpenStretMap.Mapnik", None, r"got 'OpenStretMap\.Mapnik'\. Near it: OpenStreetMap\.Mapnik"),
        ("Thunderforest.Landscape", None, "got Thunderforest.Landscape, which needs one"),
        ("JusticeMap.white", None, "out of use"),
        (OWN, None, "Expected an attribution beside a tile address"),
        (OWN, "  ", "Expected an attribution beside a tile address"),
        ("https://tiles.example/{z}/{x}.png", "Own", "with {z}, {x} and {y}"),
        ("https://tiles.example/{z}/{x}/{y}?k={apikey}", "Own", "with {z}, {x} and {y}"),
        ("ftp://tiles.example/{z}/{x}/{y}", "Own", "http or https and a plain host"),
        ("https://a.example;script-src%20*/{z}/{x}/{y}", "Own", "a plain host"),
        ("https://a.example 'unsafe-eval'/{z}/{x}/{y}", "Own", "a plain host"),
        ("https://user:secret@a.example/{z}/{x}/{y}", "Own", "a plain host"),
        ("https://{s}/{z}/{x}/{y}", "Own", "a plain host"),
        ("", None, "a name of xyzservices"),
    ],
)
def test_what_cannot_be_served_is_refused(name: str, attribution: str | None, message: str) -> None:
    """A wrong name gets near ones; a key, a dead server, an address that lacks a part or breaks a policy is told."""
    with pytest.raises(UsageError, match=message):
        tile_source(name, attribution)


def test_an_attribution_is_text() -> None:
    """What is given as attribution cannot become markup in Leaflet's corner."""
    assert tile_source(OWN, "<img src=x>").attribution == "&lt;img src=x&gt;"


def test_command_line_takes_a_name_and_refuses_before_reading(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--tiles` is in the page and in the manifest; a wrong one ends with status 2 and writes nothing."""
    source = str(seeds_folder() / "2021-08-10-envoy.md")
    out = tmp_path / "out"
    assert main(["map", source, "-o", str(out), "--tiles", "Nowhere.Streets"]) == 2
    assert "a name of xyzservices" in capsys.readouterr().err
    assert not out.exists()
    assert main(["map", source, "-o", str(out), "--tiles", OWN, "--tiles-attribution", "Own map"]) == 0
    assert "https://a.tiles.example" in policy((out / "map.html").read_text("utf-8"))["img-src"]
    settings = json.loads((out / "manifest.json").read_text("utf-8"))["settings"]
    assert settings["tiles"] == "{s}.tiles.example"


@pytest.mark.browser
def test_page_asks_the_tile_host_alone_and_works_without_it(
    page: Page, tmp_path: Path, refused_requests: list[str], console_errors: list[str]
) -> None:
    """With the network refused each request was for a tile; map, slider and provinces work; tiles lie underneath."""
    path = tmp_path / "map.html"
    path.write_text(render_page(small_scene(), tiles=tile_source("OpenStreetMap.Mapnik")), "utf-8")
    page.goto(path.as_uri())
    page.wait_for_selector(".over-tiles .pin")
    expect(page.locator(".notice")).to_contain_text("https://tile.openstreetmap.org")
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("OpenStreetMap contributors")
    page.wait_for_timeout(300)
    assert refused_requests
    assert all(re.fullmatch(r"https://tile\.openstreetmap\.org/\d+/\d+/\d+\.png", each) for each in refused_requests)
    assert all("ERR_" in each for each in console_errors), console_errors
    set_day(page, 0)
    assert fill_of(page, "AF-NIM") == "fill-taliban"
    province = page.locator('path[data-province="AF-NIM"]')
    assert province.evaluate("(path) => getComputedStyle(path).fillOpacity") == "0.55"
    planes = page.evaluate("""() => ["tilePane", "provinces"].map((name) => {
        const map = Object.entries(window).find(([key]) => key.startsWith("map_"))[1];
        return Number(getComputedStyle(map.getPane(name)).zIndex);
    })""")
    assert planes[0] < planes[1]
