"""A team at work, end to end: three days of news, decisions about them, a change of the reader, and the answers."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from conflictmap.cli import main

if TYPE_CHECKING:
    import pytest

GOLDEN = Path(__file__).parent / "golden" / "ledger" / "team_workflow.txt"
NEWS = {
    "monday/kunduz.txt": "KABUL, Aug. 9, 2021 - The Taliban seized the city of Kunduz on Sunday, residents said.",
    "monday/rumour.txt": "KABUL, Aug. 9, 2021 - The Taliban seized the city of Taloqan on Sunday, a trader said.",
    "tuesday/bomb.txt": "KABUL, Aug. 10, 2021 - A bomb exploded in Khost on Tuesday, killing three people.",
    "wednesday/valley.txt": "KABUL, Aug. 11, 2021 - A bomb exploded in Zargaran Kala on Wednesday.",
}
DECISIONS = """
[[decision]]
decision_id = "pin"
action = "correct"
document = "bomb.txt"
quote = "A bomb exploded in Khost"
field = "place"
value = "AF-BGL"
author = "A. Editor"
reason = "the bureau says it was in Baghlan"
decided_at = 2021-08-12

[[decision]]
decision_id = "rumour"
action = "reject"
document = "rumour.txt"
quote = "seized the city of Taloqan"
author = "A. Editor"
reason = "nobody else has it"
decided_at = 2021-08-12

[[decision]]
decision_id = "farah"
action = "add"
field = "event"
value = "action=seized; unit=AF-FRA; taker=taliban; day=2021-08-10"
author = "B. Editor"
reason = "the bureau saw it"
decided_at = 2021-08-12
"""
CORRECTIONS = "name,context,lon,lat,reason,author\nZargaran Kala,,68.8,36.8,seen on the map,B. Editor\n"


def test_a_team_at_work(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Each day is added to one ledger; a pin is moved, a rumour rejected, a fall added, and a better reader tried.

    What the terminal then shows is what was looked at; UPDATE_GOLDEN=1 writes it anew.
    """
    monkeypatch.setenv("COLUMNS", "100")
    for name, text in NEWS.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    (tmp_path / "team.toml").write_text(DECISIONS, encoding="utf-8")
    (tmp_path / "fixes.csv").write_text(CORRECTIONS, encoding="utf-8")
    ledger, out = ["--ledger", str(tmp_path / "war.gpkg")], ["-o", str(tmp_path / "out")]
    for day in ("monday", "tuesday", "wednesday"):
        assert main(["map", str(tmp_path / day), *ledger, *out]) == 0
    assert main(["map", *ledger, *out, "--decisions", str(tmp_path / "team.toml")]) == 0
    capsys.readouterr()
    fixed = ["--corrections", str(tmp_path / "fixes.csv")]
    asked = (
        (["control", "--as-of", "2021-08-11", *ledger, "--format", "csv"], 0),
        (["control", "--as-of", "2021-08-11", "--known-at", "2021-08-11", *ledger, "--format", "csv"], 0),
        (["why", "Taloqan", "--as-of", "2021-08-11", *ledger, "--format", "text"], 0),
        (["why", "Taloqan", "--as-of", "2021-08-11", "--known-at", "2021-08-11", *ledger, "--format", "text"], 0),
        (["why", "Farah", "--as-of", "2021-08-11", *ledger, "--format", "text"], 0),
        (["reread", *ledger, *fixed, "--dry-run"], 3),
        (["reread", *ledger, *fixed], 0),
        (["reread", *ledger, *fixed, "--dry-run"], 0),
        (["ledger", "check", str(tmp_path / "war.gpkg")], 0),
    )
    told = []
    for words, status in asked:
        assert main(words) == status, words
        kept = [line.rstrip() for line in capsys.readouterr().out.splitlines() if ",unknown," not in line]
        shown = " ".join(word.removeprefix(f"{tmp_path}/") for word in words)
        told += [f"$ conflictmap {shown}", *kept, ""]
    events = (tmp_path / "out" / "events.geojson").read_text("utf-8")
    assert '"decision_id":"pin"' in events.replace(" ", "")
    assert "AF-BGL" in events
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_text("\n".join(told), "utf-8")
    assert "\n".join(told) == GOLDEN.read_text("utf-8")
