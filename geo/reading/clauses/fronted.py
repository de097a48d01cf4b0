"""Where the subject begins behind a phrase that opens its clause without a comma: "in a separate incident gunmen fled".

Nouns behind such a phrase look like its last ones, but the verb right behind them has no other subject. Tokens are
counted from 0 in their sentence; a phrase begins at `i`, behind its preposition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.neighbours import FINITE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reading.clauses.tokens import Token

_PARTIES = clause_words().parties
_PREPOSITIONS = clause_words().prepositions
_VERBS = clause_words().verbs


def begins_behind_front(tokens: Sequence[Token], i: int, head: int, k: int) -> bool:
    """Whether people or things at `k`, right behind the noun at `head`, are the subject of the verb behind them.

    Not where another subject follows a comma: "in the rocket attacks launched on Monday, ten men died".
    """
    noun = tokens[head]
    if head != k - 1 or noun.kind != "word" or noun.low.endswith("s") or not _opens_clause(tokens, i):
        return False
    return _may_begin(tokens, k) and is_subject(tokens, k) and not _has_subject_behind(tokens, k)


def _opens_clause(tokens: Sequence[Token], i: int) -> bool:
    """Whether the preposition before a phrase is the first word of a clause."""
    i = front_of(tokens, i)
    if not i or tokens[i - 1].low not in _PREPOSITIONS.opening:
        return False
    opener = tokens[i - 2] if i > 1 else None
    return opener is None or opener.kind == "mark" or opener.tag in {"CC", "SC", "THAT"}


def front_of(tokens: Sequence[Token], i: int) -> int:
    """Where the whole phrase begins of which a name at `i` is a part behind "of": "in the X district of Y province"."""
    if not i or tokens[i - 1].low != "of" or tokens[i].kind != "place":
        return i
    k = i - 1
    while k > 0 and (tokens[k - 1].is_nominal or tokens[k - 1].tag in {"DT", "JJ"}):
        k -= 1
    return k


def _may_begin(tokens: Sequence[Token], k: int) -> bool:
    """Whether several people or things begin at `k`, or somebody by name: "unknown armed men", "rockets", "Mr Khan"."""
    last = k
    while last + 1 < len(tokens) and (tokens[last + 1].is_nominal or tokens[last].tag in {"JJ", "CD"}):
        last += 1
    first, noun = tokens[k], tokens[last]
    if not noun.is_nominal or noun.kind == "place" or first.kind == "place":
        return False
    is_plural = noun.kind == "word" and noun.tag == "NN" and noun.low != noun.lemma
    is_party = noun.kind == "actor" and (noun.capital or noun.low != noun.lemma or noun.low.endswith(("s", "men")))
    return is_plural or is_party or (first.tag == "NNP" and first.capital) or noun.low in _PARTIES.many


def _has_subject_behind(tokens: Sequence[Token], k: int) -> bool:
    """Whether a comma with a noun and its verb behind it follows in the same sentence."""
    for at in range(k, len(tokens) - 1):
        if tokens[at].low == "," and tokens[at + 1].tag in {"DT", "CD", "JJ", "NN", "NNP", "PRP", "PRP$"}:
            begin = at + 1
            while begin < len(tokens) and tokens[begin].tag in {"DT", "PRP$"}:
                begin += 1
            if is_subject(tokens, begin):
                return True
    return False


def is_subject(tokens: Sequence[Token], k: int) -> bool:
    """Whether a finite verb follows the nouns that begin at `k`."""
    end = k
    while end < len(tokens) and (tokens[end].is_nominal or tokens[end].tag in {"JJ", "CD"}):
        end += 1
    while end < len(tokens) and tokens[end].tag == "RB":
        end += 1
    if end >= len(tokens):
        return False
    is_auxiliary = tokens[end].tag.startswith("VB") and tokens[end].lemma in _VERBS.auxiliaries
    return is_auxiliary or tokens[end].tag in FINITE
