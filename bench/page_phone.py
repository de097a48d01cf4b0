"""The page on a phone: what the main thread of its browser works until the page can be used, and for a step of a day.

    python -m bench.page_phone 10000 100000

Processor time of the main thread (Chromium's own count) does not depend on what else the machine does; a phone with a
quarter of the machine's speed takes four times as long. Beside it the wall time with Chromium's throttle at 4, which is
true on a quiet machine alone. Made events, as in `bench.test_page`; asserts nothing.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.page_clock import _STEPS, _USABLE, PATIENCE_MS, chromium
from bench.test_page import scene_of
from maps.page import render_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}
THROTTLE, ROUNDS, STEPS = 4, 3, 20


def worked(session: CDPSession) -> float:
    """Seconds that the main thread has worked so far."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(float(each["value"]) for each in metrics if each["name"] == "TaskDuration")


def opened(browser: Browser, file: Path, throttle: int) -> tuple[Page, CDPSession]:
    """The page on a phone, ready and with its texts read."""
    context = browser.new_context(**PHONE)
    context.set_offline(offline=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    session.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
    page.goto(file.as_uri(), wait_until="commit", timeout=PATIENCE_MS)
    page.wait_for_selector("html[data-ready]", state="attached", timeout=PATIENCE_MS)
    return page, session


def clocked(browser: Browser, file: Path) -> tuple[float, float, float]:
    """Medians: seconds worked until ready, milliseconds worked a step, wall milliseconds until ready when throttled."""
    ready, steps, wall = [], [], []
    for _ in range(ROUNDS):
        page, session = opened(browser, file, 1)
        ready.append(worked(session))
        page.wait_for_selector("html[data-texts]", state="attached", timeout=PATIENCE_MS)
        before = worked(session)
        page.evaluate(_STEPS, STEPS)
        steps.append(1000 * (worked(session) - before) / STEPS)
        page.context.close()
        page, _ = opened(browser, file, THROTTLE)
        wall.append(float(page.evaluate(_USABLE)))
        page.context.close()
    return statistics.median(ready), statistics.median(steps), statistics.median(wall)


def main() -> None:
    """Print a line for each number of events."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        for number in map(int, sys.argv[1:]):
            path = Path(folder) / "map.html"
            path.write_text(render_page(scene_of(number)), encoding="utf-8")
            ready, step, wall = clocked(browser, path)
            load = os.getloadavg()[0]
            sys.stdout.write(
                f"{number} events: {ready:.2f} s worked until ready, {step:.0f} ms a step; "
                f"throttled by {THROTTLE}: ready after {wall:.0f} ms; load average {load:.1f}\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main()
