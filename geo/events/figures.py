"""How many were killed or injured, as quoted: low, best and high, never summed.

Reads the number that stands next to the words for killed or wounded in the trigger's sentence. "At least 12" gives a
low without a best; "dozens" gives low 24; "about 30" a best.
"""

from __future__ import annotations

import re

from geo.events.lexicon import NUMBER_WORD
from geo.model import Figures

_WORDS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {"a": 1, "an": 1, "a dozen": 12, "a hundred": 100}
_TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "several": 3, "many": None}
_HEDGE = r"(?P<hedge>at least|more than|over|up to|as many as|no fewer than|about|around|some|nearly|almost|roughly)\s+"
_PEOPLE = r"(?:\s+(?:of\s+)?(?:⟦[AC]\d+[a-z]?⟧|(?!and\b|but\b)[a-z']+)){0,4}?"
_KILLED = re.compile(
    rf"(?:{_HEDGE})?(?P<number>{NUMBER_WORD}){_PEOPLE}\s+(?:(?:were|was|had|have|has|been|being|are)\s+)*(?:killed|dead|died|shot dead|slain|die)\b"
    rf"|\b(?:kill(?:ed|s|ing)|claimed the lives of|left|shot dead)\s+(?:{_HEDGE.replace('hedge', 'hedge2')})?(?P<number2>{NUMBER_WORD})\b(?!\s+(?:days|hours|years|weeks|districts|provinces))"
    rf"|(?:{_HEDGE.replace('hedge', 'hedge3')})?(?P<number3>{NUMBER_WORD})\s+(?:bodies|deaths|fatalities)\b"
)
_INJURED = re.compile(
    rf"(?:{_HEDGE})?(?P<number>{NUMBER_WORD}){_PEOPLE}\s+(?:(?:were|was|had|have|has|been|being|others)\s+)*(?:wounded|injured|hurt)\b"
    rf"|\b(?:wound(?:ed|ing)|injur(?:ed|ing|es))\s+(?:{_HEDGE.replace('hedge', 'hedge2')})?(?P<number2>{NUMBER_WORD})\b"
)


def number_of(word: str) -> int | None:
    """The number that a word or figure stands for; None for "many".

    >>> number_of("twenty seven"), number_of("1,200"), number_of("dozens")
    (27, 1200, 24)
    """
    text = word.replace(",", "").strip()
    if text.isdigit():
        return int(text)
    if text in _VAGUE:
        return _VAGUE[text]
    if text in _WORDS:
        return _WORDS[text]
    tens, _, ones = text.partition(" ")
    return _TENS[tens] + (_WORDS[ones] if ones else 0) if tens in _TENS else None


def killed(masked: str) -> Figures:
    """The dead that a masked sentence counts."""
    return _figures(_KILLED.search(masked))


def injured(masked: str) -> Figures:
    """The injured that a masked sentence counts."""
    return _figures(_INJURED.search(masked))


def _figures(match: re.Match[str] | None) -> Figures:
    if match is None:
        return Figures()
    groups = match.groupdict()
    word = next((groups[key] for key in ("number", "number2", "number3") if groups.get(key)), None)
    hedge = next((groups[key] for key in ("hedge", "hedge2", "hedge3") if groups.get(key)), None)
    value = number_of(word) if word else None
    if value is None or (word in {"a", "an"} and hedge):
        return Figures()
    if word in _VAGUE or hedge in {"at least", "more than", "over", "no fewer than"}:
        return Figures(low=value)
    if hedge in {"up to", "as many as"}:
        return Figures(high=value)
    if hedge:
        return Figures(best=value)
    return Figures(low=value, best=value, high=value)
