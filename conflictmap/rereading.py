"""The kept texts of a ledger read again by today's reader: what would change, and what is put in the place of what.

Knows how two readings of a document differ and what that does to the counts of each day. Rows of feeds have no text and
are left as they are. A document of which the new reading says the same is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from conflictmap.session import Session
from geo.errors import ProblemKind
from geo.ledger.codec import encode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from geo.ledger.evidence import Entry
    from geo.model import DayCount, Document, Event

_OF_THE_DOCUMENT = frozenset(
    {
        ProblemKind.BROKEN_ENCODING,
        ProblemKind.BROKEN_FRONT_MATTER,
        ProblemKind.CHARACTER_REPLACED,
        ProblemKind.DEBRIS_REMOVED,
        ProblemKind.DUPLICATE_DOCUMENT,
        ProblemKind.NO_DATE,
    }
)
"""Problems that were met before a text is read for events: a new reading keeps them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """One document whose new reading differs: `changed` are pairs of the event as it was and as it is, by its id."""

    document: Document
    gone: tuple[Event, ...]
    new: tuple[Event, ...]
    changed: tuple[tuple[Event, Event], ...]
    claims_differ: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rereading:
    """What reading a ledger again changes: the documents, and the counts of days that differ, as they were and are."""

    read: int
    documents: tuple[Reread, ...]
    counts: tuple[tuple[DayCount, int], ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return not self.documents


def reread(session: Session, *, dry_run: bool = False, progress: Callable[[Document], None] | None = None) -> Rereading:
    """Read the texts of a session's ledger again, and supersede what differs unless it is a `dry_run`."""
    before = list(session.entries())
    after: list[Entry] = []
    found: list[Reread] = []
    read = 0
    for entry in before:
        fresh = entry if _is_feed(entry) else _fresh(session, entry)
        read += not _is_feed(entry)
        difference = _difference(entry, fresh)
        if difference is not None:
            found.append(difference)
        after.append(fresh if difference is not None else entry)
        if progress is not None:
            progress(entry.document)
    counts = _counts(session, before, after) if found else ()
    if not dry_run:
        for old, fresh in zip(before, after, strict=True):
            if fresh is not old:
                session.supersede(fresh)
    return Rereading(read=read, documents=tuple(found), counts=tuple(counts))


def _is_feed(entry: Entry) -> bool:
    return not entry.document.text or any(event.feed_row is not None for event in entry.events)


def _fresh(session: Session, entry: Entry) -> Entry:
    fresh = session.read_again(entry)
    kept = tuple(each for each in entry.problems if each.kind in _OF_THE_DOCUMENT)
    return replace(fresh, problems=(*kept, *fresh.problems))


def _difference(old: Entry, new: Entry) -> Reread | None:
    was, now = ({each.event_id: each for each in entry.events} for entry in (old, new))
    both = [(was[each], now[each]) for each in now if each in was]
    changed = tuple(pair for pair in both if encode(pair[0]) != encode(pair[1]))
    gone = tuple(event for name, event in was.items() if name not in now)
    fresh = tuple(event for name, event in now.items() if name not in was)
    claims_differ = [encode(each) for each in old.claims] != [encode(each) for each in new.claims]
    if not (gone or fresh or changed or claims_differ):
        return None
    return Reread(document=new.document, gone=gone, new=fresh, changed=changed, claims_differ=claims_differ)


def _counts(session: Session, before: list[Entry], after: list[Entry]) -> Iterator[tuple[DayCount, int]]:
    """The counts that stand after reading again and differ, each with what it was."""
    outcomes = []
    for entries in (before, after):
        with Session(replace(session.terms, path=None, opening=session.opening)) as trial:
            for entry in entries:
                trial.post(entry)
            trial.decide(*session.decisions)
            outcomes.append(trial.outcome())
    days: list[date] = [each for found in outcomes for each in (found.first_day, found.last_day) if each is not None]
    if not days:
        return
    was, now = (
        {
            (each.day, each.basis, each.unit, each.side, each.state): each
            for each in found.ledger.counts(min(days), max(days))
        }
        for found in outcomes
    )
    for key in sorted(was.keys() | now.keys(), key=lambda key: tuple(map(str, key))):
        old, new = was.get(key), now.get(key)
        counts = [each.count if each is not None else 0 for each in (old, new)]
        if counts[0] != counts[1]:
            shown = new or old
            assert shown is not None
            yield replace(shown, count=counts[1]), counts[0]
