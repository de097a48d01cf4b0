"""Who bore arms once and bears none now: "a former local police officer", "officers of the previous government"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.country.actor_words import actor_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.country.chunks import Part

_AROUND = 40
_WORDS = actor_words()
_SERVED = frozenset({"state_force", "police"})
_LED = frozenset({"leader", "militia", "official"})


def class_now(actor_class: str, chunk: Sequence[Part], folded: str) -> str:
    """The class of a chunk's people today: who served a state or led its men, and does no longer, is a civilian.

    A former rebel, minister or governor keeps his class, and so does whoever has only changed his side.
    """
    start = chunk[0].start
    left = _WORDS.retired.search(folded, max(0, start - _AROUND), start)
    if not left and not any(_WORDS.of_the_past.match(folded, part.end) for part in chunk):
        return actor_class
    commands = any(_WORDS.commanding.fullmatch(folded, part.start, part.end) for part in chunk)
    serves = actor_class in _SERVED or (actor_class in _LED and commands)
    return "civilians" if serves else actor_class
