"""The ledger's file under fire: writers killed at any moment, two writers at once, and a file that is held."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from geo.errors import LedgerError
from geo.ledger import Ledger, founding
from geo.ledger.store import LedgerStore
from tests.ledger_documents import made_document
from tests.ledger_events import opening

CHECKOUT = Path(__file__).resolve().parent.parent
DOCUMENTS = 40


def writer(path: Path, first: int, last: int) -> subprocess.Popen[str]:
    """Start a process that posts the documents from `first` to before `last`."""
    command = [sys.executable, "-m", "tests.ledger_documents", str(path), str(first), str(last)]
    return subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> list[str]:
    """Wait for a writer that ends by itself; the sums of the documents that it committed."""
    out, faults = process.communicate(timeout=120)
    assert process.returncode == 0, faults
    return out.split()[1:]


def kill_at(process: subprocess.Popen[str], commits: int, delay_s: float) -> list[str]:
    """Kill a writer some time after it has named so many commits; the sums of the documents that it named by then."""
    assert process.stdout is not None
    named = [process.stdout.readline().strip() for _ in range(commits)]
    time.sleep(delay_s)
    process.kill()
    rest = process.stdout.read()  # through the same buffer as the lines above
    process.communicate(timeout=60)
    return [each for each in (*named, *rest.split("\n")[:-1]) if each and each != "open"]


def stored(path: Path) -> list[str]:
    """The sums of the documents of a file, as SQLite has them, after its own check of the file."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        if not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            return []  # killed before the file was made a ledger: it is empty, and made one by the next writer
        return [each for (each,) in connection.execute("SELECT sha256 FROM documents")]


def wanted(numbers: range) -> Ledger:
    """Settle the documents without a file."""
    ledger = Ledger(opening())
    ledger.post(event for number in numbers for event in made_document(number)[1])
    return ledger


def check_whole(path: Path, numbers: range) -> None:
    """See that the file holds those documents once each, with all their events, and what follows from them."""
    made = [made_document(number) for number in numbers]
    assert sorted(stored(path)) == sorted(document.sha256 for document, _, _ in made)
    with LedgerStore(path) as store:
        assert {event for each in store.entries() for event in each.events} == {e for _, es, _ in made for e in es}
        rows = wanted(numbers).rows()
        assert store.ledger.rows() == rows
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM events").fetchone() == (sum(len(es) for _, es, _ in made),)
        found = connection.execute("SELECT control_id, evidence_count FROM control").fetchall()
        assert sorted(found) == sorted((row.control_id, len(row.evidence)) for row in rows)
        links = connection.execute("SELECT control_id, event_id FROM control_evidence ORDER BY control_id, position")
        assert sorted(links) == sorted((row.control_id, each) for row in rows for each in row.evidence)


def kill_and_run_again(path: Path, seed: int) -> None:
    """Kill a writer at a random point, check what it left, run it again, and check all."""
    luck = random.Random(seed)  # noqa: S311 - a test's dice
    commits = luck.choice([0, 0, luck.randrange(DOCUMENTS)])
    delay = luck.uniform(0.05, 0.6) if commits == 0 else luck.uniform(0, 0.02)
    named = kill_at(writer(path, 0, DOCUMENTS), commits, delay)
    if path.exists():
        left = stored(path)
        assert len(left) == len(set(left))
        assert set(named) <= set(left), "a document that was committed is lost"
        assert len(left) <= len(named) + 1, "a document was committed that nobody began"
        with LedgerStore(path, opening()) as store:
            done = [number for number in range(DOCUMENTS) if made_document(number)[0] in store]
            assert done == list(range(len(left)))
            assert store.ledger.rows() == wanted(range(len(left))).rows()
    finish(writer(path, 0, DOCUMENTS))
    check_whole(path, range(DOCUMENTS))


@pytest.mark.parametrize("seed", range(10))
def test_a_killed_writer_leaves_the_ledger_whole(tmp_path: Path, seed: int) -> None:
    """Killed at a random point, nothing committed is lost; run again, nothing is there twice."""
    kill_and_run_again(tmp_path / "war.gpkg", seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 210))
def test_two_hundred_killed_writers_leave_the_ledger_whole(tmp_path: Path, seed: int) -> None:
    """The same, 200 times."""
    kill_and_run_again(tmp_path / "war.gpkg", seed)


def test_a_kill_inside_a_transaction_is_rolled_back(tmp_path: Path) -> None:
    """With pages of a large document already in the file but no commit, the file opens as it was before."""
    path = tmp_path / "war.gpkg"
    with LedgerStore(path, opening()) as store:
        store.post(*made_document(0))
    script = (
        "import os, signal, sqlite3, sys\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('PRAGMA cache_size = 1')\n"  # so that pages reach the file before the commit
        "connection.execute('BEGIN IMMEDIATE')\n"
        "for number in range(400):\n"
        "    connection.execute('INSERT INTO documents (sha256, document_id, recorded_at, ingested_at, problems,'\n"
        "        ' record) VALUES (?, ?, ?, ?, ?, ?)', (str(number), str(number), '2021', '', '[]', 'x' * 20000))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    before = path.stat().st_size
    process = subprocess.run([sys.executable, "-c", script, str(path)], check=False, timeout=60)
    assert process.returncode != 0
    assert path.stat().st_size > before + 1_000_000
    assert path.with_name("war.gpkg-journal").exists()
    with LedgerStore(path, opening()) as store:
        store.post(*made_document(1))
    check_whole(path, range(2))
    assert not path.with_name("war.gpkg-journal").exists()


def test_two_writers_at_once(tmp_path: Path) -> None:
    """Two processes make and write one file together, with documents in common: both finish, each is there once."""
    path = tmp_path / "war.gpkg"
    one, two = writer(path, 0, 30), writer(path, 15, 45)
    assert len(finish(one)) == 30
    assert len(finish(two)) == 30
    check_whole(path, range(45))


def test_two_stores_see_each_others_documents(tmp_path: Path) -> None:
    """A store takes in what another has added before it adds its own, and posts nothing twice."""
    path = tmp_path / "war.gpkg"
    with LedgerStore(path, opening()) as one, LedgerStore(path) as two:
        assert one.post(*made_document(0))
        assert not two.post(*made_document(0))
        assert two.post(*made_document(1))
        assert one.post(*made_document(2))
        assert one.ledger.rows() == wanted(range(3)).rows()
    check_whole(path, range(3))


def test_a_held_file_is_waited_for_then_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that another program holds for too long is an error in words, and nothing is lost."""
    path = tmp_path / "war.gpkg"
    monkeypatch.setattr("geo.ledger.store.WAIT_S", 0.1)
    monkeypatch.setattr(founding, "WAIT_S", 0.1)
    with LedgerStore(path, opening()) as store:
        store.post(*made_document(0))
        with closing(sqlite3.connect(path, isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")
            with pytest.raises(LedgerError, match="to be free within"):
                store.post(*made_document(1))
            holder.execute("ROLLBACK")
        assert store.post(*made_document(1))
    check_whole(path, range(2))
