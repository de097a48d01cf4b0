"""Hand-made documents for the ledger's file, and a writer of them that can be run, and killed, as its own process.

python -m tests.ledger_documents FILE.gpkg FIRST LAST    posts those documents, naming each once it is committed
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.dates import KABUL
from geo.ledger.store import LedgerStore
from geo.model import Document, OffsetMap
from geo.vocab import Action, AssertionMode
from tests.ledger_events import GOVERNMENT, NRF, TALIBAN, claim, day, opening, report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.model import Claim, Event

UNITS = ("AF-KDZ", "AF-PAN", "AF-BAL", "AF-HER")
Made = tuple[Document, tuple["Event", ...], tuple["Claim", ...]]


def document_of(events: Iterable[Event], name: str, published: dt.datetime) -> Made:
    """Put events into one document; they take its sum, its instant and its place in it."""
    text = f"{name}\n\n" + "\n".join(event.quote.exact for event in events)
    sha = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        document_id=f"{name}.txt",
        text=text,
        offsets=OffsetMap.identity(len(text)),
        sha256=sha,
        title=name,
        published=published.date(),
        recorded_at=published,
        source=f"Outlet {name[-1]}",
    )
    own = tuple(
        replace(
            event,
            event_id=hashlib.sha256(f"{sha} {number}".encode()).hexdigest()[:16],
            document_id=document.document_id,
            document_sha256=sha,
            recorded_at=published,
            trigger=(number, number + 4),
            source=document.source,
        )
        for number, event in enumerate(events)
    )
    stated = replace(claim(len(own), published.date()), document_id=document.document_id, document_sha256=sha)
    return document, own, (stated,)


def made_document(number: int) -> Made:
    """Make one of an endless row of documents: one to four reports on four capitals; the same number, the same one."""
    luck = random.Random(number)  # noqa: S311 - a test's dice
    published = dt.datetime.combine(day(6), dt.time(9), KABUL) + dt.timedelta(hours=luck.randrange(24 * 40))
    sides = (TALIBAN, GOVERNMENT, NRF)
    events = [
        report(
            luck.choice(list(Action)),
            luck.choice(UNITS),
            published.date() - dt.timedelta(days=luck.randrange(5)),
            taker=luck.choice(sides),
            by=luck.choice((None, *sides)),
            published=published,
            mode=luck.choice([AssertionMode.ACTUAL] * 5 + [AssertionMode.NEGATED]),
            offset=place,
        )
        for place in range(luck.randrange(1, 5))
    ]
    return document_of(events, f"document {number}", published)


def write(path: str, first: int, last: int) -> None:
    """Post the documents from `first` to before `last`, and name each on standard output once it is committed."""
    with LedgerStore(path, opening()) as store:
        print("open", flush=True)  # noqa: T201 - whoever runs this reads it
        for number in range(first, last):
            document, events, claims = made_document(number)
            store.post(document, events, claims)
            print(document.sha256, flush=True)  # noqa: T201


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
