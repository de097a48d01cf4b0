"""One reading of a feed's sources, batch by batch: check, date, place, and see which rows still stand.

Knows the order of the steps and holds one batch at a time; what is kept is counts, the rows that may be drawn up to a
limit, and the few that change territory. Refuses to decide by itself which rows stand no more: it is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.errors import Problem, ProblemKind
from geo.feeds.cells import to_text, to_type
from geo.feeds.checks import Checked
from geo.feeds.choice import Choice
from geo.feeds.delimited import BROKEN
from geo.feeds.description import CellType
from geo.feeds.faults import Faults
from geo.feeds.files import UnreadableFile, read_batches
from geo.feeds.identity import REASONS, Identities
from geo.feeds.layouts import DELETIONS
from geo.feeds.rows import make_rows, with_borders
from geo.feeds.scope import FileCount, Gathered, unread_files
from geo.feeds.spans import read_spans
from geo.feeds.spots import read_spots
from geo.feeds.tally import Tally
from geo.feeds.territory import is_territory
from geo.seam import Piece, failure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from geo.feeds.description import Feed
    from geo.feeds.files import Batch, Source
    from geo.feeds.identity import Dead
    from geo.feeds.scope import Scope
    from geo.feeds.spans import Spans
    from geo.feeds.spots import Join, Spots


@dataclass(slots=True)
class _Place:
    """Where a reading stands: the number of its source, and how many rows of the source stand before this member.

    Rows count from 1 in each member of an archive; so that no two rows of the archive share a number, identities count
    them through all of its members.
    """

    number: int
    before: int = 0
    _member: str | None = None
    _last: int = 0

    def move_to(self, member: str, batch: Batch) -> None:
        """Go on to the next batch, which may be the first one of another member."""
        if member != self._member:
            self.before, self._member = self.before + self._last, member
        self._last = int(batch.rows[-1]) if len(batch.rows) else self._last


@dataclass(slots=True)
class FeedRun:
    """One reading of some sources; whoever draws from `tables` may add what comes to `tally` himself."""

    feed: Feed
    sources: Sequence[Source]
    join: Join
    scope: Scope
    dead: Dead
    faults: Faults = field(init=False)
    identities: Identities = field(default_factory=Identities)
    files: list[FileCount] = field(default_factory=list)
    tally: Tally = field(init=False)
    choice: Choice = field(init=False)
    moves: list[pa.Table] = field(default_factory=list)
    fallen: list[pa.Table] = field(default_factory=list)
    deleted: list[pa.Table] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with nothing read."""
        self.faults = Faults(shows_cells=self.scope.shows_cells)
        self.tally, self.choice = Tally(self.feed), Choice(self.scope.drawn)

    def read(self) -> None:
        """Read everything and keep what is to be kept."""
        for rows in self.tables():
            self.tally.add(rows)
            if not self.feed.is_aggregate:
                self.choice.add(rows)

    def tables(self) -> Iterator[pa.Table]:
        """The rows that stand, batch by batch."""
        for number, source in enumerate(self.sources):
            try:
                place = _Place(number)
                for file, layout, batch in read_batches(self.feed, source, self.faults):
                    if layout == DELETIONS:
                        self._delete(batch)
                    else:
                        place.move_to(file, batch)
                        yield self._take(place, file, layout, batch)
            except UnreadableFile as error:
                self.faults.add_problem(Problem(kind=error.kind, message=error.message, file=source.name))
            except Exception as error:  # noqa: BLE001 - one file must not end the run; misuse passes through
                self.faults.add_problem(failure(error, Piece(source.name)))

    def gathered(self) -> Gathered:
        """What was kept, with the problems of all files."""
        files = self.finish()
        for each in unread_files(files):
            self.faults.add_problem(each)
        return Gathered(
            feed=self.feed,
            files=files,
            counts=self.tally.table(),
            drawn=self._bordered(self.choice.table()),
            moves=self._bordered(_joined(self.moves)),
            fallen=self._bordered(_joined(self.fallen)),
            deleted=_joined(self.deleted),
            problems=self.faults.problems(),
        )

    def finish(self) -> tuple[FileCount, ...]:
        """What became of the rows of each file; to be called once, when all are read."""
        known = {each.name for each in self.files}
        self.files += [FileCount(name) for name in self.faults.broken_files() if name not in known]
        for each in self.files:
            broken = self.faults.count(ProblemKind.BROKEN_ROW, file=each.name, reason=BROKEN)
            broken += self.faults.swallowed(each.name)
            each.rows, each.rejected = each.rows + broken, each.rejected + broken
        self._note_outside()
        return tuple(self.files)

    def _bordered(self, rows: pa.Table | None) -> pa.Table | None:
        return None if rows is None else with_borders(rows, self.join)

    def _take(self, place: _Place, file: str, layout: str, batch: Batch) -> pa.Table:
        count = self._file(file, layout)
        checked = Checked(self.feed, batch, file, self.faults)
        spans = read_spans(self.feed, checked)
        spots = read_spots(self.feed, checked, self.join)
        count.rows += len(batch.rows)
        count.rejected += int((~checked.is_ok).sum())
        if not self.feed.is_aggregate:
            self._identify(place, checked, checked.is_ok)
        self._leave_out(count, checked, spans, spots)
        if self.feed.is_aggregate:
            self._identify(place, checked, checked.is_ok)
        self._bury(place, count, checked, spans, spots)
        rows = make_rows(self.feed, file, checked, spans, spots)
        count.kept += rows.num_rows
        self._keep_moves(rows, self.moves)
        return rows

    def _file(self, name: str, layout: str) -> FileCount:
        if not self.files or self.files[-1].name != name:
            self.files.append(FileCount(name, layout))
        return self.files[-1]

    def _identify(self, place: _Place, checked: Checked, rows: NDArray[np.bool_]) -> None:
        if not self.dead:  # a reading that knows the dead rows need not find them again
            at = pa.array(np.flatnonzero(rows))
            recorded = checked.get("recorded_at")
            ids = checked.fields["id"].take(at)
            instants = None if recorded is None else recorded.take(at)
            self.identities.add(place.number, ids, instants, checked.rows[rows] + place.before)

    def _leave_out(self, count: FileCount, checked: Checked, spans: Spans, spots: Spots) -> None:
        """Leave out what is faultless and not asked for."""
        if not self.scope.all_countries:
            outside = checked.is_ok & ~spots.is_afghan
            count.outside_country += int(outside.sum())
            checked.is_ok &= spots.is_afghan
        early = np.zeros(len(checked.rows), dtype=bool)
        if self.scope.first_day is not None:
            early |= spans.end < np.datetime64(self.scope.first_day, "D")
        if self.scope.last_day is not None:
            early |= spans.start > np.datetime64(self.scope.last_day, "D")
        count.outside_period += int((checked.is_ok & early).sum())
        checked.is_ok &= ~early

    def _bury(self, place: _Place, count: FileCount, checked: Checked, spans: Spans, spots: Spots) -> None:
        """Take the rows that stand no more out, and keep those that once changed territory."""
        for kind, rows in self.dead.rows(place.number).items():
            is_dead = checked.is_ok & np.isin(checked.rows + place.before, rows)
            if not is_dead.any():
                continue
            count.fallen += int(is_dead.sum())
            checked.note(kind, REASONS[kind], is_dead, checked.fields["id"])
            standing = checked.is_ok & ~is_dead
            if kind is not ProblemKind.DUPLICATE_ROW and self.feed.ledger:
                checked.is_ok = is_dead
                self._keep_moves(make_rows(self.feed, count.name, checked, spans, spots), self.fallen)
            checked.is_ok = standing

    def _keep_moves(self, rows: pa.Table, kept: list[pa.Table]) -> None:
        if self.feed.ledger and rows.num_rows:
            wanted = is_territory(rows)
            if self.scope.watch:
                watched = pc.is_in(rows["evidence_id"], value_set=pa.array(sorted(self.scope.watch), pa.string()))
                wanted = pc.or_(wanted, watched)
            found = rows.filter(wanted)
            if found.num_rows:
                kept.append(found)

    def _delete(self, batch: Batch) -> None:
        name, at = self.feed.deleted
        ids = to_text(batch.columns[name]).values
        instants = to_type(to_text(batch.columns[at]).values, CellType.EPOCH).values
        known = pc.is_valid(ids)
        table = pa.table({"evidence_id": ids, "recorded_at": instants}).filter(known)
        self.identities.delete(table["evidence_id"].combine_chunks(), table["recorded_at"].combine_chunks())
        self.deleted.append(table)

    def _note_outside(self) -> None:
        for each in self.files:
            for rows, kind, words in (
                (each.outside_country, ProblemKind.OUTSIDE_COUNTRY, "outside Afghanistan"),
                (each.outside_period, ProblemKind.OUTSIDE_PERIOD, "outside the days asked for"),
            ):
                if rows:
                    self.faults.add_problem(
                        Problem(kind=kind, message=f"Rows left out as they lie {words}: {rows:,}.", file=each.name)
                    )


def _joined(tables: list[pa.Table]) -> pa.Table | None:
    return pa.concat_tables(tables, promote_options="default") if tables else None
