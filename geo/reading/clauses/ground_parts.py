"""Whether the words around a piece of ground take a part of it away: "all of X but the airport", "western X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.reading.clauses.nouns import noun_table
from geo.reading.clauses.whereabouts import place_words
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from geo.country import CountryPack
    from geo.reading.clauses.chunks import Phrase

_WHOLES = clause_words().wholes
_PREPOSITIONS = clause_words().prepositions
_NOUN_PHRASE = 3
"""Within so many tokens the noun of a number stands."""
_HANDS = place_words().holding
_LEAVING = 10
"""Within so many tokens of "leaving only" stands in whose hands it is left."""
_SPARING = 4
"""So many tokens before a phrase "all except for" takes."""


def leaves_out(phrase: Phrase, words: Collection[str] = _WHOLES.excepting) -> bool:
    """Whether a part of a phrase's ground is told as not taken, behind it or first: "X except the airport"."""
    lows = [token.low for token in phrase.tokens]
    behind = phrase.end + (lows[phrase.end : phrase.end + 1] == [","])
    for k in (0, behind):
        if _opens_exception(lows[k : k + _SPARING]) or _leaves_in_hands(phrase, k):
            return True
        said = " ".join(lows[k : k + 2]).split()[:2]
        if len(said) > 1 and said[0] in words:
            is_name = k + 1 < len(phrase.tokens) and phrase.tokens[k + 1].kind == "place"
            if is_name or said[1] in _WHOLES.excepted or _counts_ground(phrase, k + 1):
                return True
    return False


def _opens_exception(lows: Sequence[str]) -> bool:
    """Whether words begin with what takes a part away whatever follows: "with the exception of X"."""
    text = f"{' '.join(lows)} ".replace("_", " ")
    return any(text.startswith(f"{words} ") for words in _WHOLES.exceptions)


def _leaves_in_hands(phrase: Phrase, k: int) -> bool:
    """Whether words at a token tell what others keep: "overran X, leaving only its capital in their hands"."""
    ahead = phrase.tokens[k : k + _LEAVING]
    is_leaving = " ".join(each.low for each in ahead[:2]) in _WHOLES.leaving
    return is_leaving and any(each.lemma in _HANDS for each in ahead)


def _counts_ground(phrase: Phrase, k: int) -> bool:
    """Whether a number of pieces of ground is told at a token: "all of X but two villages", not "but two men died"."""
    nouns = noun_table()
    known = nouns.sites | nouns.parts | nouns.offices | nouns.units.keys()
    behind = phrase.tokens[k : k + _NOUN_PHRASE]
    return behind[0].tag == "CD" and any(each.lemma in known for each in behind[1:])


def is_spared(phrase: Phrase) -> bool:
    """Whether a phrase is what was not taken, with what was told by "all" alone: "all but the bazaar of X"."""
    before = " ".join(token.low for token in phrase.tokens[max(0, phrase.start - _SPARING) : phrase.start]).split()
    if before[-1:] != [] and before[-1] in _WHOLES.excepted:
        before.pop()  # "all except for the bazaar"
    is_but = before[-1:] == ["but"] or (bool(before) and before[-1] in _WHOLES.excepting)
    return is_but and before[-2:-1] != [] and before[-2] in _WHOLES.everything


def whole_around(phrase: Phrase) -> Phrase | None:
    """What the piece of ground that a phrase names is a part of: "the bazaar of X", "two villages in X"."""
    last = phrase.items[-1] if phrase.items else phrase
    inside = (other for word, other in last.attached if word in _PREPOSITIONS.lying)
    return last.of if last.of is not None else next(inside, None)


def is_left_out(phrase: Phrase, first: Phrase) -> bool:
    """Whether a phrase is what was not taken with the first: "all of X but the airport"."""
    behind_but = phrase is not first and phrase.start > 0 and phrase.tokens[phrase.start - 1].low == "but"
    return behind_but and first.head_token.low in _WHOLES.whole


def is_side(phrase: Phrase, country: CountryPack) -> bool:
    """Whether a word before the name takes one side of it: "western X", "upper X".

    With its unit behind it may say where in the country that lies: "southern Zabul province" is all of it.
    """
    own = phrase.own
    at = next((k for k, token in enumerate(own) if token.kind == "place"), 0)
    word = own[at - 1].low if at else ""
    if word in _WHOLES.inside:
        return True
    found = own[at].resolution
    place = found.place if found is not None else None
    if word not in _WHOLES.sides or place is None or place.kind is PlaceKind.COUNTRY:
        return False
    return at == len(own) - 1 or not country.is_in_part(word, place.longitude, place.latitude)


def is_nearly_all(phrase: Phrase) -> bool:
    """Whether a phrase stands for less than the whole by a word before it: "nearly all of X", "almost the entire X"."""
    lows = [token.low for token in phrase.tokens]
    start = max(0, phrase.start - 1)
    is_whole = not _WHOLES.whole.isdisjoint(lows[phrase.start : phrase.end])
    is_denied = start < phrase.start and lows[start] == "not"  # "not all of X"
    return is_whole and (is_denied or not _WHOLES.nearly.isdisjoint(lows[start : phrase.start + 1]))
