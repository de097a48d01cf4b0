"""A feed's files from end to end: what is counted, what may be drawn, what may move the ledger.

Knows how often the files must be read: once, and once more where an id stands twice or was deleted. Refuses to join
points itself: the caller brings the join.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.feeds.files import Source
from geo.feeds.identity import Dead
from geo.feeds.rows import with_borders
from geo.feeds.run import FeedRun
from geo.feeds.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import pyarrow as pa

    from geo.feeds.description import Feed
    from geo.feeds.scope import Gathered
    from geo.feeds.spots import Join


def gather(feed: Feed, files: Sequence[tuple[Path, str]], join: Join, scope: Scope | None = None) -> Gathered:
    """Read a feed's files: pairs of a path and the name by which the file is told of.

    The files are read once; where an id stands twice, once more without the rows that do not stand, and where such rows
    changed territory, once more with every version of those.

    Raises:
        UsageError: A file has not the columns of the feed.
    """
    wanted = scope or Scope()
    sources = [Source(*each) for each in files]
    run = FeedRun(feed, sources, join, wanted, Dead())
    run.read()
    dead = run.identities.dead()
    if dead:
        run = FeedRun(feed, sources, join, wanted, dead)
        run.read()
        ids = frozenset(each for table in run.fallen for each in table["evidence_id"].to_pylist()) - wanted.watch
        if ids:
            run = FeedRun(feed, sources, join, _watching(wanted, ids), dead)
            run.read()
    return run.gathered()


def read_rows(
    feed: Feed, files: Sequence[tuple[Path, str]], join: Join, scope: Scope | None = None
) -> Iterator[pa.Table]:
    """Yield the rows that stand, batch by batch, with the columns of `geo.feeds.rows`; a first reading finds them.

    Raises:
        UsageError: A file has not the columns of the feed.
    """
    wanted = scope or Scope()
    sources = [Source(*each) for each in files]
    first = FeedRun(feed, sources, join, wanted, Dead())
    first.read()
    yield from FeedRun(feed, sources, join, wanted, first.identities.dead()).tables()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The rows of a feed that stand, to be read as often as wanted; `found` is what a first reading said of them."""

    found: Gathered
    _again: FeedRun

    def tables(self) -> Iterator[pa.Table]:
        """The rows, batch by batch, with the columns of `geo.feeds.rows`."""
        run = self._again
        again = FeedRun(run.feed, run.sources, run.join, run.scope, run.dead)
        return (with_borders(rows, run.join) for rows in again.tables())


def find_standing(feed: Feed, files: Sequence[tuple[Path, str]], join: Join, scope: Scope | None = None) -> Standing:
    """Find which rows of a feed's files stand, with the problems of all of them; keep none.

    The files are read once, and once more where an id stands twice or was deleted.

    Raises:
        UsageError: A file has not the columns of the feed.
    """
    wanted = replace(scope or Scope(), drawn=0)
    sources = [Source(*each) for each in files]
    run = FeedRun(feed, sources, join, wanted, Dead())
    run.read()
    dead = run.identities.dead()
    if dead:
        run = FeedRun(feed, sources, join, wanted, dead)
        run.read()
    return Standing(found=run.gathered(), _again=run)


def _watching(scope: Scope, ids: frozenset[str]) -> Scope:
    return replace(scope, watch=scope.watch | ids)
