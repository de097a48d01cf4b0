"""Numbers and days that no report can mean are set to unknown, whoever read them, and named as problems.

What comes behind (the ledger's file, Parquet, the arithmetic of days) holds integers of 64 bits and the years 1 to
9999; a figure of twenty digits or a day in the year 9999 would end a run there. Bounds far outside of anything that is
ever reported keep that out for good. Refuses to judge what is merely unlikely.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.dates import is_reckoned
from geo.errors import Problem, ProblemKind
from geo.model import Figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.dates import DateSpan
    from geo.model import Claim, Document, Event

MOST_PEOPLE = 100_000_000
"""More people than were ever killed or hurt in one event, inclusive."""
MOST_UNITS = 1_000_000
"""More towns, districts or provinces than are ever counted, inclusive."""

_SHOWN = 60


def bounded(
    document: Document, events: Iterable[Event], claims: Iterable[Claim]
) -> tuple[tuple[Event, ...], tuple[Claim, ...], tuple[Problem, ...]]:
    """The events and stated counts of a document within the bounds, and a problem for each that was not.

    An event keeps all but the figure or the date that cannot be; a count that cannot be is left out.
    """
    notes = _Notes(document)
    return tuple(notes.event(each) for each in events), tuple(notes.kept(claims)), tuple(notes.problems)


class _Notes:
    """What was out of bounds in one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.problems: list[Problem] = []

    def event(self, event: Event) -> Event:
        """The event with what can be."""
        words = event.quote.exact
        if not (_can_be(event.fatalities) and _can_be(event.injured)):
            self._note(ProblemKind.IMPOSSIBLE_VALUE, "The number of dead or injured is no number of people", words)
            dead = event.fatalities if _can_be(event.fatalities) else Figures()
            hurt = event.injured if _can_be(event.injured) else Figures()
            event = replace(event, fatalities=dead, injured=hurt)
        if event.date is not None and not _is_day(event.date):
            self._note(ProblemKind.IMPOSSIBLE_DATE, "The day is outside of any time that is reported", words)
            event = replace(event, date=None)
        return event

    def kept(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """The counts that can be."""
        for claim in claims:
            numbers = (claim.count, claim.of, claim.count_low, claim.count_high)
            if all(each is None or -MOST_UNITS <= each <= MOST_UNITS for each in numbers) and claim.count >= 0:
                yield claim
            else:
                self._note(ProblemKind.IMPOSSIBLE_VALUE, "The stated count cannot be", claim.quote.exact)

    def _note(self, kind: ProblemKind, reason: str, words: str) -> None:
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"
        self.problems.append(
            Problem(
                kind=kind,
                message=f"{reason}, and is left out: “{shown}”.",
                file=self._document.file,
                document_id=self._document.document_id,
            )
        )


def _can_be(figures: Figures) -> bool:
    numbers = (figures.low, figures.best, figures.high)
    return all(each is None or 0 <= each <= MOST_PEOPLE for each in numbers)


def _is_day(span: DateSpan) -> bool:
    return all(each is None or is_reckoned(each) for each in (span.date_start, span.date_end))
