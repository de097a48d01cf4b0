"""Bytes to text, without guessing.

Knows byte order marks, a declared encoding and UTF-8; what is none of these is a problem that says where it breaks, or
is read by `geo.documents.encodings` where its bytes leave no doubt. A wrong guess would change names and nobody would
see it.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Protocol, Self

from geo.documents.encodings import decode_without_doubt
from geo.errors import ProblemKind

if TYPE_CHECKING:
    from types import TracebackType

MAX_BYTES = 16 * 1024 * 1024
"""The largest single article, in bytes: a file, a line of JSON, a feed entry."""
MAX_FILE_BYTES = 64 * 1024 * 1024
"""The largest file that must be read as a whole although it holds many records: a feed, a JSON array."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""(?:<\?xml[^>]{0,200}\sencoding|<meta[^>]{0,300}charset)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_CONTROLS = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32))
_BINARY_HEADS = (b"%PDF-", b"\x1f\x8b", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BZh", b"\xfd7zXZ")
_MARKS = (*_BINARY_HEADS, *(mark for mark, _ in _BOMS))
_LATIN = frozenset({"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"})
"""What pages call Windows-1252; browsers read them so."""
_HEAD = 4_096
_CONTROL_SHARE = 0.1


class Readable(Protocol):
    """A stream of bytes to read from and close: a file, or a stretch of one."""

    def __enter__(self) -> Self:
        """Give the stream itself."""
        ...

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """Close it."""
        ...

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes, all that is left with -1."""
        ...

    def readline(self, size: int = -1, /) -> bytes:
        """The rest of a line with its end, up to `size` bytes."""
        ...


class Undecodable(Exception):  # noqa: N818 - a fault in the material, caught by the reader and made a Problem
    """Bytes that are no text, with the kind of problem they are."""

    def __init__(self, kind: ProblemKind, message: str) -> None:
        """Keep the kind and the message for the problem."""
        self.kind, self.message = kind, message
        super().__init__(message)


def decode(raw: bytes, *, is_markup: bool = False) -> str:
    """The text of the bytes, without a byte order mark.

    Goes by the byte order mark, else (`is_markup`) by the encoding that the page or feed declares, else by UTF-8.
    Raises `Undecodable` with EMPTY_FILE, BINARY_FILE or BROKEN_ENCODING.

    >>> decode(codecs.BOM_UTF16_LE + "Kābul".encode("utf-16-le"))
    'Kābul'
    """
    if not raw.strip():
        raise Undecodable(ProblemKind.EMPTY_FILE, "The file is empty." if not raw else "The file holds only blanks.")
    mark, encoding = next(((mark, name) for mark, name in _BOMS if raw.startswith(mark)), (b"", ""))
    if not encoding:
        refuse_binary(raw)
        declared = _DECLARED.search(raw[:_HEAD]) if is_markup else None
        encoding = declared[1].decode("ascii") if declared else "utf-8"
        encoding = "cp1252" if encoding.lower() in _LATIN else encoding
    try:
        text = raw[len(mark) :].decode(encoding)
    except LookupError:
        return decode(raw)  # a name that no codec has: the page must then be UTF-8
    except UnicodeError as error:
        at = len(mark) + (error.start if isinstance(error, UnicodeDecodeError) else 0)
        message = f"Not valid {encoding.upper()} at byte {at:,}. Nothing is guessed: save the file as UTF-8."
        raise Undecodable(ProblemKind.BROKEN_ENCODING, message) from None
    if not text.strip():
        raise Undecodable(ProblemKind.EMPTY_FILE, "The file holds no text.")
    return text


def decode_noting(raw: bytes, *, is_markup: bool = False) -> tuple[str, str | None]:
    """The text of the bytes as `decode` gives it, else by the one encoding that they can be in, with a note of it.

    Raises:
        Undecodable: As `decode` does, where there is doubt.
    """
    try:
        return decode(raw, is_markup=is_markup), None
    except Undecodable as error:
        may_be = error.kind in {ProblemKind.BROKEN_ENCODING, ProblemKind.BINARY_FILE}
        read = decode_without_doubt(raw) if may_be and not raw.startswith(_MARKS) else None
        if read is None:
            raise
        return read.text, f"Its bytes are {read.encoding}, not UTF-8; it was read as such."


def refuse_binary(raw: bytes) -> None:
    """Raise `Undecodable` for bytes that are not text at all: known signatures, NUL bytes, many controls."""
    head = raw[:_HEAD]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if head.startswith(_BINARY_HEADS) or b"\0" in raw or controls > _CONTROL_SHARE * len(head):
        raise Undecodable(ProblemKind.BINARY_FILE, "This is not text.")
