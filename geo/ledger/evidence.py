"""The evidence tables of the ledger's file: documents with what they say, written once and read back without loss.

Knows which columns repeat what stands in a record, for readers who query the file. Writes within the caller's
transaction; never changes or removes a row.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from geo.dates import KABUL
from geo.decision import Statement
from geo.errors import LedgerError, Problem
from geo.ledger.chains import stand
from geo.ledger.codec import decode, encode
from geo.ledger.derived import utc_text
from geo.ledger.readings import CURRENT, Noted, last_reading, note_reading
from geo.model import Claim, Document, Event
from geo.provenance import NOT_RECORDED
from geo.vocab import Unit

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Iterable, Iterator

    from geo.ledger.units import UnitKey
    from geo.provenance import ReadBy

DocumentKey = tuple[str, str, str]
"""What makes a document the same: the sum of its bytes, its instant of publication, its source."""

_ID_LENGTH = 12
_Said = TypeVar("_Said", Event, Claim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document of the ledger with all that it says, and what was wrong with it.

    `read_by` made this `reading` of it. It counts from `since`, inclusive (None: its publication), until `until`,
    exclusive (None: still): then a later version takes its place.
    """

    document: Document
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()
    read_by: ReadBy = NOT_RECORDED
    reading: int = 1
    since: datetime | None = None
    until: datetime | None = None

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Its events over ledger time."""
        return tuple(Statement(each, self.since, self.until) for each in self.events)


def key_of(document: Document) -> DocumentKey:
    """The key of a document that has a date."""
    assert document.recorded_at is not None
    return (document.sha256, utc_text(document.recorded_at), document.source or "")


def insert_entry(connection: sqlite3.Connection, entry: Entry) -> int:
    """Add a document with what it says; its row. Its arrival by the wall clock is kept beside it."""
    entry = _with_free_id(connection, entry)
    document = entry.document
    assert document.recorded_at is not None
    now, problems = utc_text(datetime.now(UTC)), _problems_text(entry.problems)
    row = {
        "sha256": document.sha256,
        "document_id": document.document_id,
        "title": document.title,
        "source": document.source,
        "url": document.url,
        "published": _iso(document.published),
        "recorded_at": utc_text(document.recorded_at),
        "ingested_at": now,
        "problems": problems,
        "record": encode(document),
        "key": document.key,
        "modified": utc_text(document.modified) if document.modified else None,
    }
    fid = _insert(connection, "documents", row)
    note_reading(connection, Noted(fid, 1, problems, now), entry.read_by)
    _insert_said(connection, fid, 1, entry)
    return fid


def insert_reading(connection: sqlite3.Connection, fid: int, entry: Entry) -> None:
    """Add another reading of a document that is there; the earlier ones stay on file under their numbers."""
    number = last_reading(connection, fid)[0] + 1
    noted = Noted(fid, number, _problems_text(entry.problems), utc_text(datetime.now(UTC)))
    note_reading(connection, noted, entry.read_by)
    _insert_said(connection, fid, number, entry)


def _insert_said(connection: sqlite3.Connection, fid: int, reading: int, entry: Entry) -> None:
    for event in entry.events:
        _insert(connection, "events", {"document": fid, "reading": reading, **_event_row(event)})
    for claim in entry.claims:
        _insert(connection, "claims", {"document": fid, "reading": reading, **_claim_row(claim)})


def _problems_text(problems: Iterable[Problem]) -> str:
    return f"[{','.join(encode(each) for each in problems)}]"


def row_of(connection: sqlite3.Connection, document: Document) -> int | None:
    """The row of a document that is in the file, None where it is not.

    The same bytes with the same date and source, or under the same key whatever their date; a text without a date is
    the one with the same bytes and source.
    """
    if document.key is not None:
        statement = "SELECT fid FROM documents WHERE key = ? AND sha256 = ?"
        found = connection.execute(statement, (document.key, document.sha256)).fetchone()
        if found is not None:
            return int(found[0])
    if document.recorded_at is None:
        statement = "SELECT fid FROM documents WHERE sha256 = ? AND ifnull(source, '') = ?"
        found = connection.execute(statement, (document.sha256, document.source or "")).fetchone()
    else:
        statement = "SELECT fid FROM documents WHERE sha256 = ? AND recorded_at = ? AND ifnull(source, '') = ?"
        found = connection.execute(statement, key_of(document)).fetchone()
    return int(found[0]) if found is not None else None


def read_document(connection: sqlite3.Connection, fid: int) -> Document:
    """The document of a row."""
    (record,) = connection.execute("SELECT record FROM documents WHERE fid = ?", (fid,)).fetchone()
    return decode(Document, record)


def note_versions(connection: sqlite3.Connection, key: str | None) -> list[int]:
    """Write down how the documents of a key stand to each other; the rows whose standing this may have changed."""
    if key is None:
        return []
    rows = connection.execute("SELECT fid, record FROM documents WHERE key = ? ORDER BY fid", (key,)).fetchall()
    if len(rows) == 1:
        return []
    fids = [fid for fid, _ in rows]
    standings, _ = stand([decode(Document, record) for _, record in rows])
    for fid, each in zip(fids, standings, strict=True):
        connection.execute("DELETE FROM versions WHERE document = ?", (fid,))
        until = utc_text(each.until) if each.until is not None else None
        by = fids[each.by] if each.by is not None else None
        connection.execute(
            "INSERT INTO versions (document, since, superseded_at, by_document) VALUES (?, ?, ?, ?)",
            (fid, utc_text(each.since), until, by),
        )
    return fids


def rows_under(connection: sqlite3.Connection, key: str | None) -> list[int]:
    """The rows of the documents that share a key, in the order of their arrival."""
    found = connection.execute("SELECT fid FROM documents WHERE key = ? ORDER BY fid", (key,)).fetchall()
    return [fid for (fid,) in found]


def note_all_versions(connection: sqlite3.Connection) -> None:
    """Write down anew how the documents of every key stand to each other."""
    connection.execute("DELETE FROM versions")
    shared = "SELECT key FROM documents WHERE key NOTNULL GROUP BY key HAVING count(*) > 1 ORDER BY min(fid)"
    for (key,) in connection.execute(shared).fetchall():
        note_versions(connection, key)


def units_of(connection: sqlite3.Connection, fids: Iterable[int]) -> set[UnitKey]:
    """The units that any reading of some documents speaks of."""
    statement = (
        "SELECT DISTINCT unit, unit_id FROM events WHERE document = ? AND action IS NOT NULL AND unit_id IS NOT NULL"
    )
    return {(Unit(unit), unit_id) for fid in fids for unit, unit_id in connection.execute(statement, (fid,))}


def last_row(connection: sqlite3.Connection) -> int:
    """The number of the last document; 0 if there is none."""
    found = connection.execute("SELECT max(fid) FROM documents").fetchone()[0]
    return found or 0


def read_moves(
    connection: sqlite3.Connection,
    after: int,
    only: Container[tuple[str, str]] | None = None,
    but: Container[int] = (),
) -> list[Statement]:
    """The events that may move the ledger, of the documents behind row `after`; `only` these units (None: all).

    Those of the documents `but` are left out.
    """
    rows = connection.execute(f"{_MOVES} WHERE e.document > ? AND {_CURRENT_MOVE}", (after,))
    return [_statement(row) for row in rows if row[2] not in but and (only is None or (row[0], row[1]) in only)]


def read_unit(connection: sqlite3.Connection, unit: str, unit_id: str, but: Container[int] = ()) -> list[Statement]:
    """All events that may move one unit, but for those of some documents."""
    rows = connection.execute(f"{_MOVES} WHERE e.unit = ? AND e.unit_id = ? AND {_CURRENT_MOVE}", (unit, unit_id))
    return [_statement(row) for row in rows if row[2] not in but]


_MOVES = (
    "SELECT e.unit, e.unit_id, e.document, e.record, v.since, v.superseded_at FROM events e "
    "LEFT JOIN versions v ON v.document = e.document"
)
_CURRENT_MOVE = f"e.action IS NOT NULL AND e.reading = {CURRENT.format('e.document')}"


def _statement(row: tuple[Any, ...]) -> Statement:
    event, until = decode(Event, row[3]), _instant(row[5])
    since = _instant(row[4])
    return Statement(event, since if since != event.recorded_at else None, until)


def read_entries(connection: sqlite3.Connection, only: Iterable[int] | None = None) -> Iterator[Entry]:
    """All documents (or `only` some rows) with their last reading, by `recorded_at`, sum and source.

    Never by order of arrival.
    """
    statement = (
        "SELECT d.fid, d.record, v.since, v.superseded_at FROM documents d LEFT JOIN versions v ON v.document = d.fid"
    )
    order = " ORDER BY d.recorded_at, d.sha256, ifnull(d.source, '')"
    if only is None:
        rows = connection.execute(statement + order).fetchall()
    else:
        rows = [connection.execute(f"{statement} WHERE d.fid = ?", (fid,)).fetchone() for fid in sorted(set(only))]
    for fid, record, since, until in rows:
        document = decode(Document, record)
        number, problems, by = last_reading(connection, fid)
        start = _instant(since)
        yield Entry(
            document=document,
            events=_records(connection, Event, "events", fid, number),
            claims=_records(connection, Claim, "claims", fid, number),
            problems=tuple(decode(Problem, json.dumps(each)) for each in json.loads(problems)),
            read_by=by,
            reading=number,
            since=start if start != document.recorded_at else None,
            until=_instant(until),
        )


def _instant(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone(KABUL) if text is not None else None
    except ValueError as error:
        hint = "`conflictmap ledger check FILE` names what is damaged."
        raise LedgerError("an instant in the table versions", repr(text), hint) from error


def _records(
    connection: sqlite3.Connection, kind: type[_Said], table: str, fid: int, reading: int
) -> tuple[_Said, ...]:
    statement = f"SELECT record FROM {table} WHERE document = ? AND reading = ? ORDER BY fid"  # noqa: S608 - our names
    return tuple(decode(kind, record) for (record,) in connection.execute(statement, (fid, reading)).fetchall())


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> int:
    marks = ", ".join("?" * len(row))
    statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"  # noqa: S608 - names of our own
    found = connection.execute(statement, tuple(row.values())).lastrowid
    assert found is not None
    return found


def _event_row(event: Event) -> dict[str, Any]:
    return {
        "event_id": event.event_id,
        "event_type": event.event_type,
        "assertion_mode": event.assertion_mode,
        "action": event.action,
        "unit": event.unit,
        "unit_id": event.unit_id,
        "taker": event.taker,
        "loser": event.loser,
        "date_start": _iso(event.date.date_start) if event.date else None,
        "date_end": _iso(event.date.date_end) if event.date else None,
        "quote": _storable(event.quote.exact),
        "quote_start": event.quote.start,
        "quote_end": event.quote.end,
        "rule_id": event.rule_id,
        "source_original": event.source_original,
        "source_side": event.source_side,
        "record": encode(event),
    }


def _claim_row(claim: Claim) -> dict[str, Any]:
    return {
        "claim_id": claim.claim_id,
        "unit": claim.unit,
        "side": claim.side,
        "state": claim.state,
        "count": claim.count,
        "total": claim.of,
        "as_of": _iso(claim.as_of),
        "claimant": claim.claimant,
        "quote": _storable(claim.quote.exact),
        "record": encode(claim),
    }


def _with_free_id(connection: sqlite3.Connection, entry: Entry) -> Entry:
    """The entry under an id that no other document of the ledger has: two files may bear one name."""
    wanted = entry.document.document_id
    if connection.execute("SELECT 1 FROM documents WHERE document_id = ?", (wanted,)).fetchone() is None:
        return entry
    free = f"{wanted}#{hashlib.sha256(repr(key_of(entry.document)).encode()).hexdigest()[:_ID_LENGTH]}"
    return replace(
        entry,
        document=replace(entry.document, document_id=free),
        events=tuple(replace(each, document_id=free) for each in entry.events),
        claims=tuple(replace(each, document_id=free) for each in entry.claims),
        problems=tuple(replace(each, document_id=free) for each in entry.problems),
    )


def _storable(text: str) -> str:
    """The text without lone surrogates, which no database takes; the record beside it keeps them."""
    return text.encode("utf-8", "backslashreplace").decode()


def _iso(day: Any) -> str | None:  # noqa: ANN401 - a day or None
    return day.isoformat() if day is not None else None
