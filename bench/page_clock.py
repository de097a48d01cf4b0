"""Clocks in a real Chromium: how long a page takes until it can be used, and how long a step of its slider takes.

Knows the marks that the page sets (`docs/payload.md`). Opens files alone, with the network refused. Asserts nothing.
"""

from __future__ import annotations

import statistics
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.browser import find_chromium, launch_arguments

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

WINDOW = {"width": 1280, "height": 800}
STEPS = 40
PATIENCE_MS = 120_000
_USABLE = "() => performance.getEntriesByName('conflictmap-ready')[0]?.startTime ?? null"
_TEXTS = "() => performance.getEntriesByName('conflictmap-texts')[0]?.startTime ?? null"
_STEPS = """async (steps) => {
    const slider = document.getElementById("day");
    const last = Number(slider.max);
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const found = [];
    for (let step = 0; step < steps; step += 1) {
        await frame();
        slider.value = String(Math.round(last * (1 - step / steps)) - (step % 2));
        const start = performance.now();
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        document.body.getBoundingClientRect();
        const worked = performance.now() - start;
        await frame();
        found.push([worked, performance.now() - start]);
    }
    return found;
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocked:
    """Milliseconds: from the navigation until the page is usable and until its texts are open; of slider steps.

    `step_*` is the work of a step with its layout, `frame_*` until the frame after it is painted.
    """

    usable_ms: float
    texts_ms: float
    step_median_ms: float
    step_worst_ms: float
    frame_median_ms: float
    frame_worst_ms: float


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium.

    Raises:
        FileNotFoundError: there is none on this machine.
    """
    path = find_chromium()
    if path is None:
        msg = "Expected a Chromium, got none"
        raise FileNotFoundError(msg)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=launch_arguments())
        yield browser
        browser.close()


def opened(browser: Browser, file: Path) -> Page:
    """A page of its own context, so that nothing of another one is warm, with the file open and all texts read."""
    context = browser.new_context(viewport=WINDOW)  # type: ignore[arg-type]
    context.set_offline(offline=True)
    page = context.new_page()
    page.goto(file.as_uri(), wait_until="commit", timeout=PATIENCE_MS)
    page.wait_for_selector("html[data-texts]", state="attached", timeout=PATIENCE_MS)
    return page


def clock(browser: Browser, file: Path, *, rounds: int = 3) -> Clocked:
    """The medians of several openings, and the steps of the last one over the whole period."""
    usable, texts = [], []
    for number in range(rounds):
        page = opened(browser, file)
        usable.append(float(page.evaluate(_USABLE)))
        texts.append(float(page.evaluate(_TEXTS)))
        if number + 1 < rounds:
            page.context.close()
    steps = page.evaluate(_STEPS, STEPS)
    page.context.close()
    worked, framed = zip(*steps, strict=True)
    return Clocked(
        usable_ms=statistics.median(usable),
        texts_ms=statistics.median(texts),
        step_median_ms=statistics.median(worked),
        step_worst_ms=max(worked),
        frame_median_ms=statistics.median(framed),
        frame_worst_ms=max(framed),
    )


def loaded(browser: Browser, file: Path) -> float:
    """Milliseconds from the navigation until any page's load event has ended, the median of three openings."""
    found = []
    for _ in range(3):
        context = browser.new_context(viewport=WINDOW)  # type: ignore[arg-type]
        context.set_offline(offline=True)
        page = context.new_page()
        page.goto(file.as_uri(), wait_until="load", timeout=PATIENCE_MS)
        page.wait_for_function("() => performance.timing.loadEventEnd > 0", timeout=PATIENCE_MS)
        found.append(float(page.evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart")))
        context.close()
    return statistics.median(found)
