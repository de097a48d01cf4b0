"""A table of who holds what (unit, day, holder, source) as evidence for the ledger, of a kind of its own.

A row says a state, not a change: on that day that side held that unit. It fills a unit of which nothing is known, and
confirms or contradicts what is. Knows the columns of `data/feeds/control.toml`; a unit is found as `why` finds it, a
holder by the names of sides and of actors on that day. Refuses to guess either: such a row is a problem and posts
nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from conflictmap.feeding import FeedEntry, FeedReading, feed_document, file_names, file_sums
from geo.dates import DateSpan, end_of_day, kabul_day
from geo.errors import Problem, ProblemKind, UsageError
from geo.feeds.actors import actor_on
from geo.feeds.files import Source
from geo.feeds.identity import Dead
from geo.feeds.run import FeedRun
from geo.feeds.scope import Scope
from geo.feeds.tally import COUNT_SCHEMA
from geo.ledger.lookup import find_unit
from geo.model import Event, FeedRow, Quote
from geo.places.provinces import default_provinces
from geo.vocab import Action, AssertionMode, DatePrecision, EventType, EvidenceKind, Side, Unit

if TYPE_CHECKING:
    from datetime import date

    from conflictmap.feeding import FeedRequest

Row = dict[str, Any]
_KINDS = {
    "district": Unit.DISTRICT,
    "province": Unit.PROVINCE,
    "capital": Unit.PROVINCIAL_CAPITAL,
    "provincial_capital": Unit.PROVINCIAL_CAPITAL,
    "city": Unit.PROVINCIAL_CAPITAL,
}
_DISPUTED = frozenset({"contested", "disputed", "mixed", "divided"})
_OTHER = "other:"


def read_control(request: FeedRequest) -> FeedReading:
    """Read control tables: what each row says goes into the ledger, one entry a file.

    A row counts as recorded at the end of `published`, else of its own day.

    Raises:
        UsageError: A file has not the columns of such a table.
    """
    names = file_names(request.files)
    sources = [Source(*each) for each in zip(request.files, names, strict=True)]
    scope = Scope(first_day=request.first_day, last_day=request.last_day, drawn=0)
    run = FeedRun(request.feed, sources, default_provinces(), scope, Dead())
    rows = [row for table in run.tables() for row in table.to_pylist()]
    gathered = run.gathered()
    sums = file_sums(request.files, gathered.files)
    problems = list(gathered.problems)
    entries: dict[str, FeedEntry] = {
        each.name: FeedEntry(feed_document(request, each.name, sums[each.name])) for each in gathered.files
    }
    for row in rows:
        told = _event(request, row, sums[row["evidence_file"]])
        if isinstance(told, Problem):
            problems.append(told)
        else:
            entries[row["evidence_file"]].events.append(told)
    for entry in entries.values():
        latest = max((each.recorded_at for each in entry.events if each.recorded_at), default=None)
        if latest is not None:
            entry.document = replace(entry.document, recorded_at=latest, published=kabul_day(latest))
    return FeedReading(
        request=request,
        entries=tuple(entries.values()),
        drawn=(),
        counts=COUNT_SCHEMA.empty_table(),
        files=gathered.files,
        sums=sums,
        problems=tuple(problems),
    )


def _event(request: FeedRequest, row: Row, sha256: str) -> Event | Problem:
    """What a row says, or why it says nothing."""
    day, holder = row["date_end"], row["actor"]
    disputed = holder.casefold() in _DISPUTED
    side = None if disputed else side_of(holder, day)
    try:
        kind = _KINDS.get((row["event_code"] or "").casefold().replace(" ", "_"))
        unit, unit_id = find_unit(row["place_name"], unit=kind)
    except UsageError as error:
        return _problem(row, ProblemKind.UNPLACED_EVENT, f"no unit fits {row['place_name']!r}. {error.hint}".strip())
    if side is None and not disputed:
        return _problem(row, ProblemKind.UNCLEAR_TAKER, f"{holder!r} is no side on that day")
    return Event(
        event_id=row["event_id"],
        event_type=EventType.CONTROL_REPORTED if side else EventType.ARMED_CLASH,
        assertion_mode=AssertionMode.ACTUAL,
        action=Action.HELD if side else Action.CONTESTED,
        unit=unit,
        unit_id=unit_id,
        taker=side,
        date=DateSpan(
            date_start=row["date_start"],
            date_end=day,
            date_prec=DatePrecision(row["date_prec"]),
            date_edtf=row["date_edtf"],
        ),
        quote=Quote(exact=""),
        trigger=(0, 0),
        rule_id=row["rule_id"],
        source=row["source_original"] or request.feed.label,
        sentence=row["evidence_row"],
        document_id=row["document_id"],
        document_sha256=sha256,
        recorded_at=end_of_day(request.published or day),
        feed_row=FeedRow(
            feed=request.feed.label,
            file=row["evidence_file"],
            row=row["evidence_row"],
            row_id=row["evidence_id"],
            notes=row["evidence_notes"],
            kind=EvidenceKind.CONTROL_TABLE,
        ),
    )


def side_of(holder: str, day: date) -> str | None:
    """The side that a holder's name means on a day; None where none is known.

    >>> from datetime import date
    >>> day = date(2022, 1, 1)
    >>> side_of("Taliban", day), side_of("Government of Afghanistan", day), side_of("x", day)
    ('taliban', 'taliban', None)
    """
    written = holder.strip().casefold()
    if written in set(Side) or written.startswith(_OTHER):
        return holder.strip() if written.startswith(_OTHER) else written
    known = actor_on(holder.strip(), day)
    return None if known is None else known.side


def _problem(row: Row, kind: ProblemKind, reason: str) -> Problem:
    number = row["evidence_row"]
    message = f"Row {number} says nothing to the ledger: {reason}"
    return Problem(kind=kind, message=message, file=row["evidence_file"], line=number)
