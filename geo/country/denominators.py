"""How many units of a kind there are, by whom and when: `data/countries/*/denominators.toml`.

All numbers in circulation are kept; none is preferred. A stated "of N" that nobody is known to use is a mismatch.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.vocab import Unit

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Denominator:
    """One count of all units of a kind; `day` is that of the source, `url` stands only where a page was read."""

    unit: Unit
    count: int
    source: str
    note: str
    url: str | None = None
    day: date | None = None


def read_denominators(path: Path) -> tuple[Denominator, ...]:
    """The rows of a table, by kind of unit and count, ascending."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    entries = (
        Denominator(
            unit=Unit(row["unit"]),
            count=row["count"],
            source=row["source"],
            note=row["note"],
            url=row.get("url"),
            day=row.get("day"),
        )
        for row in table["denominator"]
    )
    return tuple(sorted(entries, key=lambda each: (each.unit, each.count)))
