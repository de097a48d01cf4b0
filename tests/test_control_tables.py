"""A table of who holds what goes into the ledger as evidence of its own kind; what is unclear in it posts nothing."""

from __future__ import annotations

import csv
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

import conflictmap
from conflictmap.cli import main
from conflictmap.control_tables import side_of
from geo.vocab import ControlBasis

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """unit,day,holder,source
Kunduz,2021-08-09,Taliban,The Courier
AF-HER,2021-08-09,Government of Afghanistan,The Courier
Chahar Dara district,2021-08-09,taliban,
Bamyan,2021-08-09,contested,The Courier
Nowhereabad,2021-08-09,Taliban,The Courier
Farah,2021-08-09,somebody,The Courier
Ghazni,2021-08-32,Taliban,The Courier
"""


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_control_table_fills_the_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each clear row is a state of its unit on its day, shown as a row of such a table; the others are named."""
    (tmp_path / "table.csv").write_text(TABLE, encoding="utf-8")
    out = tmp_path / "out"
    assert main(["feed", "control", str(tmp_path / "table.csv"), "-o", str(out)]) == 0
    assert "7 rows, 6 kept, 1 rejected" in capsys.readouterr().out
    ledger = lines(out / "ledger.jsonl")
    held = {(row["unit_id"], row["side"], row["state"]) for row in ledger if row["basis"] == "reported"}
    assert {("AF-KDZ", "taliban", "controlled"), ("AF-HER", "government", "controlled")} <= held
    assert ("district:AF1902", "taliban", "controlled") in held
    problems = {(each["kind"], each["line"]) for each in lines(out / "problems.jsonl")}
    assert problems == {("unplaced_event", 5), ("unclear_taker", 6), ("impossible_date", 7)}
    events = json.loads((out / "events.geojson").read_text(encoding="utf-8"))["features"]
    kunduz = next(each["properties"] for each in events if each["properties"]["unit_id"] == "AF-KDZ")
    told = [kunduz[name] for name in ("evidence_kind", "evidence_row", "source", "action", "quote_exact")]
    assert told == ["control_table", 1, "The Courier", "held", ""]
    with (out / "control.csv").open(encoding="utf-8", newline="") as file:
        counts = [
            row for row in csv.DictReader(file) if row["side"] == "taliban" and row["unit"] == "provincial_capital"
        ]
    assert counts[-1]["count"] == "1"


@pytest.mark.parametrize("header", ["district;date;controlled_by", "#adm2 +name;#date;#group"])
def test_the_columns_by_other_names(tmp_path: Path, header: str) -> None:
    """Names that such tables bear, HXL tags among them, and a workbook."""
    first = "a;b;c\n" if header.startswith("#") else ""
    (tmp_path / "t.csv").write_text(f"{first}{header}\nChahar Dara;2021-08-09;Taliban\n", encoding="utf-8")
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (["District", "Day", "Holder"], ["Chahar Dara", date(2021, 8, 9), "Taliban"]):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    for name in ("t.csv", "t.xlsx"):
        found = conflictmap.feed("control", tmp_path / name)
        held = {(row.unit_id, row.side) for row in found.controls if row.basis is ControlBasis.REPORTED and row.side}
        assert held == {("district:AF1902", "taliban")}


def test_a_table_beside_the_news(tmp_path: Path) -> None:
    """With reports of a fall the table confirms; it makes no change of its own of what was reported earlier."""
    (tmp_path / "a.txt").write_text(
        "KUNDUZ, Aug 8, 2021 (Reuters) - Taliban fighters captured the city of Kunduz on Sunday, residents said.",
        encoding="utf-8",
    )
    (tmp_path / "t.csv").write_text("unit,day,holder\nKunduz,2021-08-12,Taliban\n", encoding="utf-8")
    out = tmp_path / "out"
    words = ["map", str(tmp_path / "a.txt"), "--feed", f"control:{tmp_path / 't.csv'}", "-o", str(out)]
    assert main([*words, "--today", "2021-12-31"]) == 0
    rows = [row for row in lines(out / "ledger.jsonl") if row["unit_id"] == "AF-KDZ" and row["side"] == "taliban"]
    assert {row["valid_from"] for row in rows} == {"2021-08-08"}


@pytest.mark.parametrize(
    ("holder", "day", "side"),
    [
        ("Taliban", date(2021, 8, 9), "taliban"),
        ("government", date(2021, 8, 9), "government"),
        ("GIRoA", date(2021, 8, 9), "government"),
        ("Afghan Government", date(2021, 8, 9), "government"),
        ("other:A band", date(2021, 8, 9), "other:A band"),
        ("NRF", date(2021, 9, 9), "nrf"),
        ("somebody", date(2021, 8, 9), None),
    ],
)
def test_the_side_of_a_holder(holder: str, day: date, side: str | None) -> None:
    """Names of sides, and of actors on that day; nobody is guessed."""
    assert side_of(holder, day) == side
