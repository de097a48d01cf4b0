"""The small words of number phrases: "over 100 people", "10 to 15 men", "between 10 and 15 men" are one phrase each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.whereabouts import place_words
from geo.text.number_words import number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reading.clauses.tokens import Token

_PREPOSITIONS = clause_words().prepositions


def read_numbers(tokens: Sequence[Token]) -> None:
    """Tag what stands before a number or between two of a range as a part of the number."""
    for i, token in enumerate(tokens[:-1]):
        is_behind = i > 0 and tokens[i - 1].is_nominal
        if token.low in _PREPOSITIONS.roughly and token.kind == "word" and tokens[i + 1].tag == "CD" and not is_behind:
            token.tag = "RB"  # "killed over 100 people"
        elif token.tag == "CD" and _is_range(tokens, i):
            tokens[i + 1].tag = "CD"
            if i and tokens[i - 1].low in _PREPOSITIONS.ranging:
                tokens[i - 1].tag = "RB"


def _is_range(tokens: Sequence[Token], i: int) -> bool:
    """Whether a number, a link and a higher number count what follows; what rises goes "from 10 to 15"."""
    last = i + 3
    if last >= len(tokens) or tokens[i + 2].tag != "CD" or not _is_counted(tokens[last]):
        return False
    low, high = number_of(tokens[i].low), number_of(tokens[i + 2].low)
    if low is None or high is None or low >= high:
        return False
    before = tokens[i - 1] if i else None
    if before is not None and before.low in _PREPOSITIONS.ranging:
        return tokens[i + 1].tag == "CC"
    is_rise = before is not None and before.low in place_words().origin
    return tokens[i + 1].low in _PREPOSITIONS.upwards and not is_rise


def _is_counted(token: Token) -> bool:
    """Whether a number may count what stands behind it."""
    return token.is_nominal or token.tag == "JJ"
