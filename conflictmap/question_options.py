"""The options of `control` and `why`: what is asked, as of which day, with which knowledge.

Knows argparse; what the questions mean is `conflictmap.questions`' and `geo.ledger`'s.
"""

from __future__ import annotations

from argparse import RawDescriptionHelpFormatter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geo.vocab import ControlBasis, Unit

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date

RULES = ("capital", "districts-majority")
BOTH = "both"
_UNITS = [each.value.replace("provincial_", "").replace("_", "-") for each in Unit if each is not Unit.TERRITORY]


_EXAMPLES = """\
examples, on a folder of reports:
  control FOLDER                                     who held how much on each day, and what only one side says
  control FOLDER --as-of 2021-08-12                  who holds what at the end of a day
  control FOLDER --as-of 2021-08-08 --known-at 2021-08-09   what was known on the 9th about the 8th
  control FOLDER --diff 2021-08-11 2021-08-13        what changed between two days, by whose word
  control FOLDER --history Kunduz                    every row of a unit, superseded ones included

"assessed" leaves out what a side says in its own favour until somebody else says so; "reported" is every report at its
word. `conflictmap why UNIT --as-of DAY FOLDER` tells the evidence behind one answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked. Days mean their end in Kabul; `known_at` None is all that was read; `excel` marks CSV."""

    as_of: date | None
    known_at: date | None
    unit: Unit
    is_unit_named: bool
    rule: str
    bases: tuple[ControlBasis, ...]
    between: tuple[date, date] | None = None
    history: str | None = None
    form: str = "auto"
    excel: bool = False


def add_question(command: ArgumentParser) -> None:
    """Add what both commands ask by."""
    command.add_argument(
        "--known-at", metavar="DAY", help="answer with what was published by the end of this day; by default with all"
    )
    command.add_argument(
        "--unit", choices=_UNITS, help="the kind of unit; by default the provincial capitals (capital)"
    )
    add_rule(command)
    command.add_argument(
        "--sources",
        dest="grades",
        type=Path,
        metavar="FILE",
        help="grades of sources; by default the sources.toml of a source folder, else the bundled one",
    )
    command.add_argument(
        "--with-past", action="store_true", help="post the events of earlier times to the ledger as well"
    )


def add_rule(command: ArgumentParser) -> None:
    """Add the counting rule."""
    command.add_argument(
        "--rule",
        choices=RULES,
        default=RULES[0],
        help="what a province counts for: who holds its capital (default), or more than half of its districts",
    )


def add_control_question(command: ArgumentParser) -> None:
    """Add what `control` alone asks by."""
    command.formatter_class = RawDescriptionHelpFormatter
    command.epilog = _EXAMPLES
    add_question(command)
    command.add_argument(
        "--basis",
        choices=(*(each.value for each in ControlBasis), BOTH),
        default=BOTH,
        help="the layer; by default both",
    )
    command.add_argument(
        "--diff", nargs=2, metavar=("A", "B"), help="what changed from day A to day B; exit status 3 if anything did"
    )
    command.add_argument(
        "--history", metavar="UNIT", help="all rows ever written of a unit: a code, a place id, or a name"
    )
    command.add_argument(
        "--format",
        choices=("auto", "table", "csv", "jsonl"),
        default="auto",
        help="auto is a table in a terminal, else jsonl",
    )


def asked(options: Namespace) -> Asked:
    """What the options ask.

    Raises:
        UsageError: A day is no day.
    """
    from conflictmap.options import parse_day  # noqa: PLC0415 - feeds are named by few

    basis = getattr(options, "basis", BOTH)
    diff = getattr(options, "diff", None)
    between = None
    if diff is not None:
        first, second = (parse_day(each, "--diff") for each in diff)
        between = (first, second) if first is not None and second is not None else None
    return Asked(
        as_of=parse_day(options.as_of, "--as-of"),
        known_at=parse_day(options.known_at, "--known-at"),
        unit=unit_of(options.unit),
        is_unit_named=options.unit is not None,
        rule=options.rule,
        bases=tuple(ControlBasis) if basis == BOTH else (ControlBasis(basis),),
        between=between,
        history=getattr(options, "history", None),
        form=options.format,
        excel=getattr(options, "excel", False),
    )


def unit_of(word: str | None) -> Unit:
    """The kind of unit that the option names.

    >>> unit_of("border-crossing"), unit_of(None)
    (<Unit.BORDER_CROSSING: 'border_crossing'>, <Unit.PROVINCIAL_CAPITAL: 'provincial_capital'>)
    """
    name = (word or "capital").replace("-", "_")
    return Unit.PROVINCIAL_CAPITAL if name == "capital" else Unit(name)
