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

from geo.errors import Problem
from geo.ledger.codec import decode, encode
from geo.ledger.derived import utc_text
from geo.model import Claim, Document, Event

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Container, Iterator

DocumentKey = tuple[str, str, str]
"""What makes a document the same: the sum of its bytes, its instant of publication, its source."""

_ID_LENGTH = 12
_Said = TypeVar("_Said", Event, Claim)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A document of the ledger with all that it says, and what was wrong with it."""

    document: Document
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()


def key_of(document: Document) -> DocumentKey:
    """The key of a document that has a date."""
    assert document.recorded_at is not None
    return (document.sha256, utc_text(document.recorded_at), document.source or "")


def insert_entry(connection: sqlite3.Connection, entry: Entry) -> None:
    """Add a document with what it says. Its arrival by the wall clock is kept beside it."""
    entry = _with_free_id(connection, entry)
    document = entry.document
    assert document.recorded_at is not None
    row = {
        "sha256": document.sha256,
        "document_id": document.document_id,
        "title": document.title,
        "source": document.source,
        "url": document.url,
        "published": _iso(document.published),
        "recorded_at": utc_text(document.recorded_at),
        "ingested_at": utc_text(datetime.now(UTC)),
        "problems": f"[{','.join(encode(each) for each in entry.problems)}]",
        "record": encode(document),
    }
    fid = _insert(connection, "documents", row)
    for event in entry.events:
        _insert(connection, "events", {"document": fid, **_event_row(event)})
    for claim in entry.claims:
        _insert(connection, "claims", {"document": fid, **_claim_row(claim)})


def holds(connection: sqlite3.Connection, document: Document) -> bool:
    """Whether a document that has a date is in the file."""
    statement = "SELECT 1 FROM documents WHERE sha256 = ? AND recorded_at = ? AND ifnull(source, '') = ?"
    return connection.execute(statement, key_of(document)).fetchone() is not None


def last_row(connection: sqlite3.Connection) -> int:
    """The number of the last document; 0 if there is none."""
    found = connection.execute("SELECT max(fid) FROM documents").fetchone()[0]
    return found or 0


def read_moves(
    connection: sqlite3.Connection, after: int, only: Container[tuple[str, str]] | None = None
) -> list[Event]:
    """The events that may move the ledger, of the documents behind row `after`; `only` these units (None: all)."""
    statement = "SELECT unit, unit_id, record FROM events WHERE document > ? AND action IS NOT NULL"
    rows = connection.execute(statement, (after,))
    return [decode(Event, record) for unit, unit_id, record in rows if only is None or (unit, unit_id) in only]


def read_unit(connection: sqlite3.Connection, unit: str, unit_id: str) -> list[Event]:
    """All events that may move one unit."""
    statement = "SELECT record FROM events WHERE action IS NOT NULL AND unit = ? AND unit_id = ?"
    return [decode(Event, record) for (record,) in connection.execute(statement, (unit, unit_id))]


def read_entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    """All documents by `recorded_at`, sum and source; never by order of arrival."""
    statement = "SELECT fid, record, problems FROM documents ORDER BY recorded_at, sha256, ifnull(source, '')"
    for fid, record, problems in connection.execute(statement).fetchall():
        yield Entry(
            document=decode(Document, record),
            events=_records(connection, Event, "events", fid),
            claims=_records(connection, Claim, "claims", fid),
            problems=tuple(decode(Problem, json.dumps(each)) for each in json.loads(problems)),
        )


def _records(connection: sqlite3.Connection, kind: type[_Said], table: str, fid: int) -> tuple[_Said, ...]:
    statement = f"SELECT record FROM {table} WHERE document = ? ORDER BY fid"  # noqa: S608 - names of our own
    return tuple(decode(kind, record) for (record,) in connection.execute(statement, (fid,)).fetchall())


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> int | None:
    marks = ", ".join("?" * len(row))
    statement = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"  # noqa: S608 - names of our own
    return connection.execute(statement, tuple(row.values())).lastrowid


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
    return Entry(
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
