"""From the partitions of a feed to its counts and the ledger: as the main job does it, from what the partitions keep.

Knows `moves/` of each partition: rows that change territory, versions of such rows that stand no more, what replaced
them, and deleted ids. What they say to the ledger is decided by `conflictmap.feeding`, as for a feed read at once.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from conflictmap.engines.folder import CONTROL, write_text
from conflictmap.engines.ledger import control_csv, settle_moves
from conflictmap.feed_layers import feed_layer
from conflictmap.feeding import FeedReading, reading_of
from conflictmap.period import counted_days
from conflictmap.session import Session
from geo.errors import ProblemKind
from geo.feeds.scope import FileCount, Gathered, unread_files
from geo.feeds.tally import add_up
from geo.feeds.territory import is_territory
from geo.ledger.evidence import Entry
from maps.feeds import counts_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conflictmap.engines.folder import Record
    from conflictmap.engines.job import Whole
    from conflictmap.feeding import FeedRequest
    from conflictmap.session import LedgerTerms
    from geo.errors import Problem
    from geo.model import Event

STANDS, FELL, DELETED = "stands", "fell", "deleted"
"""What a row of `moves/` is: one that stands, a version that stands no more, an id that the feed has deleted."""
FEED_COUNTS = "feed_counts.csv"


def put_together(request: FeedRequest, whole: Whole, terms: LedgerTerms | None) -> tuple[int | None, Sequence[Problem]]:
    """Write the counts, and post to the ledger if there is one: how many documents were new to it, and problems."""
    counts = add_up(pq.read_table(file) for file in whole.files("counts", ".parquet"))
    files = file_counts(whole.records)
    reading = FeedReading(request=request, entries=(), drawn=(), counts=counts, files=files, sums={}, problems=())
    posted, problems = None, unread_files(files)
    if terms is not None:
        moves = pa.concat_tables([pq.read_table(file) for file in whole.files("moves", ".parquet")])
        if request.feed.ledger:
            gathered = _gathered(request, counts, files, moves, watched_ids(request, terms))
            reading = reading_of(request, gathered, known_events(terms))
        entries = (
            Entry(document=each.document, events=tuple(each.events))
            for each in reading.entries
            if each.events and each.document.recorded_at is not None
        )
        settled = settle_moves(entries, terms, lambda after: counted_days([reading], after=after))
        write_text(whole.output.path / CONTROL, control_csv(settled))
        told = (each for each in reading.problems if each.kind is not ProblemKind.ROWS_NOT_DRAWN)
        posted, problems = settled.posted, (*problems, *told, *settled.problems)
    write_text(whole.output.path / FEED_COUNTS, counts_text([feed_layer(reading)]))
    return posted, problems


def known_events(terms: LedgerTerms) -> list[Event]:
    """The events of a ledger that is there already."""
    if terms.path is None or not terms.path.is_file():
        return []
    with Session(terms) as session:
        return [event for entry in session.entries() for event in entry.events]


def watched_ids(request: FeedRequest, terms: LedgerTerms | None) -> frozenset[str]:
    """The ids of the feed's rows that a ledger has: a later version of one may take back what it said."""
    known = known_events(terms) if terms is not None else ()
    rows = (event.feed_row for event in known)
    return frozenset(row.row_id for row in rows if row is not None and row.feed == request.feed.label)


def file_counts(records: Sequence[Record]) -> tuple[FileCount, ...]:
    """What became of the rows of each file, its stretches put together, in order."""
    found: dict[str, FileCount] = {}
    for record in records:
        for part in record["files"]:
            known = found.setdefault(part["name"], FileCount(part["name"], part["layout"]))
            for name in ("rows", "kept", "rejected", "outside_country", "outside_period", "fallen"):
                setattr(known, name, getattr(known, name) + part[name])
    return tuple(found.values())


def _gathered(
    request: FeedRequest, counts: pa.Table, files: tuple[FileCount, ...], moves: pa.Table, watch: frozenset[str]
) -> Gathered:
    """What a reading of all files at once would have kept for the ledger."""
    of = partial(_of_part, moves)
    stands, fell = of(STANDS), of(FELL)
    watched = pa.array(sorted(watch | set(fell["evidence_id"].to_pylist())), pa.string())
    replaced = pc.is_in(stands["evidence_id"], value_set=watched)
    wanted = pc.or_(replaced, pc.fill_null(is_territory(stands), fill_value=False))
    return Gathered(
        feed=request.feed,
        files=files,
        counts=counts,
        drawn=None,
        moves=stands.filter(wanted),
        fallen=fell,
        deleted=of(DELETED).select(["evidence_id", "recorded_at"]),
        problems=(),
    )


def _of_part(moves: pa.Table, part: str) -> pa.Table:
    return moves.filter(pc.equal(moves["part"], part)).drop_columns(["part"])
