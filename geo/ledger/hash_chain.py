"""The hash chain over the evidence: each transaction seals the rows that it added, and all that was sealed before.

Knows the evidence tables and sums. A byte that has changed in any of their rows, a row that is gone, and one that was
put in by another program break the chain from that transaction on. Says what is broken; mends nothing.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

SEALED = ("ledger_settings", "documents", "readings", "events", "claims", "decisions", "withdrawals")
"""The evidence tables, in the order in which their rows are summed."""

_BEGIN = "0" * 64


def seal(connection: sqlite3.Connection) -> None:
    """Append a link for the evidence that was added since the last one, within the caller's transaction."""
    before, covered = _last_link(connection)
    with _as_bytes(connection):
        found, reached = _sum(connection, before, covered, None)
    if reached != covered:
        connection.execute(
            "INSERT INTO evidence_chain (sha256, reached) VALUES (?, ?)", (found, json.dumps(reached, sort_keys=True))
        )


def find_break(connection: sqlite3.Connection) -> str | None:
    """What is wrong with the evidence, in words; None where every row is as it was sealed."""
    before, covered = _BEGIN, dict.fromkeys(SEALED, 0)
    links = connection.execute("SELECT fid, sha256, reached FROM evidence_chain ORDER BY fid").fetchall()
    with _as_bytes(connection):
        for number, sha256, line in links:
            until = _reached(line)
            if until is None:
                return f"link {number} of the hash chain is damaged"
            found, _ = _sum(connection, before, covered, until)
            if found != sha256:
                rows = ", ".join(
                    f"{table} {covered[table] + 1} to {until[table]}"
                    for table in SEALED
                    if until[table] > covered[table]
                )
                return f"the evidence is not as it was sealed by link {number} of the hash chain ({rows})"
            before, covered = sha256, until
        _, reached = _sum(connection, before, covered, None)
    if reached != covered:
        return "rows were added to the evidence by another program"
    return None


def _sum(
    connection: sqlite3.Connection, before: str, after: Mapping[str, int], until: Mapping[str, int] | None
) -> tuple[str, dict[str, int]]:
    """The sum over the rows behind `after`, up to `until` (None: all), and up to which rows that is."""
    digest = hashlib.sha256(before.encode())
    reached = dict(after)
    for table in SEALED:
        end = until[table] if until is not None else 2**62
        if end <= after[table]:
            continue
        statement = f"SELECT * FROM {table} WHERE fid > ? AND fid <= ? ORDER BY fid"  # noqa: S608 - names of our own
        for row in connection.execute(statement, (after[table], end)):
            digest.update(f"{table}{row!r}".encode())
            reached[table] = row[0]
    return digest.hexdigest(), reached


def _last_link(connection: sqlite3.Connection) -> tuple[str, dict[str, int]]:
    found = connection.execute("SELECT sha256, reached FROM evidence_chain ORDER BY fid DESC LIMIT 1").fetchone()
    covered = _reached(found[1]) if found is not None else None
    return (found[0], covered) if covered is not None else (_BEGIN, dict.fromkeys(SEALED, 0))


def _reached(line: str) -> dict[str, int] | None:
    """Up to which row of each table a link reaches; None where the line is damaged."""
    try:
        found: Any = json.loads(line)
    except (ValueError, RecursionError):
        return None
    whole = isinstance(found, dict) and set(found) == set(SEALED) and all(type(each) is int for each in found.values())
    return found if whole else None


@contextmanager
def _as_bytes(connection: sqlite3.Connection) -> Iterator[None]:
    """Text as its bytes: what was damaged need not be text any more."""
    connection.text_factory = bytes
    try:
        yield
    finally:
        connection.text_factory = str
