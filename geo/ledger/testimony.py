"""The chain of evidence of one unit on one day: who said what, when, and what each word did to who holds it.

Knows the ledger's reports and denials and the events and documents behind them, and puts them in the order in which
they became known. Words nothing and settles nothing: `Testimony.part` says what part a report plays in the row that the
ledger has already settled.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from geo.ledger.counts import counted_as
from geo.ledger.districts import districts_by_province
from geo.ledger.lag import find_disagreements, lagging
from geo.ledger.reports import Denial, Footing, Report
from geo.ledger.rows import known_instant
from geo.ledger.units import PROVINCE_UNITS, unit_words
from geo.vocab import ControlBasis, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from geo.decision import Decision
    from geo.ledger.book import Ledger
    from geo.ledger.grades import Grade, GradeTable
    from geo.ledger.lag import Disagreement, Lag
    from geo.ledger.units import UnitKey
    from geo.model import ClaimCheck, Control, Document, Event


class Part(StrEnum):
    """What a report or a denial does in one layer to the row of the day asked for."""

    DECIDES = "decides"
    CONFIRMS = "confirms"
    WAITS = "waits"
    DENIES = "denies"
    TAKES_BACK = "takes_back"
    TAKEN_BACK = "taken_back"
    EARLIER = "earlier"
    OVERRULED = "overruled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """One report or denial with its event and document (None where the document is not at hand).

    `parts` say what it does in each layer. `answers` are the ids of the events that it denies or takes back. `origin`
    numbers where it comes from: reports of one origin are one voice (None: not told).
    """

    event: Event
    document: Document | None
    said: Report | Denial
    grade: Grade
    parts: Mapping[ControlBasis, Part]
    answers: tuple[str, ...] = ()
    origin: int | None = None

    @property
    def recorded_at(self) -> datetime:
        """When it was published."""
        return self.said.order[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a unit stands as it does on a day, as known at an instant (None: now).

    `rows` by layer; `testimonies` in the order of their publication, those about later days left out (`later` counts
    them); `independent_origins` how many voices that belong to no party bear out the assessed row; `lag` is there where
    the layers differ; `checks` are the stated counts of the last day, up to this one, that has any.
    """

    unit: Unit
    unit_id: str
    name: str
    day: date
    known_at: datetime | None
    rule: str
    rows: Mapping[ControlBasis, Control]
    testimonies: tuple[Testimony, ...]
    later: int
    independent_origins: int
    lag: Lag | None
    disagreements: tuple[Disagreement, ...]
    checks: tuple[ClaimCheck, ...]
    decisions: tuple[Decision, ...] = ()


def explain(
    ledger: Ledger,
    key: UnitKey,
    day: date,
    *,
    events: Iterable[Event],
    documents: Iterable[Document] = (),
    checks: Iterable[ClaimCheck] = (),
    origins: Callable[[Sequence[Event]], Sequence[int]] | None = None,
    decisions: Iterable[Decision] = (),
    decided: Mapping[str, Sequence[str]] | None = None,
    known_at: datetime | date | None = None,
    rule: str = "capital",
) -> Explanation:
    """Why the unit `key` stands as it does at the end of `day`.

    `events` are those that were posted; `origins` number the origins of some events, `decided` each decision
    the ids of the events that it is about, of those too that it has taken from the unit. Under the rule `capital`
    a province is answered by its capital.
    """
    instant = known_instant(known_at)
    asked = (Unit.PROVINCIAL_CAPITAL, key[1]) if key[0] is Unit.PROVINCE and rule == "capital" else key
    rows = {
        basis: ledger.as_of(day, known_at=known_at, basis=basis, unit=asked[0], rule=rule).get(asked[1])
        or ledger.no_evidence(asked, basis, day)
        for basis in ControlBasis
    }
    said = _said(ledger, asked, rule, instant)
    reports = [each for each in said if isinstance(each, Report) and each.day <= day]
    found = [each for each in said if each.day <= day or (isinstance(each, Denial) and any(_answered(each, reports)))]
    by_id = {event.event_id: event for event in events}
    by_document = {document.document_id: document for document in documents}
    told = [by_id[each.event_id] for each in found]
    numbers = dict(zip((each.event_id for each in told), origins(told), strict=True)) if origins and told else {}
    bench = _Bench(found, rows, by_id, by_document, ledger.grades, numbers)
    testimonies = tuple(map(bench.testify, found))
    known = {each.event_id for each in found}
    lags = lagging(ledger, day, unit=asked[0], known_at=known_at) if asked[0] is not Unit.PROVINCE else ()
    return Explanation(
        unit=asked[0],
        unit_id=asked[1],
        name=unit_words(*asked),
        day=day,
        known_at=instant,
        rule=rule,
        rows=rows,
        testimonies=testimonies,
        later=len(said) - len(found),
        independent_origins=_independent_origins(testimonies, rows[ControlBasis.ASSESSED]),
        lag=next((lag for lag in lags if lag.unit_id == asked[1]), None),
        disagreements=tuple(each for each in find_disagreements(ledger, only=asked) if set(each.events) <= known),
        checks=_last_checks(checks, asked[0], day, instant),
        decisions=_cited(
            decisions,
            instant,
            rows=rows.values(),
            said=_about(ledger, asked, rule),
            events=by_id,
            decided=decided or {},
        ),
    )


def _cited(
    decisions: Iterable[Decision],
    instant: datetime | None,
    *,
    rows: Iterable[Control],
    said: set[str],
    events: Mapping[str, Event],
    decided: Mapping[str, Sequence[str]],
) -> tuple[Decision, ...]:
    """The decisions of people that the rows rest on, or that changed what is said of the unit, as taken by then."""
    named = {each for row in rows for each in row.decisions}
    named |= {each for one in said if one in events for each in events[one].decisions}
    named |= {each for each, about in decided.items() if not said.isdisjoint(about)}
    found = [each for each in decisions if each.decision_id in named]
    return tuple(each for each in found if instant is None or each.decided_at is None or each.decided_at <= instant)


def _said(ledger: Ledger, key: UnitKey, rule: str, instant: datetime | None) -> list[Report | Denial]:
    """What is said of the unit, or of the districts that a province is counted by, in the order of publication."""
    return sorted(
        (each for each in _ever_said(ledger, key, rule) if _is_known(each, instant)), key=lambda each: each.order
    )


def _about(ledger: Ledger, key: UnitKey, rule: str) -> set[str]:
    """The ids of all events that have ever been said of the unit, of those too that count no more."""
    return {each.event_id for each in _ever_said(ledger, key, rule)}


def _ever_said(ledger: Ledger, key: UnitKey, rule: str) -> Iterator[Report | Denial]:
    if key[0] is Unit.PROVINCE and rule != "capital":
        keys = [(Unit.DISTRICT, each) for each in districts_by_province()[key[1]]]
    else:
        keys = [key]
    for one in keys:
        yield from ledger.reports(*one)
        yield from ledger.denials(*one)


def _is_known(each: Report | Denial, instant: datetime | None) -> bool:
    """Whether it counts at an instant (None: now)."""
    if instant is None:
        return each.until is None
    return each.known_from <= instant and (each.until is None or instant < each.until)


@dataclass(frozen=True, slots=True)
class _Bench:
    """What each report is held against."""

    said: list[Report | Denial]
    rows: Mapping[ControlBasis, Control]
    events: Mapping[str, Event]
    documents: Mapping[str, Document]
    grades: GradeTable
    origins: Mapping[str, int]

    def testify(self, said: Report | Denial) -> Testimony:
        """The report or denial with what stands behind it and what it does."""
        event = self.events[said.event_id]
        reports = [each for each in self.said if isinstance(each, Report)]
        answers: tuple[str, ...] = ()
        if isinstance(said, Denial):
            answers = tuple(dict.fromkeys(_answered(said, reports)))
            part = Part.TAKES_BACK if any(map(said.takes_back, reports)) else Part.DENIES
            parts = dict.fromkeys(ControlBasis, part)
        else:
            denials = [each for each in self.said if isinstance(each, Denial)]
            back = any(each.takes_back(said) for each in denials)
            parts = {basis: Part.TAKEN_BACK if back else _part(said, reports, row) for basis, row in self.rows.items()}
        return Testimony(
            event=event,
            document=self.documents.get(event.document_id),
            said=said,
            grade=self.grades.grade(event.source, event.source_original),
            parts=parts,
            answers=answers,
            origin=self.origins.get(event.event_id),
        )


def _answered(denial: Denial, reports: list[Report]) -> Iterator[str]:
    for each in reports:
        if not denial.may_mean(each) or each.change is not denial.change or denial.mover not in {None, each.mover}:
            continue
        if denial.takes_back(each) or (
            each.day <= denial.day and (denial.denier is None or denial.denier != each.mover)
        ):
            yield each.event_id


def _part(report: Report, reports: list[Report], row: Control) -> Part:
    """The first report of the row's evidence that counts in its layer decides; the rest bears it out."""
    waits = row.basis is ControlBasis.ASSESSED and report.footing is Footing.OWN
    if waits and (report.event_id in row.evidence or report.day >= row.valid_from):
        return Part.WAITS
    if report.event_id in row.evidence:
        standing = [each for each in reports if each.event_id in row.evidence]
        counting = [each for each in standing if row.basis is ControlBasis.REPORTED or each.footing is not Footing.OWN]
        settling = [each for each in counting if each.day >= row.valid_from] or counting
        return Part.DECIDES if report is settling[0] else Part.CONFIRMS
    return Part.EARLIER if report.day < row.valid_from else Part.OVERRULED


def _independent_origins(testimonies: Iterable[Testimony], row: Control) -> int:
    """The number of origins, of no party, among the evidence of a row."""
    bearing = [
        each
        for each in testimonies
        if isinstance(each.said, Report)
        and each.event.event_id in row.evidence
        and each.said.footing is Footing.INDEPENDENT
    ]
    return len({each.event.event_id if each.origin is None else each.origin for each in bearing})


def _last_checks(
    checks: Iterable[ClaimCheck], unit: Unit, day: date, instant: datetime | None
) -> tuple[ClaimCheck, ...]:
    """The stated counts of the last day up to `day` for which any of this kind was stated."""
    units = PROVINCE_UNITS if unit in PROVINCE_UNITS else (unit,)
    fitting = [
        each
        for each in checks
        if each.claim.unit in units
        and each.claim.as_of is not None
        and each.claim.as_of <= day
        and (instant is None or (each.claim.recorded_at is not None and each.claim.recorded_at <= instant))
    ]
    last = max((each.claim.as_of for each in fitting if each.claim.as_of is not None), default=None)
    return tuple(sorted((each for each in fitting if each.claim.as_of == last), key=lambda each: each.claim.claim_id))


def is_settled_alike(explanation: Explanation) -> bool:
    """Whether both layers count the unit for the same side in the same state."""
    return len({counted_as(row) for row in explanation.rows.values()}) == 1
