"""Rows of a CSV file of points, in batches, each row as wide as the header; what is wrong with a row is a problem.

Knows how a CSV file is opened and read. A row of another width keeps its cells, cut or filled up. No row is dropped.
"""

from __future__ import annotations

import csv
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from conflictmap.degrees import no_point, parse_points
from geo.errors import Problem, ProblemKind, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conflictmap.degrees import Degrees

BATCH = 20_000

Row = tuple[int, list[str]]
"""The line where a row ends, and its cells."""


class Reader(Protocol):
    """A `csv.reader`: rows, and the line where the last one ended."""

    @property
    def line_num(self) -> int:
        """The line where the last row ended."""

    def __iter__(self) -> Iterator[list[str]]:
        """The rows."""

    def __next__(self) -> list[str]:
        """The next row."""


@contextmanager
def open_rows(points: Path) -> Iterator[Reader]:
    """Open a CSV file (UTF-8, with or without its mark) as rows.

    Raises:
        UsageError: Within the block, a row cannot be read as CSV or as UTF-8.
    """
    try:
        with points.open(encoding="utf-8-sig", newline="") as source:
            yield csv.reader(source, strict=True)
    except (UnicodeDecodeError, csv.Error) as error:
        expected = f"a table in UTF-8 in {points.name}"
        raise UsageError(expected, repr(str(error)), "Save it as CSV (UTF-8).") from error


def next_rows(reader: Reader, width: int, file: str, problems: list[Problem], *, most: int = BATCH) -> list[Row]:
    """The next rows with their line numbers, at most so many; none at the end of the file. Blank lines are no rows."""
    rows: list[Row] = []
    while not rows:
        read = 0
        for cells in islice(reader, most):
            read += 1
            if not cells:
                continue
            if len(cells) != width:
                message = f"Expected {width} cells, got {len(cells)}."
                problems.append(Problem(kind=ProblemKind.BROKEN_ROW, message=message, file=file, line=reader.line_num))
                cells = [*cells, *[""] * (width - len(cells))][:width]  # noqa: PLW2901 - the row as it is kept
            rows.append((reader.line_num, cells))
        if not read:
            break
    return rows


def read_points(
    rows: list[Row], columns: tuple[int, int], file: str, problems: list[Problem]
) -> tuple[Degrees, Degrees]:
    """The coordinates of rows, NaN and a problem where there are none."""
    lon_column, lat_column = columns
    lon, lat = parse_points([row[lon_column] for _, row in rows], [row[lat_column] for _, row in rows])
    for number in (lon != lon).nonzero()[0].tolist():  # noqa: PLR0124 - NaN differs from itself
        line, row = rows[number]
        problems.append(no_point(row[lon_column], row[lat_column], file, line))
    return lon, lat
