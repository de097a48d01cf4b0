"""Which layout a file has: its header (or the number of its cells) held against the feed's known layouts.

Knows names of columns, in any case. Refuses to guess a missing one: a file without a required column is a misuse that
names what is missing and which feed the file looks like.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from geo.errors import UsageError
from geo.feeds.catalogue import all_feeds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.feeds.catalogue import Feed, Layout

DELETIONS = "deleted ids"
"""The layout of a file that lists the ids which the feed has deleted, with the instants of it."""
_LIKE = 0.5
"""A header that shares this part of its names with a layout (Jaccard) looks like it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a file is to be read: the layout's name, the names of its columns as the feed spells them, in file order.

    `has_header` says whether the first line is one; `known` are the positions of the feed's own columns by name.
    """

    layout: str
    names: tuple[str, ...]
    has_header: bool
    known: dict[str, int]


def match_shape(feed: Feed, first_line: Sequence[str], file: str) -> Shape:
    """The shape of a file from its first line.

    Raises:
        UsageError: A required column is missing, or the layout is one that is not read.
    """
    cells = [cell.strip() for cell in first_line]
    own = {column.name.casefold(): column.name for column in feed.columns}
    has_header = sum(cell.casefold() in own for cell in cells) > len(own) * _LIKE
    if not has_header and feed.has_no_header:
        return _headless(feed, cells, file)
    names = tuple(own.get(cell.casefold(), cell) for cell in cells)
    missing = [each.name for each in feed.columns if each.required and each.name not in names]
    folded = [cell.casefold() for cell in cells]
    if missing and feed.deleted and set(feed.deleted) <= set(folded):
        known = {name: folded.index(name) for name in feed.deleted}
        return Shape(layout=DELETIONS, names=tuple(folded), has_header=True, known=known)
    if missing:
        _refuse(feed, cells, missing, file)
    known = {name: names.index(name) for name in own.values() if name in names}
    nearest = _nearest((feed,), cells)
    return Shape(layout=nearest[1].name if nearest else feed.label, names=names, has_header=True, known=known)


def _headless(feed: Feed, cells: Sequence[str], file: str) -> Shape:
    """The shape of a file without a header, by the number of its cells."""
    for layout in feed.layouts:
        if len(layout.columns) == len(cells) and not _nearest(all_feeds(), cells):
            if layout.refused:
                expected = f"a file of {feed.layouts[0].name} in {file}"
                raise UsageError(expected, layout.name, layout.refused)
            own = {column.name for column in feed.columns}
            known = {name: at for at, name in enumerate(layout.columns) if name in own}
            return Shape(layout=layout.name, names=layout.columns, has_header=False, known=known)
    if _nearest(all_feeds(), cells):
        _refuse(feed, cells, [each.name for each in feed.columns if each.required], file)
    expected = f"{len(feed.layouts[0].columns)} columns of {feed.layouts[0].name} in {file}"
    raise UsageError(expected, f"{len(cells)} columns", _hint(feed, cells))


def _refuse(feed: Feed, cells: Sequence[str], missing: Sequence[str], file: str) -> NoReturn:
    expected = f"the columns of {feed.label} in {file}"
    raise UsageError(expected, f"none named {', '.join(missing)}", _hint(feed, cells))


def _hint(feed: Feed, cells: Sequence[str]) -> str:
    """What the file looks like instead, or what it was held against."""
    others = [each for each in all_feeds() if each.feed_id != feed.feed_id]
    nearest = _nearest((feed, *others), cells)
    if nearest is not None:
        found, layout = nearest
        if found.feed_id == feed.feed_id:
            return f"It comes nearest to {layout.name}; was a column renamed or cut off?"
        return f"It looks like {layout.name}: try conflictmap feed {found.feed_id}."
    for other in others:
        if any(len(cells) == len(layout.columns) for layout in other.layouts):
            return f"{other.label} has so many columns: try conflictmap feed {other.feed_id}."
    return "It looks like no known feed: describe it with conflictmap feed csv --map FILE.toml."


def _nearest(feeds: Sequence[Feed], cells: Sequence[str]) -> tuple[Feed, Layout] | None:
    """The layout that shares most names with a header, if it shares enough; the first of equals."""
    names = {cell.casefold() for cell in cells}
    best: tuple[float, Feed, Layout] | None = None
    for feed in feeds:
        for layout in feed.layouts:
            own = {each.casefold() for each in layout.columns}
            share = len(names & own) / len(names | own)
            if share >= _LIKE and (best is None or share > best[0]):
                best = (share, feed, layout)
    return None if best is None else best[1:]
