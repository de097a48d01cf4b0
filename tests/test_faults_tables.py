"""Tables that once ended the process: far cells, nested columns, damaged archives, opening states of wrong types."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conflictmap import feed
from conflictmap.cli import USAGE, main
from geo import sheets
from geo.archives import SourceError, read_lines
from geo.feeds import run as feed_run
from geo.feeds.files import _bounded
from geo.feeds.spans import read_spans

if TYPE_CHECKING:
    from pathlib import Path

MAPPING = """label = "Mine"
ledger = true
columns = [
  {name = "ID", type = "text", field = "id", required = true},
  {name = "When", type = "day", field = "date", required = true},
  {name = "What", type = "text", field = "event_code", required = true},
  {name = "lon", type = "real", field = "longitude"},
  {name = "lat", type = "real", field = "latitude"},
  {name = "notes", type = "text", field = "notes"},
]
[tags]
battle = "armed_clash"
"""
COLUMNS = ("ID", "When", "What", "lon", "lat", "notes")
ROW = ("A1", "2021-08-08", "battle", 68.8, 36.7, "n")


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    """What the columns mean."""
    path = tmp_path / "own.toml"
    path.write_text(MAPPING, "utf-8")
    return path


def workbook(path: Path, rows: int = 1, far: tuple[int, int] | None = None) -> Path:
    """A workbook with some rows, and perhaps one cell far away."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(COLUMNS))
    for number in range(rows):
        sheet.append([f"A{number}", *ROW[1:]])
    if far is not None:
        sheet.cell(*far, "x")
    book.save(path)
    return path


def test_a_sheet_is_read_by_a_child(tmp_path: Path, mapping: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All rows come back, in several batches too, with whole numbers and days as a CSV has them."""
    monkeypatch.setattr(sheets, "BATCH_ROWS", 2)
    result = feed("csv", workbook(tmp_path / "a.xlsx", rows=5), mapping=mapping)
    assert result.outcome.feeds[0].files[0].kept == 5
    assert not [each for each in result.problems if each.is_fatal]


def test_one_far_cell_ends_the_file_not_the_process(tmp_path: Path, mapping: Path) -> None:
    """The sheet is named as too large, with the reason, and the other file is read."""
    far = workbook(tmp_path / "far.xlsx", far=(1_048_576, 16_384))
    near = workbook(tmp_path / "near.xlsx")
    result = feed("csv", [far, near], mapping=mapping)
    fatal = [each for each in result.problems if each.is_fatal]
    assert [(each.kind, each.file) for each in fatal] == [("too_large", "far.xlsx")]
    assert "far away" in fatal[0].message
    assert result.outcome.feeds[0].files[-1].kept == 1


@pytest.mark.parametrize("content", [b"PK\x03\x04 damaged", b"\xd0\xcf\x11\xe0 damaged", b"", b"a,b\n1,2\n"])
def test_a_workbook_that_is_none_is_named(tmp_path: Path, mapping: Path, content: bytes) -> None:
    """The reader's reason stands in the problem."""
    (tmp_path / "a.xlsx").write_bytes(content)
    result = feed("csv", tmp_path / "a.xlsx", mapping=mapping)
    assert [each.kind for each in result.problems if each.is_fatal] == ["unreadable_file"]


def test_a_limit_is_not_set_aside_at_once() -> None:
    """Of a stream that gives little, no more is asked for at a time than a block."""

    class Stream:
        asked = 0

        def read(self, size: int) -> bytes:
            self.asked = max(self.asked, size)
            return b""

    stream = Stream()
    assert _bounded(stream) == b""  # type: ignore[arg-type]
    assert stream.asked <= 1 << 20


@pytest.mark.parametrize(
    "column",
    [
        pa.array([["a", "b"]]),
        pa.array([{"a": 1}]),
        pa.array([[("k", "v")]], pa.map_(pa.string(), pa.string())),
        pa.array([None], pa.list_(pa.string())),
    ],
)
def test_lists_and_groups_of_values_in_parquet_are_text(tmp_path: Path, mapping: Path, column: pa.Array) -> None:
    """A nested column is read as JSON, an empty one as empty; the row counts."""
    values: dict[str, Any] = {name: [cell] for name, cell in zip(COLUMNS, ROW, strict=True)}
    pq.write_table(pa.table({**values, "notes": column}), tmp_path / "a.parquet")
    result = feed("csv", tmp_path / "a.parquet", mapping=mapping)
    assert result.outcome.feeds[0].files[0].kept == 1
    assert not [each for each in result.problems if each.is_fatal]


def test_a_feed_file_that_fails_is_named_and_the_next_is_read(
    tmp_path: Path, mapping: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The seam holds for feeds too: exit 1, one problem, the other file's rows."""
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(f"{','.join(COLUMNS)}\n{','.join(map(str, ROW))}\n", "utf-8")
    honest, calls = read_spans, iter((True,))

    def failing(description: Any, checked: Any) -> Any:  # noqa: ANN401
        if next(calls, False):  # the first file alone
            raise IndexError
        return honest(description, checked)

    monkeypatch.setattr(feed_run, "read_spans", failing)
    asked = ["feed", "csv", str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), "--map", str(mapping)]
    assert main([*asked, "-o", str(tmp_path / "out")]) == 1
    captured = capsys.readouterr()
    assert captured.err.count("a.csv: reading_failed") == 1
    assert "1 row, 1 kept" in captured.out


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("unit = [[1]]", "unit"),
        ("day = []", "day"),
        ("holders = 1", "holders"),
        ("denominator = {}", "denominator"),
        ("source = {title = [1]}", "title"),
        ('source = {title = "t", url = 1}', "url"),
        ('holders = {"AF-KDZ" = [1]}', "side"),
    ],
)
def test_an_opening_state_of_wrong_types_is_named_by_its_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, key: str
) -> None:
    """Wrong usage, with the key in the sentence; never a fault of ours."""
    given = line.partition(" ")[0]
    lines = {
        "day": 'day = "2021-08-05"',
        "source": 'source = {title = "t"}',
        "holders": 'holders = {"AF-KDZ" = "government"}',
        "unit": "",
        "denominator": "",
    }
    opening = tmp_path / "opening.toml"
    opening.write_text("\n".join([*(text for name, text in lines.items() if name != given), line]), "utf-8")
    (tmp_path / "a.txt").write_text("The Taliban captured Kunduz on Sunday.", "utf-8")
    asked = ["map", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--opening", str(opening)]
    assert main(asked) == USAGE
    assert key in capsys.readouterr().err


@pytest.mark.parametrize("damage", ["header", "content", "cut"])
def test_a_damaged_member_of_an_archive_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    """Wherever the archive is damaged, `gazetteer install` refuses it by name."""
    path = tmp_path / "AF.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("AF.txt", "1\tKunduz\n" * 200)
    content = bytearray(path.read_bytes())
    at = {"header": 30, "content": 40, "cut": 0}[damage]
    content[at : at + 2] = b"XX" if at else b"PK"
    path.write_bytes(content if at else content[: len(content) // 2])
    assert main(["gazetteer", "install", "AF", "--file", str(path)]) == USAGE
    assert "AF.zip" in capsys.readouterr().err
    if damage != "cut":
        with pytest.raises(SourceError):
            list(read_lines(path, "AF.txt", 1 << 20))


@pytest.mark.parametrize(
    "features",
    [
        [{"type": "Feature", "properties": {"shapeName": []}, "geometry": "x"}],
        [{"type": "Feature", "properties": "x", "geometry": {"type": "Point", "coordinates": [66, 33]}}],
        [{"type": "Feature", "properties": {"shapeName": "a"}, "geometry": {"type": "Polygon", "coordinates": []}}],
        [{"type": "Feature", "properties": {"shapeName": "a"}, "geometry": {"type": "GeometryCollection"}}],
        [{"type": "Feature", "properties": {"shapeName": "a"}, "geometry": None}],
        [{"properties": {"shapeName": "a"}, "geometry": {"type": "Polygon", "coordinates": [[[1e400, 0]]]}}],
        [],
    ],
)
def test_broken_features_are_refused_with_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], features: list[dict[str, Any]]
) -> None:
    """Empty geometries and wrong types in `boundaries install` name the file, and are wrong usage."""
    path = tmp_path / "lines.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    assert main(["boundaries", "install", "AFG", "admin2", "--file", str(path)]) == USAGE
    assert "fault is ours" not in capsys.readouterr().err
