"""Who has turned away from a party, or stands against it: "soldiers who had deserted", "fighters opposed to X".

They are nobody's, for the words do not say on whose side they are now.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from geo.country.actor_words import actor_words
from geo.country.classes import ARMED_CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from geo.country.actors import ActorSpan
    from geo.country.sides import Sides

_WORDS = actor_words()


def turned_away(spans: Sequence[ActorSpan], folded: str, sides: Sides, on: date | None) -> Iterator[ActorSpan]:
    """The actors of a text; those who have turned from a side have none."""
    for span, behind in zip_longest(spans, spans[1:]):
        changed = _has_changed(span, behind, folded) or _is_opponent(span, behind, folded, sides, on)
        yield replace(span, of_another=True, actor=replace(span.actor, side=None)) if changed else span


def _has_changed(span: ActorSpan, behind: ActorSpan | None, folded: str) -> bool:
    """Whether armed people have changed sides: "who had deserted", "who had joined X"."""
    if span.actor.actor_class not in ARMED_CLASSES:
        return False
    if _WORDS.changed_sides.match(folded, span.end):
        return True
    joined = _WORDS.joined.match(folded, span.end)
    return joined is not None and behind is not None and behind.parts[0].start == joined.end()


def _is_opponent(span: ActorSpan, behind: ActorSpan | None, folded: str, sides: Sides, on: date | None) -> bool:
    """Whether people without a name are told as opponents of a party that they would stand for.

    Rebels against a state are whoever fights it then.
    """
    opposing = _WORDS.opposing.match(folded, span.end)
    if opposing is None or behind is None or behind.parts[0].start != opposing.end() or behind.actor.side is None:
        return False
    if span.has_name or span.owned or span.actor.actor_class not in ARMED_CLASSES:
        return False
    if span.rebel:
        return not sides.is_state_force(behind.actor.side, None)
    return sides.side_of(span, on).side == behind.actor.side
