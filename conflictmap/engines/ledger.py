"""From the partitions to the ledger: what may move it is posted once, in order, and who held what is counted.

Knows the moves that each partition wrote (a small part of what was read) and the ledger's file. Only one writer posts,
a transaction a document, so this is done on one machine after all partitions are finished. Documents that say nothing
of territory and state no count stay out of the ledger; their events are in the partitions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from conflictmap.period import event_days
from conflictmap.pipeline import CONTESTED_DAYS
from geo.ledger import Ledger
from geo.ledger.codec import decode
from geo.ledger.evidence import Entry
from geo.ledger.store import LedgerStore
from geo.ledger_columns import COUNT_COLUMNS
from geo.vocab import AssertionMode, DatePrecision
from maps.exports.tables import csv_text
from maps.scene import count_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from conflictmap.engines.counts import CountKey
    from conflictmap.opening import OpeningChoice
    from geo.errors import Problem
    from geo.ledger import GradeTable
    from geo.model import DayCount


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerTerms:
    """Where the ledger is kept and on which terms. With `keep_opening` a ledger that is there keeps its own opening."""

    path: Path
    opening: OpeningChoice
    keep_opening: bool
    grades: GradeTable
    history: bool = False
    contested_days: int = CONTESTED_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What the ledger says: documents that were new to it, the counts of each day, and what was wrong."""

    posted: int
    counts: tuple[DayCount, ...]
    problems: tuple[Problem, ...]


def read_moves(files: Iterable[Path]) -> Iterator[Entry]:
    """The documents that may move the ledger, in the order of the partitions; one file is open at a time."""
    for file in files:
        with file.open(encoding="utf-8", newline="\n") as lines:
            for line in lines:
                yield decode(Entry, line)


def settle_moves(
    found: Iterable[Entry],
    terms: LedgerTerms,
    days: Callable[[date | None], Iterable[date]],
    published: Iterable[date] = (),
) -> Settled:
    """Post to the ledger's file (made if it is not there) what it does not have, and count what it then holds.

    The counts are those of `control.csv` of the main job over the same sources: a row for each day from the first to
    the last, by side and state, in both layers. `days` gives the days that count, those up to and including the day
    of the opening state left out; `published` are the days of publication, which stand in where there is none.

    Raises:
        LedgerError: The file cannot be used, or was begun on other terms.
        OpeningError: The opening state is dated after a document.
    """
    with open_ledger(terms) as store:
        opening = terms.opening.kept_by(store.opening)
        posted = 0
        for entry in found:
            opening.check_against((entry.document,))
            posted += store.post(entry.document, entry.events, entry.claims, entry.problems)
        entries = list(store.entries())
    ledger = Ledger(opening.opening, contested_days=terms.contested_days, history=terms.history, grades=terms.grades)
    events = [event for entry in entries for event in entry.events]
    problems = tuple(ledger.post(events))
    counted = [*days(opening.day), *event_days(events, (), after=opening.day)]
    counted = counted or [*published, *(entry.document.published for entry in entries if entry.document.published)]
    told = tuple(ledger.counts(min(counted), max(counted))) if counted else ()
    return Settled(posted=posted, counts=told, problems=problems)


def open_ledger(terms: LedgerTerms) -> LedgerStore:
    """The ledger's file, made if it is not there."""
    return LedgerStore(
        terms.path,
        terms.opening.opening,
        keep_opening=terms.keep_opening,
        contested_days=terms.contested_days,
        history=terms.history,
        grades=terms.grades,
    )


def control_csv(settled: Settled) -> str:
    """The counts as the main job's `control.csv` has them."""
    rows = ([column.json(each) for column in COUNT_COLUMNS] for each in sorted(settled.counts, key=count_order))
    return csv_text([column.name for column in COUNT_COLUMNS], rows)


def days_of(counts: Iterable[CountKey], after: date | None) -> list[date]:
    """The days that are counted, as `conflictmap.period` chooses them."""
    return [
        key.day
        for key in counts
        if key.day is not None
        and key.date_prec is not None
        and key.date_prec <= DatePrecision.WEEK
        and key.assertion_mode == AssertionMode.ACTUAL
        and (after is None or key.day > after)
    ]
