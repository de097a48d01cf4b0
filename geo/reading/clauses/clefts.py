"""Clauses whose subject stands behind them: "What killed them was a mine", "Killed by a mine in X: three men".

Such a sentence is parsed as two clauses. They are made the one that they tell: "a mine killed them".
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.clause_words import clause_words

if TYPE_CHECKING:
    from geo.reading.clauses.clause import Clause, Parsed

_VERBS = clause_words().verbs


def settle_clefts(parsed: Parsed) -> None:
    """Give the verbs of a sentence the subjects that stand behind them."""
    for first, second in pairwise(parsed.clauses):
        if _is_cleft(first, second):
            _join_cleft(first, second)
        elif _is_heading(first, second, parsed):
            first.subject, first.kind, first.parent, second.subject = second.subject, "main", None, None


def _is_cleft(first: Clause, second: Clause) -> bool:
    """Whether a clause of "what" takes its object for the subject of the "was" behind it: "what killed them was"."""
    verb, copula = first.verb, second.verb
    if verb is None or copula is None or verb.passive or verb.lemma in _VERBS.copulas:
        return False
    is_open = first.connector in default_language().asking_who and not first.objects and first.subject is None
    is_next = second.subject is not None and second.subject.start == verb.end
    return is_open and is_next and copula.lemma == "be" and bool(second.objects) and copula.modal is None


def _join_cleft(first: Clause, second: Clause) -> None:
    """Make what a cleft tells of one clause, and leave the other what it says of it."""
    assert second.subject is not None
    assert second.verb is not None
    first.kind, first.connector, first.parent, first.gap = "main", None, None, None
    first.subject, first.objects = second.objects[0], [second.subject]
    first.phrases = [*first.phrases, *second.phrases]
    first.dates, first.times = [*first.dates, *second.dates], [*first.times, *second.times]
    second.subject, second.parent, second.kind = None, None, "main"
    second.objects, second.phrases, second.dates, second.times = [], [], [], []


def _is_heading(first: Clause, second: Clause, parsed: Parsed) -> bool:
    """Whether a passive without a subject says of what stands behind a colon what was done to it."""
    verb, told = first.verb, second.subject
    if verb is None or told is None or second.verb is not None or first.subject is not None:
        return False
    is_opening = first.kind == "participle" and (first.parent is None or first.parent.verb is None) and verb.passive
    return is_opening and told.start > 0 and parsed.tokens[told.start - 1].tag == ":"
