"""What stands between the commands and the terminal: UTF-8, quiet pipes, progress, named problems.

Knows streams; knows nothing of documents or maps. rich is loaded only where a person looks.
"""

from __future__ import annotations

import io
import os
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from geo.errors import ProblemKind
from geo.records import encode_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from geo.errors import Problem

_JOINERS = "\u00a0\u200c\u200d"
"""Not printable by themselves, and part of how Dari, Pashto and French are written."""

_SHOWN = 20
"""So many decisions that were not used are named one by one."""

_CONTROLS = re.compile("[\x7f-\x9f\u2028\u2029]")


def use_utf8() -> None:
    """Write UTF-8 whatever the locale; what has no UTF-8 (a lone surrogate) is written as its escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(line: str) -> None:
    """Write one line to standard output. Control characters of a document are shown, not obeyed."""
    sys.stdout.write(f"{visible(line)}\n")


def warn(line: str) -> None:
    """Write one line to standard error."""
    sys.stderr.write(f"{visible(line)}\n")


def emit(record: Mapping[str, Any]) -> None:
    """Write one record as a line of JSON, at once: the reader of a pipe need not wait for the next."""
    emit_line(encode_line(record))


def emit_line(line: str) -> None:
    """Write one record that is a line of JSON already; controls that JSON lets stand are written as its escapes."""
    sys.stdout.write(_CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n")
    sys.stdout.flush()


def visible(text: str) -> str:
    r"""The text with its control characters as escapes, so that no document can move the cursor or recolour the screen.

    >>> visible("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    return "".join(
        letter if letter.isprintable() or letter in _JOINERS else letter.encode("unicode_escape").decode()
        for letter in text
    )


@contextmanager
def quiet_pipe() -> Iterator[None]:
    """End quietly, as done, where the reader of standard output has gone away (`| head`)."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes once more when it ends; that goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None


def name_unread(problems: Iterable[Problem]) -> bool:
    """Name on standard error what could not be read, and the decisions that were not used; whether any was unread."""
    from conflictmap.plain_lines import problem_line  # noqa: PLC0415 - only where something went wrong

    found = tuple(problems)
    fatal = [problem for problem in found if problem.is_fatal]
    for problem in fatal:
        warn(f"not read: {problem_line(problem)}")
    name_unused(found)
    return bool(fatal)


def name_unused(problems: Iterable[Problem]) -> None:
    """Name on standard error the decisions of people that were not used, the first of very many."""
    from conflictmap.plain_lines import problem_line  # noqa: PLC0415 - as above

    unused = [problem for problem in problems if problem.kind is ProblemKind.DECISION_NOT_APPLIED]
    for problem in unused[:_SHOWN]:
        warn(f"not used: {problem_line(problem)}")
    if len(unused) > _SHOWN:
        warn(f"not used: {len(unused) - _SHOWN:,} more decisions")


def is_terminal() -> bool:
    """Whether a person reads standard output."""
    return sys.stdout.isatty()


@contextmanager
def progress(label: str) -> Iterator[Callable[[object], None] | None]:
    """A counter of documents on standard error, in a terminal only; yields what to call with each document."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed} documents"))
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda _: bar.advance(task)


@contextmanager
def steps() -> Iterator[Callable[[str, int, int], None] | None]:
    """A bar of finished pieces on standard error, in a terminal only; yields what to call with (step, done, total)."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Planning", total=None)
        yield lambda label, done, total: bar.update(task, description=label, completed=done, total=total)
