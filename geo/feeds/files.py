"""The forms in which a feed comes: CSV, TSV, Excel, Parquet, and any of them in a zip or gzip.

Knows streams of cells: every form gives batches of text columns with the numbers of their rows, so that memory does not
grow with the file (an Excel sheet alone is read whole, by a process of its own: see `geo.sheets`). Refuses to
know what a column means. Rows count from 1, the header not counted; blank lines are no rows.
"""

from __future__ import annotations

import io
import json
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from geo.archives import DAMAGED, SourceError, is_zip, members, open_archive, open_member
from geo.errors import Problem, ProblemKind
from geo.feeds.delimited import BinaryTableError, EmptyTableError, first_lines, look_at, read_delimited
from geo.feeds.layouts import DELETIONS, are_tags, match_shape
from geo.sheets import SheetError, read_sheet
from geo.spans import Span, SpanReader, cut_lines, whole_span
from geo.transcoded import HEAD, MARKED, TranscodedStream, utf_16_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from numpy.typing import NDArray

    from geo.feeds.description import Feed
    from geo.feeds.faults import Faults
    from geo.feeds.layouts import Shape

BATCH_ROWS = 65_536
"""So many rows of a sheet or a Parquet file become one batch."""
UNPACKED_LIMIT = 1 << 40
"""A zip that declares more bytes than this is not opened."""
HELD_LIMIT = 2 << 30
"""A sheet, or a Parquet file in an archive, is held whole: not where it unpacks to more bytes than this."""
_BLOCK = 1 << 20
_TWO = 2
_BLANK = b"\xef\xbb\xbf \t\r\n"  # the byte order mark counts as blank
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
class Source:
    """A file of a feed with the name by which it is told of, or a stretch of one that was cut between rows.

    `first_row` is the number of rows of the file before the stretch. A stretch of a file with a header is read as if
    the header stood before it.
    """

    path: Path
    name: str
    span: Span | None = None
    first_row: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """A file, a member of an archive, or a stretch of a file with its header; it can be opened more than once."""

    path: Path
    member: str | None = None
    span: Span | None = None
    header: bytes = b""

    @property
    def suffix(self) -> str:
        """The last part of the name, in small letters, that of a gzip taken off."""
        name = (self.member or self.path.name).lower().removesuffix(".gz")
        return f".{name.rpartition('.')[2]}"

    @contextmanager
    def stream(self) -> Iterator[BinaryIO]:
        """The bytes, unpacked."""
        if self.span is not None:
            with SpanReader(self.span) as part:
                yield HeadedStream(self.header, part)  # type: ignore[misc] # as much of a file as a reader needs
                part.check()
            return
        if self.member is not None:
            with open_archive(self.path) as archive, open_member(archive, self.member) as inner:
                yield inner
            return
        with self.path.open("rb") as plain:
            is_gzip = plain.read(2) == _GZIP_START
        if is_gzip:
            with pa.input_stream(str(self.path), compression="gzip") as unpacked:
                yield unpacked
        else:
            with self.path.open("rb") as plain:
                yield plain

    def utf_16(self) -> str | None:
        """The codec of a text that is UTF-16, else None; a stretch is none, as only UTF-8 is cut."""
        if self.span is not None:
            return None
        with self.stream() as stream:
            return utf_16_of(stream.read(HEAD))

    @contextmanager
    def text(self) -> Iterator[BinaryIO]:
        """The bytes, unpacked; UTF-16 as UTF-8."""
        encoding = self.utf_16()
        with self.stream() as stream:
            yield stream if encoding is None else TranscodedStream(stream, encoding)  # type: ignore[misc] # as above


class HeadedStream:
    """A header, then the bytes of a stretch: what a reader of tables reads."""

    closed = False

    def __init__(self, header: bytes, part: SpanReader) -> None:
        """Begin before the header."""
        self._header, self._part = header, part

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, all that is left with -1."""
        head = self._header if size < 0 else self._header[:size]
        self._header = self._header[len(head) :]
        return head + (self._part.read(size) if size < 0 else self._part.read(size - len(head)))

    def readable(self) -> bool:
        """A stretch is there to be read."""
        return True

    def close(self) -> None:
        """Whoever opened the stretch closes it."""


def cut_feed(feed: Feed, path: Path, name: str, length: int) -> list[Span]:
    """A feed's file as stretches of about `length` bytes, cut between rows; what is packed or no text is one.

    Between double quotes a line end ends no row, where the feed's text is quoted at all. A file that cannot be read is
    one stretch without a sum.

    Raises:
        UsageError: The file has not the columns of the feed.
    """
    try:
        if Opened(path).suffix not in _TABLES or is_zip(path) or _is_gzip(path):
            return [whole_span(path, name)]
        if Opened(path).utf_16() is not None:
            return [whole_span(path, name)]  # a line end is no byte there
        shape, is_plain = look_at(feed, Opened(path).stream, name)
    except (EmptyTableError, BinaryTableError):
        return [whole_span(path, name)]
    except OSError:
        return [Span(path=str(path), file=name)]
    if shape.layout == DELETIONS:
        return [whole_span(path, name)]
    return cut_lines(path, name, length, is_quoted=not is_plain)


def has_tags(feed: Feed, path: Path) -> bool:
    """Whether a table has a row of HXL tags under its header; what cannot be read has none."""
    opened = Opened(path)
    try:
        if opened.suffix in _SHEETS:
            with opened.stream() as stream:
                content = _bounded(stream)
            _check_unpacked(content)
            _, rows = next(read_sheet(content))
            return len(rows) > 1 and are_tags(rows[1])
        if opened.suffix not in _TABLES or is_zip(path):
            return False
        return are_tags(first_lines(feed, opened.text)[2])
    except (UnreadableFile, SheetError, EmptyTableError, BinaryTableError, OSError, UnicodeError, pa.ArrowInvalid):
        return False


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(2) == _GZIP_START


def _opened(feed: Feed, source: Source) -> Opened:
    """The file, or a stretch of it behind the file's header."""
    span = source.span
    if span is None or not span.is_part:
        return Opened(source.path)
    header = b""
    if span.start:
        wanted = look_at(feed, Opened(source.path).stream, source.name)[0].lines_above
        with source.path.open("rb") as stream:
            while wanted:
                line = stream.readline()
                header += line
                wanted -= bool(line.strip(_BLANK))
    return Opened(source.path, span=span, header=header)


def read_batches(feed: Feed, source: Source, faults: Faults) -> Iterator[tuple[str, str, Batch]]:
    """Yield the rows of a file, with the file's (or archive member's) name and the name of its layout.

    Only the feed's own columns are read. Rows with too many or too few cells are faults.

    Raises:
        UsageError: The file has not the columns of the feed.
        UnreadableFile: It is empty, damaged, or in no known form.
    """
    path, name = source.path, source.name
    try:
        if path.suffix.lower() not in _SHEETS and is_zip(path):
            inside = members(path, UNPACKED_LIMIT)
            if not inside:
                raise UnreadableFile(ProblemKind.EMPTY_FILE, "The archive holds no file.")
            for member in inside:
                yield from _read_form(feed, Opened(path, member), f"{name}/{member}", faults)
        else:
            yield from _read_form(feed, _opened(feed, source), name, faults, source.first_row)
    except SourceError as error:
        raise UnreadableFile(ProblemKind.UNREADABLE_FILE, str(error)) from error
    except UnicodeDecodeError as error:
        message = f"The rest of the file is not valid {error.encoding.upper()}."
        raise UnreadableFile(ProblemKind.BROKEN_ENCODING, message) from error
    except EmptyTableError as error:
        raise UnreadableFile(ProblemKind.EMPTY_FILE, "The file is empty.") from error
    except BinaryTableError as error:
        raise UnreadableFile(ProblemKind.BINARY_FILE, str(error)) from error
    except (pa.ArrowInvalid, *DAMAGED, OSError) as error:
        message = f"The rest of the file cannot be read: {error}"
        raise UnreadableFile(ProblemKind.UNREADABLE_FILE, message) from error


def _read_form(
    feed: Feed, opened: Opened, name: str, faults: Faults, first_row: int = 0
) -> Iterator[tuple[str, str, Batch]]:
    if opened.suffix in _SHEETS:
        found = _read_sheet(feed, opened, name, faults)
    elif opened.suffix == ".parquet":
        found = _read_parquet(feed, opened, name)
    elif opened.suffix in _TABLES:
        found = _read_text(feed, opened, name, faults, first_row)
    else:
        message = f"A feed's file is CSV, TSV, Excel or Parquet, and no {opened.suffix}."
        raise UnreadableFile(ProblemKind.UNKNOWN_FORMAT, message)
    for layout, batch in found:
        yield name, layout, batch


def _read_text(feed: Feed, opened: Opened, name: str, faults: Faults, first_row: int) -> Iterator[tuple[str, Batch]]:
    encoding = opened.utf_16()
    for shape, columns, rows in read_delimited(feed, opened.text, name, faults, first_row=first_row):
        yield shape.layout, Batch(columns, rows)
    if encoding not in {None, MARKED}:
        message = "Its bytes are UTF-16, not UTF-8; it was read as such."
        faults.add_problem(Problem(kind=ProblemKind.DECODED_OTHERWISE, message=message, file=name))


def _read_sheet(feed: Feed, opened: Opened, name: str, faults: Faults) -> Iterator[tuple[str, Batch]]:
    with opened.stream() as stream:
        content = _bounded(stream)
    _check_unpacked(content)
    shape: Shape | None = None
    done = 0
    try:
        for names, rows in read_sheet(content):
            body = rows
            if shape is None:
                shape = _sheet_shape(feed, names, rows, name, faults)
                body = rows[shape.lines_above :]
            columns = {key: pa.array([row[at] for row in body], pa.string()) for key, at in shape.known.items()}
            if body:
                yield shape.layout, Batch(columns, np.arange(done + 1, done + len(body) + 1))
                done += len(body)
    except SheetError as error:
        kind = ProblemKind.TOO_LARGE if error.is_too_large else ProblemKind.UNREADABLE_FILE
        raise UnreadableFile(kind, str(error)) from error


def _sheet_shape(feed: Feed, names: tuple[str, ...], rows: list[list[str]], name: str, faults: Faults) -> Shape:
    """The shape of a sheet by its first rows; other sheets are named."""
    if len(names) > 1:
        message = f"Only the first sheet, {names[0]!r}, is read; not {', '.join(map(repr, names[1:]))}."
        faults.add_problem(Problem(kind=ProblemKind.SHEETS_NOT_READ, message=message, file=name))
    if not rows:
        raise EmptyTableError
    return match_shape(feed, rows[0], f"the first sheet of {name}", [] if len(rows) < _TWO else rows[1])


def _bounded(stream: BinaryIO) -> bytes:
    """All that a stream gives, up to the limit."""
    parts, held = list[bytes](), 0
    while block := stream.read(_BLOCK):  # never the whole limit at once: that much would be set aside for any file
        parts.append(block)
        held += len(block)
        if held > HELD_LIMIT:
            raise UnreadableFile(ProblemKind.TOO_LARGE, f"It unpacks to more than the limit of {HELD_LIMIT:,} bytes.")
    return b"".join(parts)


def _check_unpacked(content: bytes) -> None:
    """See that a workbook, which is an archive itself, declares no more bytes than the limit."""
    held = io.BytesIO(content)
    if not zipfile.is_zipfile(held):
        return  # the old form, which is not packed
    try:
        with open_archive(held) as archive:
            declared = sum(each.file_size for each in archive.infolist())
    except DAMAGED as error:
        raise UnreadableFile(ProblemKind.UNREADABLE_FILE, f"The workbook is damaged: {error}.") from error
    if declared > HELD_LIMIT:
        message = f"It unpacks to {declared:,} bytes; the limit is {HELD_LIMIT:,}."
        raise UnreadableFile(ProblemKind.TOO_LARGE, message)


def _read_parquet(feed: Feed, opened: Opened, name: str) -> Iterator[tuple[str, Batch]]:
    from pyarrow import parquet  # noqa: PLC0415 - wanted for Parquet alone

    source: Any = str(opened.path)
    if opened.member is not None:
        with opened.stream() as stream:
            source = pa.BufferReader(_bounded(stream))
    table = parquet.ParquetFile(source)
    shape = match_shape(feed, table.schema_arrow.names, name)
    wanted = {key: table.schema_arrow.names[at] for key, at in shape.known.items()}
    start = 0
    for found in table.iter_batches(batch_size=BATCH_ROWS, columns=list(wanted.values())):
        columns = {key: _as_text(found.column(own)) for key, own in wanted.items()}
        yield shape.layout, Batch(columns, np.arange(start + 1, start + found.num_rows + 1))
        start += found.num_rows


def _as_text(values: pa.Array) -> pa.Array:
    """A column as text; what is null is an empty cell, and a list or a group of values is JSON."""
    if pa.types.is_dictionary(values.type):
        values = values.dictionary_decode()
    try:
        return values.cast(pa.string()).fill_null("")
    except pa.ArrowNotImplementedError:
        return pa.array(["" if each is None else _nested_text(each) for each in values.to_pylist()], pa.string())


def _nested_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
