"""Damaged ledgers are named or refused, and a question writes to none of them."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from conflictmap.cli import UNREAD, USAGE, main
from geo.errors import ConflictmapError
from geo.ledger.checking import find_damage
from geo.ledger.spatial_index import give_functions
from geo.ledger.store import LedgerStore
from geo.review import apply_decisions
from tests.ledger_documents import made_document
from tests.ledger_events import opening

if TYPE_CHECKING:
    from pathlib import Path

STORY = "KABUL, Aug. 9, 2021 - The Taliban seized the city of Kunduz on Sunday, residents said.\n"
LATER = "KABUL, Aug. 12, 2021 - Government forces retook the city of Kunduz on Wednesday, residents said.\n"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of a dozen documents."""
    path = tmp_path_factory.mktemp("whole") / "war.gpkg"
    with LedgerStore(path, opening()) as store:
        for number in range(12):
            store.post(*made_document(number))
    return path


def damage_of(path: Path) -> str | None:
    """What the check names first, or why it refuses the file."""
    try:
        return next(find_damage(path, reviewer=apply_decisions), None)
    except ConflictmapError as error:
        return str(error)


def read_by_others(path: Path) -> list[str]:
    """All that any program can read from the file: its tables, and the boxes of its indexes instead of their nodes."""
    with closing(sqlite3.connect(path)) as connection:
        boxes = [
            str(connection.execute(f"SELECT * FROM rtree_{layer}_geom").fetchall())  # noqa: S608 - names of our own
            for layer in ("control", "provinces")
        ]
        return [line for line in connection.iterdump() if "_geom_node" not in line] + boxes


def damage(whole: Path, folder: Path, seed: int, wanted: int) -> None:
    """Turn single bits anywhere in the file until so many are named; one that is not changes nothing that is read."""
    luck, content, path = random.Random(seed), whole.read_bytes(), folder / "war.gpkg"  # noqa: S311 - a test's dice
    clean, named = read_by_others(whole), 0
    while named < wanted:
        place = luck.randrange(len(content))
        damaged = bytearray(content)
        damaged[place] ^= 1 << luck.randrange(8)
        path.write_bytes(damaged)
        if damage_of(path):
            named += 1
        else:
            assert read_by_others(path) == clean, place


def test_a_turned_bit_is_named(whole: Path, tmp_path: Path) -> None:
    """Wherever it lies, but for room that holds nothing; the whole file is called whole."""
    assert damage_of(whole) is None
    damage(whole, tmp_path, 60, 8)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_sixty_damaged_ledgers_are_named(whole: Path, tmp_path: Path, seed: int) -> None:
    """The same for sixty bits of each seed."""
    damage(whole, tmp_path, seed, 60)


@pytest.mark.parametrize("part", [0.02, 0.5, 0.999])
def test_a_ledger_that_was_cut_short_is_refused(
    whole: Path, tmp_path: Path, part: float, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever is asked of it, and stays as it is."""
    path, content = tmp_path / "war.gpkg", whole.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    before = path.read_bytes()
    for asked in (
        ["control", "--ledger", str(path)],
        ["why", "AF-KDZ", "--as-of", "2021-08-12", "--ledger", str(path)],
        ["map", "--ledger", str(path), "-o", str(tmp_path / "out")],
        ["ledger", "check", str(path)],
        ["ledger", "compact", str(path)],
    ):
        assert main(asked) == USAGE, asked
        assert "cut short" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("UPDATE events SET record = replace(record, 'taliban', 'nrf') WHERE fid = 3", "events"),
        ("DELETE FROM claims WHERE fid = 2", "claims"),
        ("UPDATE evidence_chain SET reached = '{}' WHERE fid = 4", "link 4"),
        (
            "INSERT INTO claims (document, claim_id, unit, quote, record) VALUES (1, 'x', 'district', '', '{}')",
            "another program",
        ),
    ],
)
def test_changed_evidence_breaks_the_chain(
    whole: Path, tmp_path: Path, change: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Evidence that another program has changed is refused by every reader of the whole, and named by the check."""
    path = tmp_path / "war.gpkg"
    shutil.copy(whole, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%refuses%'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(change)
    assert main(["control", "--ledger", str(path)]) == USAGE
    assert words in capsys.readouterr().err
    assert main(["ledger", "check", str(path)]) == UNREAD
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("table", "column"),
    [("ledger_settings", "value"), ("evidence_chain", "reached"), ("documents", "record"), ("events", "record")],
)
def test_json_nested_without_end_is_damage_like_any_other(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], table: str, column: str
) -> None:
    """Wherever a ledger keeps JSON: every command refuses it with a sentence."""
    path = tmp_path / "war.gpkg"
    shutil.copy(whole, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"DROP TRIGGER {table}_refuses_update")
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE fid <= 2", ("[" * 100_000,))  # noqa: S608 - ours
    for asked in (["control", "--ledger"], ["reread", "--ledger"], ["ledger", "compact"], ["ledger", "check"]):
        assert main([*asked, str(path)]) in {USAGE, UNREAD}, asked
        said = capsys.readouterr().err
        assert said
        assert "fault is ours" not in said


def test_derived_tables_are_held_against_the_evidence(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A holder that another program has changed is named; compacting writes anew what the evidence says."""
    path = tmp_path / "war.gpkg"
    shutil.copy(whole, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        give_functions(connection)
        connection.execute("UPDATE provinces SET assessed_side = 'nobody' WHERE iso_3166_2 = 'AF-KDZ'")
    assert main(["ledger", "check", str(path)]) == UNREAD
    assert "provinces" in capsys.readouterr().err
    assert main(["ledger", "compact", str(path)]) == 0
    assert main(["ledger", "check", str(path)]) == 0
    assert "whole" in capsys.readouterr().out
    with LedgerStore(path) as store, LedgerStore(whole) as other:
        assert store.ledger.rows() == other.ledger.rows()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("last_change = '2021-08-10T00:00:00.000Z' WHERE table_name = 'decisions'", "last change"),
        ("min_x = min_x + 1 WHERE table_name = 'provinces'", "extent"),
        ("max_y = 5 WHERE table_name = 'events'", "extent"),
    ],
)
def test_the_list_of_tables_is_held_against_what_it_must_say(
    whole: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: str, words: str
) -> None:
    """Also when it was changed and where the layers lie, which other programs read."""
    path = tmp_path / "war.gpkg"
    shutil.copy(whole, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE gpkg_contents SET {change}")  # noqa: S608 - the test's own words
    assert main(["ledger", "check", str(path)]) == UNREAD
    assert words in capsys.readouterr().err


def test_a_question_with_sources_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The answer is that of a ledger to which the sources were added; the file has not changed by a byte."""
    for name, text in (("monday.txt", STORY), ("thursday.txt", LATER)):
        (tmp_path / name).write_text(text, "utf-8")
    asked, added = tmp_path / "war.gpkg", tmp_path / "added.gpkg"
    assert main(["map", str(tmp_path / "monday.txt"), "--ledger", str(asked), "-o", str(tmp_path / "out")]) == 0
    shutil.copy(asked, added)
    later = str(tmp_path / "thursday.txt")
    assert main(["map", later, "--ledger", str(added), "-o", str(tmp_path / "out")]) == 0
    before = asked.read_bytes()
    for question in (["control", "--as-of", "2021-08-12"], ["why", "AF-KDZ", "--as-of", "2021-08-12"]):
        capsys.readouterr()
        assert main([*question, later, "--ledger", str(asked), "--format", "jsonl"]) == 0
        told = capsys.readouterr().out
        assert main([*question, "--ledger", str(added), "--format", "jsonl"]) == 0
        assert capsys.readouterr().out == told
        assert "government" in told
        assert asked.read_bytes() == before
    assert sorted(each.name for each in tmp_path.glob("*.gpkg*")) == ["added.gpkg", "war.gpkg"]
