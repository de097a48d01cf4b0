"""What online geocoders have answered, kept on disk in one SQLite file, so that nobody is asked twice.

Knows bytes by key: the service, its endpoint, the question and its parameters. Empty answers are kept like others;
failures are not. Names of users and keys of services are never part of it.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from geo.errors import UsageError
from geo.user_folder import cache_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS answers (service TEXT, endpoint TEXT, question TEXT, parameters TEXT, answer TEXT, "
    "asked_at TEXT DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (service, endpoint, question, parameters)) WITHOUT ROWID"
)
_READ = "SELECT answer FROM answers WHERE service = ? AND endpoint = ? AND question = ? AND parameters = ?"
_WRITE = "INSERT OR REPLACE INTO answers (service, endpoint, question, parameters, answer) VALUES (?, ?, ?, ?, ?)"
_WAIT_S = 5.0

Key = tuple[str, str, str, str]


def default_cache_file() -> Path:
    """The file in the user's cache folder: `$XDG_CACHE_HOME/conflictmap/answers.sqlite`, or below `~/.cache`."""
    return cache_folder() / "answers.sqlite"


def cache_key(service: str, endpoint: str, question: str, parameters: Mapping[str, Any]) -> Key:
    """The key of one question; the order of the parameters does not count."""
    return (service, endpoint, question, json.dumps(parameters, sort_keys=True, ensure_ascii=False))


class AnswerCache:
    """One file of answers; several programs may use it at a time. The file and its folder are made when first used.

    >>> cache = AnswerCache(":memory:")
    >>> key = cache_key("nominatim", "https://example.org", "Kunduz", {"limit": 5})
    >>> cache.find(key) is None
    True
    >>> cache.keep(key, [])
    >>> cache.find(key)
    []
    """

    def __init__(self, file: Path | str | None = None) -> None:
        """Name the file; without one, that of the user's cache folder."""
        self.file = str(file) if file is not None else str(default_cache_file())
        self._connection: sqlite3.Connection | None = None

    def open(self) -> None:
        """Open the file now, so that a bad one is known before anything else is done.

        Raises:
            UsageError: The file cannot be made or is no cache.
        """
        self._open()

    def find(self, key: Key) -> list[dict[str, Any]] | None:
        """The answer kept under this key, an empty list included; None if there is none.

        Raises:
            UsageError: The file cannot be made or is no cache.
        """
        try:
            with closing(self._open().execute(_READ, key)) as rows:
                row = rows.fetchone()
            return None if row is None else list(json.loads(row[0]))
        except (sqlite3.Error, ValueError, TypeError) as error:
            raise self._unusable(error) from error

    def keep(self, key: Key, answer: Sequence[Mapping[str, Any]]) -> None:
        """Keep an answer, in place of an older one."""
        try:
            with self._open() as connection:
                connection.execute(_WRITE, (*key, json.dumps(list(answer), ensure_ascii=False)))
        except sqlite3.Error as error:
            raise self._unusable(error) from error

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        """Nothing is opened yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of the file."""
        self.close()

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            try:
                if self.file != ":memory:":
                    Path(self.file).parent.mkdir(parents=True, exist_ok=True)
                # The rate limit is one at a time in any case; SQLite itself keeps threads apart.
                self._connection = sqlite3.connect(self.file, timeout=_WAIT_S, check_same_thread=False)
                self._connection.execute(_SCHEMA)
            except (OSError, sqlite3.Error) as error:
                self.close()
                raise self._unusable(error) from error
        return self._connection

    def _unusable(self, error: Exception) -> UsageError:
        hint = "Name another one with --cache, or delete it: it holds nothing but answers of online services."
        return UsageError("a cache file that can be read and written", f"{self.file} ({error})", hint)
