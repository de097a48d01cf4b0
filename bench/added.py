"""What a document costs that is added to a ledger's file which holds 10, 100, 1,000 or 10,000 others.

    python -m bench.added

makes ledgers of made claims (`bench/ledger_claims.py`), a document each, ten a day, on 34 and on 400 units, and prints
the section of `docs/performance.md`. Measured is posting with settling: when `post` returns, the rows of who holds what
are written. Each figure is the median of five processes of their own, in processor time; what the disk takes to make a
transaction safe comes on top and does not grow. Questions to the larger ledgers of 34 units are whole runs of the
command.
"""

from __future__ import annotations

import hashlib
import json
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bench.ledger_claims import made_claims
from geo.ledger.evidence import Entry, insert_entry
from geo.ledger.hash_chain import seal
from geo.ledger.spatial_index import give_functions
from geo.ledger.store import LedgerStore
from geo.model import Document, OffsetMap

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = (10, 100, 1_000, 10_000)
UNITS = (34, 400)
_ADDED, _PROCESSES, _A_DAY = 25, 5, 10
_ASKED, _ASKED_FROM = 34, 1_000
QUESTIONS = {
    "why UNIT --as-of DAY": ("why", "district:003", "--as-of", "2002-01-01"),
    "control --history UNIT": ("control", "--history", "district:003"),
    "control --as-of DAY": ("control", "--unit", "district", "--as-of", "2002-01-01"),
    "control, all days": ("control", "--unit", "district"),
}
"""What is asked of a ledger's file."""
_CHECKOUT = Path(__file__).resolve().parent.parent
_FILLING = "Some words follow that a report has. " * 40


def made_entries(count: int, units: int) -> Iterator[Entry]:
    """So many documents and those that are added to them, by the day of publication."""
    made = count + _ADDED
    for number, claim in enumerate(made_claims(made, units, days=made // _A_DAY + 1)):
        text = f"Report {number}. {_FILLING}"
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        assert claim.recorded_at is not None
        document = Document(
            document_id=f"report-{number}",
            text=text,
            offsets=OffsetMap.identity(len(text)),
            sha256=sha256,
            published=claim.recorded_at.date(),
            recorded_at=claim.recorded_at,
            source=f"Outlet {number % 40}",
        )
        event = replace(claim, document_id=document.document_id, document_sha256=sha256, source=document.source)
        yield Entry(document=document, events=(event,))


def make_ledger(path: Path, count: int, units: int) -> None:
    """A ledger's file with so many documents, in one transaction."""
    with LedgerStore(path) as store:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            give_functions(connection)
            connection.execute("BEGIN IMMEDIATE")
            for entry in islice(made_entries(count, units), count):
                insert_entry(connection, entry)
            seal(connection)
            connection.execute("COMMIT")
        store.rebuild()


def add(path: Path, count: int, units: int, skip: int) -> dict[str, float]:
    """Add documents to a copy of a ledger: milliseconds of the first in this process, and of each that follows.

    The first `skip` are left out: not every document changes who holds what.
    """
    copy = path.with_name(f"{path.stem}-copy.gpkg")
    shutil.copy(path, copy)
    seconds = []
    with LedgerStore(copy) as store:
        for entry in islice(made_entries(count, units), count + skip, None):
            start = time.process_time()
            store.post(entry.document, entry.events)
            seconds.append(time.process_time() - start)
    return {"first_ms": seconds[0] * 1000, "next_ms": statistics.median(seconds[1:]) * 1000}


def ask(path: Path) -> dict[str, float]:
    """Seconds of processor time for each question to a ledger's file, the beginning of a process included."""
    found = {}
    for words, question in QUESTIONS.items():
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [sys.executable, "-m", "conflictmap", *question, "--ledger", str(path), "--format", "jsonl"]
        subprocess.run(command, cwd=_CHECKOUT, capture_output=True, check=True)  # noqa: S603
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found[words] = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return found


def measure(count: int, units: int, folder: Path) -> dict[str, Any]:
    """The figures of one ledger: each the median of some processes, and what questions to it take (`asked`)."""
    path = folder / f"{count}-{units}.gpkg"
    make_ledger(path, count, units)
    command = [sys.executable, "-m", "bench.added", str(path), str(count), str(units)]
    found = []
    for skip in range(_PROCESSES):
        done = subprocess.run([*command, str(skip)], cwd=_CHECKOUT, capture_output=True, text=True, check=True)  # noqa: S603
        found.append(json.loads(done.stdout))
    figures: dict[str, Any] = {name: statistics.median(each[name] for each in found) for name in found[0]}
    return figures | ({"asked": ask(path)} if units == _ASKED and count >= _ASKED_FROM else {})


def main() -> None:
    """Measure all sizes and print the section."""
    from bench.sections import added  # noqa: PLC0415 - it is of the page's making

    rows = []
    with TemporaryDirectory() as folder:
        for units in UNITS:
            for count in SIZES:
                figures = measure(count, units, Path(folder))
                rows.append({"extra_info": {"documents": count, "units": units, **figures}})
    print(f"## {added.TITLE}\n\n{added.render({'added': {str(place): row for place, row in enumerate(rows)}})}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(add(Path(sys.argv[1]), *map(int, sys.argv[2:]))))
    else:
        main()
