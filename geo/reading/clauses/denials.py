"""Who denies what was told before without saying it again: "The front denied the claim", "he said this was a lie".

A noun of saying with a clause of its own ("denied reports that it had fled") says what is denied: no such denial.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.arguments import grammatical_subject, logical_subject
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import NamedBy, names_place, phrase_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause

_NOUNS = clause_words().nouns
_VERBS = clause_words().verbs
_BACK = frozenset({"it", "that", "this"})
_ENDING = frozenset({",", ".", ":", "CC", "IN", "RB", "SC"})
_SAYING = frozenset({"neutral", "factive"})


def deniers(clauses: Sequence[Clause]) -> Iterator[tuple[Phrase, Clause]]:
    """Who denies, with the clause that says so, in the order of the sentence."""
    for clause in clauses:
        verb = clause.verb
        if verb is None or verb.modal or not _is_denial(clause, clauses):
            continue
        denier = logical_subject(clause)
        if denier is not None:
            yield denier, clause


def _is_denial(clause: Clause, clauses: Sequence[Clause]) -> bool:
    verb = clause.verb
    if verb is None or verb.negated:
        return False
    if default_language().says("saying", verb.lemma) == "denial":
        return _denies(clause, clauses)
    if default_language().says("calling", verb.lemma) is not None:
        return _calls_false(clause, clauses)
    if default_language().says("saying", verb.lemma) not in _SAYING:
        return False
    if not _VERBS.otherwise.isdisjoint(clause.adverbs):
        return True  # "residents say that it fell, officials say otherwise"
    return any(each.kind == "complement" and each.parent is clause and _is_false(each, clauses) for each in clauses)


def _denies(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Whether what a verb of denying denies is what was told before: "denied it", "a claim rejected by the army"."""
    told = _told(clause)
    if told is None:
        return _denies_what_stands_around(clause, clauses)
    is_deed = names_place(told) or phrase_class(told) is NamedBy.ACTOR
    if clause.kind == "relative" and clause.gap == "object" and clause.connector == "which" and is_deed:
        return True  # "the Taliban captured Kunduz, which the army denied"
    return told.lemma in _NOUNS.denied or _takes_up(told, clauses)


def _told(clause: Clause) -> Phrase | None:
    """What is denied, where a phrase says so."""
    if clause.passive and clause.head is None:
        return grammatical_subject(clause)
    first = clause.objects[0] if clause.objects and not clause.passive else None
    return first or clause.head or clause.governor


def _denies_what_stands_around(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Whether what is denied stands right behind the verb, or right before who denies: "a claim the army denied"."""
    verb, subject = clause.verb, grammatical_subject(clause)
    if verb is None or subject is None or clause.passive or _governs(clause, clauses):
        return False
    behind = [each.low for each in verb.tokens[verb.end : verb.end + 2]]
    if behind and behind[0] in _BACK:
        return len(behind) == 1 or verb.tokens[verb.end + 1].tag in _ENDING
    before = verb.tokens[subject.start - 1] if subject.start else None
    return before is not None and (_is_saying(before.lemma) or before.lemma in _NOUNS.anything)


def _governs(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Whether a clause has one that says what it is about: "denied it had fled", "it was wrong to leave"."""
    return any(each.parent is clause and each.kind in {"complement", "infinitive"} for each in clauses)


def _calls_false(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Whether somebody calls what was told a falsehood: "called it a lie", "called the claim baseless"."""
    if not clause.objects:
        return False
    first = clause.objects[0]
    names = [*clause.adjectives, *(each.lemma for each in clause.objects)]
    if not any(_is_untrue(each) for each in names):
        return False
    is_joined = any(_is_saying(each.lemma) for each in first.own)  # "called the claim propaganda"
    return is_joined or _takes_up(first, clauses)


def _is_false(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Whether a clause says of what was told before that it is false: "this was a lie", "the claim was not true"."""
    verb, subject = clause.verb, grammatical_subject(clause)
    if verb is None or verb.lemma != "be" or verb.modal or subject is None or not _takes_up(subject, clauses):
        return False
    if _governs(clause, clauses):
        return False
    names = [*clause.adjectives, *(each.lemma for each in clause.objects)]
    if verb.negated:
        return any(default_language().says("truth", each) is not None for each in names)
    return any(_is_untrue(each) for each in names)


def _takes_up(phrase: Phrase, clauses: Sequence[Clause]) -> bool:
    """Whether a phrase means a report told before, and does not say itself what it is of."""
    if phrase.head_token.low in _BACK:
        return True
    named = (phrase, *phrase.apposition)
    if not any(_is_saying(each.lemma) for each in named):
        return False
    if phrase.of is not None and phrase.of.lemma not in _NOUNS.denied:
        return False  # "reports of a retreat"
    return not any(each.governor in named and each.verb is not None for each in clauses)


def _is_saying(word: str) -> bool:
    return default_language().says("nouns", word) == "reporting"


def _is_untrue(word: str) -> bool:
    return "negated" in {default_language().says("adjectives", word), default_language().says("nouns", word)}
