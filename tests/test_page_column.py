"""The column beside the map and the headline's numbers: what changed first, reasons where nothing was found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

import conflictmap
from geo.files import seeds_folder
from geo.gazetteer.table import default_gazetteer
from geo.ledger.table import RuleId, read_table
from geo.vocab import ControlBasis, Side, Unit
from maps.headlines import holds
from maps.language import LANGUAGES, speaking
from maps.payload import build_payload
from maps.standing import standing_on
from tests.pages import open_scene
from tests.scenes import control, day, small_controls, small_scene, unit_row

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from maps.scene import Scene

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nothing_goes_wrong", "seeds_once")]


def held_by_taliban(*isos: str) -> Scene:
    """A scene in which nothing is known but these capitals."""
    rows = [control(iso, basis, Side.TALIBAN, day(8), evidence=("ev-0008",)) for iso in isos for basis in ControlBasis]
    return small_scene(controls=rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_share_is_told_only_where_most_is_known(language: str) -> None:
    """Of one known capital the rest is told as unknown, of a few that no more is known, of most the plain number."""
    isos = [each.iso_3166_2 for each in small_scene().provinces]
    with speaking(language):
        one, few, most = (holds(standing_on(held_by_taliban(*isos[:n]), day(8))) for n in (1, 5, 17))
    if language == "en":
        assert one == "Who holds 33 of 34 is not known here."
        assert few == "The Taliban hold 5 of 34, as far as is known here."
        assert most == "The Taliban hold 17 of 34."
    assert len({one, few, most}) == 3


def test_what_changed_stands_before_the_kinds(page: Page, tmp_path: Path) -> None:
    """Cards first; a kind that is chosen comes up over the list; what is typed is found right under the box."""
    open_scene(page, small_scene(), tmp_path, address="#day=2021-08-08")

    def top(selector: str) -> float:
        box = page.locator(selector).bounding_box()
        assert box is not None
        return box["y"]

    assert top("#find") < top("#changed") < top("#narrow") < top("#reports")
    page.locator("#kinds button").first.click()
    expect(page.locator("html")).to_have_attribute("data-finding", "kinds")
    assert top("#find") < top("#narrow") < top("#reports") < top("#changed")
    assert top("#find") >= 0
    page.locator("#find-reset").click()
    assert top("#changed") < top("#narrow")
    page.locator("#search").fill("zaranj")
    expect(page.locator("html")).to_have_attribute("data-finding", "words")
    assert top("#find") < top("#reports") < top("#changed") < top("#narrow")


def test_a_town_that_the_ledger_knows_by_its_id_is_named() -> None:
    """Under districts and towns, in the headline and in the reason for its row no id of the gazetteer stands."""
    town = "geonames:1126935"
    assert default_gazetteer().entry(town) is not None
    side, rule = Side.TALIBAN, RuleId.INDEPENDENT_REPORT
    told: dict[str, Any] = {"side": side, "mover": side, "day": day(8), "contested_days": 14}
    wording = read_table().tell(rule, unit=Unit.CITY, unit_id=town, **told)
    row = unit_row(Unit.CITY, town, ControlBasis.ASSESSED, Side.TALIBAN, 8)
    row = replace(row, told=wording, explanation=f"A report says that the Taliban took {town}.")
    scene = small_scene(controls=[*small_controls(), row])
    (unit,) = build_payload(scene)["units"]
    assert town not in unit["name"] + unit["title"] + unit["assessed"][0]["why"]
    assert unit["name"] in unit["assessed"][0]["why"]
    assert not any(town in each["headline"] for each in build_payload(scene)["story"])


def test_where_nothing_changes_hands_the_kinds_stay_above(page: Page, tmp_path: Path) -> None:
    """Without control data there is no card to come first."""
    open_scene(page, small_scene(controls=[], counts=[], checks=[]), tmp_path, address="")
    order = page.evaluate("[...document.querySelectorAll('.side > *')].map((each) => each.id)")
    assert order.index("find") + 1 == order.index("narrow") < order.index("reports")
    assert page.locator("#also").is_hidden()


def test_a_card_says_who_says_so_and_whom_it_retells(page: Page, tmp_path: Path) -> None:
    """Whoever is quoted in bold; the outlets that a demo text retells by name; the folds behind them in one row."""
    open_scene(page, small_scene(), tmp_path, address="#day=2021-08-08")
    credit = page.locator(".card .credit").filter(has_text="demo text").first
    expect(credit).to_contain_text("demo text, retold after AP, AFP")
    assert page.locator(".card .credit strong").first.inner_text()
    folds = page.locator(".card .folds").first
    assert folds.evaluate("(each) => getComputedStyle(each).display") == "flex"


def test_a_page_without_events_has_its_reasons_beside_the_map(page: Page, tmp_path: Path) -> None:
    """The problems with their sentences stand in the column, under a head, and not at the foot as well."""
    open_scene(page, small_scene(events=[], controls=[], counts=[], checks=[]), tmp_path, address="")
    reasons = page.locator(".side .foot-list")
    expect(reasons.locator("h2")).to_have_text("What is missing")
    expect(reasons).to_contain_text("No publication day is known")
    assert page.locator("#reports").is_hidden()
    assert page.locator("footer #problems").count() == 0
    assert page.locator("h2", has_text="What is missing").locator("visible=true").count() == 1


@pytest.mark.parametrize(("width", "height", "least"), [(1280, 800, 8), (360, 740, 1)])
def test_days_stand_inside_their_provinces(page: Page, tmp_path: Path, width: int, height: int, least: int) -> None:
    """The numbers of earlier days on the map of 13 August: most of them where there is room, each on a fallen one."""
    page.set_viewport_size({"width": width, "height": height})
    scene = conflictmap.run(seeds_folder()).scene
    open_scene(page, scene, tmp_path, address="#day=2021-08-13")
    boxes = page.locator(".name.day-number span").evaluate_all(
        """(all) => all.map((each) => {
            const box = each.getBoundingClientRect();
            return [each.textContent, box.left + box.width / 2, box.top + box.height / 2];
        })"""
    )
    assert len(boxes) >= least
    standing = standing_on(scene, day(13))
    for number, x, y in boxes:
        under = "([x, y]) => document.elementsFromPoint(x, y).map((each) => each.dataset.province).find((each) => each)"
        assert standing.assessed[page.evaluate(under, [x, y])][0] == Side.TALIBAN, number
