r"""Wrong quoting in delimited text: a quote that is opened and not closed takes the rows behind it into one cell.

Such rows appear nowhere: neither among those that are read nor among the broken ones. A file whose line ends are as
many as its rows cannot hide any; only another is read once more here, line by line, as strict CSV. `CountedStream`
counts the line ends while the file is read.

It also never ends a block of bytes between the two characters of `\r\n`: pyarrow drops the second one there, also
within a quoted cell.
"""

from __future__ import annotations

import codecs
import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from typing import BinaryIO

LONGEST_CELL = 16 << 20
"""So many characters of a cell are read; a longer one is wrong quoting."""
_BLOCK = 1 << 20
_HALF, _FEWEST = 0.5, 2
_UTF16_SHARE = 0.2
"""A text of which so many bytes, every second one, are zero is UTF-16."""


@dataclass(frozen=True, slots=True)
class Swallowed:
    """A row that took others into it: its first and last line (both inclusive, the file's first line is 1).

    `is_wrong` says that it is no CSV by itself, `at_end` that it reaches to the end of the text for that.
    """

    first: int
    last: int
    is_wrong: bool
    at_end: bool

    @property
    def lines(self) -> int:
        """How many lines it holds."""
        return self.last - self.first + 1


class NotUtf8Error(ValueError):
    """A text that is not UTF-8 where it has to be."""


class CountedStream:
    r"""A stream that counts its line ends (\n, else \r) and gives no block that ends between \r and \n.

    With `is_utf_8` a block that is not UTF-8 raises `NotUtf8Error` instead.
    """

    closed = False

    def __init__(self, stream: BinaryIO, *, is_utf_8: bool = False) -> None:
        """Begin before the first byte; whoever opened the stream closes it."""
        self._stream, self._held = stream, b""
        self._feeds = self._returns = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")() if is_utf_8 else None

    @property
    def line_ends(self) -> int:
        """The line ends so far."""
        return self._feeds or self._returns

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, all that is left with -1."""
        held, self._held = self._held, b""
        block = held + self._stream.read(size if size < 0 else max(1, size - len(held)))
        if size >= 0 and len(block) > len(held) and block.endswith(b"\r"):
            self._held, block = b"\r", block[:-1]
            if not block:
                return self.read(size)
        if size:
            self._check(block)
        self._feeds += block.count(b"\n")
        if not self._feeds:
            self._returns += block.count(b"\r")
        return block

    def _check(self, block: bytes) -> None:
        if self._decoder is None or (block and block.isascii() and not self._decoder.getstate()[0]):
            return
        try:
            self._decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            raise NotUtf8Error from error

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def close(self) -> None:
        """Whoever opened the stream closes it."""


def find_swallowed(
    open_stream: Callable[[], AbstractContextManager[BinaryIO]], delimiter: str, cells: int
) -> list[Swallowed]:
    """The rows of a text that took others into them; `cells` is the number of cells of a row.

    A row of several lines is one if its quoting is wrong (the quote is not closed at the end of the text, or is closed
    by one that opens another cell), if it has not so many cells and a line within it has half of them or the last line
    all, or if each line within it is as long as a row. A cell of several lines is none.
    """
    with open_stream() as stream:
        return list(_find(_lines(stream), delimiter, cells))


def _find(lines: Iterable[str], delimiter: str, cells: int) -> Iterator[Swallowed]:
    csv.field_size_limit(LONGEST_CELL)
    kept: list[int] = []  # the delimiters of each line of the row that is being read
    last = 0

    def counted() -> Iterator[str]:
        for line in lines:
            kept.append(line.count(delimiter))
            yield line
        nonlocal last
        last = -1

    reader = csv.reader(counted(), delimiter=delimiter, strict=True)
    while True:
        kept.clear()
        first = reader.line_num + 1
        is_wrong = False
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            row, is_wrong = [], True
        at_end = is_wrong and last < 0
        if at_end or (len(kept) > 1 and (is_wrong or _holds_rows(kept, cells, is_whole=len(row) == cells))):
            yield Swallowed(first, reader.line_num, is_wrong=is_wrong, at_end=at_end)


def _holds_rows(delimiters: list[int], cells: int, *, is_whole: bool) -> bool:
    """Whether the lines of a row that is quoted well are rows themselves."""
    inner, last = delimiters[1:-1], delimiters[-1]
    if not is_whole:
        return max(inner, default=0) >= max(_FEWEST, (cells - 1) * _HALF) or last >= max(_FEWEST, cells - 1)
    return bool(inner) and min(inner) >= max(_FEWEST, cells - 1)


def _lines(stream: BinaryIO) -> Iterator[str]:
    r"""The lines of a stream with their ends (\n; \r where there is no \n); each byte is a character."""
    rest = b""
    end = b""
    while block := stream.read(_BLOCK):
        if not end:
            end = b"\n" if b"\n" in block or b"\r" not in block else b"\r"
        parts = (rest + block).split(end)
        rest = parts.pop()
        for part in parts:
            yield part.decode("latin-1") + "\n"
    if rest:
        yield rest.decode("latin-1")


def zero_bytes(head: bytes) -> str:
    """What a file is whose beginning holds zero bytes.

    >>> zero_bytes("a,b".encode("utf-16"))
    'text in UTF-16'
    """
    every_second = max(head[1::2].count(0), head[::2].count(0))
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or every_second > len(head) * _UTF16_SHARE:
        return "text in UTF-16"
    return "no text: it holds zero bytes"
