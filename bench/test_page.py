"""The page with 10,000 and 100,000 events: its building, its size, its opening and its slider, beside folium's layers.

Every event has a quote of 150 characters and an address of its own. Opening and slider are clocked in a headless
Chromium with the network refused. Of folium's layers those are opened that need nothing but Leaflet; the plugin of
FastMarkerCluster stands on a content network.
"""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING

import pytest

from bench.folium_pages import circle_markers, fast_marker_cluster, geojson_layer, without_network
from bench.made_events import made_events
from bench.page_clock import chromium, clock, loaded
from maps.exports.files import encode
from maps.page import render_page
from maps.quotes import Quotes
from maps.scene import build_scene

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_benchmark.fixture import BenchmarkFixture

    from maps.scene import Scene

SIZES = (10_000, 100_000)
PEERS: dict[str, tuple[str, Callable[[Scene], str], int]] = {
    "circles-10000": ("CircleMarker", circle_markers, 10_000),
    "geojson-10000": ("GeoJson", geojson_layer, 10_000),
    "geojson-100000": ("GeoJson", geojson_layer, 100_000),
    "cluster-10000": ("FastMarkerCluster", fast_marker_cluster, 10_000),
    "cluster-100000": ("FastMarkerCluster", fast_marker_cluster, 100_000),
}


@cache
def scene_of(number: int) -> Scene:
    """The scene of so many made events, made once."""
    events, documents = made_events(number)
    return build_scene(
        documents=documents, events=events, controls=(), counts=(), as_of=None, rule="capital", title=f"{number} events"
    )


@pytest.mark.benchmark(group="page-scene")
@pytest.mark.parametrize("number", SIZES)
def test_scene(benchmark: BenchmarkFixture, number: int) -> None:
    """From records to the scene, merging included."""
    events, documents = made_events(number)
    made = benchmark.pedantic(  # type: ignore[no-untyped-call]
        build_scene,
        kwargs={
            "documents": documents,
            "events": events,
            "controls": (),
            "counts": (),
            "as_of": None,
            "rule": "capital",
        },
        rounds=1,
    )
    benchmark.extra_info["events"] = number
    assert len(made.events) == number


@pytest.mark.benchmark(group="page")
@pytest.mark.parametrize("quotes", list(Quotes))
@pytest.mark.parametrize("number", SIZES)
def test_our_page(benchmark: BenchmarkFixture, tmp_path: Path, number: int, quotes: Quotes) -> None:
    """From the scene to the page's bytes; then the page is opened and its slider moved."""
    html = benchmark.pedantic(render_page, args=(scene_of(number),), kwargs={"quotes": quotes}, rounds=1)  # type: ignore[no-untyped-call]
    file = tmp_path / "map.html"
    content = encode(html)
    file.write_bytes(content)
    benchmark.extra_info |= {"events": number, "quotes": quotes.value, "bytes": len(content)}
    with chromium() as browser:
        benchmark.extra_info |= asdict(clock(browser, file))


@pytest.mark.benchmark(group="page-folium")
@pytest.mark.parametrize("peer", PEERS)
def test_folium_page(benchmark: BenchmarkFixture, tmp_path: Path, peer: str) -> None:
    """The same events in one of folium's layers; opened where it needs no file that we do not package."""
    layer, make, number = PEERS[peer]
    html = benchmark.pedantic(make, args=(scene_of(number),), rounds=1)  # type: ignore[no-untyped-call]
    benchmark.extra_info |= {"layer": layer, "events": number, "bytes": len(html.encode())}
    if make is not fast_marker_cluster:
        file = tmp_path / "folium.html"
        file.write_text(without_network(html), encoding="utf-8")
        with chromium() as browser:
            benchmark.extra_info["loaded_ms"] = loaded(browser, file)
