"""A feed's rows as events: what is drawn, what moves the ledger, and what takes back an earlier version of a row.

Knows rows of `geo.feeds.rows`, the taker that `geo.feeds.territory` reads, and the tags of `geo.events`. A row is its
own evidence: it has no quote. Rows that must not be passed on leave only what the ledger needs: the id, the row's
number, the day, the unit and the side; neither notes nor actors, figures or coordinates. Refuses to post what is
unclear: that is a problem.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from conflictmap.feed_places import ground_of_row, place_of_row
from geo.dates import KABUL, DateSpan
from geo.errors import Problem, ProblemKind
from geo.events.crosswalk import codes
from geo.events.territory import tag_of
from geo.feeds.actors import Standing, actor_on
from geo.feeds.territory import TERRITORY_CODES, read_transfer
from geo.model import Actor, Event, FeedRow, Figures, Quote
from geo.vocab import AcledSubEvent, Action, AssertionMode, DatePrecision, EventType

if TYPE_CHECKING:
    from datetime import date, datetime

    from geo.feeds.description import Feed

Row = dict[str, Any]
_CLASSES = {Standing.STATE: "state_force", Standing.ALLY: "foreign_force", Standing.NON_STATE: "rebel"}
_NO_QUOTE = Quote(exact="")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReader:
    """Turns the rows of one feed into events.

    `sums` are the sha256 of the files by name, `published` the instant of rows that do not say when they were
    recorded. `shared` says whether the rows themselves may stand in an output.
    """

    feed: Feed
    sums: dict[str, str]
    shared: bool
    published: datetime | None = None

    def drawn(self, row: Row) -> Event:
        """A row as an event that is shown and moves nothing."""
        tag = EventType(row["event_type"])
        coded = codes(tag)
        return self._event(
            row,
            event_type=tag,
            acled_event_type=row.get("acled_event_type") or coded.acled_event_type,
            acled_sub_event_type=row.get("acled_sub_event_type") or coded.acled_sub_event_type,
            plover_event=coded.plover_event,
            plover_mode=coded.plover_mode,
            place=place_of_row(row),
        )

    def move(self, row: Row) -> Event | Problem:
        """A row that changes territory as an event for the ledger, or why it moves nothing."""
        code, day = row["sub_event_code"], row["date_end"]
        transfer = read_transfer(code, row["actor"], row["recipient"], day)
        if transfer.unclear:
            return self._problem(row, ProblemKind.UNCLEAR_TAKER, transfer.unclear)
        ground = ground_of_row(row, self.feed.feed_id)
        if ground.unit is None or ground.place is None:
            return self._problem(row, ProblemKind.UNPLACED_EVENT, f"“{code}”: {ground.missing or 'it is no unit'}")
        fought = code != AcledSubEvent.NON_VIOLENT_TRANSFER
        action = Action.RETAKEN if code == AcledSubEvent.GOVERNMENT_REGAINS else Action.SEIZED
        tag = tag_of(action, ground.unit.unit)
        coded = codes(tag, state_taker=code == AcledSubEvent.GOVERNMENT_REGAINS, fought=fought)
        own_point = ground.place.place_id.startswith(f"{self.feed.feed_id}:")
        return self._event(
            row,
            event_type=tag,
            acled_event_type=row.get("acled_event_type") or row["event_code"],
            acled_sub_event_type=code,
            plover_event=coded.plover_event,
            plover_mode=coded.plover_mode,
            action=action,
            unit=ground.unit.unit,
            unit_id=_nameless(ground.unit.unit_id or "") if own_point and not self.shared else ground.unit.unit_id,
            taker=transfer.taker,
            loser=transfer.loser,
            contested_by_force=fought,
            place=None if own_point and not self.shared else ground.place,
        )

    def is_move(self, row: Row) -> bool:
        """Whether a row changes territory."""
        return row["sub_event_code"] in TERRITORY_CODES

    def recorded_at(self, row: Row) -> datetime | None:
        """When the row was recorded, in Kabul's time."""
        found: datetime | None = row.get("recorded_at")
        return found.astimezone(KABUL) if found is not None else self.published

    def _event(self, row: Row, **told: Any) -> Event:  # noqa: ANN401 - fields of an event
        shared = self.shared
        day = row["date_end"]
        return Event(
            event_id=row["event_id"],
            assertion_mode=AssertionMode.ACTUAL,
            actor=_actor(row["actor"], day) if shared else None,
            recipient=_actor(row["recipient"], day) if shared else None,
            date=DateSpan(
                date_start=row["date_start"],
                date_end=day,
                date_prec=DatePrecision(row["date_prec"]),
                date_edtf=row["date_edtf"],
            ),
            fatalities=_fatalities(row) if shared else Figures(),
            quote=_NO_QUOTE,
            trigger=(0, 0),
            rule_id=row["rule_id"],
            source=self.feed.label,
            source_original=row["source_original"] if shared else None,
            sentence=row["evidence_row"],
            document_id=row["document_id"],
            document_sha256=self.sums[row["evidence_file"]],
            recorded_at=self.recorded_at(row),
            feed_row=FeedRow(
                feed=self.feed.label,
                file=row["evidence_file"],
                row=row["evidence_row"],
                row_id=row["evidence_id"],
                notes=row["evidence_notes"] if shared else None,
            ),
            **told,
        )

    def _problem(self, row: Row, kind: ProblemKind, reason: str) -> Problem:
        number = row["evidence_row"]
        shown = reason if self.shared else _WITHHELD_REASONS[kind]
        message = f"Row {number}, id {row['evidence_id']}, moves nothing in the ledger: {shown}."
        return Problem(kind=kind, message=message, file=row["evidence_file"], line=number)


_WITHHELD_REASONS = {
    ProblemKind.UNCLEAR_TAKER: "its columns leave open who took the place",
    ProblemKind.UNPLACED_EVENT: "no unit of territory can be read from its place",
}
"""The reasons without the words of a row that must not be passed on."""


def _nameless(unit_id: str) -> str:
    """The id of a village that only the feed names, without the name: the same village, the same id.

    >>> _nameless("acled:made village@AF-TAK")
    'acled:7a12e21b@AF-TAK'
    """
    feed, _, rest = unit_id.partition(":")
    return f"{feed}:{hashlib.sha256(rest.encode()).hexdigest()[:8]}@{rest.rpartition('@')[2]}"


def retraction(earlier: Event, recorded_at: datetime, document_id: str, sha256: str) -> Event:
    """What takes back an earlier version of a row: the same change, denied by the feed itself at a later instant."""
    seconds = int(recorded_at.timestamp())
    return replace(
        earlier,
        event_id=f"{earlier.event_id}!{seconds}",
        assertion_mode=AssertionMode.NEGATED,
        recorded_at=recorded_at,
        retracts=earlier.event_id,
        document_id=document_id,
        document_sha256=sha256,
    )


def is_same_claim(one: Event, other: Event) -> bool:
    """Whether two versions of a row say the same to the ledger."""
    told = [(each.action, each.unit, each.unit_id, each.taker, each.loser, each.date) for each in (one, other)]
    return told[0] == told[1]


def _actor(name: str | None, day: date) -> Actor | None:
    if not name:
        return None
    found = actor_on(name, day)
    if found is None:
        return Actor(name=name)
    return Actor(name=name, side=found.side, actor_class=_CLASSES[found.standing])


def _fatalities(row: Row) -> Figures:
    return Figures(low=row["fatalities_low"], best=row["fatalities_best"], high=row["fatalities_high"])
