"""Exports are harmless where they are opened: spreadsheets, programs for KML, terminals."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from datetime import UTC, datetime
from html import unescape
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from conflictmap.cli import main
from conflictmap.terminal import emit
from geo.decision import Decision
from geo.inert import STARTS, STARTS_PATTERN, original_text
from geo.review.files import read_decisions_file, write_decisions
from geo.vocab import DecisionAction
from maps.exports.tables import csv_text

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.mark.parametrize("start", STARTS)
def test_no_cell_begins_as_a_formula_does(start: str) -> None:
    """Signs, full-width signs and blanks that a program cuts off are preceded by an apostrophe, and come back."""
    line = csv_text(("a",), [(f"{start}cmd",)]).partition("\n")[2]
    [[cell]] = csv.reader([line])
    assert cell.startswith("'")
    assert original_text(cell) == f"{start}cmd".replace("\r", "\r")


def test_the_pattern_for_columns_knows_the_same_starts() -> None:
    """What pyarrow looks for in a column of counts are just the starts that the writers of cells know."""
    cells = pa.array([f"{start}x" for start in STARTS])
    assert pc.all(pc.match_substring_regex(cells, STARTS_PATTERN)).as_py()
    others = pa.array(["x=", "'=x", "Ōx", "1-2", " "])
    assert not pc.any(pc.match_substring_regex(others, STARTS_PATTERN)).as_py()


def test_decisions_are_inert_and_come_back(tmp_path: Path) -> None:
    """A quote that begins as a formula does is none in the file of decisions, and is the quote when it is read."""
    made = Decision(
        decision_id="d1",
        action=DecisionAction.REJECT,
        document="＝cmd",
        quote="=cmd|' /C calc'!A0",
        author="@me",
        reason="-1+1",
        decided_at=datetime(2021, 8, 20, tzinfo=UTC),
        origin="d.csv",
    )
    path = tmp_path / "d.csv"
    path.write_text(write_decisions([made]), "utf-8")
    [cells] = csv.DictReader(path.open(encoding="utf-8", newline=""))
    assert not [cell for cell in cells.values() if cell.startswith(STARTS)]
    [found] = read_decisions_file(path).decisions
    assert (found.document, found.quote, found.author, found.reason) == ("＝cmd", made.quote, "@me", "-1+1")


def test_points_with_hostile_cells_are_inert(tmp_path: Path) -> None:
    """`locate` passes cells on that are no formula any more; coordinates and other numbers with a sign stay."""
    source, target = tmp_path / "p.csv", tmp_path / "l.csv"
    source.write_text("lon,lat,note,=head\n69.1,34.5,=1+1,-4\n-1e1,34.5,|x,+93 700\n", "utf-8")
    assert main(["locate", str(source), "-o", str(target)]) == 0
    head, *rows = csv.reader(target.open(encoding="utf-8", newline=""))
    assert head[:4] == ["lon", "lat", "note", "'=head"]
    assert [row[:4] for row in rows] == [["69.1", "34.5", "'=1+1", "-4"], ["-1e1", "34.5", "'|x", "'+93 700"]]


def test_csv_for_excel_begins_with_its_mark(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`control` and `review` put the byte order mark before their CSV where it is asked for, and only there."""
    (tmp_path / "a.txt").write_text("The Taliban captured Kunduz on Sunday.", "utf-8")
    for command in ("control", "review"):
        for more, mark in (([], ""), (["--excel"], "\ufeff")):
            asked = [command, str(tmp_path / "a.txt"), "--published", "2021-08-10", "--format", "csv", *more]
            assert main(asked) == 0
            first = capsys.readouterr().out[:1]
            assert first == mark if mark else first != "\ufeff"


def test_a_description_in_kml_is_text_not_markup(tmp_path: Path) -> None:
    """A quote with markup is shown as it was written: what the program renders holds no element."""
    source, target = tmp_path / "a.txt", tmp_path / "a.kml"
    source.write_text(f"The Taliban captured the city of Kunduz on Sunday, {HOSTILE} said.", "utf-8")
    assert main(["export", str(source), "-o", str(target), "--published", "2021-08-10"]) == 0
    found = ET.parse(target).iter("{http://www.opengis.net/kml/2.2}Placemark")  # noqa: S314 - our own file
    shown = [each.findtext("{http://www.opengis.net/kml/2.2}description") for each in found]
    assert all("<" not in text for text in shown if text)
    assert any(HOSTILE in unescape(text) for text in shown if text)


def test_no_control_of_a_document_reaches_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """C0 and C1 controls of ids, titles and texts come as escapes, and the JSON still says the same."""
    row = {"id": "a\x9b31m", "title": "T\x85\x1b]0;x\x07", "text": "The Taliban captured Kunduz\x9d on Sunday.\x90"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", "utf-8")
    asked = [str(tmp_path / "a.jsonl"), "--published", "2021-08-10"]
    for command in (["extract"], ["extract", "--workers", "2"], ["explain"], ["control"]):
        assert main([*command, *asked]) == 0
        captured = capsys.readouterr()
        for letter in captured.out + captured.err:
            assert letter == "\n" or not (ord(letter) < 32 or 127 <= ord(letter) < 160), command
    emit(row)
    assert json.loads(capsys.readouterr().out) == row
