"""The page of seeds/ in a real Firefox, from a file and without a network: what a reader does in the first minute."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

import conflictmap
from geo.files import seeds_folder
from maps.page import render_page
from tests.firefox import NO_FIREFOX, Firefox, find_firefox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from maps.scene import Scene

RIGHT, ENTER = "\ue014", "\ue007"


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """One Firefox for this file; skipped with the reason where there is none."""
    program = find_firefox()
    if program is None:
        pytest.skip(NO_FIREFOX)
    with Firefox(program, tmp_path_factory.mktemp("profile")) as started:
        yield started


@cache
def seeds() -> Scene:
    """The scene of seeds/."""
    return conflictmap.run(seeds_folder()).scene


@pytest.fixture
def opened(firefox: Firefox, tmp_path: Path, seeds_once: None, request: pytest.FixtureRequest) -> Firefox:  # noqa: ARG001
    """The page of seeds/ in the language that the test names, open."""
    path = tmp_path / "map.html"
    path.write_text(render_page(seeds(), language=request.param), encoding="utf-8")
    firefox.visit(path.as_uri())
    return firefox


@pytest.mark.parametrize("opened", ["en"], indirect=True)
def test_the_page_tells_its_story_in_firefox(opened: Firefox) -> None:
    """Headline, names, fills; a step by keys, a press on the chart, a card, a province, a search; no error."""
    assert opened.text("h1") == "Seven provincial capitals fell in one day. The Taliban hold 32 of 34."
    assert opened.evaluate("document.querySelectorAll('path.province.deep').length") == 7
    assert opened.evaluate("document.querySelectorAll('.capital-name.fell').length") == 7
    assert opened.evaluate("document.querySelectorAll('.unit-name.fell').length") == 1  # the crossing at Torkham
    opened.type("#day", RIGHT)
    assert opened.text("#day-words") == "Monday, 16 August 2021"
    assert "Last change: 15 August 2021" in opened.text("#standfirst")
    opened.click("#chart")
    assert opened.text("#day-words") in {"Saturday, 21 August 2021", "Sunday, 22 August 2021"}
    opened.click("#minis li:last-child button")
    assert "The Taliban took Kabul" in opened.text("#changed-list")
    opened.click("#changed-list .how-read > summary")
    opened.wait("document.querySelector('#changed-list .how-read .facts')")
    opened.click("#changed-list .card h3 button")
    assert "Assessed: Taliban" in opened.text("#details")
    opened.click("#details .close")
    opened.type("#search", "bombing")
    opened.wait("document.querySelector('#find-words').hidden === false")
    assert opened.evaluate("document.querySelectorAll('#reports-list li[data-event]').length") > 0
    assert opened.errors() == []
    assert opened.evaluate("performance.getEntriesByType('resource').length") == 0


@pytest.mark.parametrize("opened", ["fa"], indirect=True)
def test_the_page_is_mirrored_in_dari_in_firefox(opened: Firefox) -> None:
    """The same page in Dari runs from right to left, with its own digits, and steps the other way."""
    assert opened.evaluate("document.documentElement.dir") == "rtl"
    assert "۳۲" in opened.text("h1")
    left = "document.querySelector('{}').getBoundingClientRect().left"
    assert opened.evaluate(left.format(".side")) < opened.evaluate(left.format(".map-frame"))
    opened.click("#day-on")
    assert "۱۶" in opened.text("#day-words")
    assert opened.errors() == []
