"""A sentence of the program before it is in words: which one it is, and what stands in it.

Ground floor: records only. What is said in English is in the data tables (`geo.ledger.english` says it); who shows it
in another language has the same keys in a catalogue of its own. A value is a number, a day, words that stay as they
are, or one of the kinds below.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from geo.vocab import ControlState, Unit


class NamedSide(NamedTuple):
    """A side by its id; None: nobody is known."""

    side: str | None


class NamedUnit(NamedTuple):
    """A unit by its kind and id."""

    unit: Unit
    unit_id: str


class UnitKind(NamedTuple):
    """A kind of unit, as so many of it are called."""

    unit: Unit
    number: int


class NamedState(NamedTuple):
    """A state of control."""

    state: ControlState


class Several(NamedTuple):
    """Values one after another: with commas, or, as summands, with a plus between them."""

    values: tuple[Value, ...]
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentence `key` (`table.name`) with its values by name."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, key: str, /, **values: Value) -> Wording:
        """The sentence of a key with values.

        >>> Wording.of("reason.stated", count=5).values
        (('count', 5),)
        """
        return cls(key, tuple(values.items()))


Value: TypeAlias = int | date | str | NamedSide | NamedUnit | UnitKind | NamedState | Several | Wording
