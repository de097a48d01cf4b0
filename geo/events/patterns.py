"""The alternative patterns of one rule, tried only where they can match, compiled when first tried.

A pattern cannot match where one of its words or marks is missing: that is looked up before the regular expression is
run, and most are never run at all. What `finditer` yields is what one expression of all alternatives would yield.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Alternative:
    """One pattern as a regular expression, and what must stand in a sentence for it to match.

    `needs` holds sets of words: of each set one must be there. `marks` holds the same for the openings of marks
    ("⟦P").
    """

    source: str
    needs: tuple[frozenset[str], ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression."""
        return re.compile(self.source)

    def may_match(self, text: str, words: frozenset[str]) -> bool:
        """Whether nothing that the pattern needs is missing."""
        return not any(map(words.isdisjoint, self.needs)) and all(
            any(mark in text for mark in openings) for openings in self.marks
        )


@dataclass(frozen=True)
class Alternatives:
    """The patterns of one rule, the first that matches at a spot wins."""

    each: tuple[Alternative, ...]

    def may_match_words(self, words: frozenset[str]) -> bool:
        """Whether a sentence with these words could match, whatever its marks."""
        return any(not any(map(words.isdisjoint, alternative.needs)) for alternative in self.each)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches from left to right, without overlap.

        >>> pattern = Alternatives((Alternative("a b", (frozenset({"a"}),)), Alternative("b|a", ())))
        >>> [match.group() for match in pattern.finditer("b a b a")]
        ['b', 'a b', 'a']
        """
        words = words_of(text)
        live = [alternative.compiled for alternative in self.each if alternative.may_match(text, words)]
        ahead = [match for pattern in live if (match := pattern.search(text))]
        while ahead:
            first = min(ahead, key=re.Match.start)  # min keeps the first of equals
            yield first
            position = max(first.end(), first.start() + 1)
            ahead = [
                later
                for match in ahead
                if (later := match if match.start() >= position else match.re.search(text, position))
            ]


def first_words(words: frozenset[str]) -> frozenset[str]:
    """The words as `words_of` parts them: up to the first mark ("didn't" begins with "didn")."""
    found = [_WORD.match(word) for word in words]
    return frozenset(match.group() for match in found if match) if all(found) else frozenset()


@lru_cache(maxsize=4)
def words_of(text: str) -> frozenset[str]:
    """The words of a masked sentence; the last few answers are kept, since all rules ask for the same sentence."""
    return frozenset(_WORD.findall(text))
