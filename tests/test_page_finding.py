"""Search and filters on the page, in a real Chromium: list, pins, areas and counts follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from maps.payload import build_payload
from tests.pages import PHONE, choose_setting, fill_of, open_scene, pins, set_day, wait_until_read
from tests.scenes import hostile_scene, merged_scene, small_scene

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nothing_goes_wrong")]


def search(page: Page, words: str, shown: str) -> None:
    """Type a search and wait until the count of reports begins so."""
    page.locator("#search").fill(words)
    expect(page.locator("#reports-count")).to_contain_text(shown)


def choose(page: Page, name: str, value: str) -> None:
    """Set a filter as a reader does."""
    if page.locator("#filters").get_attribute("open") is None:
        page.locator("#filters summary").click()
    page.locator(f"#filter-{name}").select_option(value)


def events_listed(page: Page) -> list[str]:
    """The events of the list, in its order."""
    return [str(each.get_attribute("data-event")) for each in page.locator("#reports-list li[data-event]").all()]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kunduz", {"ev-0008", "ev-0011"}),
        ("KUNDÚZ", {"ev-0008", "ev-0011"}),
        ("sar e pol", {"ev-0009"}),
        ("envoy", {"ev-0012"}),
        ("analysts", {"ev-0014"}),
        ("nimroz lawmaker", {"ev-0001"}),
        ('"fell in the evening"', {"ev-0010"}),
        ('"evening the in fell"', set()),
    ],
)
def test_search_finds_places_actors_and_words_in_quotes(small: Page, words: str, found: set[str]) -> None:
    """Accents, case and hyphens do not matter; all words must stand in one report; a quoted phrase stays together."""
    search(small, words, "shown, of 14 reports")
    assert set(events_listed(small)) == found
    expect(small.locator("#find-count")).to_have_text(f"{len(found)} of 13 incidents shown")


def test_pins_and_areas_follow_the_search_and_holders_do_not(small: Page) -> None:
    """Searching Helmand leaves its marked outline and no pin elsewhere; who holds what stays."""
    search(small, "fighting", "1 report shown, of 14 reports of 13 incidents")
    assert pins(small) == set()
    assert small.locator("path.has-reports").count() == 1
    search(small, "zaranj", "1 report shown")
    expect(small.locator(".pin")).to_have_count(1)
    assert small.locator("path.has-reports").count() == 0
    assert small.locator("path.error-circle").count() == 0
    assert small.locator("#abroad").is_hidden()
    assert fill_of(small, "AF-KDZ") == "fill-taliban"


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("tag", "g.territory", {"ev-0001", "ev-0004", "ev-0008", "ev-0009", "ev-0010"}),
        ("tag", "t.bombing", {"ev-0003"}),
        ("side", "taliban", {"ev-0001", "ev-0004", "ev-0008", "ev-0009", "ev-0010"}),
        ("source", "Wire Example", {"ev-0012", "ev-0013", "ev-0014", "ev-0015"}),
        ("mode", "negated", {"ev-0004"}),
        ("precision", "admin1", {"ev-0006"}),
        ("precision", "none", {"ev-0015"}),
    ],
)
def test_each_filter_narrows_the_list(small: Page, name: str, value: str, found: set[str]) -> None:
    """A filter by kind, side, source, mode or precision leaves the reports that have it, undated ones included.

    The claim of Sheberghan and its denial are one incident, `ev-0004`.
    """
    choose(small, name, value)
    assert set(events_listed(small)) == found
    assert small.locator("#filters-head").inner_text() == "More (1 set)"


def test_filters_combine_and_reset(small: Page) -> None:
    """Two filters and a search hold together; the reset gives everything back and puts the cursor into the search."""
    before = small.locator("#reports-count").inner_text()
    assert small.locator("#find-words").is_hidden()
    choose(small, "tag", "g.territory")
    choose(small, "source", "Example News")
    search(small, "zaranj", "1 report shown")
    assert events_listed(small) == ["ev-0001"]
    set_day(small, 4)
    assert events_listed(small) == ["ev-0001"]
    small.locator("#find-reset").click()
    assert small.locator("#reports-count").inner_text() == before
    assert small.locator("#search").input_value() == ""
    assert small.locator("#filter-tag").input_value() == ""
    assert small.evaluate("document.activeElement.id") == "search"
    assert small.locator("#find-words").is_hidden()


def test_an_incident_shows_if_one_of_its_reports_fits(page: Page, tmp_path: Path) -> None:
    """A denial inside an incident finds it; a search and a filter that fit different reports do not."""
    open_scene(page, merged_scene(), tmp_path)
    choose(page, "mode", "negated")
    assert events_listed(page) == ["ev-0001"]
    choose(page, "source", "Daily")
    assert events_listed(page) == []
    assert page.locator("#reports-count").inner_text() == "0 reports shown, of 5 reports of 2 incidents"


def test_options_tell_how_many_reports_they_have(small: Page) -> None:
    """Each option is counted over the whole material; only what occurs is offered."""
    options = small.locator("#filter-source option").all_text_contents()
    assert options == ["any", "conflictmap-test (4)", "Example News (7)", "Wire Example (4)"]
    assert "All: Bombing (1)" in small.locator("#filter-tag option").all_text_contents()
    assert not any("sea or air" in words for words in small.locator("#filter-precision option").all_text_contents())


def test_hostile_names_are_text_in_the_filters(page: Page, tmp_path: Path) -> None:
    """A source and a side full of markup are options like any other, and searching for it is harmless."""
    page.set_viewport_size(PHONE)
    open_scene(page, hostile_scene(), tmp_path)
    page.locator("#filters summary").click()
    assert "</script>" in page.locator("#filter-source option").nth(1).inner_text()
    page.locator("#filter-side").select_option(index=1)
    search(page, "</script><img src=x onerror", "report")
    assert page.locator("img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


@pytest.mark.parametrize("words", ["کندز", "Qunduz", "kondoz", "قندوز"])
def test_other_spellings_find_a_place(small: Page, words: str) -> None:
    """A spelling that stands nowhere on the page, in Latin or Arabic letters, finds the reports of the place."""
    search(small, words, "2 reports shown")
    expect(small.locator(".pin")).to_have_count(1)
    assert any("Kunduz" in name for name in pins(small))


def test_spellings_of_a_province_find_its_reports(small: Page) -> None:
    """A report that names the province alone is found by the province's Dari name; a wrong name finds nothing."""
    search(small, "هلمند", "shown, of 14 reports")
    assert "ev-0006" in events_listed(small)
    search(small, "نیمروزآباد", "0 reports shown")


def test_only_spellings_of_what_is_shown_are_in_the_page() -> None:
    """The payload has other names of the provinces, their capitals and the places of the reports, and of no others."""
    payload = build_payload(small_scene())
    rows = [*payload["provinces"], *payload["events"]]
    names = "\n".join(row.get("also", "") for row in rows)
    assert {"کندز", "kunduz", "herat"} <= set(names.splitlines())
    assert "paghman" not in names.splitlines()


UNDATED = {"ev-0015"}
"""What the small scene has without a day: listed on every day."""


def set_date(page: Page, name: str, iso: str) -> None:
    """Set a day of the filters as a reader does."""
    if page.locator("#filters").get_attribute("open") is None:
        page.locator("#filters summary").click()
    page.locator(f"#filter-{name}").fill(iso)


def test_days_leave_out_what_does_not_touch_them(small: Page) -> None:
    """Both are inclusive, alone or together: they keep what the window of one day shows, without the undated."""
    set_day(small, 2)
    choose_setting(small, "window", "day")
    on_the_day = events_listed(small)
    choose_setting(small, "window", "sofar")
    set_day(small, 4)
    everything = events_listed(small)
    set_date(small, "from", "2021-08-08")
    set_date(small, "to", "2021-08-08")
    assert set(events_listed(small)) == set(on_the_day) - UNDATED
    assert UNDATED < set(on_the_day) < set(everything)
    expect(small.locator("#filters-head")).to_have_text("More (2 set)")
    set_date(small, "to", "")
    from_the_day = set(events_listed(small))
    assert set(on_the_day) - UNDATED < from_the_day < set(everything) - UNDATED
    small.locator("#find-reset").click()
    assert events_listed(small) == everything
    assert small.locator("#filter-from").input_value() == ""


def test_a_layer_alone_fills_the_map(small: Page) -> None:
    """Sheberghan is hatched by both layers together, the government's by the one, the Taliban's by the other."""
    assert (fill_of(small, "AF-JOW"), small.locator("path.hatch-taliban").count()) == ("fill-government", 1)
    choose(small, "layer", "assessed")
    assert (fill_of(small, "AF-JOW"), small.locator("path.hatch-taliban").count()) == ("fill-government", 0)
    choose(small, "layer", "reported")
    assert (fill_of(small, "AF-JOW"), small.locator("path.hatch-taliban").count()) == ("fill-taliban", 0)
    small.wait_for_url(re.compile("layer=reported"))
    small.reload()
    wait_until_read(small)
    assert fill_of(small, "AF-JOW") == "fill-taliban"
    small.locator("#find-reset").click()
    assert small.locator("path.hatch-taliban").count() == 1


@pytest.mark.parametrize("words", ["from=2021-99-01", "to=1999-01-01", "layer=both", "from=<b>"])
def test_days_and_layers_of_the_address_are_held_against_the_page(small: Page, words: str) -> None:
    """What is no day of the period, and no layer, is as if it were not there."""
    everything = events_listed(small)
    small.goto(small.url.partition("#")[0] + "#day=2021-08-10&window=sofar&" + words)
    small.reload()
    wait_until_read(small)
    assert events_listed(small) == everything
    expect(small.locator("#filters-head")).to_have_text("More")
