"""Finds a Chromium for the browser tests, and installs one where `make test` finds none; a Firefox as well.

Knows where a Chromium may stand and how it is started for a test; for Firefox see `tests.firefox`. Refuses to fail a
run without one: the browser tests are then skipped, and the reason is said in plain words. Run by make as
`python -m tests.browser`.
"""

import functools
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.commands import is_root, run_quietly
from tests.firefox import NO_FIREFOX, find_firefox, install_firefox

CHROMIUM_VARIABLE = "CONFLICTMAP_CHROMIUM"
NAMES_ON_PATH = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_CHROMIUM = f"no Chromium found: set {CHROMIUM_VARIABLE} to one, or run `make test`, which installs one where it can"


@functools.cache
def find_chromium() -> Path | None:
    """Return the first Chromium that starts, or None.

    In this order: the one that CONFLICTMAP_CHROMIUM names, Playwright's own, chromium, chromium-browser, google-chrome
    on PATH. A file that does not start (a stub of a distribution, missing libraries) is passed over.

    Raises:
        FileNotFoundError: CONFLICTMAP_CHROMIUM is set and does not name a browser that starts.
    """
    named = os.environ.get(CHROMIUM_VARIABLE)
    if named:
        if not _starts(Path(named)):
            message = f"Expected {CHROMIUM_VARIABLE} to name a Chromium that starts, got {named}"
            raise FileNotFoundError(message)
        return Path(named)
    return next((path for path in _candidates() if _starts(path)), None)


def launch_arguments() -> list[str]:
    """Return the switches for a quiet, offline Chromium; root must go without the sandbox.

    Playwright leaves the sandbox off for everyone, so a container without user namespaces serves as well.
    """
    arguments = [
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
    ]
    return ["--no-sandbox", *arguments] if is_root() else arguments


def install_chromium() -> list[str]:
    """Try to install a Chromium, by Playwright, then as root on Debian by apt; return why each way failed.

    Stops at the first way after which a Chromium starts, and then returns an empty list.
    """
    ways = {"playwright install chromium": [[sys.executable, "-m", "playwright", "install", "chromium"]]}
    if is_root() and shutil.which("apt-get"):
        ways["apt-get install chromium"] = [
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-qq", "-y", "--no-install-recommends", "chromium"],
        ]
    failures = []
    for name, commands in ways.items():
        failure = next((said for said in map(run_quietly, commands) if said), None)
        find_chromium.cache_clear()
        if find_chromium() is not None:
            return []
        failures.append(f"{name}: {failure or 'done, but the browser does not start (missing libraries?)'}")
    if len(ways) == 1:
        failures.append("apt-get: needs root on Debian")
    return failures


def main() -> int:
    """Say which Chromium and Firefox the tests will use, or what is skipped and why; never fails the run."""
    failures = [] if find_chromium() else install_chromium()
    chromium = find_chromium()
    if chromium:
        sys.stdout.write(f"Browser tests use {chromium}\n")
    else:
        reasons = "".join(f"  {failure}\n" for failure in failures)
        sys.stdout.write(f"Browser tests (-m browser) are skipped: {NO_CHROMIUM}\n{reasons}")
    failure = None if find_firefox() else install_firefox()
    firefox = find_firefox()
    if firefox:
        sys.stdout.write(f"Tests in Firefox use {firefox}\n")
    else:
        sys.stdout.write(f"Tests in Firefox are skipped: {NO_FIREFOX}\n  {failure}\n")
    return 0


def _candidates() -> Iterator[Path]:
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    yield own
    yield from (Path(found) for name in NAMES_ON_PATH if (found := shutil.which(name)))


def _starts(path: Path) -> bool:
    if not os.access(path, os.X_OK):
        return False
    return run_quietly([str(path), "--version"], seconds=30) is None


if __name__ == "__main__":
    raise SystemExit(main())
