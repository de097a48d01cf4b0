"""Denials that do not name what they deny, such as "The front denied the claim".

Such a sentence negates the last territory report before it. The negated event keeps its own quote and speaker; it
never moves the ledger, but tells it that the report is disputed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.building import event_id
from geo.quotes import make_quote
from geo.vocab import AssertionMode

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable

    from geo.model import Event, Sentence
    from geo.reading.predication import Denial
    from geo.text import AnnotatedDocument

RULE_ID = "deny.claim"
REACH = 4
"""How many sentences back the denied report may stand."""


def denied(
    denial: Denial,
    sentence: Sentence,
    annotated: AnnotatedDocument,
    earlier: Iterable[Event],
    ordinals: Counter[tuple[object, ...]],
) -> Event | None:
    """The negated twin of the last actual territory event before a denial by somebody else than its taker, or None."""
    for event in reversed(list(earlier)):
        if sentence.index - event.sentence > REACH:
            return None
        if event.action is None or event.assertion_mode is not AssertionMode.ACTUAL:
            continue
        side = denial.source.actor.side if denial.source.actor else None
        if side is None or side == event.taker:
            return None
        where = event.unit_id or (event.place.place_id if event.place else None)
        return replace(
            event,
            event_id=event_id(annotated, sentence, f"{event.action} denied", where, ordinals),
            assertion_mode=AssertionMode.NEGATED,
            quote=make_quote(annotated.document, sentence.start, sentence.end),
            trigger=denial.trigger,
            rule_id=RULE_ID,
            source_original=denial.source.words,
            source_side=side,
            sentence=sentence.index,
            salience=event.salience - 1.0,
        )
    return None
