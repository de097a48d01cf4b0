"""Cells become coordinates, and the columns that hold them are found by their names.

Refuses to guess a coordinate: without two finite numbers inside the world a row has none.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from geo.errors import Problem, ProblemKind, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Degrees = NDArray[np.float64]

LONGITUDE_NAMES = ("longitude", "lon", "lng", "long", "x")
LATITUDE_NAMES = ("latitude", "lat", "y")
MAX_LONGITUDE, MAX_LATITUDE = 180.0, 90.0


def parse_degrees(cell: object, limit: float) -> float | None:
    """A coordinate from a cell: a finite number from -limit to limit, else None.

    >>> parse_degrees(" 68.868 ", 180), parse_degrees("nan", 180), parse_degrees("95", 90)
    (68.868, None, None)
    """
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float)):
        return None
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) <= limit else None


def parse_points(longitudes: Sequence[object], latitudes: Sequence[object]) -> tuple[Degrees, Degrees]:
    """The coordinates of each row by `parse_degrees`; NaN in both where a row has none."""
    return paired(_parsed(longitudes, MAX_LONGITUDE), _parsed(latitudes, MAX_LATITUDE))


def paired(lon: Degrees, lat: Degrees) -> tuple[Degrees, Degrees]:
    """The rows with NaN in both where one is no number inside the world.

    >>> [column.tolist() for column in paired(np.array([68.0, 200.0]), np.array([36.0, 36.0]))]
    [[68.0, nan], [36.0, nan]]
    """
    with np.errstate(invalid="ignore"):
        is_point = (np.abs(lon) <= MAX_LONGITUDE) & (np.abs(lat) <= MAX_LATITUDE)
    return np.where(is_point, lon, math.nan), np.where(is_point, lat, math.nan)


def _parsed(cells: Sequence[object], limit: float) -> Degrees:
    try:
        if all(type(cell) is str for cell in cells):
            return np.fromiter((float(cell or "nan") for cell in cells), np.float64, len(cells))  # type: ignore[arg-type]
    except ValueError:
        pass  # one of them is no number: each is looked at
    found = (parse_degrees(cell, limit) for cell in cells)
    return np.fromiter((math.nan if value is None else value for value in found), np.float64, len(cells))


def no_point(longitude: object, latitude: object, file: str, line: int) -> Problem:
    """Word that a row has no coordinates."""
    message = f"Expected degrees of longitude and latitude, got {str(longitude)!r} and {str(latitude)!r}."
    return Problem(kind=ProblemKind.BROKEN_ROW, message=message, file=file, line=line)


def find_columns(header: Sequence[str], taken: Sequence[str] = ()) -> tuple[int, int]:
    """The positions of the longitude and the latitude column, found by name; case does not count.

    Raises:
        UsageError: There are no such columns, or one of the names in `taken` is there already.
    """
    for mark, words in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and mark in header[0]:
            raise UsageError("cells parted by commas", f"{words} in the header", "Save the table with commas.")
    folded = [name.strip().lower() for name in header]
    found_taken = [name for name in taken if name in folded]
    if found_taken:
        hint = "Rename or drop them first."
        raise UsageError("a table without the columns to add", ", ".join(found_taken), hint)
    found = []
    for names in (LONGITUDE_NAMES, LATITUDE_NAMES):
        column = next((folded.index(name) for name in names if name in folded), None)
        if column is None:
            expected = f"a column named {names[0]}"
            raise UsageError(expected, ", ".join(header) or "no header", "Rename the column.")
        found.append(column)
    return found[0], found[1]
