"""The `extract` command: one line of JSON for each document, in order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from conflictmap.cli import main

if TYPE_CHECKING:
    import pytest

TEXT = "The Taliban captured Kunduz on Sunday."


def extracted(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    """Run `extract` and read its JSON Lines."""
    assert main(["extract", *arguments]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def write_lines(path: Path, *documents: dict[str, Any]) -> str:
    """A JSON Lines file of the documents."""
    path.write_text("".join(json.dumps(each) + "\n" for each in documents), encoding="utf-8")
    return str(path)


def test_a_repeated_text_has_its_own_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever sends a line gets a line, with the same events and a problem that says it was read before."""
    file = write_lines(
        tmp_path / "wire.jsonl",
        {"id": "a", "text": TEXT, "published": "2021-08-10"},
        {"id": "b", "text": TEXT, "published": "2021-08-10"},
    )
    first, second = extracted(capsys, file)
    assert [line["document"]["id"] for line in (first, second)] == ["a", "b"]
    assert [event["unit_id"] for event in second["events"]] == ["AF-KDZ"]
    assert [problem["kind"] for problem in first["problems"]] == []
    assert [problem["kind"] for problem in second["problems"]] == ["duplicate_document"]


def test_a_repeated_text_counts_once_in_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The map takes a text that was read before for one document."""
    file = write_lines(
        tmp_path / "wire.jsonl",
        {"id": "a", "text": TEXT, "published": "2021-08-10"},
        {"id": "b", "text": TEXT, "published": "2021-08-10"},
    )
    assert main(["map", file, "-o", str(tmp_path / "out")]) == 0
    assert "1 event in 1 document" in capsys.readouterr().out


def test_several_workers_say_what_one_says(capsys: pytest.CaptureFixture[str]) -> None:
    """The lines of two processes are those of one, in the same order."""
    files = [str(path) for path in sorted(Path("seeds").glob("*.md"))[::4]]
    alone = extracted(capsys, *files)
    assert len(alone) == len(files) > 4
    assert extracted(capsys, *files, "--workers", "2") == alone


def test_no_worker_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """Somebody has to read."""
    assert main(["extract", "seeds", "--workers", "0"]) == 2
    assert "Expected 1 worker or more, got 0" in capsys.readouterr().err
