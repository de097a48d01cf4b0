"""Whether a text that names one Afghan place plays in Afghanistan at all.

Afghan names are borne abroad: Jalal-Abad is a city of Kyrgyzstan, Ghor a valley in Jordan, Kandahar a ski race. A
text without one word that says Afghanistan (a paper of the country is one), with one single Afghan name in it, pins
nothing there if a foreign place stands in the same sentence, or if no word such as "city" or "district" stands beside
the name. Three exceptions: Kabul alone is taken for Kabul; a provincial capital whose own name no place abroad is known
to bear ("Taloqan") needs no such word where the text speaks of war; and a province, district or crossing of such a name
needs none behind a word of place ("in Nangarhar"), if the text names nothing abroad, or speaks of war or unrest and
names but countries that it does not lie in.

Knows words and positions; which places a name could be elsewhere is the resolver's business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.mentions.mention_words import mention_words

if TYPE_CHECKING:
    from collections.abc import Sequence

AFGHAN_WORDS = re.compile(
    r"\b(?:afghan\w*|tal[ie]ban\w*|talib|isaf|resolute support|islamic emirate|haqqani|hazaras?|pashtuns?|karzai"
    r"|loya jirga|unama|hekmatyar|hezb[ -][ie][ -]islami|dostum|mullah omar|kuchis?|durand line"
    r"|national directorate of security)\b|افغان|طالب"
)
"""On folded text."""


_AFGHAN_PARTS = (
    "talib", "taleb", "isaf", "resolute support", "islamic emirate", "haqqani", "hazara", "pashtun", "karzai",
    "loya jirga", "unama", "hekmatyar", "hezb", "dostum", "mullah omar", "kuchi", "durand line",
    "national directorate of security", "افغان", "طالب",
)  # fmt: skip
"""Each other match of `AFGHAN_WORDS` holds one of these: looking for them is quick."""


def has_afghan_word(folded: str) -> bool:
    """Whether a folded text says that it is about Afghanistan; the commonest words are looked for first."""
    if "afghan" in folded or "taliban" in folded:
        return True
    if any(part in folded for part in _AFGHAN_PARTS) and AFGHAN_WORDS.search(folded):
        return True
    return mention_words().at_home.search(folded) is not None


@dataclass(frozen=True, slots=True)
class NamedSpot:
    """What the rule asks of a name: its folded form, its sentence, whether it is Afghan, and whether a word reads it.

    `is_afghan` is true if any place of that name is; one that is not is abroad. `has_word` says that a word such as
    "district" or "capital" stands beside it. `is_capital` marks the own name of a provincial capital that is no name of
    a place abroad, `is_unit` a name behind a word of place that none but Afghan units bear, `is_far_country` a whole
    country abroad that the words do not put it into ("Pakistan closed the crossing at Torkham").
    """

    name: str
    sentence: int
    is_afghan: bool
    has_word: bool
    is_capital: bool = False
    is_unit: bool = False
    is_far_country: bool = False


def plays_elsewhere(spots: Sequence[NamedSpot], folded: str = "") -> bool:
    """Whether a text without an Afghan word gives no ground to place its Afghan name in Afghanistan.

    `folded` is the text, for its words of war and unrest.

    >>> plays_elsewhere([NamedSpot("kandahar", 0, True, False)])
    True
    >>> plays_elsewhere([NamedSpot("kandahar", 0, True, True)])
    False
    """
    own = [spot for spot in spots if spot.is_afghan]
    if len({spot.name.replace(" ", "") for spot in own}) != 1 or own[0].name == "kabul" or not own[0].name.isascii():
        return False
    foreign = [spot for spot in spots if not spot.is_afghan]
    sentences = {spot.sentence for spot in own}
    words = mention_words()
    at_war = words.war.search(folded) is not None
    if any(spot.is_unit for spot in own) and not (foreign and any(not spot.is_far_country for spot in foreign)):
        return bool(foreign) and not (at_war or words.unrest.search(folded))
    if not sentences.isdisjoint(spot.sentence for spot in foreign):
        return True
    return not (any(spot.has_word for spot in own) or (at_war and any(spot.is_capital for spot in own)))
