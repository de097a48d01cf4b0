"""Decisions added to a file that a person keeps: nothing in it is lost, whatever is typed and whatever stands there."""

from __future__ import annotations

import io
import os
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from conflictmap.cli import DONE, UNWRITTEN, USAGE, main
from geo.errors import OutputError
from geo.review import read_decisions_file
from maps.exports.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "decision_id,action,target_event_id,document,quote,field,value,author,reason,decided_at"
SET = 'd1,set_control,,,,control,"unit=AF-KDZ; side=government; from=2021-08-09",A,seen,2021-08-20'


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """One report, which nobody has decided on."""
    path = tmp_path / "a.txt"
    path.write_text("The Taliban captured the city of Herat on Sunday, residents said.", "utf-8")
    return path


def decide(monkeypatch: pytest.MonkeyPatch, article: Path, out: Path, typed: bytes) -> int:
    """Go through the queue with these keys."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8"))
    asked = ["review", str(article), "--published", "2021-08-10", "--author", "B", "--format", "keys", "-o", str(out)]
    return main(asked)


@pytest.mark.parametrize("end", ["\n", ""])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_a_person_wrote_into_the_file_stays(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch, separator: str, end: str
) -> None:
    """Columns of one's own, rows not decided yet, the byte order mark and the separator; the new row stands behind."""
    sound = SET.replace(",", separator)
    rows = [HEAD.replace(",", separator) + f"{separator}note", f"{sound}{separator}ask Ann", separator * 10 + "later"]
    before = ("\ufeff" + "\r\n".join(rows) + end).encode()
    path = tmp_path / "team.csv"
    path.write_bytes(before)
    assert decide(monkeypatch, article, path, b"r\nwrong\nq\n") == DONE
    assert path.read_bytes().startswith(before)
    found = read_decisions_file(path)
    assert [(each.author, each.action) for each in found.decisions] == [("A", "set_control"), ("B", "reject")]
    assert found.problems == ()


def test_an_undone_decision_leaves_the_file_as_it_was(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte for byte."""
    path = tmp_path / "team.csv"
    path.write_text(f"{HEAD}\n{SET}\n", "utf-8")
    assert decide(monkeypatch, article, path, b"a\nu\nq\n") == DONE
    assert path.read_text("utf-8") == f"{HEAD}\n{SET}\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("team.csv", f"{HEAD}\n{SET.replace('2021-08-20', '20/08/2021')}\n"),
        ("team.csv", "action,author\n"),
        ("team.csv", "name,context,place_id,lon,lat,reason,author\n"),
        ("team.toml", "[[decision]]\naction = 'accept'\n"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_refused_before_anything_is_asked(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    """Rows that could not be read, columns that are missing and TOML stay as they are."""
    path = tmp_path / name
    path.write_text(text, "utf-8")
    assert decide(monkeypatch, article, path, b"a\nq\n") == USAGE
    assert path.read_text("utf-8") == text


def test_typed_bytes_that_are_no_utf8_are_taken(tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a key they are none, in a reason they are shown as unknown characters."""
    path = tmp_path / "new.csv"
    assert decide(monkeypatch, article, path, b"\xff\nr\n\xe9t\xe9\nq\n") == DONE
    assert [each.reason for each in read_decisions_file(path).decisions] == ["\ufffdt\ufffd"]


def test_fewer_than_none_of_the_queue_is_wrong_usage(article: Path) -> None:
    """A negative number is no limit."""
    assert main(["review", str(article), "--limit", "-1"]) == USAGE


def test_a_pipe_or_a_device_is_never_replaced_by_a_file(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is written apart and moved to its place, which would take the device away."""
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    (tmp_path / "points.csv").write_text("longitude,latitude\n68.8,36.7\n", "utf-8")
    assert decide(monkeypatch, article, pipe, b"a\nq\n") == UNWRITTEN
    assert main(["locate", str(tmp_path / "points.csv"), "-o", str(pipe)]) == UNWRITTEN
    assert main(["export", str(article), "--published", "2021-08-10", "-o", str(pipe)]) == UNWRITTEN
    with pytest.raises(OutputError):
        write_whole(pipe, b"x")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
