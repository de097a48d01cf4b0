"""A stretch of a file that is read on its own: where it begins and ends, and the sum of its bytes.

Knows bytes and line ends; refuses to know what a line means. A file of lines is cut behind line ends only, so that each
record lies in one stretch whole. Cutting depends on the bytes and the wanted length alone: the same file gives the
same stretches on any machine.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from geo.errors import ConflictmapError, UsageError

if TYPE_CHECKING:
    from types import TracebackType

_BLOCK = 1 << 20
_AGAIN = "It changed while the run was going on: run again, into another folder."


class SourceChangedError(ConflictmapError, ValueError):
    """A source that is no longer what it was when the run was planned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The bytes `[start, end)` of a file, and their sha256 (None: the file could not be read).

    `path` is where this machine finds the file, `file` its name for people, relative to the source. `first_line` is
    the number of its first line, from 1. `is_part` says that the file was cut.
    """

    path: str
    file: str
    start: int = 0
    end: int = 0
    first_line: int = 1
    sha256: str | None = None
    is_part: bool = False

    @property
    def length(self) -> int:
        """How many bytes it has."""
        return self.end - self.start


def whole_span(path: Path, file: str) -> Span:
    """A file as one stretch.

    Raises:
        OSError: It cannot be read.
    """
    digest, length = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
            length += len(block)
    return Span(path=str(path), file=file, end=length, sha256=digest.hexdigest())


def cut_lines(path: Path, file: str, length: int, *, is_quoted: bool = False) -> list[Span]:
    r"""A file of lines as stretches of at least `length` bytes, each up to a line end; the last may be shorter.

    With `is_quoted` a line end between double quotes, as CSV allows it, ends no line. A file of blanks alone is not
    cut.

    Raises:
        UsageError: `length` is below 1.
        OSError: The file cannot be read.
    """
    if length < 1:
        raise UsageError("stretches of 1 byte or more", length)
    cutter = _Cutter(str(path), file, length, is_quoted=is_quoted)
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            cutter.take(block)
    spans = cutter.finish()
    if len(spans) > 1 and not cutter.has_text:
        return [whole_span(path, file)]
    return [replace(span, is_part=len(spans) > 1) for span in spans]


class _Cutter:
    """Where the cuts fall, block by block."""

    def __init__(self, path: str, file: str, length: int, *, is_quoted: bool) -> None:
        self._path, self._file, self._length, self._is_quoted = path, file, length, is_quoted
        self._spans: list[Span] = []
        self._start = self._offset = 0
        self._first_line = self._line = 1
        self._quotes = 0
        self._digest = hashlib.sha256()
        self.has_text = False

    def take(self, block: bytes) -> None:
        at = 0
        while at < len(block):
            wanted = max(0, self._start + self._length - self._offset)
            if wanted >= len(block) - at:
                self._consume(block[at:])
                return
            self._consume(block[at : at + wanted])
            at += wanted
            end = self._line_end(block, at)
            self._consume(block[at:end])
            if end is None:
                return
            self._cut()
            at = end

    def finish(self) -> list[Span]:
        """All stretches; an empty file is one empty stretch."""
        if self._offset > self._start or not self._spans:
            self._cut()
        return self._spans

    def _line_end(self, block: bytes, at: int) -> int | None:
        """Where the first line that ends from `at` on has ended; None where none ends in this block."""
        quotes, place = self._quotes, at
        while (found := block.find(b"\n", place)) >= 0:
            if not self._is_quoted:
                return found + 1
            quotes += block.count(b'"', place, found)
            if quotes % 2 == 0:
                return found + 1
            place = found + 1
        return None

    def _consume(self, piece: bytes) -> None:
        self._digest.update(piece)
        self._offset += len(piece)
        self._line += piece.count(b"\n")
        if self._is_quoted:
            self._quotes += piece.count(b'"')
        self.has_text = self.has_text or bool(piece.strip())

    def _cut(self) -> None:
        self._spans.append(
            Span(
                path=self._path,
                file=self._file,
                start=self._start,
                end=self._offset,
                first_line=self._first_line,
                sha256=self._digest.hexdigest(),
            )
        )
        self._start, self._first_line, self._digest = self._offset, self._line, hashlib.sha256()


class SpanReader:
    """A stretch as a binary stream that sums what it gives out, so that a change since the planning is seen.

    Raises:
        OSError: The file cannot be opened.
    """

    closed = False

    def __init__(self, span: Span) -> None:
        """Open the file at the beginning of the stretch."""
        self.span = span
        self._stream = Path(span.path).open("rb")  # noqa: SIM115 - closed by `close`
        self._stream.seek(span.start)
        self._left = span.length
        self._is_short = False
        self._digest = hashlib.sha256()

    def __enter__(self) -> Self:
        """Give the stream itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._stream.close()
        self.closed = True

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, all that is left with -1."""
        wanted = self._bounded(size)
        return self._given(self._stream.read(wanted), wanted)

    def readline(self, size: int = -1) -> bytes:
        """The rest of a line with its end, up to `size` bytes."""
        wanted = self._bounded(size)
        return self._given(self._stream.readline(wanted), wanted)

    def check(self) -> None:
        """See that what was read is what the plan saw; what was left unread is not looked at.

        Raises:
            SourceChangedError: It is not.
        """
        if self.span.sha256 is None:
            expected = f"{self.span.file} to be closed to this program as it was"
            raise SourceChangedError(expected, "a file that opens", _AGAIN)
        is_read = self._left == 0 or self._is_short
        if is_read and self._digest.hexdigest() != self.span.sha256:
            expected = f"{self.span.file} from byte {self.span.start:,} to {self.span.end:,} as it was"
            raise SourceChangedError(expected, "other bytes", _AGAIN)

    def _bounded(self, size: int) -> int:
        return self._left if size < 0 else min(size, self._left)

    def _given(self, piece: bytes, wanted: int) -> bytes:
        self._is_short = self._is_short or (wanted > 0 and not piece)
        self._left -= len(piece)
        self._digest.update(piece)
        return piece
