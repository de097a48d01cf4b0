"""The first sheet of a workbook (.xlsx, .xls, .xlsb, .ods) as rows of cells, within a limit.

Knows python-calamine and that a workbook is an archive itself; knows nothing of what a column means.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, NamedTuple

from geo.errors import ProblemKind

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_BYTES = 1 << 30
"""A workbook that unpacks to more is not read."""


class SheetError(Exception):
    """A workbook that cannot be read, with the kind of problem that it is."""

    def __init__(self, kind: ProblemKind, message: str) -> None:
        """Keep the kind and the message for the problem."""
        self.kind, self.message = kind, message
        super().__init__(message)


class Sheet(NamedTuple):
    """The first sheet: its name, the names of the others, and its rows, each a list of cells."""

    name: str
    others: tuple[str, ...]
    rows: Sequence[Sequence[object]]


def read_first_sheet(raw: bytes) -> Sheet:
    """The first sheet of a workbook; a file without one has no rows.

    Raises:
        SheetError: It is damaged, or too large.
    """
    import python_calamine as calamine  # noqa: PLC0415 - wanted for sheets alone

    content = io.BytesIO(raw)
    if zipfile.is_zipfile(content):  # the old form is not packed
        with zipfile.ZipFile(content) as archive:
            declared = sum(each.file_size for each in archive.infolist())
        if declared > MOST_BYTES:
            message = f"It unpacks to {declared:,} bytes; the limit is {MOST_BYTES:,}."
            raise SheetError(ProblemKind.TOO_LARGE, message)
    content.seek(0)
    try:
        book = calamine.CalamineWorkbook.from_filelike(content)
        names = book.sheet_names
        rows = book.get_sheet_by_index(0).to_python() if names else []
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise SheetError(ProblemKind.UNREADABLE_FILE, "It cannot be read as a workbook: it is damaged.") from error
    return Sheet(names[0] if names else "", tuple(names[1:]), rows)
