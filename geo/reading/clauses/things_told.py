"""Where the thing is that a definite noun stands for: "a mosque in X was stormed. ... two died inside the mosque".

A sentence tells where a thing is by a place right behind or before its noun, in its name, or by the place that the
sentence opens with. The nearest sentence with the noun decides; behind "the" the thing was told of before it as well.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.reading.clauses.whereabouts import place_words
from geo.vocab import PlacePrecision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.model import Resolution
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.reference import Told

_WORDS = place_words()
_TOO_WIDE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION, PlacePrecision.OTHER})
_REACH = 3
"""So many sentences back from where the thing was spoken of it is looked for."""
_LONGEST = 6
"""So many words stand between a thing and its place."""
_UNITS = {word: unit for pair in _WORDS.unit_words for unit, word in [pair.split()]}
"""The words for a unit in the name of a thing, with its noun."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*|[,;:.()\"]")  # noqa: RUF001
_POSSESSIVE = re.compile(r"^['’]s\b")  # noqa: RUF001


def thing_told(phrase: Phrase, told: Sequence[Told]) -> Resolution | None:
    """The place of the thing that a bare definite noun stands for; None where nobody knows which or where it is."""
    noun = phrase.lemma
    if noun not in _WORDS.things or phrase.is_plural or phrase.determiner not in _WORDS.known:
        return None
    if (
        phrase.possessor is not None
        or phrase.of is not None
        or any(word in _WORDS.where for word, _ in phrase.attached)
    ):
        return None  # its own words say where it is
    described = {token.low for token in phrase.own[:-1]} - {phrase.determiner} - _WORDS.same
    left = _REACH
    for back, each in enumerate(reversed(told)):
        if left < 0:
            break
        left -= 1
        end = phrase.span()[0] - each.start if back == 0 else len(each.text)
        found = list(_pattern(noun).finditer(each.text, 0, max(0, end)))
        if any(match["many"] for match in found) or (found and not described <= {*_WORD.findall(each.text)}):
            return None  # one of several, or another one
        places = [place for match in reversed(found) if (place := _where(match, each)) is not None]
        if places:
            return places[0]
        if any(not _is_definite(match, each.text) for match in found):
            return None
        left = _REACH if found else left
    return None


def says_where(phrase: Phrase) -> bool:
    """Whether the words behind a noun say where its thing is, by a name that is known or not."""
    if phrase.of is not None or any(word in _WORDS.where for word, _ in phrase.attached):
        return True
    behind = phrase.tokens[phrase.end : phrase.end + _LONGEST]
    end = next((k for k, token in enumerate(behind) if not (token.is_nominal or token.tag in {"IN", "DT", "JJ"})), None)
    is_inside = bool(behind) and behind[0].low in _WORDS.at
    return is_inside and any(token.kind == "place" or token.tag == "NNP" for token in behind[:end])


def _describes(phrase: Phrase) -> bool:
    """Whether a noun only says what the place before it is: "X, the district that was hit"."""
    before = phrase.tokens[max(0, phrase.start - 2) : phrase.start]
    return [each.tag for each in before[1:]] == [","] and (before[0].kind == "place" or before[0].tag == "NNP")


def unit_in_name(phrase: Phrase) -> str | None:
    """The unit that a known thing is called by: "the district hospital", "the provincial governor's office"."""
    tokens = phrase.tokens[phrase.start : phrase.head]
    words = [word for token in tokens for word in token.words]
    if not words or words[0] not in _WORDS.known or phrase.is_plural or says_where(phrase):
        return None
    units = (_UNITS[word] for word in words if word in _UNITS)
    return next(units, None)


@cache
def _pattern(noun: str) -> re.Pattern[str]:
    """The noun, or another one for the same thing, and its plural."""
    nouns = next((each.split() for each in _WORDS.alike if noun in each.split()), [noun])
    return re.compile(rf"\b(?:{'|'.join(nouns)})(?P<many>(?:e?s)\b(?!['’]))?\b")  # noqa: RUF001


def _is_definite(match: re.Match[str], text: str) -> bool:
    """Whether a noun stands behind "the", so that its thing was told of before."""
    before = _WORD.findall(text[: match.start()])[-_LONGEST:]
    articles = [word for word in before if word in _WORDS.known or word in _WORDS.articles]
    return bool(articles) and articles[-1] in _WORDS.known


def _where(match: re.Match[str], told: Told) -> Resolution | None:
    """The place that a sentence gives the thing of a noun."""
    start, end = (told.start + each for each in match.span())
    named = [each for each in told.named if each.place is not None and each.place.place_precision not in _TOO_WIDE]
    for each in named:
        mention = each.mention
        if mention.start <= start < mention.end or _is_before(told, mention.end, start):
            return each
    behind = next((each for each in named if each.mention.start >= end), None)
    if behind is not None and _leads_to(told, end, behind.mention.start):
        return _innermost(behind, named)
    first = named[0] if named else None
    is_opening = first is not None and first.mention.end <= start and _opens(told, first.mention.start)
    return _innermost(first, named) if first is not None and is_opening else None


def _is_before(told: Told, end: int, start: int) -> bool:
    """Whether a name stands right before a noun: "Kandahar's main prison", "the Kunduz hospital"."""
    if end > start:
        return False
    between = _POSSESSIVE.sub(" ", told.text[end - told.start : start - told.start])
    words = _WORD.findall(between)
    return len(words) < _LONGEST // 2 and _are_plain(words) and _WORDS.articles.isdisjoint(words)


def _leads_to(told: Told, end: int, start: int) -> bool:
    """Whether the words between a noun and a place put it there: " in the city of "."""
    words = _WORD.findall(told.text[end - told.start : start - told.start])
    return 0 < len(words) <= _LONGEST and _are_plain(words) and not (_WORDS.at | {"of"}).isdisjoint(words)


def _opens(told: Told, start: int) -> bool:
    """Whether a sentence opens with a place: "In the city of X"."""
    words = _WORD.findall(told.text[: start - told.start])
    return 0 < len(words) <= _LONGEST and words[0] in _WORDS.at and _are_plain(words)


def _are_plain(words: Sequence[str]) -> bool:
    """Whether words are of one phrase: no mark parts them, no clause begins, and nothing leads elsewhere."""
    return all(word[0].isalpha() for word in words) and _WORDS.parting.isdisjoint(words)


def _innermost(found: Resolution, named: Sequence[Resolution]) -> Resolution:
    """The place inside one that is only named to say where it lies: "in Helmand province's Sangin district"."""
    mention = found.mention
    inside = (each for each in named if mention.name_index is not None and each.mention.within == mention.name_index)
    return next(inside, found)
