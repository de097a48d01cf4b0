"""How a ledger's file begins, and on which terms: its opening state, its days of dispute, its schema.

Knows the file's first moment and the checks of every later one. A file of another kind, of a newer version or begun on
other terms is refused with a reason, never changed.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.errors import LedgerError, LedgerUnwritableError
from geo.ledger.book import Ledger
from geo.ledger.codec import decode, encode
from geo.ledger.derived import rebuild_derived
from geo.ledger.opening import Opening
from geo.ledger.schema import SCHEMA_VERSION, create_schema
from geo.ledger.spatial_index import give_functions, raised_within
from geo.ledger.upgrade import upgrade

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.ledger.grades import GradeTable

WAIT_S = 60.0
"""How long a writer waits for another one's transaction to end, in seconds."""

SUFFIX = ".gpkg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a ledger is begun with and keeps, and the grades of this run, which break ties and may be other ones."""

    opening: Opening | None
    contested_days: int
    history: bool
    grades: GradeTable | None = None

    def ledger(self) -> Ledger:
        """An empty ledger on these terms; with the bundled grades where none are given."""
        return Ledger(self.opening, contested_days=self.contested_days, history=self.history, grades=self.grades)


def check_name(path: Path) -> None:
    """See that a file name is one of a GeoPackage, and that its folder is there.

    Raises:
        LedgerError: It is not.
    """
    if path.suffix != SUFFIX:
        expected = f"a ledger named like war{SUFFIX}"
        raise LedgerError(expected, repr(str(path)), "It is a GeoPackage.")
    if not path.parent.is_dir():
        raise LedgerError("an existing folder for the ledger", repr(str(path.parent)), "Make it first.")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Say in words what SQLite refuses.

    Raises:
        LedgerUnwritableError: The machine does not let it be read or written, as on a full disk.
        LedgerError: The file is no database, is damaged, or is in use for too long.
        KeyboardInterrupt: It was interrupted while SQLite called a function of ours.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        within = raised_within(error)
        if within is not None and not isinstance(within, Exception):
            raise within from error
        if within is not None:
            expected = f"whole geometries in {path.name}"
            raise LedgerError(expected, "a damaged one", "Use a copy of the file.") from error
        if "locked" in str(error):
            expected = f"the ledger {path.name} to be free within {WAIT_S:.0f} seconds"
            raise LedgerError(expected, "another writer's long work", "Run it again later; nothing is lost.") from error
        expected = f"a ledger that can be read and written at {path.name}"
        raise LedgerUnwritableError(expected, str(error), "Check the folder's permissions and space.") from error
    except sqlite3.DatabaseError as error:
        expected = f"a ledger at {path.name}"
        raise LedgerError(expected, str(error), "Name another file with --ledger.") from error


def found(connection: sqlite3.Connection, path: Path, terms: Terms) -> None:
    """Set the connection up, make the file a ledger if it is empty, and bring an older one up: each in one transaction.

    Raises:
        LedgerError: The file is a database of another kind, or a newer version wrote it.
    """
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA foreign_keys = ON")
    give_functions(connection)
    if _is_empty(connection):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _is_empty(connection):  # else another writer was quicker
                _create(connection, terms)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'ledger_settings'").fetchone():
        expected = f"a ledger at {path.name}"
        raise LedgerError(expected, "a database of another kind", "Name another file with --ledger.")
    upgrade(connection, path)
    with suppress(sqlite3.OperationalError):  # another program may hold it in write-ahead mode: safe as well
        connection.execute("PRAGMA journal_mode = DELETE")


def agree(connection: sqlite3.Connection, path: Path, terms: Terms, *, keep_opening: bool) -> Terms:
    """The terms of the file, which those asked for must equal.

    With `keep_opening`, no opening means the file's own. Openings are equal that give the same holders on the same day.

    Raises:
        LedgerError: The file was begun on other terms.
    """
    settings = dict(connection.execute("SELECT name, value FROM ledger_settings").fetchall())
    opening = decode(Opening, settings["opening"]) if settings["opening"] is not None else None
    days, history = int(settings["contested_days"]), settings["history"] == "1"
    if days != terms.contested_days:
        expected = f"contested_days {days}, as {path.name} was begun with"
        raise LedgerError(expected, terms.contested_days, "Begin another ledger for it.")
    if history != terms.history:
        wanted, got = ("--history", "none") if history else ("no --history", "--history")
        expected = f"{wanted}, as {path.name} was begun with"
        raise LedgerError(expected, got, "Begin another ledger for it.")
    if (terms.opening is not None or not keep_opening) and _decides(opening) != _decides(terms.opening):
        expected = f"the opening state that {path.name} was begun with ({_words(opening)})"
        raise LedgerError(expected, _words(terms.opening), "Leave --opening out, or begin another ledger.")
    return replace(terms, opening=opening)


def _create(connection: sqlite3.Connection, terms: Terms) -> None:
    create_schema(connection)
    settings = {
        "schema_version": str(SCHEMA_VERSION),
        "opening": encode(terms.opening) if terms.opening else None,
        "contested_days": str(terms.contested_days),
        "history": str(int(terms.history)),
    }
    connection.executemany("INSERT INTO ledger_settings (name, value) VALUES (?, ?)", settings.items())
    rebuild_derived(connection, terms.ledger())


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def _decides(opening: Opening | None) -> object:
    return (opening.day, opening.unit, opening.holders) if opening else None


def _words(opening: Opening | None) -> str:
    return f"that of {opening.day}, {len(opening.holders)} units" if opening else "none"
