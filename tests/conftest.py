"""Fixtures for all tests: a Chromium that has no network, and what it tried all the same.

A browser's window takes longer to open than a page to draw: a session has one, and each test a page of its own in it.
"""

import itertools
import os
from collections.abc import Iterator

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize, sync_playwright

from tests.browser import NO_CHROMIUM, find_chromium, launch_arguments
from tests.drawing import load_profile
from tests.installing import own_folder, server
from tests.npm import axe, npm_packages
from tests.pages import nothing_goes_wrong, small
from tests.postgis import NO_POSTGIS, Server, find_programs, running_server
from tests.seeds_once import seeds_once

__all__ = ["axe", "nothing_goes_wrong", "npm_packages", "own_folder", "seeds_once", "server", "small"]

# What the user of this machine installed must not change a result; tests that install something switch it on again.
os.environ["CONFLICTMAP_INSTALLED"] = "none"

_numbers = itertools.count(1)
DESKTOP: ViewportSize = {"width": 1280, "height": 800}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what is marked `browser` where there is no Chromium, and `postgis` where there is no PostGIS."""
    if item.get_closest_marker("browser") and find_chromium() is None:
        pytest.skip(NO_CHROMIUM)
    if item.get_closest_marker("postgis") and find_programs() is None:
        pytest.skip(NO_POSTGIS)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Run one PostgreSQL with PostGIS for the session, in a folder of its own; each worker of a run has its own."""
    programs = find_programs()
    if programs is None:
        pytest.skip(NO_POSTGIS)
    with running_server(programs) as server:
        yield server


@pytest.fixture
def database(postgres: Server) -> Iterator[str]:
    """Make an empty database with PostGIS; give its address."""
    name = f"test_{next(_numbers)}"
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template")
    yield postgres.url(name)
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one headless Chromium for the session."""
    chromium = find_chromium()
    if chromium is None:
        pytest.skip(NO_CHROMIUM)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=launch_arguments())
        yield started
        started.close()


@pytest.fixture
def refused_requests() -> list[str]:
    """Collect the addresses that `page` asked for and did not get: anything but a file or what stands in the page."""
    return []


@pytest.fixture
def console_errors() -> list[str]:
    """Collect the errors that `page` wrote to the console or threw."""
    return []


@pytest.fixture(scope="session")
def offline(browser: Browser) -> Iterator[BrowserContext]:
    """Make one context for the session: 1280 by 800, English, Kabul time, with the network off.

    It asks for reduced motion, so that the map stands where it goes at once; a test of motion asks for it back.
    """
    context = browser.new_context(viewport=DESKTOP, locale="en-GB", timezone_id="Asia/Kabul", reduced_motion="reduce")
    context.set_offline(True)
    context.new_page()  # stays open: with its last page a context closes its window, and a window is what takes long
    yield context
    context.close()


@pytest.fixture
def page(offline: BrowserContext, refused_requests: list[str], console_errors: list[str]) -> Iterator[Page]:
    """Open a fresh page of the session's context, each attempt at the network recorded; nothing of it stays behind.

    Size, media and handlers are the page's own. A test that changes more takes a context of its own from `browser`.
    """

    def refuse(route: Route) -> None:
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            refused_requests.append(route.request.url)
            route.abort()

    offline.route("**/*", refuse)
    opened = offline.new_page()
    opened.on("console", lambda message: console_errors.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: console_errors.append(str(error)))
    yield opened
    for each in offline.pages[1:]:
        each.close()
    offline.unroute_all(behavior="ignoreErrors")
    offline.clear_cookies()
    offline.clear_permissions()


load_profile()
