"""Commands that are killed at a chosen step: a child runs one, says when it is there, and is sent a signal.

A step is a call that changes something on the disk: an SQL statement of a ledger, a file opened for writing, a name
moved or removed, a folder made. Steps are counted from 1, so that a sweep over them meets each moment of a run; the
delay behind a step meets what happens within it, as a commit.
"""

from __future__ import annotations

import os
import select
import signal
import sqlite3
import sys
import time
from typing import TYPE_CHECKING, Any, NamedTuple

from conflictmap.cli import main

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_MOVING = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"})
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_SQL = ("BEGIN", "COMMIT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "REPLACE")
LONGEST_S = 60.0


class Ended(NamedTuple):
    """How a child ended: its exit status, or minus the signal that ended it; the steps that it took, if it said."""

    status: int
    steps: int


def run_to(arguments: Sequence[str], said: Path, *, step: int = 0, delay_s: float = 0.0, sent: int = 0) -> Ended:
    """Run a command in a child; `sent` is the signal it gets `delay_s` after its `step`th step. 0 is none.

    What the child prints goes to the file `said`.

    Raises:
        TimeoutError: It is there after a minute: it hangs.
    """
    here, there = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - the child
        os.close(here)
        _become(arguments, said, there, step)
    os.close(there)
    deadline = time.monotonic() + LONGEST_S
    try:
        heard, _, _ = select.select([here], [], [], LONGEST_S)
        told = os.read(here, 64) if heard else b""
        if told == b"there" and sent:
            time.sleep(delay_s)
            os.kill(child, sent)
        while time.monotonic() < deadline:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                code = os.waitstatus_to_exitcode(status)
                more = b"" if told == b"there" and code < 0 else os.read(here, 64)
                count = (told + more).removeprefix(b"there")
                return Ended(code, int(count or 0))
            time.sleep(0.002)
    finally:
        os.close(here)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    raise TimeoutError(said.read_text("utf-8"))


def _become(arguments: Sequence[str], said: Path, there: int, step: int) -> None:  # pragma: no cover - the child
    """Run the command as a process of its own would, counting steps."""
    status = 99
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        sys.stdout = sys.stderr = said.open("w", encoding="utf-8")
        steps = 0

        def count() -> None:
            nonlocal steps
            steps += 1
            if steps == step:
                os.write(there, b"there")

        def heard(event: str, given: tuple[Any, ...]) -> None:
            if event in _MOVING or (event == "open" and isinstance(given[2], int) and given[2] & _WRITING):
                count()

        class Counting(sqlite3.Connection):
            def execute(self, sql: str, *rest: Any) -> sqlite3.Cursor:  # noqa: ANN401 - as sqlite3 has it
                if sql.lstrip().upper().startswith(_SQL):
                    count()
                return super().execute(sql, *rest)

        honest = sqlite3.connect
        sqlite3.connect = lambda *given, **named: honest(*given, **{"factory": Counting, **named})
        sys.addaudithook(heard)
        status = main(list(arguments))
        sys.stdout.flush()
        os.write(there, str(steps).encode())
    finally:
        os._exit(status)
