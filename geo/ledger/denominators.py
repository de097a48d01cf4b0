"""The totals in circulation, as the ledger asks for them: those of the bundled country (`geo.country.denominators`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.country import Denominator, afghanistan

if TYPE_CHECKING:
    from geo.vocab import Unit

__all__ = ["Denominator", "known_totals", "read_denominators"]


def read_denominators() -> tuple[Denominator, ...]:
    """The registry, by kind of unit and count, ascending."""
    return afghanistan().denominators


def known_totals(unit: Unit) -> tuple[int, ...]:
    """The totals in circulation for a kind of unit, ascending; empty where none is registered."""
    return afghanistan().known_totals(unit)
