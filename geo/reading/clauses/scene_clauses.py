"""What the clauses around a happening tell of it: how it began, whom it was done to, and what those did meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.whereabouts import place_words, tells_of_harm

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause

_WORDS = place_words()


def is_outcome(clause: Clause) -> bool:
    """Whether a clause says what something did to people: "floods swept the north, killing six in X"."""
    return clause.kind == "participle" and clause.head is None and tells_of_harm(clause)


def tells_of_operation(clause: Clause, phrase: Phrase | None) -> bool:
    """Whether a clause, or the noun that tells of something in it, is about an operation."""
    told = (phrase,) if phrase is not None else (*clause.objects, clause.subject)
    return any(each is not None and each.lemma in _WORDS.operations for each in told)


def tells_how_it_began(clause: Clause, phrase: Phrase | None) -> bool:
    """Whether a clause tells of fighting only that it began: "a battle began on Monday, when they tried to storm X"."""
    verb = clause.verb
    is_told = phrase is not None and phrase is clause.subject and phrase.lemma in _WORDS.fights
    return is_told and verb is not None and verb.lemma in _WORDS.beginning


def is_done_to_those(clause: Clause) -> bool:
    """Whether something was done to those who were told of: "when they were shot", "when a bomb hit their car"."""
    patients = [clause.subject] if clause.passive else [*clause.objects, *(phrase for _, phrase in clause.phrases)]
    own = [token for each in patients if each is not None for token in each.own]
    return any(token.low in _WORDS.those for token in own)


def is_dated_behind(clause: Clause) -> bool:
    """Whether a clause has a day of its own behind its verb; one in front may hold for what "and" links as well."""
    verb = clause.verb
    return verb is not None and any(day.start > verb.span()[0] for day in clause.dates)


def is_of_those(clause: Clause) -> bool:
    """Whether a clause tells what those did to whom something was done: "shot him as he worked on his farm in X"."""
    if clause.kind != "adverbial" or clause.connector not in _WORDS.during or clause.verb is None:
        return False
    subject = clause.subject
    is_they = subject is not None and subject.pronoun and subject.head_token.low in _WORDS.those
    if clause.verb.lemma in _WORDS.conferring:
        return False  # "killed ten soldiers as they held talks in X": others may, elsewhere
    return is_they and clause.verb.tense == "past" and not (clause.verb.negated or clause.verb.modal)


def is_by_attackers(clause: Clause) -> bool:
    """Whether attackers who were told of come to somebody: "was in his office in X when the bomber struck"."""
    subject = clause.subject
    if subject is None or clause.passive or subject.determiner != "the":
        return False
    return not _WORDS.attackers.isdisjoint(subject.head_token.low.split())


def is_about_it(clause: Clause) -> bool:
    """Whether a relative clause without a day of its own does something to what was told: "who had stopped it in X"."""
    if clause.kind != "relative" or clause.dates or clause.verb is None or clause.verb.negated:
        return False
    return any(each.pronoun and each.head_token.low in _WORDS.told_before for each in clause.objects)
