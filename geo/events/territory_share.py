"""Stated shares of the country's territory: "65 percent of the territory", "controls half of the country".

Knows how news words a part of the whole land. A share is kept as percent of the territory, a unit of its own that no
ledger counts. Refuses shares of people, of districts and the like (`geo.events.shares`), of a part of the country
("80 percent of Helmand"), a half that is a place ("the northern half"), and an upper bound alone ("less than half").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.events.shares import HOME, Share
from geo.vocab import ControlState, Qualifier, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

RULE = "count.territory"

_PARTS = {
    "half": 50,
    "a third": 33,
    "one third": 33,
    "two thirds": 67,
    "a quarter": 25,
    "one quarter": 25,
    "three quarters": 75,
    "a fifth": 20,
    "one fifth": 20,
    "two fifths": 40,
    "three fifths": 60,
    "four fifths": 80,
}
_HEDGES = {
    "at least": Qualifier.AT_LEAST,
    "more than": Qualifier.MORE_THAN,
    "over": Qualifier.MORE_THAN,
}
_UPPER = (
    r"(?<!less than )(?<!fewer than )(?<!up to )(?<!as much as )(?<!at most )(?<!under )(?<!below )"
    r"(?<!ern )(?<!other )(?<!upper )(?<!lower )(?<!first )(?<!second )"
)
"""An upper bound alone, or a half that is a place or a time ("the northern half"), states no share."""
_PART = "|".join(sorted(_PARTS, key=len, reverse=True))
_SHARE = (
    r"(?:(?P<hedge>at least|more than|over|about|around|nearly|almost|roughly|some|approximately|an estimated)\s+)?"
    rf"(?:(?P<percent>100|\d{{1,2}}(?:\.\d+)?)\s?(?:%|percent|per\s+cent)|(?P<part>{_PART}))"
)
_NAMED = rf"(?:{HOME}+(?:'s?)?|afghan|(?:the|its|their)\s+(?:country|nation)'s|national)"
_LAND = r"(?:total\s+|entire\s+|whole\s+)?(?:territory|land(?:\s+area|mass)?|soil)"
_WHOLE = (
    rf"(?:(?:the\s+)?(?:whole\s+of\s+)?{_NAMED}\s+{_LAND}"
    rf"|(?:the\s+|its\s+)?{_LAND}(?:\s+of\s+(?:the\s+(?:country|nation)|{HOME}+))?"
    rf"|(?:the\s+)?(?:whole\s+|entire\s+)?(?:country|nation)|{HOME}+)"
)
_ELSEWHERE = (
    rf"(?!\w|'|{HOME}|\s+(?:of|in)\s+(?:the\s+)?⟦P"
    r"|\s+(?:\d|population|people|districts?|provinces?|capitals?|provincial|cities)\b)"
)
_TERRITORY = re.compile(rf"{_UPPER}\b{_SHARE}\s+of\s+(?:all\s+(?:of\s+)?)?{_WHOLE}{_ELSEWHERE}")
_CONTESTED = re.compile(r"\s+(?:(?:is|was|are|were|remains?|remained|still)\s+)+(?:contested|disputed)\b")


def territory_shares(masked: str) -> Iterator[Share]:
    """The shares of the country's territory in a masked sentence, left to right; `HOME` stands for the country in it.

    The count is in percent, rounded; a fraction in words and a number with "about" may be a tenth of itself off.
    """
    for match in _TERRITORY.finditer(masked):
        yield _share(match, contested=_CONTESTED.match(masked, match.end()) is not None)


def _share(match: re.Match[str], *, contested: bool) -> Share:
    value = float(match["percent"]) if match["percent"] else float(_PARTS[match["part"]])
    count = round(value)
    low: int | None = int(value)
    high: int | None = count if count >= value else count + 1
    qualifier = _HEDGES.get(match["hedge"], Qualifier.ABOUT) if match["hedge"] else None
    if qualifier is None:
        qualifier = Qualifier.EXACT if match["percent"] else Qualifier.ABOUT
    if qualifier is Qualifier.AT_LEAST:
        high = None
    elif qualifier is Qualifier.MORE_THAN:
        low, high = count + 1, None
    elif qualifier is Qualifier.ABOUT:
        slack = max(1, round(count / 10))
        low, high = count - slack, min(100, count + slack)
    return Share(
        start=match.start(),
        end=match.end(),
        count=count,
        low=low,
        high=high,
        unit=Unit.TERRITORY,
        of=None,
        holder=None,
        state=ControlState.CONTESTED if contested else ControlState.CONTROLLED,
        qualifier=qualifier,
        rule_id=RULE,
    )
