"""Whether something was done to those of whom a text has just told that it was done to them.

"A judge was shot dead. The judge was shot in X", "two men were seized. The two were led away in X": one happening.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.events.again import without_aside
from geo.events.again_words import again_words

if TYPE_CHECKING:
    from geo.model import Event
    from geo.text import AnnotatedDocument

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+|[.;:,]")  # noqa: RUF001
_NEAR = 1
"""So many sentences behind what was told a pronoun means those of whom it was told."""
_BACK = 3
"""The same where they had undergone it before: "They had been abducted"."""
_LONGEST = 4
"""So many words at most the phrase has."""


def are_same_people(first: Event, last: int, event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether a definite phrase or a pronoun says to whom it was done, and the first telling names just those.

    `last` is the sentence that told of it last. Who did it there is not who suffered it here.
    """
    if first.sentence == event.sentence:
        return False
    told = _told_of(event, annotated)
    if not told:
        return False
    words = again_words()
    if told[-1] in words.patients:
        reach = _BACK if _is_before(event, annotated) else _NEAR
        return event.sentence - last <= reach and _may_be(told[-1], first)
    sentence = annotated.sentences[first.sentence]
    before = _WORD.findall(annotated.folded[sentence.start : sentence.end])
    noun = told[-2] if told[-1] in words.people and len(told) > len(("the", "men")) else told[-1]
    doers = _WORD.findall(first.actor.name.casefold()) if first.actor is not None else []
    forms = words.pair if noun in words.definite else {noun, noun.removesuffix("s"), noun + "s"}
    if not forms.isdisjoint(doers):
        return False
    return any(word in forms and _is_introduced(before[:at]) for at, word in enumerate(before))


def opens_with_them(first: Event, last: int, event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether a sentence opens with those of whom it was told: "He died in a blast", "The serviceman was killed by"."""
    words, sentence = again_words(), annotated.sentences[event.sentence]
    opening = _WORD.findall(annotated.folded[sentence.start : event.trigger[0]])[:_LONGEST]
    if not opening or first.sentence == event.sentence:
        return False
    if opening[0] in words.patients:
        return event.sentence - last <= _NEAR and _may_be(opening[0], first)
    told = annotated.sentences[first.sentence]
    before = _WORD.findall(annotated.folded[told.start : told.end])
    known = words.fallen | {word.removesuffix("s") for at, word in enumerate(before) if _is_introduced(before[:at])}
    return opening[0] in words.definite and any(word.removesuffix("s") in known for word in opening[1:])


def is_about_others(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether the words ahead of what is told say that it was done to others: "a second soldier", "separately"."""
    start = annotated.sentences[event.sentence].start
    before = _WORD.findall(annotated.folded[start : event.trigger[0]])
    words = again_words()
    return not (words.besides | words.elsewhere).isdisjoint(before)


def _is_before(event: Event, annotated: AnnotatedDocument) -> bool:
    """Whether the past perfect says what had been done to somebody before what is told of him now."""
    sentence = annotated.sentences[event.sentence]
    before = _WORD.findall(annotated.folded[sentence.start : event.trigger[0]])
    return not again_words().perfect.isdisjoint(before[-_BACK:])


def _told_of(event: Event, annotated: AnnotatedDocument) -> list[str]:
    """The words for whom something was done to: before a passive, or behind an active verb; none where it is new."""
    sentence, words = annotated.sentences[event.sentence], again_words()
    before = _WORD.findall(annotated.folded[sentence.start : event.trigger[0]])
    is_first = len(before) <= _LONGEST
    if before and before[-1] in words.undergone:
        while before and before[-1] in words.undergone:
            before.pop()
        told = _phrase(without_aside(before))
        return told if is_first or told[-1:] == [] or told[-1] not in words.patients else []
    behind = _WORD.findall(annotated.folded[event.trigger[1] : sentence.end])[: _LONGEST - 1]
    opens = next((at for at, word in enumerate(behind[:2]) if word in words.definite | words.patients), None)
    if opens is None or behind[opens] in words.patients:
        return behind[opens : opens + 1] if opens is not None and is_first else []
    return behind[opens : opens + 2]


def _phrase(before: list[str]) -> list[str]:
    """The phrase that ends here, from its determiner on; a pronoun alone."""
    words = again_words()
    if before and before[-1] in words.patients:
        return before[-1:]
    tail = before[-_LONGEST:]
    opens = next((at for at in range(len(tail) - 1, -1, -1) if tail[at] in words.definite or tail[at] in ".,;:"), None)
    return tail[opens:] if opens is not None and tail[opens] in words.definite else []


def _may_be(pronoun: str, first: Event) -> bool:
    """Whether a pronoun may stand for those of a happening: of several dead none is "he"."""
    are_several = first.fatalities.low is not None and first.fatalities.low > 1
    return pronoun.startswith("the") or not are_several


def _is_introduced(before: list[str]) -> bool:
    """Whether a noun is not told of as known: by the nearest determiner, if one stands near."""
    words = again_words()
    for word in reversed(before[-_LONGEST:]):
        if word in words.definite:
            return False
        if word in words.indefinite or word.isdecimal() or not word[0].isalpha():
            return True
    return True
