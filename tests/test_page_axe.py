"""axe-core over the whole matrix: every state of the page, at three sizes, in three languages, in light and in dark.

Slow; the states that change most often are also checked in `make test` (`test_page_keys.py`).
"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

import conflictmap
from geo.files import seeds_folder
from maps.page import render_page
from maps.quotes import Quotes
from tests.feed_files import ucdp, write
from tests.pages import last_day, violations, visit
from tests.scenes import big_scene, merged_scene, small_scene

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from maps.scene import Scene

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.usefixtures("nothing_goes_wrong")]
SIZES = ((1280, 800), (360, 740), (640, 400))
LANGUAGES = ("en", "fa", "ps")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@cache
def seeds() -> Scene:
    """The scene of seeds/: sides, claims, districts, sites and many reports of one place."""
    return conflictmap.run(seeds_folder()).scene


@cache
def article() -> Scene:
    """One article, with a sentence that nothing was read from and one that tells again."""
    text = "A bomb killed two people in Kunduz on Sunday. It had rained. The explosion hit a market in Kunduz."
    return conflictmap.run(
        text=f"The Taliban seized the city of Kunduz on Sunday. {text}", published="2021-08-09"
    ).scene


def feed(folder: Path) -> Scene:
    """Two rows of a feed with their dead."""
    rows = [ucdp(number, date_start=f"2021-08-0{number}", date_end=f"2021-08-0{number}") for number in (1, 2)]
    return conflictmap.feed("ucdp", write(folder / "u.csv", "ucdp", rows)).scene


def press(*selectors: str) -> Callable[[Page], None]:
    """Press the first element of each kind, one after the other."""

    def act(page: Page) -> None:
        for selector in selectors:
            page.locator(selector).first.click()

    return act


def type_in(selector: str, words: str) -> Callable[[Page], None]:
    """Write into a field."""
    return lambda page: page.locator(selector).fill(words)


def key(name: str, selector: str = "body") -> Callable[[Page], None]:
    """Press a key on the first element of a kind."""
    return lambda page: page.locator(selector).first.press(name)


def open_everything(page: Page) -> None:
    """Every fold of the page, and a report of the list."""
    folds = ("#filters > summary", "#provinces summary", "#problems-head", "#unplaced-head", "#take > summary")
    press(*folds, "#claims summary", "#legend > summary", ".report")(page)
    expect(page.locator("#provinces-body tbody tr")).to_have_count(34)


def open_correction(page: Page) -> None:
    """The form for a correction, with each of its fields in turn."""
    press("#changed-list .how-read > summary", "#changed-list .suggest > summary")(page)
    page.locator(".suggest-form select").first.select_option("tag")


def nothing(_: Page) -> None:
    """As it opens."""


STATES: dict[str, tuple[str, str, Callable[[Page], None]]] = {
    "as it opens": ("seeds", "", nothing),
    "last day, all so far": ("seeds", "#last", nothing),
    "a quiet day": ("seeds", "#day=2021-08-20", nothing),
    "a day of districts": ("seeds", "#day=2021-08-23", nothing),
    "everything open": ("seeds", "#last", open_everything),
    "a province's sheet": ("seeds", "", key("Enter", 'path[data-province="AF-KDZ"]')),
    "a pin's sheet": ("seeds", "", key("Enter", ".pin")),
    "a district's sheet": ("seeds", "#day=2021-08-06", key("Enter", "path.unit")),
    "a unit of the list": ("seeds", "#day=2021-08-11", press("#units-list button")),
    "more of a card": (
        "seeds",
        "#day=2021-08-06",
        press("#changed-list .again > summary", "#changed-list .how-read > summary"),
    ),
    "a correction": ("seeds", "", open_correction),
    "settings": ("seeds", "", press("#settings > summary")),
    "two days": ("seeds", "#day=2021-08-13&compare=2021-08-08", press("[data-change] summary")),
    "found": ("seeds", "", type_in("#search", "bombing")),
    "nothing fits": ("seeds", "", type_in("#search", "qqqq")),
    "a kind alone": ("seeds", "", press("#kinds button")),
    "reports that differ": ("merged", "#last", press(".report")),
    "keys": ("seeds", "", press("#keys-show")),
    "embedded": ("seeds", "#mode=embed", nothing),
    "short quotes": ("short", "", press(".report")),
    "rings": ("big", "#last", nothing),
    "a feed": ("feed", "#last", press(".feed-course summary")),
    "one article": ("article", "", nothing),
    "nothing found": ("nothing", "", nothing),
    "no day": ("undated", "", nothing),
}


def scenes(folder: Path) -> dict[str, Callable[[], Scene]]:
    """The materials that the states are of."""
    return {
        "seeds": seeds,
        "short": seeds,
        "merged": merged_scene,
        "big": big_scene,
        "feed": lambda: feed(folder),
        "article": article,
        "nothing": lambda: small_scene(events=[], controls=[], counts=[], checks=[]),
        "undated": lambda: small_scene(documents=[], controls=[], counts=[], checks=[]),
    }


def addresses(folder: Path, language: str) -> Iterator[tuple[str, str, Callable[[Page], None]]]:
    """Each state with its address and what is done there; the page of a material is written once."""
    made = scenes(folder)
    written: dict[str, Scene] = {}
    for state, (name, address, act) in STATES.items():
        path = folder / f"{name}.html"
        if name not in written:
            written[name] = made[name]()
            quotes = Quotes.SHORT if name == "short" else Quotes.FULL
            path.write_text(render_page(written[name], language=language, quotes=quotes), encoding="utf-8")
        yield state, path.as_uri() + (last_day(written[name]) if address == "#last" else address), act


@pytest.mark.parametrize(("language", "scheme", "size"), list(product(LANGUAGES, SCHEMES, SIZES)), ids=str)
def test_axe_finds_nothing_in_any_state(  # noqa: PLR0917 - fixtures and the three that vary
    page: Page, tmp_path: Path, axe: str, language: str, scheme: Literal["light", "dark"], size: tuple[int, int]
) -> None:
    """No violation in any state; all states are gone through before what was found is told."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    found = {}
    for state, address, act in addresses(tmp_path, language):
        visit(page, address)
        act(page)
        found[state] = violations(page, axe)
    assert len(found) == len(STATES)
    assert {state: each for state, each in found.items() if each} == {}
