"""Stated counts on the page, in a real Chromium: the line under a side's count, and what stands behind a count."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from geo.vocab import Qualifier, Verdict
from tests.pages import counts, open_scene, set_day
from tests.scenes import HOSTILE, day, small_checks, small_scene

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("nothing_goes_wrong")]


def stated(page: Page, side: str) -> list[str]:
    """The line of stated counts under a side's own count."""
    return page.locator(f'[data-count="{side}"] .stated').all_inner_texts()


def test_the_count_says_what_was_stated(small: Page) -> None:
    """Under the count of a side stands what AP said on that day; before AP said it nothing stands there."""
    assert counts(small)["taliban"] == "4 of 34 held, 1 more claimed, unconfirmed"
    assert stated(small, "taliban") == ["stated by AP: 5"]
    assert stated(small, "government") == []
    set_day(small, 3)
    assert stated(small, "taliban") == []


def test_an_older_count_names_its_day(page: Page, tmp_path: Path) -> None:
    """A hedged count of an earlier day keeps its hedge and names the day; of one day's, the highest stands."""
    check = small_checks()[0]
    claims = (
        replace(check.claim, claim_id="claim-2", as_of=day(8), count=3, claimant="Radio"),
        replace(
            check.claim, claim_id="claim-3", as_of=day(8), count=4, qualifier=Qualifier.MORE_THAN, claimant="Daily"
        ),
    )
    open_scene(page, small_scene(checks=[replace(check, claim=claim) for claim in claims]), tmp_path)
    assert stated(page, "taliban") == ["stated by Daily: more than 4 (8 August 2021)"]


def test_a_count_opens_to_its_evidence(page: Page, tmp_path: Path) -> None:
    """The verdict, the words, what is named, how many are not, the candidates, the source with its link, the rule."""
    check = replace(small_checks()[0], verdict=Verdict.SHORT, named=("AF-NIM", "AF-KDZ"), not_named=3)
    open_scene(page, small_scene(checks=[replace(check, candidates=("AF-NUR", "AF-FRA"))]), tmp_path)
    item = page.locator("#claims li")
    assert item.get_attribute("data-verdict") == "short"
    item.locator("summary").press("Enter")
    expect(item.locator("blockquote")).to_have_text("The Taliban now hold five of 34 provincial capitals.")
    facts = item.locator(".facts").first.inner_text()
    for words in ("Zaranj, Kunduz", "3 of: Parun, Farah", "published"):
        assert words in facts
    expect(item.locator(".how-read code")).to_have_text("claim.count")
    expect(item.locator(".how-read code")).to_be_hidden()
    assert item.locator(".facts a").count() == 1
    assert "3 not named" in item.locator(".verdict").inner_text()


def test_hostile_claims_are_text(page: Page, tmp_path: Path) -> None:
    """A claimant full of markup is written, in the counts as in the claims."""
    check = small_checks()[0]
    open_scene(page, small_scene(checks=[replace(check, claim=replace(check.claim, claimant=HOSTILE))]), tmp_path)
    assert stated(page, "taliban") == [f"stated by {HOSTILE}: 5"]
    assert page.locator("img[src=x], #claims b, #counts b").count() == 0
