"""Denials that do not name what they deny, such as "The front denied the claim".

Such a sentence negates the last territory report before it. The negated event keeps its own quote and speaker; it
never moves the ledger, but tells it that the report is disputed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.building import content_id
from geo.quotes import make_quote
from geo.vocab import AssertionMode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.events.masking import MaskedSentence
    from geo.events.speech import Speech
    from geo.model import Document, Event

RULE_ID = "deny.claim"
REACH = 4
"""How many sentences back the denied report may stand."""
_DENIAL = re.compile(
    r"(?P<who>⟦A\d+[a-z]?⟧)(?:\s+\w+){0,3}?\s+(?P<trigger>denied|denies|rejected|rejects|dismissed|disputed|disputes|refuted)\s+(?:(?:the|this|that|these|those|any|their|its|⟦A\d+[a-z]?⟧'s?|⟦A\d+[a-z]?⟧)\s+)?"
    r"(?P<what>claims?|reports?|statement|account|loss|capture|takeover|it|that)\b(?!\s+⟦P)"
)


def denied(masked: MaskedSentence, speech: Speech | None, document: Document, earlier: Iterable[Event]) -> Event | None:
    """The negated twin of the last actual territory event before a denial, or None."""
    match = _DENIAL.search(masked.text)
    if match is None:
        return None
    for event in reversed(list(earlier)):
        if masked.sentence.index - event.sentence > REACH:
            return None
        if event.action is None or event.assertion_mode is not AssertionMode.ACTUAL:
            continue
        chunk = masked.chunk(match["who"])
        side = chunk.actor.actor.side if chunk.actor else None
        if side is None or side == event.taker:
            return None
        trigger = masked.to_text(match.start("trigger"), match.end("what"))
        return replace(
            event,
            event_id=content_id(
                document.sha256, event.event_type, trigger, event.place.place_id if event.place else None, RULE_ID
            ),
            assertion_mode=AssertionMode.NEGATED,
            quote=make_quote(document, masked.sentence.start, masked.sentence.end),
            trigger=trigger,
            rule_id=RULE_ID,
            source_original=speech.who if speech else document.text[chunk.start : chunk.end],
            source_side=side,
            sentence=masked.sentence.index,
            salience=event.salience - 1.0,
        )
    return None
