"""Whether the words around a piece of ground take a part of it away: "all of X but the airport", "nearly all of X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words

if TYPE_CHECKING:
    from collections.abc import Collection

    from geo.reading.clauses.chunks import Phrase

_WHOLES = clause_words().wholes


def leaves_out(phrase: Phrase, words: Collection[str] = _WHOLES.excepting) -> bool:
    """Whether a part of a phrase's ground is told as not taken, behind it or first: "X except the airport"."""
    lows = [token.low for token in phrase.tokens]
    behind = phrase.end + (lows[phrase.end : phrase.end + 1] == [","])
    for k in (0, behind):
        said = " ".join(lows[k : k + 2]).split()[:2]
        if len(said) > 1 and said[0] in words and said[1] in _WHOLES.excepted:
            return True
    return False


def is_nearly_all(phrase: Phrase) -> bool:
    """Whether a phrase stands for less than the whole by a word before it: "nearly all of X", "almost the entire X"."""
    lows = [token.low for token in phrase.tokens]
    start = max(0, phrase.start - 1)
    is_whole = not _WHOLES.whole.isdisjoint(lows[phrase.start : phrase.end])
    return is_whole and not _WHOLES.nearly.isdisjoint(lows[start : phrase.start + 1])
