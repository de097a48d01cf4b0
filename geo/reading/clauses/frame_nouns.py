"""Which frames the nouns of a phrase call up: its head's base form, and the words that stand before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.needs import singular

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.clauses.tokens import Token
    from geo.reading.frames import Frame

_Words = tuple[str, ...]

_NOUNS = clause_words().nouns


def noun_of(phrase: Phrase) -> str:
    """The base form of a head; of somebody ("suicide attackers") that of the last word.

    Nothing for a place, and for a way that only tells how far off something is: "a day's march from X".
    """
    token = phrase.head_token
    if token.lemma in _NOUNS.ways and any(_is_length(each) for each in phrase.own[:-1]):
        return ""
    if token.kind == "actor":
        return singular(token.low.split()[-1])
    return token.lemma if token.kind == "word" else ""


def _is_length(token: Token) -> bool:
    """Whether a time is counted: "a day", "two hours"."""
    return token.kind == "date" and singular(token.low.split()[-1]) in _NOUNS.points_in_time


def words_before(phrase: Phrase) -> tuple[_Words, _Words]:
    """The words of a phrase before its noun: their base forms, and as they stand; a party's one by one ("US drone")."""
    lows = tuple(word for token in phrase.own[:-1] for word in _words_of(token))
    if phrase.head_token.kind == "actor":
        lows = (*lows, *phrase.head_token.low.split()[:-1])
        return lows, lows
    return tuple(word for token in phrase.own[:-1] for word in _words_of(token, base=True)), lows


def _words_of(token: Token, *, base: bool = False) -> _Words:
    if token.kind == "actor":
        return tuple(token.low.split())
    return (token.lemma if base else token.low,)


def is_named(frame: Frame, noun: str, before: tuple[_Words, _Words]) -> bool:
    """Whether the words before a noun are those that a frame's noun asks for: "car" before "bomb", a modifier."""
    lemmas, lows = before
    if frame.modified and frame.modified.isdisjoint((*lemmas, *lows)):
        return False
    if frame.unlike and not frame.unlike.isdisjoint((*lemmas, *lows)):
        return False
    return any(
        not words or words in {lemmas[len(lemmas) - len(words) :], lows[len(lows) - len(words) :]}
        for words in frame.noun_words.get(noun, ())
    )
