"""The alternative patterns of one rule, tried only where they can match, compiled when first tried.

A pattern cannot match where one of its words or marks is missing: that is looked up before the regular expression is
run, and most are never run at all. What `finditer` yields is what one expression of all alternatives would yield.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_WORD = re.compile(r"\w+")
_PLAIN_BEGINNING = re.compile(r"[a-z](?![?*+{])")
_BRACKETED = re.compile(r"\([^()]*\)")


class Need(NamedTuple):
    """One of the words, or all words of one of the phrases, must stand in a sentence."""

    words: frozenset[str]
    phrases: tuple[frozenset[str], ...] = ()

    def is_met(self, words: frozenset[str]) -> bool:
        """Whether a sentence with these words has what is needed."""
        return not words.isdisjoint(self.words) or any(phrase <= words for phrase in self.phrases)


@dataclass(frozen=True)
class Alternative:
    """One pattern as a regular expression, and what must stand in a sentence for it to match.

    All of `needs` must be met. Of each tuple of `marks`, openings of marks such as "⟦P", one must be there. `anchors`
    are the first words of the need that tells most: by one of them the pattern is looked up.
    """

    source: str
    needs: tuple[Need, ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()
    anchors: frozenset[str] = frozenset()

    @cached_property
    def _beginnings(self) -> tuple[frozenset[str], ...]:
        return tuple(need.words.union(*need.phrases) for need in self.needs)

    @cached_property
    def _with_phrases(self) -> tuple[Need, ...]:
        return tuple(need for need in self.needs if need.phrases)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression."""
        return re.compile(self.source)

    def may_match(self, text: str, words: frozenset[str]) -> bool:
        """Whether nothing that the pattern needs is missing."""
        return self.may_match_words(words) and self.may_match_marks(text)

    def may_match_marks(self, marks: str) -> bool:
        """Whether no mark that the pattern needs is missing; `marks` is a text with marks, or their openings alone."""
        return all(any(mark in marks for mark in openings) for openings in self.marks)

    def needs_beside(self, anchor: str) -> tuple[frozenset[str], ...]:
        """What has to stand in a sentence beside an anchor: of each set one word, the smallest set first."""
        return tuple(sorted((words for words in self._beginnings if anchor not in words), key=len))

    def has_phrases(self, words: frozenset[str]) -> bool:
        """Whether the words hold the needed phrases, where every first word of a need is known to be there."""
        return all(need.is_met(words) for need in self._with_phrases)

    def may_match_words(self, words: frozenset[str]) -> bool:
        """Whether no word that the pattern needs is missing."""
        if any(map(words.isdisjoint, self._beginnings)):  # says no to most, and is quick
            return False
        return self.has_phrases(words)


@dataclass(frozen=True)
class Alternatives:
    """The patterns of one rule, the first that matches at a spot wins."""

    each: tuple[Alternative, ...]

    def may_match_words(self, words: frozenset[str]) -> bool:
        """Whether a sentence with these words could match, whatever its marks."""
        return any(alternative.may_match_words(words) for alternative in self.each)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches from left to right, without overlap.

        >>> pattern = Alternatives((Alternative("a b", (Need(frozenset({"a"})),)), Alternative("b|a")))
        >>> [match.group() for match in pattern.finditer("b a b a")]
        ['b', 'a b', 'a']
        """
        words = words_of(text)
        return matches((alternative for alternative in self.each if alternative.may_match(text, words)), text)


def matches(alternatives: Iterable[Alternative], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of alternatives that are known to be worth a try, as `Alternatives.finditer` does."""
    ahead = [match for alternative in alternatives if (match := alternative.compiled.search(text))]
    while ahead:
        first = min(ahead, key=re.Match.start)  # min keeps the first of equals
        yield first
        position = max(first.end(), first.start() + 1)
        ahead = [
            later
            for match in ahead
            if (later := match if match.start() >= position else match.re.search(text, position))
        ]


def alternation(parts: Iterable[str]) -> str:
    """One of the expressions, the first that matches.

    Neighbours that begin with the same letter share it, so that a wrong letter rules all of them out at once; those
    with other first letters cannot match at the same spot, so their order says nothing.

    >>> alternation(["killed", "died", "kill", "(?:shot|gunned)", "die"])
    'k(?:illed|ill)|d(?:ied)|(?:shot|gunned)|d(?:ie)'
    """
    joined: list[str] = []
    groups: dict[str, list[str]] = {}
    for part in parts:
        if _PLAIN_BEGINNING.match(part) and "|" not in _BRACKETED.sub("", part):
            groups.setdefault(part[0], []).append(part[1:])
        else:
            joined += [*_shared(groups), part]
            groups.clear()
    return "|".join([*joined, *_shared(groups)])


def _shared(groups: Mapping[str, Sequence[str]]) -> list[str]:
    return [f"{letter}(?:{'|'.join(rests)})" for letter, rests in groups.items()]


def need_of(words: frozenset[str]) -> Need | None:
    """What words and phrases ("taken over") ask of a sentence; None if one of them has no letters to look for."""
    if not all(map(_WORD.match, words)):
        return None
    parted = [frozenset(_WORD.findall(word)) for word in words]
    single = frozenset().union(*(part for part in parted if len(part) == 1))
    return Need(single, tuple(part for part in parted if len(part) > 1))


@lru_cache(maxsize=4)
def words_of(text: str) -> frozenset[str]:
    """The words of a masked sentence; the last few answers are kept, since all rules ask for the same sentence."""
    return frozenset(_WORD.findall(text))
