"""`conflictmap locate` without a file to write: points counted by province, and no row lost."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictmap import counting
from conflictmap.cli import main
from conflictmap.counting import NAMED, count_points
from conflictmap.locating import ADDED_COLUMNS, locate_file
from geo.errors import UsageError
from tests.drawing import examples

if TYPE_CHECKING:
    from pathlib import Path

POINTS = """\ufeffid,Longitude,LAT,note
kunduz,68.868,36.728,"a, b
over two lines"
torkham, 71.091 ,34.124,outside the outline
ocean,0,0,

empty,,,
words,east,north,
short,69.17
long,69.17,34.53,x,y,z
nan,nan,inf,
"""


def write(tmp_path: Path, text: str, name: str = "points.csv") -> Path:
    file = tmp_path / name
    file.write_bytes(text.encode())
    return file


def test_every_row_is_counted_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a province, nearest to one, nowhere, unreadable, too short, too long: each row is somewhere."""
    assert main(["locate", str(write(tmp_path, POINTS))]) == 1
    captured = capsys.readouterr()
    rows = {row["iso_3166_2"]: row for row in csv.DictReader(io.StringIO(captured.out))}
    assert len(rows) == 34
    assert {code: (row["points"], row["nearest"]) for code, row in rows.items() if row["points"] != "0"} == {
        "AF-KDZ": ("1", "0"),
        "AF-NAN": ("1", "1"),
        "AF-KAB": ("1", "0"),
    }
    assert "3 of 8 points lie in a province, 1 in none; 4 rows have no coordinates." in captured.err
    for line, words in ((7, "got '' and ''"), (8, "got 'east'"), (9, "got 2"), (10, "Expected 4 cells, got 6")):
        assert f"points.csv:{line}: broken_row" in captured.err
        assert words in captured.err


def test_clean_points_are_status_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing to complain about is nothing on the error stream but the sum."""
    assert main(["locate", str(write(tmp_path, "x,y\n69.17,34.53\n10,10\n"))]) == 0
    assert capsys.readouterr().err == "1 of 2 points lie in a province, 1 in none; 0 rows have no coordinates.\n"


def test_only_the_first_rows_are_named(tmp_path: Path) -> None:
    """A million broken rows are a number, and the first of them are named by their lines."""
    counts = count_points(write(tmp_path, "lon,lat\n" + "69.17,34.53\n" * 30 + "a,b\n" * 100))
    assert (counts.rows, counts.placed, counts.unread) == (130, 30, 100)
    assert [problem.line for problem in counts.problems] == list(range(32, 32 + NAMED))


CELL = st.sampled_from(
    ["69.17", " 68.868", "34.53", "", "nan", "-181", "east", "1e1", '"7,5"', '"a\nb"', "+5", "1_0", "0"]
)


@examples(25, 60)
@given(st.lists(st.lists(CELL, min_size=1, max_size=5), max_size=12))
def test_counts_are_those_of_the_located_rows(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    """Whatever stands in the cells, the counts are those of the file that the same command writes."""
    folder = tmp_path_factory.mktemp("counts")
    source = write(folder, "lon,lat,note\n" + "".join(",".join(cells) + "\n" for cells in rows))
    total, placed, problems = locate_file(source, folder / "located.csv")
    counts = count_points(source)
    assert (counts.rows, counts.placed) == (total, placed)
    assert counts.rows == counts.placed + counts.nowhere + counts.unread
    assert counts.problems == tuple(sorted(problems, key=lambda each: each.line or 0)[:NAMED])


def test_blocks_keep_the_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small blocks and small heaps of points give the counts of large ones, with odd rows in each."""
    text = "id,lon,lat\n" + "".join(f"{i},{60.5 + i % 140 / 10},{29.5 + i % 90 / 10}\n{i},1\n" for i in range(3_000))
    source = write(tmp_path, text)
    want = count_points(source)
    monkeypatch.setattr(counting, "_BLOCK", 4_000)
    monkeypatch.setattr(counting, "_TOGETHER", 500)
    assert count_points(source) == want
    assert (want.rows, want.unread) == (6_000, 3_000)


def test_parquet_is_counted_and_located_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Numbers, nulls and text columns of a Parquet file: rows and columns are kept, and both ways agree."""
    monkeypatch.setattr("conflictmap.locating.PARQUET_BATCH", 2)
    columns = {"id": [1, 2, 3, 4, 5], "lon": [68.868, None, 0.0, 69.17, 200.0], "lat": [36.728, 1.0, 0.0, 34.53, 1.0]}
    for name, table in (
        ("numbers", pa.table(columns)),
        ("words", pa.table(columns | {"lon": ["68.868", None, "0", "69.17", "x"]})),
    ):
        source, target = tmp_path / f"{name}.parquet", tmp_path / f"{name}_located.parquet"
        pq.write_table(table, source)
        rows, placed, problems = locate_file(source, target)
        assert (rows, placed, [problem.line for problem in problems]) == (5, 2, [2, 5])
        found = pq.read_table(target)
        assert found.select(table.column_names) == table
        assert found.column_names[-6:] == list(ADDED_COLUMNS)
        assert found.column("iso_3166_2").to_pylist() == ["AF-KDZ", None, None, "AF-KAB", None]
        assert found.column("near_border").to_pylist()[1] is None
        counts = count_points(source)
        assert (counts.rows, counts.placed, counts.nowhere, counts.unread) == (5, 2, 1, 2)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("points.csv", "a,b\n1,2\n", "a column named longitude"),
        ("points.csv", "", "a column named longitude"),
        ("points.xlsx", "lon,lat\n1,2\n", "a .csv or a .parquet file"),
        ("points.parquet", "lon,lat\n1,2\n", "a Parquet file"),
    ],
)
def test_what_cannot_be_counted_is_refused(tmp_path: Path, name: str, text: str, words: str) -> None:
    """A wrong table is misuse, with the reason."""
    with pytest.raises(UsageError, match=words):
        count_points(write(tmp_path, text, name))
    with pytest.raises(UsageError, match="a file of points"):
        count_points(tmp_path / "nowhere.csv")


def test_a_header_alone_counts_nothing(tmp_path: Path) -> None:
    """No rows are no points."""
    assert count_points(write(tmp_path, "lon,lat\n")).rows == 0
