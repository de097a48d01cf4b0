"""Runs that are killed or interrupted at any step: nothing is lost, nothing stands twice, no mixture goes unnamed."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from conflictmap.cli import INTERRUPTED, main
from conflictmap.pipeline import extract_all
from geo.documents.given import Given
from geo.errors import LedgerError, LedgerUnwritableError, UsageError
from geo.ledger import spatial_index
from geo.ledger.codec import encode
from geo.ledger.store import LedgerStore
from geo.review import apply_decisions
from maps.exports.checking import check_outputs
from maps.exports.folder_lock import LOCK_NAME
from maps.exports.together import JOURNAL_NAME, STAGE_NAME
from tests.killing import run_to

if TYPE_CHECKING:
    from pathlib import Path

SEED = int(os.environ.get("CONFLICTMAP_SEED", "17"))
TASKS = ("map", "reread", "decisions")
OURS = {LOCK_NAME, STAGE_NAME, JOURNAL_NAME}
FIRST = {
    "a.txt": "The Taliban captured the city of Kunduz on Sunday, residents said.",
    "b.txt": "Officials confirmed that Ghazni city fell to the Taliban on Monday.",
}
SECOND = {"c.txt": "The Taliban seized Taloqan on Sunday, the governor said.", **FIRST}
DECISIONS = (
    "decision_id,action,target_event_id,document,quote,field,value,author,reason,decided_at\n"
    "d1,set_control,,,,control,unit=AF-KDZ; side=government; from=2021-08-09,A. Editor,seen,2021-08-20\n"
    "d2,set_control,,,,control,unit=AF-HER; side=taliban; from=2021-08-09,A. Editor,seen,2021-08-20\n"
)
LONGEST_DELAY_S = 0.03
FEW = 10
"""Of so few the recovery of the last one is enough."""


def count(short: int, long: int) -> list[object]:
    """How many are killed: few in the suite, many in the long sweep; `CONFLICTMAP_FUZZ` multiplies the long one."""
    times = float(os.environ.get("CONFLICTMAP_FUZZ", "1"))
    return [short, pytest.param(max(1, int(long * times)), marks=[pytest.mark.slow, pytest.mark.timeout(0)])]


class Bench:
    """A ledger and an output folder before a command, and both as the command leaves them when nobody ends it."""

    def __init__(self, folder: Path, task: str) -> None:
        """Prepare the sources, the state before, and run the command once to its end."""
        self.folder, self.before = folder / "work", folder / "before"
        self.said = folder / "said.txt"
        for name, texts in (("first", FIRST), ("second", SECOND)):
            (folder / name).mkdir()
            for file, text in texts.items():
                (folder / name / file).write_text(text, "utf-8")
        (folder / "d.csv").write_text(DECISIONS, "utf-8")
        self.ledger, self.out = self.folder / "war.gpkg", self.folder / "out"
        writing = ["--ledger", str(self.ledger), "-o", str(self.out), "--published", "2021-08-10"]
        begin = ["map", str(folder / "first"), *writing]
        self.command = {
            "map": ["map", str(folder / "second"), *writing],
            "reread": ["reread", "--ledger", str(self.ledger)],
            "decisions": [*begin, "--decisions", str(folder / "d.csv")],
        }[task]
        self.folder.mkdir()
        assert main(begin) == 0  # here and not in a child: the children then find everything loaded
        if task == "reread":
            self._forget_events()
        shutil.copytree(self.folder, self.before)
        self.was = self.entries()
        self.old = self.files()
        ended = run_to(self.command, self.said)
        assert ended.status == 0, self.said.read_text("utf-8")
        self.steps = ended.steps
        self.will, self.new = self.state(), self.files()
        assert len(self.will["decisions"]) == 2 if task == "decisions" else self.will["entries"] != self.was

    def _forget_events(self) -> None:
        """Put a reading in the place of each document's in which no event was found, as an older reader might."""
        with LedgerStore(self.ledger, reviewer=apply_decisions) as store:
            for entry in list(store.entries()):
                store.reread(entry.document, replace(entry, events=()))

    def set_back(self) -> None:
        """The state before the command."""
        shutil.rmtree(self.folder)
        shutil.copytree(self.before, self.folder)

    def entries(self) -> list[Any]:
        """What the documents of the ledger say, with their last reading."""
        with LedgerStore(self.ledger, reviewer=apply_decisions) as store:
            return [(encode(each.document), [encode(event) for event in each.events]) for each in store.entries()]

    def state(self) -> dict[str, Any]:
        """All that the ledger says."""
        with LedgerStore(self.ledger, reviewer=apply_decisions) as store:
            return {
                "entries": self.entries(),
                "decisions": [encode(each) for each in store.decisions],
                "control": [encode(each) for each in store.ledger.rows()],
            }

    def files(self) -> dict[str, bytes]:
        """The output files, other than those of a change that is under way."""
        return {each.name: each.read_bytes() for each in self.out.iterdir() if each.is_file() and each.name not in OURS}

    def check_killed(self) -> None:
        """What must hold whenever a run is ended: the file is whole, nothing is lost or twice, a mixture is named."""
        connection = sqlite3.connect(self.ledger)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.close()
        entries = self.entries()
        assert {repr(document) for document, _ in self.was} <= {repr(document) for document, _ in entries}
        assert all(each in self.was or each in self.will["entries"] for each in entries)
        assert len({repr(document) for document, _ in entries}) == len(entries)
        files = self.files()
        if files not in (self.old, self.new):
            assert _findings(self.out)

    def check_finished(self) -> None:
        """What must hold after the next run: all is as if nobody had ended the one before it."""
        ended = run_to(self.command, self.said)
        assert ended.status == 0, self.said.read_text("utf-8")
        assert self.state() == self.will
        if self.new != self.old:
            assert self.files() == self.new
        assert _findings(self.out) == ()
        assert not OURS & {each.name for each in self.out.iterdir()}


def _findings(folder: Path) -> object:
    try:
        return check_outputs(folder)
    except UsageError as error:
        return error


@pytest.fixture(scope="module", params=TASKS)
def bench(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """One for each task; every test sets it back."""
    return Bench(tmp_path_factory.mktemp(request.param), request.param)


@pytest.mark.parametrize("number", count(3, 170))
def test_killed_at_any_step(bench: Bench, number: int) -> None:
    """After SIGKILL the ledger is whole and holds each document once; the next run ends as an undisturbed one does."""
    maker = random.Random(SEED)  # noqa: S311 - the same for the same seed
    killed = 0
    for each in range(number):
        bench.set_back()
        stretch = bench.steps // number
        step = min(1 + each * stretch + maker.randrange(max(1, stretch)), bench.steps)
        delay_s = maker.choice((0.0, maker.uniform(0.0, LONGEST_DELAY_S)))
        killed += run_to(bench.command, bench.said, step=step, delay_s=delay_s, sent=signal.SIGKILL).status < 0
        bench.check_killed()
        if number > FEW or each == number - 1:
            bench.check_finished()
    assert killed


@pytest.mark.parametrize("number", count(1, 70))
def test_interrupted_at_any_step(bench: Bench, number: int) -> None:
    """SIGINT ends the run with one line and its own status, and leaves no more than SIGKILL does."""
    maker = random.Random(SEED)  # noqa: S311 - the same for the same seed
    interrupted = 0
    for _ in range(number):
        bench.set_back()
        step, delay_s = maker.randint(1, bench.steps), maker.uniform(0.0, LONGEST_DELAY_S)
        ended = run_to(bench.command, bench.said, step=step, delay_s=delay_s, sent=signal.SIGINT)
        said = bench.said.read_text("utf-8")
        assert ended.status in {0, INTERRUPTED}, said
        assert "Traceback" not in said
        if ended.status == INTERRUPTED:
            interrupted += 1
            assert said.endswith("conflictmap: interrupted\n")
        bench.check_killed()
        if number > FEW:
            bench.check_finished()
    assert interrupted or number <= FEW


@pytest.mark.parametrize(("raised", "expected"), [(KeyboardInterrupt, KeyboardInterrupt), (ValueError, LedgerError)])
def test_what_is_raised_while_sqlite_calls_us_is_not_taken_for_a_full_disk(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    raised: type[BaseException],
    expected: type[BaseException],
) -> None:
    """Ctrl-C within a function of a trigger ends the run as Ctrl-C; a geometry that cannot be read is named."""

    def failing(_: bytes) -> tuple[float, float, float, float]:
        raise raised

    (tmp_path / "a.txt").write_text(FIRST["a.txt"], "utf-8")
    [(found, _)] = extract_all([tmp_path / "a.txt"], given=Given(published=date(2021, 8, 10)))
    assert found is not None
    document, events = found.document, found.events
    with LedgerStore(tmp_path / "war.gpkg") as store:
        monkeypatch.setattr(spatial_index, "extent_of_blob", failing)
        with pytest.raises(expected) as told:
            store.post(document, events)
        assert not isinstance(told.value, LedgerUnwritableError)
        monkeypatch.undo()
        assert document not in store
        assert store.post(document, events)
