"""CSV as the exports write it: RFC 4180 quoting, LF line ends, UTF-8, inert in a spreadsheet (see `geo.inert`).

Numbers are written as they are. `problems.jsonl` and the GeoJSON files hold every text unchanged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.inert import inert

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cell = str | int | float | bool | None


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
    return inert(value) if isinstance(value, str) else str(value)
