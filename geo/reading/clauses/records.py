"""What somebody who was caught or killed had done before is his record, and no news: "The leader coordinated attacks".

Behind "forces captured a Taliban leader" the sentences on him say why: what he did, in the plural and without a number,
on no day. That is historical. What is counted or dated ("shot two officers", "on Monday attacked") is told as it is.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geo.language.word_lists import read_words, word_sets
from geo.reading.clauses.arguments import grammatical_subject
from geo.reading.clauses.voices import is_person_name
from geo.vocab import AssertionMode, EventType

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.model import Sentence
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.clause import Clause, Parsed
    from geo.reading.clauses.tokens import Token
    from geo.reading.predication import Predication

_REACH = 3
"""So many sentences behind his capture, or behind one on him, another tells of him."""
_TOLD = frozenset({"main", "complement", "conjunct"})
_TAKEN = frozenset({EventType.ARREST, EventType.ARMED_CLASH, EventType.AIR_STRIKE})
"""Tags of what is done to him."""
_DEEDS = frozenset(
    {
        EventType.ARMED_CLASH,
        EventType.ATTACK_ON_CIVILIANS,
        EventType.BOMBING,
        EventType.SUICIDE_BOMBING,
        EventType.SHELLING,
        EventType.GRENADE,
        EventType.ABDUCTION,
        EventType.ATTRIBUTION,
        EventType.WEAPONS_DISRUPTED,
        EventType.ORGANISED_CRIME,
        EventType.LOOTING_DESTRUCTION,
        EventType.STATE_OF_EMERGENCY,
        EventType.RESTRICTION,
    }
)
"""Tags of what he did."""


@cache
def _words() -> dict[str, frozenset[str]]:
    return word_sets(read_words("assertion")["record"])


class Records:
    """The sentences of one document as far as they tell of somebody who was caught or killed."""

    def __init__(self) -> None:
        """Know of nobody."""
        self._told: int | None = None

    def mark(self, predications: Sequence[Predication], parsed: Parsed, sentence: Sentence) -> list[Predication]:
        """The predications of the next sentence, those of his record as historical."""
        found = list(predications)
        takes_one = any(map(_takes_one, found))
        is_near = self._told is not None and 0 < sentence.index - self._told <= _REACH
        own = list(_of_him(parsed, is_told=is_near, is_taken=takes_one))
        starts = {parsed.tokens[each.start].start for each in own}
        for k, each in enumerate(found):
            if each.clause[0] in starts and _is_record(each, own, parsed):
                found[k] = replace(each, mode=AssertionMode.HISTORICAL, cue="record", days_around=(), bound=None)
        if takes_one or own:
            self._told = sentence.index
        return found


def _takes_one(predication: Predication) -> bool:
    """Whether somebody is caught or killed in it who is one of the armed."""
    if predication.frame.event_type not in _TAKEN or predication.mode is not AssertionMode.ACTUAL:
        return False
    return any(each.head.rsplit(maxsplit=1)[-1] in _words()["persons"] for each in predication.role("object"))


def _of_him(parsed: Parsed, *, is_told: bool, is_taken: bool) -> Iterator[Clause]:
    """The clauses that tell what he did, and those that hang on them.

    They are those with him as their subject where he `is_told` of before, by his name too ("Ismail was active in
    attacks"); and where somebody `is_taken` in it those that tell which one was, or was looked for.
    """
    heads = [
        each
        for each in parsed.clauses
        if (is_told and not each.passive and _is_he(each)) or (is_taken and _tells_which(each))
    ]
    for clause in parsed.clauses:
        if any(clause is head or head in clause.chain() for head in heads):
            yield clause


def _tells_which(clause: Clause) -> bool:
    """Whether a clause says which one of the armed is taken: "a leader who led attacks"."""
    head = clause.head
    while head is not None and head.of is not None:
        head = head.of  # "in pursuit of a leader who"
    if clause.kind != "relative" or clause.gap != "subject" or head is None or head.items or head.is_plural:
        return False
    return head.head_token.low.rsplit(maxsplit=1)[-1] in _words()["persons"]


def _is_he(clause: Clause) -> bool:
    subject = grammatical_subject(clause)
    if clause.kind not in _TOLD or subject is None or subject.items or subject.is_plural:
        return False
    word = subject.head_token.low
    if subject.pronoun:
        return word in _words()["pronouns"]
    if is_person_name(subject):
        return True
    return subject.determiner == "the" and word.rsplit(maxsplit=1)[-1] in _words()["persons"]


def _is_record(predication: Predication, own: Sequence[Clause], parsed: Parsed) -> bool:
    """Whether a predication tells of deeds without number and day."""
    is_deed = predication.frame.event_type in _DEEDS and predication.mode is AssertionMode.ACTUAL
    if not is_deed or predication.days:
        return False
    start, end = predication.trigger
    if predication.is_noun:
        at = next((k for k, each in enumerate(parsed.tokens) if each.start <= start < each.end), None)
        return at is not None and _are_any(parsed.tokens, at)
    clauses = (each for each in own if each.verb is not None and each.verb.span() == (start, end))
    return any(_tells_of_any(each) for each in clauses)


def _tells_of_any(clause: Clause) -> bool:
    """Whether a clause says what he did to any of a kind: "kidnapped officials", "built bombs used in attacks"."""
    told = clause.objects or ([clause.head] if clause.head is not None and clause.kind != "relative" else [])
    return bool(told) and all(map(_is_any, told))


def _is_any(phrase: Phrase) -> bool:
    """Whether a phrase speaks of any of its kind, or of what has no number: "local officials", "strict law"."""
    return all(
        each.determiner is None
        and not any(token.tag == "CD" for token in each.own)
        and (each.is_plural or _is_mass(each))
        for each in phrase.members()
    )


def _is_mass(phrase: Phrase) -> bool:
    """Whether a noun in the singular stands without anything that says which: "enforced law"."""
    head = phrase.head_token
    return phrase.possessor is None and not phrase.pronoun and head.kind == "word" and head.tag != "NNP"


def _are_any(tokens: Sequence[Token], at: int) -> bool:
    """Whether the noun at a place of the sentence has no number and determiner: "roadside bombings"."""
    ahead = at - 1
    while ahead >= 0 and tokens[ahead].tag in {"NN", "JJ"}:
        ahead -= 1
    return ahead < 0 or tokens[ahead].tag not in {"CD", "DT", "PRP$"}
