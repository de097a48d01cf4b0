"""How many units of a kind there are, by whom and when: the registry of `data/denominators.toml`.

Knows which numbers are in circulation; refuses to prefer one. A stated "of N" that nobody is known to use is a
mismatch.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.files import reference_file
from geo.vocab import Unit

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Denominator:
    """One count of all units of a kind; `day` is that of the source, `url` stands only where a page was read."""

    unit: Unit
    count: int
    source: str
    note: str
    url: str | None = None
    day: date | None = None


@cache
def read_denominators() -> tuple[Denominator, ...]:
    """The registry, by kind of unit and count, ascending."""
    table = tomllib.loads(reference_file("denominators.toml").read_text(encoding="utf-8"))
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


def known_totals(unit: Unit) -> tuple[int, ...]:
    """The totals in circulation for a kind of unit, ascending; empty where none is registered.

    >>> known_totals(Unit.DISTRICT)
    (387, 397, 398, 400, 401, 407, 421)
    """
    return tuple(each.count for each in read_denominators() if each.unit is unit)
