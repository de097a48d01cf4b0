"""What an error means to who called a command: a line on standard error, and an exit status.

Knows three kinds: the user's (wrong usage), the machine's (a full disk, a folder that may not be written to) and ours.
"""

from __future__ import annotations

from conflictmap.terminal import warn
from geo.errors import ConflictmapError, LexiconError, OutputError, ReferenceDataError
from geo.writing import MACHINE_ERRORS, output_error

DONE, UNREAD, USAGE, INTERNAL, UNWRITTEN, INTERRUPTED = 0, 1, 2, 70, 73, 130


def tell(error: Exception) -> int:
    """Say what went wrong; return the exit status."""
    if isinstance(error, ConflictmapError):
        warn(f"conflictmap: {error}")
        if isinstance(error, OutputError):
            return UNWRITTEN
        return INTERNAL if isinstance(error, (ReferenceDataError, LexiconError)) else USAGE
    if isinstance(error, OSError) and error.errno in MACHINE_ERRORS:
        warn(f"conflictmap: {output_error(error.filename or 'standard output', error)}")
        return UNWRITTEN
    if isinstance(error, MemoryError):
        warn("conflictmap: The machine has not enough memory for this. Give it less at once.")
        return INTERNAL
    warn(f"conflictmap: internal error: {type(error).__name__}: {error}")
    warn("The fault is ours. Please report it as CONTRIBUTING.md says, with what --debug prints.")
    return INTERNAL
