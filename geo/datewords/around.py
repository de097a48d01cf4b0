"""A match of a date form with the words before and behind it, as the checks of `geo.datewords.context` ask for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.datewords.words import DateWords

_WINDOW = 24
_LAST_WORD = re.compile(r"([^\W\d_]+)['’]?[\s-]*$")
_NEXT_WORD = re.compile(r"\s+([^\W\d_]+)")


class Around:
    """A match with the words before and behind it."""

    def __init__(self, text: str, lower: str, match: re.Match[str], words: DateWords) -> None:
        """Take a match in `lower`, the lower case of `text`."""
        self.text, self.lower, self.match, self.words = text, lower, match, words
        self.start, self.end = match.span()
        self.before = lower[max(0, self.start - _WINDOW) : self.start]

    def word_before(self) -> str:
        """The word before it, in lower case; empty without one."""
        found = _LAST_WORD.search(self.before)
        return found[1] if found else ""

    def word_behind(self) -> str:
        """The word behind it, in lower case; empty without one."""
        found = _NEXT_WORD.match(self.lower, self.end)
        return found[1] if found else ""

    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[self.start : self.start + 1].isupper()
