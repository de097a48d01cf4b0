"""Made claims for the ledger's benchmark: a long war over many districts, reported day by day.

Every claim is an `Event` as the pipeline makes it, on one of `units` districts, over 20 years: 55 % say that the holder
of the moment took the place (confirmations), 25 % that another side did, the rest are disputes, sieges, repelled
attacks and withdrawals. Each is published 0 to 3 days after the day it tells of, at any minute; 15 % give a span of
days; 40 % are a party's word. The same seed gives the same claims.

    python -m bench.ledger_claims CLAIMS UNITS

posts and settles them in a process of its own and prints the seconds of processor time, the milliseconds of each
question afterwards and the memory, as JSON. Making the claims is not counted.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import random
import sys
import time
from itertools import islice
from typing import TYPE_CHECKING

from bench.process_memory import peak_bytes
from geo.dates import KABUL, DateSpan
from geo.ledger import Ledger
from geo.model import Event, Quote
from geo.vocab import Action, AssertionMode, ControlBasis, EventType, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_DAY = dt.date(2001, 10, 7)
DAYS = 7_300
_QUOTE = Quote(exact="A claim made for the benchmark.")
_SIDES = ("taliban", "government", "iskp")
_OTHER = (Action.CONTESTED, Action.BESIEGED, Action.REPELLED, Action.VACATED)


def made_claims(count: int, units: int, *, seed: int = 7, days: int = DAYS) -> Iterator[Event]:
    """Make `count` claims in the order of publication's day."""
    luck = random.Random(seed)  # noqa: S311 - a benchmark's dice
    holders = [luck.choice(_SIDES) for _ in range(units)]
    for number in range(count):
        day = FIRST_DAY + dt.timedelta(days=number * days // count)
        unit, dice = luck.randrange(units), luck.random()
        action = Action.SEIZED if dice < 0.8 else luck.choice(_OTHER)  # noqa: PLR2004
        if 0.55 <= dice < 0.8:  # noqa: PLR2004
            holders[unit] = luck.choice([side for side in _SIDES if side != holders[unit]])
        yield _claim(number, (action, f"district:{unit:03d}", holders[unit]), day, luck)


def _claim(number: int, told: tuple[Action, str, str], day: dt.date, luck: random.Random) -> Event:
    action, unit_id, side = told
    published = dt.datetime.combine(day, dt.time(0, 0, 0), KABUL) + dt.timedelta(minutes=luck.randrange(4 * 1440))
    start = day - dt.timedelta(days=luck.randrange(1, 15)) if luck.random() < 0.15 else day  # noqa: PLR2004
    return Event(
        event_id=f"{number:016x}",
        event_type=EventType.DISTRICT_SEIZED,
        assertion_mode=AssertionMode.ACTUAL,
        action=action,
        unit=Unit.DISTRICT,
        unit_id=unit_id,
        taker=side if action is not Action.VACATED else None,
        loser=side if action is Action.VACATED else None,
        date=DateSpan.of(start, day),
        quote=_QUOTE,
        trigger=(10, 20),
        rule_id="made",
        source="made",
        source_side=luck.choice(_SIDES) if luck.random() < 0.4 else None,  # noqa: PLR2004
        sentence=0,
        document_id=f"{number}",
        document_sha256=f"{number:064x}",
        recorded_at=published,
    )


def measure(count: int, units: int) -> dict[str, float]:
    """Post and settle; seconds of processor time, milliseconds a question, megabytes of the whole process."""
    ledger, claims, posting = Ledger(), made_claims(count, units), 0.0
    base = _megabytes()
    while chunk := list(islice(claims, 10_000)):
        start = time.process_time()
        ledger.post(chunk)
        posting += time.process_time() - start
    start = time.process_time()
    ledger.settle()
    settling = time.process_time() - start
    start = time.process_time()
    gc.collect()  # else the first question that meets Python's collector pays for it
    collecting = time.process_time() - start
    asked = sorted(_ask(ledger))
    return {
        "claims": count,
        "units": len(ledger.units()),
        "post_s": posting,
        "settle_s": settling,
        "collect_s": collecting,
        "as_of_ms": asked[len(asked) // 2],
        "as_of_worst_ms": asked[-1],
        "peak_mb": _megabytes(),
        "base_mb": base,
    }


def _ask(ledger: Ledger) -> Iterator[float]:
    """Ask for all units on days across the war, each question for the first time, known now and known then."""
    for step in range(200, DAYS, 700):
        day = FIRST_DAY + dt.timedelta(days=step)
        for basis in ControlBasis:
            for known_at in (None, day):
                start = time.process_time()
                ledger.as_of(day, known_at=known_at, basis=basis, unit=Unit.DISTRICT)
                yield (time.process_time() - start) * 1000


def _megabytes() -> float:
    return peak_bytes() / 2**20


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), int(sys.argv[2]))))
