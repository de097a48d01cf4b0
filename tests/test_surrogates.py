"""Halves of surrogate pairs from the material: replaced where a document is made, named, and in no output."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import conflictmap
from conflictmap.cli import main
from geo.documents.record import RawRecord, build_document
from geo.errors import ProblemKind
from geo.model import OffsetMap
from tests.feed_files import ucdp, write

if TYPE_CHECKING:
    from pathlib import Path

    from geo.model import Document

FIELDS = ("id", "title", "source", "url", "language", "based_on", "reported_by", "published")
TEXT = "KABUL, Aug. 8 - The Taliban captured the city of Kunduz on Sunday, officials said."
FORMATS = ("parquet", "gpkg", "geojson", "geojsonl", "geojsons", "fgb", "kml", "csv")


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document for each field that holds a half, and one whose text does, before and behind the place."""
    path = tmp_path_factory.mktemp("odd") / "odd.jsonl"
    texts = [TEXT.replace("the city", "the\ud800 city").replace("Sunday", "Sunday\udfff")]
    rows = [{"id": "text", "text": texts[0], "published": "2021-08-09", "source": "AP"}]
    for name in FIELDS:
        row = {"id": name, "text": f"{TEXT} It was the {name}.", "published": "2021-08-09", "source": f"{name} paper"}
        rows.append({**row, name: f"{row.get(name, 'word')}\ud83d"})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def build(text: str, **meta: object) -> tuple[Document | None, list[ProblemKind]]:
    record = RawRecord(
        text=text, offsets=OffsetMap.identity(len(text)), sha256="0", fallback_id="a", file="a.jsonl", meta=meta
    )
    document, problems = build_document(record)
    return document, [each.kind for each in problems]


@given(st.lists(st.sampled_from(["\ud800", "\udfff", "\udc80", "Kunduz fell. ", "a", "😀"]), min_size=1, max_size=12))
def test_one_character_stands_for_one_half(pieces: list[str]) -> None:
    """Each half is one U+FFFD at its own offset; the problem is named if and only if there was one."""
    text = "Herat " + "".join(pieces) + "."
    document, kinds = build(text, published="2021-08-09")
    assert document is not None
    assert (ProblemKind.CHARACTER_REPLACED in kinds) == any("\ud800" <= each <= "\udfff" for each in text)
    document.text.encode("utf-8")
    for start, original, length in document.offsets.pieces:
        for step in range(length):
            here, there = document.text[start + step], text[original + step]
            assert here == there or (here == "\ufffd" and "\ud800" <= there <= "\udfff")


@pytest.mark.parametrize("name", FIELDS)
def test_each_field_is_made_whole(name: str) -> None:
    """Whatever a document takes over from its record can be written."""
    document, kinds = build(TEXT, **{"published": "2021-08-09", name: "wo\ud800rd"})
    assert kinds[0] is ProblemKind.CHARACTER_REPLACED
    assert document is not None
    repr(document).encode("utf-8")
    assert "\\ud800" not in repr(document)
    if name != "published":
        assert "wo\ufffdrd" in repr(document)


def test_map_with_a_ledger(odd: Path, tmp_path: Path) -> None:
    """The page, the files and the ledger's file are written; each odd document is named; events keep their quotes."""
    out = tmp_path / "out"
    assert main(["map", str(odd), "-o", str(out), "--ledger", str(tmp_path / "war.gpkg")]) == 0
    problems = [json.loads(line) for line in (out / "problems.jsonl").read_text(encoding="utf-8").splitlines()]
    named = [each["document_id"] for each in problems if each["kind"] == "character_replaced"]
    assert sorted(named) == sorted(["text", "id\ufffd", *FIELDS[1:]])
    for path in (each for each in out.rglob("*") if each.is_file()):
        assert b"\\ud83d" not in path.read_bytes(), path.name
    assert main(["control", "--ledger", str(tmp_path / "war.gpkg"), "--as-of", "2021-08-10"]) == 0


def test_extract(odd: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """To the terminal, and as partitions of Parquet."""
    assert main(["extract", str(odd)]) == 0
    assert "\ufffd" in capsys.readouterr().out
    assert main(["extract", str(odd), "-o", str(tmp_path / "parts")]) == 0
    assert list((tmp_path / "parts" / "events").glob("*.parquet"))


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_export(odd: Path, tmp_path: Path, suffix: str) -> None:
    """Each format takes the events, and none of them holds a half or its escape."""
    path = tmp_path / f"events.{suffix}"
    assert main(["export", str(odd), "-o", str(path)]) == 0
    assert b"ud83d" not in path.read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="Only here may a file's name be any bytes.")
def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    """The name of a document's or a feed's file may hold bytes that are no UTF-8."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / os.fsdecode(b"a\xff.txt")).write_text(f"{TEXT}\n", encoding="utf-8")
    assert main(["map", str(folder), "--published", "2021-08-09", "-o", str(tmp_path / "out")]) == 0
    assert main(["export", str(folder), "--published", "2021-08-09", "-o", str(tmp_path / "e.parquet")]) == 0
    rows = write(tmp_path / os.fsdecode(b"u\xff.csv"), "ucdp", [ucdp(1)])
    result = conflictmap.feed("ucdp", rows)
    result.save(tmp_path / "feed")
    assert [each.feed_row.file for each in result.events if each.feed_row] == ["u\ufffd.csv"]
