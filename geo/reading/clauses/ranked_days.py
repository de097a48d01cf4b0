"""The stretch of time over which something is the most of its kind: "in the deadliest attack in years, nine died".

It says among what the happening ranks and dates nothing. A day behind such words does: "the worst attack on Monday".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.datewords.expression import Bound
from geo.reading.clauses.clause_words import clause_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.clauses.tokens import Token

_WORDS = clause_words().describing
_NEAR = 3
"""So many tokens behind such words the stretch stands: "in", "over the"."""


def stretches_ranked_over(clause: Clause) -> Iterator[Token]:
    """The dates of a clause that only say over what time something in it is the most of its kind."""
    for phrase in (*clause.objects, *(each for _, each in clause.phrases)):
        if not _is_the_most(phrase):
            continue
        for token in phrase.tokens[phrase.end : phrase.end + _NEAR]:
            if any(token is each for each in clause.dates) and _is_stretch(token):
                yield token


def _is_the_most(phrase: Phrase) -> bool:
    return any(token.low in _WORDS.most for token in phrase.tokens[phrase.start : phrase.end])


def _is_stretch(token: Token) -> bool:
    return token.day is not None and (token.day.bound is Bound.SINCE or token.day.is_period)
