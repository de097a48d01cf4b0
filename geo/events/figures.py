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
} | {
    "a": 1,
    "an": 1,
    "half a dozen": 6,
    "a dozen": 12,
    "two dozen": 24,
    "three dozen": 36,
    "four dozen": 48,
    "a hundred": 100,
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
_VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "several": 3, "many": None}
_DIGITS = 18
_HEDGE = r"(?:(?P<hedge@>at least|more than|over|up to|as many as|no fewer than|about|around|some|nearly|almost|roughly|an estimated)\s+)?"
_COUNT = (
    rf"(?<!no\s)\b{_HEDGE}(?:a total of\s+)?(?:(?P<from@>\d+)\s(?:(?:to|and|or)\s)?(?=\d))?(?P<number@>{NUMBER_WORD})"
)
_PEOPLE = rf"(?:\s+(?:of\s+)?(?:⟦[AC]\d+⟧|(?!(?:and|but|or|where|which|that|when|who|in|killed|dead|died|wounded|injured|{NUMBER_WORD})\b)[a-z']+)){{0,4}}?(?:\s?,\s[^,;]{{1,60}},)?"
_PASSIVE = r"\s+(?:(?:have|has|had|reportedly|also)\s+)*(?:was|were|been|being|are|is)\s+(?:\w+ly\s+)?"
_REDUCED = r"(?=\s*(?:[.,;:)]|$)|\s+(?:in|by|when|on|at|during|after|as|near|since|so far|over|and|while|across|inside|outside|⟦D))"
_BOTH = r"(?!\s+(?:or|and|and/or)\s+(?:wounded|injured|hurt))"
_NOT_PEOPLE = r"\b(?!\s+(?:days|hours|years|weeks|months|districts|provinces|percent))"


def _counted(*patterns: str) -> re.Pattern[str]:
    """One pattern of several, each with its own groups for the number, its hedge and the start of a range.

    All of them begin a word: asking for that first spares trying them inside one.
    """
    each = (pattern.replace("NUMBER", _COUNT.replace("@", str(i))) for i, pattern in enumerate(patterns))
    return re.compile(rf"\b(?=\w)(?:{'|'.join(each)})")


_KILLED = _counted(
    rf"NUMBER{_PEOPLE}{_PASSIVE}(?:killed|slain|shot dead){_BOTH}\b",
    rf"NUMBER{_PEOPLE}\s+(?:killed|slain|shot dead){_BOTH}{_REDUCED}",
    rf"NUMBER{_PEOPLE}\s+(?:(?:have|has|had|were|was|are)\s+)*(?:died|dead|die)\b",
    rf"\b(?:kill(?:ed|s|ing)|claimed the lives of|shot dead)\s+NUMBER{_NOT_PEOPLE}",
    r"NUMBER\s+(?:bodies|deaths|fatalities)\b",
)
_INJURED = _counted(
    rf"NUMBER{_PEOPLE}{_PASSIVE}(?:wounded|injured|hurt)\b",
    rf"NUMBER{_PEOPLE}\s+(?:wounded|injured|hurt){_REDUCED}",
    rf"(?<!killed\sor\s)(?<!killed\sand\s)\b(?:wound(?:ed|s|ing)|injur(?:ed|es|ing))\s+NUMBER{_NOT_PEOPLE}",
)
# Words of which each match holds one; most sentences hold none, and looking for them is quick.
_DEATH = re.compile("kill|slain|shot dead|died|dead|die|claimed the lives|bodies|deaths|fatalities")
_INJURY = re.compile("wound|injur|hurt")


def number_of(word: str) -> int | None:
    """The number that a word or figure stands for; None for "many".

    >>> number_of("twenty seven"), number_of("1,200"), number_of("dozens")
    (27, 1200, 24)
    """
    text = word.replace(",", "").strip()
    if text.isdigit():
        return int(text[:_DIGITS])  # a longer one is out of all bounds anyway: see geo.events.bounds
    if text in _VAGUE:
        return _VAGUE[text]
    if text in _WORDS:
        return _WORDS[text]
    tens, _, ones = text.partition(" ")
    return _TENS[tens] + (_WORDS[ones] if ones else 0) if tens in _TENS else None


def killed(masked: str) -> Figures:
    """The dead that a masked sentence counts."""
    return _figures(_DEATH.search(masked) and _KILLED.search(masked))


def injured(masked: str) -> Figures:
    """The injured that a masked sentence counts."""
    return _figures(_INJURY.search(masked) and _INJURED.search(masked))


def _figures(match: re.Match[str] | None) -> Figures:
    if match is None:
        return Figures()
    found = {key.rstrip("0123456789"): value for key, value in match.groupdict().items() if value}
    word, hedge = found["number"], found.get("hedge")
    value = number_of(word)
    if value is None or (word in {"a", "an"} and hedge):
        return Figures()
    lower = number_of(found["from"]) if "from" in found else None
    if lower is not None and lower < value:
        return Figures(low=lower, high=value)
    if word in _VAGUE or hedge in {"at least", "more than", "over", "no fewer than"}:
        return Figures(low=value)
    if hedge in {"up to", "as many as"}:
        return Figures(high=value)
    if hedge:
        return Figures(best=value)
    return Figures(low=value, best=value, high=value)
