"""Denials that do not name what they deny, such as "The front denied the claim".

Such a sentence negates the last territory reports before it. The negated event keeps its own quote and speaker; it
never moves the ledger, but tells it that the report is disputed.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.building import event_id
from geo.quotes import make_quote
from geo.vocab import AssertionMode, EventType

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator

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
) -> Iterator[Event]:
    """The negated twins of the last actual territory events before a denial by somebody else than their taker.

    They are all those of one sentence: who denies a claim to two districts denies both.
    """
    side = denial.source.actor.side if denial.source.actor else None
    told: int | None = None
    events = list(earlier)
    if _is_of_another(denial, sentence, events):
        return
    for event in reversed(events):
        if sentence.index - event.sentence > REACH or told not in {None, event.sentence}:
            return
        if event.action is None or event.assertion_mode is not AssertionMode.ACTUAL:
            continue
        if side is None or side == event.taker:
            return
        told = event.sentence
        where = event.unit_id or (event.place.place_id if event.place else None)
        yield replace(
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


def _is_of_another(denial: Denial, sentence: Sentence, events: Iterable[Event]) -> bool:
    """Whether its sentence tells what is denied, and no change of hands: "said they killed ten, which he denied"."""
    here = [each for each in events if each.sentence == sentence.index and each.trigger < denial.trigger]
    told = [each for each in here if each.event_type is not EventType.ATTRIBUTION]
    return bool(told) and all(each.action is None for each in told)
