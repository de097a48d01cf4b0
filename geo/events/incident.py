"""Reports that belong together become one record: its date, place, figures, sources, and what they disagree about.

Knows how to state what many reports say without choosing between them in silence: a span where they differ, a range of
figures, every reading with the reports that give it. Refuses to sum, and to decide which reports belong together.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import MAXYEAR, UTC, date, datetime
from typing import TYPE_CHECKING

from geo.dates import DateSpan
from geo.model import Disagreement, Figures, Incident, Reading
from geo.vocab import AssertionMode, Dispute

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geo.events.origins import Origins
    from geo.model import Event, Place

WIDE_DAYS = 7
"""A span of more days (a month, a year, "since May") is too wide to tell one happening from the next."""
_NO_PRECISION = 9
"""Worse than every code: a report without place or date leads last."""
_LENGTH = 16
_LAST = datetime(MAXYEAR, 1, 1, tzinfo=UTC)
Order = tuple[datetime, str, int, str]
Vote = tuple[DateSpan, int]


def arrival(event: Event) -> Order:
    """The order of reports: (recorded_at, document sha256, offset, id); what has no instant comes last."""
    return (event.recorded_at or _LAST, event.document_sha256, event.trigger[0], event.event_id)


def build_incident(reports: Iterable[Event], origins: Origins) -> Incident:
    """The record of reports that belong together; at least one, of any order."""
    ordered = sorted(reports, key=arrival)
    if len(ordered) == 1:
        return single(ordered[0])
    lead = min(ordered, key=_precedence)
    ordered.remove(lead)
    told = (lead, *ordered)
    mode = lead.assertion_mode
    numbers = origins.of(told)
    own = [(report, number) for report, number in zip(told, numbers, strict=True) if report.assertion_mode is mode]
    taker = next((report.taker for report in told if report.taker), None)
    own_reports = [report for report, _ in own]
    return Incident(
        incident_id=_content_id(told),
        event_type=lead.event_type,
        assertion_mode=mode,
        place=_best_place(own_reports),
        date=common_span([(report.date, number) for report, number in own if report.date is not None]),
        unit=lead.unit,
        unit_id=lead.unit_id,
        taker=taker,
        fatalities=_range([report.fatalities for report in own_reports]),
        injured=_range([report.injured for report in own_reports]),
        reports=told,
        sources=tuple(sorted({report.source for report in told if report.source})),
        claimants=tuple(sorted({report.source_original for report in told if report.source_original})),
        independent=len({number for _, number in own}),
        disagreements=tuple(_disagreements(told, own_reports)) if len(told) > 1 else (),
    )


def single(event: Event) -> Incident:
    """An event as an incident of its own: what a feed has coded as one is never merged with another of its rows."""
    return Incident(
        incident_id=_content_id((event,)),
        event_type=event.event_type,
        assertion_mode=event.assertion_mode,
        place=event.place,
        date=event.date,
        unit=event.unit,
        unit_id=event.unit_id,
        taker=event.taker,
        fatalities=event.fatalities,
        injured=event.injured,
        reports=(event,),
        sources=(event.source,) if event.source else (),
        claimants=(event.source_original,) if event.source_original else (),
        independent=1,
    )


def _precedence(event: Event) -> tuple[bool, float, int, int, Order]:
    """What asserts goes before what denies, then by salience, precision of place and date, and arrival."""
    return (
        event.assertion_mode is not AssertionMode.ACTUAL,
        -event.salience,
        event.place.where_prec if event.place else _NO_PRECISION,
        event.date.date_prec or _NO_PRECISION if event.date else _NO_PRECISION,
        arrival(event),
    )


def _content_id(reports: Iterable[Event]) -> str:
    ids = "\n".join(sorted(report.event_id for report in reports))
    return hashlib.sha256(ids.encode()).hexdigest()[:_LENGTH]


def _best_place(reports: Sequence[Event]) -> Place | None:
    """The most precise place that a report names; of equally precise ones the one named most often."""
    places = [report.place for report in reports if report.place is not None]
    if len(places) == 1:
        return places[0]
    often = Counter(place.place_id for place in places)
    return min(
        places,
        key=lambda place: (
            place.where_prec,
            float("inf") if place.uncertainty_m is None else place.uncertainty_m,
            -often[place.place_id],
            place.place_id,
            place.longitude,
            place.latitude,
        ),
        default=None,
    )


# Dates


def is_approximate(span: DateSpan) -> bool:
    """Whether the day was not given in the sentence itself (EDTF `~`)."""
    return span.date_edtf.endswith("~")


def is_wide(span: DateSpan) -> bool:
    """Whether the span is open or longer than a week."""
    return span.date_start is None or span.date_end is None or (span.date_end - span.date_start).days >= WIDE_DAYS


def common_span(votes: Sequence[Vote]) -> DateSpan | None:
    """The span that most origins support, from spans with the number of the origin that gives each.

    Approximate days are asked only where no report gives an exact one. Each origin has one vote for each day that its
    reports allow; the answer holds all days with the most votes, and those between them.

    >>> on = lambda number: DateSpan.of(date(2021, 8, number))
    >>> common_span([(on(12), 0), (on(12), 1), (on(13), 2)]).date_edtf
    '2021-08-12'
    >>> common_span([(on(12), 0), (on(13), 1)]).date_edtf
    '2021-08-12/2021-08-13'
    """
    if len(votes) == 1:
        return votes[0][0]
    exact = [vote for vote in votes if not is_approximate(vote[0])]
    asked = exact or list(votes)
    if not asked:
        return None
    narrow = [vote for vote in asked if not is_wide(vote[0])]
    if len({span for span, _ in asked}) == 1 or not narrow:
        return min((span for span, _ in asked), key=lambda span: span.date_edtf)
    allowed = {(day, origin) for span, origin in narrow for day in _days(span)}
    support = Counter(day for day, _ in allowed)
    most = max(support.values())
    agreed = [day for day, supporters in support.items() if supporters == most]
    first, last = date.fromordinal(min(agreed)), date.fromordinal(max(agreed))
    span = DateSpan.of(first, last)
    if exact:
        return span
    return span.approximate()


def _days(span: DateSpan) -> range:
    assert span.date_start is not None  # narrow spans have both ends
    assert span.date_end is not None
    return range(span.date_start.toordinal(), span.date_end.toordinal() + 1)


# Disagreements


def _disagreements(told: Sequence[Event], own: Sequence[Event]) -> Iterable[Disagreement]:
    exact = [each for each in own if each.date and not is_approximate(each.date) and not is_wide(each.date)]
    if exact and max(_start(each) for each in exact) > min(_end(each) for each in exact):
        yield disagreement(Dispute.DATE, exact, lambda each: each.date.date_edtf if each.date else "")
    for about, figures in ((Dispute.FATALITIES, _fatalities), (Dispute.INJURED, _injured)):
        counted = [each for each in own if figures(each) != Figures()]
        if len({figures(each) for each in counted}) > 1:
            yield disagreement(about, counted, lambda each, figures=figures: figure_text(figures(each)))  # type: ignore[misc]
    if len({each.assertion_mode for each in told}) > 1:
        yield disagreement(Dispute.MODE, told, lambda each: each.assertion_mode.value)


def disagreement(about: Dispute, reports: Iterable[Event], value_of: Callable[[Event], str]) -> Disagreement:
    """What reports say about one thing, the reading with the most reports first, then by value."""
    readings: dict[str, list[str]] = {}
    for report in reports:
        readings.setdefault(value_of(report), []).append(report.event_id)
    ranked = sorted(readings.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return Disagreement(
        about=about, readings=tuple(Reading(value=value, event_ids=tuple(ids)) for value, ids in ranked)
    )


def figure_text(figures: Figures) -> str:
    """A figure in the words of a quote; empty where there is none.

    >>> quoted = (Figures(low=12, best=12), Figures(low=12, high=15), Figures(low=3, best=3, high=3), Figures(best=9))
    >>> [figure_text(each) for each in quoted]
    ['at least 12', '12 to 15', '3', 'about 9']
    """
    low, best, high = figures.low, figures.best, figures.high
    if low is not None and high is not None:
        return str(low) if low == high else f"{low} to {high}"
    if best is not None and best != low:
        return f"about {best}"
    if low is not None:
        return f"at least {low}"
    return "" if high is None else f"up to {high}"


def _range(all_figures: Iterable[Figures]) -> Figures:
    """From the least to the highest number that is quoted; `best` where one is given and no other is. Never a sum."""
    counted = {each for each in all_figures if each != Figures()}
    if len(counted) < 2:  # noqa: PLR2004 - nothing to range over
        return counted.pop() if counted else Figures()
    known = [n for each in counted for n in (each.low, each.best, each.high) if n is not None]
    best = {each.best for each in counted}
    return Figures(low=min(known), best=best.pop() if len(best) == 1 else None, high=max(known))


def _fatalities(event: Event) -> Figures:
    return event.fatalities


def _injured(event: Event) -> Figures:
    return event.injured


def _start(event: Event) -> date:
    return event.date.date_start if event.date and event.date.date_start else date.min


def _end(event: Event) -> date:
    return event.date.date_end if event.date and event.date.date_end else date.max
