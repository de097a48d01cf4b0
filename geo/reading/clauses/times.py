"""Which dates belong to a clause: its own, those of the clauses that it continues, and whether they only bound it.

A date of a verb of saying says when it was said; it does not date what was said. A participle continues its clause
("..., capturing X"); "after" and "before" clauses do not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.datewords import DateExpression
    from geo.reading.clauses.clause import Clause

_BOUNDING = frozenset({"since", "after", "before", "until", "by", "till"})


def days_of(
    clause: Clause, trigger: tuple[int, int]
) -> tuple[tuple[DateExpression, ...], tuple[DateExpression, ...], str | None]:
    """The dates of a clause, the nearest to the trigger first; those around it; the connective that bounds it."""
    own = _sorted([token.day for token in clause.dates if token.day is not None], trigger) or _dated_before(clause)
    around: list[DateExpression] = []
    child, parent = clause, clause.parent
    while parent is not None:
        if (
            child.kind in {"participle", "infinitive"} and child.connector not in _BOUNDING
        ) or child.kind == "conjunct":
            around += _sorted([token.day for token in parent.dates if token.day is not None], trigger)
        elif child.kind == "adverbial" and child.connector == "when" and not own:
            around += _sorted([token.day for token in parent.dates if token.day is not None], trigger)
            break
        elif child.kind != "complement" or parent.speech_behind or parent.verb is not None:
            break
        child, parent = parent, parent.parent
    if clause.shared is not None and not own:
        around += _sorted([token.day for token in clause.shared.dates if token.day is not None], trigger)
    bound = clause.connector if clause.connector in _BOUNDING else None
    return tuple(own), tuple(around), bound


def _dated_before(clause: Clause) -> list[DateExpression]:
    """The day right before a clause that "when" opens, which is its own: "since January 6, when a bomb ..."."""
    verb = clause.verb
    if verb is None or clause.connector != "when":
        return []
    tokens = verb.tokens
    k = min(clause.start, verb.start) - 1
    while k >= 0 and tokens[k].low in {"when", ",", "("}:
        k -= 1
    day = tokens[k].day if k >= 0 else None
    return [replace(day, bound=None)] if day is not None else []


def _sorted(days: list[DateExpression], trigger: tuple[int, int]) -> list[DateExpression]:
    """What stands behind the trigger first, the nearest first; then what stands before it."""
    return sorted(days, key=lambda day: (day.start < trigger[0], abs(day.start - trigger[1])))
