"""What is wanted of a feed, and what is kept of it: records that pass between the reading of feeds and who asks for it.

Knows names and meanings; reads nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.errors import Problem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import pyarrow as pa

    from geo.feeds.description import Feed

DRAWN_ROWS = 100_000
"""So many rows of a feed are drawn at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which rows are wanted: their days (both inclusive, None: open), their country, how many may be drawn (0: none).

    `shows_cells` says whether a problem may tell what stands in a row. `watch` are ids whose every version is kept,
    whatever it says: those that the ledger knows.
    """

    first_day: date | None = None
    last_day: date | None = None
    all_countries: bool = False
    drawn: int = DRAWN_ROWS
    shows_cells: bool = True
    watch: frozenset[str] = frozenset()


@dataclass(slots=True)
class FileCount:
    """What became of the rows of one file."""

    name: str
    layout: str = ""
    rows: int = 0
    kept: int = 0
    rejected: int = 0
    outside_country: int = 0
    outside_period: int = 0
    fallen: int = 0


def unread_files(files: Iterable[FileCount]) -> tuple[Problem, ...]:
    """A problem for each file that has rows of which none could be read: the whole file is in no count.

    >>> [each.message for each in unread_files([FileCount("a.csv", rows=2, rejected=2)])]
    ['None of its 2 rows could be read; each is named with its reason.']
    """
    return tuple(
        Problem(
            kind=ProblemKind.NO_ROWS,
            message=(
                f"None of its {each.rows:,} rows could be read; each is named with its reason."
                if each.rows > 1
                else "Its one row could not be read; it is named with its reason."
            ),
            file=each.name,
        )
        for each in files
        if each.rows and each.rejected == each.rows
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What a feed's files hold within the scope.

    `counts` has the columns of `geo.feeds.tally`, the other tables those of `geo.feeds.rows`: `drawn` the rows to be
    drawn, `moves` those that change territory and whatever is watched, `fallen` versions of such rows that stand no
    more, `deleted` the ids (`evidence_id`) that the feed has deleted and when (`recorded_at`).
    """

    feed: Feed
    files: tuple[FileCount, ...]
    counts: pa.Table
    drawn: pa.Table | None
    moves: pa.Table | None
    fallen: pa.Table | None
    deleted: pa.Table | None
    problems: tuple[Problem, ...]

    @property
    def kept(self) -> int:
        """How many rows stand within the scope."""
        return sum(each.kept for each in self.files)
