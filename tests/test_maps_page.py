"""The page as text: the same bytes, a policy that fits its scripts, and no address that anybody did not allow."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import folium
import pytest
from folium.plugins import MarkerCluster

from maps.packaged import ASSETS, scripts, styles
from maps.packing import unpack_tables
from maps.page import ConflictMap, NetworkNeededError, render_page
from maps.policy import MarkupScan, content_policy, is_foreign, origin
from tests.scenes import HOSTILE, big_scene, hostile_scene, small_scene

if TYPE_CHECKING:
    from pathlib import Path

INERT = ("application/json", "application/octet-stream")
TILES = "https://{s}.tile.example/{z}/{x}/{y}.png"


class Outline(HTMLParser):
    """The elements of a page in order, with their attributes, and the texts of its scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self._open: dict[str, str | None] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "script":
            self._open = dict(attrs)
            self.scripts.append((self._open, ""))

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            attributes, text = self.scripts[-1]
            self.scripts[-1] = (attributes, text + data)

    def text_of(self, name: str) -> str:
        return next(text for attributes, text in self.scripts if attributes.get("id") == name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._open = None


def policy_of(outline: Outline) -> str:
    """The page's policy, which must be the first meta of all."""
    first = next(attributes for tag, attributes in outline.elements if tag == "meta")
    assert first["http-equiv"] == "Content-Security-Policy"
    return str(first["content"])


def test_same_scene_gives_the_same_bytes() -> None:
    """Two renderings are equal, also with other folium maps made, rendered and added to in between."""
    first = render_page(small_scene())
    other = folium.Map()
    folium.Marker((1, 2), popup="x").add_to(other)
    other.add_js_link("extra", "https://cdn.example/extra.js")
    other.get_root().render()
    folium.Map.default_js.remove(("extra", "https://cdn.example/extra.js"))
    mine = ConflictMap.from_scene(small_scene())
    folium.Marker((1, 2)).add_to(mine)
    mine.get_root().render()
    assert render_page(small_scene()) == first


def test_one_map_does_not_change_the_next() -> None:
    """A script linked to one map is not linked to another, and folium's own lists stay as they were."""
    before = list(folium.Map.default_js)
    linked = ConflictMap.from_scene(small_scene())
    linked.add_js_link("extra", "https://cdn.example/extra.js")
    with pytest.raises(NetworkNeededError, match=re.escape("https://cdn.example/extra.js")):
        linked.get_root().render()
    assert folium.Map.default_js == before
    assert "cdn.example" not in render_page(small_scene())


@pytest.mark.parametrize("make", [small_scene, hostile_scene, big_scene])
def test_nothing_is_loaded_from_anywhere(make: object) -> None:
    """No element has a source, a style sheet or an image of another host; every style address is inline."""
    assert callable(make)
    outline = Outline(render_page(make()))
    for tag, attributes in outline.elements:
        assert "src" not in attributes, (tag, attributes)
        assert tag not in {"link", "iframe", "object", "embed", "base", "form"}
        assert not any(name.startswith("on") for name in attributes)
    for style in styles():
        assert all(address.startswith(("data:", "#")) for address in re.findall(r"url\(([^)]*)\)", style))
        assert "@import" not in style


def test_policy_allows_exactly_the_scripts_that_are_there() -> None:
    """The hashes of the policy are those of the page's scripts, taken from the page again."""
    outline = Outline(render_page(small_scene()))
    policy = policy_of(outline)
    run = [text for attributes, text in outline.scripts if attributes.get("type") is None]
    assert {attributes.get("type") for attributes, _ in outline.scripts} == {None, *INERT}
    hashes = ["sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in run]
    assert re.findall(r"'(sha256-[^']+)'", policy) == hashes
    for rule in (
        "default-src 'none'",
        "connect-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "img-src data: blob:;",
        "style-src 'unsafe-inline';",
    ):
        assert rule in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy


def test_hostile_text_stands_in_the_payload_alone() -> None:
    """The page of the hostile scene has the same elements as any other, and the text comes back from its payload."""
    outline = Outline(render_page(hostile_scene()))
    assert [tag for tag, _ in outline.elements if tag in {"img", "b"}] == []
    head, columns, texts = (outline.text_of(name) for name in ("payload", "payload-columns", "payload-texts"))
    assert json.loads(head)["title"] == HOSTILE
    assert all(re.fullmatch(r"[A-Za-z0-9+/]+=*", block) for block in (columns, texts))
    told = unpack_tables(columns, texts)
    assert told["documents"][0]["addressNotLinked"] == "javascript:alert(3)"
    assert "url" not in told["documents"][0]
    assert told["events"][0]["exact"] == f"{HOSTILE} fell to {HOSTILE} today."
    assert told["problems"][0]["where"] == HOSTILE


def test_payload_is_valid_and_small() -> None:
    """2,000 events take less than 100 kB more than none, the rest are the map and its assets."""
    none = dict.fromkeys(("documents", "events", "counts", "checks"), ())
    empty = render_page(small_scene(**none))
    assert len(render_page(big_scene()).encode()) - len(empty.encode()) < 100_000


def test_own_layers_are_saved(tmp_path: Path) -> None:
    """Layers that need nothing are saved with the rest, to a path or into an open file."""
    made = ConflictMap.from_scene(small_scene())
    folium.Marker((34.0, 66.0), popup="Note").add_to(made)
    path = tmp_path / "own.html"
    made.save(path)
    stream = io.BytesIO()
    made.save(stream, close_file=False)
    assert stream.getvalue() == path.read_bytes()
    assert "L.marker" in path.read_text(encoding="utf-8")
    assert [each.name for each in tmp_path.iterdir()] == ["own.html"]


@pytest.mark.parametrize(
    ("layer", "address"),
    [
        (lambda: folium.TileLayer(tiles=TILES, attr="Example"), TILES),
        (lambda: MarkerCluster([(34.0, 66.0)]), "markercluster"),  # type: ignore[no-untyped-call]
        (lambda: folium.Marker((34.0, 66.0), icon=folium.Icon()), "awesome"),
        (
            lambda: folium.raster_layers.ImageOverlay("https://img.example/a.png", [[1, 2], [3, 4]]),
            "https://img.example/a.png",
        ),
    ],
    ids=["tiles", "plugin", "icon", "image"],
)
def test_a_layer_that_needs_the_network_is_refused_by_name(layer: object, address: str, tmp_path: Path) -> None:
    """Saving such a map raises and lists the addresses; nothing is written; allowed, the policy names the hosts."""
    assert callable(layer)
    made = ConflictMap.from_scene(small_scene())
    made.add_child(layer())
    path = tmp_path / "map.html"
    with pytest.raises(NetworkNeededError) as raised:
        made.save(path)
    assert any(address in each for each in raised.value.addresses)
    assert address in str(raised.value)
    assert not path.exists()
    made.save(path, allow_network=True)
    text = path.read_text(encoding="utf-8")
    policy = policy_of(Outline(text))
    assert all(origin(each) in policy for each in raised.value.addresses)
    assert "This page asks the network" in text


def test_notebook_shows_the_page_in_a_frame() -> None:
    """`_repr_html_` gives an iframe that holds the whole page, and the same one twice."""
    made = ConflictMap.from_scene(small_scene())
    shown = made._repr_html_()
    assert shown.startswith("<iframe srcdoc=")
    assert "&lt;!DOCTYPE html&gt;" in shown
    assert made._repr_html_() == shown


def test_summary_without_script_counts_34() -> None:
    """The table for readers without JavaScript adds up to 34 in both layers."""
    text = render_page(small_scene())
    table = text[text.index("<noscript>") : text.index("</noscript>")]
    counts = re.findall(r"<th scope=\"row\">[^<]*</th><td>(\d+)</td><td>(\d+)</td>", table)
    assert [sum(int(row[column]) for row in counts) for column in (0, 1)] == [34, 34]
    assert table.count("<tr>") == len(counts) + 34 + 2


def test_scan_finds_what_markup_runs_and_loads() -> None:
    """Inline scripts and foreign addresses are found, in any order of attributes; JSON and data addresses are not."""
    scan = MarkupScan.of(
        '<script>a<b</script><script type="application/json">{}</script><SCRIPT SRC="//c.example/x.js"></SCRIPT>'
        '<img alt="" src="data:,x"><link rel="stylesheet" href="http://d.example/y.css">'
    )
    assert scan.scripts == ["a<b"]
    assert scan.addresses == ["//c.example/x.js", "http://d.example/y.css"]
    assert "https://c.example" in content_policy(scan.scripts, scan.addresses)
    assert not is_foreign(None)


def test_our_scripts_have_no_eval_and_one_way_into_markup() -> None:
    """No module uses eval or inline handlers; `innerHTML` stands only where folium's own layers need it."""
    for path in sorted((ASSETS.parent / "web/src").glob("*.js")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\beval\(|new Function|document\.write|outerHTML|insertAdjacentHTML|\.onclick", text), (
            path.name
        )
        assert ("innerHTML" in text) == (path.name == "jquery.js"), path.name
        assert text.splitlines()[0].startswith("/* "), path.name
    assert "sourceMappingURL" not in "".join(scripts())
