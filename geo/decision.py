"""What people decide about the evidence, and how an event stands over ledger time once that is applied.

Ground floor: records only. `geo.review` reads decisions from files, finds what they are about and applies them;
`geo.ledger` settles by what comes out. A decision counts from `decided_at`, inclusive.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from geo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from typing import Protocol

    from geo.errors import Problem
    from geo.model import Document, Event
    from geo.vocab import ControlBasis, ControlState, DecisionAction, Unit

EVERYWHERE = ""
"""The file of decisions that were taken in the ledger itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision of a person: a row of the decisions file.

    It is about the event `target_event_id`, else about the one event of `document` (its id, address, key or file) whose
    quote has the words `quote` and, where they are given, the action or tag `target_action` and the unit `target_unit`.
    `field` and `value` say what is decided (see docs/decisions_file.md). `origin` is the file that it stands in, empty
    for one that was taken in the ledger itself. `decided_at` is None only for what a name means (set_place): that is
    about the reading of texts, so it counts for every instant.
    """

    decision_id: str
    action: DecisionAction
    target_event_id: str | None = None
    document: str | None = None
    quote: str | None = None
    field: str | None = None
    value: str | None = None
    author: str
    reason: str
    decided_at: datetime | None
    target_action: str | None = None
    target_unit: str | None = None
    origin: str = EVERYWHERE

    @property
    def subject(self) -> tuple[str | None, ...]:
        """What it is about, without what is decided: the later of two decisions on one subject and field counts."""
        return (self.target_event_id, self.document, self.quote, self.target_action, self.target_unit)

    @property
    def order(self) -> tuple[float, str, str]:
        """Its place among others: by when it was taken, those without a time first, then by id and file."""
        taken = self.decided_at.timestamp() if self.decided_at is not None else -math.inf
        return (taken, self.decision_id, self.origin)

    @property
    def since(self) -> datetime:
        """The instant from which it counts.

        Raises:
            UsageError: It has none: it says what a name means.
        """
        if self.decided_at is None:
            expected = "a decision that counts from an instant on"
            raise UsageError(expected, f"{self.action} {self.decision_id}", "Give decided_at.")
        return self.decided_at


class Statement(NamedTuple):
    """An event over ledger time: from `since`, inclusive (None: its publication), until `until`, exclusive.

    A corrected event is two statements: the old wording until the decision, the new one from then on.
    """

    event: Event
    since: datetime | None = None
    until: datetime | None = None


class Editorial(NamedTuple):
    """Control of a unit that people set, over `[first_day, last_day]`, both inclusive (None: open), from `since` on."""

    unit: Unit
    unit_id: str
    side: str | None
    state: ControlState
    first_day: date
    last_day: date | None
    bases: tuple[ControlBasis, ...]
    since: datetime
    decision_id: str


class Preference(NamedTuple):
    """The source to go by for a unit from `first_day` to `last_day` (None: open); where it speaks no other counts."""

    unit: Unit
    unit_id: str
    source: str
    first_day: date | None
    last_day: date | None
    since: datetime
    decision_id: str


class Applied(NamedTuple):
    """What decisions make of events: how each stands, what is set, what matched nothing, and by whom what was decided.

    `statements` hold every event that was given, changed or not, and those that people added; `matched` the ids of the
    events that each decision is about.
    """

    statements: tuple[Statement, ...]
    editorials: tuple[Editorial, ...]
    preferences: tuple[Preference, ...]
    problems: tuple[Problem, ...]
    matched: Mapping[str, tuple[str, ...]]

    @property
    def decided(self) -> list[Editorial | Preference]:
        """What is set or preferred for units, beside the statements."""
        return [*self.editorials, *self.preferences]


if TYPE_CHECKING:

    class Reviewer(Protocol):
        """What applies decisions: `geo.review.apply_decisions`, handed to the ledger's file by who opens it."""

        def __call__(
            self,
            decisions: Sequence[Decision],
            statements: Sequence[Statement],
            documents: Mapping[str, Document],
            *,
            only: bool = False,
        ) -> Applied:
            """Apply decisions to statements; with `only` a target that is not among them is no problem."""
            ...
