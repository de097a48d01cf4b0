"""The language of the page: message catalogues, plural forms, digits, and who speaks which now.

Knows `maps/messages/*.toml`, one file a language with the same keys. A language is chosen around a piece of work by
`speaking`; without it English is spoken, so that the command line and the files stay as they are. Refuses to translate
what a source said: quotes and names of outlets pass through as they are.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.errors import UsageError
from geo.ledger.english import read_reasons
from geo.ledger.table import EXPLAINED, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = Path(__file__).resolve().parent / "messages"
ENGLISH = "en"
LANGUAGES = (ENGLISH, "fa", "ps")
"""ISO 639-1 codes: English, Dari, Pashto."""
SCRIPT_TABLES = (
    "language",
    "date",
    "amount",
    "place",
    "story",
    "script",
    "settling",
    "suggest",
    "the_side",
    "tag",
    "mode",
    "side",
)
"""What the page's JavaScript is given of a catalogue."""
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ISOLATED = "\u2068{}\u2069"
_COUNTS = range(200)
"""The script is given the plural rule as the numbers of the form `one`; none of ours has any beyond these."""
_TEENS = range(11, 14)
_FIRST_GROUPED = 10_000
"""Shorter numbers are read at a glance, and a year is one of them."""
_current: ContextVar[str] = ContextVar("language", default=ENGLISH)

Catalogue = Mapping[str, Any]


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a language inside the block, whatever was spoken before.

    >>> with speaking("fa"):
    ...     say("script.play")
    'پخش'

    Raises:
        UsageError: No language of that code is there.
    """
    token = _current.set(check_language(code))
    try:
        yield
    finally:
        _current.reset(token)


def check_language(code: str) -> str:
    """The code, if there is a catalogue of it.

    Raises:
        UsageError: There is none.
    """
    if code not in LANGUAGES:
        raise UsageError("one of the languages " + ", ".join(LANGUAGES), repr(code), "fa is Dari, ps is Pashto.")
    return code


def spoken() -> str:
    """The code of the language that is spoken now."""
    return _current.get()


@cache
def catalogue(code: str) -> Catalogue:
    """All messages of a language, by table and key; the English ones of the ledger are in its own tables."""
    found: dict[str, Any] = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    if code != ENGLISH:
        return found
    rules = read_table().rules
    explained = {str(rule_id): rule.explanation for rule_id, rule in rules.items()}
    would_change = {str(rule_id): rule.would_change_it for rule_id, rule in rules.items()}
    return {**found, EXPLAINED: explained, "would_change": would_change, **read_reasons()}


def own(member: str) -> Any:  # noqa: ANN401 - a text or a list of numbers
    """A member of the table `language` of the language spoken now: its direction, digits, months."""
    return catalogue(spoken())["language"][member]


def has(key: str) -> bool:
    """Whether there is a message of that key (`table.name`)."""
    table, _, name = key.partition(".")
    return name in catalogue(spoken()).get(table, {})


def say(key: str, /, *, plural: int | None = None, **values: object) -> str:
    """The message of a key (`table.name`) with its values put in.

    Whole numbers are written in the language's digits; where there are plural forms, `n` decides, or `plural` where the
    form follows something else, as a verb follows its subject. A value in the other writing direction is isolated, so
    that it does not reorder what stands around it.

    >>> say("amount.reports", n=1), say("amount.reports", n=3)
    ('1 report', '3 reports')
    """
    table, _, name = key.partition(".")
    message = catalogue(spoken())[table][name]
    if isinstance(message, dict):
        message = message[plural_form(spoken(), values["n"] if plural is None else plural)]
    return _PLACEHOLDER.sub(lambda found: _written(values[found[1]]), message)


@cache
def plural_form(code: str, count: Any) -> str:  # noqa: ANN401 - a whole number
    """The form for a count by the plural rules of CLDR: `one`, else `other`; our catalogues need no third.

    >>> plural_form("en", 0), plural_form("fa", 0)
    ('other', 'one')
    """
    from babel import Locale  # noqa: PLC0415 - what says no word of the page needs no plural rules

    return "one" if Locale.parse(code).plural_form(count) == "one" else "other"


def number(value: float | str) -> str:
    """A number, or a numeral in ASCII digits, in the language's digits and with its decimal point.

    Whole numbers of five digits and more are grouped by threes; years and other numbers of four digits are not. A
    numeral that comes as text is not grouped: it may be the number of a row, to be found again as it stands.

    >>> number(20000), number(2021), number("20000")
    ('20,000', '2021', '20000')
    >>> with speaking("fa"):
    ...     number("12.5")
    '۱۲٫۵'
    """  # noqa: RUF002 - these are the digits
    digits: str = own("digits")
    grouped = isinstance(value, int) and abs(value) >= _FIRST_GROUPED
    text = f"{value:,}" if grouped else str(value)
    return text.translate(str.maketrans("0123456789.,", digits + own("point") + own("group")))


def ordinal(value: int) -> str:
    """The value as an ordinal numeral.

    >>> ordinal(3), ordinal(11), ordinal(22)
    ('3rd', '11th', '22nd')
    """
    key = str(value % 10) if value % 100 not in _TEENS else "other"
    return say(f"ordinal.{key if has(f'ordinal.{key}') else 'other'}", n=value)


def join(parts: Iterable[str]) -> str:
    """The parts as a list in the language's way, without an "and"."""
    separator: str = own("join")
    return separator.join(parts)


def _written(value: object) -> str:
    if isinstance(value, int):
        return number(value)
    text = str(value)
    foreign = _ARABIC if own("direction") == "ltr" else _LATIN
    return _ISOLATED.format(text) if foreign.search(text) and "\u2068" not in text[:1] else text


def script_messages() -> dict[str, Any]:
    """The tables that the page's JavaScript words by."""
    spoken_now = catalogue(spoken())
    tables = {table: dict(spoken_now[table]) for table in SCRIPT_TABLES}
    tables["language"]["one"] = [count for count in _COUNTS if plural_form(spoken(), count) == "one"]
    return tables


class Phrases(Mapping[str, str]):
    """A table of messages as a mapping from the values of a vocabulary, in the language spoken when it is asked."""

    def __init__(self, table: str, keys: Iterable[str]) -> None:
        """Read from `table` for these keys, in this order."""
        self._table, self._keys = table, tuple(keys)

    def __getitem__(self, key: str) -> str:
        """The message of a value."""
        if key not in self._keys:
            raise KeyError(key)
        return say(f"{self._table}.{key!s}")

    def __iter__(self) -> Iterator[str]:
        """The values, in order."""
        return iter(self._keys)

    def __len__(self) -> int:
        """How many values there are."""
        return len(self._keys)
