"""Texts that a spreadsheet would take for a formula: how they are made inert in CSV, and read back.

A cell that begins with `=`, `+`, `-`, `@`, `|`, `%`, one of their full-width forms, a minus sign, a tab or a line end
would run as a formula, or be taken for part of one, when the file is opened in a spreadsheet. Such a text gets an
apostrophe in front, as is customary; one apostrophe before these characters goes when it is read back.
"""

# ruff: noqa: RUF001 - full-width signs are what some spreadsheets take for formulas

from __future__ import annotations

import re

STARTS = (*"=+-@|%", *"＝＋－＠｜％", "\u2212", "\t", "\r", "\n")
STARTS_PATTERN = r"^[=+\-@|%＝＋－＠｜％\x{2212}\t\r\n]"
"""The same for RE2, which pyarrow uses."""
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d+)*|[.,]\d+)([eE][+-]?\d+)?%?")


def inert(text: str) -> str:
    """The text as a cell that is no formula.

    >>> inert("=1+1"), inert("Kunduz")
    ("'=1+1", 'Kunduz')
    """
    return f"'{text}" if text.startswith(STARTS) else text


def inert_cell(cell: str) -> str:
    """A cell of somebody else's table as one that is no formula: a number with a sign stays as it is.

    >>> inert_cell("-12.5"), inert_cell("+93 700"), inert_cell("-1+1")
    ('-12.5', "'+93 700", "'-1+1")
    """
    return cell if _NUMBER.fullmatch(cell) else inert(cell)


def original_text(cell: str) -> str:
    """A text as it was before its cell was made inert.

    >>> original_text("'=1+1"), original_text("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(STARTS) else cell
