"""A decisions file to which decisions are added: what stands in it stays, also what this program makes nothing of.

Knows the header of the file, its separator and its end. Other columns, rows that nobody has decided yet and whatever a
person wrote beside them keep every byte; new rows stand behind them in the file's own columns.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import UsageError
from geo.inert import inert
from geo.review.files import COLUMNS, decision_row, read_decisions_file, separator_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geo.decision import Decision

_NEEDED = ("action", "target_event_id", "document", "quote", "field", "value", "author", "reason", "decided_at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A decisions file as it was found: its bytes, its decisions, and what a new row of it looks like."""

    content: bytes
    decisions: tuple[Decision, ...]
    columns: tuple[str, ...]
    separator: str

    def adding(self, decisions: Iterable[Decision]) -> bytes:
        """The file with a row for each of these behind it."""
        held = io.StringIO()
        writer = csv.writer(held, delimiter=self.separator, lineterminator="\n")
        for each in decisions:
            cells = dict(zip(COLUMNS, decision_row(each), strict=True))
            writer.writerow([inert(cells.get(name, "")) for name in self.columns])
        end = b"" if self.content.endswith((b"\n", b"\r")) else b"\n"
        return self.content + end + held.getvalue().encode()


def begin(path: Path) -> Begun:
    """The decisions file at a path; a new one where there is none.

    Raises:
        UsageError: It is no CSV with the columns of decisions, or has rows that cannot be used.
    """
    expected = f"a CSV of decisions to add to at {path.name}"
    if path.suffix.lower() == ".toml":
        raise UsageError(expected, "TOML", "Name a .csv with -o.")
    if not path.is_file():
        header = ",".join(COLUMNS)
        return Begun(content=f"{header}\n".encode(), decisions=(), columns=COLUMNS, separator=",")
    found = read_decisions_file(path)
    if found.problems:
        first = found.problems[0]
        got = f"line {first.line}: {first.message.rstrip('.')}"
        raise UsageError(expected, got, "Correct it first, or name another with -o.")
    content = path.read_bytes()
    text = content.decode("utf-8-sig")
    separator = separator_of(text)
    named = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    columns = tuple(each.strip().lower() for each in named)
    if lacking := [name for name in _NEEDED if name not in columns]:
        raise UsageError(expected, f"no column {', '.join(lacking)}", "Add it to the header, or name another with -o.")
    return Begun(content=content, decisions=found.decisions, columns=columns, separator=separator)
