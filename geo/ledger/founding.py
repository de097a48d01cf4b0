"""How a ledger's file begins, and on which terms: its opening state, its days of dispute, its schema.

Knows the file's first moment and the checks of every later one. A file of another kind, of a newer version or begun on
other terms is refused with a reason, never changed.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.errors import LedgerError, LedgerUnwritableError
from geo.ledger.book import Ledger
from geo.ledger.codec import decode, encode
from geo.ledger.derived import rebuild_derived
from geo.ledger.geopackage import note_change
from geo.ledger.hash_chain import seal
from geo.ledger.opening import Opening
from geo.ledger.schema import SCHEMA_VERSION, create_schema
from geo.ledger.spatial_index import give_functions, raised_within
from geo.ledger.upgrade import upgrade, version_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geo.ledger.grades import GradeTable

WAIT_S = 60.0
"""How long a writer waits for another one's transaction to end, in seconds."""

SUFFIX = ".gpkg"

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a ledger is begun with and keeps, and the grades of this run, which break ties and may be other ones."""

    opening: Opening | None
    contested_days: int
    history: bool
    grades: GradeTable | None = None

    def ledger(self) -> Ledger:
        """An empty ledger on these terms that keeps marks; with the bundled grades where none are given."""
        return Ledger(
            self.opening,
            contested_days=self.contested_days,
            history=self.history,
            grades=self.grades,
            with_marks=True,
        )


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
        if "decode" in str(error):
            expected = f"a whole ledger at {path.name}"
            raise LedgerError(expected, "text that is none", damaged_hint(path)) from error
        expected = f"a ledger that can be read and written at {path.name}"
        raise LedgerUnwritableError(expected, str(error), "Check the folder's permissions and space.") from error
    except UnicodeDecodeError as error:
        expected = f"a whole ledger at {path.name}"
        raise LedgerError(expected, "text that is none", damaged_hint(path)) from error
    except sqlite3.DatabaseError as error:
        expected = f"a ledger at {path.name}"
        hint = damaged_hint(path) if "malformed" in str(error) else "Name another file with --ledger."
        raise LedgerError(expected, str(error), hint) from error


def check_size(path: Path) -> None:
    """See that a file has as many pages as its header says; one beside which a journal lies is put right by SQLite.

    Raises:
        LedgerError: It was cut short.
    """
    journal = path.with_name(f"{path.name}-journal")
    if not path.is_file() or (journal.is_file() and journal.stat().st_size):
        return
    with path.open("rb") as file:
        header = file.read(_HEADER)
        size = file.seek(0, 2)
    if len(header) < _HEADER or not header.startswith(_MAGIC) or header[24:28] != header[92:96]:
        return  # no database, which SQLite says better, or the count of pages is not kept
    page = int.from_bytes(header[16:18], "big")
    wanted = (65_536 if page == 1 else page) * int.from_bytes(header[28:32], "big")
    if size < wanted:
        expected = f"a whole ledger at {path.name}, of {wanted:,} bytes"
        raise LedgerError(expected, f"{size:,} bytes", "It was cut short; take a copy of it.")


def ask(path: Path) -> sqlite3.Connection:
    """A connection that only asks: it writes nothing, and a file of an older version is brought up in a copy.

    Raises:
        LedgerError: The file is missing or empty, is a database of another kind, or a newer version wrote it.
    """
    if not path.is_file() or path.stat().st_size == 0:
        got = f"an empty file at {path.name}" if path.is_file() else f"none at {path.name}"
        raise LedgerError("a ledger", got, "Check the spelling; `map` begins a new one.")
    connection = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
    try:
        connection.execute("PRAGMA query_only = ON")
        _check_kind(connection, path)
        if version_of(connection) < SCHEMA_VERSION:
            connection = in_memory(connection)
        upgrade(connection, path, is_copy=True)
    except BaseException:
        connection.close()
        raise
    return connection


def in_memory(connection: sqlite3.Connection) -> sqlite3.Connection:
    """A copy of a ledger in memory, to which may be written; the connection to its file is closed."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    with closing(connection):
        connection.backup(copy)
    copy.execute("PRAGMA foreign_keys = ON")
    give_functions(copy)
    return copy


def damaged_hint(path: Path) -> str:
    """What to do with a damaged ledger."""
    return f"`conflictmap ledger check {path.name}` names what is damaged; take a copy of it."


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
    _check_kind(connection, path)
    upgrade(connection, path)
    with suppress(sqlite3.OperationalError):  # another program may hold it in write-ahead mode: safe as well
        connection.execute("PRAGMA journal_mode = DELETE")


def _check_kind(connection: sqlite3.Connection, path: Path) -> None:
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'ledger_settings'").fetchone():
        expected = f"a ledger at {path.name}"
        raise LedgerError(expected, "a database of another kind", "Name another file with --ledger.")


def own_terms(connection: sqlite3.Connection, grades: GradeTable | None = None) -> Terms:
    """The terms on which a file was begun.

    Raises:
        LedgerError: The settings are damaged.
    """
    settings = dict(connection.execute("SELECT name, value FROM ledger_settings").fetchall())
    try:
        opening = decode(Opening, settings["opening"]) if settings["opening"] is not None else None
        days, history = int(settings["contested_days"]), settings["history"] == "1"
    except (KeyError, TypeError, ValueError) as error:
        raise LedgerError("a ledger that says on which terms it was begun", "one whose settings are damaged") from error
    return Terms(opening=opening, contested_days=days, history=history, grades=grades)


def own_terms_of(path: Path) -> Terms:
    """The terms on which the file at a path was begun; it is only read.

    Raises:
        LedgerError: It is no ledger, or its settings are damaged.
    """
    check_name(path)
    with told(path):
        check_size(path)
        with closing(ask(path)) as connection:
            return own_terms(connection)


def agree(connection: sqlite3.Connection, path: Path, terms: Terms, *, keep_opening: bool) -> Terms:
    """The terms of the file, which those asked for must equal.

    With `keep_opening`, no opening means the file's own. Openings are equal that give the same holders on the same day.

    Raises:
        LedgerError: The file was begun on other terms.
    """
    own = own_terms(connection)
    opening, days, history = own.opening, own.contested_days, own.history
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
    note_change(connection)
    settings = {
        "schema_version": str(SCHEMA_VERSION),
        "opening": encode(terms.opening) if terms.opening else None,
        "contested_days": str(terms.contested_days),
        "history": str(int(terms.history)),
    }
    connection.executemany("INSERT INTO ledger_settings (name, value) VALUES (?, ?)", settings.items())
    seal(connection)
    rebuild_derived(connection, terms.ledger())


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def _decides(opening: Opening | None) -> object:
    return (opening.day, opening.unit, opening.holders) if opening else None


def _words(opening: Opening | None) -> str:
    return f"that of {opening.day}, {len(opening.holders)} units" if opening else "none"
