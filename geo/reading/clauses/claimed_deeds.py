"""Deeds of which a clause says only whose they were: "no group claimed the blast in X", "denied any role in the blast".

What somebody is accused of as a kind of deed ("accused the Taliban of kidnapping") tells of none.

Whether the claim is made, denied or in doubt, what it speaks of has happened. Only a deed that is told as one has:
"the blast", "Sunday's attack", "a blast on Sunday"; "denied involvement in attacks" speaks of none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.verb_modes import is_nobody

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause

_PRONOUNS = clause_words().pronouns


def is_claimed(phrase: Phrase, outer: Phrase, clause: Clause) -> bool:
    """Whether a clause says of a deed only who did it, or did not; `outer` is the clause's phrase that holds it."""
    says = default_language().says
    if says("claiming", phrase.lemma) != "deeds" or not _is_one(phrase, clause):
        return False
    verb = clause.verb
    if verb is not None and says("claiming", verb.lemma) == "verbs":
        is_object = outer in clause.objects or (clause.passive and outer is clause.subject)
        if is_object and _is_member(phrase, outer):
            return True
    if any(says("claiming", each.lemma) == "shares" for each in _around(outer, phrase)):
        return True  # "denied responsibility for the bombing"
    word = next((each for each, other in clause.phrases if other is outer), None)
    role = says("claiming", word) if word is not None else None
    if verb is None or role not in {"placing", "about"} or not _is_member(phrase, outer):
        return False
    if role == "placing":
        return not clause.objects
    if says("claiming", verb.lemma) == "involving" or any(
        says("claiming", each) == "states" for each in clause.adjectives
    ):
        return True
    return any(says("claiming", each.lemma) == "shares" for each in clause.objects if each.start < outer.start)


def is_reproach(phrase: Phrase, outer: Phrase, clause: Clause) -> bool:
    """Whether a noun only says what kind of deed somebody is accused of: "accused the Taliban of kidnapping".

    So behind a noun of accusing: "flogged on charges of theft".
    """
    says, verb = default_language().says, clause.verb
    kind = says("accusing", verb.lemma) if verb is not None else None
    phrase = phrase if not phrase.items else list(phrase.members())[-1]  # what a list tells of by its head
    charge = next((each for each in outer.inside() if says("accusing", each.lemma) in {"of", "charges"}), None)
    if charge is not None and charge.of is not None and not phrase.determiner and not phrase.possessor:
        listed = phrase in outer.items and phrase.start > charge.start  # "charges of theft, fraud and murder"
        return (listed or _is_member(phrase, charge.of)) and not is_dated(phrase)
    if kind not in {"of", "for"} or phrase.determiner is not None or phrase.possessor is not None or is_dated(phrase):
        return False
    if clause.dates and (kind == "for" or phrase.is_plural):
        return False
    if outer in clause.objects and kind == "of":
        told = list(outer.members())
        of = next((k for k, each in enumerate(told) if each.of is not None), len(told))
        return any(_is_member(phrase, each.of or each) for each in told[of:])  # "accused X of murder and theft"
    word = next((each for each, other in clause.phrases if other is outer), None)
    return word is not None and says("accusing", word) == "about" and _is_member(phrase, outer)


def is_unclaimed(clause: Clause) -> bool:
    """Whether a clause lays no claim to a deed in earnest: "nobody claimed", "may have claimed", "denied claiming"."""
    says, verb = default_language().says, clause.verb
    if verb is None or says("claiming", verb.lemma) != "verbs":
        return False
    if verb.negated or verb.modal is not None or (clause.subject is not None and is_nobody(clause.subject)):
        return True
    governing = clause.parent.verb if clause.kind == "infinitive" and clause.parent is not None else None
    if governing is not None and governing.negated:
        return True  # "did not call reporters to claim it"
    above = [each.verb.lemma for each in clause.chain() if each.verb is not None]
    return any(says("saying", each) in {"denial", "nonfactive"} for each in above)


def _is_member(phrase: Phrase, outer: Phrase) -> bool:
    """Whether a phrase is another, as a whole or a member of the list that it is."""
    return phrase is outer or phrase in outer.members()


def _is_one(phrase: Phrase, clause: Clause) -> bool:
    """Whether a deed is told as one that happened: by what points to it, or by a day."""
    if phrase.determiner in _PRONOUNS.definite or phrase.possessor is not None or is_dated(phrase):
        return True
    return phrase.determiner in {"a", "an"} and bool(clause.dates)


def is_dated(phrase: Phrase) -> bool:
    """Whether a day stands before a deed: "Sunday's attack"."""
    return phrase.tokens[phrase.start].kind == "date"


def _around(outer: Phrase, inner: Phrase) -> list[Phrase]:
    """The phrases that hold an inner one, from the outermost down; empty where none does."""
    if outer is inner:
        return []
    for each in (outer.possessor, outer.of, *outer.items, *outer.apposition, *(other for _, other in outer.attached)):
        if each is inner or (each is not None and any(other is inner for other in each.inside())):
            return [outer, *(_around(each, inner) if each is not inner else [])]
    return []
