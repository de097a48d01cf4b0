"""Bytes in another encoding as UTF-8, block by block, for readers that know UTF-8 alone.

Knows how UTF-16 shows, with a byte order mark or without, and how any codec of Python's is decoded in blocks. Refuses
to know what the text says, and to guess: other encodings are named by whoever asks.
"""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import BinaryIO

MARKED = "utf-16"
"""The codec of UTF-16 with a byte order mark."""
HEAD = 1 << 16
"""So many bytes of a beginning tell UTF-16."""
_UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_ZEROS = 0.4
"""A text of which so many of every second byte are zero, and none of the others, is UTF-16 of mostly Latin letters."""
_READABLE = 0.95
"""So much of it must then be letters, marks and blanks."""


def utf_16_of(head: bytes) -> str | None:
    r"""The codec of a text in UTF-16 by its beginning; None where it is none, or where there is doubt.

    >>> utf_16_of("a,b".encode("utf-16")), utf_16_of("a,b".encode("utf-16-be")), utf_16_of(b"a,b")
    ('utf-16', 'utf-16-be', None)
    """
    if head.startswith(_UTF_32):
        return None
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return MARKED
    if len(head) % 2:
        return None
    for encoding, zeros, others in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if zeros.count(0) > len(zeros) * _ZEROS and not others.count(0):
            text = head.decode(encoding, "ignore")
            readable = sum(letter.isprintable() or letter.isspace() for letter in text)
            return encoding if readable > len(text) * _READABLE else None
    return None


class TranscodedStream:
    """The text of a stream in some encoding, as UTF-8; what is no text in it raises `UnicodeDecodeError`.

    `mark` is left out where the stream begins with it. A block never ends within a character.
    """

    closed = False

    def __init__(self, stream: BinaryIO, encoding: str, mark: bytes = b"") -> None:
        """Begin before the first byte; whoever opened the stream closes it."""
        self._stream, self._mark = stream, mark
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._held = b""
        self._is_done = False

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes of UTF-8, all that is left with -1."""
        while not self._is_done and (size < 0 or len(self._held) < size):
            block = self._stream.read(size)
            if self._mark:
                block, self._mark = block.removeprefix(self._mark), b""
                if not block:
                    continue
            self._is_done = not block
            self._held += self._decoder.decode(block, final=self._is_done).encode("utf-8", "surrogatepass")
        if size < 0 or len(self._held) <= size:
            found, self._held = self._held, b""
            return found
        end = size
        while end and self._held[end] & 0xC0 == 0x80:  # noqa: PLR2004 - a byte within a character
            end -= 1
        end = end or size
        found, self._held = self._held[:end], self._held[end:]
        return found

    def readable(self) -> bool:
        """It is there to be read."""
        return True

    def close(self) -> None:
        """Whoever opened the stream closes it."""


def as_was(cell: bytes) -> bytes:
    r"""The bytes of a cell that was read as Latin-1, in which each byte is a character, before it was.

    >>> as_was("\u00e9".encode("utf-8"))
    b'\xe9'
    """
    return cell if cell.isascii() else cell.decode("utf-8").encode("latin-1")
