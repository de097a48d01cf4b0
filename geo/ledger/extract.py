"""What a question needs of a ledger's file: the units that it is about, with their documents, and nothing of the rest.

Knows which columns tell what has to be decoded. Settles from the reports that the derived tables keep, so they must be
current (`geo.ledger.derived.is_current`). All is read within the caller's transaction, as of one moment.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from geo.errors import Problem
from geo.ledger.codec import decode
from geo.ledger.decided import documents_of, read_decisions
from geo.ledger.evidence import read_entries
from geo.ledger.readings import CURRENT
from geo.model import Claim
from geo.vocab import AssertionMode, DatePrecision, Unit

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from geo.decision import Applied, Decision, Statement
    from geo.ledger.at_hand import AtHand
    from geo.ledger.book import Ledger
    from geo.ledger.evidence import Entry
    from geo.ledger.units import UnitKey
    from geo.model import Document, Event

_LATER = "(SELECT document FROM versions WHERE superseded_at NOTNULL)"
_DAYS = (
    "SELECT min(day), max(day) FROM (SELECT coalesce(date_end, date_start) AS day FROM events e "  # noqa: S608 - ours
    f"WHERE assertion_mode = ? AND reading = {CURRENT.format('e.document')} AND document NOT IN {_LATER} "
    "AND document NOT IN (SELECT value FROM json_each(?)) AND json_extract(record, '$.date.date_prec') <= ?) "
    "WHERE day > ?"
)
_CLAIMS = (
    "SELECT document, c.record FROM claims c JOIN documents d ON d.fid = c.document "  # noqa: S608 - our words
    f"WHERE reading = {CURRENT.format('c.document')} AND document NOT IN {_LATER}"
)


class Extract:
    """A ledger's file as far as it is asked for."""

    def __init__(self, connection: sqlite3.Connection, at_hand: AtHand) -> None:
        """Read nothing yet but the decisions."""
        self._connection, self._at_hand = connection, at_hand
        self.decisions: tuple[Decision, ...] = read_decisions(connection)
        self._decided = documents_of(connection, self.decisions)

    def units(self) -> set[UnitKey]:
        """The units of which anything is known."""
        rows = self._connection.execute("SELECT DISTINCT unit, unit_id FROM control")
        return {(Unit(unit), unit_id) for unit, unit_id in rows}

    def ledger(self, units: Iterable[UnitKey]) -> Ledger:
        """A ledger that knows everything of these units, and of those asked for before."""
        self._at_hand.bring(units)
        return self._at_hand.ledger

    @cached_property
    def applied(self) -> Applied | None:
        """What the decisions of people make of the documents that they are about; None where there are none."""
        if not self.decisions:
            return None
        return self._at_hand.applied(self.decisions, self._decided, only=False)

    def problems(self) -> Iterator[Problem]:
        """What was wrong with the documents, and the decisions that were not used."""
        rows = self._connection.execute(
            f"SELECT problems FROM readings r WHERE problems != '[]' AND reading = {CURRENT.format('r.document')} "  # noqa: S608
            "ORDER BY fid"
        )
        for (line,) in rows:
            yield from (decode(Problem, json.dumps(each)) for each in json.loads(line))
        yield from self.applied.problems if self.applied is not None else ()

    def days(self, after: date | None) -> tuple[date, date] | None:
        """The first and the last day to count, behind the day `after`; None where nothing has a date.

        Those of the events that are known to within a week; without any, the days of publication.
        """
        given = (AssertionMode.ACTUAL, json.dumps(sorted(self._decided)), int(DatePrecision.WEEK))
        found = self._connection.execute(_DAYS, (*given, after.isoformat() if after else "")).fetchone()
        days = [date.fromisoformat(each) for each in found if each is not None]
        days += [each for each in self._days_decided() if after is None or each > after]
        if not days:
            found = self._connection.execute("SELECT min(published), max(published) FROM documents").fetchone()
            days = [date.fromisoformat(each) for each in found if each is not None]
        return (min(days), max(days)) if days else None

    def _days_decided(self) -> Iterator[date]:
        for event, _, until in self.applied.statements if self.applied is not None else ():
            span = event.date
            if until is None and event.assertion_mode is AssertionMode.ACTUAL and span is not None:
                day = span.day
                if day is not None and span.date_prec is not None and span.date_prec <= DatePrecision.WEEK:
                    yield day

    def evidence_on(self, units: Collection[UnitKey]) -> tuple[list[Statement], list[Document]]:
        """What the documents say that speak of some units, and the documents; those that people decided about too."""
        statement = "SELECT DISTINCT document FROM events WHERE unit = ? AND unit_id = ? AND action IS NOT NULL"
        return self._evidence({fid for key in units for (fid,) in self._connection.execute(statement, key)})

    def events_of(self, event_ids: Collection[str]) -> list[Event]:
        """The events with some ids, as people have corrected them."""
        statement = "SELECT document FROM events WHERE event_id IN (SELECT value FROM json_each(?))"
        rows = self._connection.execute(statement, (json.dumps(sorted(event_ids)),))
        statements, _ = self._evidence({fid for (fid,) in rows})
        return [each.event for each in statements if each.until is None and each.event.event_id in event_ids]

    def _evidence(self, fids: set[int]) -> tuple[list[Statement], list[Document]]:
        own = sorted(read_entries(self._connection, fids - self._decided), key=_place)
        decided = sorted(read_entries(self._connection, self._decided), key=_place)
        statements = [each for entry in own for each in entry.statements]
        statements += self.applied.statements if self.applied is not None else ()
        return statements, [entry.document for entry in (*own, *decided)]

    def claims(self, unit: Unit) -> list[Claim]:
        """The stated counts of a kind of unit, in the order of their documents."""
        order = "ORDER BY d.recorded_at, d.sha256, ifnull(d.source, ''), c.fid"
        rows = self._connection.execute(f"{_CLAIMS} AND unit = ? {order}", (unit,))
        return [decode(Claim, record) for _, record in rows]

    def last_claims(self, units: Collection[Unit], day: date, known_at: datetime | None) -> list[Claim]:
        """The stated counts of the last day up to `day` that has any of these kinds, with all of their documents."""
        found: dict[int, Claim] = {}
        where = "AND unit IN (SELECT value FROM json_each(?)) AND as_of <= ? ORDER BY as_of DESC, c.fid"
        for fid, record in self._connection.execute(f"{_CLAIMS} {where}", (json.dumps(list(units)), day.isoformat())):
            claim = decode(Claim, record)
            if found and claim.as_of != next(iter(found.values())).as_of:
                break
            if known_at is None or (claim.recorded_at is not None and claim.recorded_at <= known_at):
                found[fid] = claim
        entries = sorted(read_entries(self._connection, found), key=_place)
        return [claim for entry in entries if entry.until is None for claim in entry.claims]


def _place(entry: Entry) -> tuple[str, str, str]:
    """By publication, sum and source, as all that a ledger holds is read."""
    return (str(entry.document.recorded_at), entry.document.sha256, entry.document.source or "")
