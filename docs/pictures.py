"""Take the pictures that the pages for people show: the real page in a real Chromium, and the real still picture.

Run by `make pictures` as `python -m docs.pictures`, which takes all anew, or with the names of some. Knows which day is
shown, how wide each window is, and in which language and colours. The states of the page are those of
`tests/test_page_axe.py`, in fewer colours, so that many load at once. Refuses to retouch: what stands in a picture is
what a reader sees, with the network off. Fails where no Chromium is found or a picture grows over its limit.
"""

# ruff: noqa: INP001 - a stand-alone script beside the pages
from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from PIL import Image
from playwright.sync_api import sync_playwright

import conflictmap
from geo.files import seeds_folder
from maps.page import render_page
from tests.browser import NO_CHROMIUM, find_chromium, launch_arguments
from tests.pages import visit
from tests.test_page_axe import addresses

if TYPE_CHECKING:
    from collections.abc import Container

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
STATE_WINDOW: ViewportSize = {"width": 960, "height": 600}
STATE_LIMIT = 80_000
"""Bytes; a page shows many of them."""
STATE_COLOURS = 96


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
STATES = {
    "state-article.png": "one article",
    "state-correction.png": "a correction",
    "state-differ.png": "reports that differ",
    "state-district.png": "a district's sheet",
    "state-feed.png": "a feed",
    "state-found.png": "found",
    "state-keys.png": "keys",
    "state-lists.png": "everything open",
    "state-nothing.png": "nothing found",
    "state-rings.png": "rings",
    "state-settings.png": "settings",
    "state-undated.png": "no day",
}
"""Picture -> the state of the page that it shows."""


def main(names: Container[str]) -> int:
    """Take the pictures that are named and say where they are; the pages are made in a temporary folder."""
    chromium = find_chromium()
    if chromium is None:
        sys.stderr.write(f"Expected a Chromium, got none: {NO_CHROMIUM}\n")
        return 1
    FOLDER.mkdir(exist_ok=True)
    shots = {name: shot for name, shot in SHOTS.items() if name in names}
    states = {name: state for name, state in STATES.items() if name in names}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=launch_arguments())
        if shots or STILL in names:
            take_seeds(browser, Path(folder), shots, names)
        take_states(browser, Path(folder), states)
        browser.close()
    for name in filter(names.__contains__, (*SHOTS, *STATES, STILL)):
        size = (FOLDER / name).stat().st_size
        limit = STATE_LIMIT if name in STATES else LIMIT
        if size > limit:
            sys.stderr.write(f"Expected {name} to have up to {limit} bytes, got {size}\n")
            return 1
        sys.stdout.write(f"{FOLDER / name} ({size} bytes)\n")
    return 0


def take_seeds(browser: Browser, folder: Path, shots: dict[str, Shot], names: Container[str]) -> None:
    """Photograph the page of `seeds/` as the shots say, and draw the still picture if it is named."""
    result = conflictmap.run(seeds_folder())
    if STILL in names:
        result.picture(FOLDER / STILL, as_of=date.fromisoformat(DAY), dpi=STILL_DPI)
    for name, shot in shots.items():
        page = folder / f"{shot.language}.html"
        page.write_text(render_page(result.scene, language=shot.language), encoding="utf-8")
        take(browser, page.as_uri(), shot, FOLDER / name)


def take_states(browser: Browser, folder: Path, states: dict[str, str]) -> None:
    """Photograph states of the page, what was opened last in view, and keep few colours."""
    context = browser.new_context(
        viewport=STATE_WINDOW, locale="en-GB", timezone_id="Asia/Kabul", reduced_motion="reduce"
    )
    context.set_offline(offline=True)
    page = context.new_page()
    wanted = {state: name for name, state in states.items()}
    for state, address, act in addresses(folder, "en") if states else ():
        if state in wanted:
            visit(page, address)
            act(page)
            page.wait_for_timeout(500)
            picture = FOLDER / wanted[state]
            page.screenshot(path=picture, animations="disabled")
            keep_few_colours(picture)
    context.close()


def keep_few_colours(picture: Path) -> None:
    """Rewrite a picture with its most frequent colours: flat areas stay as they are, only edges are approximated."""
    with Image.open(picture) as taken:
        whole = taken.convert("RGB")
    frequent = sorted(whole.getcolors(whole.width * whole.height) or (), reverse=True)[:STATE_COLOURS]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for _, colour in frequent for part in cast("tuple[int, int, int]", colour)])
    whole.quantize(palette=palette, dither=Image.Dither.NONE).save(picture, optimize=True)


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
    raise SystemExit(main(sys.argv[1:] or (*SHOTS, *STATES, STILL)))
