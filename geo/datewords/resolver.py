"""What the arithmetic of all kinds shares: the parts of an expression, what it is counted from, and the direction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from geo.dates import DateSpan
    from geo.datewords.expression import DateParts

Direction = Literal["past", "future", "nearest"]
"""On which side of the day of the text a day lies that the words do not fix: see `DateExpression.resolve`."""


class Resolver:
    """The parts of an expression with its anchor.

    `anchor` is the span that the words are counted from, `speech` the day of the text (it tells the century of '15).
    """

    def __init__(self, parts: DateParts, anchor: DateSpan | None, speech: date | None, direction: Direction) -> None:
        """Take what `DateExpression.resolve` is given, the anchor chosen."""
        self.parts, self.anchor, self.speech, self.direction = parts, anchor, speech, direction

    @property
    def at(self) -> date | None:
        """The one day that single days and weeks are counted from."""
        return None if self.anchor is None else self.anchor.day

    @property
    def is_ahead(self) -> bool:
        """Whether the words look forward from the anchor."""
        return self.direction == "future"
