"""Made hostile pages in a browser: every text of a scene is another attack, and nothing opens, loads or is injected."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from maps.exports.files import encode
from maps.page import render_page
from maps.scene import build_scene
from tests.pages import last_day, set_day
from tests.scenes import small_checks, small_controls, small_documents, small_events, small_problems
from tests.test_faults_fuzz import SEED, count
from tests.test_page_attacks import poisoned

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from maps.scene import Scene

RECORDS = 36
"""So many events of a page, each with an attack of its own."""
PIECES = (
    "<script>hit()</script>",
    "<img src=x onerror=hit()>",
    "<svg/onload=hit()>",
    "<iframe srcdoc='<script>parent.hit()</script>'>",
    "<math><mtext></p><style><a title='</style><img src onerror=hit()>'>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/c.css>",
    "<form action=https://evil.example/><button autofocus onfocus=hit()>",
    '" onmouseover=hit() x="',
    "' autofocus onfocus=hit() x='",
    "` onclick=hit() ",
    "</script>",
    "</style>",
    "</title>",
    "</textarea>",
    "</template>",
    "-->",
    "<!--",
    "]]>",
    "javascript:hit()",
    "data:text/html,<script>hit()</script>",
    "https://evil.example/x.png",
    "url(https://evil.example/b.png)",
    "@import 'https://evil.example/d.css';",
    "{{7*7}}{%raw%}",
    "${hit()}",
    "\\u003cscript\\u003ehit()",
    "\\",
    "&lt;script&gt;",
    "&#60;script&#62;hit()",
    "\u2028\u2029",
    "\x00\x1b\x9b",
    "\u202e\ufeff\ud800",
    "__proto__",
    "constructor",
    "Kunduz ",
    " ",
)
TAGS = "img, iframe, object, embed, base, form, math, template, audio, video, svg[onload], body link, body meta"
"""Elements that no page of ours has."""


def attack(maker: random.Random) -> str:
    """Some pieces in any order."""
    return "".join(maker.choice(PIECES) for _ in range(maker.randint(1, 5)))


def hostile_page(maker: random.Random) -> Scene:
    """The small scene many times over, each record with an attack of its own in all of its texts."""
    models = small_events()
    events = [
        replace(poisoned(models[number % len(models)], attack(maker)), event_id=f"ev-{number:04}")
        for number in range(RECORDS)
    ]
    return build_scene(
        documents=[replace(poisoned(each, attack(maker)), url=attack(maker)) for each in small_documents()],
        events=events,
        controls=[replace(row, rule=attack(maker), explanation=attack(maker)) for row in small_controls()],
        counts=(),
        checks=[poisoned(each, attack(maker)) for each in small_checks()],
        problems=[poisoned(each, attack(maker)) for each in small_problems()],
        as_of=None,
        rule=attack(maker),
        title=attack(maker),
        opening_note=attack(maker),
        extractor=attack(maker),
    )


@pytest.mark.browser
@pytest.mark.usefixtures("nothing_goes_wrong")
@pytest.mark.parametrize("number", count(1, 1_000))
def test_hostile_pages(page: Page, tmp_path: Path, number: int) -> None:
    """Whatever stands in the texts, no dialog opens, no request is made, no element or handler comes of it."""
    page.add_init_script("window.hits = 0; window.hit = () => { window.hits += 1; };")
    maker = random.Random(SEED)  # noqa: S311 - the same for the same seed
    path = tmp_path / "map.html"
    for _ in range(number):
        scene = hostile_page(maker)
        path.write_bytes(encode(render_page(scene)))
        page.goto("about:blank")  # else the next page is the same address with another part of it
        page.goto(path.as_uri() + last_day(scene))
        expect(page.locator("path[data-province]")).to_have_count(34)
        for head in ("#problems-head", "#unplaced-head", "#provinces summary", "#filters summary", "#take summary"):
            if page.locator(head).is_visible():
                page.locator(head).click()
        reports = page.locator(".report")
        expect(reports.first).to_be_visible()
        for each in range(min(4, reports.count())):
            reports.nth(each).click()
        set_day(page, 0)
        page.locator("#search").fill(attack(maker)[:60].replace("\ud800", ""))
        expect(page.locator(TAGS)).to_have_count(0)
        assert page.evaluate("window.hits") == 0
        assert page.evaluate("document.querySelectorAll('script').length") == 8
        assert not page.evaluate(
            "[...document.querySelectorAll('*')].flatMap((each) => each.getAttributeNames())"
            ".filter((name) => name.startsWith('on') || name === 'srcdoc')"
        )
        hrefs = page.evaluate("[...document.querySelectorAll('a[href]')].map((each) => each.getAttribute('href'))")
        assert all(each.startswith(("#", "https://evil.example")) for each in hrefs), hrefs
