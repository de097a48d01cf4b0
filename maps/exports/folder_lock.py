"""One writer at a time in a folder: a lock that the system lets go of when its holder dies.

Knows a file that is there only while somebody writes. Where the file system has no locks, there is none.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from geo.errors import OutputError
from geo.writing import writing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK_NAME = ".conflictmap-lock"
WAIT_S = 60.0
"""How long a second writer waits for the first, in seconds."""

_STEP_S = 0.05
_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})


@contextmanager
def locked(folder: Path, wait_s: float = WAIT_S) -> Iterator[None]:
    """Hold the folder's lock; its file is gone afterwards.

    Raises:
        OutputError: Another process holds it for longer than `wait_s` seconds, or the folder cannot be written to.
    """
    path = folder / LOCK_NAME
    with writing(folder):
        handle = _taken(path, time.monotonic() + wait_s)
    try:
        yield
    finally:
        try:
            with suppress(OSError):
                path.unlink()
        finally:
            os.close(handle)


def _taken(path: Path, until: float) -> int:
    """The open file of the lock, once it is ours and still the one that others find by its name."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            if _try_lock(handle):
                if _is_same(handle, path):
                    return handle
            else:
                _wait(path, until)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _wait(path: Path, until: float) -> None:
    if time.monotonic() > until:
        expected = f"the folder {str(path.parent)!r} to be free"
        raise OutputError(expected, "another run that writes to it", "Run again later, or name another folder.")
    time.sleep(_STEP_S)


def _is_same(handle: int, path: Path) -> bool:
    """Whether the file that we hold is still there: its last holder takes it away."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        return True
