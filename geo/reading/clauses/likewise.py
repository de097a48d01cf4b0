"""What a clause says to have fared as something told before did: "Y followed", "Y went the same way", "then came Y".

Knows no change: of which one it is told is asked in `series.py`. Each reading is of one construction and gives the
phrase that names what fared likewise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.arguments import grammatical_subject, logical_subject
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import NamedBy, names_place, phrase_class

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.reading.clauses.chunks import Phrase, VerbGroup
    from geo.reading.clauses.clause import Clause

_ALIKE = clause_words().alike
_OPENERS = clause_words().openers
_PRONOUNS = clause_words().pronouns


def fared_likewise(clause: Clause) -> Phrase | None:
    """What a clause says to have fared as what was told before it did; None where it says so of nothing."""
    verb = clause.verb
    if verb is None or clause.kind in {"relative", "infinitive"}:
        return None
    told = _followed(clause, verb) or _did_the_same(clause, verb) or _came(clause, verb) or _befallen(clause, verb)
    told = _of_that(told) if told is not None else None
    return told if told is not None and names_place(told) else None


def _of_that(phrase: Phrase) -> Phrase:
    """What "that of Y" speaks of: "the fall of X was followed by that of Y"."""
    return phrase.of if phrase.head_token.low in _ALIKE.that_of and phrase.of is not None else phrase


def dated_name(clause: Clause) -> Phrase | None:
    """The name that stands with its day in place of a clause: "X fell on Sunday; Y, on Monday"."""
    subject = clause.subject
    if clause.verb is not None or subject is None or clause.objects or clause.phrases:
        return None
    are_names = all(phrase_class(each) is NamedBy.PLACE for each in subject.members())
    return subject if are_names and names_place(subject) and (clause.dates or clause.times) else None


def beside(clause: Clause) -> Iterator[tuple[str, Phrase]]:
    """What fared so before the subject or object of a clause did, and the word before it.

    "X, like Y before it, fell", "X fell a day after Y".
    """
    for word, told in clause.phrases:
        phrase = _of_that(told)
        are_names = all(phrase_class(each) is NamedBy.PLACE and each.of is None for each in phrase.members())
        behind_comma = told.tokens[max(told.start - 2, 0)].low == ","
        if are_names and names_place(phrase) and (word in _ALIKE.after or (word in _ALIKE.like and behind_comma)):
            yield word, phrase


def _followed(clause: Clause, verb: VerbGroup) -> Phrase | None:
    """`Y followed`, `X was followed by Y`, `Y followed suit`, `Y preceded it`, `Y joined them`, `Y was next`."""
    if verb.lemma == "follow" and verb.passive:
        return logical_subject(clause)
    subject = grammatical_subject(clause)
    if verb.lemma in _ALIKE.following:
        is_told = all(names_place(each) or _is_fate(each) or _means_told(each) for each in clause.objects)
        return subject if is_told and not any(word in _ALIKE.by_means for word, _ in clause.phrases) else None
    if verb.lemma in _ALIKE.joining:
        is_told = bool(clause.objects) and all(_means_told(each) for each in clause.objects)
        return subject if is_told and not clause.phrases else None
    is_next = not _ALIKE.next.isdisjoint(_words_beside(clause)) and verb.lemma in _ALIKE.being and verb.tense == "past"
    if not is_next:
        return None
    if subject is not None:
        return subject if not clause.objects else None
    return clause.objects[0] if len(clause.objects) == 1 else None  # "next was Y"


def _did_the_same(clause: Clause, verb: VerbGroup) -> Phrase | None:
    """`Y went the same way`, `Y shared its fate`, `Y did likewise`, `Y had done so`, `Y went on Tuesday`."""
    subject = grammatical_subject(clause)
    if clause.objects:
        is_alike = verb.lemma in _ALIKE.sharing and all(_is_fate(each) for each in clause.objects)
        is_alike = is_alike or (verb.lemma in _ALIKE.doing and all(_is_the_same(each) for each in clause.objects))
        return subject if is_alike else None
    words = _words_beside(clause)
    if verb.lemma in _ALIKE.doing and not _ALIKE.likewise.isdisjoint(words):
        return subject
    is_over = verb.tense == "past" or verb.perfect or verb.passive
    is_bare = verb.particle is None and default_language().particles.isdisjoint(words)
    is_bare = is_bare and all(word in _ALIKE.with_it for word, _ in clause.phrases)
    return subject if verb.lemma in _ALIKE.going and is_over and is_bare and not clause.adjectives else None


def _came(clause: Clause, verb: VerbGroup) -> Phrase | None:
    """`Then came Y`, `it was the turn of Y`."""
    if len(clause.objects) != 1:
        return None
    told = clause.objects[0]
    if verb.lemma in _ALIKE.coming and clause.subject is None:
        return told
    if verb.lemma in _ALIKE.being and told.lemma in _ALIKE.turns and clause.subject is not None:
        return told.of or told.possessor
    return None


def _befallen(clause: Clause, verb: VerbGroup) -> Phrase | None:
    """`The same happened to Y`, `the same fate befell Y`."""
    subject = clause.subject
    if subject is None or verb.lemma not in _ALIKE.befalling or not (_is_fate(subject) or _is_the_same(subject)):
        return None
    if clause.objects:
        return clause.objects[0]
    return next((phrase for word, phrase in clause.phrases if word in _ALIKE.befalling_to), None)


def _words_beside(clause: Clause) -> frozenset[str]:
    """The adverbs and adjectives of a clause."""
    verb = clause.verb
    return frozenset((*clause.adverbs, *clause.adjectives, *(verb.adverbs if verb is not None else ())))


def _is_fate(phrase: Phrase) -> bool:
    """Whether a phrase is the way or fate of what was told before: "the same way", "its fate", "suit"."""
    if phrase.lemma not in _ALIKE.fates:
        return False
    return phrase.lemma in _ALIKE.bare or not _ALIKE.known.isdisjoint(each.low for each in phrase.own)


def _is_the_same(phrase: Phrase) -> bool:
    return phrase.head_token.low in _ALIKE.same


def _means_told(phrase: Phrase) -> bool:
    """Whether a phrase stands for what was told before: "it", "them", "the list"."""
    is_list = phrase.lemma in _ALIKE.lists and phrase.determiner in _PRONOUNS.definite
    return is_list or phrase.head_token.low in _PRONOUNS.things | _PRONOUNS.several
