"""What the sections of the performance page share: the figures of a run, and how a table is written.

Knows the shape of pytest-benchmark's results. Refuses to know what was measured; each module of `bench/sections` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Row = dict[str, Any]
"""One benchmark: `name`, `stats` in seconds, `extra_info` as the benchmark left it."""

Groups = dict[str, dict[str, Row]]
"""Group -> name of the benchmark, its parameters included -> row."""


def grouped(rows: Iterable[Row]) -> Groups:
    """Return the benchmarks of a run by group and name."""
    groups: Groups = {}
    for row in rows:
        groups.setdefault(row["group"], {})[row["name"]] = row
    return groups


def median(row: Row) -> float:
    """Return the median in seconds."""
    return float(row["stats"]["median"])


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a Markdown table: the first column to the left, the others to the right."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |".replace("|  ", "| ") for cells in lines)
