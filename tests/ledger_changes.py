"""A reader and an editor who change a ledger document by document, as a process that can be killed.

python -m tests.ledger_changes FILE.gpkg    reads each document anew and decides about it, naming what is committed
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.dates import end_of_day
from geo.decision import Decision
from geo.ledger.checking import find_damage
from geo.ledger.evidence import Entry
from geo.ledger.store import LedgerStore
from geo.review import apply_decisions
from geo.vocab import DecisionAction
from tests.ledger_documents import made_document
from tests.ledger_events import day, opening

if TYPE_CHECKING:
    from geo.model import Control

CHECKOUT = Path(__file__).resolve().parent.parent
DOCUMENTS = 12


def read_anew(number: int) -> Entry:
    """What a better reader says of a document: its first event is of Herat."""
    document, events, claims = made_document(number)
    return Entry(document=document, events=(replace(events[0], unit_id="AF-HER"), *events[1:]), claims=claims)


def decision(number: int) -> Decision:
    """What somebody decides about the document: its last event is no news."""
    return Decision(
        decision_id=f"d{number}",
        action=DecisionAction.REJECT,
        target_event_id=made_document(number)[1][-1].event_id,
        author="A. Editor",
        reason="retold",
        decided_at=end_of_day(day(20)),
    )


def store_at(path: Path | str) -> LedgerStore:
    """Open the ledger as an editor does."""
    return LedgerStore(path, opening(), reviewer=apply_decisions)


def change(path: Path | str) -> None:
    """Read each document anew and decide about it, as far as that was not done; name what is committed."""
    with store_at(path) as store:
        print("open", flush=True)  # noqa: T201 - whoever runs this reads it
        held = {each.document.sha256: each for each in store.entries()}
        for number in range(DOCUMENTS):
            wanted = read_anew(number)
            if held[wanted.document.sha256].events != wanted.events:
                store.reread(wanted.document, wanted)
                print(f"r{number}", flush=True)  # noqa: T201
            if store.decide([decision(number)]):
                print(f"d{number}", flush=True)  # noqa: T201


def done(path: Path) -> list[str]:
    """What was done to a ledger, as the process names it."""
    with store_at(path) as store:
        read = {each.document.sha256 for each in store.entries() if each.reading == 2}
        assert all(each.reading <= 2 for each in store.entries())
        found = [f"r{number}" for number in range(DOCUMENTS) if made_document(number)[0].sha256 in read]
        return [*found, *(each.decision_id for each in store.decisions)]


def wanted(path: Path) -> tuple[Control, ...]:
    """The rows of a ledger that was never interrupted."""
    with store_at(path) as store:
        for number in range(DOCUMENTS):
            fresh = read_anew(number)
            store.post(fresh.document, fresh.events, fresh.claims)
        store.decide([decision(number) for number in range(DOCUMENTS)])
        return store.ledger.rows()


def killed_and_run_again(path: Path, seed: int) -> None:
    """Kill the process at a random point, check what it left, do the rest, and check all."""
    luck = random.Random(seed)  # noqa: S311 - a test's dice
    with store_at(path) as store:
        for number in range(DOCUMENTS):
            store.post(*made_document(number))
    command = [sys.executable, "-m", "tests.ledger_changes", str(path)]
    process = subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    named = [process.stdout.readline().strip() for _ in range(luck.randrange(1, 2 * DOCUMENTS))]
    time.sleep(luck.uniform(0, 0.02))
    process.kill()
    named += process.stdout.read().split("\n")[:-1]
    process.communicate(timeout=60)
    assert list(find_damage(path, reviewer=apply_decisions)) == []
    left = done(path)
    assert set(named) - {"open"} <= set(left), "what was committed is lost"
    assert len(left) <= len(named), "something was done that nobody began"  # all but one are named, "open" is too
    change(path)
    every = [f"d{number}" for number in range(DOCUMENTS)]
    every += [f"r{n}" for n in range(DOCUMENTS) if read_anew(n).events != made_document(n)[1]]
    assert sorted(done(path)) == sorted(every)
    with store_at(path) as store:
        assert store.ledger.rows() == wanted(path.with_name("clean.gpkg"))
    assert list(find_damage(path, reviewer=apply_decisions)) == []


if __name__ == "__main__":
    change(sys.argv[1])
