"""The known feeds by name: their tables in `data/feeds/*.toml`, where each codebook is cited, and a user's own table.

Refuses to read a feed; what a file looks like is matched in `geo.feeds.layouts`.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geo.errors import UsageError
from geo.feeds.description import CONTROL, HXL, OWN
from geo.feeds.mapping import HINT, feed_of
from geo.files import reference_file
from geo.toml_text import parse_toml
from geo.vocab import EventType

if TYPE_CHECKING:
    from pathlib import Path

    from geo.feeds.description import Feed

FEEDS = ("acled", "ucdp", "gdelt")
"""The feeds that are known by name; any other table is `csv`, with a table of its columns."""


@cache
def known_feed(feed_id: str) -> Feed:
    """A feed that is known by name.

    >>> known_feed("gdelt").is_aggregate, len(known_feed("gdelt").layouts[0].columns)
    (True, 61)

    Raises:
        UsageError: It is none of `FEEDS`.
    """
    if feed_id == HXL:
        words = {each.value: each for each in EventType} | dict(known_feed("acled").tags)
        return replace(_read(reference_file(f"feeds/{HXL}.toml")), tags=words)
    if feed_id not in {*FEEDS, CONTROL}:
        expected = f"one of the feeds {', '.join(FEEDS)}, {OWN}, or {CONTROL}"
        raise UsageError(expected, repr(feed_id))
    return _read(reference_file(f"feeds/{feed_id}.toml"))


def own_feed(path: Path) -> Feed:
    """The feed of a user's own table: `path` is a TOML file of the same shape as those of the known feeds.

    It needs `label` and `columns`, among them a date (or a year) and what happened; without `attribution` the label
    stands there. Its rows may be passed on unless it says `redistribute = false`. Any file that has the required
    columns fits it.

    Raises:
        UsageError: The file is not there or is no such table.
    """
    if not path.is_file():
        raise UsageError("a TOML file that says what the columns mean", repr(str(path)), HINT)
    return _read(path)


def all_feeds() -> tuple[Feed, ...]:
    """The known feeds, in the order of `FEEDS`."""
    return tuple(known_feed(each) for each in FEEDS)


def _read(path: Path) -> Feed:
    expected = f"a table of a feed's columns in {path.name}"
    try:
        content = parse_toml(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageError(expected, "a file that is not UTF-8", HINT) from error
    except OSError as error:
        raise UsageError(expected, f"a file that cannot be read ({error.strerror})", HINT) from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(expected, f"no TOML: {error}", HINT) from error
    try:
        return feed_of(content)
    except UsageError as error:
        msg = f"{error.expected}, in {path.name}"
        raise UsageError(msg, error.got, error.hint) from error
