"""Points to provinces: a table with longitude and latitude columns gets the province's codes beside them.

Knows CSV and Parquet as streams of rows and how a cell becomes a coordinate; the join itself is
`geo.places.provinces`. Refuses to guess a coordinate: a row without two finite numbers inside the world keeps its
cells, gets no province and is a problem. No row is dropped, none is moved.
"""

from __future__ import annotations

import csv
import math
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from geo.errors import Problem, ProblemKind, UsageError
from geo.places.installed_lines import installed_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from geo.places.provinces import Provinces

ADDED_COLUMNS = ("iso_3166_2", "admin1_pcode", "admin1_name", "province_basis", "border_km", "near_border")
LONGITUDE_NAMES = ("longitude", "lon", "lng", "long", "x")
LATITUDE_NAMES = ("latitude", "lat", "y")
_BATCH = 20_000
_MAX_LONGITUDE, _MAX_LATITUDE = 180.0, 90.0
_KM_DECIMALS = 3

Province = tuple[str | None, str | None, str | None, str | None, float | None, bool | None]
NO_PROVINCE: Province = (None, None, None, None, None, None)
DISTRICT_COLUMNS = ("admin2_pcode", "admin2_name", "admin2_basis")
"""Added behind the others where the user has installed district lines."""

Cells = tuple[str | float | bool | None, ...]


def locate_file(points: Path, target: Path) -> tuple[int, int, list[Problem]]:
    """Write `points` to `target` with the province of each row; return the rows, those in a province, and the problems.

    Both files are CSV (UTF-8, with a header) or both are Parquet. The longitude and latitude columns are found by
    name (longitude, lon, lng, long, x; latitude, lat, y; case does not count), degrees on WGS 84. The six added
    columns stand last, in the order of `ADDED_COLUMNS`, empty where there is no province; where the user has
    installed district lines, those of `DISTRICT_COLUMNS` follow. CSV is read and written in batches.

    Raises:
        UsageError: No such file, no such columns, or columns of these names are there already.
    """
    if not points.is_file():
        raise UsageError("a file of points", repr(str(points)), "Name a .csv or a .parquet file.")
    if target.resolve() == points.resolve():
        raise UsageError("another file to write to", repr(str(target)), "The points themselves are never overwritten.")
    forms = {points.suffix.lower(), target.suffix.lower()}
    if forms == {".parquet"}:
        return _locate_parquet(points, target)
    if forms == {".csv"}:
        return _locate_csv(points, target)
    raise UsageError("two .csv files or two .parquet files", f"{points.name} and {target.name}")


def join_provinces(longitudes: Sequence[float | None], latitudes: Sequence[float | None]) -> list[Province]:
    """The six added cells of each point, in order; a point without a place has none of them."""
    from geo.places.provinces import NO_PROVINCE as NOWHERE  # noqa: PLC0415 - numpy and shapely load here
    from geo.places.provinces import default_provinces  # noqa: PLC0415

    provinces: Provinces = default_provinces()
    missing = math.nan
    located = provinces.locate(
        [missing if value is None else value for value in longitudes],
        [missing if value is None else value for value in latitudes],
    )
    joined: list[Province] = []
    for index, basis, km, near in zip(
        located.index.tolist(),
        located.basis.tolist(),
        located.border_km.tolist(),
        located.near_border.tolist(),
        strict=True,
    ):
        if index == NOWHERE:
            joined.append(NO_PROVINCE)
            continue
        province = provinces.table[index]
        joined.append(
            (province.iso_3166_2, province.pcode, province.name, str(basis), round(km, _KM_DECIMALS), bool(near))
        )
    return joined


def added_columns() -> tuple[str, ...]:
    """The columns that are added: the province's, and the district's where the user has installed their lines."""
    return ADDED_COLUMNS if installed_folder() is None else (*ADDED_COLUMNS, *DISTRICT_COLUMNS)


def join_areas(longitudes: Sequence[float | None], latitudes: Sequence[float | None]) -> list[Cells]:
    """The added cells of each point, in the order of `added_columns`."""
    provinces = join_provinces(longitudes, latitudes)
    if installed_folder() is None:
        return list(provinces)
    from geo.places.districts import installed_districts  # noqa: PLC0415 - shapely loads here
    from geo.places.polygons import NO_SHAPE  # noqa: PLC0415

    districts = installed_districts()
    assert districts is not None
    located = districts.locate(
        [math.nan if value is None else value for value in longitudes],
        [math.nan if value is None else value for value in latitudes],
    )
    joined: list[Cells] = []
    for province, index, basis in zip(provinces, located.index.tolist(), located.basis.tolist(), strict=True):
        district = None if index == NO_SHAPE else districts.table[index]
        cells = (None, None, None) if district is None else (district.pcode, district.name, str(basis))
        joined.append((*province, *cells))
    return joined


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


def _locate_csv(points: Path, target: Path) -> tuple[int, int, list[Problem]]:
    problems: list[Problem] = []
    rows = placed = 0
    part = target.with_name(f".{target.name}.part")
    try:
        with (
            points.open(encoding="utf-8-sig", newline="") as source,
            part.open("w", encoding="utf-8", newline="") as sink,
        ):
            reader, writer = csv.reader(source, strict=True), csv.writer(sink, lineterminator="\n")
            header = next(reader, [])
            columns = _columns(header)
            writer.writerow([*header, *added_columns()])
            while batch := _batch(reader, len(header), points.name, problems):
                joined = _join_batch(batch, columns, points.name, problems)
                writer.writerows([*row, *map(_cell, cells)] for (_, row), cells in zip(batch, joined, strict=True))
                rows += len(batch)
                placed += sum(cells[0] is not None for cells in joined)
        part.replace(target)
    except (UnicodeDecodeError, csv.Error) as error:
        expected = f"a table in UTF-8 in {points.name}"
        raise UsageError(expected, repr(str(error)), "Save it as CSV (UTF-8).") from error
    finally:
        part.unlink(missing_ok=True)
    return rows, placed, problems


Row = tuple[int, list[str]]


class _Reader(Protocol):
    """A `csv.reader`: rows, and the line where the last one ended."""

    @property
    def line_num(self) -> int: ...
    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


def _batch(reader: _Reader, width: int, file: str, problems: list[Problem]) -> list[Row]:
    """The next rows with their line numbers.

    A row of another width keeps its cells, cut or filled up, and is a problem.
    """
    rows: list[Row] = []
    for cells in islice(reader, _BATCH):
        line = reader.line_num
        if not cells:
            continue
        if len(cells) != width:
            message = f"Expected {width} cells, got {len(cells)}."
            problems.append(Problem(kind=ProblemKind.BROKEN_ROW, message=message, file=file, line=line))
        rows.append((line, [*cells, *[""] * (width - len(cells))][:width]))
    return rows


def _join_batch(batch: list[Row], columns: tuple[int, int], file: str, problems: list[Problem]) -> list[Cells]:
    lon_column, lat_column = columns
    longitudes, latitudes = [], []
    for line, row in batch:
        longitude = parse_degrees(row[lon_column], _MAX_LONGITUDE)
        latitude = parse_degrees(row[lat_column], _MAX_LATITUDE)
        if longitude is None or latitude is None:
            message = f"Expected degrees of longitude and latitude, got {row[lon_column]!r} and {row[lat_column]!r}."
            problems.append(Problem(kind=ProblemKind.BROKEN_ROW, message=message, file=file, line=line))
            longitude = latitude = None
        longitudes.append(longitude)
        latitudes.append(latitude)
    return join_areas(longitudes, latitudes)


def _columns(header: Sequence[str]) -> tuple[int, int]:
    """The positions of the longitude and the latitude column."""
    folded = [name.strip().lower() for name in header]
    taken = [name for name in added_columns() if name in folded]
    if taken:
        raise UsageError("a table without the columns to add", ", ".join(taken), "Rename or drop them first.")
    found = []
    for names in (LONGITUDE_NAMES, LATITUDE_NAMES):
        column = next((folded.index(name) for name in names if name in folded), None)
        if column is None:
            expected = f"a column named {names[0]}"
            raise UsageError(expected, ", ".join(header) or "no header", "Rename the column.")
        found.append(column)
    return found[0], found[1]


def _cell(value: str | float | bool | None) -> str:  # noqa: FBT001 - a cell may be a truth value
    if value is None:
        return ""
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _locate_parquet(points: Path, target: Path) -> tuple[int, int, list[Problem]]:
    try:
        pa, pq = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError as error:
        hint = "Install it with pip install pyarrow, or save the points as CSV."
        raise UsageError("pyarrow for a .parquet file", "no such package", hint) from error
    table: Any = pq.read_table(points)
    lon_column, lat_column = _columns(table.column_names)
    pairs = zip(table.column(lon_column).to_pylist(), table.column(lat_column).to_pylist(), strict=True)
    batch: list[Row] = [(number, ["", ""]) for number in range(1, table.num_rows + 1)]
    problems: list[Problem] = []
    for (number, cells), pair in zip(batch, pairs, strict=True):
        cells[:] = [str(value) for value in pair]
        batch[number - 1] = (number, cells)
    joined = _join_batch(batch, (0, 1), points.name, problems)
    kinds = (*(pa.string(),) * 4, pa.float64(), pa.bool_(), *(pa.string(),) * len(DISTRICT_COLUMNS))
    for name, kind, values in zip(added_columns(), kinds, _transposed(joined), strict=False):
        table = table.append_column(name, pa.array(values, type=kind))
    pq.write_table(table, target)
    return table.num_rows, sum(cells[0] is not None for cells in joined), problems


def _transposed(joined: Iterable[Cells]) -> list[list[Any]]:
    rows = list(joined)
    return [[row[column] for row in rows] for column in range(len(added_columns()))]
