"""Which days of a sentence are those of what is only told beside the point: "men abducted on Monday were freed".

A clause that describes a person, a place or a thing has its own time and lends it to nothing around it. One that tells
of a happening by its noun ("an attack that took place on Monday killed two") tells of that itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.times import is_of_happening
from geo.reading.clauses.whereabouts import tells_of_harm

if TYPE_CHECKING:
    from geo.datewords import DateExpression
    from geo.reading.clauses.clause import Clause, Parsed

_OPENERS = clause_words().openers
_VERBS = clause_words().verbs


def days_beside(clause: Clause, parsed: Parsed, happenings: frozenset[str]) -> tuple[DateExpression, ...]:
    """The days of the clauses that describe what stands beside a clause; `happenings` are the event nouns."""
    around = (clause, *clause.chain())
    return tuple(
        token.day
        for each in parsed.clauses
        if not any(each is other for other in around) and _describes(each, clause, happenings)
        for token in each.dates
        if token.day is not None
    )


def _describes(told: Clause, clause: Clause, happenings: frozenset[str]) -> bool:
    """Whether a clause describes what no event noun names: "X, which fell on Monday", "men seized last week".

    A bare participle at the end of its sentence may have the day of the verb before it ("shot a man accused of theft on
    Monday").
    """
    if _likens(told):
        return True
    if told.kind not in {"relative", "participle"} or told.verb is None:
        return False
    head = told.head or (told.subject if told.passive else None)
    if head is None:
        return False
    if told.kind == "participle" and (told.verb.lemma in _VERBS.describing or not _is_set_off(told)):
        return False
    if tells_of_harm(told) and tells_of_harm(clause):
        return False  # "nine men who died on Monday were killed by a bomb"
    return not (head.lemma in happenings and is_of_happening(told))


def _likens(told: Clause) -> bool:
    """Whether a clause only tells what was done likewise before: "took X as they had Y on Friday"."""
    verb = told.verb
    if told.kind != "adverbial" or told.connector not in _OPENERS.likening | _OPENERS.comparing:
        return False
    if verb is None:
        return True  # "as in 2015, they took X"
    return (verb.perfect and verb.tense == "past") or (verb.lemma in _VERBS.auxiliaries and not told.adjectives)


def _is_set_off(told: Clause) -> bool:
    """Whether a participle stands behind a comma, or before the verb of the clause that it is in."""
    above = told.parent
    if above is None or above.verb is None or told.verb is None:
        return False
    before = told.verb.tokens[told.verb.start - 1].tag if told.verb.start else ""
    return before == "," or told.verb.start < above.verb.start
