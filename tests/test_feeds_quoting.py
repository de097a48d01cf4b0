"""Line ends and quotes of delimited text: no row is lost without a word, whatever the quoting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conflictmap.cli import main
from geo.errors import ProblemKind
from geo.feeds import delimited
from geo.feeds.catalogue import known_feed
from geo.feeds.files import cut_feed
from geo.feeds.quoting import CountedStream, find_swallowed
from geo.transcoded import TranscodedStream
from tests.feed_files import acled, columns, text, ucdp
from tests.test_feeds_files import read, told

if TYPE_CHECKING:
    from pathlib import Path

    from geo.feeds.quoting import Swallowed

import io
import itertools


def swallowed(content: bytes, cells: int = 3) -> list[Swallowed]:
    return find_swallowed(lambda: io.BytesIO(content), ",", cells)


@pytest.mark.parametrize("column", ["notes", "location", "timestamp"])
@pytest.mark.parametrize("row", [0, 4, 9])
def test_a_quote_that_is_never_closed(tmp_path: Path, column: str, row: int) -> None:
    """Whichever column and row opens it: rows before it stand, lines behind it are told and count as rejected."""
    rows = [acled(n, notes="plain") for n in range(1, 11)]
    rows[row][column] = "STRAY"
    path = tmp_path / "a.csv"
    path.write_text(text(columns("acled"), rows).replace("STRAY", '"stray'), encoding="utf-8")
    found = read(path)
    assert [each[0] for each in told(found)] == list(range(1, row + 1))
    quote = [each for each in found.problems if each.kind is ProblemKind.BROKEN_QUOTE]
    if row < 9 or column != "timestamp":  # the last cell of all may as well hold the last line end
        assert [(each.line, each.is_fatal) for each in quote] == [(row + 2, True)]
        assert ("the line was" if row == 9 else f"{10 - row} lines are swallowed") in quote[0].message
    assert (found.files[0].rows, found.files[0].kept, found.files[0].rejected) == (10, row, 10 - row)


def test_a_quote_that_the_next_row_closes(tmp_path: Path) -> None:
    """A quote that a later quoted cell closes takes the rows between: they are told, and what follows stands."""
    rows = [acled(n, notes="quoted, always") for n in range(1, 7)]
    rows[1]["notes"] = "STRAY"
    path = tmp_path / "a.csv"
    path.write_text(text(columns("acled"), rows).replace("STRAY", '"stray'), encoding="utf-8")
    found = read(path)
    assert [each[1] for each in told(found)] == ["AFG1", "AFG4", "AFG5", "AFG6"]
    assert [(e.line, e.is_fatal) for e in found.problems if e.kind is ProblemKind.BROKEN_QUOTE] == [(3, True)]
    assert found.files[0].rows == 6


def test_the_status_of_swallowed_rows_is_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A script sees that rows are missing."""
    path = tmp_path / "u.csv"
    content = text(columns("ucdp"), [ucdp(n) for n in range(1, 100)])
    path.write_text(content.replace("Made article 50", '"Made article 50'), encoding="utf-8")
    assert main(["feed", "ucdp", str(path), "-o", str(tmp_path / "out")]) == 1
    said = capsys.readouterr()
    assert "99 rows, 49 kept, 50 rejected" in said.out
    assert "never closed" in said.err


@given(st.lists(st.lists(st.text(st.sampled_from('a," \n'), max_size=6), min_size=3, max_size=3), max_size=8))
def test_well_quoted_cells_swallow_nothing(rows: list[list[str]]) -> None:
    """Whatever stands in well quoted cells, no quoting is said to be wrong."""
    content = text(["a", "b", "c"], [dict(zip("abc", row, strict=True)) for row in rows])
    assert not [each for each in swallowed(content.encode()) if each.is_wrong]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'a,b,c\n1,"x\ny",3\n', []),  # a cell of two lines
        (b'a,b,c\n1,"x,3\n4,5,6\n', [(2, 3, True)]),
        (b'a,b,c\n1,"x,3\n4,"y",6\n7,8,9\n', [(2, 3, False)]),
        (b'a,b,c\n1,2,"x\n4,5,6\n7,8,9\n1,2,y"\n', [(2, 5, False)]),  # as long as a row, line after line
        (b'a,b,c\n1,"two\nlines"\n4,5,6\n', []),  # too few cells, and no row within it
        (b'a,b,c\r1,"x,3\r4,5,6\r', [(2, 3, True)]),
        (b"", []),
    ],
)
def test_what_takes_rows_into_it(content: bytes, expected: list[tuple[int, int, bool]]) -> None:
    """Wrong quoting over lines does, and so does a cell whose lines are rows; a cell of several lines does not."""
    assert [(each.first, each.last, each.at_end) for each in swallowed(content)] == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_kind_of_line_end(tmp_path: Path, end: str) -> None:
    """LF, CRLF, and the CR alone that Excel for Mac writes give the same rows."""
    path = tmp_path / "u.csv"
    content = text(columns("ucdp"), [ucdp(n) for n in range(1, 6)]).replace("\n", end)
    path.write_text(content, encoding="utf-8", newline="")
    found = read(path, "ucdp")
    assert [each[:2] for each in told(found)] == [(n, str(n)) for n in range(1, 6)]
    assert found.problems == ()


@pytest.mark.parametrize("shift", [0, 1, 2])
def test_a_cell_with_line_ends_across_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shift: int) -> None:
    r"""A quoted cell with \r\n reaches the notes as it is, wherever the reader's blocks end."""
    note = "first\r\nsecond"
    head = text(columns("acled"), [acled(1)])
    lines = text(columns("acled"), [acled(2, notes=note), acled(3)], header=False)
    at = len(head) + lines.index("\r") + shift
    monkeypatch.setattr(delimited, "BLOCK_BYTES", at)
    path = tmp_path / "a.csv"
    path.write_text(head + lines, encoding="utf-8", newline="")
    found = read(path)
    assert found.drawn is not None
    notes = dict(zip(found.drawn["evidence_id"].to_pylist(), found.drawn["evidence_notes"].to_pylist(), strict=True))
    assert notes["AFG2"] == note


def test_a_counted_stream_gives_every_byte() -> None:
    r"""Whatever size is asked for, the bytes are those of the stream, and no block ends between \r and \n."""
    content = b"a\r\nb\rc\n\r\n\r"
    for size in range(1, len(content) + 2):
        stream, blocks = CountedStream(io.BytesIO(content)), []
        while block := stream.read(size):
            blocks.append(block)
        assert b"".join(blocks) == content
        assert stream.line_ends == 3
        joined = itertools.pairwise(blocks)
        assert not [pair for pair in joined if pair[0].endswith(b"\r") and pair[1].startswith(b"\n")]


@pytest.mark.parametrize(("encoding", "told"), [("utf-16", 0), ("utf-16-le", 1), ("utf-16-be", 1)])
def test_text_in_utf_16_is_read(tmp_path: Path, encoding: str, told: int) -> None:
    """What a spreadsheet calls Unicode text gives the rows that UTF-8 does; without a mark it is said."""
    content = text(columns("acled"), [acled(n, notes="Dōšī, \U0001f5fa") for n in range(1, 4)])
    path = tmp_path / "a.csv"
    path.write_text(content, "utf-8")
    plain = read(path)
    path.write_bytes(content.encode(encoding))
    found = read(path)
    assert found.drawn is not None
    assert found.drawn.equals(plain.drawn)
    assert [each.kind for each in found.problems] == [ProblemKind.DECODED_OTHERWISE] * told
    assert len(cut_feed(known_feed("acled"), path, path.name, 100)) == 1


def test_utf_16_that_breaks_off_is_named(tmp_path: Path) -> None:
    """Half a character at the end is a fault of the file, not of the program."""
    path = tmp_path / "a.csv"
    path.write_bytes(text(columns("acled"), [acled(1)]).encode("utf-16") + b"\x00\xd8")
    assert [each.kind for each in read(path).problems] == [ProblemKind.BROKEN_ENCODING]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100, -1])
def test_a_transcoded_stream_gives_every_character_whole(size: int) -> None:
    """Whatever size is asked for, the blocks together are the text."""
    content = "aé\u0301漢\U0001f5fa\r\nb" * 3
    stream, blocks = TranscodedStream(io.BytesIO(content.encode("utf-16")), "utf-16"), []
    while block := stream.read(size):
        blocks.append(block)
    assert b"".join(blocks).decode() == content
    if size >= 4:
        assert all(block.decode() for block in blocks)


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("block", [2_000, 1 << 20])
@pytest.mark.parametrize("end", ["", "\N{BOM}"])
def test_a_broken_row_that_is_not_utf_8_takes_no_other_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int, end: str
) -> None:
    """Rows before and behind it stand, in whatever block they lie; it is named, and so is a cell that is not UTF-8."""
    monkeypatch.setattr(delimited, "BLOCK_BYTES", block)
    rows = [acled(n, notes="Dōšī") for n in range(1, 41)]
    lines = [line.encode() for line in text(columns("acled"), rows).split("\n")]
    lines[20] += b",\xff,x"
    lines[30] = lines[30].replace("Dōšī".encode(), b"D\xf6")
    path = tmp_path / "a.csv"
    path.write_bytes(end.encode() + b"\n".join(lines))
    found = read(path)
    assert [each[0] for each in told(found)] == [n for n in range(1, 41) if n not in {20, 30}]
    assert [(each.kind, each.line) for each in found.problems] == [
        (ProblemKind.BROKEN_ROW, 20),
        (ProblemKind.BROKEN_ROW, 30),
    ]
    assert found.files[0].rows == 40
    assert found.drawn is not None
    assert set(found.drawn["evidence_notes"].to_pylist()) == {"Dōšī"}
