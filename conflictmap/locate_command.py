"""The `locate` command: a table of points, and what was wrong with its rows.

Knows what is printed; the join is `conflictmap.locating`'s, the counts are `conflictmap.counting`'s.
"""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING

from conflictmap.inputs import check_folder
from conflictmap.locating import locate_file
from conflictmap.plain_lines import problem_line
from conflictmap.terminal import say, warn

if TYPE_CHECKING:
    from pathlib import Path

COUNT_COLUMNS = ("iso_3166_2", "admin1_pcode", "admin1_name", "points", "nearest")


def locate_points(points: Path, out: Path | None, *, excel: bool = False) -> bool:
    """Write the points with their province codes, or print their counts; whether some rows could not be read."""
    if out is None:
        return _count_points(points)
    check_folder(out.parent)
    rows, placed, problems = locate_file(points, out, excel=excel)
    for problem in problems:
        warn(problem_line(problem))
    say(f"{placed} of {rows} points lie in a province: {out}")
    return bool(problems)


def _count_points(points: Path) -> bool:
    """Print the points of each province as CSV, and the rest to standard error."""
    from conflictmap.counting import count_points  # noqa: PLC0415 - brings numpy

    counts = count_points(points)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COUNT_COLUMNS)
    for province, count, nearest in counts.by_province:
        writer.writerow((province.iso_3166_2, province.pcode, province.name, count, nearest))
    for problem in counts.problems:
        warn(problem_line(problem))
    warn(
        f"{counts.placed} of {counts.rows} points lie in a province, {counts.nowhere} in none; "
        f"{counts.unread} rows have no coordinates."
    )
    return bool(counts.unread or counts.problems)
