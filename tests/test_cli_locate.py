"""The `locate` command: points to provinces, row by row, nothing dropped and nothing moved."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from conflictmap.cli import main
from conflictmap.locating import ADDED_COLUMNS, join_provinces, parse_degrees

if TYPE_CHECKING:
    from pathlib import Path

POINTS = """\ufeffid,Longitude,LAT,note
kunduz,68.868,36.728,"a, b"
torkham,71.091,34.124,outside the outline
ocean,0,0,
empty,,,
words,east,north,
swapped,36.7,168.8,
nan,nan,inf,
"""


def run(tmp_path: Path, text: str, name: str = "points.csv") -> tuple[int, list[dict[str, str]]]:
    """Write the points, locate them, and read the result."""
    source, target = tmp_path / name, tmp_path / "located.csv"
    source.write_text(text, encoding="utf-8")
    status = main(["locate", str(source), "-o", str(target)])
    if not target.exists():
        return status, []
    with target.open(encoding="utf-8", newline="") as lines:
        return status, list(csv.DictReader(lines))


def test_each_row_gets_its_province_or_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rows keep their order and cells; a point just outside takes the nearest province, the ocean takes none."""
    status, rows = run(tmp_path, POINTS)
    captured = capsys.readouterr()
    assert [row["id"] for row in rows] == ["kunduz", "torkham", "ocean", "empty", "words", "swapped", "nan"]
    assert list(rows[0])[-6:] == list(ADDED_COLUMNS)
    assert (rows[0]["iso_3166_2"], rows[0]["admin1_pcode"], rows[0]["province_basis"]) == ("AF-KDZ", "AF19", "covers")
    assert rows[0]["note"] == "a, b"
    assert (rows[1]["iso_3166_2"], rows[1]["province_basis"], rows[1]["near_border"]) == ("AF-NAN", "nearest", "true")
    assert all(row["iso_3166_2"] == "" for row in rows[2:])
    assert rows[5]["Longitude"] == "36.7"
    assert status == 1
    assert captured.err.count("broken_row") == 4
    assert "points.csv:5" in captured.err
    assert "2 of 7 points" in captured.out


def test_clean_points_are_status_0(tmp_path: Path) -> None:
    """Points that all can be read end with 0, in a province or not."""
    status, rows = run(tmp_path, "x,y\n69.17,34.53\n10,10\n")
    assert status == 0
    assert [row["admin1_name"] for row in rows] == ["Kabul", ""]


def test_a_short_row_is_kept_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row of another width stays in its place, so that row follows row."""
    status, rows = run(tmp_path, "lon,lat,name\n69.17,34.53\n68.868,36.728,b\n")
    assert (status, len(rows)) == (1, 2)
    assert rows[0]["iso_3166_2"] == "AF-KAB"
    assert "Expected 3 cells, got 2" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1,2\n", "a column named longitude"),
        ("", "a column named longitude"),
        ("lon,lat,border_km\n1,2,3\n", "without the columns to add"),
        ('lon,lat\n"1,2\n', "a quote that is opened in line 2 and never closed"),
    ],
)
def test_a_table_that_cannot_be_read_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    """A wrong table is status 2 with a reason, and no file is left behind."""
    status, rows = run(tmp_path, text)
    assert (status, rows) == (2, [])
    assert words in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["points.csv"]


def test_wrong_paths_are_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing file, another kind of file and the file itself as target are refused by name."""
    source = tmp_path / "points.csv"
    source.write_text("lon,lat\n69,34\n", encoding="utf-8")
    for arguments, words in (
        (["nowhere.csv", "-o", "a.csv"], "nowhere.csv"),
        ([str(source), "-o", str(tmp_path / "a.xlsx")], "two .csv files"),
        ([str(source), "-o", str(source)], "never overwritten"),
        ([str(source), "-o", str(source / "a.csv")], "a folder to write to"),
    ):
        assert main(["locate", *arguments]) == 2
        assert words in capsys.readouterr().err
    assert source.read_text(encoding="utf-8") == "lon,lat\n69,34\n"


def test_many_points_cross_batches() -> None:
    """Rows beyond one batch get the same answers as alone."""
    joined = join_provinces([68.868, None, 69.17] * 3, [36.728, 1.0, 34.53] * 3)
    assert [cells[0] for cells in joined] == ["AF-KDZ", None, "AF-KAB"] * 3


@pytest.mark.parametrize("cell", ["", " ", "nan", "inf", "-181", "181", "1,5", None, True, b"1"])
def test_what_is_no_coordinate(cell: object) -> None:
    """Only a finite number inside the world is a coordinate; zero is one."""
    assert parse_degrees(cell, 180.0) is None
    assert parse_degrees("0", 180.0) == 0.0
