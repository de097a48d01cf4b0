"""Rows that change territory: which they are, and who took what, as far as the columns say.

Knows ACLED's three sub-event types for it and reads the taker from them and the sides of that day, never from the order
of the actors. Source: ACLED Codebook 2024, "Government regains territory", "Non-state actor overtakes territory",
"Non-violent transfer of territory". Refuses to choose: where two sides could have taken it, nobody did. A clash changes
nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from geo.feeds.actors import Standing, actor_on
from geo.vocab import AcledSubEvent

if TYPE_CHECKING:
    from datetime import date

    from geo.feeds.actors import FeedActor

TERRITORY_CODES = (
    AcledSubEvent.GOVERNMENT_REGAINS.value,
    AcledSubEvent.NON_STATE_OVERTAKES.value,
    AcledSubEvent.NON_VIOLENT_TRANSFER.value,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Who took and who lost, or why that is not clear (then both are None)."""

    taker: str | None = None
    loser: str | None = None
    unclear: str | None = None


def is_territory(rows: pa.Table) -> pa.ChunkedArray:
    """Which rows of a table of `geo.feeds.rows` change territory."""
    return pc.is_in(rows["sub_event_code"], value_set=pa.array(TERRITORY_CODES))


def read_transfer(sub_event: str, actor: str | None, recipient: str | None, day: date) -> Transfer:
    """Who took it, by the kind of change and the sides on that day; `actor` and `recipient` imply no direction.

    >>> from datetime import date
    >>> names = ("Military Forces of Afghanistan (2014-2021)", "Taliban")
    >>> read_transfer("Non-state actor overtakes territory", *names, date(2021, 8, 8)).taker
    'taliban'
    """
    named = [each for each in (actor, recipient) if each]
    known = [actor_on(name, day) for name in named]
    sides = {each.side for each in known if each is not None}
    if sub_event == AcledSubEvent.NON_VIOLENT_TRANSFER:
        if len(sides) == 1 and None not in known:
            return Transfer(taker=next(iter(sides)))
        return Transfer(
            unclear=f"a transfer without a fight names {_words(named, known)}, and not who came into control"
        )
    wanted = {Standing.STATE, Standing.ALLY} if sub_event == AcledSubEvent.GOVERNMENT_REGAINS else {Standing.NON_STATE}
    takers = {each.side for each in known if each is not None and each.standing in wanted}
    if Standing.ALLY in wanted:
        states = {each.side for each in known if each is not None and each.standing is Standing.STATE}
        takers = states or takers
    if len(takers) != 1 or (None in known and Standing.NON_STATE in wanted):
        return Transfer(unclear=f"“{sub_event}” with {_words(named, known)} leaves open who took it")
    others = sides - takers
    return Transfer(taker=next(iter(takers)), loser=next(iter(others)) if len(others) == 1 else None)


def _words(named: list[str], known: list[FeedActor | None]) -> str:
    """The actors and what each is on that day."""
    parts = [
        f"{name} ({each.side}, {each.standing.replace('_', ' ')})" if each else f"{name} (no known side on that day)"
        for name, each in zip(named, known, strict=True)
    ]
    return " and ".join(parts) or "no actor"
