"""The rows of one unit in one layer over ledger time: what stands now, what stood when, and on which evidence.

Knows segments and instants. A row that is only confirmed stays the same row and takes the new evidence in; what was its
evidence at an earlier instant stays readable. Anything else that changes closes the row and begins another. Decides no
holder.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from geo.dates import kabul_day

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date, datetime

    from geo.ledger.settle import Segment
    from geo.model import Control

_SAID = 5
"""The members of a segment before its evidence: side, state, both days, rule."""


class Version:
    """A row: the segment with all its evidence, since when it is known, and when it was superseded.

    `first_size` says how many pieces of evidence it had when it was recorded.
    """

    __slots__ = ("_grown", "_sizes", "_written", "control_id", "first_size", "recorded_at", "segment", "superseded_at")

    def __init__(self, segment: Segment, recorded_at: datetime) -> None:
        """Begin a row."""
        self.segment, self.recorded_at = segment, recorded_at
        self.superseded_at: datetime | None = None
        self.first_size = segment.evidence.size
        self._grown: list[datetime] | None = None  # the instants at which it grew,
        self._sizes: array[int] | None = None  # and how many pieces it had from each on
        self.control_id: str | None = None
        self._written: Control | None = None

    def takes(self, segment: Segment, instant: datetime, news: Collection[str]) -> bool:
        """Whether a segment says the same, on the same evidence or on that and news of this instant; takes those in."""
        if segment[:_SAID] != self.segment[:_SAID]:
            return False
        if segment.evidence is self.segment.evidence:
            return True
        more = segment.evidence.since(self.segment.evidence)
        if more is None or (more != news and not all(each in news for each in more)):
            return False
        if more:
            self.segment, self._written = segment, None
            if self._grown is None or self._sizes is None:
                self._grown, self._sizes = [], array("l")
            self._grown.append(instant)
            self._sizes.append(segment.evidence.size)
        return True

    def is_known(self, instant: datetime) -> bool:
        """Whether it stands at an instant: from `recorded_at`, inclusive, until `superseded_at`, exclusive."""
        return self.recorded_at <= instant and (self.superseded_at is None or instant < self.superseded_at)

    def is_touched(self, since: datetime) -> bool:
        """Whether it began, grew or was superseded at an instant or later."""
        if self.recorded_at >= since or (self.superseded_at is not None and self.superseded_at >= since):
            return True
        return self._grown is not None and self._grown[-1] >= since

    def size_at(self, instant: datetime) -> int:
        """How many pieces of evidence it had at an instant at which it stood."""
        if self._grown is None or self._sizes is None:
            return self.first_size
        place = bisect_right(self._grown, instant)
        return self._sizes[place - 1] if place else self.first_size

    def close(self, instant: datetime) -> None:
        """Supersede it."""
        self.superseded_at, self._written = instant, None

    def written(self, write: Write) -> Control:
        """The row as a record, as it is now."""
        if self._written is None:
            self._written = write(self, self.segment.evidence.size, self.superseded_at)
        return self._written

    def written_at(self, write: Write, instant: datetime) -> Control:
        """The row as a record, as it was at an instant at which it stood: without what came later."""
        size = self.size_at(instant)
        if size == self.segment.evidence.size and self.superseded_at is None:
            return self.written(write)
        return write(self, size, None)


if TYPE_CHECKING:
    Write = Callable[[Version, int, datetime | None], Control]


class Standing(NamedTuple):
    """A row that stands as it was written: its id, since when it is known, what it says and on which evidence.

    `said` are the side, the state, both days and the rule, as the members of a segment.
    """

    control_id: str
    recorded_at: datetime
    said: tuple[object, ...]
    evidence: tuple[str, ...]


class History:
    """All rows of one unit in one layer.

    `write` makes a record of a version, of its first so many pieces of evidence, and of when it was superseded. No
    segment begins later than `reach` days after the news that made it.
    """

    __slots__ = ("_closed", "_index", "_now_starts", "_reach", "_standing", "_starts", "_write")

    def __init__(self, write: Write, reach: int) -> None:
        """Begin without a row."""
        self._write, self._reach = write, timedelta(days=reach)
        self._standing: list[Version] = []
        self._closed: list[Version] = []
        self._starts: list[date] | None = None
        self._now_starts: list[date] | None = None  # those of what stands
        self._index: list[Version] = []

    def advance(self, instant: datetime, kept: int, wanted: Sequence[Segment], news: Collection[str]) -> None:
        """What becomes known at an instant: the timeline from its segment number `kept` on."""
        is_last = len(wanted) == 1 and len(self._standing) == kept + 1
        if is_last and self._standing[kept].takes(wanted[0], instant, news):  # most news only confirm
            return
        former = {version.segment.valid_from: version for version in self._standing[kept:]}
        standing: list[Version] = []
        for segment in wanted:
            version = former.get(segment.valid_from)
            if version is not None and version.takes(segment, instant, news):
                del former[segment.valid_from]
                standing.append(version)
            else:
                standing.append(Version(segment, instant))
        for version in former.values():
            version.close(instant)
        self._closed.extend(former.values())
        self._standing[kept:] = standing
        self._starts = self._now_starts = None  # the order of the rows has changed

    def resume(self, segments: Sequence[Segment], rows: Sequence[Standing]) -> bool:
        """Begin with the rows that stand, without those that were superseded; whether they say what segments say."""
        if len(segments) != len(rows) or not all(map(_is_said, segments, rows)):
            return False
        self._standing = [Version(segment, row.recorded_at) for segment, row in zip(segments, rows, strict=True)]
        self._starts = self._now_starts = None
        for version, row in zip(self._standing, rows, strict=True):
            version.control_id = row.control_id
        return True

    def arrange(self) -> None:
        """Put the rows into the order in which questions look for them."""
        if self._now_starts is None:
            self._now_starts = [each.segment.valid_from for each in self._standing]
        if self._starts is None:
            self._index = sorted((*self._closed, *self._standing), key=_by_start)
            self._starts = [each.segment.valid_from for each in self._index]

    def rows(self, since: datetime | None = None) -> tuple[Control, ...]:
        """All rows by `recorded_at`, then `valid_from`; with `since` those that an instant from then on has touched."""
        found = (each for each in (*self._closed, *self._standing) if since is None or each.is_touched(since))
        rows = (each.written(self._write) for each in found)
        return tuple(sorted(rows, key=lambda row: (row.recorded_at, row.valid_from, row.control_id)))

    def standing(self, instant: datetime | None) -> tuple[Control, ...]:
        """The rows that stand at an instant (None: now), by `valid_from` and without overlap.

        Each is given as it was then, so that later news changes no earlier answer.
        """
        if instant is None:
            return tuple(each.written(self._write) for each in self._standing)
        found = [each for each in (*self._closed, *self._standing) if each.is_known(instant)]
        found.sort(key=lambda each: each.segment.valid_from)
        return tuple(each.written_at(self._write, instant) for each in found)

    def on(self, day: date, instant: datetime | None) -> Control | None:
        """The row that covers a day, as known at an instant (None: now); None where none does."""
        version = self._now_on(day) if instant is None else self._then_on(day, instant)
        if version is None or (version.segment.valid_to is not None and version.segment.valid_to <= day):
            return None
        return version.written(self._write) if instant is None else version.written_at(self._write, instant)

    def _now_on(self, day: date) -> Version | None:
        if self._now_starts is None:
            self._now_starts = [each.segment.valid_from for each in self._standing]
        index = bisect_right(self._now_starts, day) - 1
        return self._standing[index] if index >= 0 else None

    def _then_on(self, day: date, instant: datetime) -> Version | None:
        """The last row to begin by `day` of those that stood; rows of later news lie close by in this order."""
        self.arrange()
        assert self._starts is not None
        last = min(day, kabul_day(instant) + self._reach)
        index = bisect_right(self._starts, last)
        nearest = (self._index[place] for place in range(index - 1, -1, -1))
        return next((each for each in nearest if each.is_known(instant)), None)


def _is_said(segment: Segment, row: Standing) -> bool:
    """Whether a row that was written says a segment, on the same evidence or on that and what came later."""
    own = tuple(dict.fromkeys(segment.evidence))
    return segment[:_SAID] == row.said and row.evidence[: len(own)] == own


def _by_start(version: Version) -> tuple[date, datetime]:
    return (version.segment.valid_from, version.recorded_at)
