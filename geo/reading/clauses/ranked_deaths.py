"""Clauses that only rank or number those whom something was done to, and tell of nobody anew.

"He was the 180th soldier to be killed": one told of before. "It brought the number of soldiers killed to 180": none of
them told. The words are `data/languages/en/assertion.toml`, `[ranking]`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.language.word_lists import read_words, word_sets
from geo.text.number_words import load_numbers

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause

_RANK = re.compile(r"\d[\d,]*(?:st|nd|rd|th)")
_KINDS = frozenset({"infinitive", "participle", "complement", "relative"})


@dataclass(frozen=True, slots=True)
class _RankWords:
    ranking: frozenset[str]
    ranks: frozenset[str]
    known: frozenset[str]
    numbers: frozenset[str]
    moving: frozenset[str]
    moved: frozenset[str]


@cache
def _words() -> _RankWords:
    lists = word_sets(read_words("assertion")["ranking"])
    return _RankWords(**{name: lists[name] for name in ("ranking", "ranks", "known", "numbers", "moving", "moved")})


def only_ranks(clause: Clause) -> bool:
    """Whether a clause says which of a row somebody told of before was, or is only a part of a moving number."""
    return _is_ranked(clause) or _is_numbered(clause)


def _is_ranked(clause: Clause) -> bool:
    """Whether somebody known is one of those to whom it was done: "he is the third soldier killed in X"."""
    words, above = _words(), clause.parent
    if clause.kind not in _KINDS or above is None or above.verb is None or above.verb.lemma not in words.ranking:
        return False
    subject = above.subject
    if subject is None or not (subject.pronoun or subject.determiner in words.known or subject.possessor is not None):
        return False
    told = [each for each in (*above.objects, clause.subject) if each is not None and each.start > subject.start]
    return any(_has_rank(each) for each in told)


def _has_rank(phrase: Phrase) -> bool:
    ranks = load_numbers().ordinals.keys() | _words().ranks
    own = [token.low for token in phrase.own[:-1]]  # "was the first to die" is news
    return phrase.determiner == "the" and any(each in ranks or _RANK.fullmatch(each) for each in own)


def _is_numbered(clause: Clause) -> bool:
    """Whether it is done to a number that grows: "brings the number of soldiers killed in the war to 180"."""
    words, subject = _words(), clause.subject
    if subject is None or subject.lemma not in words.numbers or subject.of is None or clause.kind == "complement":
        return False
    above = [each for each in clause.chain() if each is not clause and each.verb is not None]
    return any(each.verb is not None and each.verb.lemma in words.moving for each in above[:1]) or _follows(clause)


def _follows(clause: Clause) -> bool:
    """Whether the verb that moves the number stands right before it, with its height: "brings to 180 the number"."""
    assert clause.subject is not None
    tokens, start = clause.subject.tokens, clause.subject.start
    ahead = {token.low for token in tokens[max(0, start - 4) : start]}
    return "to" in ahead and not _words().moved.isdisjoint(ahead)
