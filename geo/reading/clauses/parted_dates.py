"""The dates of a clause that words of another clause part from it.

"On Friday night, said X, police raided a house" dates the raid; so does "left Y, where the officials live, on Friday".
"Killed ten and captured six on Friday" dates both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language import default_language

if TYPE_CHECKING:
    from geo.datewords import DateExpression
    from geo.reading.clauses.clause import Clause, Parsed
    from geo.reading.clauses.tokens import Token

_INSIDE = frozenset({"relative", "infinitive"})
_NEAR = 2
"""So many tokens before a date the comma stands that parts it: ", in June"."""


def dated_apart(clause: Clause, parsed: Parsed) -> list[DateExpression]:
    """The dates of a clause that has none of its own words; empty where nothing parts any from it."""
    return _before_source(clause, parsed) or _behind_inner(clause, parsed) or _in_cleft(clause)


def _in_cleft(clause: Clause) -> list[DateExpression]:
    """The date that is set before its clause by "it was": "It was on Tuesday that they took X"."""
    above = clause.parent
    if clause.kind not in {"complement", "relative"} or above is None or above.verb is None or above.subject is None:
        return []
    is_plain = not (above.objects or above.adjectives or above.phrases or above.times)
    if above.verb.lemma != "be" or not is_plain or above.subject.head_token.low != "it":
        return []
    return [token.day for token in above.dates if token.day is not None]


def _before_source(clause: Clause, parsed: Parsed) -> list[DateExpression]:
    """The date that opens a sentence before who says it: "On Friday night, said X, police ..."."""
    first = parsed.clauses[0]
    verb = first.verb
    if clause is first or clause.kind != "main" or first.subject is not None or verb is None:
        return []
    if default_language().says("saying", verb.lemma) is None:
        return []
    ahead = [token for token in first.dates if token.end <= verb.span()[0]]
    return [token.day for token in ahead if token.day is not None and _has_comma(parsed, token, after=True)]


def _behind_inner(clause: Clause, parsed: Parsed) -> list[DateExpression]:
    """The date behind the comma that closes a clause inside: "left X, where the officials live, on Friday"."""
    return [
        token.day
        for inner in parsed.clauses
        if inner.parent is clause and inner.kind in _INSIDE and inner.verb is not None
        for token in inner.dates
        if token.day is not None and token.start >= inner.verb.span()[1] and _has_comma(parsed, token, after=False)
    ]


def dated_behind(clause: Clause, parsed: Parsed) -> list[DateExpression]:
    """The date at the end of the next of several verbs of one subject: "killed ten and captured six on Friday"."""
    for other in parsed.clauses:
        if other.shared is not clause or other.verb is None or clause.verb is None:
            continue
        between = parsed.tokens[clause.verb.end : other.verb.start]
        end = other.verb.span()[1]
        is_parted = any(token.low == "," for token in between)
        return [token.day for token in other.dates if token.day is not None and token.start >= end and not is_parted]
    return []


def _has_comma(parsed: Parsed, token: Token, *, after: bool) -> bool:
    """Whether a comma stands right behind a date, or before it and its preposition."""
    k = next(k for k, each in enumerate(parsed.tokens) if each is token)
    beside = parsed.tokens[k + 1 : k + 2] if after else parsed.tokens[max(0, k - _NEAR) : k]
    return any(each.low == "," for each in beside)
