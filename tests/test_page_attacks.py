"""The page under attack: each string that can come from outside is hostile, and nothing runs, loads or breaks."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from geo.model import FeedRow, Quote
from maps.escape import safe_url
from maps.exports.files import encode
from maps.page import render_page
from maps.policy import MarkupScan
from maps.scene import build_scene
from tests.pages import set_day, visit
from tests.scenes import (
    HOSTILE,
    small_checks,
    small_controls,
    small_documents,
    small_events,
    small_problems,
    small_scene,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from playwright.sync_api import Page

    from maps.scene import Scene

ATTACKS = {
    "markup": HOSTILE,
    "handler": "\"'><svg/onload=alert(1)><iframe srcdoc='<script>alert(2)</script>'>",
    "template": "{{ 7*7 }}{% raw %}${alert(1)}`+alert(2)+`\\",
    "comment": "--><!--<script>]]><![CDATA[",
    "prototype": "__proto__",
    "constructor": "constructor",
    "empty": " \u200b",
    "controls": "\u202e\u0000\u0007\ufeff\ud83d",
    "long": "<b>" * 400,
}
FOR_MAKE_TEST = ("markup", "template", "controls")
"""The attacks that a browser opens in `make test`; the others in `make slow`. All are parsed in both."""
KEPT = frozenset(
    {"event_id", "document_id", "control_id", "claim_id", "unit_id", "iso_3166_2", "date_edtf", "place_id", "evidence"}
)
"""Ids and codes, by which records hang together."""


def poisoned(value: Any, attack: str, name: str = "") -> Any:  # noqa: ANN401 - any record
    """The record with the attack for each of its texts; words of a vocabulary stay."""
    if isinstance(value, Enum) or name in KEPT:
        return value
    if isinstance(value, str):
        return f"other:{attack}" if value.startswith("other:") else attack
    if isinstance(value, tuple):
        return tuple(poisoned(each, attack) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {each.name: poisoned(getattr(value, each.name), attack, each.name) for each in fields(value)}
        return replace(value, **changed)
    return value


def poisoned_scene(attack: str) -> Scene:
    """The small scene with the attack in every text, half of its events as rows of a feed."""
    events = []
    for number, event in enumerate(poisoned(small_events(), attack)):
        row = FeedRow(feed=attack, file=attack, row=number + 1, row_id=attack, notes=attack)
        changed = {"feed_row": row, "quote": Quote(exact="")} if number % 2 else {}
        events.append(replace(event, **changed))
    documents = [replace(each, url="javascript:alert(7)") for each in poisoned(small_documents(), attack)]
    side = f"other:{attack}"
    controls = [replace(row, side=row.side and side, rule=attack, explanation=attack) for row in small_controls()]
    return build_scene(
        documents=documents,
        events=events,
        controls=controls,
        counts=(),
        checks=poisoned(small_checks(), attack),
        problems=poisoned(small_problems(), attack),
        as_of=None,
        rule=attack,
        title=attack,
        opening_note=attack,
        extractor=attack,
    )


class Elements(HTMLParser):
    """The elements of a page with their attributes, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, Mapping[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
@pytest.mark.parametrize("language", ["en", "fa"])
def test_no_text_becomes_markup(attack: str, language: str) -> None:
    """The poisoned page has just the elements and attribute names that its like has; the policy comes first."""
    page = Elements(render_page(poisoned_scene(attack), language=language)).found
    plain = Elements(render_page(poisoned_scene("plain words"), language=language)).found
    assert [(tag, sorted(given)) for tag, given in page] == [(tag, sorted(given)) for tag, given in plain]
    assert [tag for tag, _ in page[:3]] == ["html", "head", "meta"]
    assert page[2][1]["http-equiv"] == "Content-Security-Policy"
    assert not any(name.startswith("on") or name in {"src", "srcdoc", "action"} for _, given in page for name in given)
    assert [given for tag, given in page if str(given.get("href", "#"))[:1] != "#"] == []


@pytest.mark.browser
@pytest.mark.usefixtures("nothing_goes_wrong")
@pytest.mark.parametrize(
    "attack",
    [
        pytest.param(attack, id=name, marks=[] if name in FOR_MAKE_TEST else [pytest.mark.slow])
        for name, attack in ATTACKS.items()
    ],
)
def test_the_poisoned_page_works_and_runs_nothing(page: Page, tmp_path: Path, attack: str) -> None:
    """Everything that opens is opened, every day is shown; no element, link, request, error or dialog comes of it."""
    path = tmp_path / "map.html"
    path.write_bytes(encode(render_page(poisoned_scene(attack))))
    visit(page, path.as_uri())
    expect(page.locator("path[data-province]")).to_have_count(34)
    for number in range(5):
        set_day(page, number)
    for head in ("#problems-head", "#unplaced-head", "#provinces summary", "#filters summary", "#take summary"):
        if page.locator(head).is_visible():
            page.locator(head).click()
    for report in page.locator(".report").all()[:12]:
        report.click()
    for pin in page.locator(".pin").all()[:4]:
        pin.press("Enter")
        page.locator("#details").first.wait_for()
        page.keyboard.press("Escape")
    page.locator("#search").fill(attack[:80])
    page.locator("#search").fill("")
    for name in ("side", "source"):
        choice = page.locator(f"#filter-{name}")
        options = choice.locator("option").count()
        choice.select_option(index=options - 1)
        choice.select_option(index=0)
    for text in ("csvText", "geojsonText"):
        assert page.evaluate(f"window.conflictmap.{text}(window.conflictmap.live.state).length") > 1000
    assert page.locator("img, iframe, object, embed, svg[onload]").count() == 0
    hrefs = page.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href'))")
    assert all(each.startswith("#") for each in hrefs), hrefs
    assert page.evaluate("[({}).label, ({}).look, Object.keys(Object.prototype).length, typeof ({}).constructor]") == [
        None,
        None,
        0,
        "function",
    ]
    assert page.evaluate("document.querySelectorAll('script').length") == 8


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " \tjavascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "//evil.example",
        "/local",
        "file:///etc/passwd",
        "blob:https://a.example/1",
        "https:",
        "https:evil.example",
        "http://[broken",
        "",
    ],
)
def test_no_such_address_becomes_a_link(address: str) -> None:
    """Only absolute http and https addresses are links; everything else is shown as text or not at all."""
    assert safe_url(address) is None


@pytest.mark.browser
@pytest.mark.usefixtures("nothing_goes_wrong")
def test_the_script_s_own_link_check_holds(small: Page) -> None:
    """Even an address that Python let through would be no link unless it is http or https."""
    addresses = ["javascript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x"]
    made = small.evaluate(
        """(addresses) => addresses.map((address) => {
            const link = window.conflictmap.link(address, "words");
            return link.nodeType === Node.TEXT_NODE ? null : [link.protocol, link.rel, link.childElementCount];
        })""",
        [*addresses, "https://a.example/<b>", "http://b.example"],
    )
    assert made[:4] == [None] * 4
    assert made[4:] == [["https:", "noopener noreferrer", 0], ["http:", "noopener noreferrer", 0]]


def test_scan_knows_every_way_to_load() -> None:
    """Sets of pictures, posters, objects, SVG pictures and styles are loads; what stands in the page is none."""
    markup = (
        "<img srcset='https://a.example/1.png 2x, b.png'><video poster='//b.example/p.png'></video>"
        "<object data='http://c.example/o'></object><embed src='https://d.example/e'>"
        "<svg><image xlink:href='https://e.example/i.png'/><use href='#own'/></svg>"
        "<p style=\"background: URL('https://f.example/b.png')\">x</p><img src='data:,'><a href='https://g.example/'>link</a>"
    )
    assert [each.split("/")[2] for each in MarkupScan.of(markup).addresses] == [f"{each}.example" for each in "abcdef"]


def test_the_policy_of_every_language_is_closed() -> None:
    """No host, no eval, no inline script but by its hash."""
    for language in ("en", "fa", "ps"):
        policy = Elements(render_page(small_scene(), language=language)).found[2][1]["content"] or ""
        rules = dict(each.partition(" ")[::2] for each in policy.split("; "))
        assert rules["default-src"] == rules["connect-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
        assert all(each.startswith("'sha256-") for each in rules["script-src"].split())
        assert rules["img-src"] == "data: blob:"
        assert rules["style-src"] == "'unsafe-inline'"
        assert "http" not in policy
        assert "eval" not in policy
