"""An older ledger's file is brought up to this program's schema: a copy first, then all of it in one transaction.

Knows what older versions lack. The copy lies beside the file as NAME.gpkg.bak; a copy that is there is never written
over. Nothing that was recorded is changed: what is added says of old documents what can be known of them.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from geo.errors import LedgerError
from geo.ledger.codec import decode
from geo.ledger.geopackage import note_change
from geo.ledger.hash_chain import seal
from geo.ledger.readings import Noted, note_reading
from geo.ledger.schema import SCHEMA_VERSION, allow_changes, complete_schema, refuse_changes
from geo.model import Document
from geo.provenance import NOT_RECORDED

if TYPE_CHECKING:
    from pathlib import Path

_KEYED = 3
"""The version since which documents have keys and readings."""


def version_of(connection: sqlite3.Connection) -> int:
    """The schema version of a ledger's file."""
    found = connection.execute("SELECT value FROM ledger_settings WHERE name = 'schema_version'").fetchone()
    try:
        return int(found[0])
    except (TypeError, ValueError) as error:
        raise LedgerError("a ledger with a schema version", "one whose settings are damaged") from error


def upgrade(connection: sqlite3.Connection, path: Path, *, is_copy: bool = False) -> Path | None:
    """Bring a file up to `SCHEMA_VERSION`; the path of the copy, or None where there was nothing to do.

    With `is_copy` the connection is to a copy itself, so none is made.

    Raises:
        LedgerError: A newer version wrote the file.
    """
    version = version_of(connection)
    if version > SCHEMA_VERSION:
        expected = f"a ledger of schema version {SCHEMA_VERSION} or older at {path.name}"
        raise LedgerError(expected, f"version {version}", "A newer conflictmap wrote it; update this one.")
    if version == SCHEMA_VERSION:
        return None
    connection.execute("BEGIN IMMEDIATE")
    try:
        copy = None
        version = version_of(connection)
        if version < SCHEMA_VERSION:  # else another writer was quicker
            copy = None if is_copy else _copied(path)
            _bring_up(connection, version)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return copy


def _copied(path: Path) -> Path:
    """A copy of the file as it is, by a reader of its own, under a name that is free."""
    copy = path.with_name(f"{path.name}.bak")
    number = 1
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.name}.{number}.bak")
    partial = copy.with_name(f"{copy.name}.part")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(partial)) as target:
        source.backup(target)
    partial.replace(copy)
    return copy


def _bring_up(connection: sqlite3.Connection, version: int) -> None:
    complete_schema(connection)
    note_change(connection)
    for table in ("documents", "ledger_settings"):
        allow_changes(connection, table)
    if version < _KEYED:
        for fid, record, problems, ingested in connection.execute(
            "SELECT fid, record, problems, ingested_at FROM documents ORDER BY fid"
        ).fetchall():
            connection.execute("UPDATE documents SET key = ? WHERE fid = ?", (_old_key(decode(Document, record)), fid))
            note_reading(connection, Noted(fid, 1, problems, ingested), NOT_RECORDED)
    connection.execute("UPDATE ledger_settings SET value = ? WHERE name = 'schema_version'", (str(SCHEMA_VERSION),))
    for table in ("documents", "ledger_settings"):
        refuse_changes(connection, table)
    seal(connection)
    connection.execute("DELETE FROM derivation")  # who holds what is then settled anew when something is added


def _old_key(document: Document) -> str | None:
    """The key of a document that was added before there were keys: its address, else what is known of its file."""
    return document.url or document.file
