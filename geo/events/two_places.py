"""Two happenings that one clause tells with where each was: "Two bombs, one in X and another in Y, killed 12".

Both were of its kind and day; the dead that it counts are those of both. Where only one of the places is known nobody
says how much of what is told was there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geo.events.scene import is_local
from geo.language.word_lists import read_words
from geo.vocab import STRIKES, EventType, PlaceBasis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.events.interpret import Finding
    from geo.model import Resolution, Sentence
    from geo.text import AnnotatedDocument

_DEEDS = STRIKES | {
    EventType.ARMED_CLASH,
    EventType.ATTACK_ON_CIVILIANS,
    EventType.BOMBING,
    EventType.SUICIDE_BOMBING,
    EventType.GRENADE,
    EventType.CIVILIAN_HARM,
}


def at_both_places(findings: Sequence[Finding], annotated: AnnotatedDocument) -> list[Finding]:
    """The findings of a sentence; of the two of a kind that it tells together one at each of their places."""
    if not findings:
        return []
    sentence = findings[0].predication.sentence
    found = _pair().search(annotated.folded, sentence.start, sentence.end)
    if found is None:
        return list(findings)
    places = [_first_in(found.span(half), sentence, annotated) for half in ("one", "other")]
    known = [each for each in places if each is not None]
    kept: list[Finding] = []
    told: set[tuple[object, ...]] = set()
    for finding in findings:
        if not known or not _is_of_both(finding, known):
            kept.append(finding)
            continue
        key = (finding.event_type, finding.mode)
        if key in told:
            continue
        if finding.predication.clause[0] > found.start():
            kept.append(finding)  # "two men were arrested, one in X and another in Y, after a bomb went off"
            continue
        told.add(key)
        kept += _parted(finding, known) if len(known) == len(places) else [_parted(finding, [None])[0]]
    return kept


def is_of_pair(at: int, sentence: Sentence, annotated: AnnotatedDocument) -> bool:
    """Whether a word of a sentence stands for one of two happenings: "one in X and another in Y" counts nobody."""
    found = _pair().search(annotated.folded, sentence.start, sentence.end)
    return found is not None and found.start("one") <= at + sentence.start < found.end("other")


def _is_of_both(finding: Finding, known: Sequence[Resolution]) -> bool:
    if finding.event_type not in _DEEDS or finding.action is not None:
        return False
    return finding.place is None or any(each.place == finding.place for each in known)


def _parted(finding: Finding, places: Sequence[Resolution | None]) -> list[Finding]:
    return [
        replace(
            finding,
            place=each.place if each is not None else None,
            place_basis=PlaceBasis.STATED if each is not None else None,
            place_start=each.mention.start if each is not None else None,
            listed=len(places) > 1,
        )
        for each in places
    ]


def _first_in(span: tuple[int, int], sentence: Sentence, annotated: AnnotatedDocument) -> Resolution | None:
    """The first place named in a stretch of a sentence."""
    start, end = span
    named = (each for each in annotated.places_in(sentence) if start <= each.mention.start < end)
    return next((each for each in named if is_local(each)), None)


@cache
def _pair(language: str = "en") -> re.Pattern[str]:
    """Two of a kind, and where the one and the other was."""
    lists = {name: "|".join(each) for name, each in read_words("retelling", language)["pairs"].items()}
    at = rf"(?:\w+ ){{0,2}}?(?:{lists['at']}) [^,;.]{{1,60}}?"
    return re.compile(
        rf"\b(?:{lists['two']}) [^;.]*?\b(?P<one>(?:{lists['one']}) {at}),? (?:{lists['and']}) "
        rf"(?P<other>(?:{lists['other']}) {at})(?=[,;.]| (?:{lists['end']})\b|$)"
    )
