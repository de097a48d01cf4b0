"""The settling table: the rules of `data/settling.toml` by id, and who speaks for whom by the country's sides.

Knows words; the conditions themselves stand in `geo.ledger.settle` and say the same. Refuses a table whose ids are not
the ids that the code knows.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from geo.country import afghanistan
from geo.errors import ReferenceDataError
from geo.files import reference_file
from geo.ledger.english import english
from geo.vocab import ControlBasis
from geo.wording import NamedSide, NamedUnit, Wording

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from geo.country import Sides
    from geo.vocab import Unit
    from geo.wording import Value

EXPLAINED = "explained"
"""The table of a catalogue that holds the sentences of the rules."""


class RuleId(StrEnum):
    """The rules that the code can apply: the same set as in `data/settling.toml`."""

    OPENING = "opening"
    NO_EVIDENCE = "no_evidence"
    REPORT_AT_ITS_WORD = "report_at_its_word"
    INDEPENDENT_REPORT = "independent_report"
    ADMISSION = "admission"
    CLAIM_CONFIRMED = "claim_confirmed"
    BETTER_SOURCE = "better_source"
    OWN_CLAIM_WAITS = "own_claim_waits"
    CLAIMED_AND_DENIED = "claimed_and_denied"
    NO_SUCCESSOR = "no_successor"
    SIEGE = "siege"
    DISPUTE = "dispute"
    DISPUTE_LAPSED = "dispute_lapsed"
    ATTACK_REPELLED = "attack_repelled"
    TAKEN_BACK = "taken_back"
    CLAIM_DENIED = "claim_denied"
    BY_THEN = "by_then"
    SAID_TO_HOLD = "said_to_hold"
    EDITORIAL = "editorial"
    HISTORICAL = "historical"
    DISTRICTS_MAJORITY = "districts_majority"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule in words: the layers it decides in, its condition, its effect, and what would settle otherwise."""

    rule_id: RuleId
    basis: tuple[ControlBasis, ...]
    when: str
    effect: str
    explanation: str
    would_change_it: str
    sentence: str = field(init=False)

    def __post_init__(self) -> None:
        """Put the sentence of a row together."""
        object.__setattr__(self, "sentence", f"{self.explanation} What would change it: {self.would_change_it}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlingTable:
    """All rules, and the country's sides, which say whose word is not independent of whose gain."""

    rules: Mapping[RuleId, Rule]
    sides: Sides

    def speaks_for(self, source_side: str, side: str, day: date) -> bool:
        """Whether a word of `source_side` about a gain of `side` on `day` is a word in its own cause.

        >>> from datetime import date
        >>> read_table().speaks_for("nrf", "government", date(2021, 9, 1))
        True
        """
        return self.sides.are_allied(source_side, side, day)

    def tell(
        self,
        rule: RuleId,
        *,
        unit: Unit,
        unit_id: str,
        side: str | None,
        day: date,
        contested_days: int,
        mover: str | None = None,
        **more: Value,
    ) -> Wording:
        """The rule's sentence for one row. `more` are words that only some rules name."""
        values: tuple[tuple[str, Value], ...] = (
            ("unit", NamedUnit(unit, unit_id)),
            ("side", NamedSide(side)),
            ("mover", NamedSide(mover)),
            ("day", day),
            ("days", contested_days),
        )
        return Wording(f"{EXPLAINED}.{rule}", (*values, *more.items()))

    def words(self, told: Wording) -> str:
        """A rule's sentence in English, and what would change it."""
        text = english(told, self.rules[RuleId(told.key.partition(".")[2])].sentence, self.sides)
        return f"{text[0].upper()}{text[1:]}"


def read_table(path: Path | None = None, sides: Sides | None = None) -> SettlingTable:
    """Read the settling table, by default the packaged one, read once; `sides` are by default the bundled country's.

    Raises:
        ReferenceDataError: a rule is missing, unknown or has no words.
    """
    rules = _packaged() if path is None else _read(path)
    return SettlingTable(rules=rules, sides=sides or afghanistan().sides)


@cache
def _packaged() -> Mapping[RuleId, Rule]:
    return _read(reference_file("settling.toml"))


def _read(path: Path) -> Mapping[RuleId, Rule]:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    rows = table.get("rule", {})
    if set(rows) != set(RuleId):
        differing = ", ".join(sorted(set(rows) ^ set(RuleId)))
        expected = f"the rules of the code in {path.name}"
        raise ReferenceDataError(expected, f"a difference in {differing}", "Add or remove the rule in both.")
    return {
        RuleId(rule_id): Rule(
            rule_id=RuleId(rule_id),
            basis=tuple(ControlBasis(each) for each in row["basis"]),
            when=row["when"],
            effect=row["effect"],
            explanation=row["explanation"],
            would_change_it=row["would_change_it"],
        )
        for rule_id, row in rows.items()
    }
