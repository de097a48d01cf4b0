"""Read a text through the real stages, as the main job does: cleaning, mentions, places, events, stated counts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from conflictmap.pipeline import extract
from geo.documents.record import RawRecord, build_document, hash_text
from geo.model import OffsetMap
from geo.vocab import AssertionMode

if TYPE_CHECKING:
    from conflictmap.pipeline import Extraction
    from geo.model import Event, Place, Resolution
    from geo.vocab import EventType

PUBLISHED = date(2021, 8, 10)
"""A Tuesday: "on Sunday" is 8 August."""


def read(text: str, published: date | None = PUBLISHED, *, title: str | None = None) -> Extraction:
    """Read one text as a document of its own; the same text gives the same records."""
    meta: dict[str, object] = {"published": published} | ({"title": title} if title else {})
    record = RawRecord(
        text=text,
        offsets=OffsetMap.identity(len(text)),
        sha256=hash_text(text),
        fallback_id="made",
        file="made.txt",
        meta=meta if published is not None else {key: value for key, value in meta.items() if key != "published"},
    )
    document, problems = build_document(record)
    assert document is not None, problems
    return extract(document)


def territory(text: str, published: date | None = PUBLISHED) -> list[Event]:
    """The events about the control of ground, in the order of the text."""
    found = [event for event in read(text, published).events if event.action is not None]
    return sorted(found, key=lambda event: event.trigger)


def actual(text: str, published: date | None = PUBLISHED) -> list[Event]:
    """The events about the control of ground that are asserted to have happened."""
    return [event for event in territory(text, published) if event.assertion_mode is AssertionMode.ACTUAL]


def taken(text: str, published: date | None = PUBLISHED) -> list[tuple[str | None, str | None, str | None]]:
    """The units that are said to have changed hands: action, unit id and taker, in the order of the text."""
    moving = {"seized", "retaken", "surrendered", "vacated"}
    return [
        (event.action.value, event.unit_id, event.taker)
        for event in actual(text, published)
        if event.action is not None and event.action.value in moving
    ]


def told_events(
    text: str, published: date | None = PUBLISHED, title: str | None = None
) -> list[tuple[str, str | None, str | None, int | None]]:
    """What a text asserts to have happened: tag, place, day and dead, in its order; "¶" parts its paragraphs."""
    found = sorted(read(text.replace("¶", "\n\n"), published, title=title).events, key=lambda each: each.trigger)
    return [
        (
            each.event_type.value,
            each.place.name if each.place is not None else None,
            each.date.date_edtf if each.date is not None else None,
            each.fatalities.best,
        )
        for each in found
        if each.assertion_mode is AssertionMode.ACTUAL
    ]


OF_AFGHANISTAN = " The Afghan government spoke of war."
"""A sentence that makes any text one on Afghanistan; it names no place."""


def days(text: str, kind: EventType, published: date) -> list[str | None]:
    """The days of the events of a kind in a text on Afghanistan, in EDTF; None where an event has none."""
    found = read(text + OF_AFGHANISTAN, published).events
    return [each.date.date_edtf if each.date else None for each in found if each.event_type is kind]


AFGHAN_STORY = "\n\nThe Taliban said nothing."
"""A paragraph that makes any text one on Afghanistan; it names no place."""


def answers(text: str, published: date | None = PUBLISHED) -> dict[str, Resolution]:
    """The answers of a text on Afghanistan by the words of the mention; a later one replaces the earlier."""
    return {found.mention.surface: found for found in read(text + AFGHAN_STORY, published).resolutions}


def places(text: str, published: date | None = PUBLISHED) -> dict[str, Place | None]:
    """The places of a text on Afghanistan by the words of the mention."""
    return {words: found.place for words, found in answers(text, published).items()}
