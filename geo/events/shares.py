"""Counts that lean on others: "the government holds 73, and 113 are contested", "of 407 districts they hold 223".

Knows how a sentence goes on from one count to the next, and what a percentage of units can mean. A share of the
country's territory is another thing (`geo.events.territory_share`).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from math import ceil, floor
from typing import TYPE_CHECKING

from geo.events.numbers import NUMBER_WORD
from geo.files import reference_file
from geo.text.number_words import load_numbers, number_of
from geo.vocab import ControlState, Qualifier, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = "⌂"
"""Stands, as often as the mark was long, for a mark of the country itself."""
_HOLDER = r"(?P<holder>⟦A\d+[a-z]?⟧)(?:\s+forces)?"
_ONLY = r"(?:now\s+|still\s+|only\s+|just\s+|about\s+|some\s+|another\s+|the\s+other\s+)*"
_HOLDS = r"(?:holds?|held|controls?|controlled|kept|keeps?|retains?|has|have|had)"
_BARE = rf"(?P<number>{NUMBER_WORD})(?=\s*(?:[,;.]|and\b|while\b|with\b|$))"
_GOES_ON = (
    re.compile(rf"{_HOLDER}\s+(?:{_HOLDS}\s+)?{_ONLY}{_BARE}"),
    re.compile(
        rf"\b{_ONLY}(?P<number>{NUMBER_WORD})\s+(?:others?\s+)?(?:are|were|remain|remained)\s+(?:still\s+)?"
        rf"(?:under\s+(?:the\s+)?(?:control\s+of\s+)?|in\s+the\s+hands\s+of\s+|held\s+by\s+|controlled\s+by\s+){_HOLDER}"
    ),
    re.compile(
        rf"\b{_ONLY}(?P<number>{NUMBER_WORD})\s+(?:others?\s+)?(?:(?:are|were|remain|remained|still)\s+)+"
        r"(?P<contested>contested|disputed|fought\s+over)"
    ),
)
_UNIT_WORDS = r"(?P<unit>provincial capitals|provinces|districts)"
_CONTESTED = re.compile(
    rf"\b(?P<number>{NUMBER_WORD})\s+{_UNIT_WORDS}\s+(?:(?:are|were|remain|remained|still)\s+)+(?:contested|disputed)"
)
_WHOLE = re.compile(
    rf"\bof\s+(?:the\s+)?(?:country's\s+|nation's\s+|{HOME}+(?:'s?)?\s+)?(?P<of>\d{{2,3}})\s+{_UNIT_WORDS}\s*,?\s+"
    rf"{_HOLDER}\s+{_HOLDS}\s+{_ONLY}(?P<number>{NUMBER_WORD})\b"
)
_NOT_LESS = (
    r"(?<!less than )(?<!fewer than )(?<!up to )(?<!at most )(?<!under )(?<!below )(?<!ern )(?<!other )(?<!the )"
    r"(?<!upper )(?<!lower )"
)
"""A part that is an upper bound alone, or a place ("the northern half of the districts"), states no count."""
_PART = re.compile(
    rf"{_NOT_LESS}\b(?:(?P<hedge>at least|more than|over|about|around|nearly|almost|roughly|some)\s+)?"
    r"(?:(?P<number>\d{1,2}(?:\.\d+)?|100)\s?(?:%|percent|per\s+cent)"
    r"|(?P<part>half|(?:a|one|two|three|four)\s(?:third|quarter|fifth)s?))\s+of\s+"
    rf"(?:all\s+)?(?:the\s+|its\s+)?(?:country's\s+|nation's\s+|{HOME}+(?:'s?)?\s+|afghan\s+)*(?:(?P<of>\d{{2,3}})\s+)?{_UNIT_WORDS}"
    r"(?!\s+(?:of|in)\s+⟦P)"
)
_UNITS = {
    "provincial capitals": Unit.PROVINCIAL_CAPITAL,
    "provinces": Unit.PROVINCE,
    "districts": Unit.DISTRICT,
}
_HUNDRED = 100
_HEDGES = dict.fromkeys(("more than", "over"), Qualifier.MORE_THAN) | {
    "at least": Qualifier.AT_LEAST,
    **dict.fromkeys(("about", "around", "nearly", "almost", "roughly", "some"), Qualifier.ABOUT),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A count that leans on another, where it stands in a masked sentence; `unit` and `of` None: those of the other.

    `holder` is the mark of who holds the units (None: not told, or contested).
    """

    start: int
    end: int
    count: int
    low: int | None
    high: int | None
    unit: Unit | None
    of: int | None
    holder: str | None
    state: ControlState
    qualifier: Qualifier
    rule_id: str


def wholes(masked: str) -> Iterator[Share]:
    """Counts that state their whole first, contested units, and percentages of units; left to right of each kind."""
    for match in _WHOLE.finditer(masked):
        yield from _share(match, "count.whole")
    for match in _CONTESTED.finditer(masked):
        yield from _share(match, "count.contested")
    for match in _PART.finditer(masked):
        yield _part(match)


def shares(masked: str, after: int) -> Iterator[Share]:
    """The counts without a unit behind position `after`, left to right, without overlap."""
    found = sorted(
        (match for pattern in _GOES_ON for match in pattern.finditer(masked, after)), key=lambda match: match.start()
    )
    for match in found:
        if match.start() >= after:
            yield from _share(match, "count.share")
            after = match.end()


def _share(match: re.Match[str], rule: str) -> Iterator[Share]:
    named = match.groupdict()
    number = number_of(match["number"])
    if number is None or match["number"] in {"a", "an"}:
        return
    contested = rule == "count.contested" or named.get("contested") is not None
    yield Share(
        start=match.start(),
        end=match.end(),
        count=number,
        low=number,
        high=number,
        unit=_UNITS[named["unit"]] if named.get("unit") else None,
        of=int(named["of"]) if named.get("of") else None,
        holder=named.get("holder"),
        state=ControlState.CONTESTED if contested else ControlState.CONTROLLED,
        qualifier=Qualifier.EXACT,
        rule_id=rule,
    )


def _part(match: re.Match[str]) -> Share:
    """A part of the units as a count: what it comes to by each total in circulation, unless the text states one.

    A fraction in words, or with "about", may be a tenth of itself off; a percentage means itself.
    """
    unit, hedge = _UNITS[match["unit"]], _HEDGES.get(match["hedge"] or "")
    part = float(match["number"]) / _HUNDRED if match["number"] else _fraction(match["part"])
    of = int(match["of"]) if match["of"] else None
    totals = (of,) if of is not None else _totals(unit)
    low, high = floor(part * min(totals)), ceil(part * max(totals))
    count = round(part * of) if of is not None else round((low + high) / 2)
    if hedge is Qualifier.MORE_THAN and match["part"]:
        low += 1
    if hedge is Qualifier.ABOUT or (hedge is None and match["part"]):
        slack = max(1, round(count / 10))
        low, high = low - slack, high + slack
    return Share(
        start=match.start(),
        end=match.end(),
        count=count,
        low=low,
        high=None if hedge in {Qualifier.AT_LEAST, Qualifier.MORE_THAN} else high,
        unit=unit,
        of=of,
        holder=None,
        state=ControlState.CONTROLLED,
        qualifier=hedge or Qualifier.ABOUT,
        rule_id="count.percent",
    )


def _fraction(words: str) -> float:
    """What "half" or "two thirds" is of the whole."""
    times, _, unit = words.rpartition(" ")
    return float(load_numbers().fractions[unit] * (number_of(times) or 1))


@cache
def _totals(unit: Unit) -> tuple[int, ...]:
    """The totals in circulation, by `data/countries/afg/denominators.toml`."""
    table = tomllib.loads(reference_file("countries/afg/denominators.toml").read_text(encoding="utf-8"))
    return tuple(row["count"] for row in table["denominator"] if row["unit"] == unit)
