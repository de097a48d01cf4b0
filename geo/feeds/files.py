"""The forms in which a feed comes: CSV, TSV, Excel, Parquet, and any of them in a zip or gzip.

Knows streams of cells: every form gives batches of text columns with the numbers of their rows, so that memory does not
grow with the file (an Excel sheet alone is read whole; it holds at most a million rows). Refuses to know what a column
means. Rows count from 1, the header not counted; blank lines are no rows.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from geo.archives import SourceError, is_zip, members
from geo.errors import ProblemKind
from geo.feeds.delimited import EmptyTableError, read_delimited
from geo.feeds.layouts import match_shape

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from numpy.typing import NDArray

    from geo.feeds.catalogue import Feed
    from geo.feeds.faults import Faults

BATCH_ROWS = 65_536
"""So many rows of a sheet or a Parquet file become one batch."""
UNPACKED_LIMIT = 1 << 40
"""A zip that declares more bytes than this is not opened."""
_GZIP_START = b"\x1f\x8b"
_SHEETS = (".xlsx", ".xls", ".xlsb", ".ods")
_TABLES = (".csv", ".tsv", ".tab", ".txt")


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows as columns of bytes or text, by the names of the feed; `rows` are their numbers in the file."""

    columns: dict[str, pa.Array]
    rows: NDArray[np.int64]


class UnreadableFile(Exception):  # noqa: N818 - a fault in the material, which the reader makes a Problem
    """A file that cannot be read (on), with the kind of problem that it is."""

    def __init__(self, kind: ProblemKind, message: str) -> None:
        """Keep the kind and the message for the problem."""
        self.kind, self.message = kind, message
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file, or a member of an archive, that can be opened more than once."""

    path: Path
    member: str | None = None

    @property
    def suffix(self) -> str:
        """The last part of the name, in small letters, that of a gzip taken off."""
        name = (self.member or self.path.name).lower().removesuffix(".gz")
        return f".{name.rpartition('.')[2]}"

    @contextmanager
    def stream(self) -> Iterator[BinaryIO]:
        """The bytes, unpacked."""
        if self.member is not None:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as inner:
                yield inner  # type: ignore[misc] # a zip's member reads like a file
            return
        with self.path.open("rb") as plain:
            is_gzip = plain.read(2) == _GZIP_START
        if is_gzip:
            with pa.input_stream(str(self.path), compression="gzip") as unpacked:
                yield unpacked
        else:
            with self.path.open("rb") as plain:
                yield plain


def read_batches(feed: Feed, path: Path, name: str, faults: Faults) -> Iterator[tuple[str, str, Batch]]:
    """Yield the rows of a file, with the file's (or archive member's) name and the name of its layout.

    Only the feed's own columns are read. Rows with too many or too few cells are faults.

    Raises:
        UsageError: The file has not the columns of the feed.
        UnreadableFile: It is empty, damaged, or in no known form.
    """
    try:
        if path.suffix.lower() not in _SHEETS and is_zip(path):
            for member in members(path, UNPACKED_LIMIT):
                yield from _read_form(feed, Opened(path, member), f"{name}/{member}", faults)
        else:
            yield from _read_form(feed, Opened(path), name, faults)
    except SourceError as error:
        raise UnreadableFile(ProblemKind.UNREADABLE_FILE, str(error)) from error
    except EmptyTableError as error:
        raise UnreadableFile(ProblemKind.EMPTY_FILE, "The file is empty.") from error
    except (pa.ArrowInvalid, zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        message = f"The rest of the file cannot be read: {error}"
        raise UnreadableFile(ProblemKind.UNREADABLE_FILE, message) from error


def _read_form(feed: Feed, opened: Opened, name: str, faults: Faults) -> Iterator[tuple[str, str, Batch]]:
    if opened.suffix in _SHEETS:
        found = _read_sheet(feed, opened, name)
    elif opened.suffix == ".parquet":
        found = _read_parquet(feed, opened, name)
    elif opened.suffix in _TABLES:
        found = _read_text(feed, opened, name, faults)
    else:
        message = f"A feed's file is CSV, TSV, Excel or Parquet, and no {opened.suffix}."
        raise UnreadableFile(ProblemKind.UNKNOWN_FORMAT, message)
    for layout, batch in found:
        yield name, layout, batch


def _read_text(feed: Feed, opened: Opened, name: str, faults: Faults) -> Iterator[tuple[str, Batch]]:
    for shape, columns, rows in read_delimited(feed, opened.stream, name, faults):
        yield shape.layout, Batch(columns, rows)


def _read_sheet(feed: Feed, opened: Opened, name: str) -> Iterator[tuple[str, Batch]]:
    import python_calamine as calamine  # noqa: PLC0415 - wanted for sheets alone

    with opened.stream() as stream:
        content = io.BytesIO(stream.read())
    try:
        sheet = calamine.CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise UnreadableFile(ProblemKind.UNREADABLE_FILE, f"The sheet cannot be read: {error}") from error
    if not sheet:
        raise EmptyTableError
    shape = match_shape(feed, [str(cell) for cell in sheet[0]], name)
    body = sheet[1:] if shape.has_header else sheet
    for start in range(0, len(body), BATCH_ROWS):
        part = body[start : start + BATCH_ROWS]
        columns = {key: pa.array([_cell_text(row[at]) for row in part], pa.string()) for key, at in shape.known.items()}
        yield shape.layout, Batch(columns, np.arange(start + 1, start + len(part) + 1))


def _cell_text(value: object) -> str:
    """A cell as a CSV of the same sheet would have it: whole numbers without a fraction, days in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _read_parquet(feed: Feed, opened: Opened, name: str) -> Iterator[tuple[str, Batch]]:
    from pyarrow import parquet  # noqa: PLC0415 - wanted for Parquet alone

    source: Any = str(opened.path)
    if opened.member is not None:
        with opened.stream() as stream:
            source = pa.BufferReader(stream.read())
    table = parquet.ParquetFile(source)
    shape = match_shape(feed, table.schema_arrow.names, name)
    wanted = {key: table.schema_arrow.names[at] for key, at in shape.known.items()}
    start = 0
    for found in table.iter_batches(batch_size=BATCH_ROWS, columns=list(wanted.values())):
        columns = {key: _as_text(found.column(own)) for key, own in wanted.items()}
        yield shape.layout, Batch(columns, np.arange(start + 1, start + found.num_rows + 1))
        start += found.num_rows


def _as_text(values: pa.Array) -> pa.Array:
    """A column as text; what is null is an empty cell."""
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    return values.cast(pa.string()).fill_null("")
