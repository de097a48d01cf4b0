"""Which layout a file has: its header (or the number of its cells) held against the feed's known layouts.

Knows names of columns, in any case, their other names, and HXL tags: a row of `#tags` under the header names columns as
well and is no row of the table. Refuses to guess a missing one: a file without a required column is a misuse that names
what is missing and which feed the file looks like.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from geo.errors import UsageError
from geo.feeds.catalogue import all_feeds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.feeds.description import Feed, Layout

DELETIONS = "deleted ids"
"""The layout of a file that lists the ids which the feed has deleted, with the instants of it."""
_TAG = re.compile(r"#[A-Za-z][A-Za-z0-9_]*(?:\s*\+\s*[A-Za-z][A-Za-z0-9_]*)*")
_LIKE = 0.5
"""A header that shares this part of its names with a layout (Jaccard) looks like it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a file is to be read: the layout's name, the names of its columns as the feed spells them, in file order.

    `has_header` says whether the first line is one, `has_tags` whether HXL tags follow it; `known` are the positions of
    the feed's own columns by name.
    """

    layout: str
    names: tuple[str, ...]
    has_header: bool
    known: dict[str, int]
    has_tags: bool = False

    @property
    def lines_above(self) -> int:
        """How many lines stand above the first row."""
        return int(self.has_header) + int(self.has_tags)


def match_shape(feed: Feed, first_line: Sequence[str], file: str, second_line: Sequence[str] = ()) -> Shape:
    """The shape of a file from its first line, and from the second where that holds HXL tags.

    Raises:
        UsageError: A required column is missing, or the layout is one that is not read.
    """
    cells = [cell.strip() for cell in first_line]
    tags = [plain_tag(cell) for cell in second_line] if are_tags(second_line) else []
    own = {name.casefold(): column.name for column in feed.columns for name in (*column.also, column.name)}
    by_tag = {plain_tag(name): column for name, column in own.items() if name.startswith("#")}
    has_header = bool(tags) or sum(cell.casefold() in own for cell in cells) > len(feed.columns) * _LIKE
    if not has_header and feed.has_no_header:
        return _headless(feed, cells, file)
    found = [own.get(cell.casefold()) for cell in cells]
    for at, tag in enumerate(tags[: len(found)]):
        found[at] = found[at] or by_tag.get(tag)
    names = tuple(name or cell for name, cell in zip(found, cells, strict=True))
    missing = [each.name for each in feed.columns if each.required and each.name not in names]
    folded = [cell.casefold() for cell in cells]
    if missing and feed.deleted and set(feed.deleted) <= set(folded):
        known = {name: folded.index(name) for name in feed.deleted}
        return Shape(layout=DELETIONS, names=tuple(folded), has_header=True, known=known)
    if missing:
        _refuse(feed, cells, missing, file)
    known = {each.name: names.index(each.name) for each in feed.columns if each.name in names}
    nearest = _nearest((feed,), cells)
    layout = nearest[1].name if nearest else feed.label
    return Shape(layout=layout, names=names, has_header=True, known=known, has_tags=bool(tags))


def are_tags(cells: Sequence[str]) -> bool:
    """Whether a line is one of HXL tags: at least half of its cells that are not empty, and one of them, are.

    >>> are_tags(["#date+occurred", "#geo+lat", ""]), are_tags(["#1", "x"])
    (True, False)
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    tags = [cell for cell in filled if _TAG.fullmatch(cell)]
    return bool(tags) and len(tags) >= len(filled) * _LIKE


def plain_tag(written: str) -> str:
    """An HXL tag in small letters without blanks, its attributes in the order of the alphabet.

    >>> plain_tag("#Geo +lon +WGS84")
    '#geo+lon+wgs84'
    """
    tag, *attributes = "".join(written.split()).casefold().split("+")
    return "+".join([tag, *sorted(attributes)])


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
