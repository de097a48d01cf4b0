"""The ledger's sentences in English: what files, tables and the command line say unless another language is asked for.

Knows the templates of `data/settling.toml` and `data/reasons.toml`, and how a value is written in English: days as ISO
days, units and sides by name.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.files import reference_file
from geo.ledger.units import side_words, unit_words
from geo.wording import NamedSide, NamedState, NamedUnit, Several, UnitKind, Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.country.sides import Sides
    from geo.wording import Value


@cache
def read_reasons() -> Mapping[str, Mapping[str, Any]]:
    """The templates of `data/reasons.toml`, by table and name."""
    return tomllib.loads(reference_file("reasons.toml").read_text(encoding="utf-8"))


def english(told: Wording, template: str | None = None, sides: Sides | None = None) -> str:
    """A sentence in English; `template` is that of a rule, `sides` are by default the bundled country's.

    >>> from geo.vocab import Unit
    >>> english(Wording.of("reason.not_known_in_full", units=UnitKind(Unit.DISTRICT, 2)))
    'The ledger does not know all districts; only the total and the sums were checked.'
    """
    if template is None:
        table, _, name = told.key.partition(".")
        template = read_reasons()[table][name]
    return str(template).format_map({name: _written(value, sides) for name, value in told.values})


def _written(value: Value, sides: Sides | None) -> str:
    if isinstance(value, Several):
        words = [_written(each, sides) for each in value.values]
        if value.is_sum:
            return " + ".join(words)
        return " and ".join(words) if isinstance(value.values[0], NamedSide) else ", ".join(words)
    match value:
        case Wording():
            return english(value, sides=sides)
        case NamedSide(side):
            return side_words(side, sides)
        case NamedUnit(unit, unit_id):
            return unit_words(unit, unit_id)
        case UnitKind(unit, number):
            return str(read_reasons()["unit_kind"][unit]["one" if number == 1 else "other"])
        case NamedState(state):
            return state.value
        case _:  # a day is written as an ISO day
            return str(value)
