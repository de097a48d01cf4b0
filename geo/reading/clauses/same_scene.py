"""Which clause a clause shares its place with: the one that it goes on, or that tells when or how it came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.whereabouts import is_of_care, place_words, tells_of_harm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reading.clauses.clause import Clause

_WORDS = place_words()


def same_scene(clause: Clause, clauses: Sequence[Clause]) -> Clause | None:
    """The clause whose place is that of another which names none; None where its place is its own."""
    if clause.kind == "participle" and is_of_care(clause.parent):
        return None  # "a hospital in X treated ten men hurt in the blast"
    if clause.kind in {"participle", "infinitive", "conjunct"}:
        return clause.shared or clause.parent
    if clause.shared is not None:
        return clause.shared  # "when helicopters circled over X and fired at a village"
    if clause.kind == "adverbial" and clause.connector in _WORDS.at_one_time and tells_of_harm(clause.parent):
        return clause.parent  # "four soldiers died in X when their car hit a mine"
    if clause.kind == "relative" and (_harms_by_object(clause) or goes_on_by_agent(clause)):
        return clause.parent
    return _told_in_one_breath(clause, clauses)


def is_of_object(clause: Clause) -> bool:
    """Whether a relative clause speaks of an object of the clause that it stands in."""
    return clause.parent is not None and any(clause.head is each for each in clause.parent.objects)


def _harms_by_object(clause: Clause) -> bool:
    """Whether a relative clause tells of harm by an object: "escaped a bomb in X that killed ten"."""
    above = clause.parent.verb if clause.parent is not None else None
    if above is not None and above.lemma in _WORDS.telling | _WORDS.protesting:
        return False  # "in X, the president condemned the attack that killed nine"
    return is_of_object(clause) and tells_of_harm(clause)


def goes_on_by_agent(clause: Clause) -> bool:
    """Whether a relative clause goes on with what its agent did: "a bus was stopped in X by gunmen, who took six men".

    In the past, without a day of its own: "by gunmen, who had killed ten in May", "who often kidnap people" go back.
    """
    above, verb = clause.parent, clause.verb
    if above is None or not above.passive or not clause.after_comma or verb is None or clause.dates:
        return False
    is_agent = any(phrase is clause.head and word in _WORDS.done_by for word, phrase in above.phrases)
    return is_agent and _is_past(clause) and _is_past(above)


def _is_past(clause: Clause) -> bool:
    """Whether a clause tells in the simple past, affirmed and without a modal."""
    verb = clause.verb
    return verb is not None and verb.tense == "past" and not (verb.perfect or verb.negated or verb.modal)


def _told_in_one_breath(clause: Clause, clauses: Sequence[Clause]) -> Clause | None:
    """The clause right before one of harm that tells of the same: "two were killed and 11 injured when they clashed".

    The one tells of the dead and the other of the hurt; or they go on: "a bus was stopped in X; they killed two".
    """
    k = next((k for k, each in enumerate(clauses) if each is clause), 0)
    before = clauses[k - 1] if k else None
    if before is None or before.parent is not clause.parent or clause.dates:
        return None
    if _is_done_to_same(before, clause):
        return before
    is_of_same = tells_of_harm(clause) and (_is_other_harm(before, clause) or _is_done_by_same(before, clause))
    return before if is_of_same else None


def _is_other_harm(first: Clause, other: Clause) -> bool:
    """Whether "and" links a clause of the dead to one of the hurt, or the other way round."""
    one, two = first.verb, other.verb
    if one is None or two is None or not tells_of_harm(first):
        return False
    between = {token.tag for token in one.tokens[one.end : two.head]}
    kinds = {verb.lemma in _WORDS.hurt for verb in (one, two)}
    return len(kinds) > 1 and "CC" in between and between.isdisjoint({";", ":", "."})


def _is_done_to_same(first: Clause, other: Clause) -> bool:
    """Whether a clause tells what was turned on those told of before: "they marched in X; guards shot at them"."""
    if not (_is_past(first) and _is_past(other)) or first.kind != "main" or other.kind != "main":
        return False
    turned = (phrase for word, phrase in other.phrases if word in _WORDS.turned)
    return any(each.pronoun and each.head_token.low in _WORDS.told_before for each in turned)


def _is_done_by_same(first: Clause, other: Clause) -> bool:
    """Whether "they" at the head of a clause are who did what the passive before it tells of."""
    subject = other.subject
    if subject is None or not subject.pronoun or subject.head_token.low != "they" or other.passive:
        return False
    by_somebody = any(word in _WORDS.done_by and phrase.is_plural for word, phrase in first.phrases)
    return first.passive and by_somebody and _is_past(first) and _is_past(other)
