"""From a finding to an `Event`, from a stated count to a `Claim`: codes, quote, identity.

The id of a record is a hash of its content, so the same text gives the same id on every machine.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.crosswalk import codes
from geo.events.figures import figures_of
from geo.events.periods import period_of
from geo.events.salience import salience
from geo.events.territory import tag_of
from geo.model import Claim, Event, Figures
from geo.quotes import make_quote
from geo.vocab import AssertionMode, ClaimScope, EventType, Side

if TYPE_CHECKING:
    from datetime import date

    from geo.country import Sides
    from geo.dates import DateSpan
    from geo.events.counts import StatedCount
    from geo.events.matching import Finding, SentenceReader

_HARMFUL = frozenset(
    {
        EventType.ARMED_CLASH,
        EventType.AIR_STRIKE,
        EventType.SHELLING,
        EventType.BOMBING,
        EventType.SUICIDE_BOMBING,
        EventType.GRENADE,
        EventType.CHEMICAL_ATTACK,
        EventType.CIVILIAN_HARM,
        EventType.ATTACK_ON_CIVILIANS,
        EventType.PROTEST_EXCESSIVE_FORCE,
        EventType.RIOT,
        EventType.MOB_VIOLENCE,
        EventType.NATURAL_DISASTER,
        EventType.INDUSTRIAL_DISASTER,
    }
)
_STATE_BY_CLASS = {"rebel": False, "militia": False, "gunmen": False, "mob": False} | dict.fromkeys(
    ("state_force", "police", "government", "foreign_force", "foreign_state", "official"), True
)
_LENGTH = 16


def build_event(finding: Finding, reader: SentenceReader) -> Event:
    """The event record of a finding."""
    document, masked = reader.discourse.document, reader.masked
    event_type = finding.event_type or tag_of(finding.action, finding.unit.unit if finding.unit else None)  # type: ignore[arg-type]
    trigger = masked.to_text(*finding.trigger)
    day = finding.span.day if finding.span else document.published
    state_taker = _state_taker(finding, day, reader.discourse.country.sides)
    coded = codes(event_type, state_taker=state_taker, fought=finding.fought)
    dead = hurt = Figures()
    if event_type in _HARMFUL and finding.mode is AssertionMode.ACTUAL:
        first, last = masked.sentence.start, masked.sentence.end
        dead, hurt = figures_of(document.text[first:last], (trigger[0] - first, trigger[1] - first))
    return Event(
        event_id=content_id(
            document.sha256,
            event_type,
            trigger,
            finding.place.place_id if finding.place else None,
            finding.rule.rule_id,
        ),
        event_type=event_type,
        assertion_mode=finding.mode,
        acled_event_type=coded.acled_event_type,
        acled_sub_event_type=coded.acled_sub_event_type,
        plover_event=finding.rule.plover.value if finding.rule.plover else coded.plover_event,
        plover_mode=coded.plover_mode,
        action=finding.action,
        unit=finding.unit.unit if finding.unit else None,
        unit_id=finding.unit.unit_id if finding.unit else None,
        taker=finding.taker,
        loser=finding.loser,
        contested_by_force=finding.fought if finding.action else None,
        actor=finding.actor,
        recipient=finding.recipient,
        place=finding.place,
        date=finding.span,
        fatalities=dead,
        injured=hurt,
        quote=make_quote(document, masked.sentence.start, masked.sentence.end),
        trigger=trigger,
        rule_id=finding.rule.rule_id,
        source=document.source,
        source_original=reader.speech.who if reader.speech else None,
        source_side=reader.speech.side if reader.speech else None,
        sentence=masked.sentence.index,
        salience=salience(event_type, finding.mode, masked.sentence),
        document_id=document.document_id,
        document_sha256=document.sha256,
        recorded_at=document.recorded_at,
        retold=document.retold,
    )


def redated(event: Event, span: DateSpan, sides: Sides) -> Event:
    """The same event on another day; who counts as a state force may change with it."""
    state_taker = sides.is_state_force(event.taker, span.day)
    coded = codes(event.event_type, state_taker=state_taker, fought=event.contested_by_force)
    return replace(
        event, date=span, acled_event_type=coded.acled_event_type, acled_sub_event_type=coded.acled_sub_event_type
    )


def build_claim(count: StatedCount, reader: SentenceReader, day: date | None) -> Claim | None:
    """The claim record of a stated count; None where no side can be told.

    An ordinal is stated for the day of its sentence's event, any other for the publication day, or for the end of the
    period over which it counts.
    """
    document, masked = reader.discourse.document, reader.masked
    side = _counting_side(count, reader)
    if side is None:
        return None
    start, end = masked.to_text(count.start, count.end)
    period = period_of(count, masked, document.published)
    as_of = (day or document.published) if count.ordinal else document.published
    if period is not None and period.end is not None and not count.ordinal:
        as_of = period.end
    return Claim(
        claim_id=content_id(document.sha256, count.rule_id, (start, end), side, count.count),
        unit=count.unit,
        side=side,
        state=count.state,
        count=count.count,
        count_low=count.low,
        count_high=count.high,
        of=count.of,
        qualifier=count.qualifier,
        ordinal=count.ordinal,
        scope=ClaimScope.CUMULATIVE if period is None else ClaimScope.PERIOD,
        since=None if period is None else period.since,
        as_of=as_of,
        claimant=_claimant(reader),
        quote=make_quote(document, masked.sentence.start, masked.sentence.end),
        rule_id=count.rule_id,
        source=document.source,
        document_id=document.document_id,
        document_sha256=document.sha256,
        recorded_at=document.recorded_at,
    )


def _claimant(reader: SentenceReader) -> str | None:
    if reader.speech is None:
        return None
    for entry in reader.discourse.country.actors.entries:
        if entry.label and (reader.speech.who == entry.label or reader.speech.who in entry.names):
            return entry.label
    return reader.speech.who


def _counting_side(count: StatedCount, reader: SentenceReader) -> str | None:
    """Whose units are counted.

    The party that is said to hold them; else the party of the sentence that is no mere speaker, else the one rebel side
    of the document.
    """
    if count.holder is not None:
        actor = reader.discourse.actor(reader.masked.chunk(count.holder), reader.masked.sentence)
        if actor is not None and actor.side is not None:
            return actor.side
    rebels = reader.discourse.rebels
    for offset, chunk in reversed(reader.masked.marks("A")):
        actor = reader.discourse.actor(chunk, reader.masked.sentence)
        if actor and actor.side in rebels and offset < count.end:
            return actor.side
    for _, chunk in reader.masked.marks("A"):
        actor = reader.discourse.actor(chunk, reader.masked.sentence)
        if actor and actor.side in rebels:
            return actor.side
    if len(rebels) == 1:
        return next(iter(rebels))
    return Side.TALIBAN.value if Side.TALIBAN in rebels else None


def _state_taker(finding: Finding, on: date | None, sides: Sides) -> bool | None:
    """Whether a state force took it: by the side where it is known, else by who acted, else by who lost."""
    if finding.taker is not None and not finding.taker.startswith("other:"):
        return sides.is_state_force(finding.taker, on)
    if finding.actor is not None:
        return _STATE_BY_CLASS.get(finding.actor.actor_class or "")
    lost = _STATE_BY_CLASS.get(finding.recipient.actor_class or "") if finding.recipient is not None else None
    return None if lost is None else not lost


def content_id(*parts: object) -> str:
    """A short hash of the parts, the same on every machine."""
    return hashlib.sha256(json.dumps(parts, default=str, ensure_ascii=False).encode()).hexdigest()[:_LENGTH]
