"""Where a list may stand: what the words before it leave open for it to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.language import default_language
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import NamedBy, phrase_class
from geo.reading.clauses.remnants import number_in
from geo.reading.clauses.separators import MOST_MEMBERS, alike, is_of_participle, separator_at

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


def is_of_reduced(out: Sequence[Chunk], chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a list begins at `i` inside of what a subject is described by: "men held in A and B were freed".

    The past form of a transitive verb has no object there, or "by" behind it, and behind the list stands a verb that
    can be no participle.
    Where its number is that of the last member and not of the subject, that member is a subject itself.
    """
    behind_verb = [each.kind for each in out[-3:]] == ["NP", "VG", "IN"] and not verb_before(out[:-2])
    group, subject = (out[-2].verbs, out[-3].phrase) if behind_verb else (None, None)
    if group is None or subject is None or not group.shaky:
        return False
    language = default_language()
    is_done = group.lemma in language.transitive or out[-1].low in clause_words().parties.done_by
    if not is_done and language.says("accusing", group.lemma) != "of":
        return False
    end, last = i + 1, chunks[i].phrase
    for _ in range(MOST_MEMBERS):
        step = separator_at(chunks, end)
        following = chunks[step[1]].phrase if step is not None else None
        if step is None or last is None or following is None or not alike(last, following):
            break
        last, end = following, step[1] + 1
    verb = chunks[end].verbs if end < len(chunks) else None
    if end == i + 1 or last is None or verb is None or verb.form != "finite" or verb.shaky:
        return False
    return not subject.is_plural or chunks[end].low not in _VERBS.in_the_singular


def verb_before(out: Sequence[Chunk]) -> bool:
    """Whether a verb stands before in the same stretch, so that a phrase here is no subject."""
    for each in reversed(out):
        if each.kind == "VG":
            return True
        if each.kind in {";", ":", "SC", "WP", "THAT", "-"}:
            return False
    return False
