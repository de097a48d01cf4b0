"""The answers of `control` and `why` for a person: tables that fit the terminal.

Prints through rich, and is loaded only then. Every cell is plain text: no markup of a document is obeyed. Decides
nothing; each table names the counting rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from conflictmap.terminal import visible
from geo.dates import KABUL, end_of_day, kabul_day
from geo.ledger import counted_as, unit_words
from geo.vocab import ControlBasis, ControlState
from maps.symbols import side_label
from maps.wording import STATE_WORDS, UNIT_WORDS, count_words, day_words, rule_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from conflictmap.question_options import Asked
    from geo.ledger import Answer, Difference, Lag
    from geo.model import Control, DayCount

_Held = tuple[str | None, ControlState]
_MINUTES = "%Y-%m-%d %H:%M"
OUTCOMES = {
    "confirmed": "confirmed since",
    "overtaken": "overtaken since",
    "taken_back": "taken back",
}


def show_days(counts: Sequence[DayCount], lags: Sequence[Lag], asked: Asked) -> None:
    """A row for each day on which a count changed: for each side the assessed number, in brackets the reported one.

    Then, for the last day, what lags behind the reports.
    """
    console = Console(highlight=False)
    _head(console, f"{_units(asked)} by day and side", asked)
    if not counts:
        console.print("No count: no document has a date. Give one with --published DAY, or in the document.")
        return
    by_day: dict[date, dict[tuple[_Held, ControlBasis], int]] = {}
    for each in counts:
        by_day.setdefault(each.day, {})[(each.side, each.state), each.basis] = each.count
    held = sorted({key for row in by_day.values() for key, _ in row}, key=_held_order)
    table = Table(box=SIMPLE_HEAD)
    table.add_column("day", no_wrap=True)
    for key in held:
        table.add_column(_plain(_held_words(key)), justify="right")
    last: list[str] = []
    for day, row in by_day.items():
        line = [_pair(row, key, asked.bases) for key in held]
        if line != last or day == counts[-1].day:
            table.add_row(day.isoformat(), *line)
        last = line
    console.print(table)
    both = (
        "The first number is assessed, in brackets what is reported if that differs. " if len(asked.bases) > 1 else ""
    )
    console.print(_plain(f"{both}{counts[0].total} in all. Days on which no number changed are left out."))
    console.print()
    _show_lags(console, lags)


def _pair(row: Mapping[tuple[_Held, ControlBasis], int], key: _Held, bases: Sequence[ControlBasis]) -> str:
    if len(bases) == 1:
        return str(row.get((key, bases[0]), 0))
    assessed, reported = (row.get((key, basis), 0) for basis in (ControlBasis.ASSESSED, ControlBasis.REPORTED))
    return str(assessed) if assessed == reported else f"{assessed} ({reported})"


def show_day(
    day: date, counts: Sequence[DayCount], answers: Sequence[Answer], lags: Sequence[Lag], asked: Asked
) -> None:
    """For each side how many units, and which; then those whose assessed state lags behind the reports."""
    console = Console(highlight=False)
    _head(console, f"{_units(asked)} at the end of {day_words(day)}", asked)
    numbers = {(each.basis, (each.side, each.state)): each.count for each in counts}
    names: dict[tuple[ControlBasis, _Held], list[str]] = {}
    for answer in answers:
        names.setdefault((answer.row.basis, (answer.side, answer.state)), []).append(answer.name)
    table = Table(box=SIMPLE_HEAD)
    for heading, justify in (("layer", "left"), ("held by", "left"), ("number", "right"), ("which", "left")):
        table.add_column(heading, justify="right" if justify == "right" else "left", no_wrap=heading != "which")
    for basis in reversed(asked.bases):
        for key in sorted({held for layer, held in numbers if layer is basis}, key=_held_order):
            which = ", ".join(sorted(names.get((basis, key), ())))
            cells = (basis.value, _held_words(key), str(numbers[basis, key]), which)
            table.add_row(*map(_plain, cells))
    console.print(table)
    if counts:
        console.print(_plain(f"{counts[0].total} in all, in each layer."))
    _show_lags(console, lags)


def _show_lags(console: Console, lags: Sequence[Lag]) -> None:
    if not lags:
        console.print("Nothing waits for confirmation.")
        return
    console.print("Reported and not yet assessed:")
    for lag in lags:
        assessed = _row_words(lag.assessed)
        where = f"{unit_words(lag.unit, lag.unit_id)} ({lag.unit_id})"
        line = f"{where}: reported {_row_words(lag.reported)}, assessed {assessed}, by {lag.rule}"
        console.print(Padding(_plain(line), (0, 0, 0, 2), expand=False))
        console.print(Padding(_plain(lag.explanation), (0, 0, 0, 4), expand=False))


def show_difference(found: Difference, sources: Mapping[str, str], asked: Asked) -> None:
    """The units that changed in each layer with the sources behind it, then claims and stated counts."""
    console = Console(highlight=False)
    span = f"from the end of {day_words(found.first)} to the end of {day_words(found.second)}"
    _head(console, f"{_units(asked)}: what changed {span}", asked)
    if found.is_empty:
        console.print("Nothing changed.")
        return
    for basis in reversed(asked.bases):
        changes = [each for each in found.changes if each.after.basis is basis]
        if changes:
            console.print(_plain(f"{basis.value.capitalize()}:"))
        for each in changes:
            where = f"{each.name} ({each.after.unit_id})"
            move = f"{_row_words(each.before)} → {_row_words(each.after)}, since {each.after.valid_from}"
            console.print(Padding(_plain(f"{where}: {move}, by {each.after.rule}"), (0, 0, 0, 2), expand=False))
            _show_sources(console, each.evidence, sources)
    for lag in found.new_claims:
        line = f"New claim: {unit_words(lag.unit, lag.unit_id)}, reported {_row_words(lag.reported)}, by {lag.rule}"
        console.print(_plain(line))
        _show_sources(console, lag.evidence, sources)
    for closed in found.withdrawn_claims:
        what = f"{unit_words(closed.lag.unit, closed.lag.unit_id)}, {OUTCOMES[closed.outcome]}"
        console.print(_plain(f"Claim no longer open: {what}"))
    for heading, claims in (("New stated count", found.new_counts), ("Replaced stated count", found.withdrawn_counts)):
        for stated in claims:
            who = stated.claimant or stated.source or "no claimant"
            what = f"{side_label(stated.side)} {count_words(stated)} ({who}, {stated.as_of})"
            console.print(_plain(f"{heading}: {what}"))


def _show_sources(console: Console, evidence: Iterable[str], sources: Mapping[str, str]) -> None:
    named = list(dict.fromkeys(sources[each] for each in evidence if each in sources))
    if named:
        console.print(Padding(_plain(f"source: {'; '.join(named)}", "dim"), (0, 0, 0, 4), expand=False))


def show_history(name: str, unit_id: str, rows: Sequence[Control]) -> None:
    """Every row of a unit: when it was so, and when that was known."""
    console = Console(highlight=False)
    console.print(
        _plain(f"{name} ({unit_id}): every row of the ledger; “until” itself is left out. Times are those of Kabul.")
    )
    for basis in ControlBasis:
        found = [row for row in rows if row.basis is basis]
        if not found:
            continue
        table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
        for heading in (basis.value, "so from", "until", "known from", "until", "by rule"):
            is_words = heading in {basis.value, "by rule"}
            table.add_column(heading, no_wrap=not is_words, min_width=10 if is_words else None, overflow="fold")
        for row in found:
            days = (row.valid_from.isoformat(), row.valid_to.isoformat() if row.valid_to else "open")
            known = (_minute(row.recorded_at), _minute(row.superseded_at))
            table.add_row(*map(_plain, (_row_words(row), *days, *known, str(row.rule))))
        console.print(table)
    if not rows:
        console.print("Nothing is known of it.")


def _minute(when: datetime | None) -> str:
    """An instant in Kabul; the end of a day stands for a day without a time, and is shown as that day."""
    if when is None:
        return "now"
    day = kabul_day(when)
    return day.isoformat() if when == end_of_day(day) else when.astimezone(KABUL).strftime(_MINUTES)


_ISOLATES = dict.fromkeys(map(ord, "\u2068\u2069"))
"""They part the directions of writing on a page; a terminal shows them as signs."""


def show_paragraphs(paragraphs: Iterable[tuple[int, str]]) -> None:
    """Paragraphs of text with their indents, wrapped to the terminal."""
    console = Console(highlight=False)
    for indent, told in paragraphs:
        text = told.translate(_ISOLATES)
        if text.startswith(("http://", "https://")):  # an address is for copying: it is never broken
            console.print(_plain(" " * indent + text), soft_wrap=True)
        else:
            console.print(Padding(_plain(text), (0, 0, 0, indent), expand=False) if text else "")


def _head(console: Console, title: str, asked: Asked) -> None:
    known = f", as known on {day_words(asked.known_at)}" if asked.known_at else ""
    console.print(_plain(f"{title}{known} (reported, not verified)", "bold"))
    console.print(_plain(f"Rule {asked.rule}: {rule_words(asked.rule)}", "dim"))


def _units(asked: Asked) -> str:
    return UNIT_WORDS[asked.unit].capitalize()


def _row_words(row: Control | None) -> str:
    return _held_words(counted_as(row)) if row is None or row.side is None else _side_words(row.side, row.state)


def _side_words(side: str, state: ControlState) -> str:
    return side_label(side) if state is ControlState.CONTROLLED else f"{STATE_WORDS[state]} ({side_label(side)})"


def _held_words(held: _Held) -> str:
    side, state = held
    if side is None:
        return STATE_WORDS[state]
    return side_label(side) if state is ControlState.CONTROLLED else f"{side_label(side)}, {STATE_WORDS[state]}"


def _held_order(held: _Held) -> tuple[bool, str, str]:
    return (held[0] is None, held[0] or "", held[1])


def _plain(text: str, style: str = "") -> Text:
    return Text(visible(text), style=style)
