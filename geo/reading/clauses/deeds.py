"""Whose deed it is that a clause tells of by a noun: "killed in a Taliban attack", "an ISIS-claimed bombing".

He stands before the noun, owns it, is behind "by" or "of", or did what a clause about the noun says: "carried out by".
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.country.classes import ARMED_CLASSES
from geo.language import default_language
from geo.reading.clauses.arguments import logical_subject
from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.needs import is_country
from geo.reading.clauses.whereabouts import place_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause
    from geo.reading.clauses.reference import Memory
    from geo.reading.clauses.roles import Fillers
    from geo.reading.predication import Participant

_PARTIES = clause_words().parties
_STATES = frozenset({"government", "foreign_state"})
_LINKED = 3
"""So many tokens before a deed are whose it is, its other means, and "and"."""


def doers_of(clause: Clause, noun: Phrase | None, fillers: Fillers) -> tuple[Participant, ...]:
    """Those whose deed something was: of the noun that tells of it, else of a noun of its clause."""
    for foe in _fought(clause, fillers.memory.clauses) if noun is None else []:
        found = tuple(each for each in fillers.parties(foe, clause) if _is_doer(each, fillers.memory))
        if found:
            return found
    for deed in _deeds(clause, fillers) if noun is None else [noun] if noun.lemma in _PARTIES.deeds else []:
        for owner in _owners(deed, fillers.memory.clauses):
            found = tuple(each for each in fillers.parties(owner, clause) if _is_doer(each, fillers.memory))
            if found:
                return found
    return _setters_off(clause, fillers) if noun is None else _strikers(clause, noun, fillers)


def _strikers(clause: Clause, noun: Phrase, fillers: Fillers) -> tuple[Participant, ...]:
    """Those who do to others what a noun tells of: "in rare airstrikes, Pakistan targeted hideouts in X"."""
    who = logical_subject(clause)
    if (
        who is None
        or clause.verb is None
        or clause.verb.lemma not in _PARTIES.striking
        or noun.lemma not in _PARTIES.deeds
    ):
        return ()
    is_way = any(noun is each and word in _PARTIES.done_in for word, each in (*clause.phrases, *who.attached))
    if not is_way or (not clause.objects and not clause.passive):
        return ()
    return tuple(each for each in fillers.parties(who, clause) if _is_doer(each, fillers.memory))


def _setters_off(clause: Clause, fillers: Fillers) -> tuple[Participant, ...]:
    """Those who set a bomb off: "insurgents detonated a car bomb", "was set off by insurgents"."""
    who = logical_subject(clause)
    if clause.verb is None or clause.verb.lemma not in _PARTIES.setting_off or who is None:
        return ()
    if not clause.objects and not clause.passive:
        return ()  # "a bomb went off"
    return tuple(each for each in fillers.parties(who, clause) if _is_doer(each, fillers.memory))


def _fought(clause: Clause, clauses: Sequence[Clause]) -> Iterator[Phrase]:
    """Whom those fight who come to harm meanwhile: "were killed while fighting the Taliban"."""
    is_harm = clause.verb is not None and clause.verb.lemma in place_words().harmed
    if not is_harm or (clause.objects and not clause.passive):
        return
    for each in clauses:
        is_beside = each.parent is clause and each.kind in {"adverbial", "participle"} and each.head is None
        if (
            is_beside
            and each.connector not in place_words().when
            and each.verb is not None
            and each.verb.lemma in _PARTIES.fighting
            and not each.verb.negated
        ):
            yield from each.objects


def done_by(phrase: Phrase, clauses: Sequence[Clause]) -> list[Phrase]:
    """Who did what an event noun tells of, by the clause that describes it: "an ambush laid by the Taliban".

    Or "a bomb that the Taliban had hidden".
    """
    found = (
        logical_subject(each)
        for each in clauses
        if each.head is phrase and _is_done_to(each) and (_is_own_deed(each) or _is_set(phrase, each))
    )
    return [each for each in found if each is not None][:1]


def _is_done_to(clause: Clause) -> bool:
    """Whether a clause tells what was done to what it describes."""
    is_gapped = clause.kind == "relative" and clause.gap == "object"
    return is_gapped or (clause.passive and clause.kind in {"participle", "relative"})


def _is_set(phrase: Phrase, clause: Clause) -> bool:
    """Whether a clause tells who laid, hid or fired a weapon."""
    verb = clause.verb
    return phrase.lemma in _PARTIES.deeds and verb is not None and verb.lemma in _PARTIES.setting and not verb.negated


def _deeds(clause: Clause, fillers: Fillers) -> Iterator[Phrase]:
    """The deeds by which a clause says that something was done: its subject, behind "in" or "by", a mine hit."""
    subjects = [logical_subject(clause)]
    subjects += [
        logical_subject(each)
        for each in fillers.memory.clauses
        if each.parent is clause and each.kind == "adverbial" and each.connector in place_words().meanwhile
    ]
    told = [each for each in subjects if each is not None]
    told += [other for word, other in clause.phrases if word in _PARTIES.done_in]
    told += [each for each in clause.objects if each.lemma in _PARTIES.buried]
    for phrase in told:
        yield from (each for each in phrase.members() if each.lemma in _PARTIES.deeds)


def _owners(deed: Phrase, clauses: Sequence[Clause]) -> Iterator[Phrase]:
    """The phrases that may say whose deed it is."""
    before = _before(deed)
    if before is not None:
        yield before
    if deed.possessor is not None:
        yield deed.possessor
    yield from (other for word, other in deed.attached if word in _PARTIES.deed_by)
    if deed.of is not None and deed.lemma in _PARTIES.deeds_of:
        yield deed.of
    yield from done_by(deed, clauses)


def _start(deed: Phrase) -> int:
    """Where a deed begins, another of its means before "and" taken in: "a coalition air and ground attack"."""
    tokens, start = deed.tokens, deed.start
    is_linked = start > 1 and tokens[start - 1].tag == "CC" and tokens[start - 2].low in _PARTIES.deed_means
    return max(0, start - _LINKED) if is_linked else start


def _before(deed: Phrase) -> Phrase | None:
    """Somebody right before a deed, its adjectives and its means: no victim ("a police convoy attack")."""
    for k in range(deed.head - 1, _start(deed) - 1, -1):
        token = deed.tokens[k]
        if token.tag == "CC":
            continue  # "a coalition air and ground attack"
        if token.kind == "actor":
            return type(deed)(k, k + 1, k, deed.tokens)
        if token.actor is not None and deed.tokens[k + 1].low in _PARTIES.whose_deed:
            return type(deed)(0, 1, 0, [replace(token, kind="actor")])
        if token.kind != "word" or not (token.tag == "JJ" or token.low in _PARTIES.deed_means):
            return None
    return None


def _is_doer(filler: Participant, memory: Memory) -> bool:
    """Whether somebody can have done a deed: armed people, whoever is of a side, another country."""
    actor = filler.actor
    if actor is None:
        place = filler.resolution.place if filler.resolution is not None else None
        return place is not None and is_country(filler) and place.country_code != memory.country_code
    return actor.side is not None or actor.actor_class in ARMED_CLASSES | _STATES


def _is_own_deed(clause: Clause) -> bool:
    return clause.verb is not None and default_language().says("own_deed", clause.verb.lemma) is not None
