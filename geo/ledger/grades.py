"""How far a source is to be relied on: the Admiralty code of outlets and speakers, read from `sources.toml`.

Knows names and kinds of speakers, and one grade for each. Refuses to judge a report by what it says: a grade is looked
up, never computed from the text, and decides nothing but a tie (`geo.ledger.timeline`).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from geo.errors import ReferenceDataError, UsageError
from geo.files import reference_file
from geo.toml_text import parse_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

GRADES_NAME = "sources.toml"
"""The file's name, in `data/` and in a folder of sources."""
RELIABILITIES = "ABCDEF"
CREDIBILITIES = range(1, 7)
_HINT = "Compare it with data/sources.toml."


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """Reliability of the source (A best, F cannot be judged) and credibility of what it says (1 best, 6 likewise)."""

    reliability: str
    credibility: int
    reason: str = field(compare=False)

    def __str__(self) -> str:
        """The code as analysts write it, such as B2."""
        return f"{self.reliability}{self.credibility}"

    @property
    def rank(self) -> tuple[int, int]:
        """Higher is better; first the source, then what it says. What cannot be judged ranks last.

        >>> max(UNGRADED, Grade(reliability="C", credibility=1, reason=""), key=lambda each: each.rank).reliability
        'C'
        """
        return (-RELIABILITIES.index(self.reliability), -self.credibility)


UNGRADED = Grade(reliability="F", credibility=6, reason="Not graded yet.")


@dataclass(frozen=True)
class GradeTable:
    """The grades of one `sources.toml`. Outlets are found by name, speakers by the first row whose words they hold."""

    default: Grade
    outlets: Mapping[str, Grade]
    speakers: tuple[tuple[re.Pattern[str], Grade], ...]
    name: str = GRADES_NAME
    _known: dict[tuple[str | None, str | None], Grade] = field(default_factory=dict, repr=False, compare=False)

    def grade(self, outlet: str | None, speaker: str | None) -> Grade:
        """The grade of what `speaker` says in `outlet`; None where the outlet, or nobody, is named.

        The speaker's credibility, and the lower reliability of the two; without a speaker the outlet's own grade.

        >>> table = read_grades()
        >>> str(table.grade("Reuters", None)), str(table.grade("Reuters", "residents of Kunduz"))
        ('B2', 'C2')
        """
        key = (outlet, speaker)
        if key not in self._known:
            self._known[key] = self._look_up(outlet, speaker)
        return self._known[key]

    @property
    def mark(self) -> str:
        """What the table says, as text: equal for tables that grade alike and give the same reasons."""
        outlets = sorted((name, str(grade), grade.reason) for name, grade in self.outlets.items())
        speakers = [(words.pattern, str(grade), grade.reason) for words, grade in self.speakers]
        return repr((str(self.default), self.default.reason, outlets, speakers))

    def _look_up(self, outlet: str | None, speaker: str | None) -> Grade:
        carried = self.outlets.get(_folded(outlet), self.default) if outlet else self.default
        said = next((grade for words, grade in self.speakers if speaker and words.search(speaker)), None)
        if said is None:
            return carried
        weaker = min(said, carried, key=lambda each: each.rank[0])
        return Grade(
            reliability=weaker.reliability,
            credibility=said.credibility,
            reason=said.reason if weaker is said else f"{carried.reason} {said.reason}",
        )


def read_grades(path: Path | None = None) -> GradeTable:
    """Read the grades; by default the packaged ones, read once.

    Raises:
        UsageError: The file is no table of grades.
    """
    return _packaged() if path is None else _read(path)


@cache
def _packaged() -> GradeTable:
    try:
        return _read(reference_file(GRADES_NAME))
    except UsageError as error:
        raise ReferenceDataError(error.expected, error.got, "Reinstall the package.") from error


def _read(path: Path) -> GradeTable:
    try:
        table = parse_toml(path.read_text(encoding="utf-8"))
    except OSError as error:
        expected = f"a table of grades at {path.name}"
        raise UsageError(expected, error.strerror or "no such file", "Name a file.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        expected = f"TOML in {path.name}"
        raise UsageError(expected, str(error), _HINT) from error
    outlets = {
        _folded(name): _grade(row, path) for row in _rows(table, "outlet", "names", path) for name in row["names"]
    }
    speakers = tuple((_pattern(row["words"]), _grade(row, path)) for row in _rows(table, "speaker", "words", path))
    default = _grade(table["default"], path) if "default" in table else UNGRADED
    return GradeTable(default=default, outlets=outlets, speakers=speakers, name=path.name)


def _rows(table: Mapping[str, Any], kind: str, key: str, path: Path) -> list[dict[str, Any]]:
    given = table.get(kind, [])
    rows = given if isinstance(given, list) else [given]
    for row in rows:
        names = row.get(key) if isinstance(row, dict) else None
        if not isinstance(names, list) or not names or not all(isinstance(each, str) and each for each in names):
            expected = f"a list of {key} in each [[{kind}]] of {path.name}"
            raise UsageError(expected, repr(names), _HINT)
    return rows


def _grade(row: Any, path: Path) -> Grade:  # noqa: ANN401 - whatever the file holds
    if not isinstance(row, dict):
        expected = f"a table with a grade in {path.name}"
        raise UsageError(expected, repr(row), _HINT)
    reliability, credibility, reason = (row.get(key) for key in ("reliability", "credibility", "reason"))
    if not isinstance(reliability, str) or len(reliability) != 1 or reliability not in RELIABILITIES:
        expected = f"a reliability from A to F in {path.name}"
        raise UsageError(expected, repr(reliability), _HINT)
    if isinstance(credibility, bool) or not isinstance(credibility, int) or credibility not in CREDIBILITIES:
        expected = f"a credibility from 1 to 6 in {path.name}"
        raise UsageError(expected, repr(credibility), _HINT)
    if not isinstance(reason, str) or not reason:
        expected = f"a reason for each grade in {path.name}"
        raise UsageError(expected, repr(reason), "Say why in a sentence.")
    return Grade(reliability=reliability, credibility=credibility, reason=reason)


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(each)}(?!\w)" for each in words), re.IGNORECASE)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
