"""What a match of a date form gives: `Read`, and the base of the readers of forms with what they share.

Reading is split by what a form names: days, months and years of the calendar (`geo.datewords.calendar_reading`), and
what is counted from another day (`geo.datewords.relative_reading`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.datewords.expression import Anchor
from geo.datewords.words import folded

if TYPE_CHECKING:
    import re

    from geo.datewords.expression import DateKind, DateParts
    from geo.datewords.words import DateWords

STEPS = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "this past": -1, "recent": -1} | {
    "next": 1,
    "coming": 1,
    "following": 1,
    "this coming": 1,
}
"""Which way the word before a unit, a weekday or a month points; 0 for the others ("this", "that")."""
_TEXT_WORDS = frozenset({"previous", "preceding", "following", "that", "same"})


@dataclass(frozen=True, slots=True)
class Read:
    """What a match means; see `DateExpression` for the fields."""

    kind: DateKind
    parts: DateParts
    anchor: Anchor | None = None
    problem: str | None = None


class Matched:
    """The named groups of a match, and the words of the language."""

    def __init__(self, match: re.Match[str], words: DateWords) -> None:
        """Keep the groups that took part in the match."""
        self.found = {name: value for name, value in match.groupdict().items() if value is not None}
        self.words = words

    def number(self, name: str) -> int | None:
        """The number in a group."""
        return int(self.found[name]) if name in self.found else None

    def year(self) -> tuple[int | None, bool]:
        """The year, and whether it has two figures only."""
        year = self.number("year") or self.number("dashed")
        return (year, False) if year is not None else (self.number("short"), "short" in self.found)

    def month_of(self, name: str) -> int | None:
        """The month whose name is in a group."""
        return self.words.months[folded(self.found[name])] if name in self.found else None

    def weekday_of(self, name: str) -> int:
        """The weekday whose name is in a group; 0 is Monday."""
        return self.words.weekdays[folded(self.found[name])]


def text_or_speech(word: str | None) -> Anchor:
    """What a unit is counted from: "that", "the same", "the previous" and "the following" from the text's last date."""
    return Anchor.TEXT if word is not None and word.removeprefix("the ") in _TEXT_WORDS else Anchor.SPEECH
