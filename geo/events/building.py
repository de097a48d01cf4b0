"""From a finding to an `Event`, from a stated count to a `Claim`: codes, quote, identity.

The id of a record is a hash of its content, so the same text gives the same id on every machine.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.crosswalk import codes
from geo.events.periods import is_holding, is_regained, period_of
from geo.events.salience import salience
from geo.events.territory import tag_of
from geo.model import Claim, Event
from geo.quotes import make_quote
from geo.vocab import ClaimScope, Side

if TYPE_CHECKING:
    from collections import Counter
    from datetime import date

    from geo.country import Sides
    from geo.events.counts import StatedCount
    from geo.events.discourse import Discourse
    from geo.events.interpret import Finding
    from geo.events.masking import MaskedSentence
    from geo.events.speech import Speech
    from geo.model import Actor, Sentence
    from geo.text import AnnotatedDocument

_STATE_BY_CLASS = {"rebel": False, "militia": False, "gunmen": False, "mob": False} | dict.fromkeys(
    ("state_force", "police", "government", "foreign_force", "foreign_state", "official"), True
)
_LENGTH = 16
INDEPENDENT_CLASSES = frozenset({"civilians", "media", "international_organisation"})


def build_event(finding: Finding, annotated: AnnotatedDocument, ordinals: Counter[tuple[object, ...]]) -> Event:
    """The event record of an interpreted predication; `ordinals` counts what is equal in all that makes its id."""
    document, told = annotated.document, finding.predication
    sentence = told.sentence
    event_type = finding.event_type or tag_of(finding.action, finding.unit)  # type: ignore[arg-type]
    day = finding.span.day if finding.span else document.published
    state_taker = _state_side(finding.taker, finding.actor, finding.recipient, day, annotated.country.sides)
    coded = codes(event_type, state_taker=state_taker, fought=finding.fought)
    source = told.sources[-1] if told.sources else None
    where = finding.unit_id or (finding.place.place_id if finding.place else None)
    return Event(
        event_id=event_id(annotated, sentence, finding.action or event_type, where, ordinals),
        event_type=event_type,
        assertion_mode=finding.mode,
        acled_event_type=coded.acled_event_type,
        acled_sub_event_type=coded.acled_sub_event_type,
        plover_event=told.frame.plover.value if told.frame.plover else coded.plover_event,
        plover_mode=coded.plover_mode,
        action=finding.action,
        unit=finding.unit,
        unit_id=finding.unit_id,
        taker=finding.taker,
        loser=finding.loser,
        taker_basis=finding.taker_basis,
        contested_by_force=finding.fought if finding.action else None,
        actor=finding.actor,
        recipient=finding.recipient,
        place=finding.place,
        place_basis=finding.place_basis,
        date=finding.span,
        date_basis=finding.date_basis,
        fatalities=finding.killed,
        injured=finding.injured,
        quote=make_quote(document, sentence.start, sentence.end, told.heading),
        trigger=told.trigger,
        rule_id=told.frame.frame_id,
        source=document.source,
        source_original=source.words if source else None,
        source_side=source.actor.side if source and source.actor and not source.independent else None,
        sentence=sentence.index,
        salience=salience(event_type, finding.mode, sentence, told.depth),
        document_id=document.document_id,
        document_sha256=document.sha256,
        recorded_at=document.recorded_at,
        retold=document.retold,
    )


def event_id(
    annotated: AnnotatedDocument,
    sentence: Sentence,
    what: str,
    where: str | None,
    ordinals: Counter[tuple[object, ...]],
) -> str:
    """The id of an event: a hash of its document's address, its day, the folded sentence, what happened and where.

    Not of the frame, an offset, a path or the reader: a better reader keeps the ids of what it reads alike. `ordinals`
    counts events that are equal in all of these.
    """
    document = annotated.document
    key = (
        document.url or f"{document.source or ''}\n{document.file or document.document_id}",
        document.published,
        " ".join(annotated.folded[sentence.start : sentence.end].split()),
        str(what),
        where,
    )
    ordinals[key] += 1
    return content_id(*key, ordinals[key])


def redated(event: Event, twin: Event, sides: Sides) -> Event:
    """The same event on its twin's day; who counts as a state force may change with it."""
    span = twin.date
    assert span is not None  # asked by the caller
    state_taker = sides.is_state_force(event.taker, span.day)
    coded = codes(event.event_type, state_taker=state_taker, fought=event.contested_by_force)
    return replace(
        event,
        date=span,
        date_basis=twin.date_basis,
        acled_event_type=coded.acled_event_type,
        acled_sub_event_type=coded.acled_sub_event_type,
    )


def build_claim(
    count: StatedCount, masked: MaskedSentence, discourse: Discourse, speech: Speech | None, day: date | None
) -> Claim | None:
    """The claim record of a stated count; None where no side can be told.

    An ordinal is stated for the day of its sentence's event, any other for the publication day, or for the end of the
    period over which it counts.
    """
    document = discourse.document
    side = _counting_side(count, masked, discourse)
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
        claimant=_claimant(speech, discourse),
        quote=make_quote(document, masked.sentence.start, masked.sentence.end),
        rule_id=count.rule_id,
        source=document.source,
        document_id=document.document_id,
        document_sha256=document.sha256,
        recorded_at=document.recorded_at,
    )


def _claimant(speech: Speech | None, discourse: Discourse) -> str | None:
    if speech is None:
        return None
    for entry in discourse.country.actors.entries:
        if entry.label and (speech.who == entry.label or speech.who in entry.names):
            return entry.label
    return speech.who


def _counting_side(count: StatedCount, masked: MaskedSentence, discourse: Discourse) -> str | None:
    """Whose units are counted.

    The party that is said to hold them; else the party of the sentence that is no mere speaker, else the one rebel side
    of the document.
    """
    if count.holder is not None:
        actor = discourse.actor(masked.chunk(count.holder), masked.sentence)
        if actor is not None and actor.side is not None:
            return actor.side
    rebels = discourse.rebels
    if (side := _regaining_side(count, masked, discourse)) is not None:
        return side
    for offset, chunk in reversed(masked.marks("A")):
        actor = discourse.actor(chunk, masked.sentence)
        if actor and actor.side in rebels and offset < count.end:
            return actor.side
    for _, chunk in masked.marks("A"):
        actor = discourse.actor(chunk, masked.sentence)
        if actor and actor.side in rebels:
            return actor.side
    if len(rebels) == 1:
        return next(iter(rebels))
    return Side.TALIBAN.value if Side.TALIBAN in rebels else None


def _regaining_side(count: StatedCount, masked: MaskedSentence, discourse: Discourse) -> str | None:
    """The state's side where its forces hold or won back what is counted: "the army holds all 34 capitals"."""
    before = [(offset, chunk) for offset, chunk in masked.marks("A") if offset < count.start]
    if not before:
        return None
    span = (before[-1][0] + 1, count.start)
    if not is_regained(masked.text, before[-1][0], count.start) and not is_holding(masked.text, *span):
        return None
    actor = discourse.actor(before[-1][1], masked.sentence)
    return actor.side if actor is not None and actor.side not in discourse.rebels else None


def _state_side(
    taker: str | None, actor: Actor | None, recipient: Actor | None, on: date | None, sides: Sides
) -> bool | None:
    """Whether a state force took it: by the side where it is known, else by who acted, else by who lost."""
    if taker is not None and not taker.startswith("other:"):
        return sides.is_state_force(taker, on)
    if actor is not None:
        return _STATE_BY_CLASS.get(actor.actor_class or "")
    lost = _STATE_BY_CLASS.get(recipient.actor_class or "") if recipient is not None else None
    return None if lost is None else not lost


def content_id(*parts: object) -> str:
    """A short hash of the parts, the same on every machine."""
    return hashlib.sha256(json.dumps(parts, default=str, ensure_ascii=False).encode()).hexdigest()[:_LENGTH]
