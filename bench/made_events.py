"""Made events for measuring the page: any number, each with a quote of 150 characters and an address of its own.

Knows places by arithmetic and words by a seeded draw, so that no quote and no address stands twice and none can be
left out by counting alike things once. Refuses to be news: what it says is invented.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from bench.corpus import SEED, made_documents
from geo.dates import DateSpan, end_of_day
from geo.model import Actor, Document, Event, OffsetMap, Place, Quote
from geo.vocab import AssertionMode, EventType, PlaceKind, PlacePrecision, PublishedBasis, Side
from maps.reference import read_capitals, read_provinces
from maps.scene import build_scene

if TYPE_CHECKING:
    from maps.scene import Scene

FIRST_DAY = date(2001, 9, 1)
DAYS = 7300
"""Twenty years, across the day on which the seconds since 1970 got one more digit (2001-09-09)."""
PLACES = 3000
QUOTE = 150
"""Characters of a quote."""
_TYPES = (
    EventType.ARMED_CLASH,
    EventType.AIR_STRIKE,
    EventType.BOMBING,
    EventType.CIVILIAN_HARM,
    EventType.TALKS,
    EventType.DISTRICT_SEIZED,
    EventType.ARREST,
)
_SOURCES = tuple(f"Outlet {number}" for number in range(60))


@cache
def _words() -> tuple[str, ...]:
    """The words of the made corpus as they come, names and numbers among them."""
    return tuple(word for document in made_documents(1000, seed=SEED) for word in document.text.split())


def made_quote(draw: random.Random) -> str:
    """A quote of exactly 150 characters, in pieces of three running words."""
    words, most = _words(), len(_words()) - 3
    text = ""
    while len(text) < QUOTE:
        at = int(draw.random() * most)
        text += " ".join(words[at : at + 3]) + " "
    return text[: QUOTE - 1].rstrip().ljust(QUOTE - 1, "o") + "."


@cache
def made_places() -> tuple[Place, ...]:
    """Villages spread around the capitals, all inside the country's window."""
    provinces = {each.iso_3166_2: each for each in read_provinces()}
    capitals = sorted(read_capitals().items())
    found = []
    for number in range(PLACES):
        iso, at = capitals[number % len(capitals)]
        found.append(
            Place(
                place_id=f"made-{number}",
                name=f"Village {number}",
                kind=PlaceKind.VILLAGE,
                longitude=round(at.longitude + (number * 0.618 % 1 - 0.5) * 1.1, 4),
                latitude=round(at.latitude + (number * 0.414 % 1 - 0.5) * 0.8, 4),
                place_precision=PlacePrecision.SETTLEMENT,
                uncertainty_m=2000,
                admin1_name=provinces[iso].name,
                iso_3166_2=iso,
                country_code="AF",
            )
        )
    return tuple(found)


def made_events(number: int, *, days: int = DAYS) -> tuple[list[Event], list[Document]]:
    """So many events, each from a document of its own with an address of its own."""
    draw = random.Random(SEED)  # noqa: S311 - made material, not a secret
    places = made_places()
    events, documents = [], []
    for index in range(number):
        day = FIRST_DAY + timedelta(days=index * days // number)
        text = made_quote(draw)
        slug = "-".join(word.strip('.,"').lower() for word in text.split()[:6])
        source = draw.choice(_SOURCES)
        sha256 = f"{draw.getrandbits(256):064x}"
        documents.append(
            Document(
                document_id=f"document-{index}",
                text=text,
                offsets=OffsetMap.identity(len(text)),
                sha256=sha256,
                published=day,
                published_basis=PublishedBasis.PUBLISHED,
                recorded_at=end_of_day(day),
                source=source,
                url=f"https://news.example/{day:%Y/%m/%d}/{slug}-{draw.randrange(10**6)}.html",
            )
        )
        start = text.index(" ") + 1
        events.append(
            Event(
                event_id=sha256[:16],
                event_type=draw.choice(_TYPES),
                assertion_mode=AssertionMode.ACTUAL,
                place=draw.choice(places),
                date=DateSpan.of(day),
                actor=Actor(name="Taliban", side=Side.TALIBAN) if draw.random() < 0.5 else None,  # noqa: PLR2004 - half
                quote=Quote(exact=text, start=0, end=len(text)),
                trigger=(start, text.index(" ", start)),
                rule_id="made",
                source=source,
                sentence=0,
                document_id=f"document-{index}",
                document_sha256=sha256,
                recorded_at=end_of_day(day),
            )
        )
    return events, documents


def made_scene(number: int, *, days: int = DAYS) -> Scene:
    """The scene of so many made events."""
    events, documents = made_events(number, days=days)
    return build_scene(
        documents=documents,
        events=events,
        controls=(),
        counts=(),
        as_of=None,
        rule="capital",
        title=f"{number:,} made events",
    )
