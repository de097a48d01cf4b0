r"""Delimited text as blocks of columns: commas, semicolons or tabs, with or without a header.

Knows how pyarrow reads such text and how rows are numbered when broken ones are left out: a file is read by several
threads, and from the first broken row on once more by one, which knows where each row stands. Columns come as bytes:
whether they are UTF-8 is told where they become text. pyarrow stops at a broken row that is not UTF-8, so a text with
such bytes is given to it as Latin-1, and the cells are turned back. Refuses to know what a column means.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from geo.errors import Problem, ProblemKind
from geo.feeds.layouts import match_shape
from geo.feeds.quoting import LONGEST_CELL, CountedStream, NotUtf8Error, find_swallowed, zero_bytes
from geo.transcoded import TranscodedStream, as_was

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from typing import BinaryIO

    from numpy.typing import NDArray

    from geo.feeds.description import Feed
    from geo.feeds.faults import Faults
    from geo.feeds.layouts import Shape

BLOCK_BYTES = 8 << 20
"""So many bytes of text become one batch."""
BROKEN = "expected"
"""The word with which the fault of a row begins that has too many or too few cells."""
_HEAD_BYTES = 1 << 20
_BOM = b"\xef\xbb\xbf"

Columns = dict[str, pa.Array]
Part = tuple["Shape", Columns, "NDArray[np.int64]"]
Opener = "Callable[[], AbstractContextManager[BinaryIO]]"


class EmptyTableError(ValueError):
    """A file without a single line."""


class BinaryTableError(ValueError):
    """A file whose beginning holds a zero byte: no text in UTF-8."""


def look_at(feed: Feed, open_stream: Callable[[], AbstractContextManager[BinaryIO]], name: str) -> tuple[Shape, bool]:
    """The shape of a text, and whether it is plain: then a quote is a character as any other.

    Raises:
        UsageError: The file has not the columns of the feed.
        EmptyTableError: It has no line.
        BinaryTableError: It is no text.
    """
    delimiter, first, second = first_lines(feed, open_stream)
    shape = match_shape(feed, first, name, second)
    return shape, _is_plain(shape, delimiter)


def _is_plain(shape: Shape, delimiter: str) -> bool:
    return delimiter == "\t" and not shape.has_header


def read_delimited(
    feed: Feed,
    open_stream: Callable[[], AbstractContextManager[BinaryIO]],
    name: str,
    faults: Faults,
    *,
    first_row: int = 0,
) -> Iterator[Part]:
    """Yield the file's shape, the feed's own columns as bytes, and the numbers of their rows.

    `first_row` rows of the file stand before what is read here.

    Raises:
        UsageError: The file has not the columns of the feed.
        EmptyTableError: It has no line.
        BinaryTableError: It is no text.
    """
    delimiter, first, second = first_lines(feed, open_stream)
    shape = match_shape(feed, first, name, second)
    reader = _Reader(shape, delimiter, first_row, ordered=False)
    done = first_row
    try:
        for columns, rows in reader.parts(open_stream):
            if reader.broken:
                break  # from here on, rows have other numbers
            done = int(rows[-1])
            yield shape, columns, rows
    except NotUtf8Error:
        is_utf_8 = False
    else:
        is_utf_8 = True
    if reader.broken or not is_utf_8:
        reader = _Reader(shape, delimiter, first_row, ordered=True)
        for columns, rows in reader.all_parts(open_stream, is_utf_8=is_utf_8):
            fresh = rows > done
            if fresh.all():
                yield shape, columns, rows
            elif fresh.any():
                mask = pa.array(fresh)
                yield shape, {key: values.filter(mask) for key, values in columns.items()}, rows[fresh]
            done = max(done, int(rows[-1]))
        reason = f"{BROKEN} {len(shape.names)} cells"
        numbers, cells = [row for row, _ in reader.broken], [count for _, count in reader.broken]
        faults.add(name, ProblemKind.BROKEN_ROW, reason, numbers, cells)
    _note_swallowed(reader, open_stream, name, faults)


def _note_swallowed(
    reader: _Reader, open_stream: Callable[[], AbstractContextManager[BinaryIO]], name: str, faults: Faults
) -> None:
    """Name the rows that took others into them, where there are more lines than rows."""
    if not reader.may_hide_rows:
        return
    for each in find_swallowed(open_stream, reader.delimiter, reader.cells):
        why = (
            "a quote is opened and never closed"
            if each.at_end
            else "a quote is opened there and closed only lines later, or not where its cell ends"
        )
        where = f"Line {each.first:,}" if each.lines == 1 else f"Lines {each.first:,} to {each.last:,}"
        lost = "the line was" if each.lines == 1 else f"{each.lines:,} lines are swallowed and were"
        message = f"{where}: {why}; {lost} not read as rows are. Correct the quote and run again."
        faults.add_problem(Problem(kind=ProblemKind.BROKEN_QUOTE, message=message, file=name, line=each.first))
        faults.swallow(name, each.lines - 1)


class _Reader:
    """Reads delimited text by blocks and counts the rows; `ordered`, the broken ones where they stand."""

    def __init__(self, shape: Shape, delimiter: str, first_row: int, *, ordered: bool) -> None:
        """Begin before the first row; so many of the file stand before it."""
        self._shape, self.delimiter, self._ordered = shape, delimiter, ordered
        self.broken: list[tuple[int, int]] = []
        self._first = first_row
        self._begin()

    def _begin(self) -> None:
        self.broken.clear()
        self._last, self._line_ends = self._first, 0

    @property
    def cells(self) -> int:
        """The number of cells of a row."""
        return len(self._shape.names)

    @property
    def may_hide_rows(self) -> bool:
        """Whether a row is broken, or there were more line ends than rows; to be asked when all is read."""
        rows = self._last - self._first + len([row for row, _ in self.broken if row > self._last])
        is_open = bool(self.broken) or self._line_ends > rows + self._shape.lines_above
        return is_open and not _is_plain(self._shape, self.delimiter)

    def parts(
        self, open_stream: Callable[[], AbstractContextManager[BinaryIO]], *, is_utf_8: bool = True
    ) -> Iterator[tuple[Columns, Any]]:
        """The columns of each block, with the numbers of its rows, from the first row on.

        Raises:
            NotUtf8Error: The text is not UTF-8, and is said to be.
        """
        self._begin()
        with open_stream() as stream:
            held = stream if is_utf_8 else TranscodedStream(stream, "latin-1", _BOM)
            counted = CountedStream(held, is_utf_8=is_utf_8)  # type: ignore[arg-type] # it is read and no more
            for found in self._open(counted):
                if found.num_rows:
                    columns = dict(zip(found.schema.names, found.columns, strict=True))
                    yield columns if is_utf_8 else _as_were(columns), self._numbers(found.num_rows)
            self._line_ends = counted.line_ends

    def all_parts(
        self, open_stream: Callable[[], AbstractContextManager[BinaryIO]], *, is_utf_8: bool
    ) -> Iterator[tuple[Columns, Any]]:
        """As `parts`; where the text turns out not to be UTF-8 its rows come once more, from the first on."""
        if is_utf_8:
            try:
                yield from self.parts(open_stream)
            except NotUtf8Error:
                pass
            else:
                return
        yield from self.parts(open_stream, is_utf_8=False)

    def _open(self, stream: CountedStream) -> Any:  # noqa: ANN401 - pyarrow has no types
        names, is_plain = self._shape.names, _is_plain(self._shape, self.delimiter)
        first = {name: at for at, name in reversed([*enumerate(names)])}
        unique = [name if first[name] == at else f"{name}#{at}" for at, name in enumerate(names)]
        return arrow_csv.open_csv(
            stream,
            read_options=arrow_csv.ReadOptions(
                use_threads=not self._ordered,
                block_size=BLOCK_BYTES,
                column_names=unique,
                skip_rows_after_names=self._shape.lines_above,
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=self.delimiter,
                quote_char=False if is_plain else '"',
                newlines_in_values=not is_plain,
                invalid_row_handler=self._note,
            ),
            convert_options=arrow_csv.ConvertOptions(
                include_columns=list(self._shape.known),
                column_types=dict.fromkeys(self._shape.known, pa.binary()),
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )

    def _note(self, row: Any) -> str:  # noqa: ANN401 - pyarrow has no types
        number = (row.number or 0) - self._shape.lines_above
        self.broken.append((number + self._first, row.actual_columns))
        return "skip"

    def _numbers(self, count: int) -> NDArray[np.int64]:
        """The numbers of the next rows, those of broken rows passed over."""
        broken = np.array([row for row, _ in self.broken if row > self._last], dtype=np.int64)
        ahead = np.arange(self._last + 1, self._last + count + len(broken) + 1)
        rows = ahead[~np.isin(ahead, broken)][:count] if len(broken) else ahead
        self._last = int(rows[-1])
        return rows


def _as_were(columns: Columns) -> Columns:
    """Cells that were read as Latin-1, as the bytes that they were."""
    return {
        name: pa.array([None if cell is None else as_was(cell) for cell in cells.to_pylist()], pa.binary())
        for name, cells in columns.items()
    }


def first_lines(
    feed: Feed, open_stream: Callable[[], AbstractContextManager[BinaryIO]]
) -> tuple[str, list[str], list[str]]:
    """The delimiter, and the cells of the first two lines that are not blank (the second may be cut short)."""
    with open_stream() as stream:
        head = stream.read(_HEAD_BYTES)
    if b"\0" in head:
        message = f"The file is {zero_bytes(head)}. Save it as CSV (UTF-8)."
        raise BinaryTableError(message)
    text = head.removeprefix(_BOM).decode("utf-8", "replace").lstrip("\r\n")
    text = text.replace("\r\n", "\n").replace("\r", "\n")  # Excel for Mac ends lines with \r alone
    if not text.strip():
        raise EmptyTableError
    line = text.splitlines()[0]
    delimiter = max(feed.delimiters, key=lambda mark: (line.count(mark), -feed.delimiters.index(mark)))
    csv.field_size_limit(LONGEST_CELL)
    if feed.delimiters == ("\t",) and delimiter in line:
        return delimiter, line.split(delimiter), []
    if delimiter not in line:
        delimiter = ","  # no file of this feed; its header tells of which
    rows = (row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if row)
    return delimiter, next(rows, []), next(rows, [])
