"""What the government of a neighbouring country tells of its own ground: "Tehran said gunmen had killed five guards".

It is neither what the text told before at a place here, nor was it there, unless that had to do with the country too:
of a clash at the border both sides tell.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.events.again import Reference, reference_of
from geo.vocab import MentionRole

if TYPE_CHECKING:
    from geo.country import CountryPack
    from geo.model import Event, Sentence
    from geo.text import AnnotatedDocument


def is_told_across_border(event: Event, first: Event, annotated: AnnotatedDocument) -> bool:
    """Whether a neighbour tells of an event, of which the first one, told in another sentence, has nothing to say."""
    if event.sentence == first.sentence:
        return False
    spoken = {name for name in annotated.country.neighbours.values() if event.source_side == f"other:{name}"}
    names = spoken | neighbours_telling(annotated.sentences[event.sentence], annotated)
    if not _is_news(names, annotated.sentences[first.sentence], annotated):
        return False
    return reference_of(event, annotated) is not Reference.AGAIN


def are_counted_across_border(sentence: Sentence, first: Event, annotated: AnnotatedDocument) -> bool:
    """The same of the dead whom a sentence counts without an event of its own."""
    return _is_news(neighbours_telling(sentence, annotated), annotated.sentences[first.sentence], annotated)


def neighbours_telling(sentence: Sentence, annotated: AnnotatedDocument) -> set[str]:
    """The neighbours whose governments speak or act in a sentence."""
    neighbours = annotated.country.neighbours
    spoken = (each for each in annotated.names_in(sentence) if each.mention.role is MentionRole.GOVERNMENT)
    codes = {each.place.country_code for each in spoken if each.place is not None}
    return {name for code, name in neighbours.items() if code in codes}


def _is_news(names: set[str], first: Sentence, annotated: AnnotatedDocument) -> bool:
    if not names:
        return False
    told = annotated.text[first.start : first.end]
    codes = {code for code, name in annotated.country.neighbours.items() if name in names}
    is_there = any(each.place is not None and each.place.country_code in codes for each in annotated.names_in(first))
    return not is_there and _words_of(annotated.country, frozenset(names)).search(told) is None


@cache
def _words_of(country: CountryPack, names: frozenset[str]) -> re.Pattern[str]:
    """The names of countries and the words for what is of them."""
    words = names | {word for word, name in country.foreign_demonyms.items() if name in names}
    return re.compile(rf"\b(?:{'|'.join(sorted(words))})\b")
