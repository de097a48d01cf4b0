"""The scene: everything that a view needs, already decided and in a fixed order.

Knows the records of `geo` and sorts them; draws nothing and imports no folium, pandas or geopandas. Days are
inclusive at both ends; a control row holds over `[valid_from, valid_to)`. The views read the ledger as it stands
now, that is the rows that nothing has superseded; the exports write all rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from geo.dates import KABUL
from geo.errors import UsageError
from geo.events.merge import merge
from geo.vocab import AssertionMode, ControlBasis, ControlState, Unit
from maps.garbage import uncollected
from maps.reference import read_provinces, read_sources
from maps.shown import last_shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geo.decision import Decision
    from geo.errors import Problem
    from geo.model import ClaimCheck, Control, DayCount, Document, Event, Incident, Province
    from geo.wording import Wording
    from maps.feeds import FeedLayer
    from maps.reference import Source

DEFAULT_TITLE = "Who holds what in Afghanistan"
_NO_INSTANT = datetime.min.replace(tzinfo=KABUL)
ControlKey = tuple[Unit, str, ControlBasis]
Tally = dict[tuple[str | None, ControlState], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the views show. Made by `build_scene`.

    `first_day` to `last_day` is the span of the time control, both inclusive; they and `as_of` are None only where
    the material has no date at all. `opens_on` is the day on which the page opens where that was asked for (None: the
    day with most changes, see `maps.story`). `rule` names the counting rule, `counted` the kind of unit by whose holder
    it counts a province: its capital, or the province itself; `province_rows` are then the rows that the rule makes of
    those of the districts. `opening_note` says in a sentence where the opening state came from; a text of your own
    stays as it is in every language. `extractor` names what read the events (None: not said). `feeds` are the event
    tables of the run, each with what became of its rows and with its counts. `decisions` are those of people that
    stand, in the order in which they were taken.
    """

    title: str
    first_day: date | None
    last_day: date | None
    as_of: date | None
    opens_on: date | None = None
    rule: str
    counted: Unit = Unit.PROVINCIAL_CAPITAL
    province_rows: tuple[Control, ...] = ()
    opening_note: Wording | str | None
    extractor: str | None = None
    documents: tuple[Document, ...]
    events: tuple[Event, ...]
    incidents: tuple[Incident, ...]
    controls: tuple[Control, ...]
    counts: tuple[DayCount, ...]
    checks: tuple[ClaimCheck, ...]
    problems: tuple[Problem, ...]
    provinces: tuple[Province, ...]
    sources: tuple[Source, ...]
    feeds: tuple[FeedLayer, ...] = ()
    decisions: tuple[Decision, ...] = ()
    _documents: Mapping[str, Document] = field(init=False, repr=False, compare=False)
    _controls: Mapping[ControlKey, tuple[Control, ...]] = field(init=False, repr=False, compare=False)
    _counted: Mapping[ControlKey, tuple[Control, ...]] = field(init=False, repr=False, compare=False)
    _incidents: Mapping[str, Incident] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index documents and incidents by id and the rows that still stand by unit."""
        object.__setattr__(self, "_documents", {each.document_id: each for each in self.documents})
        object.__setattr__(self, "_controls", _by_unit(self.controls))
        ruled = self.counted is Unit.PROVINCE
        object.__setattr__(self, "_counted", _by_unit(self.province_rows) if ruled else self._controls)
        told = {report.event_id: each for each in self.incidents for report in each.reports}
        object.__setattr__(self, "_incidents", told)

    def document(self, document_id: str) -> Document | None:
        """The document of that id, if the scene has it."""
        return self._documents.get(document_id)

    def incident(self, event_id: str) -> Incident | None:
        """The incident that the event of that id is a report of, if the scene has it."""
        return self._incidents.get(event_id)

    def history(self, unit: Unit, unit_id: str, basis: ControlBasis) -> tuple[Control, ...]:
        """The standing rows of one unit in one layer, by `valid_from`."""
        return self._controls.get((unit, unit_id, basis), ())

    def counted_history(self, iso_3166_2: str, basis: ControlBasis) -> tuple[Control, ...]:
        """The standing rows by which the rule counts a province in one layer, by `valid_from`."""
        return self._counted.get((self.counted, iso_3166_2, basis), ())

    def holder(self, unit: Unit, unit_id: str, day: date, basis: ControlBasis) -> Control | None:
        """The row that holds on `day` (`valid_from <= day < valid_to`); None where nothing is known.

        Where two standing rows overlap, the one that was recorded last wins, then the one that starts last.
        """
        return _row_on(self.history(unit, unit_id, basis), day)

    def counted_holder(self, iso_3166_2: str, day: date, basis: ControlBasis) -> Control | None:
        """The row by which the rule counts a province on `day`; None where nothing is known."""
        return _row_on(self.counted_history(iso_3166_2, basis), day)

    def tally(self, day: date, basis: ControlBasis) -> Tally:
        """How many of the 34 provinces the rule counts for each (side, state) on `day`; the counts add up to 34.

        The side is None for contested and unknown units, as in `DayCount`; a besieged unit counts for its holder.
        """
        found: Tally = {}
        for province in self.provinces:
            row = self.counted_holder(province.iso_3166_2, day, basis)
            key = (None, ControlState.UNKNOWN) if row is None else (_counted_side(row), row.state)
            found[key] = found.get(key, 0) + 1
        return found


def _by_unit(rows: Iterable[Control]) -> Mapping[ControlKey, tuple[Control, ...]]:
    """The rows that nothing has superseded, in their order, by unit and layer."""
    found: dict[ControlKey, list[Control]] = {}
    for row in rows:
        if row.superseded_at is None:
            found.setdefault((row.unit, row.unit_id, row.basis), []).append(row)
    return {key: tuple(standing) for key, standing in found.items()}


def _row_on(rows: tuple[Control, ...], day: date) -> Control | None:
    standing = [row for row in rows if row.valid_from <= day and (row.valid_to is None or day < row.valid_to)]
    return max(standing, key=lambda row: (row.recorded_at, row.valid_from, row.control_id), default=None)


def _counted_side(row: Control) -> str | None:
    return row.side if row.state in {ControlState.CONTROLLED, ControlState.BESIEGED} else None


def build_scene(
    *,
    documents: Iterable[Document],
    events: Iterable[Event],
    incidents: Iterable[Incident] | None = None,
    controls: Iterable[Control],
    counts: Iterable[DayCount],
    checks: Iterable[ClaimCheck] = (),
    problems: Iterable[Problem] = (),
    as_of: date | None,
    opens_on: date | None = None,
    rule: str,
    province_rows: Iterable[Control] | None = None,
    title: str | None = None,
    opening_note: Wording | str | None = None,
    extractor: str | None = None,
    feeds: Iterable[FeedLayer] = (),
    decisions: Iterable[Decision] = (),
) -> Scene:
    """Put the records of a run into the fixed order of a scene.

    The order does not depend on the order of arrival. The period runs over the days of `counts`; without any, over
    the days of the actual events, then over the publication days, and on to the last day on which a report shows (see
    `maps.shown`); `as_of` (default: the last of the days counted) is always inside it. `province_rows` are those by
    which a rule that looks at no capital counts the provinces (default: a province counts for its capital's row).
    `incidents` are those of the events (default: merged here).

    Raises:
        UsageError: `rule` is empty.
    """
    if not rule:
        raise UsageError("the name of a counting rule", repr(rule), "Write it like 'capital'.")
    kept_documents = sorted(documents, key=_document_order)
    kept_events = sorted(events, key=_event_order)
    kept_counts = sorted(counts, key=count_order)
    with uncollected():
        merged = merge(kept_events, documents=kept_documents) if incidents is None else incidents
    days = _days(kept_counts, kept_events, kept_documents)
    shown = as_of or (days[-1] if days else None)
    span = sorted({*days, shown} if shown else days)
    last = last_shown(span[-1], kept_events, kept_documents) if span else None
    return Scene(
        title=title or _title(kept_documents),
        first_day=span[0] if span else None,
        last_day=last,
        as_of=shown,
        opens_on=opens_on,
        rule=rule,
        counted=Unit.PROVINCIAL_CAPITAL if province_rows is None else Unit.PROVINCE,
        province_rows=tuple(sorted(province_rows or (), key=_control_order)),
        opening_note=opening_note,
        extractor=extractor,
        documents=tuple(kept_documents),
        events=tuple(kept_events),
        incidents=tuple(sorted(merged, key=_incident_order)),
        controls=tuple(sorted(controls, key=_control_order)),
        counts=tuple(kept_counts),
        checks=tuple(sorted(checks, key=_check_order)),
        problems=tuple(sorted(problems, key=_problem_order)),
        provinces=read_provinces(),
        sources=read_sources(),
        feeds=tuple(feeds),
        decisions=tuple(sorted(decisions, key=lambda each: each.order)),
    )


def _title(documents: list[Document]) -> str:
    if len(documents) == 1 and documents[0].title:
        return documents[0].title
    return DEFAULT_TITLE


def _days(counts: list[DayCount], events: list[Event], documents: list[Document]) -> list[date]:
    """The days of the best of three sources, ascending; empty without any date."""
    by_count = {each.day for each in counts}
    by_event = {each.date.day for each in events if each.date and each.assertion_mode is AssertionMode.ACTUAL}
    by_document = {each.published for each in documents}
    for found in (by_count, by_event, by_document):
        days = sorted(day for day in found if day is not None)
        if days:
            return days
    return []


def days_between(first: date, last: date) -> list[date]:
    """Every day from `first` to `last`, both inclusive.

    >>> len(days_between(date(2021, 8, 6), date(2021, 8, 8)))
    3
    """
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def _document_order(each: Document) -> tuple[date, str]:
    return (each.published or date.max, each.document_id)


def _event_order(each: Event) -> tuple[date, datetime, str, int, float, str]:
    """By day, then as the material came in, then the main event of a document first."""
    day = (each.date.day if each.date else None) or date.max
    return (day, each.recorded_at or _NO_INSTANT, each.document_id, each.sentence, -each.salience, each.event_id)


def _incident_order(each: Incident) -> tuple[date, tuple[date, datetime, str, int, float, str]]:
    return ((each.date.day if each.date else None) or date.max, _event_order(each.lead))


def _control_order(each: Control) -> tuple[str, str, str, date, datetime, str]:
    return (each.unit, each.unit_id, each.basis, each.valid_from, each.recorded_at, each.control_id)


def count_order(each: DayCount) -> tuple[date, str, str, str, str, str]:
    """What the rows of `control.csv` are sorted by."""
    return (each.day, each.rule, each.basis, each.unit, each.side or "", each.state)


def _check_order(each: ClaimCheck) -> tuple[date, datetime, str]:
    return (each.claim.as_of or date.max, each.claim.recorded_at or _NO_INSTANT, each.claim.claim_id)


def _problem_order(each: Problem) -> tuple[str, int, str, str, str]:
    return (each.file or "", each.line or 0, each.document_id or "", each.kind, each.message)
