"""What somebody died of whose wounds are told: "died in X of wounds suffered when fighters attacked his unit"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.reading.clauses.whereabouts import place_words, tells_of_harm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.reading.clauses.clause import Clause

_WORDS = place_words()


def settle_sustained(clauses: Iterable[Clause]) -> None:
    """Give a death who died, and what came about when its wounds were suffered: place, day and dead are of both."""
    clauses = list(clauses)
    for named, told in pairwise(clauses):
        if _is_entry(named, told):
            told.subject = named.subject
    for each in clauses:
        above = each.parent
        if each.kind != "adverbial" or above is None or not _are_wounds(above):
            continue
        if tells_of_harm(above.parent):
            each.parent = above.parent


def _is_entry(named: Clause, told: Clause) -> bool:
    """Whether a clause tells what befell him whom the words before it only name: "Sgt. A B, 20, of X; died in Y"."""
    verb = told.verb
    if named.verb is not None or named.subject is None or verb is None or told.subject is not None:
        return False
    is_next = named.subject.end <= verb.start and named.parent is told.parent is None
    return is_next and tells_of_harm(told) and verb.tense == "past" and not told.passive


def _are_wounds(clause: Clause) -> bool:
    """Whether a clause only says that wounds were suffered: "wounds suffered", "injuries that he sustained"."""
    verb, head = clause.verb, clause.head or clause.subject
    if clause.kind not in {"participle", "relative"} or verb is None or head is None:
        return False
    return verb.lemma in _WORDS.sustaining and head.lemma in _WORDS.wounds and not (verb.negated or verb.modal)
