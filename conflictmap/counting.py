"""Points counted by province, at the speed that their file is parsed: no row is kept, nothing is written.

Knows CSV and Parquet as streams of two columns. Refuses to lose a row: each is in a province, in none, or without
coordinates, and the first of the last kind are named by their line.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from conflictmap.degrees import find_columns, paired, parse_points
from conflictmap.locating import check_points, degrees_of, open_parquet
from conflictmap.point_rows import find_open_quote, next_rows, open_rows, read_points, unreadable_table
from geo.errors import UsageError
from geo.feeds.quoting import CountedStream

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conflictmap.degrees import Degrees
    from geo.errors import Problem
    from geo.model import Province
    from geo.places.provinces import Provinces

NAMED = 20
"""So many rows without coordinates are named; all are counted."""

_NAMING = 500
# Arrow reads some thirty blocks ahead.
_BLOCK = 1 << 20
_TOGETHER = 1 << 18


@dataclass(frozen=True, slots=True, kw_only=True)
class PointCounts:
    """How many points lie where.

    `by_province` has the points of each province, in the order of the P-codes, and how many of them lie outside it and
    have it as the nearest within 5 km. `nowhere` have coordinates and no province. `unread` rows have no
    coordinates; `problems` are the first of these, and rows of another width.
    """

    rows: int
    by_province: tuple[tuple[Province, int, int], ...]
    nowhere: int
    unread: int
    problems: tuple[Problem, ...]

    @property
    def placed(self) -> int:
        """The points in a province."""
        return sum(count for _, count, _ in self.by_province)


class _Tally:
    """The counts so far. Points are joined some hundred thousand at a time."""

    def __init__(self, provinces: Provinces) -> None:
        self._provinces = provinces
        self._waiting: list[tuple[Degrees, Degrees]] = []
        self._held = 0
        self.rows = self.unread = 0
        self.all = np.zeros(len(provinces.table) + 1, dtype=np.int64)
        self.near = np.zeros_like(self.all)

    def add(self, lon: Degrees, lat: Degrees) -> None:
        """Take in points; they are joined to provinces once enough wait."""
        self._waiting.append((lon, lat))
        self._held += len(lon)
        if self._held >= _TOGETHER:
            self.join()

    def join(self) -> None:
        """Join the points that wait to their provinces and count them."""
        if not self._waiting:
            return
        lon, lat = (np.concatenate(each) for each in zip(*self._waiting, strict=True))
        self._waiting, self._held = [], 0
        codes, is_nearest = self._provinces.codes_and_nearest(lon, lat)
        places = len(self.all)
        self.all += np.bincount(codes.astype(np.intp) + 1, minlength=places)
        self.near += np.bincount(codes[is_nearest].astype(np.intp) + 1, minlength=places)
        self.rows += len(lon)
        self.unread += int(np.isnan(lon).sum())


def count_points(points: Path) -> PointCounts:
    """Count the points of a .csv or .parquet file by province; the columns are found as `locate_file` finds them.

    Memory does not grow with the file. Rows that cannot be read are counted with those without coordinates.

    Raises:
        UsageError: No such file, or no such columns.
    """
    from geo.places.provinces import default_provinces  # noqa: PLC0415 - shapely loads here

    check_points(points)
    readers = {".csv": _csv_points, ".parquet": _parquet_points}
    read = readers.get(points.suffix.lower())
    if read is None:
        raise UsageError("a .csv or a .parquet file", points.name)
    provinces = default_provinces()
    tally, odd = _Tally(provinces), 0
    for lon, lat, seen in read(points):
        tally.add(lon, lat)
        odd = seen
    tally.join()
    is_csv = points.suffix.lower() == ".csv"
    problems = _first_problems(points, min(NAMED, tally.unread + odd)) if is_csv and tally.unread + odd else ()
    counts = zip(provinces.table, tally.all[1:].tolist(), tally.near[1:].tolist(), strict=True)
    return PointCounts(
        rows=tally.rows,
        by_province=tuple(counts),
        nowhere=int(tally.all[0]) - tally.unread,
        unread=tally.unread,
        problems=problems,
    )


def _csv_points(points: Path) -> Iterator[tuple[Degrees, Degrees, int]]:
    """Coordinates in blocks, and how many rows had another width so far; such a row is cut or filled up."""
    import pyarrow as pa  # noqa: PLC0415 - large
    from pyarrow import csv as arrow  # noqa: PLC0415

    with open_rows(points) as reader:
        header = next(reader, [])
    columns = find_columns(header)
    odd: list[str] = []
    seen = 0

    def keep(row: Any) -> str:  # noqa: ANN401 - a pyarrow.csv.InvalidRow
        odd.append(row.text)
        return "skip"

    names = [f"c{number}" for number in range(len(header))]
    wanted = [names[column] for column in columns]
    rows = 0
    try:
        with points.open("rb") as source:
            counted = CountedStream(source)
            stream = arrow.open_csv(
                counted,
                arrow.ReadOptions(block_size=_BLOCK, column_names=names, skip_rows_after_names=1),
                arrow.ParseOptions(newlines_in_values=True, invalid_row_handler=keep),
                arrow.ConvertOptions(include_columns=wanted, column_types=dict.fromkeys(wanted, pa.string())),
            )
            for batch in stream:
                rows += batch.num_rows
                yield *_block_points(*(batch.column(name) for name in wanted)), seen
                if odd:
                    seen += len(odd)
                    yield *_odd_points(odd, columns, len(header)), seen
                    odd.clear()
    except pa.ArrowInvalid as error:
        raise unreadable_table(points, error) from error
    hides_rows = counted.line_ends > 1 + rows + seen + len(odd)
    if hides_rows and find_open_quote(points) is not None:
        raise unreadable_table(points, csv.Error("wrong quoting"))
    if odd:
        yield *_odd_points(odd, columns, len(header)), seen + len(odd)


def _block_points(longitudes: Any, latitudes: Any) -> tuple[Degrees, Degrees]:  # noqa: ANN401 - Arrow arrays of text
    lon, lat = _numbers(longitudes), _numbers(latitudes)
    if lon is None or lat is None:
        return parse_points(longitudes.to_pylist(), latitudes.to_pylist())
    return paired(lon, lat)


def _numbers(cells: Any) -> Degrees | None:  # noqa: ANN401 - an Arrow array of text
    """The cells as numbers, NaN where they are empty; None where one is something else."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.compute as pc  # noqa: PLC0415

    try:
        found = pc.if_else(pc.equal(cells, ""), pa.scalar(None, pa.string()), cells).cast(pa.float64())
    except pa.ArrowInvalid:
        return None
    numbers: Degrees = found.to_numpy(zero_copy_only=False)
    return numbers


def _odd_points(rows: list[str], columns: tuple[int, int], width: int) -> tuple[Degrees, Degrees]:
    cells = [(each + [""] * width)[:width] for each in csv.reader(rows)]
    return parse_points([row[columns[0]] for row in cells], [row[columns[1]] for row in cells])


def _parquet_points(points: Path) -> Iterator[tuple[Degrees, Degrees, int]]:
    with open_parquet(points) as source:
        names = source.schema_arrow.names
        wanted = [names[column] for column in find_columns(names)]
        for batch in source.iter_batches(_TOGETHER, columns=wanted):
            lon, lat = degrees_of(*(batch.column(name) for name in wanted))
            yield lon, lat, 0


def _first_problems(points: Path, wanted: int) -> tuple[Problem, ...]:
    """Read the rows once more, by line, until so many problems are found."""
    problems: list[Problem] = []
    with open_rows(points) as reader:
        header = next(reader, [])
        columns = find_columns(header)
        while len(problems) < wanted and (batch := next_rows(reader, len(header), points.name, problems, most=_NAMING)):
            read_points(batch, columns, points.name, problems)
    return tuple(sorted(problems, key=lambda problem: problem.line or 0)[:wanted])
