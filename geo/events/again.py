"""How the words around an event refer to it: as told before ("the blast"), as new ("a blast"), or as another one.

Knows determiners and the nouns of happenings (`data/languages/en/retelling.toml`); which events are one is decided in
`geo.events.happening`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.datewords.words import load_words
from geo.events.again_words import again_words
from geo.vocab import PlacePrecision

if TYPE_CHECKING:
    from geo.model import Event, Sentence
    from geo.text import AnnotatedDocument

_BACK, _AHEAD = 90, 60
_OPENING = 2
_IN_IT = 6
"""So many words before or behind a verb of harm "in it" stands."""
_SUBJECT = 3
"""So many words before a verb its pronoun stands: "it has badly hit"."""
_LOOK_BACK = 6
_TELLING = 9
"""So many words before a verb the happening that it tells of stands: "the attack on Monday in X also (wounded)"."""
_PREDICATE = 7
"""So many words before those who did it "by" stands."""
_ADJECTIVES = 3
"""So many words may stand between a determiner and its noun."""
_CLAUSE_END = re.compile(r"[;:,.]|\b(?:and|but|while|as|when|after|before)\b")
_GOES_ON = re.compile(r"\b(?:has|have|had) been (?:\w+ly )?$")
_OF = re.compile(r" of (?:the (?:city|town|province|district) of )?")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[.;:,]")  # noqa: RUF001


class Reference(StrEnum):
    """How a text refers to a happening."""

    AGAIN = "again"
    NEW = "new"
    OTHER = "other"
    BESIDE = "beside"
    OPEN = "open"


ANOTHER = frozenset({Reference.OTHER, Reference.BESIDE})
"""What is not the same as was told before."""


def reference_of(event: Event, annotated: AnnotatedDocument, beside: Event | None = None) -> Reference:
    """How the words around an event's trigger refer to it.

    `BESIDE` where it "also" happened; `OTHER` where its noun phrase says so ("another blast", "last month's attack"), a
    word that opens the sentence ("Separately"), or where it was ("nationwide"); `AGAIN` for a definite noun phrase of a
    happening ("the deadly blast", "Sunday's attack", "the attack killed", "wounded in the raid"); `NEW` for an
    indefinite one. What opens the sentence sets nothing apart from what else it tells, `beside`.
    """
    words = again_words()
    sentence = annotated.sentences[event.sentence]
    opening = _WORD.findall(annotated.folded[sentence.start : sentence.start + _BACK])[:_OPENING]
    is_opened = not words.elsewhere.isdisjoint(opening) and (beside is None or beside.sentence != event.sentence)
    if is_opened or _is_afar(event, annotated):
        return Reference.OTHER
    start = max(sentence.start, event.trigger[0] - _BACK)
    before = _WORD.findall(annotated.folded[start : event.trigger[0]])
    if is_what_it_came_after(event, annotated):
        return Reference.OTHER
    trigger = frozenset(_WORD.findall(annotated.folded[slice(*event.trigger)]))
    is_gerund = before[-1:] != [] and before[-1] in words.definite and not words.gerunds.isdisjoint(trigger)
    if words.happenings.isdisjoint(trigger) and not is_gerund:
        return _of_verb(before, annotated.folded[event.trigger[1] : min(sentence.end, event.trigger[1] + _AHEAD)])
    if not words.doers.isdisjoint(trigger) and _is_by_doer(before):
        return Reference.AGAIN
    return _of_noun(before)


def are_told_apart(one: tuple[int, int], other: tuple[int, int], folded: str) -> bool:
    """Whether the words between two triggers of a sentence set them apart in time: "came after an attack"."""
    first, last = sorted((one, other))
    return not again_words().apart.isdisjoint(_WORD.findall(folded[first[1] : last[0]]))


def are_days_apart(one: tuple[int, int], other: tuple[int, int], folded: str) -> bool:
    """Whether the words between two triggers of a sentence set them apart by days or more: "two days after a blast"."""
    first, last = sorted((one, other))
    words, told = again_words(), _WORD.findall(folded[first[1] : last[0]])
    return any(before in words.stretches and word in words.apart for before, word in pairwise(told))


def is_of_earlier(trigger: tuple[int, int], folded: str) -> bool:
    """Whether the words right before a happening say that it came before another: "after an earlier quake"."""
    words, told = again_words(), _WORD.findall(folded[max(0, trigger[0] - _BACK) : trigger[0]])
    at = next((k for k, word in enumerate(reversed(told[-1 - _ADJECTIVES :])) if word in words.earlier), None)
    return at is not None and not words.apart.isdisjoint(told[-3 - at : -1 - at])


def is_corrected(folded: str) -> bool:
    """Whether a sentence says that a count in it is a later one: "officials later said that nine had died"."""
    return not again_words().correcting.isdisjoint(_WORD.findall(folded))


def is_superseded(folded: str) -> bool:
    """Whether a sentence says that a count in it is an earlier one: "initially, the ministry said eight had died"."""
    return not again_words().superseded.isdisjoint(_WORD.findall(folded))


def is_possessive(word: str) -> bool:
    """Whether a word says whose something is, or of which day: "Monday's"."""
    return word.endswith(("'s", "’s"))  # noqa: RUF001


def is_about_another(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether a sentence speaks of another happening, and not of "the attack" too: "claimed several attacks"."""
    sentence = annotated.sentences[event.sentence]
    words = _WORD.findall(annotated.folded[sentence.start : sentence.end])
    if again_words().other_deed_words.search(annotated.folded, event.trigger[1], sentence.end):
        return True
    happenings = again_words().happenings
    found = {_of_noun(words[:at]) for at, word in enumerate(words) if word in happenings}
    return Reference.AGAIN not in found and not found.isdisjoint({Reference.NEW, Reference.OTHER})


def is_claim_after(claim: Event, deed: Event, annotated: AnnotatedDocument) -> bool:
    """Whether what is claimed came after a deed: "claimed Sunday's attack, after a bomber (killed) five last week"."""
    words = again_words()
    told = _WORD.findall(annotated.folded[claim.trigger[1] : deed.trigger[0]])
    at = next((k for k, word in enumerate(told) if word in words.happenings), None)
    if at is None or _of_noun(told[:at]) is not Reference.AGAIN:
        return False
    return not words.apart.isdisjoint(told[at + 1 :])


def is_of_a_deed(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether somebody is accused of a deed, or of nothing that is said: not "of collecting taxes"."""
    words = again_words()
    told = _WORD.findall(_behind(event, annotated))
    at = next((k for k, word in enumerate(told) if word in words.charging), None)
    if at is None:
        return True
    charge = [word for word in told[at + 1 :] if not word.endswith("ly")]
    if charge and charge[0].endswith("ing"):
        charge = charge[:1]  # "of sheltering men who carry out attacks"
    return not (words.charged | words.happenings | words.references).isdisjoint(charge)


def is_gone_before(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether an event tells what somebody had done before what is told of him: "by gunmen, who had killed ten"."""
    before = annotated.folded[max(0, event.trigger[0] - _BACK) : event.trigger[0]]
    return again_words().gone_before_words.search(before) is not None


def tells_of_several(sentence: Sentence, annotated: AnnotatedDocument) -> bool:
    """Whether a sentence tells of several happenings together: "ten people died in separate attacks"."""
    return again_words().several_words.search(annotated.folded, sentence.start, sentence.end) is not None


def is_of_many_deeds(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether an event tells of the dead of several deeds that nobody knows: "killed 40 in raids"."""
    words, folded = again_words(), annotated.folded
    if not words.many_deeds.isdisjoint(folded[slice(*event.trigger)].split()):
        start = max(annotated.sentences[event.sentence].start, event.trigger[0] - _BACK)
        return _of_noun(_WORD.findall(folded[start : event.trigger[0]])) is Reference.OPEN
    after = _WORD.findall(_behind(event, annotated))
    for at, word in enumerate(after):
        if word in words.in_course:
            noun_phrase = after[at + 1 : at + 2 + _ADJECTIVES]
            first = next((k for k, each in enumerate(noun_phrase) if each in words.many_deeds), None)
            known = words.definite | words.in_course
            if first is not None and not any(each in known or is_possessive(each) for each in noun_phrase[:first]):
                return True
    return False


def is_follow_up(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether an event came about where the one told before did: "a second bomb", "minutes later another blast"."""
    start = annotated.sentences[event.sentence].start
    found = again_words().follow_up_words.search(annotated.folded, start, event.trigger[1])
    return found is not None and not _is_afar(event, annotated)


def is_by_pronoun(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether the subject of an event's verb is a pronoun that may stand for a happening: "It hit", "They killed"."""
    words = again_words()
    sentence = annotated.sentences[event.sentence]
    before = _WORD.findall(annotated.folded[sentence.start : event.trigger[0]])
    return not (words.pronouns | words.plural_pronouns).isdisjoint((*before[:1], *before[-_SUBJECT:]))


def is_nearby(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether the words beside an event say that it was where the text is: "defused nearby", "in the same street"."""
    sentence = annotated.sentences[event.sentence]
    start = max(sentence.start, event.trigger[0] - _BACK)
    end = min(sentence.end, event.trigger[1] + _BACK)
    return again_words().nearby_words.search(annotated.folded, start, end) is not None


def is_in_a_capital(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether the words beside an event put it into a capital, whichever that is."""
    sentence = annotated.sentences[event.sentence]
    return again_words().capital_words.search(annotated.folded, sentence.start, sentence.end) is not None


def is_by_those(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether those who were told of before do what an event tells: "They found ...", "The troops seized ..."."""
    words = again_words()
    sentence = annotated.sentences[event.sentence]
    before = _WORD.findall(annotated.folded[sentence.start : event.trigger[0]])
    is_they = before[:1] and before[0] in words.plural_pronouns | words.persons
    return bool(is_they) or (len(before) > 1 and before[0] in words.definite and before[1] in words.searchers)


def _behind(event: Event, annotated: AnnotatedDocument) -> str:
    """The folded words of an event's clause behind its trigger."""
    end = min(annotated.sentences[event.sentence].end, event.trigger[1] + _BACK)
    return _CLAUSE_END.split(annotated.folded[event.trigger[1] : end])[0]


def _is_afar(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether the words of an event say that it was somewhere else, or that its dead are those of a span of time.

    "In the country's north, two were killed", "killed two nationwide", "have killed two this year"; but not "killed
    two in the worst attack this year".
    """
    words, folded = again_words(), annotated.folded
    sentence = annotated.sentences[event.sentence]
    behind = _behind(event, annotated)
    opening = folded[sentence.start : event.trigger[0]]
    ahead = words.elsewhere_words.match(opening)
    if ahead is not None and not _is_part_of_place(sentence.start + ahead.end(), annotated, sentence):
        return True
    if _is_elsewhere_behind(event, behind, annotated):
        return True
    found = words.span_words.match(opening) or words.span_words.search(behind)
    is_noun = not words.happenings.isdisjoint(_WORD.findall(folded[slice(*event.trigger)]))
    if found is None or is_noun:
        return False
    if _GOES_ON.search(opening) is not None:
        return True  # "have been attacking patrols since they took over"
    return words.happenings.isdisjoint(_WORD.findall(found.string[: found.start()]))


def _is_elsewhere_behind(event: Event, behind: str, annotated: AnnotatedDocument) -> bool:
    """Whether an event's clause ends elsewhere, and not in a part of the country that only says where a place lies.

    "Killed two in the east", but not "killed two in X province in the east of the country".
    """
    words = again_words()
    found = words.elsewhere_words.search(behind)
    if found is None or words.afar_part_words.fullmatch(found[0]) is None:
        return found is not None
    start, end = event.trigger[1], event.trigger[1] + found.start()
    sentence = annotated.sentences[event.sentence]
    if _is_part_of_place(event.trigger[1] + found.end(), annotated, sentence):
        return False
    places = (each.mention for each in annotated.places_in(sentence))
    return not any(start <= each.start and each.end <= end for each in places)


def _is_part_of_place(end: int, annotated: AnnotatedDocument, sentence: Sentence) -> bool:
    """Whether a part of the country that ends here is one of a named place: "in the west of Kabul"."""
    at = _OF.match(annotated.folded, end)
    if at is None:
        return False
    named = (each for each in annotated.places_in(sentence) if each.mention.start == at.end())
    return any(each.place is not None and each.place.place_precision is not PlacePrecision.COUNTRY for each in named)


def _of_noun(before: list[str]) -> Reference:
    """By the determiner that opens the noun phrase, and what stands between it and the noun."""
    words = again_words()
    for at in range(len(before) - 1, max(-1, len(before) - _ADJECTIVES - 2), -1):
        word = before[at]
        if word in words.other:
            return Reference.AGAIN if _is_ranked(before[:at]) else Reference.OTHER
        is_owner = is_possessive(word)
        if is_owner and at and before[at - 1] in words.other:
            return Reference.OTHER  # "last month's attack"
        if (word in words.definite or is_owner) and _is_counted_from(before[:at]):
            return Reference.OTHER
        if word in words.definite or is_owner:
            return Reference.AGAIN
        is_length = before[at + 1 : at + 2] and before[at + 1].removesuffix("s") in load_words().units
        if (word in words.indefinite or word.isdecimal()) and not is_length:
            return Reference.NEW  # not "the two-hour battle"
        if not word[0].isalpha():
            break
    return Reference.OPEN


def is_ranked(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether an event only tells which of a row the one told before was: "it was the second attack this week"."""
    words = again_words()
    before = _WORD.findall(annotated.folded[annotated.sentences[event.sentence].start : event.trigger[0]])
    other = (
        at for at in range(len(before) - 1, max(-1, len(before) - _ADJECTIVES - 2), -1) if before[at] in words.other
    )
    at = next(other, None)
    return at is not None and _is_ranked(before[:at])


def _is_ranked(before: list[str]) -> bool:
    """Whether it is said which of a row the happening told before was: "it was (the second attack this week)"."""
    words = again_words()
    at = len(before) - 1
    while at > 0 and before[at] in words.definite | words.ranking:
        at -= 1
    if at > 1 and before[at] in words.joining:  # "it was in X, and the second attack this week"
        at = 1
    is_told = at > 0 and before[at] in words.being
    return is_told and (before[at - 1] in words.references | words.pronouns or before[at - 1] in words.happenings)


def is_what_it_came_after(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether a happening told before came after an event: "the attack came days after 18 were (killed)"."""
    words, sentence = again_words(), annotated.sentences[event.sentence]
    before = _WORD.findall(annotated.folded[sentence.start : event.trigger[0]])
    came = next((at for at in range(len(before) - 1, 0, -1) if before[at] in words.arriving), None)
    if came is None or words.apart.isdisjoint(before[came + 1 :]) or "." in before[came:]:
        return False
    return before[came - 1] in words.happenings | words.references | words.pronouns


def _is_by_doer(before: list[str]) -> bool:
    """Whether those who did it are told of what was told before: "the attack was carried out by four (bombers)"."""
    words = again_words()
    at = next((at for at in range(len(before) - 1, -1, -1) if before[at] in words.by), None)
    if at is None or len(before) - at > _PREDICATE:
        return False
    clause = before[:at]
    copula = next((at for at in range(len(clause) - 1, -1, -1) if clause[at] in words.copulas), None)
    if copula is None or len(clause) - copula > _SUBJECT:
        return False
    subject = without_aside(clause[:copula])
    if subject[-1:] and subject[-1] in words.references:
        return True
    return bool(subject) and subject[-1] in words.happenings and _of_noun(subject[:-1]) is Reference.AGAIN


def _is_counted_from(before: list[str]) -> bool:
    """Whether what comes next is what another happening came after: "the blast came a week after the bombing"."""
    words = again_words()
    if before and before[-1] in words.compared:
        return True  # "like the blast in X"
    if not before or before[-1] not in words.apart:
        return False
    deeds = words.happenings - words.doers
    return any(word in deeds and _of_noun(before[:at]) is Reference.AGAIN for at, word in enumerate(before))


def without_aside(words: list[str]) -> list[str]:
    """Words without what stands between two commas at their end: "the bomb, planted in a cart, (exploded)"."""
    if words[-1:] != [","] or "," not in words[:-1]:
        return words
    return words[: len(words) - 2 - words[-2::-1].index(",")]


def _of_verb(before: list[str], behind: str) -> Reference:
    """By the subject of a verb, where that is a happening or a pronoun, else by what the harm was done in."""
    words = again_words()
    opener = next((at for at in range(len(before) - 1, -1, -1) if before[at] in words.openers), -1)
    before = without_aside(before[opener + 1 :])
    subject = next((at for at in range(len(before) - 1, -1, -1) if before[at] in words.happenings), None)
    if subject is not None and len(before) - subject <= _TELLING:
        return _of_noun(before[:subject])
    after = _WORD.findall(behind)
    if any(f"{one} {two}" in words.inside for one, two in pairwise((*before[-_IN_IT:], *after[:_IN_IT]))):
        return Reference.AGAIN
    if (course := _of_course(after)) is not None:
        return course
    if not words.besides.isdisjoint(before[-_LOOK_BACK:]):
        return Reference.OTHER
    if not words.adding.isdisjoint(before[-_LOOK_BACK:]):
        return Reference.BESIDE
    return Reference.AGAIN if not words.pronouns.isdisjoint(before[-2:]) else Reference.OPEN


def _of_course(after: list[str]) -> Reference | None:
    """By the happening in which a verb says that something was done: "three others were hurt in the blast"."""
    words = again_words()
    for at, word in enumerate(after):
        if word in words.definite or is_possessive(word):
            noun_phrase = after[at + 1 : at + 1 + _ADJECTIVES]
            noun = next((k for k, each in enumerate(noun_phrase) if each in words.happenings), None)
            if noun is not None and words.linking.isdisjoint(noun_phrase[:noun]):
                return _of_noun(after[: at + 1 + noun])
        if not word[0].isalnum():
            break
    return None
