"""The ledger's sentences in the language that is spoken: why a row stands, why counts differ, what contradicts what.

Knows how a value is written in a language: days, names of units and sides, states. In English a sentence stands as the
ledger has it in its files (`geo.ledger.english`); in other languages the catalogue has its words.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from geo.ledger import side_words, unit_words
from geo.ledger.english import english
from geo.vocab import Unit
from geo.wording import NamedSide, NamedState, NamedUnit, Several, UnitKind, Wording
from maps.language import ENGLISH, has, join, number, say, spoken
from maps.names import province_name, unit_name
from maps.symbols import side_label
from maps.wording import STATE_WORDS, day_words

if TYPE_CHECKING:
    from geo.ledger import Disagreement, Lag
    from geo.model import ClaimCheck, Control
    from geo.wording import Value
    from maps.scene import Scene

_OF_RULES = "explained."


def explained(found: Control | Lag | ClaimCheck | Disagreement) -> str:
    """Why something of the ledger is so, in the language spoken; the sentence of a rule with what would change it.

    >>> from datetime import date
    >>> from geo.ledger import Ledger
    >>> from geo.vocab import ControlBasis, Unit
    >>> from maps.language import speaking
    >>> row = Ledger().no_evidence((Unit.PROVINCIAL_CAPITAL, "AF-KDZ"), ControlBasis.REPORTED, date(2021, 8, 8))
    >>> with speaking("fa"):
    ...     explained(row).startswith("هیچ گزارش")
    True
    """
    if found.told is None:
        return found.explanation
    if spoken() == ENGLISH:
        return _with_names(found.explanation, found.told)
    return sentence(found.told)


def _with_names(words: str, told: Wording) -> str:
    """The words of the ledger with the gazetteer's name of a unit that the ledger knows by its id alone."""
    for _, value in told.values:
        if isinstance(value, NamedUnit) and unit_words(*value) == value.unit_id:
            words = words.replace(value.unit_id, unit_name(*value))
    return words


def opening_note(scene: Scene) -> str | None:
    """Where the opening state came from, in the language spoken; a text that was given as such stays as it is."""
    note = scene.opening_note
    if not isinstance(note, Wording):
        return note
    days = {name: day_words(value) if isinstance(value, date) else value for name, value in note.values}
    return sentence(Wording.of(note.key, **days))


def sentence(told: Wording) -> str:
    """A sentence in the language spoken."""
    if spoken() == ENGLISH and not told.key.startswith(_OF_RULES):
        return english(told)
    values: dict[str, Any] = {name: written(value) for name, value in told.values}
    words = say(told.key, **values)
    if not told.key.startswith(_OF_RULES):
        return words
    change = say(f"would_change.{told.key.removeprefix(_OF_RULES)}", **values)
    return say("why.explained", words=words, change=change)


def written(value: Value) -> str | int:
    """A value of a sentence as the language writes it; whole numbers stay, as `say` writes them."""
    match value:
        case Wording():
            return sentence(value)
        case NamedSide(side):
            return side_said(side)
        case NamedUnit(unit, unit_id):
            return unit_said(unit, unit_id)
        case UnitKind(unit, count):
            return say(f"unit_kind.{unit.value}", plural=count)
        case NamedState(state):
            return STATE_WORDS[state]
        case Several(values, is_sum):
            parts = [number(each) if isinstance(each, int) else str(each) for each in map(written, values)]
            return " + ".join(parts) if is_sum else join(parts)
        case date():
            return day_words(value)
        case _:
            return value


def side_said(side: str | None) -> str:
    """A side as it stands inside a sentence; says so where nobody is known."""
    if spoken() == ENGLISH:
        return side_words(side)
    if side is None:
        return say("why.nobody")
    return say(f"the_side.{side}") if has(f"the_side.{side}") else side_label(side)


def unit_said(unit: Unit, unit_id: str) -> str:
    """A unit as it stands inside a sentence."""
    if spoken() == ENGLISH:
        return unit_words(unit, unit_id)
    province = province_name(unit_id) if unit is Unit.PROVINCE else None
    return say("place.province", name=province) if province else unit_name(unit, unit_id)
