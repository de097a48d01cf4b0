"""Exports are harmless where they are opened: spreadsheets, programs for KML, terminals."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from html import unescape
from typing import TYPE_CHECKING

import pytest

from conflictmap.cli import main
from conflictmap.terminal import emit
from maps.exports.tables import csv_text, original_text

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.mark.parametrize("start", [*"=+-@|%＝＋－＠｜％−\t\r\n"])
def test_no_cell_begins_as_a_formula_does(start: str) -> None:
    """Signs, full-width signs and blanks that a program cuts off are preceded by an apostrophe, and come back."""
    line = csv_text(("a",), [(f"{start}cmd",)]).partition("\n")[2]
    [[cell]] = csv.reader([line])
    assert cell.startswith("'")
    assert original_text(cell) == f"{start}cmd".replace("\r", "\r")


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
