"""Whether the words around a piece of ground take a part of it away: "all of X but the airport", "western X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.reading.clauses.clause_words import clause_words
from geo.vocab import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Collection

    from geo.country import CountryPack
    from geo.reading.clauses.chunks import Phrase

_WHOLES = clause_words().wholes


def leaves_out(phrase: Phrase, words: Collection[str] = _WHOLES.excepting) -> bool:
    """Whether a part of a phrase's ground is told as not taken, behind it or first: "X except the airport"."""
    lows = [token.low for token in phrase.tokens]
    behind = phrase.end + (lows[phrase.end : phrase.end + 1] == [","])
    for k in (0, behind):
        said = " ".join(lows[k : k + 2]).split()[:2]
        if len(said) > 1 and said[0] in words:
            is_name = k + 1 < len(phrase.tokens) and phrase.tokens[k + 1].kind == "place"
            if is_name or said[1] in _WHOLES.excepted:
                return True
    return False


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
    return is_whole and not _WHOLES.nearly.isdisjoint(lows[start : phrase.start + 1])
