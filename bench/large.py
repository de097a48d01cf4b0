"""One large made feed on one machine: how long it takes and what it holds, written to docs/performance_large.md.

    python -m bench.large [ROWS] [FOLDER]

makes a CSV in ACLED's layout (10,000,000 rows: 3.6 GB) in a folder for temporary files, counts its points by province
(`conflictmap locate`), puts it through the checks of `conflictmap feed`, and removes it. Each step runs in a process of
its own, whose peak memory is the system's figure.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.figures import table
from bench.make_feed import write_feed
from bench.report import machine

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance_large.md"
ROWS = 10_000_000
_STEPS = {
    "`conflictmap locate`: read, joined to provinces, counted": (),
    "`conflictmap feed`: read, checked, doubles found, joined, counted": ("acled",),
}
_TEXT = """# A large feed on one machine

Written by `make bench-large`; figures of one run. The file is made (`bench/make_feed.py`, ACLED's layout): {rows:,}
rows, {gigabytes:.2f} GB. Each step ran once, in a process of its own; wall time.

{machine}

{table}

The memory is the process's peak, program and tables included; the smaller file shows that it does not grow with the
rows where it need not. `feed` remembers the id of every row, to find doubles and later versions.
"""


def run(rows: int, folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """Make the file and a tenth of it, take every step with both, and return each step's words and figures."""
    measured = []
    for count in (rows // 10, rows):
        file = folder / f"large_{count}.csv"
        try:
            write_feed("acled", count, file)
            for words, feed in _STEPS.items():
                measured.append((words, _measured(file, feed)))
                print(" | ".join(_line(*measured[-1])), flush=True)
        finally:
            file.unlink(missing_ok=True)
    return measured


def _measured(file: Path, feed: tuple[str, ...]) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.ingest_memory", str(file), *feed]
    checkout = Path(__file__).resolve().parent.parent
    start = time.perf_counter()
    done = subprocess.run(command, cwd=checkout, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
    return json.loads(done.stdout) | {"process_s": time.perf_counter() - start}


def _line(words: str, found: dict[str, Any]) -> tuple[str, ...]:
    return (
        words,
        f"{found['rows']:,}",
        f"{found['seconds']:.1f}",
        f"{found['process_s']:.1f}",
        f"{found['rows'] / found['seconds']:,.0f}",
        f"{found['file_bytes'] / found['seconds'] / 1e6:,.0f}",
        f"{found['peak_bytes'] / 1e6:,.0f}",
    )


def main(rows: int, folder: str | None) -> None:
    """Run it and write the page."""
    with tempfile.TemporaryDirectory(dir=folder) as room:
        measured = run(rows, Path(room))
    head = ("", "rows", "seconds", "with start, s", "rows/s", "MB/s", "peak memory, MB")
    text = _TEXT.format(
        rows=rows,
        gigabytes=measured[-1][1]["file_bytes"] / 1e9,
        machine=machine(["numpy", "pyarrow", "shapely"]),
        table=table(head, [_line(*each) for each in measured]),
    )
    PAGE.write_text(text, encoding="utf-8")
    print("docs/performance_large.md")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(int(given[0]) if given else int(os.environ.get("ROWS", ROWS)), given[1] if len(given) > 1 else None)
