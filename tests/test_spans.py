"""Files in stretches: nothing is lost or met twice, lines stay whole, and a change is seen."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import UsageError
from geo.spans import SourceChangedError, SpanReader, cut_lines, whole_span

TEXTS = st.text(alphabet='ab"\n\r ,', max_size=200)


@given(text=TEXTS, length=st.integers(1, 40), form=st.sampled_from(["csv", "jsonl"]))
def test_stretches_put_together_are_the_file(text: str, length: int, form: str) -> None:
    """Stretches follow one another without a gap, and their sums are those of their bytes."""
    raw = text.encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(raw)
        spans = cut_lines(path, "a.csv", length, is_quoted=form == "csv")
    assert [span.start for span in spans] == [0, *(span.end for span in spans[:-1])]
    assert spans[-1].end == len(raw)
    for span in spans:
        assert span.sha256 == hashlib.sha256(raw[span.start : span.end]).hexdigest()
        assert span.first_line == 1 + raw.count(b"\n", 0, span.start)
        assert span.is_part == (len(spans) > 1)


@given(text=TEXTS, length=st.integers(1, 40), form=st.sampled_from(["csv", "jsonl"]))
def test_cuts_fall_behind_line_ends_alone(text: str, length: int, form: str) -> None:
    """No record is torn: each cut stands behind a line end, and outside quotes where they count."""
    raw = text.encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(raw)
        spans = cut_lines(path, "a.csv", length, is_quoted=form == "csv")
    for span in spans[:-1]:
        assert raw[span.end - 1 : span.end] == b"\n"
        assert span.length >= length
        assert form != "csv" or raw.count(b'"', 0, span.end) % 2 == 0


def test_a_cut_across_blocks_finds_its_line_end(tmp_path: Path) -> None:
    """A file of several read blocks is cut as one: the block size does not show."""
    path = tmp_path / "a.jsonl"
    path.write_bytes((b"x" * 99 + b"\n") * 30_000)
    spans = cut_lines(path, "a.jsonl", 1_000_000)
    assert [span.length for span in spans] == [1_000_100, 1_000_100, 999_800]
    assert [span.first_line for span in spans] == [1, 10_002, 20_003]


def test_a_file_of_blanks_is_not_cut(tmp_path: Path) -> None:
    """Only the whole of it says that the file is empty."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n" * 50)
    assert cut_lines(path, "a.jsonl", 10) == [whole_span(path, "a.jsonl")]


def test_a_length_below_one_is_misuse(tmp_path: Path) -> None:
    """A stretch of no bytes would never end."""
    with pytest.raises(UsageError, match="1 byte"):
        cut_lines(tmp_path / "a.jsonl", "a.jsonl", 0)


@pytest.mark.parametrize("changed", [b"onE\ntwo\n", b"one\nt", b""])
def test_a_change_since_the_plan_is_seen(tmp_path: Path, changed: bytes) -> None:
    """Whoever reads a stretch to its end knows whether it is what the plan saw."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\ntwo\n")
    (span,) = cut_lines(path, "a.txt", 100)
    with SpanReader(span) as reader:
        assert (reader.readline(), reader.read(), reader.read()) == (b"one\n", b"two\n", b"")
    reader.check()
    path.write_bytes(changed)
    with SpanReader(span) as reader:
        while reader.readline(3):
            pass
    with pytest.raises(SourceChangedError, match=r"a\.txt from byte 0"):
        reader.check()
