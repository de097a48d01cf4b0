"""Reads `data/countries/*/sides.toml` into `Sides`, and says what is wrong with a table that does not fit.

The word `coalition` in a row stands for all sides of the table's [coalition]. The order of the rows is kept: the first
that fits decides.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from geo.country.periods import period_of
from geo.country.side_records import Alliance, Opposition, SideEntry, SideReading, StandsFor
from geo.country.sides import Sides
from geo.errors import ReferenceDataError
from geo.gazetteer.fold import fold
from geo.vocab import Side, TakerBasis

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_COALITION = "coalition"
_OTHER = "other:"
_NAMED = frozenset(Side)


def read_sides(path: Path) -> Sides:
    """Read a table of sides.

    Raises:
        ReferenceDataError: A side has no known form, a period is no period, or a row has no side.
    """
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    coalition = frozenset(checked_side(each) for each in table.get(_COALITION, {}).get("sides", ()))
    entries = [_entry(row) for row in table.get("side", ())]
    return Sides(
        entries={entry.side: entry for entry in entries},
        regimes=tuple((checked_side(row["side"]), period_of(row)) for row in table.get("regime", ())),
        counting=tuple((checked_side(row["side"]), period_of(row)) for row in table.get("counting", ())),
        coalition=coalition,
        alliances=tuple(_alliance(row, coalition) for row in table.get("alliance", ())),
        oppositions=tuple(_opposition(row, coalition) for row in table.get("opposition", ())),
        gone=tuple((_members(row["sides"], coalition), period_of(row)) for row in table.get("gone", ())),
        stands_for=tuple(_stands_for(row) for row in table.get("stands_for", ())),
    )


def checked_side(side: str) -> str:
    """A side as it is, if it has the form of one.

    >>> checked_side("other:Uzbek militia")
    'other:Uzbek militia'
    """
    if side in _NAMED or (side.startswith(_OTHER) and len(side) > len(_OTHER)):
        return side
    raise ReferenceDataError("a side", repr(side), "Sides are taliban, government, nrf, iskp or other:<name>.")


def _entry(row: Mapping[str, Any]) -> SideEntry:
    return SideEntry(
        side=checked_side(row["id"]),
        label=row["label"],
        words=row["words"],
        aircraft=tuple(map(period_of, row.get("aircraft", ()))),
        is_state=row.get("state", False),
    )


def _members(names: Iterable[str], coalition: frozenset[str]) -> frozenset[str]:
    return frozenset[str]().union(*(coalition if each == _COALITION else {checked_side(each)} for each in names))


def _alliance(row: Mapping[str, Any], coalition: frozenset[str]) -> Alliance:
    return Alliance(sides=_members(row["sides"], coalition), joint=checked_side(row["joint"]), period=period_of(row))


def _opposition(row: Mapping[str, Any], coalition: frozenset[str]) -> Opposition:
    first, second = row["sides"]
    return Opposition(
        first=_members([first], coalition),
        second=_members([second], coalition),
        period=period_of(row),
        default=row.get("default", False),
        both_ways=not row.get("one_way", False),
        unnamed=row.get("unnamed", False),
    )


def _stands_for(row: Mapping[str, Any]) -> StandsFor:
    reading = SideReading(checked_side(row["side"]), TakerBasis(row["basis"])) if "side" in row else SideReading()
    return StandsFor(
        words=frozenset(map(fold, row.get("words", ()))),
        classes=frozenset(row.get("classes", ())),
        reading=reading,
        bare=row.get("bare", False),
        of_speaker=row.get("of_speaker", False),
        period=period_of(row),
    )
