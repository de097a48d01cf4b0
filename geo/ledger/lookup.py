"""Which unit somebody means: a code, a place id, or a name of a capital, a province or a district.

Knows the bundled tables and the units of one ledger. Refuses to guess: what fits two units, or none, is a usage error
that names the nearest ones.
"""

from __future__ import annotations

import csv
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from geo.errors import UsageError
from geo.files import reference_file
from geo.gazetteer.fold import fold_name
from geo.ledger.districts import districts
from geo.ledger.units import PROVINCE_UNITS
from geo.vocab import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.ledger.units import UnitKey

_SUFFIXES = {
    "province": Unit.PROVINCE,
    "district": Unit.DISTRICT,
    "city": Unit.PROVINCIAL_CAPITAL,
    "capital": Unit.PROVINCIAL_CAPITAL,
}
_NEAREST = 3
_ALIKE = 0.7
"""How like a suggestion must be to what was asked for; less is no help."""


def find_unit(words: str, *, unit: Unit | None = None, known: Iterable[UnitKey] = ()) -> UnitKey:
    """The unit that `words` name, of the kind `unit` if one is given.

    Takes an ISO 3166-2 code, a P-code of a province or a district, a place id, or a name in any bundled spelling; case
    does not matter. A name or code of a province means its capital unless `unit`, or the word "province" behind the
    name, says otherwise; a name that a capital and a district share means the capital. `known` are further units, by
    their ids.

    >>> find_unit("Kunduz"), find_unit("AF19", unit=Unit.PROVINCE)
    ((<Unit.PROVINCIAL_CAPITAL: 'provincial_capital'>, 'AF-KDZ'), (<Unit.PROVINCE: 'province'>, 'AF-KDZ'))

    Raises:
        UsageError: Nothing fits, or more than one unit does.
    """
    wanted = words.strip()
    fitting = sorted({each for each in known if each[1].casefold() == wanted.casefold() and unit in {None, each[0]}})
    by_code = _codes().get(wanted.casefold())
    if by_code is not None and (found := _of_kind(by_code, unit)):
        return found
    if len(fitting) == 1:
        return fitting[0]
    named = _by_name(wanted, unit)
    if len(named) == 1:
        return named[0]
    raise _unclear(words, unit, named or fitting)


def _by_name(wanted: str, unit: Unit | None) -> list[UnitKey]:
    """The units of that name: the first kind that has any decides, unless one is asked for."""
    folded = fold_name(wanted)
    name, _, last = folded.rpartition(" ")
    if last in _SUFFIXES and name:
        found = _by_name_alone(name, unit or _SUFFIXES[last])
        if found:
            return found
    return _by_name_alone(folded, unit)


def _by_name_alone(folded: str, unit: Unit | None) -> list[UnitKey]:
    for keys in (names.get(folded) for names in _names()):
        found = sorted({key for each in keys or () if (key := _of_kind(each, unit))})
        if found:
            return found
    return []


def _of_kind(key: UnitKey, unit: Unit | None) -> UnitKey | None:
    """The unit as the kind asked for: a capital and its province go by one code."""
    if unit is None or key[0] is unit:
        return key
    return (unit, key[1]) if key[0] in PROVINCE_UNITS and unit in PROVINCE_UNITS else None


def _unclear(words: str, unit: Unit | None, found: list[UnitKey]) -> UsageError:
    kind = f"a {unit.replace('_', ' ')}" if unit else "a unit"
    if found:
        ids = ", ".join(f"{unit_id} ({kind.replace('_', ' ')})" for kind, unit_id in found)
        return UsageError(f"{kind} that one name fits", f"{words!r}, which fits {ids}", "Name one by its id.")
    known = {name: name for names in _names() for name in names} | {code: code.upper() for code in _codes()}
    asked = (fold_name(words), words.strip().casefold())
    near = next(filter(None, (get_close_matches(each, known, n=_NEAREST, cutoff=_ALIKE) for each in asked)), [])
    hint = f"Did you mean {', '.join(repr(known[each]) for each in near)}?" if near else "Write it like AF-KDZ."
    expected = f"{kind}: an ISO or P-code, a place id, or the name of a capital, province or district"
    return UsageError(expected, repr(words), hint)


@cache
def _codes() -> Mapping[str, UnitKey]:
    """Every code, in small letters: those of provinces stand for their capitals."""
    found: dict[str, UnitKey] = {}
    for row in _rows("tables/provinces.csv"):
        for code in (row["iso_3166_2"], row["pcode"]):
            found[code.casefold()] = (Unit.PROVINCIAL_CAPITAL, row["iso_3166_2"])
    for each in districts().values():
        for own in (each.unit_id, each.pcode):
            if own:
                found[own.casefold()] = (Unit.DISTRICT, each.unit_id)
    return found


@cache
def _names() -> tuple[Mapping[str, tuple[UnitKey, ...]], ...]:
    """The units by folded name: capitals, then provinces (standing for their capitals), then districts."""
    capitals = [(name, row["iso_3166_2"]) for row in _rows("tables/capitals.csv") for name in _spellings(row)]
    provinces = [
        (name, row["iso_3166_2"])
        for row in _rows("tables/provinces.csv")
        for name in (row["name"], row["ocha_name"], *row["variants"].split("|"))
    ]
    smaller = [(name, each.unit_id) for each in districts().values() for name in (each.name, *each.aliases)]
    return (
        _grouped(capitals, Unit.PROVINCIAL_CAPITAL),
        _grouped(provinces, Unit.PROVINCIAL_CAPITAL),
        _grouped(smaller, Unit.DISTRICT),
    )


def _spellings(row: Mapping[str, str]) -> tuple[str, ...]:
    return (row["capital"], *row["spellings"].split("|"), row["dari"])


def _grouped(names: Iterable[tuple[str, str]], unit: Unit) -> Mapping[str, tuple[UnitKey, ...]]:
    found: dict[str, dict[UnitKey, None]] = {}
    for name, unit_id in names:
        if name:
            found.setdefault(fold_name(name), {})[unit, unit_id] = None
    return {name: tuple(keys) for name, keys in found.items()}


def _rows(name: str) -> list[dict[str, str]]:
    with reference_file(name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
