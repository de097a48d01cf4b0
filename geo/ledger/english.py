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
    return str(template).format_map(_Written(told, sides))


class _Written(dict[str, str]):
    """The values of a sentence in English by name, each written when the template asks for it: few name them all."""

    def __init__(self, told: Wording, sides: Sides | None) -> None:
        super().__init__()
        self._values, self._sides = dict(told.values), sides

    def __missing__(self, name: str) -> str:
        return _written(self._values[name], self._sides)


def _written(value: Value, sides: Sides | None) -> str:
    if isinstance(value, NamedSide):
        return side_words(value.side, sides)
    if isinstance(value, NamedUnit):
        return unit_words(value.unit, value.unit_id)
    if isinstance(value, Several):
        words = [_written(each, sides) for each in value.values]
        if value.is_sum:
            return " + ".join(words)
        return " and ".join(words) if isinstance(value.values[0], NamedSide) else ", ".join(words)
    if isinstance(value, Wording):
        return english(value, sides=sides)
    if isinstance(value, UnitKind):
        return str(read_reasons()["unit_kind"][value.unit]["one" if value.number == 1 else "other"])
    if isinstance(value, NamedState):
        return value.state.value
    return str(value)  # a day is written as an ISO day
