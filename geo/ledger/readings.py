"""By what each document of the ledger's file was read: one row a reading, the last of them counts.

Knows SQL; reads no text. Writes within the caller's transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geo.ledger.codec import decode, encode
from geo.provenance import ReadBy

if TYPE_CHECKING:
    import sqlite3

CURRENT = "(SELECT max(reading) FROM readings WHERE readings.document = {0})"
"""SQL: the number of the reading that counts, of the document that a column names."""


class Noted(NamedTuple):
    """A reading: of which row of `documents`, its number, its problems as JSON, and when by the wall clock."""

    document: int
    reading: int
    problems: str
    read_at: str


def note_reading(connection: sqlite3.Connection, noted: Noted, by: ReadBy) -> None:
    """Write down that a document was read, and by what."""
    packs = [part for pack in (by.reader, by.language, by.country) for part in (pack.name, pack.version, pack.sha256)]
    settings = "; ".join(f"{name}={value}" for name, value in by.settings)
    connection.execute(
        "INSERT INTO readings (document, reading, reader, reader_version, reader_sha256, language_pack, "
        "language_pack_version, language_pack_sha256, country_pack, country_pack_version, country_pack_sha256, "
        "settings, problems, read_at, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (noted.document, noted.reading, *packs, settings, noted.problems, noted.read_at, encode(by)),
    )


def last_reading(connection: sqlite3.Connection, document: int) -> tuple[int, str, ReadBy]:
    """The number of the reading that counts, its problems as JSON, and by what it was made."""
    statement = "SELECT reading, problems, record FROM readings WHERE document = ? ORDER BY reading DESC LIMIT 1"
    number, problems, record = connection.execute(statement, (document,)).fetchone()
    return number, problems, decode(ReadBy, record)
