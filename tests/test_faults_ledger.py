"""Ledgers that cannot be founded or are not there: named as the machine's or the user's, and nothing is left behind."""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

import pytest

from conflictmap.cli import UNWRITTEN, USAGE, main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """One dispatch."""
    path = tmp_path / "a.txt"
    path.write_text("The Taliban captured Kunduz on Sunday, residents said.", "utf-8")
    return path


@pytest.mark.parametrize("content", [None, b""])
@pytest.mark.parametrize("command", [["control"], ["why", "AF-KDZ", "--as-of", "2021-08-10"]])
def test_a_question_makes_no_ledger(
    tmp_path: Path, article: Path, command: list[str], content: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing and an empty ledger are refused, with sources beside them too, and stay as they were."""
    ledger = tmp_path / "war.gpkg"
    if content is not None:
        ledger.write_bytes(content)
    for sources in ([], [str(article), "--published", "2021-08-10"]):
        assert main([*command, *sources, "--ledger", str(ledger)]) == USAGE
        assert "war.gpkg" in capsys.readouterr().err
    assert (ledger.read_bytes() if ledger.exists() else None) == content


def test_a_ledger_that_cannot_be_founded_leaves_no_file(
    tmp_path: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A limit on the size of files, as a full disk, gives 73 with SQLite's own words, and no empty file."""
    ledger, before = tmp_path / "war.gpkg", resource.getrlimit(resource.RLIMIT_FSIZE)
    asked = ["map", str(article), "-o", str(tmp_path / "out"), "--published", "2021-08-10", "--ledger", str(ledger)]
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, before[1]))
        status = main(asked)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    said = capsys.readouterr().err
    assert status == UNWRITTEN, said
    assert "war.gpkg" in said
    assert "fault is ours" not in said
    assert not ledger.exists()
    assert main(asked) == 0
