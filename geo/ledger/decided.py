"""The decisions of people in the ledger's file: noted once, withdrawn by a row of their own, and what they are about.

Knows SQL; what a decision does is the reviewer's, who is handed in. Writes within the caller's transaction.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from geo.decision import Decision
from geo.ledger.codec import decode, encode
from geo.ledger.derived import utc_text
from geo.ledger.schema import FILE_OF

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_BY_EVENT = "SELECT DISTINCT document FROM events WHERE event_id = ?"
_BY_NAME = f"SELECT fid FROM documents WHERE document_id = ? OR url = ? OR key = ? OR {FILE_OF} = ?"  # noqa: S608
_LIVE = "fid NOT IN (SELECT decision FROM withdrawals)"


def note_decision(connection: sqlite3.Connection, decision: Decision) -> bool:
    """Add a decision; False where the same one stands already."""
    rows = connection.execute(
        f"SELECT record FROM decisions WHERE decision_id = ? AND origin = ? AND {_LIVE}",  # noqa: S608 - our words
        (decision.decision_id, decision.origin),
    ).fetchall()
    record = encode(decision)
    if any(found == record for (found,) in rows):
        return False
    withdraw_decision(connection, decision.decision_id, decision.origin)  # a changed row takes the place of the old one
    connection.execute(
        "INSERT INTO decisions (decision_id, action, target_event_id, document, quote, field, value, author, reason, "
        "decided_at, origin, noted_at, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(decision.decision_id, decision.action, decision.target_event_id, decision.document, decision.quote),
            *(decision.field, decision.value, decision.author, decision.reason, utc_text(decision.since)),
            *(decision.origin, utc_text(datetime.now(UTC)), record),
        ),
    )
    return True


def withdraw_decision(connection: sqlite3.Connection, decision_id: str, origin: str | None = None) -> list[Decision]:
    """Take back the decisions of an id that stand (of one file, or of all); what was taken back."""
    rows = connection.execute(
        f"SELECT fid, origin, record FROM decisions WHERE decision_id = ? AND {_LIVE}",  # noqa: S608 - our words
        (decision_id,),
    ).fetchall()
    found = [(fid, record) for fid, where, record in rows if origin is None or where == origin]
    for fid, _ in found:
        connection.execute(
            "INSERT INTO withdrawals (decision, withdrawn_at) VALUES (?, ?)", (fid, utc_text(datetime.now(UTC)))
        )
    return [decode(Decision, record) for _, record in found]


def read_decisions(connection: sqlite3.Connection) -> tuple[Decision, ...]:
    """The decisions that stand, in the order in which they were taken."""
    rows = connection.execute(f"SELECT record FROM decisions WHERE {_LIVE}").fetchall()  # noqa: S608 - our words
    found = [decode(Decision, record) for (record,) in rows]
    return tuple(sorted(found, key=lambda each: each.order))


def documents_of(connection: sqlite3.Connection, decisions: Iterable[Decision]) -> set[int]:
    """The rows of the documents that decisions are about."""
    found: set[int] = set()
    for each in decisions:
        if each.target_event_id is not None:
            rows = connection.execute(_BY_EVENT, (each.target_event_id,))
            found.update(fid for (fid,) in rows)
        if each.document is not None:
            found.update(fid for (fid,) in connection.execute(_BY_NAME, (each.document,) * 4))
    return found
