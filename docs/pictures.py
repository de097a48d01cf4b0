"""Take the pictures that the pages for people show: the real page in a real Chromium, and the real still picture.

Run by `make pictures` as `python -m docs.pictures`. Knows which day is shown and how wide the window is. Refuses to
retouch: both are made from `seeds/`, and what stands in them is what a reader sees, with the network off. Fails where
no Chromium is found or a picture grows over its limit.
"""

# ruff: noqa: INP001 - a stand-alone script beside the pages
from __future__ import annotations

import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

import conflictmap
from geo.files import seeds_folder
from tests.browser import NO_CHROMIUM, find_chromium, launch_arguments

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

PICTURE = Path(__file__).resolve().parent / "pictures" / "page.png"
STILL = PICTURE.with_name("still.png")
STILL_DPI = 110
DAY = "13 August 2021"
"""The day on which the capitals held by either side are about even: 18 and 16."""
WINDOW: ViewportSize = {"width": 1280, "height": 800}
LIMIT = 350_000
"""Bytes; a README should open quickly."""


def main() -> int:
    """Make the page in a temporary folder, photograph it, and say where the picture is."""
    chromium = find_chromium()
    if chromium is None:
        sys.stderr.write(f"Expected a Chromium, got none: {NO_CHROMIUM}\n")
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        result = conflictmap.run(seeds_folder())
        result.save(folder)
        PICTURE.parent.mkdir(exist_ok=True)
        result.picture(STILL, as_of=datetime.strptime(DAY, "%d %B %Y").date(), dpi=STILL_DPI)  # noqa: DTZ007 - a day
        browser = playwright.chromium.launch(executable_path=chromium, args=launch_arguments())
        context = browser.new_context(viewport=WINDOW, device_scale_factor=1, locale="en-GB", timezone_id="Asia/Kabul")
        context.set_offline(offline=True)
        page = context.new_page()
        page.goto((Path(folder) / "map.html").as_uri())
        move_to(page, DAY)
        page.screenshot(path=PICTURE, animations="disabled")
        browser.close()
    for picture in (PICTURE, STILL):
        size = picture.stat().st_size
        if size > LIMIT:
            sys.stderr.write(f"Expected {picture.name} to have up to {LIMIT} bytes, got {size}\n")
            return 1
        sys.stdout.write(f"{picture} ({size} bytes)\n")
    return 0


def move_to(page: Page, day: str) -> None:
    """Move the slider day by day until the page names `day`.

    Raises:
        LookupError: no position of the slider shows that day.
    """
    slider = page.locator("#day")
    slider.focus()
    page.keyboard.press("Home")
    for _ in range(int(slider.get_attribute("max") or 0) + 1):
        if day in page.locator("#day-words").inner_text():
            page.locator("#day-words").click()
            page.wait_for_timeout(500)
            return
        page.keyboard.press("ArrowRight")
    message = f"Expected the slider to reach {day}, got a page without that day"
    raise LookupError(message)


if __name__ == "__main__":
    raise SystemExit(main())
