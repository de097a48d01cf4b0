"""CSV as the exports write it: RFC 4180 quoting, LF line ends, UTF-8, inert in a spreadsheet.

A text cell that begins with `=`, `+`, `-`, `@`, `|`, `%`, one of their full-width forms, a tab or a line end would run
as a formula, or be taken for part of one, when the file is opened in a spreadsheet. Such a cell gets an apostrophe in
front, as is customary; strip one leading apostrophe before these characters to get the text back. Numbers are written
as they are. `problems.jsonl` and the GeoJSON files hold every text unchanged.
"""

# ruff: noqa: RUF001 - full-width signs are what some spreadsheets take for formulas

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cell = str | int | float | bool | None
_FORMULA_STARTS = (*"=+-@|%", *"＝＋－＠｜％", "\u2212", "\t", "\r", "\n")


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    r"""A CSV text with a header line.

    >>> csv_text(("quote", "count"), [("=1+1", -3), (None, 2)])
    "quote,count\n'=1+1,-3\n,2\n"
    """
    return "".join((",".join(columns) + "\n", *(csv_line(row) for row in rows)))


def csv_line(row: Sequence[Cell]) -> str:
    """One line of a CSV text, with its line end."""
    line = ",".join(_quoted(_text(value)) for value in row)
    return (line or '""') + "\n"  # a lone empty cell would be read as no row at all


def _quoted(text: str) -> str:
    # Python's own writer leaves a lone carriage return unquoted when lines end in LF, and readers then break the row.
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in '",\r\n') else text


def _text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA_STARTS) else text


def original_text(cell: str) -> str:
    """A text as it was before its cell was made inert: one apostrophe before what would be a formula goes.

    >>> original_text("'=1+1"), original_text("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA_STARTS) else cell
