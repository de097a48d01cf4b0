"""What the machine refuses while something is written: named with the place and the reason, as no fault of ours.

Knows the system's errors; knows nothing of what is written.
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from geo.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_HINTS = {
    errno.ENOSPC: "Free some space, or name another place.",
    errno.EDQUOT: "Free some of your quota, or name another place.",
    errno.EFBIG: "Raise the limit on the size of files, or name another place.",
    errno.EACCES: "Name a place that you may write to.",
    errno.EPERM: "Name a place that you may write to.",
    errno.EROFS: "Name a place that can be written to.",
    errno.EISDIR: "A folder stands where a file should be: move it away.",
    errno.EEXIST: "A file, or a link that leads nowhere, stands there: move it away.",
    errno.ELOOP: "A link there leads to itself: move it away.",
    errno.ENOTDIR: "A file stands where a folder should be: move it away.",
    errno.ENAMETOOLONG: "Name a shorter path.",
    errno.EMFILE: "Raise the limit on open files.",
}
MACHINE_ERRORS = frozenset({*_HINTS, errno.EIO, errno.ENFILE, errno.EBUSY, errno.ENXIO, errno.ESTALE})
"""Errors of the system that tell of the machine, whatever the program did."""

_REFUSALS = MACHINE_ERRORS | {errno.ENOENT, 0}
"""0 is of those who know no numbers: see maps.exports.gdal."""


def output_error(place: str | os.PathLike[str], error: OSError) -> OutputError:
    """The error to raise where the system refuses to write.

    >>> str(output_error("out", OSError(errno.EIO, "Input/output error")))
    "Expected a place that can be written at 'out', got input/output error."
    """
    reason = error.strerror or str(error) or type(error).__name__
    hint = _HINTS.get(error.errno or 0, "")
    return OutputError(f"a place that can be written at {os.fspath(place)!r}", reason[:1].lower() + reason[1:], hint)


@contextmanager
def writing(place: str | os.PathLike[str]) -> Iterator[None]:
    """Name what the system refuses while a file or folder is written; other errors pass as they are.

    Raises:
        OutputError: It refused; nothing is said of what was written before.
    """
    try:
        yield
    except OutputError:
        raise
    except OSError as error:
        if error.errno not in _REFUSALS:
            raise
        raise output_error(place, error) from error


def check_replaceable(path: Path) -> None:
    """See that a file may take the place of what stands at `path`; a folder is the system's to refuse.

    Raises:
        OutputError: A device, a pipe or a socket stands there; it would be gone.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        expected = f"a file that can be written at {os.fspath(path)!r}"
        raise OutputError(expected, "a device, a pipe or a socket", "Name a file: it is written apart and moved there.")


def check_writable(folder: Path) -> None:
    """See, before any work is done, that something can be written to a folder that is there.

    Raises:
        OutputError: The system says that it cannot.
    """
    if not os.access(folder, os.W_OK | os.X_OK):
        is_fixed = os.access(folder, os.R_OK) and os.geteuid() == 0 if hasattr(os, "geteuid") else False
        number = errno.EROFS if is_fixed else errno.EACCES
        raise output_error(folder, OSError(number, os.strerror(number)))
