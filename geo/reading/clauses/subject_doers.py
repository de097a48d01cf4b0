"""Who stands behind "by" between a subject and its verb did what the subject tells of: "said a raid by X killed ten".

Before the first verb of a sentence phrases are attached to their nouns as chunks; behind a verb of saying they come
one by one, and "by" would be read as a part of the clause.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.whereabouts import place_words

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase, VerbGroup
    from geo.reading.clauses.clause import Clause, Parsed

_PARTIES = clause_words().parties


def settle_subject_doers(parsed: Parsed) -> None:
    """Give each "by" between a subject and its verb to the subject."""
    for clause in parsed.clauses:
        told = _between(clause)
        if told and clause.subject is not None:
            clause.subject.attached.extend(told)
            clause.phrases = [each for each in clause.phrases if each not in told]


def settle_kin_of_dead(parsed: Parsed) -> None:
    """Tell what befell the dead of the dead, not of their kin before them: "relatives of a boy killed by police".

    It is not told of the day of the sentence that is about his kin: without a place or a day of its own it is left out.
    """
    for clause in tuple(parsed.clauses):
        head, verb = clause.head, clause.verb
        if head is not None and verb is not None and _is_of_dead(clause, head, verb):
            clause.head = clause.subject = head.of
            is_told = clause.dates or clause.times or any(word not in _PARTIES.done_by for word, _ in clause.phrases)
            if not is_told and not any(each.parent is clause for each in parsed.clauses):
                parsed.clauses.remove(clause)


def _is_of_dead(clause: Clause, head: Phrase, verb: VerbGroup) -> bool:
    """Whether a form right behind somebody's kin tells what befell him: "relatives of a boy killed by police"."""
    if clause.kind != "participle" or not verb.passive or clause.after_comma or head.of is None:
        return False
    return head.lemma in _PARTIES.kin_of and head.of.end == head.end and verb.lemma in place_words().harmed


def _between(clause: Clause) -> list[tuple[str, Phrase]]:
    """The phrases behind "by" that stand between a clause's own subject and its verb."""
    subject, verb = clause.subject, clause.verb
    if subject is None or verb is None or subject.pronoun or clause.shared is not None or clause.elided is not None:
        return []
    if clause.head is not None:
        return []
    return [
        each for each in clause.phrases if each[0] in _PARTIES.done_by and subject.end <= each[1].start < verb.start
    ]
