"""Stated shares of the territory: which words state one, how firmly, and that no count of places answers it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictmap.cli import main
from geo.events.territory_share import territory_shares
from geo.ledger import Ledger, reconcile
from geo.vocab import ControlState, Qualifier, Unit, Verdict
from tests.reading import read

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("sentence", "percent", "qualifier", "bounds"),
    [
        ("The Taliban control 65 percent of the territory, an official said.", 65, "exact", (65, 65)),
        ("The Taliban now hold 65% of the territory of Afghanistan.", 65, "exact", (65, 65)),
        ("The Taliban hold about 85% of Afghanistan's territory.", 85, "about", (77, 93)),
        ("The Taliban control half of the country.", 50, "about", (45, 55)),
        ("Taliban forces control more than half of Afghanistan.", 50, "more_than", (51, None)),
        ("The Taliban control at least two-thirds of the country.", 67, "at_least", (67, None)),
        ("The Taliban claim to control 85 per cent of the country.", 85, "exact", (85, 85)),
        ("Some 57.5 percent of Afghan territory is under Taliban control.", 58, "about", (52, 64)),
    ],
)
def test_a_stated_share(sentence: str, percent: int, qualifier: str, bounds: tuple[int, int | None]) -> None:
    """Percent of the territory, with the hedge and the bounds that the words give; the unit is the territory."""
    (claim,) = read(sentence).claims
    assert (claim.unit, claim.side, claim.count, claim.of) == (Unit.TERRITORY, "taliban", percent, None)
    assert (claim.qualifier, claim.count_low, claim.count_high) == (qualifier, *bounds)


@pytest.mark.parametrize(
    "sentence",
    [
        "The Taliban control 80 percent of Helmand province.",
        "The Taliban control less than half of the country.",
        "The Taliban control up to 70 percent of the country.",
        "The Taliban could soon control half of the country.",
        "Officials denied that the Taliban control half of the country.",
        "Half of the country's population lives under the Taliban.",
        "Half of the country is without power, the Taliban said.",
        "The Taliban hold half of the territory of Helmand.",
    ],
)
def test_what_only_looks_like_a_share(sentence: str) -> None:
    """A part of the country, an upper bound, a forecast, a denial, people: none is a stated share of the territory."""
    assert [claim for claim in read(sentence).claims if claim.unit is Unit.TERRITORY] == []


def test_a_share_is_held_against_no_count_of_places() -> None:
    """Whatever the ledger holds, the verdict says that it cannot answer; no place is named, missing or a candidate."""
    claims = read("The Taliban control 65 percent of the territory.").claims
    (check,) = reconcile(claims, Ledger())
    assert (check.verdict, check.named, check.not_named, check.candidates) == (Verdict.NOT_COMPARABLE, (), 0, ())
    assert "65 percent of the territory is an area" in check.explanation


def test_shares_of_one_document_cannot_be_more_than_the_whole() -> None:
    """73 and 40 percent are inconsistent, 60 and 40 are not."""
    text = "The government holds {} percent of the territory and the Taliban control 40 percent of the country."
    too_much, fitting = (reconcile(read(text.format(share)).claims, Ledger()) for share in (73, 60))
    assert [check.verdict for check in too_much] == [Verdict.INCONSISTENT] * 2
    assert "73 + 40 = 113 percent of the territory of 100" in too_much[0].explanation
    assert [check.verdict for check in fitting] == [Verdict.NOT_COMPARABLE] * 2


def test_a_contested_share_has_its_state() -> None:
    """A third that is contested is nobody's."""
    (claim,) = read("A third of the country is contested, the Taliban said.").claims
    assert (claim.count, claim.state) == (33, ControlState.CONTESTED)


def test_the_outputs_tell_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The terminal and claims.csv say that the share cannot be held against places."""
    text = "---\npublished: 2021-08-10\nsource: test\n---\n\nThe Taliban control 65 percent of the territory.\n"
    (tmp_path / "news.md").write_text(text, encoding="utf-8")
    assert main(["map", str(tmp_path / "news.md"), "-o", str(tmp_path / "out")]) == 0
    words = "Taliban 65 percent of the territory (test, 10 August 2021): counts area, cannot be checked here"
    assert words in capsys.readouterr().out
    assert ",not_comparable," in (tmp_path / "out" / "claims.csv").read_text(encoding="utf-8")
    assert main(["extract", str(tmp_path / "news.md")]) == 0
    assert json.loads(capsys.readouterr().out)["claims"][0]["unit"] == "territory"


@given(st.text(alphabet="⟦⟧P0 ofthecunry%percntihalfdsvg.'15", max_size=120))
def test_any_text_is_searched(masked: str) -> None:
    """No text makes the search fail; every share is 0 to 100 percent, with a lower bound that fits its hedge."""
    for share in territory_shares(masked + " half of the country"):
        assert 0 <= share.count <= 100
        assert share.low is not None
        assert share.qualifier is Qualifier.MORE_THAN or share.low <= share.count
