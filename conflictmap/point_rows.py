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
from geo.feeds.quoting import find_swallowed, zero_bytes
from geo.transcoded import HEAD, utf_16_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conflictmap.degrees import Degrees
    from geo.feeds.quoting import Swallowed

BATCH = 20_000
_HEAD = 1 << 16

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
    """Open a CSV file (UTF-8 or UTF-16, with or without its mark) as rows.

    Raises:
        UsageError: Within the block, a row cannot be read as CSV or as text.
    """
    with points.open("rb") as stream:
        encoding = utf_16_of(stream.read(HEAD)) or "utf-8-sig"
    try:
        with points.open(encoding=encoding, newline="") as source:
            yield csv.reader(source, strict=True)
    except (UnicodeDecodeError, csv.Error) as error:
        raise unreadable_table(points, error) from error


def unreadable_table(points: Path, error: Exception) -> UsageError:
    """What is wrong with a table that cannot be read, in words: its encoding, a quote, or that it is no text."""
    expected = f"a table in UTF-8 in {points.name}"
    with points.open("rb") as stream:
        head = stream.read(_HEAD)
    if b"\0" in head:
        return UsageError(expected, zero_bytes(head), "Save it as CSV (UTF-8).")
    if isinstance(error, UnicodeDecodeError) or "UTF8" in str(error):
        return UsageError(expected, "bytes that are none", "Save it as CSV (UTF-8).")
    quote = find_open_quote(points)
    if quote is not None:
        got = (
            f"a quote that is opened in line {quote.first:,} and {'never closed' if quote.at_end else 'closed wrongly'}"
        )
        expected = f"a table whose quotes are closed in {points.name}"
        return UsageError(expected, got, "Close it; within a cell, write a quote twice.")
    return UsageError(expected, f"what no row of a table is ({error})", "Save it as CSV (UTF-8).")


def find_open_quote(points: Path) -> Swallowed | None:
    """The first row of a table that goes on over lines as a quote of it is not closed where its cell ends."""
    found = find_swallowed(lambda: points.open("rb"), ",", cells=2)
    return next((each for each in found if each.is_wrong), None)


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
