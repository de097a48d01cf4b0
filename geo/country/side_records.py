"""The records of the sides' relations: a side, an alliance, an opposition, and for whom a class of actor stands.

Each is a row of `data/countries/*/sides.toml`; `geo.country.sides` answers questions from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.country.periods import Period
    from geo.vocab import TakerBasis


@dataclass(frozen=True, slots=True)
class SideReading:
    """A side and why: its words name it, its class or the text implies it, or nothing speaks against it.

    Both None where nobody can tell.
    """

    side: str | None = None
    basis: TakerBasis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SideEntry:
    """A side: its id, a label for a table, words for a sentence, and the periods in which it has aircraft.

    `is_state`: its forces count as a state's on every day.
    """

    side: str
    label: str
    words: str
    aircraft: tuple[Period, ...] = ()
    is_state: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Alliance:
    """Sides that fight together over a period; `joint` is the side for which they take ground together."""

    sides: frozenset[str]
    joint: str
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposition:
    """Two parties that fight each other.

    With `default` an unnamed opponent of `first` is `second`, and the other way round too if `both_ways`. With
    `unnamed` one of them takes what a text says to have fallen without naming either.
    """

    first: frozenset[str]
    second: frozenset[str]
    period: Period
    default: bool = False
    both_ways: bool = True
    unnamed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StandsFor:
    """For whom a class of actor, or a noun, stands over a period where no name says it; side None: nobody can tell.

    `bare`: not for a noun that a demonym of the country stands before. `of_speaker`: it is whoever fights the side that
    says so ("the enemy").
    """

    words: frozenset[str]
    classes: frozenset[str]
    reading: SideReading
    period: Period
    bare: bool = False
    of_speaker: bool = False
