"""CSV as the exports write it: RFC 4180 quoting, LF line ends, UTF-8, inert in a spreadsheet.

A text cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return would run as a formula when the file is
opened in a spreadsheet. Such a cell gets an apostrophe in front, as is customary; strip one leading apostrophe
before these characters to get the text back. Numbers are written as they are. `problems.jsonl` and the GeoJSON
files hold every text unchanged.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cell = str | int | float | bool | None
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    r"""A CSV text with a header line.

    >>> csv_text(("quote", "count"), [("=1+1", -3), (None, 2)])
    "quote,count\n'=1+1,-3\n,2\n"
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return stream.getvalue()


def _cell(value: Cell) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = str(value)
        return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
    return value
