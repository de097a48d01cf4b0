"""Columns of points through the table of cells: in slices, on all processors, with little memory.

Knows who does what when: the table answers slice by slice; the few points that it hands back are asked exactly, all at
once. Refuses nothing but coordinates outside the world.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np

from geo.places.raster_index import HARD, Pending

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geo.places.point_columns import PointColumn
    from geo.places.raster_index import RasterIndex

    Degrees = NDArray[np.floating]
    Exact = Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.integer]]

SLICE = 1 << 18
"""Points that are answered in one go; the memory in use at a time follows from it."""

_FEW = 1 << 14
_MOST_THREADS = 8


def join_columns(
    index: RasterIndex,
    columns: tuple[PointColumn, PointColumn],
    exact: Exact,
    check: Callable[[Degrees, Degrees], None],
) -> NDArray[np.integer]:
    """Return what the index writes for each point: an answer or a position, in a byte or two.

    Args:
        index: The table.
        columns: Longitudes and latitudes, of one length.
        exact: Answers a few points without the table, the same way.
        check: Raises where a coordinate lies outside the world; asked for the points outside the window.

    """
    lon, lat = columns
    out = np.empty(len(lon), dtype=index.meaning.dtype)

    def answer(begin: int) -> Pending:
        end = min(begin + SLICE, len(lon))
        x, y, part = lon.part(begin, end), lat.part(begin, end), out[begin:end]
        index.look(x, y, part)
        pending = index.refine(x, y, part)
        check(x[pending.away], y[pending.away])
        return Pending(pending.away[:0], pending.uncovered + begin, pending.outside + begin)

    starts = range(0, len(lon), SLICE)
    threads = min(len(starts), _processors(), _MOST_THREADS)
    if threads > 1:
        with ThreadPoolExecutor(threads) as pool:
            pending = list(pool.map(answer, starts))
    else:
        pending = [answer(begin) for begin in starts]
    _settle(index, columns, out, (pending, exact))
    return out


def _settle(
    index: RasterIndex,
    columns: tuple[PointColumn, PointColumn],
    out: NDArray[np.integer],
    rest: tuple[list[Pending], Exact],
) -> None:
    """Answer the points that were handed back."""
    pending, exact = rest
    empty = np.empty(0, dtype=np.int64)
    outside = np.concatenate([empty, *(each.outside for each in pending)])
    for begin in range(0, len(outside), _FEW):
        asked = outside[begin : begin + _FEW]
        out[asked] = index.meaning[_nearest(index, _picked(columns, asked), exact)]
    uncovered = np.concatenate([empty, *(each.uncovered for each in pending)])
    if uncovered.size:
        out[uncovered] = index.meaning[exact(*_picked(columns, uncovered))]


def _nearest(
    index: RasterIndex, points: tuple[NDArray[np.float64], NDArray[np.float64]], exact: Exact
) -> NDArray[np.int32]:
    found = index.nearest(*points)
    hard = np.flatnonzero(found == HARD)
    if hard.size:
        found[hard] = exact(points[0][hard], points[1][hard])
    return found


def _picked(
    columns: tuple[PointColumn, PointColumn], at: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The points at these positions, in rising order, fetched slice by slice."""
    edges = np.searchsorted(at, np.arange(0, len(columns[0]) + SLICE, SLICE))
    found = [np.empty(len(at)), np.empty(len(at))]
    for number in np.flatnonzero(edges[1:] > edges[:-1]).tolist():
        begin, low, high = number * SLICE, edges[number], edges[number + 1]
        end = min(begin + SLICE, len(columns[0]))
        for values, column in zip(found, columns, strict=True):
            values[low:high] = column.part(begin, end)[at[low:high] - begin]
    return found[0], found[1]


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1
