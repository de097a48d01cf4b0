"""Names of places that nobody knows: what is told with one is at no other place that the text names.

"A bomb went off in X. Two soldiers were shot in Y" puts the second at Y, known or not. Such a name stands right behind
a preposition of place ("in Y"), behind what hits a place ("bombed Y"), or behind "called" and "named" with a noun of a
place. A name of several known places, none of which was chosen, is one as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from geo.events.scene import is_local
from geo.language.word_lists import read_words, word_sets
from geo.vocab import WIDE_KINDS, MentionRole

if TYPE_CHECKING:
    from geo.model import Resolution, Sentence
    from geo.text import AnnotatedDocument

_NAME = r"(?P<name>[^\W\d_a-z][\w'’-]*(?:(?: |-)(?:[^\W\d_a-z][\w'’-]*))*)"  # noqa: RUF001
_LINK = re.compile(r"[;:]|\b(?:and|but|while|when|as|after|before|where|who|which)\b")
_WORD = re.compile(r" (\w+)")
_NEAR = 60
"""So many letters behind an unknown name stands the known place in which it lies."""


@dataclass(frozen=True, eq=False, kw_only=True)
class UnknownPlaceWords:
    """The word lists of one language; see `data/languages/en/unknown_places.toml`."""

    at: frozenset[str]
    hitting: frozenset[str]
    naming: frozenset[str]
    pointing: frozenset[str]
    places: frozenset[str]
    inside_towns: frozenset[str]
    no_places: frozenset[str]

    @cached_property
    def told_of(self) -> re.Pattern[str]:
        """What puts the place before it into one that was told of before."""
        return re.compile(rf",?(?: \w+){{0,3}} (?:of|in) (?:{'|'.join(sorted(self.pointing))}) \w")

    @cached_property
    def behind(self) -> re.Pattern[str]:
        """A capitalised name behind what makes it that of a place."""
        at, hit, naming, places = ("|".join(sorted(each)) for each in (self.at, self.hitting, self.naming, self.places))
        return re.compile(rf"\b(?:(?i:{at}|{hit})|(?i:{places})(?: \w+)?,? (?i:{naming})) (?P<article>the )?{_NAME}")


@cache
def unknown_place_words(language: str = "en") -> UnknownPlaceWords:
    """The words of a language; read once."""
    return UnknownPlaceWords(**word_sets(read_words("unknown_places", language)["words"]))


@cache
def opening_place() -> re.Pattern[str]:
    """What stands before a place that opens the clause behind a semicolon: "; in "."""
    return re.compile(rf";\s+(?:{'|'.join(sorted(unknown_place_words().at))})\s+(?:\w+\s+){{0,2}}$")


def unknown_places(sentence: Sentence, annotated: AnnotatedDocument) -> frozenset[str]:
    """The folded names of places in a sentence that stand for no known place, nor lie in one named right behind."""
    known = _known_spans(sentence, annotated)
    found = []
    for match in unknown_place_words().behind.finditer(annotated.text, sentence.start, sentence.end):
        start, end = match.span("name")
        is_known = any(start < right and left < end for left, right in known)
        if not is_known and _may_be_place(match, annotated) and not _lies_in_known(end, sentence, annotated):
            found.append(annotated.folded[start:end])
    return frozenset(found)


def _known_spans(sentence: Sentence, annotated: AnnotatedDocument) -> list[tuple[int, int]]:
    """Where the places that are known, the other names, the parties and the days of a sentence stand."""
    names = (each.mention for each in annotated.names_in(sentence) if not _is_unresolved(each))
    return [
        *((each.start, each.end) for each in names),
        *((each.start, each.end) for each in annotated.actors_in(sentence)),
        *((each.start, each.end) for each in annotated.days_in(sentence)),
    ]


def _is_unresolved(found: Resolution) -> bool:
    """Whether no place was chosen for the name of one that is no country."""
    if found.place is not None or found.mention.role is not MentionRole.PLACE:
        return False
    return all(each.place.kind not in WIDE_KINDS for each in found.candidates)


def _may_be_place(match: re.Match[str], annotated: AnnotatedDocument) -> bool:
    """Whether a capitalised name may be that of a place outside the town that was told of before."""
    words, pack = unknown_place_words(), annotated.country
    start, end = match.span("name")
    name = annotated.folded[start:end].split()
    following = _WORD.match(annotated.folded, end)
    behind = following.group(1) if following is not None else ""
    if match["article"] and behind not in words.places:
        return False  # "in the Senate"
    if name[0] in words.no_places or name[-1].endswith(("'s", "’s", "s'")):  # noqa: RUF001
        return False
    if any(word.lower() in (name[0], name[-1]) for word in (*pack.demonyms, *pack.foreign_demonyms)):
        return False
    return words.inside_towns.isdisjoint((*name, behind))


def _lies_in_known(end: int, sentence: Sentence, annotated: AnnotatedDocument) -> bool:
    """Whether the words behind a name put it into a known place: "in Y, a village of X district", "of the city"."""
    if unknown_place_words().told_of.match(annotated.folded, end):
        return True
    behind = (each.mention.start for each in annotated.places_in(sentence) if is_local(each))
    first = next((start for start in behind if end <= start <= end + _NEAR), None)
    return first is not None and _LINK.search(annotated.folded, end, first) is None
