"""The `locate` command: a table of points, and what was wrong with its rows.

Knows what is printed; the join is `conflictmap.locating`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from conflictmap.inputs import check_folder
from conflictmap.locating import locate_file
from conflictmap.report import problem_line
from conflictmap.terminal import say, warn

if TYPE_CHECKING:
    from pathlib import Path


def locate_points(points: Path, out: Path) -> bool:
    """Write the points with their province codes, and say how many have one; whether some rows could not be read."""
    check_folder(out.parent)
    rows, placed, problems = locate_file(points, out)
    for problem in problems:
        warn(problem_line(problem))
    say(f"{placed} of {rows} points lie in a province: {out}")
    return bool(problems)
