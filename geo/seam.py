"""The seam around one piece of the material: whatever fails inside it becomes a `Problem`, and the run goes on.

A document, a record or a file of a feed must never end a run. Stages turn the faults that they know into problems
themselves; this is for the faults that nobody thought of. Faults in use or set-up (`ConflictmapError`) pass through:
they would meet every piece alike. What was caught is logged with its traceback to `LOG`, which `--debug` shows.

`watched` is the last defence against a piece that takes for ever. Work is bounded by counts elsewhere, so that the same
input gives the same bytes; a clock only decides where such a bound is missing.
"""

from __future__ import annotations

import logging
import signal
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from geo.errors import ConflictmapError, CoordinateError, Problem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import FrameType

LOG = logging.getLogger("conflictmap.faults")
LOG.addHandler(logging.NullHandler())

WATCH_S = 300.0
"""How long one piece may take, in seconds, before it is dropped."""

_OURS = ("geo.", "maps.", "conflictmap.")
_DEPTH_VARIES = (RecursionError, MemoryError)

Item = TypeVar("Item")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Piece:
    """What is being read, as a problem names it; see `geo.errors.Problem`."""

    file: str | None = None
    line: int | None = None
    document_id: str | None = None


class OutOfTimeError(BaseException):
    """A piece took longer than it may. No `except Exception` on the way may swallow it."""


def attempt(work: Callable[[], Answer], piece: Piece) -> Answer | Problem:
    """What `work` gives, or a fatal problem that names the piece and what was raised.

    >>> attempt(lambda: 1 // 0, Piece("a.txt", 3)).kind
    <ProblemKind.READING_FAILED: 'reading_failed'>

    Raises:
        ConflictmapError: A fault in use or set-up.
    """
    try:
        with watched():
            return work()
    except (Exception, OutOfTimeError) as error:  # noqa: BLE001 - that is what a seam is for
        return failure(error, piece)


def attempt_each(items: Iterable[Item], piece: Piece) -> Iterator[Item | Problem]:
    """The items up to the first fault, and a fatal problem in its place.

    Raises:
        ConflictmapError: A fault in use or set-up.
    """
    found = iter(items)
    while True:
        try:
            with watched():
                item = next(found)
        except StopIteration:
            return
        except (Exception, OutOfTimeError) as error:  # noqa: BLE001 - as above
            yield failure(error, piece)
            return
        yield item


def failure(error: BaseException, piece: Piece) -> Problem:
    """The fatal problem of what was raised while a piece was read; the traceback is logged.

    The message is the same for the same input: it names the exception and the function of ours that it left, no values.

    Raises:
        ConflictmapError: The error itself, where it is a fault in use or set-up.
    """
    if isinstance(error, ConflictmapError) and not isinstance(error, CoordinateError):
        raise error
    where = f"{piece.file or piece.document_id or 'a record'}{f':{piece.line}' if piece.line else ''}"
    LOG.error("%s was dropped", where, exc_info=error)
    if isinstance(error, OutOfTimeError):
        reason = f"It took longer than {WATCH_S:.0f} seconds"
    else:
        reason = f"The program failed on it ({type(error).__name__}{_place(error)})"
    message = f"{reason} and left it out whole. Please report it as CONTRIBUTING.md says."
    return Problem(
        kind=ProblemKind.READING_FAILED,
        message=message,
        file=piece.file,
        line=piece.line,
        document_id=piece.document_id,
    )


@contextmanager
def shown_faults(*, debug: bool) -> Iterator[None]:
    """Show the traceback of whatever a seam catches inside the block on standard error, with `debug`."""
    if not debug:
        yield
        return
    handler = logging.StreamHandler()
    LOG.addHandler(handler)
    try:
        yield
    finally:
        LOG.removeHandler(handler)


@contextmanager
def watched(seconds: float | None = None) -> Iterator[None]:
    """Raise `OutOfTimeError` inside the block once it has taken `seconds` (default: `WATCH_S`).

    Only where a signal can do it: in the main thread, on systems that have interval timers. Elsewhere, and inside
    another watch, the block is not watched.
    """
    if not _can_watch() or signal.getitimer(signal.ITIMER_REAL)[0] > 0:
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, WATCH_S if seconds is None else seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _can_watch() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise OutOfTimeError


def _place(error: BaseException) -> str:
    """The last function of ours that the error passed; nothing where that depends on how deep the stack was."""
    if isinstance(error, _DEPTH_VARIES):
        return ""
    place, trace = "", error.__traceback__
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module.startswith(_OURS) and module != __name__:
            place = f" in {module}.{trace.tb_frame.f_code.co_name}"
        trace = trace.tb_next
    return place
