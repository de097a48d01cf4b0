"""What is wrong with rows: each fault with its file, its row and its reason, and never a record for each of millions.

Knows how to name many rows shortly: the first `NAMED` of a kind and reason are a problem each, the rest one problem
for every `RANGE` rows, which names them all as ranges. Nothing is dropped. Rows count from 1, the header not counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from geo.errors import Problem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

NAMED = 1_000
"""So many rows of a file are named one by one for each kind and reason."""
RANGE = 5_000
"""So many further rows stand in one problem, as ranges."""

_Key = tuple[str, ProblemKind, str]


@dataclass(slots=True)
class _Rows:
    """The rows of one kind of fault: the first with what was found there, all by their number."""

    named: list[tuple[int, str]] = field(default_factory=list)
    more: list[NDArray[np.int64]] = field(default_factory=list)


class Faults:
    """The faults of a run, gathered file by file.

    >>> faults = Faults()
    >>> faults.add("a.csv", ProblemKind.BROKEN_ROW, "longitude is no number", [3], ["x"])
    >>> [(each.file, each.line, each.message) for each in faults.problems()]
    [('a.csv', 3, "Row 3: longitude is no number, got 'x'.")]
    """

    def __init__(self, *, shows_cells: bool = True) -> None:
        """Begin without a fault. Without `shows_cells` what stands in a row is told of no row."""
        self._shows_cells = shows_cells
        self._rows: dict[_Key, _Rows] = {}
        self._whole: list[Problem] = []
        self._swallowed: dict[str, int] = {}

    def add(
        self,
        file: str,
        kind: ProblemKind,
        reason: str,
        rows: Sequence[int] | NDArray[np.int64],
        found: Sequence[object] | None = None,
    ) -> None:
        """Note rows with a fault; `found` is what stands there, row for row."""
        if len(rows) == 0:
            return
        kept = self._rows.setdefault((file, kind, reason), _Rows())
        room = max(0, NAMED - len(kept.named))
        for place in range(min(room, len(rows))):
            kept.named.append(
                (int(rows[place]), "" if found is None or not self._shows_cells else f", got {shown(found[place])}")
            )
        if len(rows) > room:
            kept.more.append(np.asarray(rows[room:], dtype=np.int64))

    def swallow(self, file: str, lines: int) -> None:
        """Note lines that stand within another row of the file, so that they were not read as rows."""
        self._swallowed[file] = self._swallowed.get(file, 0) + lines

    def swallowed(self, file: str) -> int:
        """How many lines of a file were not read as rows."""
        return self._swallowed.get(file, 0)

    def broken_files(self) -> list[str]:
        """The files with rows that are broken or swallowed, by name: of some of them no row may have been read."""
        broken = {file for file, kind, _ in self._rows if kind is ProblemKind.BROKEN_ROW}
        return sorted(broken | set(self._swallowed))

    def add_problem(self, problem: Problem) -> None:
        """Note a problem of a whole file."""
        self._whole.append(problem)

    def count(self, kind: ProblemKind, *, file: str | None = None, reason: str = "") -> int:
        """How many rows have a fault of this kind, in one file (default: in all), with a reason that begins so."""
        return sum(
            len(rows.named) + sum(map(len, rows.more))
            for (where, what, why), rows in self._rows.items()
            if what is kind and file in {None, where} and why.startswith(reason)
        )

    def problems(self) -> tuple[Problem, ...]:
        """All faults as problems, by file, kind and row."""
        found = [*self._whole, *self._each()]
        return tuple(sorted(found, key=lambda each: (each.file or "", each.kind, each.line or 0, each.message)))

    def _each(self) -> Iterator[Problem]:
        for (file, kind, reason), rows in self._rows.items():
            for row, got in rows.named:
                yield Problem(kind=kind, message=f"Row {row}: {reason}{got}.", file=file, line=row)
            more = np.concatenate(rows.more) if rows.more else np.empty(0, np.int64)
            for start in range(0, len(more), RANGE):
                part = more[start : start + RANGE]
                message = f"{len(part)} more rows: {reason}. Rows {row_ranges(part.tolist())}."
                yield Problem(kind=kind, message=message, file=file, line=int(part[0]))


def shown(value: object) -> str:
    r"""A cell's value as a message has it: text in quotes, days and instants in ISO 8601, numbers plain.

    >>> from datetime import date
    >>> shown("x"), shown(date(21, 8, 6)), shown(b"caf\xe9")
    ("'x'", '0021-08-06', "'caf\\\\xe9'")
    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return repr(value.decode("utf-8", "backslashreplace"))
    return repr(value) if isinstance(value, str) else "nothing" if value is None else str(value)


def row_ranges(rows: Iterable[int]) -> str:
    """Row numbers as ranges.

    >>> row_ranges([3, 4, 5, 9])
    '3-5, 9'
    """
    found = []
    for _, run in groupby(enumerate(sorted(rows)), lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        found.append(str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}-{numbers[-1]}")
    return ", ".join(found)
