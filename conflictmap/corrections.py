"""The `--corrections` of the commands that print as they go: read the table, and say what was wrong with it.

The main job reads it by itself and lists the same problems with the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from conflictmap.terminal import warn

if TYPE_CHECKING:
    from pathlib import Path

    from geo.places.corrections import Corrections


def read_corrections(path: Path | None) -> Corrections | None:
    """The table of corrections at a path, its unusable rows named on standard error; None without a path.

    Raises:
        UsageError: The file is missing or is no table of corrections.
    """
    if path is None:
        return None
    from conflictmap.report import problem_line  # noqa: PLC0415 - most commands are given no corrections
    from geo.places.corrections import Corrections  # noqa: PLC0415

    found = Corrections.load(path)
    for problem in found.problems:
        warn(f"not used: {problem_line(problem)}")
    return found
