"""From the partitions to the ledger: what may move it is posted once, in order, and who held what is counted.

Knows the moves that each partition wrote (a small part of what was read) and the ledger's file. Only one writer posts,
a transaction a document, so this is done on one machine after all partitions are finished. Documents that say nothing
of territory and state no count stay out of the ledger; their events are in the partitions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from conflictmap.period import event_days
from conflictmap.session import Session
from geo.ledger.codec import decode
from geo.ledger.evidence import Entry
from geo.ledger_columns import COUNT_COLUMNS
from geo.vocab import AssertionMode, DatePrecision
from maps.exports.tables import csv_text
from maps.scene import count_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from conflictmap.engines.counts import CountKey
    from conflictmap.session import LedgerTerms
    from geo.errors import Problem
    from geo.model import DayCount
    from geo.review import DecisionFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
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
    decided: DecisionFile | None = None,
) -> Counted:
    """Post to the ledger's file (made if it is not there) what it does not have, and count what it then holds.

    The counts are those of `control.csv` of the main job over the same sources: a row for each day from the first to
    the last, by side and state, in both layers. `days` gives the days that count, those up to and including the day
    of the opening state left out; `published` are the days of publication, which stand in where there is none. The
    ledger takes the decisions of the file `decided`; what is wrong with that file is told elsewhere.

    Raises:
        LedgerError: The file cannot be used, or was begun on other terms.
        OpeningError: The opening state is dated after a document.
    """
    with Session(terms) as session:
        if decided is not None:
            session.decide_by(replace(decided, problems=()))
        posted = sum(map(session.post, found))
        settled = session.settle()
        after = session.opening.day
    counted = [*days(after), *event_days(settled.events, (), after=after)]
    counted = counted or [*published, *(each.published for each in settled.documents if each.published)]
    told = tuple(settled.ledger.counts(min(counted), max(counted))) if counted else ()
    return Counted(posted=posted, counts=told, problems=settled.posting_problems)


def control_csv(settled: Counted) -> str:
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
