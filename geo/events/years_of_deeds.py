"""The bare year of a deed dates the harm that it did: "a 2007 bombing that killed 70", "killed in a 2010 attack".

The deed's own noun is dated by `geo.events.anchored`. The harm stands in a relative clause or a form in -ing right
behind the deed, or has the deed behind it.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from geo.dates import DateSpan
from geo.datewords.words import alternation, load_words
from geo.events.again_words import again_words
from geo.events.tolls import HARMFUL
from geo.language import default_language

if TYPE_CHECKING:
    from geo.reading.predication import Predication
    from geo.text import AnnotatedDocument

_LONGEST = 8
"""So many words may stand between a deed and the clause that tells what it did: "in the city of Kabul"."""
_FINITE = frozenset({"VBD", "VBZ", "MD", "SC", "WP"})


@cache
def _deed() -> str:
    determining, deeds = alternation(load_words().lists["determining"]), alternation(again_words().happenings)
    return rf"\b(?:{determining})\s+(?P<year>(?:19|20)\d\d)\s+(?:[a-z-]+\s+){{0,2}}?(?:{deeds})\b"


@cache
def _ahead() -> re.Pattern[str]:
    """A deed with its year before the clause of the harm."""
    inside = alternation(load_words().lists["in_course"])
    return re.compile(rf"{_deed()}(?P<between>[^.;:()]*?),?\s*(?:(?:{inside})\s+)?$")


@cache
def _behind() -> re.Pattern[str]:
    """A deed with its year, in the course of which the harm was done."""
    inside = alternation(load_words().lists["in_course"])
    return re.compile(rf"[^.;:()]*?\b(?:{inside})\s+{_deed()}")


@cache
def _in_it() -> re.Pattern[str]:
    """The same at the head of a clause: "in a 2010 attack in X ten were killed"."""
    return re.compile(rf"(?:{alternation(load_words().lists['in_course'])})\s+{_deed()}")


def year_of_deed(predication: Predication, annotated: AnnotatedDocument) -> DateSpan | None:
    """The year of the deed by which the harm of a predication came about; None where its words name none."""
    frame = predication.frame
    if frame.is_territory or frame.event_type not in HARMFUL:
        return None
    year = _of_head(predication, annotated) or _of_course(predication, annotated)
    return DateSpan.of(date(int(year), 1, 1), date(int(year), 12, 31), edtf=year) if year is not None else None


def _of_head(predication: Predication, annotated: AnnotatedDocument) -> str | None:
    """The year of the deed that a clause tells of, which stands right before it."""
    folded, start = annotated.folded, predication.clause[0]
    opened = folded[start : predication.clause[1]].split(maxsplit=1)[:1]
    is_relative = opened and opened[0] in load_words().lists["opening_relative"]
    is_form = predication.trigger[0] == start and opened and opened[0].endswith("ing")
    if not is_relative and not is_form:
        return None
    last = None
    for match in _years().finditer(folded, predication.sentence.start, start):
        last = _ahead().match(folded, match.start(), start) or last
    if last is None:
        return None
    between = last["between"].split()
    is_near = len(between) <= _LONGEST and again_words().happenings.isdisjoint(between)
    return last["year"] if is_near and not any(default_language().tags(word) & _FINITE for word in between) else None


@cache
def _years() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternation(load_words().lists['determining'])})\s+(?:19|20)\d\d\s")


def _of_course(predication: Predication, annotated: AnnotatedDocument) -> str | None:
    """The year of the deed in whose course the harm was done: behind it, or at the head of its clause."""
    folded, (start, end), (verb, behind) = annotated.folded, predication.clause, predication.trigger
    match = _behind().match(folded, behind, end) or _in_it().match(folded, start, verb)
    return match["year"] if match is not None else None
