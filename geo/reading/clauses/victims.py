"""Whom the verb of a clause kills, or who dies by it: everybody whom it names, whatever a frame asks of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.arguments import logical_objects, logical_subject
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.whereabouts import place_words
from geo.text.toll_words import Harm, toll_words

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.clauses.roles import Fillers
    from geo.reading.predication import Participant

_OPENERS = clause_words().openers


def victims_of(clause: Clause, noun: Phrase | None, fillers: Fillers, text: str) -> tuple[Participant, ...]:
    """The members of the object of killing, or of the subject of dying; nobody for any other verb.

    Of what a noun tells of they are the victims where it kills, or they died in it: not "weeks before the bombing".
    """
    if clause.verb is None or (noun is not None and not _is_what_kills(noun, clause)):
        return ()
    phrases = _killed_in(clause, text)
    if phrases is None and (above := _around(clause)) is not None:
        clause, phrases = above, _killed_in(above, text)
    if phrases is None:
        return ()
    return tuple(filler for phrase in (*phrases, *_with_them(clause)) for filler in fillers.parties(phrase, clause))


def _with_them(clause: Clause) -> list[Phrase]:
    """Those beside whom somebody is killed or dies: "was killed along with two guards"."""
    end = clause.verb.span()[1] if clause.verb is not None else 0
    return [phrase for word, phrase in clause.phrases if word in _OPENERS.adding and phrase.span()[0] >= end]


def _killed_in(clause: Clause, text: str) -> list[Phrase] | None:
    """Who is killed or dies by the verb of a clause; None where it is no such verb."""
    if clause.verb is None:
        return None
    verb = text[slice(*clause.verb.span())].lower()
    told = {
        verb,
        *(f"{verb} {each}" for each in clause.adverbs),
        *(f"{verb} to {each.lemma}" for _, each in clause.phrases),
        *(f"{verb} {text[slice(*each.span())].lower()}" for each in clause.objects),
    }
    if not toll_words().killing.isdisjoint(told):
        return logical_objects(clause)
    if not clause.passive and not toll_words().verbs[Harm.KILLED].isdisjoint(told):
        subject = logical_subject(clause)
        return [subject] if subject is not None else []
    return None


def _around(clause: Clause) -> Clause | None:
    """The clause without an agent that says who died when something happened: "were killed when a mine blew up"."""
    above = clause.parent
    if clause.kind != "adverbial" or clause.connector not in place_words().meanwhile or above is None:
        return None
    verb = above.verb
    if verb is None or verb.negated or verb.modal or not (above.passive or not above.objects):
        return None
    return above if not above.passive or logical_subject(above) is None else None


def _is_what_kills(noun: Phrase, clause: Clause) -> bool:
    """Whether a noun is the subject of a clause, or stands behind "in" or "by"."""
    subject = logical_subject(clause)
    if subject is not None and noun in subject.members():
        return True
    return any(word in place_words().by_way_of and noun in other.members() for word, other in clause.phrases)
