"""Who the actors of a feed's rows are: `countries/afg/feed_actors.toml`, by the longest beginning of a name.

Knows names, sides and the days on which they hold. Refuses to know who did what to whom: a row's columns imply no
direction.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, lru_cache

from geo.files import reference_file

_KEPT_NAMES = 16_384


class Standing(StrEnum):
    """What an actor is on a day: the state, on its side, or against it."""

    STATE = "state"
    ALLY = "ally"
    NON_STATE = "non_state"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedActor:
    """A name's side and standing, over `[since, until)` (None: open)."""

    name: str
    side: str
    standing: Standing
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@cache
def actor_table() -> tuple[FeedActor, ...]:
    """All names, the longest first."""
    content = tomllib.loads(reference_file("countries/afg/feed_actors.toml").read_text(encoding="utf-8"))
    found = [
        FeedActor(
            name=name,
            side=row["side"],
            standing=Standing(row["class"]),
            since=row.get("from"),
            until=row.get("until"),
        )
        for row in content["actor"]
        for name in row["names"]
    ]
    return tuple(sorted(found, key=lambda each: (-len(each.name), each.name, each.since or date.min)))


@lru_cache(maxsize=_KEPT_NAMES)
def actor_on(name: str | None, day: date) -> FeedActor | None:
    """Who an actor is on a day; None for a name that the table does not have, or does not have for that day.

    A name is sought by its beginning, up to a word's end: "Taliban" finds "Taliban (Faction)" and not "Talibanesque".

    >>> actor_on("Military Forces of Afghanistan (2021-)", date(2022, 1, 1)).side
    'taliban'
    >>> actor_on("Military Forces of Afghanistan (2021-)", date(2020, 1, 1)) is None
    True
    """
    if not name:
        return None
    longest = 0
    for each in actor_table():
        if len(each.name) < longest:
            return None
        if name.startswith(each.name) and not name[len(each.name) : len(each.name) + 1].isalnum():
            if each.holds_on(day):
                return each
            longest = len(each.name)  # the name is known, on other days: a shorter one must not stand in for it
    return None
