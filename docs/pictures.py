"""Take the pictures that the pages for people show: the real page in a real Chromium, and the real still picture.

Run by `make pictures` as `python -m docs.pictures`. Knows which day is shown, how wide each window is, and in which
language and colours. Refuses to retouch: all are made from `seeds/`, and what stands in them is what a reader sees,
with the network off. Fails where no Chromium is found or a picture grows over its limit.
"""

# ruff: noqa: INP001 - a stand-alone script beside the pages
from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from playwright.sync_api import sync_playwright

import conflictmap
from geo.files import seeds_folder
from maps.page import render_page
from tests.browser import NO_CHROMIUM, find_chromium, launch_arguments

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

FOLDER = Path(__file__).resolve().parent / "pictures"
STILL = "still.png"
STILL_DPI = 110
DAY = "2021-08-13"
"""The day on which the capitals held by either side are about even: 18 and 16."""
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 740}
LIMIT = 350_000
"""Bytes; a README should open quickly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture of the page: where it is looked at, and what its address says behind the day."""

    window: ViewportSize = field(default_factory=lambda: DESKTOP)
    language: str = "en"
    scheme: Literal["light", "dark"] = "light"
    more: str = ""
    day: str = DAY
    vision: Literal["none", "protanopia", "achromatopsia"] = "none"


SHOTS = {
    "page.png": Shot(),
    "page-grey.png": Shot(vision="achromatopsia"),
    "page-protan.png": Shot(vision="protanopia"),
    "page-quiet.png": Shot(day="2021-08-20"),
    "zoomed.png": Shot(window={"width": 640, "height": 400}),
    "embed.png": Shot(window={"width": 800, "height": 640}, more="&mode=embed"),
    "page-dark.png": Shot(scheme="dark", more="&open=AF-KDZ"),
    "page-dari.png": Shot(language="fa"),
    "page-dari-dark.png": Shot(language="fa", scheme="dark", more="&compare=2021-08-08"),
    "compare.png": Shot(more="&compare=2021-08-08"),
    "phone.png": Shot(window=PHONE),
    "phone-dark.png": Shot(window=PHONE, scheme="dark", more="&open=AF-KDZ"),
    "phone-dari.png": Shot(window=PHONE, language="fa"),
}


def main() -> int:
    """Make the pages in a temporary folder, photograph them, and say where the pictures are."""
    chromium = find_chromium()
    if chromium is None:
        sys.stderr.write(f"Expected a Chromium, got none: {NO_CHROMIUM}\n")
        return 1
    FOLDER.mkdir(exist_ok=True)
    result = conflictmap.run(seeds_folder())
    result.picture(FOLDER / STILL, as_of=date.fromisoformat(DAY), dpi=STILL_DPI)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=launch_arguments())
        for name, shot in SHOTS.items():
            page = Path(folder) / f"{shot.language}.html"
            page.write_text(render_page(result.scene, language=shot.language), encoding="utf-8")
            take(browser, page.as_uri(), shot, FOLDER / name)
        browser.close()
    for name in (*SHOTS, STILL):
        size = (FOLDER / name).stat().st_size
        if size > LIMIT:
            sys.stderr.write(f"Expected {name} to have up to {LIMIT} bytes, got {size}\n")
            return 1
        sys.stdout.write(f"{FOLDER / name} ({size} bytes)\n")
    return 0


def take(browser: Browser, address: str, shot: Shot, picture: Path) -> None:
    """Open the page as the shot says, with the network off, and photograph what its window shows."""
    context = browser.new_context(
        viewport=shot.window,
        device_scale_factor=1 if shot.window == DESKTOP else 1.5,
        color_scheme=shot.scheme,
        locale="en-GB",
        timezone_id="Asia/Kabul",
    )
    context.set_offline(offline=True)
    page = context.new_page()
    page.goto(f"{address}#day={shot.day}{shot.more}")
    seen = context.new_cdp_session(page)
    seen.send("Emulation.setEmulatedVisionDeficiency", {"type": shot.vision})
    page.wait_for_selector("html[data-texts]")
    page.wait_for_timeout(500)
    page.screenshot(path=picture, animations="disabled")
    context.close()


if __name__ == "__main__":
    raise SystemExit(main())
