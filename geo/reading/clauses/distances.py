"""How far from a town that was told of before something lies: "16 kilometres north of the city", "outside the capital".

What stands before a name is read with the names; here it is read before a noun that stands for one. The place is then a
circle around the town, as wide as the text says: nobody knows the spot, and the town itself it was not.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geo.reading.clauses.whereabouts import place_words
from geo.text.number_words import value_of
from geo.vocab import PlacePrecision

if TYPE_CHECKING:
    from geo.reading.clauses.chunks import Phrase
    from geo.reading.predication import Participant

_NEAR_KM = 10.0
_KM_PER_MILE = 1.609344
_FARTHEST_KM = 80.0
"""Farther off the circle would hold half a country: then it is some part of that, and drawn nowhere."""
_ROUND = 1000


def told_off(filler: Participant, phrase: Phrase, before: str) -> Participant:
    """A town that only a noun stands for, as the ground around it where the words before say that it was not there.

    South of a country's capital, with no distance, is half of the country.

    `phrase` is what stands behind the preposition, `before` the folded text of its sentence up to there. A name beside
    the noun was read with what stands before it; "the city's hospital" is in the city.
    """
    found = filler.resolution
    place = found.place if found is not None else None
    if found is None or place is None or place.place_precision is not PlacePrecision.SETTLEMENT:
        return filler
    is_noun = phrase.lemma in place_words().centres and filler.head == phrase.lemma
    if not is_noun or filler.start <= found.mention.start < filler.end:
        return filler
    match = _off().search(before)
    if match is None or (match["bare"] and not match["unit"]):
        return filler
    km = _kilometres(match["number"], match["unit"]) if match["unit"] else _NEAR_KM
    is_side = not match["unit"] and match["side"] is not None
    is_vague = is_side and phrase.lemma in place_words().seats and "provincial" not in phrase.span_words()
    precision = PlacePrecision.REGION if is_vague or km > _FARTHEST_KM else PlacePrecision.NEAR
    around = replace(
        place, place_precision=precision, uncertainty_m=round(km * _ROUND), capital_of=None, population=None
    )
    return replace(filler, resolution=replace(found, place=around))


def _kilometres(number: str, unit: str) -> float:
    """A distance in kilometres; that of a word which is no number is one: "a mile"."""
    figure = number.replace(",", "") if number[0].isdigit() else None
    value = value_of(number)
    count = float(figure) if figure is not None else float(value.low if value is not None else 1)
    return count * (_KM_PER_MILE if unit in place_words().miles else 1.0)


@cache
def _off() -> re.Pattern[str]:
    """The words that end before what something is off from, with the distance where they give one."""
    words = place_words()
    units = "|".join(sorted(words.kilometres | words.miles, key=len, reverse=True))
    sides = "|".join(sorted((each for each in words.bearings if each.endswith(" of")), key=len, reverse=True))
    beside = "|".join(sorted((each for each in words.bearings if not each.endswith(" of")), key=len, reverse=True))
    bare = "|".join(sorted(words.origin, key=len, reverse=True))
    length = (
        rf"(?P<number>\d[\d,]*(?:\.\d+)?|[a-z]+)[ -]?(?P<unit>{units})\b(?: ?\([^()]{{1,40}}\))? (?:away )?(?:to the )?"
    )
    return re.compile(
        rf"(?:\b{length})?(?<!\bin the )(?<!\bin and )\b(?:(?P<side>{sides})|{beside}|(?P<bare>{bare})) $"
    )
