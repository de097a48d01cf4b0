"""The text layer of a PDF, its lines joined to paragraphs.

Knows that a line of a paragraph ends where the next word no longer fits, and drops page numbers. The original of the
offsets is the text as it comes out. A page that is a picture has no text: it is named, and not recognised. Needs pypdf
(the extra `documents`).
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from geo.documents.bytes_in import MAX_BYTES, Undecodable
from geo.documents.extras import READER_FAILED, reader_missing
from geo.documents.formats import record_of
from geo.errors import ProblemKind
from geo.model import OffsetMap

if TYPE_CHECKING:
    from geo.documents.formats import Origin
    from geo.documents.record import RawRecord

_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-\u2013]?\s*\d{1,4}\s*[-\u2013]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_ROOM = 0.88
"""A line that could have taken the next word within this part of the longest line's width ends its paragraph."""


def read_pdf(raw: bytes, origin: Origin) -> RawRecord:
    """A PDF with a text layer."""
    try:
        import pypdf  # noqa: PLC0415 - an extra, and only PDF needs it
    except ImportError:
        raise reader_missing(".pdf", "pypdf") from None
    damaged = "It cannot be read as a PDF: it is damaged, or another format."
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Undecodable(ProblemKind.UNREADABLE_FILE, "It is encrypted: save it without a password.")
        pages = [page.extract_text() for page in reader.pages]
    except (pypdf.errors.PyPdfError, *READER_FAILED) as error:
        raise Undecodable(ProblemKind.UNREADABLE_FILE, damaged) from error
    if sum(map(len, pages)) > MAX_BYTES:
        raise Undecodable(ProblemKind.TOO_LARGE, f"Its text is longer than the limit of {MAX_BYTES:,} characters.")
    empty = [number for number, text in enumerate(pages, 1) if not text.strip()]
    if len(empty) == len(pages):
        message = "It has no text layer: it is a picture of a text. Recognise it first (ocrmypdf IN.pdf OUT.pdf)."
        raise Undecodable(ProblemKind.NO_TEXT, message)
    text = "\n\n".join(join_lines([line for page in pages for line in page.split("\n")]))
    said = f"Pages without a text layer, which were not read: {', '.join(map(str, empty))}."
    findings = ((ProblemKind.TEXT_CUT, said),) if empty else ()
    return record_of(raw, origin, text, OffsetMap.identity(len(text)), findings=findings)


def join_lines(lines: list[str]) -> list[str]:
    """Paragraphs from the lines of pages: a line goes on in the next unless that word had still fitted behind it.

    >>> join_lines(["Kunduz falls", "The city of Kunduz fell on Sunday, officials said, after days of", "fighting."])
    ['Kunduz falls', 'The city of Kunduz fell on Sunday, officials said, after days of fighting.']
    """
    kept = [" ".join(line.split()) for line in lines]
    kept = [line for line in kept if not _PAGE_NUMBER.fullmatch(line)]
    width = max(map(len, kept), default=0) * _ROOM
    paragraphs: list[str] = []
    open_line = ""
    for line in kept:
        if not line:
            open_line = ""
            continue
        if open_line and not _ends(open_line, line, width):
            paragraphs[-1] = _joined(paragraphs[-1], line)
        else:
            paragraphs.append(line)
        open_line = line
    return paragraphs


def _ends(line: str, following: str, width: float) -> bool:
    """Whether a line ends its paragraph."""
    if following[:1].islower():
        return False
    return len(line) + 1 + len(following.split(" ", 1)[0]) < width


def _joined(text: str, line: str) -> str:
    """Two lines as one; a word parted by a hyphen at the line's end is put together."""
    if text.endswith("-") and text[-2:-1].isalpha() and line[:1].islower():
        return text[:-1] + line
    return f"{text} {line}"
