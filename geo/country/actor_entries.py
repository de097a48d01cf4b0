"""The entries of the actors' index: a name, a noun or a demonym with side and class by day, and how they are read.

Tables: `data/countries/<country>/actors.toml` and `shared/actors.toml` (names), `shared/nouns.<language>.toml` (nouns),
`shared/demonyms.csv` (adjectives of other countries), `shared/country_names.csv` (further names of them), and the
country's own demonyms.
"""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from geo.country.periods import Period, period_of
from geo.country.sides_table import checked_side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path


class EntryKind(StrEnum):
    """What sort of word an entry is: who it names, what kind of people, or of which country they are."""

    NAME = "name"
    NOUN = "noun"
    DEMONYM = "demonym"
    HOME = "home"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """Side and class of an entry over a period; side None is nobody's."""

    side: str | None
    actor_class: str
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEntry:
    """A registered name or noun, with its spells in order.

    `label` is None for nouns. `before_noun`: it counts only before a noun for armed people; `after_name`: only behind a
    name ("units", "elements").
    """

    kind: EntryKind
    label: str | None
    names: tuple[str, ...]
    spells: tuple[Spell, ...]
    before_noun: bool = False
    after_name: bool = False
    forces_only: bool = False

    @property
    def is_name(self) -> bool:
        """Whether it names somebody, rather than a kind of people or what is of the country itself."""
        return self.kind in {EntryKind.NAME, EntryKind.DEMONYM}

    def spell(self, day: date | None) -> Spell | None:
        """The spell of a day; of an unknown day (None) the first one; None on a day that none covers."""
        if day is None:
            return self.spells[0]
        return next((each for each in self.spells if each.period.covers(day)), None)


def read_names(path: Path) -> Iterator[ActorEntry]:
    """The names of a table of actors, in its order."""
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["actor"]:
        periods = row.get("periods")
        spells = [_spell(row, each) for each in periods] if periods else [_spell(row, row, first="since")]
        yield ActorEntry(
            kind=EntryKind.NAME,
            label=row["label"],
            names=tuple(row["names"]),
            spells=tuple(spells),
            before_noun=row.get("before_noun", False),
        )


def _spell(row: Mapping[str, Any], part: Mapping[str, Any], *, first: str = "from") -> Spell:
    side = part.get("side", row.get("side")) or None
    return Spell(
        side=checked_side(side) if side else None,
        actor_class=part.get("class", row["class"]),
        period=period_of(part, first),
    )


def read_nouns(path: Path) -> Iterator[ActorEntry]:
    """The nouns of a language, in the table's order; they are of no side by themselves."""
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["noun"]:
        yield ActorEntry(
            kind=EntryKind.NOUN,
            label=None,
            names=tuple(row["words"]),
            spells=(_always(None, row["class"]),),
            after_name=row.get("after_name", False),
        )


def read_demonyms(path: Path) -> Iterator[ActorEntry]:
    """The adjectives of other countries, each with the side `other:<country>`."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield ActorEntry(
                kind=EntryKind.DEMONYM,
                label=row["country"],
                names=(row["adjective"],),
                spells=(_always(f"other:{row['country']}", "foreign_state"),),
            )


def read_country_names(path: Path, demonyms: Path, known: Iterable[ActorEntry]) -> Iterator[ActorEntry]:
    """The names of those countries and other names of them, without what `known` entries are called.

    They count only with a noun for forces or a body of state beside them, a capital only with one for forces.
    """
    taken = {name for entry in known for name in entry.names}
    with demonyms.open(encoding="utf-8", newline="") as file:
        names = {row["country"]: row["country"] for row in csv.DictReader(file)}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names |= {row["name"]: row["country"] for row in rows}
    capitals = {row["name"] for row in rows if row["kind"] == "capital"}
    for name, country in names.items():
        if name not in taken:
            yield ActorEntry(
                kind=EntryKind.DEMONYM,
                label=country,
                names=(name,),
                spells=(_always(f"other:{country}", "foreign_force"),),
                before_noun=True,
                forces_only=name in capitals,
            )


def home_entry(demonyms: Iterable[str]) -> ActorEntry:
    """The country's own demonyms: they count only before a noun for armed people, whose class then says the side."""
    return ActorEntry(
        kind=EntryKind.HOME,
        label=None,
        names=tuple(demonyms),
        spells=(_always(None, "home"),),
        before_noun=True,
    )


def _always(side: str | None, actor_class: str) -> Spell:
    return Spell(side=side, actor_class=actor_class, period=Period())
