"""What the browser tests of the page share: opening a scene's page, reading it, and what must not have happened.

The fixtures are taken up by `conftest.py`; the rest is imported by name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from maps.page import render_page
from tests.scenes import small_scene

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page, ViewportSize

    from maps.scene import Scene

PHONE: ViewportSize = {"width": 360, "height": 740}
EXTERNAL = re.compile(r"^(?!file:|data:|blob:|about:)")


@pytest.fixture
def nothing_goes_wrong(page: Page, refused_requests: list[str], console_errors: list[str]) -> Iterator[None]:
    """After the test: no request left the page, nothing was written to the console, no dialog opened."""
    dialogs: list[str] = []
    asked: list[str] = []

    def dismiss(dialog: Any) -> None:  # noqa: ANN401 - Playwright's dialog
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.set_default_timeout(8000)
    page.on("dialog", dismiss)
    page.on("request", lambda request: asked.append(request.url) if EXTERNAL.match(request.url) else None)
    yield
    assert refused_requests == []
    assert asked == []
    assert console_errors == []
    assert dialogs == []


def last_day(scene: Scene) -> str:
    """The address of everything up to the last day, whatever day the page opens on."""
    return f"#day={scene.last_day}&window=sofar" if scene.last_day else ""


def open_scene(page: Page, scene: Scene, folder: Path, *, language: str = "en", address: str | None = None) -> None:
    """Write the scene's page and open it from the file, by default on its last day with all reports so far."""
    _open(page, render_page(scene, language=language), folder, last_day(scene) if address is None else address)


def visit(page: Page, address: str) -> None:
    """Go to an address anew, whatever stood there, and wait until the page is drawn and its texts are read."""
    if page.url != "about:blank":
        page.goto("about:blank")  # another fragment alone would leave the old page where it is
    page.goto(address)
    wait_until_read(page)


def wait_until_read(page: Page) -> None:
    """Wait until all of the page is drawn and its texts are read."""
    page.wait_for_selector("html[data-texts]", state="attached")


def resize(page: Page, size: ViewportSize) -> None:
    """Give the window another size and wait until the map has taken it up, which it does in a later frame."""
    page.set_viewport_size(size)
    page.wait_for_function("""() => {
        const map = Object.entries(window).find(([name]) => name.startsWith("map_"))[1];
        const box = map.getContainer();
        return map.getSize().x === box.clientWidth && map.getSize().y === box.clientHeight;
    }""")


@cache
def small_page() -> str:
    """The page of the small scene, rendered once for all tests that open it."""
    return render_page(small_scene())


@pytest.fixture
def small(page: Page, tmp_path: Path) -> Page:
    """The page of the small scene, open."""
    _open(page, small_page(), tmp_path, last_day(small_scene()))
    return page


def _open(page: Page, text: str, folder: Path, address: str) -> None:
    path = folder / "map.html"
    path.write_text(text, encoding="utf-8")
    visit(page, path.as_uri() + address)


def violations(page: Page, axe: str) -> list[str]:
    """What axe-core finds, as rule and element."""
    page.evaluate(axe)
    found: list[str] = page.evaluate("""async () => {
        const result = await axe.run(document, { resultTypes: ["violations"] });
        if (result.passes.length < 15) { throw new Error("axe-core checked next to nothing"); }
        return result.violations.flatMap((each) => each.nodes.map((node) => each.id + ": " + node.html.slice(0, 160)));
    }""")
    return found


def fill_of(page: Page, iso: str) -> str:
    """The class of a province's fill: who holds it."""
    classes = page.locator(f'path[data-province="{iso}"]').get_attribute("class") or ""
    return next(name for name in classes.split() if name.startswith("fill-"))


def counts(page: Page) -> dict[str, str]:
    """What the counts panel says, by side or state."""
    rows = page.locator("[data-count]").all()
    return {str(row.get_attribute("data-count")): row.locator(".count-words").inner_text() for row in rows}


def pins(page: Page) -> set[str]:
    """The names of the pins that are on the map."""
    return {str(pin.get_attribute("aria-label")) for pin in page.locator(".pin").all()}


def set_day(page: Page, number: int) -> None:
    """Go to the n-th day of the period by the slider's own input event, as dragging does."""
    page.locator("#day").fill(str(number))


def choose_setting(page: Page, name: str, value: str) -> None:
    """Choose the window, the step or the speed in the menu of settings, and leave the menu as it was found closed."""
    page.locator("#settings > summary").click()
    page.locator(f"#{name}").select_option(value)
    page.keyboard.press("Escape")


def open_pin(page: Page, name: str) -> Locator:
    """Open the pin whose name contains these words; the sheet that it fills."""
    page.locator(f'.pin[aria-label*="{name}"]').first.press("Enter")
    sheet = page.locator("#details")
    sheet.wait_for()
    return sheet
