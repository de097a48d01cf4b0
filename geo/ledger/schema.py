"""The tables of the ledger's file: which of them are evidence and may only grow, and which are derived from it.

Knows SQL and names; opens no file and settles nothing. `documents`, `readings`, `events`, `claims`, `decisions`,
`withdrawals`, `ledger_settings` and the `evidence_chain` over them are the evidence: triggers refuse every change and
every deletion. The others say what follows from it, for QGIS and other readers; they can be rebuilt at any time and
decide nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from geo.ledger.geopackage import begin_geopackage, list_table
from geo.ledger.spatial_index import add_index

if TYPE_CHECKING:
    import sqlite3

SCHEMA_VERSION = 6
"""Raised with every change of a table; a file with a higher one is refused.

Version 2 added the index of the events by unit, and the spatial indexes. Version 3 added the keys of documents, their
readings with the reader that made each, and decisions. Version 4 keeps how each event was read beside it, and a hash
chain over the evidence. Version 5 added the marks from which a unit's settling is taken up, version 6 the index of
the documents by their file. Older files are upgraded when they are opened (`geo.ledger.upgrade`).
"""

FILE_OF = "CASE WHEN json_valid(record) THEN json_extract(record, '$.file') END"
"""The file of a document in its row; it has no column of its own, as it is no key. A damaged record has none."""
_KEY = "fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"


class _Table(NamedTuple):
    name: str
    columns: str
    description: str
    geometry: str | None = None
    is_evidence: bool = False


_HOLDING = "{0}_side TEXT, {0}_state TEXT, {0}_since DATE, {0}_rule TEXT, {0}_explanation TEXT"
_TABLES = (
    _Table(
        "ledger_settings",
        "name TEXT NOT NULL UNIQUE, value TEXT",
        "Schema version, opening state and terms of this ledger; given once",
        is_evidence=True,
    ),
    _Table(
        "documents",
        "sha256 TEXT NOT NULL, document_id TEXT NOT NULL, title TEXT, source TEXT, url TEXT, published DATE, "
        "recorded_at DATETIME NOT NULL, ingested_at DATETIME NOT NULL, problems TEXT NOT NULL, record TEXT NOT NULL, "
        "key TEXT, modified DATETIME",
        "The documents that were read; ingested_at is the wall clock and decides nothing",
        is_evidence=True,
    ),
    _Table(
        "events",
        "document INTEGER NOT NULL REFERENCES documents (fid), event_id TEXT NOT NULL, event_type TEXT NOT NULL, "
        "assertion_mode TEXT NOT NULL, action TEXT, unit TEXT, unit_id TEXT, taker TEXT, loser TEXT, date_start DATE, "
        "date_end DATE, quote TEXT NOT NULL, quote_start INTEGER, quote_end INTEGER, rule_id TEXT NOT NULL, "
        "source_original TEXT, source_side TEXT, record TEXT NOT NULL, reading INTEGER NOT NULL DEFAULT 1",
        "The evidence: what each document says, with its quote; offsets count characters of the original",
        is_evidence=True,
    ),
    _Table(
        "claims",
        "document INTEGER NOT NULL REFERENCES documents (fid), claim_id TEXT NOT NULL, unit TEXT NOT NULL, side TEXT, "
        "state TEXT, count INTEGER, total INTEGER, as_of DATE, claimant TEXT, quote TEXT NOT NULL, "
        "record TEXT NOT NULL, reading INTEGER NOT NULL DEFAULT 1",
        "Stated counts",
        is_evidence=True,
    ),
    _Table(
        "readings",
        "document INTEGER NOT NULL REFERENCES documents (fid), reading INTEGER NOT NULL, reader TEXT NOT NULL, "
        "reader_version TEXT NOT NULL, reader_sha256 TEXT NOT NULL, language_pack TEXT NOT NULL, "
        "language_pack_version TEXT NOT NULL, language_pack_sha256 TEXT NOT NULL, country_pack TEXT NOT NULL, "
        "country_pack_version TEXT NOT NULL, country_pack_sha256 TEXT NOT NULL, settings TEXT NOT NULL, "
        "problems TEXT NOT NULL, read_at DATETIME NOT NULL, record TEXT NOT NULL",
        "By what each document was read; of several readings the last one counts",
        is_evidence=True,
    ),
    _Table(
        "decisions",
        "decision_id TEXT NOT NULL, action TEXT NOT NULL, target_event_id TEXT, document TEXT, quote TEXT, field TEXT, "
        "value TEXT, author TEXT NOT NULL, reason TEXT NOT NULL, decided_at DATETIME NOT NULL, origin TEXT NOT NULL, "
        "noted_at DATETIME NOT NULL, record TEXT NOT NULL",
        "What people decided; noted_at is the wall clock and decides nothing",
        is_evidence=True,
    ),
    _Table(
        "withdrawals",
        "decision INTEGER NOT NULL UNIQUE REFERENCES decisions (fid), withdrawn_at DATETIME NOT NULL",
        "Decisions that were taken back: they count for no instant",
        is_evidence=True,
    ),
    _Table(
        "evidence_chain",
        "sha256 TEXT NOT NULL, reached TEXT NOT NULL",
        "Sums over the evidence, one a transaction, each over the one before; reached: up to which row of each table",
        is_evidence=True,
    ),
    _Table(
        "versions",
        "document INTEGER NOT NULL UNIQUE, since DATETIME NOT NULL, superseded_at DATETIME, by_document INTEGER",
        "Derived: documents that share a key: from when each counts, until when, and which takes its place",
    ),
    _Table(
        "reports",
        "event_id TEXT NOT NULL, sha256 TEXT NOT NULL, recorded_at DATETIME NOT NULL, unit TEXT NOT NULL, "
        "unit_id TEXT NOT NULL, change TEXT NOT NULL, mover TEXT, loser TEXT, day DATE NOT NULL, first_day DATE, "
        "footing TEXT NOT NULL, historical BOOLEAN NOT NULL, record TEXT NOT NULL DEFAULT ''",
        "Derived: the events that move the ledger, as it reads them",
    ),
    _Table(
        "denials",
        "event_id TEXT NOT NULL, sha256 TEXT NOT NULL, recorded_at DATETIME NOT NULL, unit TEXT NOT NULL, "
        "unit_id TEXT NOT NULL, change TEXT NOT NULL, mover TEXT, denier TEXT, day DATE NOT NULL, "
        "record TEXT NOT NULL DEFAULT ''",
        "Derived: denied changes",
    ),
    _Table(
        "control",
        "geom POINT, control_id TEXT NOT NULL UNIQUE, unit TEXT NOT NULL, unit_id TEXT NOT NULL, name TEXT, "
        "basis TEXT NOT NULL, side TEXT, state TEXT NOT NULL, valid_from DATE NOT NULL, valid_to DATE, "
        "recorded_at DATETIME NOT NULL, superseded_at DATETIME, rule TEXT NOT NULL, evidence_count INTEGER NOT NULL, "
        "explanation TEXT NOT NULL",
        "Derived: the rows of the ledger at the seat of each unit; valid_to and superseded_at are exclusive",
        geometry="POINT",
    ),
    _Table(
        "control_evidence",
        "control_id TEXT NOT NULL, position INTEGER NOT NULL, event_id TEXT NOT NULL",
        "Derived: the events on which each row of control stands, in their order",
    ),
    _Table(
        "settling_marks",
        "unit TEXT NOT NULL, unit_id TEXT NOT NULL, basis TEXT NOT NULL, floor TEXT NOT NULL, known TEXT NOT NULL, "
        "before INTEGER NOT NULL, base TEXT NOT NULL, sha256 TEXT NOT NULL",
        "Derived: how a unit stood before the day floor by what was known up to the instant known; news of later days "
        "are settled from there",
    ),
    _Table(
        "provinces",
        "geom MULTIPOLYGON, iso_3166_2 TEXT NOT NULL UNIQUE, pcode TEXT NOT NULL, name TEXT NOT NULL, "
        f"capital TEXT NOT NULL, {_HOLDING.format('assessed')}, {_HOLDING.format('reported')}",
        "Derived: the provinces with the latest known holder of their capital, in both layers",
        geometry="MULTIPOLYGON",
    ),
    _Table(
        "derivation",
        "name TEXT NOT NULL UNIQUE, value TEXT NOT NULL",
        "Derived: by which rules and code the derived tables were written",
    ),
)
_INDEXES = (
    # The same text under another date or source is another document, as it is within one run.
    "CREATE UNIQUE INDEX documents_once ON documents (sha256, recorded_at, ifnull(source, ''))",
    "CREATE UNIQUE INDEX events_once ON events (document, reading, event_id)",
    "CREATE INDEX events_by_id ON events (event_id)",
    "CREATE INDEX documents_by_key ON documents (key)",
    "CREATE INDEX documents_by_url ON documents (url)",
    "CREATE INDEX documents_by_id ON documents (document_id)",
    f"CREATE INDEX documents_by_file ON documents ({FILE_OF})",
    "CREATE UNIQUE INDEX readings_once ON readings (document, reading)",
    "CREATE INDEX readings_again ON readings (fid) WHERE reading > 1",
    "CREATE INDEX reports_by_unit ON reports (unit, unit_id, day)",
    "CREATE INDEX reports_by_instant ON reports (unit, unit_id, recorded_at)",
    "CREATE INDEX denials_by_unit ON denials (unit, unit_id)",
    "CREATE INDEX events_by_unit ON events (unit, unit_id) WHERE action IS NOT NULL",
    "CREATE UNIQUE INDEX claims_once ON claims (document, reading, claim_id)",
    "CREATE INDEX control_by_unit ON control (unit, unit_id, basis, valid_from)",
    "CREATE INDEX settling_marks_by_unit ON settling_marks (unit, unit_id, basis, floor)",
    "CREATE UNIQUE INDEX control_evidence_once ON control_evidence (control_id, position)",
)
MARKS = "settling_marks"
DERIVED = tuple(each.name for each in _TABLES if not each.is_evidence and each.name != "versions")
"""The tables that can be rebuilt from the evidence; `versions` is kept up with the documents.

Which of the true marks stand in `MARKS` depends on the order in which documents came; nothing else does.
"""


def create_schema(connection: sqlite3.Connection) -> None:
    """Make an empty file a ledger; part of the caller's transaction."""
    begin_geopackage(connection)
    for table in _TABLES:
        _create_table(connection, table)
    for statement in _INDEXES:
        connection.execute(statement)


def complete_schema(connection: sqlite3.Connection) -> None:
    """Add the tables, columns and indexes that an older ledger lacks; part of the caller's transaction."""
    known = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in _TABLES:
        if table.name not in known:
            _create_table(connection, table)
            continue
        present = {row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")}
        for column in declared(table.columns):
            if column.split()[0] not in present:
                connection.execute(f"ALTER TABLE {table.name} ADD COLUMN {column}")
    for statement in _INDEXES:
        name = statement.split(" ON ")[0].split()[-1]
        connection.execute(f"DROP INDEX IF EXISTS {name}")
        connection.execute(statement)


def refuse_changes(connection: sqlite3.Connection, table: str) -> None:
    """Make the file itself refuse a change or a deletion of evidence."""
    for change in ("UPDATE", "DELETE"):
        connection.execute(
            f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
        )


def allow_changes(connection: sqlite3.Connection, table: str) -> None:
    """Lift that within a transaction that brings an older file up; `refuse_changes` ends it."""
    for change in ("update", "delete"):
        connection.execute(f"DROP TRIGGER IF EXISTS {table}_refuses_{change}")


def _create_table(connection: sqlite3.Connection, table: _Table) -> None:
    connection.execute(f"CREATE TABLE {table.name} ({_KEY}, {table.columns})")
    list_table(connection, table.name, table.description, table.geometry)
    if table.geometry:
        add_index(connection, table.name)
    if table.is_evidence:
        refuse_changes(connection, table.name)


def declared(columns: str) -> list[str]:
    """The columns of a table as they are declared; no declaration holds a comma outside brackets."""
    return [each.strip() for each in re.split(r",(?![^(]*\))", columns)]
