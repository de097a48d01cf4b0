"""Points to provinces: a table with longitude and latitude columns gets the province's codes beside them.

Knows CSV and Parquet as streams of rows, and the added columns; the join itself is `geo.places.provinces`. A row
without coordinates keeps its cells, gets no province and is a problem. No row is dropped, none is moved.
"""

from __future__ import annotations

import csv
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from conflictmap.degrees import find_columns, no_point, paired, parse_degrees, parse_points
from conflictmap.point_rows import next_rows, open_rows, read_points
from geo.errors import UsageError
from geo.inert import inert_cell
from geo.places.installed_lines import installed_folder
from geo.vocab import ProvinceBasis
from geo.writing import check_replaceable, writing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from conflictmap.degrees import Degrees
    from geo.errors import Problem

__all__ = [
    "ADDED_COLUMNS", "DISTRICT_COLUMNS", "NO_PROVINCE", "Areas", "added_columns", "check_points", "join_areas",
    "join_provinces", "locate_file", "parse_degrees",
]  # fmt: skip

ADDED_COLUMNS = ("iso_3166_2", "admin1_pcode", "admin1_name", "province_basis", "border_km", "near_border")
DISTRICT_COLUMNS = ("admin2_pcode", "admin2_name", "admin2_basis")
"""Added behind the others where the user has installed district lines."""

PARQUET_BATCH = 1 << 17
_KM_DECIMALS = 3
_PROVINCE_CODE = len("AF19")

Province = tuple[str | None, str | None, str | None, str | None, float | None, bool | None]
NO_PROVINCE: Province = (None, None, None, None, None, None)
Areas = list[list[Any]]
"""The added columns, each a list of cells, in the order of `added_columns`."""


def locate_file(points: Path, target: Path, *, excel: bool = False) -> tuple[int, int, list[Problem]]:
    """Write `points` to `target` with the province of each row; return the rows, those in a province, and the problems.

    Both files are CSV (UTF-8, with a header) or both are Parquet. The longitude and latitude columns are found by
    name (longitude, lon, lng, long, x; latitude, lat, y; case does not count), degrees on WGS 84. The six added
    columns stand last, in the order of `ADDED_COLUMNS`, empty where there is no province; where the user has
    installed district lines, those of `DISTRICT_COLUMNS` follow. Both are read and written in batches. In CSV a cell
    that a spreadsheet would run as a formula is made inert, numbers stay; with `excel` CSV begins with a byte order
    mark.

    Raises:
        UsageError: No such file, no such columns, or columns of these names are there already.
        OutputError: The target cannot be written.
    """
    check_points(points)
    if target.exists() and target.samefile(points):
        raise UsageError("another file to write to", repr(str(target)), "The points themselves are never overwritten.")
    forms = {points.suffix.lower(), target.suffix.lower()}
    if forms not in ({".parquet"}, {".csv"}):
        raise UsageError("two .csv files or two .parquet files", f"{points.name} and {target.name}")
    check_replaceable(target)
    part = target.with_name(f".{target.name}.part")
    with writing(target):
        try:
            found = _locate_parquet(points, part) if forms == {".parquet"} else _locate_csv(points, part, excel=excel)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    return found


def check_points(points: Path) -> None:
    """Refuse what is no file.

    Raises:
        UsageError: There is no such file.
    """
    if not points.is_file():
        raise UsageError("a file of points", repr(str(points)), "Name a .csv or a .parquet file.")


def join_provinces(longitudes: Sequence[float | None], latitudes: Sequence[float | None]) -> list[Province]:
    """The six added cells of each point, in order; a point without a place has none of them."""
    lon, lat = (
        np.array([math.nan if value is None else value for value in column], dtype=np.float64)
        for column in (longitudes, latitudes)
    )
    return list(zip(*_province_columns(lon, lat), strict=True))


def added_columns() -> tuple[str, ...]:
    """The columns that are added: the province's, and the district's where the user has installed their lines."""
    return ADDED_COLUMNS if installed_folder() is None else (*ADDED_COLUMNS, *DISTRICT_COLUMNS)


def join_areas(lon: Degrees, lat: Degrees) -> Areas:
    """The added columns for points; NaN is no point."""
    columns = _province_columns(lon, lat)
    return columns if installed_folder() is None else _agreed([*columns, *_district_columns(lon, lat)])


def _agreed(columns: Areas) -> Areas:
    """The same columns, with the province of the district's own code where the outlines say another one."""
    from geo.places.provinces import default_provinces  # noqa: PLC0415 - shapely loads here

    by_code = {each.pcode: each for each in default_provinces().table}
    own, near = columns[len(ADDED_COLUMNS)], ADDED_COLUMNS.index("province_basis")
    for row, pcode in enumerate(own):
        province = by_code.get(str(pcode)[:_PROVINCE_CODE]) if pcode is not None else None
        if province is not None and columns[1][row] not in {None, province.pcode}:
            columns[0][row], columns[1][row], columns[2][row] = province.iso_3166_2, province.pcode, province.name
            columns[near][row] = ProvinceBasis.DISTRICT.value
    return columns


def _province_columns(lon: Degrees, lat: Degrees) -> Areas:
    from geo.places.provinces import default_provinces  # noqa: PLC0415 - shapely loads here

    provinces = default_provinces()
    located = provinces.locate(lon, lat)
    index = located.index.tolist()  # -1, none, is the last of each list
    rows = [(each.iso_3166_2, each.pcode, each.name) for each in provinces.table]
    names: Areas = [[column[at] for at in index] for column in ([*each, None] for each in zip(*rows, strict=True))]
    basis = [None if each is None else str(each) for each in located.basis.tolist()]
    kilometres = [None if km != km else round(km, _KM_DECIMALS) for km in located.border_km.tolist()]  # noqa: PLR0124 - NaN
    near = [is_near if at >= 0 else None for is_near, at in zip(located.near_border.tolist(), index, strict=True)]
    return [*names, basis, kilometres, near]


def _district_columns(lon: Degrees, lat: Degrees) -> Areas:
    from geo.places.districts import installed_districts  # noqa: PLC0415 - shapely loads here

    districts = installed_districts()
    assert districts is not None
    located = districts.locate(lon, lat)
    index = located.index.tolist()
    names: Areas = [
        [column[at] for at in index]
        for column in (
            [*(each.pcode for each in districts.table), None],
            [*(each.name for each in districts.table), None],
        )
    ]
    return [*names, [None if each is None else str(each) for each in located.basis.tolist()]]


def _locate_csv(points: Path, target: Path, *, excel: bool) -> tuple[int, int, list[Problem]]:
    problems: list[Problem] = []
    rows = placed = 0
    with open_rows(points) as reader, target.open("w", encoding="utf-8", newline="") as sink:
        sink.write("\ufeff" * excel)
        writer = csv.writer(sink, lineterminator="\n")
        header = next(reader, [])
        columns = find_columns(header, added_columns())
        writer.writerow([*map(inert_cell, header), *added_columns()])
        while batch := next_rows(reader, len(header), points.name, problems):
            added = join_areas(*read_points(batch, columns, points.name, problems))
            placed += sum(cell is not None for cell in added[0])
            near = ADDED_COLUMNS.index("near_border")
            added[near] = [None if cell is None else "true" if cell else "false" for cell in added[near]]
            areas = zip(*added, strict=True)
            writer.writerows([*map(inert_cell, row), *cells] for (_, row), cells in zip(batch, areas, strict=True))
            rows += len(batch)
    return rows, placed, problems


def _locate_parquet(points: Path, target: Path) -> tuple[int, int, list[Problem]]:
    import pyarrow as pa  # noqa: PLC0415 - large, and CSV does without
    import pyarrow.parquet as pq  # noqa: PLC0415

    problems: list[Problem] = []
    rows = placed = 0
    with open_parquet(points) as source:
        columns = find_columns(source.schema_arrow.names, added_columns())
        kinds = (*(pa.string(),) * 4, pa.float64(), pa.bool_(), *(pa.string(),) * len(DISTRICT_COLUMNS))
        added_fields = [pa.field(name, kind) for name, kind in zip(added_columns(), kinds, strict=False)]
        schema = source.schema_arrow
        for field in added_fields:
            schema = schema.append(field)
        with pq.ParquetWriter(target, schema) as sink:
            for batch in source.iter_batches(PARQUET_BATCH):
                lon, lat = degrees_of(*(batch.column(column) for column in columns))
                for number in np.flatnonzero(np.isnan(lon)).tolist():
                    east, north = (batch.column(column)[number].as_py() for column in columns)
                    problems.append(no_point(east, north, points.name, rows + number + 1))
                added = join_areas(lon, lat)
                arrays = [pa.array(cells, type=field.type) for cells, field in zip(added, added_fields, strict=True)]
                sink.write_batch(pa.RecordBatch.from_arrays([*batch.columns, *arrays], schema=schema))
                rows += batch.num_rows
                placed += batch.num_rows - arrays[0].null_count
    return rows, placed, problems


def open_parquet(points: Path) -> Any:  # noqa: ANN401 - a pyarrow.parquet.ParquetFile
    """Open a Parquet file.

    Raises:
        UsageError: It is none.
    """
    import pyarrow as pa  # noqa: PLC0415 - large, and CSV does without
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        return pq.ParquetFile(points)
    except (pa.ArrowInvalid, OSError) as error:
        expected = f"a Parquet file in {points.name}"
        raise UsageError(expected, repr(str(error))) from error


def degrees_of(longitudes: Any, latitudes: Any) -> tuple[Degrees, Degrees]:  # noqa: ANN401 - Arrow arrays
    """The coordinates in two Arrow arrays: numbers as they are, anything else cell by cell."""
    import pyarrow.types as kinds  # noqa: PLC0415

    if all(kinds.is_integer(each.type) or kinds.is_floating(each.type) for each in (longitudes, latitudes)):
        lon, lat = (each.to_numpy(zero_copy_only=False).astype(np.float64) for each in (longitudes, latitudes))
        return paired(lon, lat)
    return parse_points(longitudes.to_pylist(), latitudes.to_pylist())
