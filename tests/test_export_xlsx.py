"""Workbooks and CSV for spreadsheets: what Excel opens is what was found, and no cell runs."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING

import openpyxl
import pyarrow as pa
import pytest

from conflictmap.cli import main
from geo.column import Column, ColumnType, schema_of
from geo.errors import UsageError
from maps.exports import xlsx
from maps.exports.layers import Layer
from maps.exports.xlsx import CUT, MOST_CHARACTERS, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = (
    Column("words", ColumnType.TEXT, "words", lambda row: row),
    Column("count", ColumnType.LONG, "a number", lambda row: row),
    Column("share", ColumnType.REAL, "a share", lambda row: row),
    Column("day", ColumnType.DAY, "a day", lambda row: row),
    Column("is_so", ColumnType.FLAG, "a truth", lambda row: row),
)
WORDS = ["=1+1", "+1", "-1", "@x", "\t=1", "a\r\nb", "<&>\"'", "\u06a9\u0627\u0628\u0644", " x ", "\x00\x0b", ""]


def layer(words: list[str | None], name: str = "events") -> Layer:
    """A layer of one row for each of some words."""
    count = len(words)
    arrays = [words, list(range(count)), [0.5] * count, [datetime(2021, 8, 12).date()] * count, [True] * count]  # noqa: DTZ001
    schema = schema_of(COLUMNS)
    batch = pa.RecordBatch.from_arrays(
        [pa.array(each, field.type) for each, field in zip(arrays, schema, strict=True)], schema=schema
    )
    return Layer(name=name, description="", columns=COLUMNS, batches=lambda: iter([batch]))


def test_a_workbook_holds_the_rows_as_what_they_are(tmp_path: Path) -> None:
    """Texts are texts whatever they begin with, numbers, days and truths are such, and a null is empty."""
    path = tmp_path / "a.xlsx"
    assert write_xlsx([layer([*WORDS, None]), layer(["x"], "claims")], path) == len(WORDS) + 2
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["events", "claims"]
    rows = list(book["events"].iter_rows())
    assert [cell.value for cell in rows[0]] == [column.name for column in COLUMNS]
    written = [row[0].value for row in rows[1:]]
    assert written == [*WORDS[:5], "a\r\nb", *WORDS[6:9], "\ufffd\ufffd", "", None]
    assert {row[0].data_type for row in rows[1:-1]} == {"s"}  # a formula would be "f"
    assert [cell.value for cell in rows[2][1:]] == [1, 0.5, datetime(2021, 8, 12), True]  # noqa: DTZ001
    assert rows[2][3].is_date


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    """No clock stands in a workbook."""
    for name in ("a.xlsx", "b.xlsx"):
        write_xlsx([layer(list(WORDS))], tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_what_a_sheet_cannot_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text beyond a cell's limit is cut and says so; rows beyond a sheet's are refused and nothing is written."""
    write_xlsx([layer(["x" * 40_000])], tmp_path / "a.xlsx")
    found = openpyxl.load_workbook(tmp_path / "a.xlsx")["events"]["A2"].value
    assert isinstance(found, str)
    assert (len(found), found.endswith(CUT)) == (MOST_CHARACTERS, True)
    monkeypatch.setattr(xlsx, "MOST_ROWS", 3)
    with pytest.raises(UsageError, match="more in events"):
        write_xlsx([layer(["x"] * 3)], tmp_path / "b.xlsx")
    assert [each.name for each in tmp_path.iterdir()] == ["a.xlsx"]


ARTICLE = "KUNDUZ, Aug 8, 2021 (Reuters) - Taliban fighters captured the city of Kunduz on Sunday, officials said."


def test_export_writes_workbooks_and_marked_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`export` knows .xlsx by its suffix, and --excel puts the mark that Excel wants before CSV alone."""
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    source = str(tmp_path / "a.txt")
    assert main(["export", source, "-o", str(tmp_path / "o.xlsx"), "--today", "2021-12-31"]) == 0
    book = openpyxl.load_workbook(tmp_path / "o.xlsx")
    assert book.sheetnames == ["events", "events_areas", "control", "claims", "provinces"]
    assert book["provinces"].max_row == 35
    for words, mark in (([], b"event_id"), (["--excel"], b"\xef\xbb\xbfevent_id")):
        assert main(["export", source, "-o", str(tmp_path / "o.csv"), *words]) == 0
        assert (tmp_path / "o.csv").read_bytes().startswith(mark)
    assert main(["export", source, "-o", str(tmp_path / "o.geojson"), "--excel"]) == 2
    assert "csv" in capsys.readouterr().err


def test_the_files_of_a_run_for_excel(tmp_path: Path) -> None:
    """`map --excel` marks its CSV files and no other; `export` reads such a folder as any."""
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    out = tmp_path / "out"
    assert main(["map", str(tmp_path / "a.txt"), "-o", str(out), "--excel", "--today", "2021-12-31"]) == 0
    marked = {each.name for each in out.iterdir() if each.read_bytes().startswith(b"\xef\xbb\xbf")}
    assert marked == {"claims.csv", "control.csv"}
    assert main(["export", str(out), "-o", str(tmp_path / "t"), "--format", "csv"]) == 0
    assert (tmp_path / "t" / "claims.csv").read_text(encoding="utf-8").startswith("claim_id,")


def test_located_points_for_excel(tmp_path: Path) -> None:
    """`locate --excel` marks the table that it writes, once."""
    (tmp_path / "p.csv").write_text("\ufefflon,lat\n68.868,36.728\n", encoding="utf-8")
    for words, mark in (([], b"lon,"), (["--excel"], b"\xef\xbb\xbflon,")):
        assert main(["locate", str(tmp_path / "p.csv"), "-o", str(tmp_path / "l.csv"), *words]) == 0
        assert (tmp_path / "l.csv").read_bytes().startswith(mark)
    assert io.StringIO((tmp_path / "l.csv").read_text(encoding="utf-8-sig")).readline().startswith("lon,lat,iso_3166_2")
