"""What is said where a format needs a package that is not installed, or another program first."""

from __future__ import annotations

import struct
import zlib

from geo.documents.bytes_in import Undecodable
from geo.errors import ProblemKind

INSTALL = "pip install 'conflictmap[documents]'"
CONVERT = {
    ".doc": "Save it as .docx (Word, or soffice --convert-to docx).",
    ".wpd": "Save it as .docx (soffice --convert-to docx).",
    ".pages": "Export it as .docx from Pages.",
    ".msg": "Save it as .eml from Outlook.",
    ".pst": "Export the mails as .eml or .mbox.",
    ".epub": "Convert it to .html.",
    ".ppt": "Save it as .pdf.",
    ".pptx": "Save it as .pdf.",
    ".webarchive": "Save the page as .html.",
    ".warc": "Extract its pages as .html.",
    ".tar": "Unpack it first.",
    ".7z": "Unpack it first.",
    ".rar": "Unpack it first.",
    ".tgz": "Unpack it first.",
    ".bz2": "Unpack it first.",
    ".xz": "Unpack it first.",
    ".zst": "Unpack it first.",
}
"""Formats that are not read, with the one line that makes them readable."""

READER_FAILED = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError),
    *(TypeError, ValueError, struct.error, zlib.error),
)
"""What a reader of somebody else's raises on a damaged file: whatever it runs into, as a part that is not there."""


def reader_missing(suffix: str, package: str) -> Undecodable:
    """The fault of a file whose reader is not installed, with the line that installs it."""
    return Undecodable(ProblemKind.READER_MISSING, f"Reading {suffix} needs {package}: {INSTALL}")
