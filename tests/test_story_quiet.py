"""Days with disputes, sieges and withdrawals alone, and the days after them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from geo.vocab import ControlBasis, ControlState, Side, Unit
from maps.headlines import badge, change_title, headline
from maps.language import LANGUAGES, catalogue, speaking
from maps.names import capital_name
from maps.payload import build_payload
from maps.quiet_days import headline_on, quiet_holds, under_headline
from maps.standing import standing_on
from maps.story import Kind, story_of
from tests.pages import open_scene
from tests.scenes import control, day, small_controls, small_scene, unit_row

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from playwright.sync_api import Page

    from geo.model import Control
    from maps.scene import Scene


def row_of(iso: str, basis: ControlBasis, side: str | None, first: int, last: int | None, **members: Any) -> Control:  # noqa: ANN401
    """A row of a counted capital with evidence."""
    until = None if last is None else day(last)
    return control(iso, basis, side, day(first), until, evidence=("ev-0007",), **members)


def quiet_scene(*rows: Control) -> Scene:
    """All capitals with the government, those of `rows` until the first of their rows in a layer begins."""
    scene = small_scene()
    starts: dict[tuple[str, ControlBasis], date] = {}
    for row in rows:
        key = row.unit_id, row.basis
        starts[key] = min(row.valid_from, starts.get(key, row.valid_from))
    base = [
        control(each.iso_3166_2, basis, Side.GOVERNMENT, day(5), starts.get((each.iso_3166_2, basis)))
        for each in scene.provinces
        for basis in ControlBasis
    ]
    return small_scene(controls=[*base, *rows])


STATES = [
    (ControlState.CONTESTED, None, Kind.CONTESTED, Kind.SAID_CONTESTED),
    (ControlState.BESIEGED, Side.GOVERNMENT, Kind.BESIEGED, Kind.SAID_BESIEGED),
    (ControlState.UNKNOWN, None, Kind.LOST, Kind.SAID_LOST),
]


@pytest.mark.parametrize(("state", "side", "assessed", "said"), STATES)
@pytest.mark.parametrize("iso", ["AF-KAB", "AF-GHA"])
def test_a_day_with_one_such_change_is_told(
    state: ControlState, side: str | None, assessed: Kind, said: Kind, iso: str
) -> None:
    """A dispute, a siege and a withdrawal make a day of the story, by what is assessed and by the reports alone."""
    reported = row_of(iso, ControlBasis.REPORTED, side, 8, None, state=state)
    both = (reported, row_of(iso, ControlBasis.ASSESSED, side, 8, None, state=state))
    for rows, kind in ((both, assessed), ((reported,), said)):
        (only,) = story_of(quiet_scene(*rows))
        assert (only.day, [(each.kind, each.unit_id) for each in only.changes]) == (day(8), [(kind, iso)])
        assert only.hands == (kind is Kind.LOST)
        for language in LANGUAGES:
            with speaking(language):
                assert capital_name(iso) in headline(only)
                assert capital_name(iso) in change_title(only.changes[0])
    assert "said" in headline(story_of(quiet_scene(reported))[0])
    assert badge(story_of(quiet_scene(reported))[0].changes[0], 1)[0] == "claim"


def test_a_siege_that_lasts_or_ends_is_no_new_change() -> None:
    """One card when it begins; not when it is reported again or lifted."""
    rows = [
        row_of("AF-GHA", basis, Side.GOVERNMENT, first, last, state=state)
        for basis in ControlBasis
        for first, last, state in (
            (7, 8, ControlState.BESIEGED),
            (8, 9, ControlState.BESIEGED),
            (9, None, ControlState.CONTROLLED),
        )
    ]
    assert [(each.day, each.changes[0].kind) for each in story_of(quiet_scene(*rows))] == [(day(7), Kind.BESIEGED)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_of_change_has_its_words(kind: Kind, language: str) -> None:
    """A title; and, but for claims, whose sentence is their own, a headline for one and for several."""
    keys = {f"title_{kind}"} | (set() if kind is Kind.CLAIMED else {f"one_{kind}", f"many_{kind}"})
    assert keys <= set(catalogue(language)["story"])


def test_a_contested_district_is_contested_whoever_held_it_last() -> None:
    """A row of a dispute names the last holder; that is no gain of that side, nor is it left out."""
    row = unit_row(Unit.DISTRICT, "district:AF3402", ControlBasis.ASSESSED, Side.GOVERNMENT, 9)
    row = replace(row, state=ControlState.CONTESTED)
    found = {each.day: each.others for each in story_of(small_scene(controls=[*small_controls(), row]))}
    assert [change.kind for change in found[day(9)]] == [Kind.CONTESTED]


def test_a_later_day_has_its_own_numbers_and_the_last_change_of_hands() -> None:
    """A dispute that lapses without a report is no change, but the headline of that day counts anew."""
    rows = []
    for basis in ControlBasis:
        rows += [
            row_of("AF-HER", basis, Side.TALIBAN, 6, None),
            row_of("AF-KDZ", basis, None, 7, 9, state=ControlState.CONTESTED),
            control("AF-KDZ", basis, Side.GOVERNMENT, day(9)),
        ]
    scene = quiet_scene(*rows)
    story = story_of(scene)
    assert [each.day for each in story] == [day(6), day(7)]
    assert headline_on(story, standing_on(scene, day(7))) == "Kunduz is contested. The government holds 32 of 34."
    later = "No provincial capital changed hands. The government holds 33 of 34."
    assert headline_on(story, standing_on(scene, day(9))) == later
    assert quiet_holds(scene, story) == {day(6): [], day(7): [(day(9), "The government holds 33 of 34.")]}
    assert under_headline(story, day(9)) == ["Last change: 6 August 2021 (Herat)."]
    payload = build_payload(scene)["story"]
    assert [each.get("moved") for each in payload] == [True, None]
    assert payload[1]["later"] == [{"day": "2021-08-09", "holds": "The government holds 33 of 34."}]


@pytest.mark.browser
@pytest.mark.usefixtures("nothing_goes_wrong")
def test_the_page_tells_such_a_day_and_counts_anew_after_it(page: Page, tmp_path: Path) -> None:
    """A card for the dispute with its sentence; two days later that day's numbers, and the last change of hands."""
    rows = []
    for basis in ControlBasis:
        rows += [
            row_of("AF-HER", basis, Side.TALIBAN, 6, None),
            row_of("AF-KDZ", basis, None, 7, 9, state=ControlState.CONTESTED),
            control("AF-KDZ", basis, Side.GOVERNMENT, day(9)),
        ]
    open_scene(page, quiet_scene(*rows), tmp_path, address="#day=2021-08-07")
    expect(page.locator("h1")).to_have_text("Kunduz is contested. The government holds 32 of 34.")
    card = page.locator('.card[data-kind="contested"]')
    expect(card).to_contain_text("Kunduz contested")
    assert card.locator("blockquote").first.inner_text()
    page.locator("#day-on").click()
    page.locator("#day-on").click()
    expect(page.locator("h1")).to_have_text("No provincial capital changed hands. The government holds 33 of 34.")
    expect(page.locator("#standfirst")).to_contain_text("Last change: 6 August 2021 (Herat).")
