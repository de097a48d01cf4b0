"""Where a list may stand: what the words before it leave open for it to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import NamedBy, phrase_class
from geo.reading.clauses.remnants import number_in
from geo.reading.clauses.separators import is_of_participle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.reading.clauses.chunks import Chunk, Phrase

_OPENERS = clause_words().openers
_VERBS = clause_words().verbs


def is_complement_subject(out: Sequence[Chunk], phrase: Phrase) -> bool:
    """Whether a verb of saying stands right before, so that the subject of what is said begins here.

    What somebody claims or denies by a noun is no subject: "denied involvement and the army said".
    """
    says, group = default_language().says, out[-1].verbs if out else None
    kind = says("saying", group.lemma) if group is not None else None
    is_report = kind == "denial" and says("nouns", phrase.lemma) == "reporting"
    if is_report or says("claiming", phrase.lemma) == "shares":
        return False
    if group is None or group.passive or kind is None:
        return False
    return _VERBS.refusing.isdisjoint({group.lemma, f"{group.lemma} {group.particle}"})


def may_be_object(out: Sequence[Chunk], phrase: Phrase) -> bool:
    """Whether a phrase may be what the verb right before denies or fears itself, with no clause behind it.

    A report is denied and somebody is threatened; nobody denies men, or fears so many of them.
    """
    group = out[-1].verbs
    kind = default_language().says("saying", group.lemma) if group is not None else None
    named = phrase_class(phrase)
    if kind == "denial":
        return named is NamedBy.OTHER
    return kind == "nonfactive" and named in {NamedBy.OTHER, NamedBy.ACTOR} and number_in(phrase) is None


def awaits_verb(out: Sequence[Chunk]) -> bool:
    """Whether a clause around this one still waits for its verb: "the report that they took A and B is ..."."""
    opened = False
    for k, each in enumerate(out):
        if each.kind == "VG" and each.verbs is not None and each.verbs.form == "finite":
            return opened and not any(later.kind == "VG" for later in out[k + 1 :])
        if each.kind in {"THAT", "WP"} and k and out[k - 1].kind == "NP":
            opened = True
    return False


def is_included_in_subject(out: Sequence[Chunk]) -> bool:
    """Whether members of a subject are listed here that waits for its verb: "nine people including A and B died"."""
    return bool(out) and out[-1].kind == "VG" and out[-1].low in _OPENERS.listing and not verb_before(out[:-1])


def is_behind_fronted(out: Sequence[Chunk]) -> bool:
    """Whether a comma ends what opens the sentence, with participles alone: "of the towns held by X, A and B fell"."""
    verbs = [k for k, each in enumerate(out) if each.kind == "VG"]
    opens = bool(verbs) and out[0].kind == "IN" and out[-1].kind == ","
    return opens and all(is_of_participle(out, k - 1) for k in verbs)


def verb_before(out: Sequence[Chunk]) -> bool:
    """Whether a verb stands before in the same stretch, so that a phrase here is no subject."""
    for each in reversed(out):
        if each.kind == "VG":
            return True
        if each.kind in {";", ":", "SC", "WP", "THAT", "-"}:
            return False
    return False
