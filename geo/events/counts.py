"""Stated counts: "the third provincial capital", "five of 34 provincial capitals" as claims, not as control.

Knows the ways in which news states such totals; refuses to check them (`geo.ledger.claims`). A count needs a unit, a
side that holds or took the units, and a verb or noun of holding in its sentence; "threatened another 11" states
nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.events.event_words import event_words
from geo.events.mode import assertion_mode
from geo.events.numbers import NUMBER_WORD
from geo.events.shares import HOME, shares, wholes
from geo.events.territory_share import territory_shares
from geo.text.number_words import load_numbers, number_of
from geo.vocab import HAPPENED, ControlState, Qualifier, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.events.shares import Share

_ORDINALS = load_numbers().ordinals
_ORDINAL = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)|twenty\s(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirty\s(?:first|second|third|fourth))"
_COUNTRY = rf"(?:the\s+|its\s+|their\s+|all\s+of\s+)?(?:{HOME}+(?:'s?)?\s+|⟦A\d+[a-z]?⟧\s+|afghan\s+|country's\s+|nation's\s+|total\s+of\s+|country\s+)*"
_UNITS = r"(?P<unit>provincial capitals?|regional capitals?|provincial centres?|provinces|district centres?|district centers?|districts)"
_HEDGE = r"(?:(?P<hedge>at least|more than|over|about|around|nearly|almost|roughly|some|all but)\s+)?"
_ROUGHLY = r"(?:(?:about|around|roughly|approximately|some|nearly|almost|an estimated|more than|over)\s+)?"
_NUMBER = rf"(?P<number>{NUMBER_WORD}|half|all)"

_OF = re.compile(
    rf"\b{_HEDGE}{_NUMBER}\s+(?:out\s+)?of\s+(?:a\s+(?:possible|total(?:\s+of)?)\s+)?{_ROUGHLY}{_COUNTRY}{_ROUGHLY}(?P<of>\d{{2,3}}|thirty\sfour)(?:\s+odd)?\s+(?:of\s+)?{_COUNTRY}{_UNITS}"
)
_ALL = re.compile(
    rf"\ball\s+(?:of\s+)?(?P<number>)(?P<hedge>){_COUNTRY}(?P<of>\d{{2,3}})\s+(?:of\s+)?{_COUNTRY}{_UNITS}"
)
_NTH = re.compile(rf"\b(?P<number>{_ORDINAL})(?:\s+and\s+(?P<last>{_ORDINAL}))?\s+(?:afghan\s+|major\s+)?{_UNITS}")
_AT = re.compile(
    rf"(?P<unit>(?:provincial |regional )?capitals|districts)\b[^.;]{{0,60}}?\bat\s+{_HEDGE}{_NUMBER}\s+(?:out\s+)?of\s+(?:the\s+)?(?P<of>\d{{2,3}})\b"
)
_ALL_BUT = re.compile(rf"\b(?P<hedge>all but)\s+(?P<number>{NUMBER_WORD})\s+(?:of\s+)?{_COUNTRY}{_UNITS}")
_PLAIN = re.compile(
    rf"(?<!'s\s)(?<!⟧\s)(?<!another\s)(?<!other\s)(?<!more\s)(?<!possible\s)(?<!out of\s)(?<!\d\sof\s)(?<!in\s)(?<!from\s)(?<!the\s)\b{_HEDGE}(?P<number>{NUMBER_WORD})\s+(?:afghan\s+)?(?P<unit>provincial capitals|regional capitals|districts|district centres|district centers)\b(?!\s+(?:of|in)\s+⟦P)"
)
_AS_WHOLE = re.compile(rf"\bof\s+{_COUNTRY}$")
"""Before a number of which a part is counted: "120 of the country's roughly 400 districts"."""
_HELD = re.compile(
    r"\b(?:hold|holds|held|control|controls|controlled|controlling|seiz\w+|captur\w+|tak(?:e|es|en|ing)|took|fall|falls|fell|fallen|lost|lose|won|gain\w*|overr[ua]n|under|conquer\w*|wrest\w*|won|change hands"
    r"|changed hands|in\s+⟦A\d+[a-z]?⟧\s+hands|capture|toll|total|tally|have fallen|in the hands|swept|take over|taken over|cities)\b"
)
_THREAT = re.compile(
    r"\b(?:threaten\w*|attack(?:ed|ing)?|besieg\w+|clash\w*|fighting in|contest\w+|might|could|may|would)\b[^,;]{0,40}$"
)
_CLAIMS_TO = re.compile(r"\bclaim(?:s|ed)?\s+to\s+(?:now\s+)?(?:hold|control|have\s+\w+)\s+(?:\w+\s+){0,2}$")
"""Who claims to hold a part states it; whether it is so is another matter."""
_QUALIFIERS = {
    "at least": Qualifier.AT_LEAST,
    "more than": Qualifier.MORE_THAN,
    "over": Qualifier.MORE_THAN,
    "about": Qualifier.ABOUT,
    "around": Qualifier.ABOUT,
    "nearly": Qualifier.ABOUT,
    "almost": Qualifier.ABOUT,
    "roughly": Qualifier.ABOUT,
    "some": Qualifier.ABOUT,
    "all but": Qualifier.ALL_BUT,
}
_WORDS = event_words().counts
_PROVINCES = 34
_UNIT = {"c": Unit.PROVINCIAL_CAPITAL, "p": Unit.PROVINCIAL_CAPITAL, "r": Unit.PROVINCIAL_CAPITAL, "d": Unit.DISTRICT}


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedCount:
    """A count where it stands in a masked sentence; `holder` is the mark of who is said to hold the units, if told."""

    start: int
    end: int
    unit: Unit
    count: int
    low: int | None
    high: int | None
    of: int | None
    qualifier: Qualifier
    ordinal: bool
    state: ControlState
    rule_id: str
    holder: str | None = None


def stated_counts(
    masked: str, phrases: Iterable[tuple[int, int, str]] = (), home: Iterable[str] = ()
) -> Iterator[StatedCount]:
    """The counts of units in a masked sentence, left to right, without overlap.

    `phrases` are the folded words behind marks, with the marks' spans: "their tenth provincial capital, Ghazni" is a
    place and counts as well. `home` are the marks that stand for the country, whose units and territory are counted:
    "five of Helmand's 14 districts" are no part of it.
    """
    for mark in home:
        masked = masked.replace(mark, HOME * len(mark))
    for share in territory_shares(masked):
        if _is_told(masked, share) and not _THREAT.search(masked[: share.start]):
            held_by = _HELD_BY.search(masked[: share.start])
            yield _from_share(replace(share, holder=held_by["holder"] if held_by else None), share.unit, None)
    for start, end, words in phrases:
        opened = masked[:start] + words + masked[end:]
        match = _NTH.search(opened, start, start + len(words))
        if match and (count := _count(opened, match, "count.ordinal")):
            yield replace(count, start=start, end=end)
    if (
        "capital" not in masked
        and "district" not in masked
        and "provinces" not in masked
        and "provincial" not in masked
    ):
        return
    counts = list(_own_counts(masked))
    yield from counts
    last = counts[-1] if counts and not counts[-1].ordinal else None
    for share in shares(masked, last.end) if last is not None else ():
        assert last is not None
        yield _from_share(share, last.unit, last.of)


def _own_counts(masked: str) -> Iterator[StatedCount]:
    """The counts that name their unit, left to right, without overlap."""
    taken = 0
    leading = {share.start: share for share in wholes(masked) if not _THREAT.search(masked[: share.start])}
    found = [(m.start(), m, rule) for rule, pattern in _PATTERNS.items() for m in pattern.finditer(masked)]
    ordered = sorted(found, key=lambda item: (item[0], list(_PATTERNS).index(item[2])))
    starts = sorted({*leading, *(start for start, _, _ in ordered)})
    for start in starts:
        if start < taken:
            continue
        share = leading.get(start)
        if share is not None and _is_told(masked, share):
            yield _from_share(share, share.unit, share.of)
            taken = share.end
            continue
        count = next(
            (each for at, match, rule in ordered if at == start and (each := _count(masked, match, rule))), None
        )
        if count is not None:
            yield count
            taken = count.end


def _from_share(share: Share, unit: Unit | None, of: int | None) -> StatedCount:
    assert unit is not None
    return StatedCount(
        start=share.start,
        end=share.end,
        unit=share.unit or unit,
        count=share.count,
        low=share.low,
        high=share.high,
        of=share.of if share.of is not None else of,
        qualifier=share.qualifier,
        ordinal=False,
        state=share.state,
        rule_id=share.rule_id,
        holder=share.holder,
    )


def _is_told(masked: str, share: Share) -> bool:
    """Whether a count without a verb of its own is asserted: a percentage needs a word of holding."""
    if share.rule_id not in {"count.percent", "count.territory"}:
        return assertion_mode(masked, share.start, share.end)[0] in HAPPENED
    if share.state is ControlState.CONTESTED:
        return assertion_mode(masked, share.start, share.end)[0] in HAPPENED
    if _CLAIMS_TO.search(masked[: share.start]):
        return True
    held = [each for each in _HELD.finditer(masked) if each.end() <= share.start or each.start() >= share.end]
    return bool(held) and assertion_mode(masked, held[0].start(), held[0].end())[0] in HAPPENED


_PATTERNS = {
    "count.all": _ALL,
    "count.of": _OF,
    "count.at": _AT,
    "count.ordinal": _NTH,
    "count.all_but": _ALL_BUT,
    "count.plain": _PLAIN,
}
OTHER_RULES = ("count.whole", "count.contested", "count.percent", "count.share", "count.territory")
"""The rules of `geo.events.shares` and `geo.events.territory_share`."""
_HELD_BY = re.compile(
    r"(?P<holder>⟦A\d+[a-z]?⟧)(?:\s+forces)?\s+(?:(?:now|still|already|have|has|had)\s+)*"
    r"(?:hold|holds|held|control|controls|controlled|retain|retains|keep|keeps)\s+(?:only\s+|just\s+)?$"
)


def _count(masked: str, match: re.Match[str], rule: str) -> StatedCount | None:
    ordinal = rule == "count.ordinal"
    counted = ordinal or rule == "count.at"
    if rule == "count.plain" and _AS_WHOLE.search(masked[: match.start()]):
        return None
    if _THREAT.search(masked[: match.start()]) or (not counted and not _is_held(masked, match)):
        return None
    of = (
        (34 if match["of"] == "thirty four" else int(match["of"]))
        if "of" in match.groupdict() and match["of"]
        else None
    )
    number = _value(match, rule, of)
    if number is None:
        return None
    hedge = match.groupdict().get("hedge")
    qualifier = _QUALIFIERS.get(hedge, Qualifier.EXACT) if hedge else Qualifier.EXACT
    if match["number"] == "half" and hedge is None:
        qualifier = Qualifier.ABOUT
    unit = Unit.PROVINCE if match["unit"] == "provinces" else _UNIT[match["unit"][0]]
    if "centre" in match["unit"] or "center" in match["unit"]:
        unit = Unit.DISTRICT_CENTRE if match["unit"].startswith("d") else Unit.PROVINCIAL_CAPITAL
    if qualifier is Qualifier.ALL_BUT:
        whole = of or (_PROVINCES if unit in {Unit.PROVINCE, Unit.PROVINCIAL_CAPITAL} else None)
        if whole is None:
            return None
        number = whole - number
    low, high = _bounds(number, qualifier)
    holder = _HELD_BY.search(masked[: match.start()])
    return StatedCount(
        start=match.start(),
        end=match.end(),
        unit=unit,
        count=number,
        low=low,
        high=high,
        of=of,
        qualifier=qualifier,
        ordinal=ordinal,
        state=ControlState.CONTROLLED,
        rule_id=rule,
        holder=holder["holder"] if holder else None,
    )


def _is_held(masked: str, match: re.Match[str]) -> bool:
    """Whether a word of holding goes with the count and is asserted: "will hold" and "did not seize" state no total."""
    before = [
        held for held in _HELD.finditer(masked, 0, match.start()) if ";" not in masked[held.end() : match.start()]
    ]
    held = before[-1] if before else _HELD.search(masked, match.end())
    return held is not None and assertion_mode(masked, held.start(), held.end())[0] in HAPPENED


def _value(match: re.Match[str], rule: str, of: int | None) -> int | None:
    if rule == "count.all" or match["number"] == "all":
        return of
    if match["number"] == "half":
        return round(of / 2) if of else None
    if rule == "count.ordinal":
        return _ordinal(match["last"] or match["number"])
    word = match["number"]
    return None if word in _WORDS.vague else number_of(word)


def _ordinal(word: str) -> int:
    if word[0].isdigit():
        return int(re.sub(r"\D", "", word))
    tens, _, ones = word.partition(" ")
    return {"twenty": 20, "thirty": 30}[tens] + _ORDINALS[ones] if ones else _ORDINALS[word]


def _bounds(number: int, qualifier: Qualifier) -> tuple[int | None, int | None]:
    """What the words allow, both ends inclusive; "about" allows a tenth either way."""
    if qualifier is Qualifier.AT_LEAST:
        return number, None
    if qualifier is Qualifier.MORE_THAN:
        return number + 1, None
    if qualifier is Qualifier.ABOUT:
        slack = max(1, round(number / 10))
        return number - slack, number + slack
    return number, number
