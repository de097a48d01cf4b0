"""`--ledger FILE.gpkg`: documents added day by day come out as if they had been read together."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

import conflictmap
from conflictmap.cli import main
from geo.errors import LedgerError, OpeningError
from geo.files import seeds_folder

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("seeds_once")


@pytest.fixture
def parts(tmp_path: Path) -> tuple[Path, Path]:
    """Give the seeds in two folders that overlap; only the first has the opening state."""
    files = sorted(seeds_folder().glob("*.md"))
    folders = (tmp_path / "later", tmp_path / "earlier")
    for folder, chosen in zip(folders, (files[10:], files[:20]), strict=True):
        folder.mkdir()
        for file in chosen:
            shutil.copy(file, folder)
    shutil.copy(seeds_folder() / "opening.toml", folders[0])
    return folders


def outputs(folder: Path) -> dict[str, bytes]:
    """Read all files of a run but the manifest, which names its own inputs."""
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.name != "manifest.json"}


def test_days_added_one_by_one_come_out_as_one(parts: tuple[Path, Path], tmp_path: Path) -> None:
    """The later half first, then the earlier one with documents in common: every output is that of one run."""
    ledger, together, apart = tmp_path / "war.gpkg", tmp_path / "together", tmp_path / "apart"
    first = conflictmap.run(parts[0], ledger=ledger)
    assert len(first.documents) == len(list(parts[0].glob("*.md")))
    conflictmap.run(seeds_folder(), as_of=first.outcome.as_of).save(together)  # a ledger's page opens on its last day
    assert main(["map", str(parts[1]), "-o", str(apart), "--ledger", str(ledger)]) == 0
    assert outputs(apart) == outputs(together)
    assert json.loads((apart / "manifest.json").read_text(encoding="utf-8"))["settings"]["ledger"] == "war.gpkg"
    assert str(tmp_path) not in (apart / "manifest.json").read_text(encoding="utf-8")


def test_a_ledger_alone_can_be_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without sources the ledger is shown as it is, and not one byte of it changes."""
    ledger = tmp_path / "war.gpkg"
    whole = conflictmap.run(seeds_folder(), ledger=ledger)
    before = ledger.read_bytes()
    alone = conflictmap.run((), ledger=ledger)
    assert alone.controls == whole.controls
    assert alone.problems == tuple(each for each in whole.problems if each in alone.problems)
    assert main(["control", "--ledger", str(ledger), "--as-of", "2021-08-12", "--format", "jsonl"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert sum(each["count"] for each in shown["counts"] if each["basis"] == "reported") == 34
    assert ledger.read_bytes() == before


def test_known_documents_are_not_read_again(tmp_path: Path) -> None:
    """The second run over the same documents extracts none of them and finds the same."""
    ledger = tmp_path / "war.gpkg"
    read: list[str] = []
    first = conflictmap.run(seeds_folder(), ledger=ledger, progress=lambda each: read.append(each.document_id))
    assert len(read) == len(first.documents)
    again = conflictmap.run(seeds_folder(), ledger=ledger, progress=lambda each: read.append(each.document_id))
    assert len(read) == len(first.documents)
    assert (again.events, again.claims, again.problems) == (first.events, first.claims, first.problems)


def test_an_undated_document_stays_out_of_the_ledger(tmp_path: Path) -> None:
    """It is shown by the run that read it, and can be given its date in a later one."""
    ledger, file = tmp_path / "war.gpkg", tmp_path / "undated.txt"
    file.write_text("The Taliban captured the city of Kunduz on Sunday, officials said.\n", encoding="utf-8")
    assert len(conflictmap.run(file, ledger=ledger).documents) == 1
    assert conflictmap.run((), ledger=ledger).documents == ()
    dated = conflictmap.run(file, ledger=ledger, published="2021-08-10")
    assert len(dated.documents) == 1
    assert [row.unit_id for row in dated.controls if row.side] == ["AF-KDZ", "AF-KDZ"]
    assert conflictmap.run((), ledger=ledger).controls == dated.controls


def test_another_opening_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command line says so and ends with status 2."""
    ledger = tmp_path / "war.gpkg"
    seed = str(seeds_folder() / "2021-08-10-envoy.md")
    conflictmap.run(seeds_folder(), ledger=ledger)
    assert main(["control", seed, "--ledger", str(ledger), "--opening", "none"]) == 2
    assert "opening state that war.gpkg was begun with" in capsys.readouterr().err
    with pytest.raises(LedgerError):
        conflictmap.run(seed, ledger=ledger, opening="none")
    old = tmp_path / "old.txt"
    old.write_text("The Taliban captured the city of Kunduz on Sunday.\n", encoding="utf-8")
    with pytest.raises(OpeningError):
        conflictmap.run(old, ledger=ledger, published="2021-07-05")
    assert len(conflictmap.run((), ledger=ledger).documents) == len(list(seeds_folder().glob("*.md")))
