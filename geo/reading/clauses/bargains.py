"""Changes of hands told by a noun that have not come about: "talks on the surrender of X", "close to the capture of X".

A noun such as "the fall of X" is taken as having happened unless its clause speaks against it. What does is here, by
the noun's place in its clause: its subject ("the capture of X depends on the road"), its object ("delayed the fall of
X"), or behind a preposition ("pushed towards the capture of X"). The words are `data/languages/en/bargains.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geo.language import default_language
from geo.language.word_lists import read_words, word_sets
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.verb_modes import HYPOTHETICAL, NEGATED, Verdict
from geo.reading.clauses.whereabouts import is_aimed, place_words

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause

_VERBS = clause_words().verbs


@dataclass(frozen=True, slots=True)
class BargainWords:
    """The word lists of one language; `data/languages/en/bargains.toml` says what each is for."""

    bargained: frozenset[str]
    captures: frozenset[str]
    bargaining: frozenset[str]
    bargaining_for: frozenset[str]
    disputes: frozenset[str]
    withstanding: frozenset[str]
    answering_for: frozenset[str]
    short_of_it: frozenset[str]
    steps: frozenset[str]
    meaning: frozenset[str]
    meant: frozenset[str]
    traded: frozenset[str]
    delaying: frozenset[str]
    depending: frozenset[str]
    lasting: frozenset[str]
    wanted: frozenset[str]
    to_come: frozenset[str]
    failing_in: frozenset[str]
    looking_back: frozenset[str]


@cache
def bargain_words(language: str = "en") -> BargainWords:
    """The words of a language; read once."""
    return BargainWords(**word_sets(read_words("bargains", language)["words"]))


def is_change(phrase: Phrase) -> bool:
    """Whether a noun names a change of hands, or what parties bargain for."""
    words = bargain_words()
    return phrase.lemma in words.captures or phrase.lemma in words.bargained


def is_talked_over(outer: Phrase, phrase: Phrase) -> bool:
    """Whether a noun stands behind another that only aims at it: "talks on the surrender of X"."""
    is_bargained = phrase.lemma in bargain_words().bargained
    return is_bargained and any(is_aimed(word, outer.lemma) for word, of in outer.attached if of is phrase)


def looks_back(phrase: Phrase, clause: Clause) -> bool:
    """Whether what is under way is not a change of hands but what is done about it: "are celebrating the fall of X"."""
    return is_change(phrase) and clause.verb is not None and clause.verb.lemma in bargain_words().looking_back


def as_subject(phrase: Phrase, clause: Clause) -> Verdict | None:
    """What a clause whose subject it is says of a change of hands that is still to come; None where it happened."""
    words, verb = bargain_words(), clause.verb
    if verb is None or not is_change(phrase):
        return None
    if verb.lemma in words.lasting and verb.modal in _VERBS.unsure_modals and not verb.perfect:
        return Verdict(HYPOTHETICAL, verb.modal) if clause.times or clause.dates else None
    if verb.tense != "present" or verb.perfect or verb.negated:
        return None
    if verb.lemma in words.depending:
        return Verdict(HYPOTHETICAL, verb.lemma)
    if verb.lemma not in _VERBS.copulas:
        return None
    told = (*clause.adjectives, *(each.lemma for each in clause.objects))
    return next((Verdict(HYPOTHETICAL, each) for each in told if each in words.wanted), None)


def as_object(phrase: Phrase, clause: Clause) -> Verdict | None:
    """What a verb says of a change of hands that somebody delays, opposes, or makes his aim; None where nothing does.

    The subject of a passive too: "the fall of X was delayed".
    """
    words, verb = bargain_words(), clause.verb
    if verb is None or not is_change(phrase):
        return None
    if verb.lemma in words.delaying or (phrase.lemma in words.bargained and verb.lemma in words.withstanding):
        return Verdict(HYPOTHETICAL, verb.lemma)
    subject = clause.subject if verb.lemma in _VERBS.copulas and verb.tense == "present" else None
    coming = next((each.low for each in subject.own if each.low in words.to_come), None) if subject else None
    if coming is not None:
        return Verdict(HYPOTHETICAL, coming)  # "the next step is the capture of X"
    says = default_language().says
    behind = (each.lemma for each in clause.objects if each.start > phrase.start)
    return next((Verdict(HYPOTHETICAL, each) for each in behind if says("aiming", each) is not None), None)


def behind_preposition(phrase: Phrase, preposition: str, clause: Clause, kind: str | None) -> Verdict | None:
    """What stands before a preposition says of a change of hands behind it; None where nothing speaks against it.

    `kind` is the class of the clause's verb by what it says of an infinitive: "failed" is negative, "offered" is not
    sure. "Held talks on the surrender of X", "gathered men for the capture of X"; not "was blamed for the fall of X",
    which had happened.
    """
    words, verb = bargain_words(), clause.verb
    if verb is None or not is_change(phrase):
        return None
    around = (*clause.objects, clause.subject, *(each for _, each in clause.phrases))
    before = [each.lemma for each in around if each is not None and each.start < phrase.start]
    ahead = {each.low for each in phrase.tokens[max(0, phrase.start - 2) : phrase.start]}
    if (short := _short_of(preposition, {*before, *clause.adjectives, *ahead}, clause, kind)) is not None:
        return short
    if preposition == "for":
        is_answer = not words.answering_for.isdisjoint((verb.lemma, *before, *clause.adjectives))
        return None if is_answer else Verdict(HYPOTHETICAL, preposition)
    if phrase.lemma not in words.bargained:
        return None
    topics = place_words().topics
    talks = [each for each in before if each in place_words().conferences | words.disputes]
    if preposition in topics and talks:
        return Verdict(HYPOTHETICAL, talks[-1])
    is_aim = preposition in topics | words.bargaining_for  # not "met after the surrender of X"
    return Verdict(HYPOTHETICAL, verb.lemma) if is_aim and verb.lemma in words.bargaining else None


def _short_of(preposition: str, before: set[str], clause: Clause, kind: str | None) -> Verdict | None:
    """What says that somebody is only near a change of hands, after it, offers something for it, or fails in it."""
    words, verb = bargain_words(), clause.verb
    assert verb is not None
    if preposition in words.short_of_it:
        return Verdict(HYPOTHETICAL, preposition)
    near = before & (_VERBS.nearing | words.steps)
    if preposition == "to" and near:
        return Verdict(HYPOTHETICAL, min(near))
    meaning = {*before, verb.lemma} & words.meaning
    if preposition in words.meant and meaning:
        return Verdict(HYPOTHETICAL, min(meaning))
    if preposition in words.traded and kind in {"hypothetical", "future"}:
        return Verdict(HYPOTHETICAL, verb.lemma)
    if preposition in words.failing_in and kind == "negative" and not clause.objects:
        return Verdict(NEGATED if not verb.negated else HYPOTHETICAL, verb.lemma)
    return None
