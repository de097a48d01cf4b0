"""Which place goes with which date where one verb tells of several: "took Zaranj on Friday, Sheberghan on Saturday".

Knows two figures of news prose: the verb left out behind the first pair, and "respectively". Refuses to guess: a list
of places with another number of dates is paired with none of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.datewords import DateKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from geo.dates import DateSpan
    from geo.datewords import DateExpression
    from geo.events.masking import Chunk, MaskedSentence

_PLACE, _DAY = r"⟦P\d+\w?⟧", r"⟦D\d+\w?⟧"
_PLACES = rf"{_PLACE}(?:(?:\s?,\s+(?:and\s+)?|\s+and\s+){_PLACE})*"
_WHEN = rf"(?:\s?,?\s+(?:on|early on|late on|early|late))?\s+{_DAY}"
_LINK = r"\s?[,;]?\s+(?:and\s+|then\s+|and then\s+|followed by\s+|before\s+)?"
_GAPPED = re.compile(
    rf"^(?:\s+(?:\w+\s+){{0,5}}?⟦[AC]\d+\w?⟧)?(?:\s+{_PLACE})?{_WHEN}(?P<more>(?:{_LINK}{_PLACES}{_WHEN})+)"
)
_PAIR = re.compile(rf"(?P<places>{_PLACES}){_WHEN.replace(_DAY, f'(?P<day>{_DAY})')}")
_RESPECTIVELY = re.compile(r"\brespectively\b")


def gapped(masked: MaskedSentence, end: int) -> list[tuple[Chunk, Chunk]]:
    """The places, with their dates, that share the verb ending at `end` of the masked text but are told behind it."""
    match = _GAPPED.match(masked.text[end:])
    if match is None:
        return []
    return [
        (masked.chunk(mark), masked.chunk(pair["day"]))
        for pair in _PAIR.finditer(match["more"])
        for mark in re.findall(_PLACE, pair["places"])
    ]


def respective(masked: MaskedSentence, end: int, count: int, anchor: date | None) -> Sequence[DateSpan] | None:
    """The spans of `count` places told of by a verb ending at `end`, in their order, if "respectively" says so."""
    word = _RESPECTIVELY.search(masked.text, end)
    if word is None or count < 2:  # noqa: PLR2004 - a list
        return None
    days = [chunk.day for offset, chunk in masked.marks("D") if end <= offset < word.start() and chunk.day]
    spans = [span for day in days for span in _each(day, anchor)]
    return spans if len(spans) == count else None


def _each(day: DateExpression, anchor: date | None) -> list[DateSpan]:
    """Both days of "Saturday and Sunday", one span for anything else."""
    span = day.resolve(anchor)
    if span is None or span.date_start is None or span.date_end is None:
        return []
    if " and " in day.text and day.kind in {DateKind.WEEKDAYS, DateKind.DAYS}:
        return [type(span).of(span.date_start), type(span).of(span.date_end)]
    return [span]
