"""Who stands behind "by" between a subject and its verb did what the subject tells of: "said a raid by X killed ten".

Before the first verb of a sentence phrases are attached to their nouns as chunks; behind a verb of saying they come
one by one, and "by" would be read as a part of the clause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause, Parsed

_DONE_BY = clause_words().parties.done_by


def settle_subject_doers(parsed: Parsed) -> None:
    """Give each "by" between a subject and its verb to the subject."""
    for clause in parsed.clauses:
        told = _between(clause)
        if told and clause.subject is not None:
            clause.subject.attached.extend(told)
            clause.phrases = [each for each in clause.phrases if each not in told]


def _between(clause: Clause) -> list[tuple[str, Phrase]]:
    """The phrases behind "by" that stand between a clause's own subject and its verb."""
    subject, verb = clause.subject, clause.verb
    if subject is None or verb is None or subject.pronoun or clause.shared is not None or clause.elided is not None:
        return []
    if clause.head is not None:
        return []
    return [each for each in clause.phrases if each[0] in _DONE_BY and subject.end <= each[1].start < verb.start]
