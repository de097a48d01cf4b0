"""Sentences that begin with what befell somebody: "Killed in X were four men", "Among those killed was the mayor".

The verb of being has its subject behind it; the participle before it tells of that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words

if TYPE_CHECKING:
    from geo.reading.clauses.clause import Clause, Parsed

_AMONG = clause_words().openers.among
_ANYBODY = clause_words().parties.anybody


def settle_inverted(parsed: Parsed) -> None:
    """Give the participles that open a sentence the subject that stands behind its verb of being."""
    for clause in parsed.clauses:
        verb = clause.verb
        if verb is None or verb.lemma != "be" or verb.form != "finite" or clause.subject is not None:
            continue
        told = clause.objects[0] if len(clause.objects) == 1 else None
        if told is None or told.start < verb.start:
            continue
        for each in parsed.clauses:
            if each.parent is clause and _opens(each, clause):
                each.subject = each.head = told


def _opens(told: Clause, clause: Clause) -> bool:
    """Whether a participle stands before the verb, alone or behind "among those"."""
    verb = clause.verb
    assert verb is not None
    if told.kind != "participle" or told.verb is None or told.verb.form != "participle" or told.verb.end > verb.start:
        return False
    among = [phrase for word, phrase in clause.phrases if word in _AMONG and phrase.lemma in _ANYBODY]
    return told.head is None if not among else told.head in among
