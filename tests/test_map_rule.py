"""`map --rule`: the page, every file and the terminal count by the chosen rule, and each names it."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from conflictmap.api import run
from conflictmap.cli import main
from geo.errors import UsageError
from geo.vocab import ControlBasis, Unit
from maps.language import LANGUAGES, speaking
from maps.payload import build_payload

if TYPE_CHECKING:
    from pathlib import Path

    from conflictmap.api import Result

PANJSHIR = ("Anaba", "Rukha", "Shutul", "Paryan")
REPORTS = """---
published: 2021-08-09
source: test
---

ZARANJ, Afghanistan -- The Taliban captured Zaranj, the capital of Nimroz province, on Friday, residents said.

"""


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A dispatch that tells of one capital, and of four of the seven districts of Panjshir."""
    lines = [
        f"The Taliban captured {each} district in Panjshir province on Sunday, residents said." for each in PANJSHIR
    ]
    (tmp_path / "news.md").write_text(REPORTS + "\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path / "news.md"


def holders(result: Result) -> dict[str, str]:
    """Who holds which province on the page, in the assessed layer, on the last day."""
    return {
        each["iso"]: each["assessed"][-1]["side"]
        for each in build_payload(result.scene)["provinces"]
        if each["assessed"] and "side" in each["assessed"][-1]
    }


def test_each_rule_fills_its_own_provinces(sources: Path) -> None:
    """By the capital it is Nimroz alone, by the districts Panjshir alone: neither rule looks at what the other does."""
    assert holders(run(sources)) == {"AF-NIM": "taliban"}
    assert holders(run(sources, rule="districts-majority")) == {"AF-PAN": "taliban"}


@pytest.mark.parametrize(
    ("rule", "unit", "code", "line"),
    [
        (
            "capital",
            Unit.PROVINCIAL_CAPITAL,
            "AF-NIM",
            "Provincial capitals at the end of 2021-08-08, by “capital”",
        ),
        (
            "districts-majority",
            Unit.PROVINCE,
            "AF-PAN",
            "Provinces at the end of 2021-08-08, by “districts-majority”",
        ),
    ],
)
def test_all_outputs_name_and_follow_the_rule(  # noqa: PLR0917 - one test for all outputs of a run
    sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], rule: str, unit: Unit, code: str, line: str
) -> None:
    """The terminal, control.csv, control.geojson and the manifest agree on the rule and on the one province."""
    out = tmp_path / "out"
    assert main(["map", str(sources), "--rule", rule, "-o", str(out)]) == 0
    printed = capsys.readouterr().out
    assert line in printed
    assert "Taliban 1 of 34" in printed
    with (out / "control.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["rule"] for row in rows} == {rule}
    last = [row for row in rows if row["day"] == "2021-08-08" and row["unit"] == unit and row["basis"] == "assessed"]
    assert {(row["side"], row["count"]) for row in last} == {("taliban", "1"), ("", "33")}
    features = json.loads((out / "control.geojson").read_text(encoding="utf-8"))["features"]
    assert {(each["properties"]["rule"], each["properties"]["unit"]) for each in features} == {(rule, unit)}
    held = [each["properties"]["iso_3166_2"] for each in features if each["properties"]["assessed_side"] == "taliban"]
    assert held == [code]
    assert json.loads((out / "manifest.json").read_text(encoding="utf-8"))["settings"]["rule"] == rule


def test_the_scene_counts_as_the_ledger_does(sources: Path) -> None:
    """On every day and in both layers the page's tally is that of control.csv, by either rule."""
    for rule in ("capital", "districts-majority"):
        result = run(sources, rule=rule)
        scene = result.scene
        for basis in ControlBasis:
            counts = [each for each in result.counts if (each.basis, each.unit) == (basis, scene.counted)]
            for day in {each.day for each in counts}:
                tally = {(each.side, each.state): each.count for each in counts if each.day == day}
                assert scene.tally(day, basis) == tally


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_it_counts_in_every_language(sources: Path, tmp_path: Path, language: str) -> None:
    """The heading over the counts, the chart's and the table's speak of provinces, not of capitals."""
    from maps.language import say  # noqa: PLC0415 - beside its use

    result = run(sources, rule="districts-majority", language=language)
    result.save(tmp_path / "out")
    page = (tmp_path / "out" / "map.html").read_text(encoding="utf-8")
    with speaking(language):
        assert f'<h2 id="counts-head">{say("page.provinces")}' in page
        assert say("page.chart_key_provinces") in page
        assert say("page.chart_key") not in page


def test_an_unknown_rule_is_misuse_and_nothing_is_read(sources: Path) -> None:
    """The names of the rules are said."""
    with pytest.raises(UsageError, match="districts-majority"):
        run(sources, rule="majority")
