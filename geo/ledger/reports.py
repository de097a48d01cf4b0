"""An event becomes evidence: what it reports of a unit, for which day, and on what footing its source stands.

Knows which events concern the ledger at all: those with an `action`. A clash, an offensive or an air strike has none
and never moves it. Refuses to guess a date, a unit or a taker: what lacks one is a `Problem` and moves nothing.
Decides no holder.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.dates import KABUL, kabul_day
from geo.errors import Problem, ProblemKind
from geo.ledger.grades import UNGRADED
from geo.ledger.units import PROVINCE_UNITS, province_ids
from geo.vocab import TRANSFERS, Action, AssertionMode, DateBasis, TakerBasis

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from geo.ledger.grades import Grade, GradeTable
    from geo.ledger.table import SettlingTable
    from geo.ledger.units import UnitKey
    from geo.model import Event
    from geo.vocab import Unit

Order = tuple["datetime", str, int, str]
"""What supersession follows: (recorded_at, document sha256, offset), and the event's id so that no two are equal."""


class Change(StrEnum):
    """What a report says happened to the unit."""

    GAIN = "gain"
    WITHDRAWAL = "withdrawal"
    REPELLED = "repelled"
    SIEGE = "siege"
    DISPUTE = "dispute"
    HELD = "held"


class Footing(StrEnum):
    """How a source stands to what it reports."""

    INDEPENDENT = "independent"
    ADVERSE = "adverse"
    OWN = "own"


_CHANGES = {
    Action.SEIZED: Change.GAIN,
    Action.RETAKEN: Change.GAIN,
    Action.SURRENDERED: Change.GAIN,
    Action.VACATED: Change.WITHDRAWAL,
    Action.REPELLED: Change.REPELLED,
    Action.BESIEGED: Change.SIEGE,
    Action.CONTESTED: Change.DISPUTE,
    Action.HELD: Change.HELD,
}
_NEED_A_TAKER = TRANSFERS | {Action.HELD}
_ABOUT_A_WEEK = timedelta(days=6)
"""A clause without a time expression is dated to its publication; the change may lie some days before."""


Alike = tuple[Change, str | None, str | None]
"""What makes two reports of a unit tell the same change: the change, its mover, and who withdrew."""


class Report(NamedTuple):
    """One actual (or, where history is asked for, historical) report of a change to a unit.

    `mover` is the side that acts for itself: the taker, the besieger, who enters, who beats off; None for a
    withdrawal and where nobody is named. `loser` is who gives way. `day` is the day by which it had happened;
    `first_day` the first on which it may have (None: open). `speaker_side` is the party that says so (None: nobody's
    word), `outlet` who published it (None for a retelling, which stands for others), `grade` that of the two.
    `is_bound` says that only a last day is known: the text takes the change for granted. `is_rough` marks a day that no
    expression states (a bound, or the publication day), `is_guess` a taker that nobody names. `since` and `until` are
    the instants over which it counts, where those are not from its publication on (see `geo.decision.Statement`).

    A named tuple, as a ledger makes a million of them: a frozen record takes four times as long to make.
    """

    unit: Unit
    unit_id: str
    change: Change
    mover: str | None
    loser: str | None
    alike: Alike
    day: date
    first_day: date | None
    footing: Footing
    order: Order
    event_id: str
    historical: bool = False
    speaker_side: str | None = None
    outlet: str | None = None
    grade: Grade = UNGRADED
    is_bound: bool = False
    is_rough: bool = False
    is_guess: bool = False
    since: datetime | None = None
    until: datetime | None = None

    @property
    def known_from(self) -> datetime:
        """The instant from which it counts."""
        return self.since or self.order[0]

    @property
    def voice(self) -> str:
        """Whose word it is when sources are counted: a party's, an outlet's, or that of its own document."""
        return self.speaker_side or self.outlet or self.order[1]

    @property
    def key(self) -> UnitKey:
        """The unit that is reported on."""
        return (self.unit, self.unit_id)

    @property
    def recorded_at(self) -> datetime:
        """When the report was published."""
        return self.order[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A denied change: kept beside the claims; it moves nothing unless it takes an earlier report back.

    `denier` is None where no party is named. `outlet` is who published it, where it says so in its own voice. `only`
    is the id of the one event that is denied, where it says which: a feed that has changed or deleted its own row.
    """

    unit: Unit
    unit_id: str
    change: Change
    mover: str | None
    denier: str | None
    day: date
    order: Order
    event_id: str
    outlet: str | None = None
    only: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    @property
    def key(self) -> UnitKey:
        """The unit that is spoken of."""
        return (self.unit, self.unit_id)

    @property
    def known_from(self) -> datetime:
        """The instant from which it counts."""
        return self.since or self.order[0]

    def contests(self, report: Report, within: int) -> bool:
        """Whether it throws doubt on an earlier report of this change, at most `within` days after it.

        A voice that belongs to no party may contest any report, a party only what another party says in its own cause.
        """
        if self.change is not report.change or self.mover not in {None, report.mover} or not self.may_mean(report):
            return False
        if self.order <= report.order or not 0 <= (self.day - report.day).days <= within:
            return False
        if self.denier is None:
            return True
        return report.footing is Footing.OWN and self.denier not in {report.speaker_side, report.mover}

    @property
    def can_take_back(self) -> bool:
        """Whether it can take a report back at all: a party's word on its own gain, or an outlet's own voice."""
        if self.denier is None:
            return self.outlet is not None
        return self.mover in {None, self.denier}

    def may_mean(self, report: Report) -> bool:
        """Whether it leaves open which report it denies, or names this one."""
        return self.only is None or self.only == report.event_id

    def takes_back(self, report: Report) -> bool:
        """Whether those who made an earlier report of this change say here that it is not so.

        A party takes back only what it said itself; an outlet, in its own voice, whatever it published. The denial
        must be published later and not be of an earlier day. Both are of one unit.
        """
        if self.change is not report.change or self.mover not in {None, report.mover}:
            return False
        if not self.may_mean(report) or self.order <= report.order or self.day < report.day:
            return False
        if self.denier is not None:
            return self.denier == report.speaker_side == report.mover
        return self.outlet is not None and self.outlet == report.outlet


def read_report(
    event: Event, table: SettlingTable, *, history: bool = False, grades: GradeTable | None = None
) -> Report | Denial | Problem | None:
    """What an event is to the ledger; None for what does not concern it.

    The day is the last of the event's span (a city that fell overnight fell by the second day), else the first; a
    span that runs on past the publication day ends there. A denial without a date of its own is dated to its
    publication day. Without `grades` every source is ungraded.
    """
    if event.action is None:
        return None
    if event.assertion_mode is AssertionMode.NEGATED:
        return _read_denial(event)
    mode = event.assertion_mode
    if mode is not AssertionMode.ACTUAL and not (history and mode is AssertionMode.HISTORICAL):
        return None
    grade = grades.grade(event.source, event.source_original) if grades else UNGRADED
    return _find_fault(event) or _read_change(event, table, grade)


def _find_fault(event: Event) -> Problem | None:
    """The first thing that keeps the event from moving the ledger."""
    kind, reason = next(_faults(event), (None, ""))
    if kind is None:
        return None
    what = f"{event.action} {event.unit_id or event.unit or 'a unit'}"
    message = f"The event {event.event_id} ({what}) moves nothing in the ledger: {reason}. {event.evidence_text}"
    return Problem(kind=kind, message=message, document_id=event.document_id)


def _faults(event: Event) -> Iterator[tuple[ProblemKind, str]]:
    if event.recorded_at is None:
        yield ProblemKind.NO_DATE, "its document has no date, so it cannot be placed in the ledger"
    if event.unit is None or event.unit_id is None:
        yield ProblemKind.UNCLEAR_TAKER, "which unit changed hands is not clear"
    if event.unit in PROVINCE_UNITS and event.unit_id not in province_ids():
        yield ProblemKind.UNKNOWN_PLACE, f"{event.unit_id!r} is no province's code"
    if event.action in _NEED_A_TAKER and event.taker is None:
        yield ProblemKind.UNCLEAR_TAKER, "who took it is not clear"
    span = event.date
    if span is None or span.day is None:
        yield ProblemKind.UNDATED_EVENT, "the text gives it no day"
    elif span.date_start and event.recorded_at and span.date_start > kabul_day(event.recorded_at):
        yield ProblemKind.UNDATED_EVENT, f"it is dated {span.date_start}, after its publication"
    elif event.assertion_mode is AssertionMode.HISTORICAL and not (span.date_start and span.date_end):
        yield ProblemKind.UNDATED_EVENT, "a change in the past needs a first and a last day"


def _read_change(event: Event, table: SettlingTable, grade: Grade) -> Report:
    """The report of a faultless event."""
    assert event.action is not None
    assert event.unit is not None
    assert event.unit_id is not None
    assert event.date is not None
    assert event.recorded_at is not None
    change = _CHANGES[event.action]
    acting = event.actor.side if event.actor else None
    loser = event.loser
    if change is Change.WITHDRAWAL:
        loser = loser or acting
        mover = event.taker if event.taker != loser else None
        change = Change.GAIN if mover else change
    else:
        mover = event.taker or (acting if acting != loser else None)
    order = _order(event, event.recorded_at)
    last_day = event.date.day
    assert last_day is not None
    day = min(last_day, order[0].date())
    first_day = event.date.date_start
    is_bound = event.date_basis is DateBasis.BOUND
    if event.date_basis is DateBasis.PUBLICATION and first_day is not None:
        first_day = min(first_day, day - _ABOUT_A_WEEK)
    return Report(
        unit=event.unit,
        unit_id=event.unit_id,
        change=change,
        mover=mover,
        loser=loser,
        alike=alike_of(change, mover, loser),
        day=day,
        first_day=None if is_bound else first_day,
        footing=_footing(event.source_side, mover, loser, day, table),
        order=order,
        event_id=event.event_id,
        historical=event.assertion_mode is AssertionMode.HISTORICAL,
        speaker_side=event.source_side,
        outlet=_outlet(event),
        grade=grade,
        is_bound=is_bound,
        is_rough=is_bound or event.date_basis is DateBasis.PUBLICATION,
        is_guess=event.taker_basis is TakerBasis.DEFAULT,
    )


@lru_cache(maxsize=1024)
def alike_of(change: Change, mover: str | None, loser: str | None) -> Alike:
    """What makes two reports tell one change; one object for all of them: there are many reports and few changes."""
    return (change, mover, loser if change is Change.WITHDRAWAL else None)


def _footing(source: str | None, mover: str | None, loser: str | None, day: date, table: SettlingTable) -> Footing:
    """A source in its own cause, against its own cause, or in nobody's.

    Where nobody is named who gains, only the loser's word is adverse; any other party's is taken as its own.
    """
    if source is None:
        return Footing.INDEPENDENT
    if mover is not None:
        return Footing.OWN if table.speaks_for(source, mover, day) else Footing.ADVERSE
    if loser is not None and table.speaks_for(source, loser, day):
        return Footing.ADVERSE
    return Footing.OWN


def _read_denial(event: Event) -> Denial | None:
    """The denial, where the document has a date and the unit is clear; without them it can be held against no claim."""
    if event.recorded_at is None or event.unit is None or event.unit_id is None or event.action is None:
        return None
    published = kabul_day(event.recorded_at)
    day = event.date.day if event.date else None
    return Denial(
        unit=event.unit,
        unit_id=event.unit_id,
        change=_CHANGES[event.action],
        mover=event.taker,
        denier=event.source_side,
        day=min(day, published) if day else published,
        order=_order(event, event.recorded_at),
        event_id=event.event_id,
        outlet=_outlet(event) if event.source_original is None or event.retracts else None,
        only=event.retracts,
    )


def _outlet(event: Event) -> str | None:
    """Who published it; a retelling speaks for the outlets that it retells, so it takes back nothing of another."""
    return None if event.retold else event.source


def _order(event: Event, recorded_at: datetime) -> Order:
    # One zone for all: an instant then has one form in the exports, and comparing is fast.
    return (
        recorded_at if recorded_at.tzinfo is KABUL else recorded_at.astimezone(KABUL),
        event.document_sha256,
        event.trigger[0],
        event.event_id,
    )
